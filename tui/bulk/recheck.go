package bulk

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
)

// Records change all the time, and hardly ever those that a file touches or leans on. So it is looked first whether a
// change was about anything that the rows name, and only then the file is compared again, in silence: only what comes
// out otherwise than the rows on the screen is told. Save looks at every record again in any case.

// newsMsg answers news: what was changed since, or that it was too much to look through.
type newsMsg struct {
	reply
	entries []store.Entry
	many    bool
}

const (
	newsActs    = 16  // saves that are looked through
	newsEntries = 500 // changes that are looked through
)

// recheck asks what changed, unless that is under way or there is nothing new.
func (r *review) recheck() tea.Cmd {
	since := max(r.plan.Latest, r.calm)
	if r.quiet != 0 || r.busy() || r.stale || r.newest <= since {
		return nil
	}
	r.quiet, r.basis, r.looked = r.next(), r.keep.made, r.newest
	s, to := r.session, reply{r.session, r.quiet}
	return func() tea.Msg {
		entries, few := news(s, since)
		return newsMsg{to, entries, !few}
	}
}

// news reads what was done to records after a history entry; few is false where that is much, or cannot be read.
func news(s *session, since int64) (list []store.Entry, few bool) {
	acts, err := s.env.Store.Acts(s.env.Context, newsActs)
	if err != nil {
		return nil, false
	}
	for i := range acts {
		if acts[i].Entries+len(list) > newsEntries {
			return nil, false
		}
		_, entries, err := s.env.Store.Act(s.env.Context, acts[i].ID)
		if err != nil {
			return nil, false
		}
		for n := range entries {
			if entries[n].ID > since {
				list = append(list, entries[n])
			}
		}
		if n := len(entries); n > 0 && entries[0].ID <= since+1 {
			return list, true
		}
	}
	return nil, false
}

// news compares the file again where what changed is anything that the rows name.
func (r *review) news(m newsMsg) tea.Cmd {
	switch {
	case !m.answers(r.session, r.quiet):
		return nil
	case r.busy() || r.basis != r.keep.made:
		r.quiet = 0
		return r.recheck()
	case m.many || names(r.plan, m.entries):
		return r.compareAs(r.silent(r.quiet))
	}
	r.quiet, r.calm = 0, r.looked
	return r.recheck()
}

// names reports whether the rows of a plan are about, or lean on, anything that was changed: a device or a person they
// name, or who holds or held it.
func names(p *importer.Plan, entries []store.Entry) bool {
	changed := idents{set: map[string]bool{}}
	for i := range entries {
		e := &entries[i]
		switch e.Record {
		case store.KindSite, store.KindScope:
			return true
		case store.KindDevice, store.KindUser:
			changed.add(e.Key)
		}
		for _, f := range e.Fields {
			if identifies(f.Field) {
				changed.add(f.Old)
				changed.add(f.New)
			}
		}
	}
	for i := range p.Rows {
		if changed.in(&p.Rows[i]) {
			return true
		}
	}
	return false
}

// identifies reports whether a field tells records, or whose they are.
func identifies(f store.Field) bool {
	switch f {
	case store.FieldAssetTag, store.FieldUsername, store.FieldUserID, store.FieldManagedAppleAccount, store.FieldEmail:
		return true
	}
	return false
}

// idents are identifiers without regard to case. A hundred thousand rows are asked about a few of them: most are told by
// their last letter to be none.
type idents struct {
	set  map[string]bool
	last [256]bool
}

func (n *idents) add(id string) {
	if id != "" {
		id = strings.ToLower(id)
		n.set[id], n.last[id[len(id)-1]] = true, true
	}
}

func (n *idents) has(id string) bool {
	if id == "" {
		return false
	}
	last := id[len(id)-1]
	if 'A' <= last && last <= 'Z' {
		last += 'a' - 'A'
	}
	return (n.last[last] || last >= 0x80) && n.set[strings.ToLower(id)]
}

// in reports whether a row is about any of these, or changes anything of theirs.
func (n *idents) in(row *importer.Row) bool {
	if n.has(row.Serial) || n.has(row.AssetTag) || n.has(row.UserID) {
		return true
	}
	does := row.Does()
	for i := range does {
		c := &does[i]
		if n.has(c.Key) {
			return true
		}
		for k := range c.Fields {
			if f := &c.Fields[k]; identifies(f.Field) && (n.has(f.Old) || n.has(f.New)) {
				return true
			}
		}
	}
	return false
}

// rechecked looks at what the silent comparison came to. The rows on the screen stay: r takes the new ones.
func (r *review) rechecked(m reviewMsg) tea.Cmd {
	if !m.answers(r.session, r.quiet) {
		return nil
	}
	r.quiet = 0
	switch {
	case r.busy(), m.fate != nil: // what is under way, or consult, tells more
		return nil
	case m.err != nil:
		code := store.CodeOf(m.err)
		r.stale = code == store.CodeInvalid || code == store.CodeNotFound // the site is gone: r tells
		return nil
	case r.basis == r.keep.made:
		r.stale, r.calm = !r.plan.Like(m.plan), r.looked
	}
	return r.recheck()
}
