package procedure

import (
	"context"
	"fmt"

	"homeroom/store"
	"homeroom/store/text"
)

// renaming is how the person of a checklist got another User ID since it began: the records have to do with that
// one now, and nothing that the checklist would see under the old one is about them.
type renaming struct {
	from, to string // to is empty while they have the one that the checklist began with
	by       string
	at       string
	words    map[int64]string // by history entry: what it did to the User ID
}

// follow reads which User ID the person of a checklist has by now.
func (s *Scene) follow(ctx context.Context, st *store.Store, first int64) error {
	r := &s.renamed
	r.from, r.words = s.Checklist.UserID, map[int64]string{}
	if first == 0 || r.from == "" || s.Checklist.State != store.ChecklistOpen {
		return nil
	}
	for id, after := r.from, first; ; {
		gone, came, err := nextName(ctx, st, id, after)
		if err != nil || came == nil {
			return err
		}
		id, after = changed(came, store.FieldUserID).New, max(gone.ID, came.ID)
		r.to, r.by, r.at = id, gone.Operator, moment(gone.At, s.zone)
		r.words[gone.ID] = "User ID is " + id + " now"
		if came.Key == store.UserKey(r.from) {
			r.to, r.words[came.ID] = "", "User ID is "+id+" again"
		}
	}
}

// nextName finds the act that gave the person of a User ID another one after an entry: the user record that went, and
// the one that came in its place. None of them where there is no such act.
func nextName(ctx context.Context, st *store.Store, id string, after int64) (gone, came *store.Entry, err error) {
	entries, err := st.Since(ctx, after, nil, []string{id})
	if err != nil {
		return nil, nil, err
	}
	for i := range entries {
		e := &entries[i]
		if e.Record != store.KindUser || !e.Deleted || e.Kind != store.ActEdit && e.Kind != store.ActUndo {
			continue
		}
		_, act, err := st.Act(ctx, e.Act)
		if err != nil {
			return nil, nil, err
		}
		for k := range act {
			if o := &act[k]; o.Record == store.KindUser && o.Created && o.Line == e.Line && changed(o, store.FieldUserID) != nil {
				return e, o, nil
			}
		}
	}
	return nil, nil, nil
}

// is reports whether the person has another User ID than the checklist began with.
func (r *renaming) is() bool { return r.to != "" }

func (r *renaming) told() string {
	return text.Visible(fmt.Sprintf("%s gave %s the User ID %s at %s", r.by, r.from, r.to, r.at))
}

func (r *renaming) remedy() string {
	return text.Visible("abandon this checklist and begin it again for " + r.to)
}

// halt keeps a stage from being done, whatever the records say under the old User ID.
func (r *renaming) halt(s *Stage) {
	s.Changes, s.Findings, s.Already = nil, nil, false
	s.Blocked = []string{r.told() + ": " + r.remedy()}
}
