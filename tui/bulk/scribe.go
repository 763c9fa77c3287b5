package bulk

import (
	"context"
	"strconv"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
)

// unfinished is what is being typed into a review: the value of a cell, or why rows are left out.
type unfinished struct {
	column string // of the cell; empty for a reason
	lines  []int  // the row of the cell, or the rows that are left out
	text   string
}

// The values of a draft of a review.
const (
	draftLines  store.Field = "lines"
	draftColumn store.Field = "column"
	draftText   store.Field = "text"
)

// scribe keeps what is being typed into a review, so that a lost line loses nothing. Commands run side by side: the
// newest is written last.
type scribe struct {
	session *session
	review  string

	taken int        // the newest of what was typed; Update alone counts it
	holds bool       // something is kept, or about to be; Update's alone
	mu    sync.Mutex // guards what follows, and is held while something is written
	wrote int
	kept  store.Draft // as it was found or written last
}

func newScribe(s *session, review int64, found store.Draft) *scribe {
	return &scribe{session: s, review: reviewKey(review), kept: found, holds: found.ID != 0}
}

func reviewKey(review int64) string { return strconv.FormatInt(review, 10) }

// untypedMsg says that what is being typed could not be kept.
type untypedMsg struct {
	to  *scribe
	err error
}

// keep takes what is typed now and writes it, even if the line is lost meanwhile; nil is nothing any more.
func (k *scribe) keep(u *unfinished) tea.Cmd { return k.session.env.Keep(k.later(u)) }

// later takes what is typed now and returns the command that writes it.
func (k *scribe) later(u *unfinished) tea.Cmd {
	k.taken++
	id := k.taken
	k.holds = u != nil
	return func() tea.Msg {
		k.mu.Lock()
		defer k.mu.Unlock()
		if id < k.wrote {
			return nil
		}
		k.wrote = id
		if err := k.write(u); err != nil {
			return untypedMsg{k, err}
		}
		return nil
	}
}

// write writes over what was found here or written before; the caller holds mu.
func (k *scribe) write(u *unfinished) (err error) {
	st, ctx := k.session.env.Store, context.WithoutCancel(k.session.env.Context)
	if u == nil {
		if err = st.DropDraft(ctx, k.kept); err == nil {
			k.kept = store.Draft{}
		}
		return err
	}
	k.kept, err = st.KeepDraft(ctx, store.Draft{
		ID: k.kept.ID, Written: k.kept.Written, Operator: k.session.env.Operator, Record: store.KindReview, Key: k.review, Values: u.values(),
	})
	return err
}

// thenForget is a command after which, where it went well, nothing is kept of what was typed: it is where it belongs.
func (r *review) thenForget(first tea.Cmd) tea.Cmd {
	if !r.scribe.holds || r.theirs() || r.cells != nil && r.cells.typing {
		return first
	}
	forget := r.scribe.later(nil)
	return r.env.Keep(func() tea.Msg {
		if first == nil {
			return forget()
		}
		msg := first()
		if kept, ok := msg.(keptMsg); !ok || kept.err == nil {
			_ = forget() // what stays is found again, and does no harm
		}
		return msg
	})
}

// manyLines is up to how many rows a reason is found again with them; of more, the text alone is.
const manyLines = 500

func (u *unfinished) values() []store.DraftValue {
	var lines []string
	for _, l := range u.lines[:min(len(u.lines), manyLines)] {
		lines = append(lines, lineKey(l))
	}
	return []store.DraftValue{
		{Field: draftLines, Text: strings.Join(lines, " ")}, {Field: draftColumn, Text: u.column}, {Field: draftText, Text: u.text},
	}
}

// unfinishedOf reads a draft; nil where there is none.
func unfinishedOf(d store.Draft) *unfinished {
	if len(d.Values) == 0 {
		return nil
	}
	u := &unfinished{}
	for _, v := range d.Values {
		switch v.Field {
		case draftColumn:
			u.column = v.Text
		case draftText:
			u.text = v.Text
		case draftLines:
			for _, l := range strings.Fields(v.Text) {
				u.lines = append(u.lines, lineOf(l))
			}
		}
	}
	return u
}

// untyped tells that what is being typed cannot be kept.
func (r *review) untyped(m untypedMsg) {
	if m.to == r.scribe {
		r.notice = "What you are typing is not kept: " + screen.Words(m.err)
	}
}

// goOn goes on with what was being typed when the line was lost.
func (r *review) goOn(u *unfinished) tea.Cmd {
	if u == nil || len(u.lines) == 0 {
		return nil
	}
	line := u.lines[0]
	if r.theirs() { // nothing can be changed here
		what := "in " + importer.InLine(r.plan, line) + ", " + or(u.column, "")
		if u.column == "" {
			what = "of why you were leaving out " + listed(r.plan, u.lines)
		}
		return screen.Say("What you were typing " + what + " is kept; t takes over, then it is found again.")
	}
	if u.column == "" {
		return r.goOnReason(u)
	}
	if !r.table.GotoKey(lineKey(line)) {
		return nil
	}
	r.openCells(line, u.column)
	if c, ok := r.cellNow(); !ok || c.Header != u.column {
		r.cells = nil
		return nil
	}
	_, _ = r.typeCell()
	r.cells.field.SetValue(u.text)
	return screen.Say("Found again: what you were typing in " + importer.InLine(r.plan, line) + ", " + or(u.column, "") + ". Enter takes it, Esc leaves the cell as it was.")
}

// goOnReason goes on with why rows are left out, with them marked as they were.
func (r *review) goOnReason(u *unfinished) tea.Cmd {
	if !r.table.GotoKey(lineKey(u.lines[0])) {
		return nil
	}
	if len(u.lines) > 1 {
		for _, line := range u.lines {
			r.table.Mark(lineKey(line), true)
		}
	}
	lines, cannot := r.aimed()
	if len(lines) == 0 {
		return nil
	}
	r.askReason(lines, cannot)
	r.reason.line.SetValue(u.text)
	return screen.Say("Found again: why you were leaving out " + listed(r.plan, u.lines) + ". Enter leaves out, Esc does not.")
}
