package procedure

import (
	"context"
	"fmt"
	"maps"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// renaming is how the person of a checklist got another User ID since it began: the records have to do with that
// one now, and nothing that the checklist would see under the old one is about them.
type renaming struct {
	from, to string // to is empty while they have the one that the checklist began with
	by       string
	at       string
}

// follow reads what has become of the User ID of a checklist since the entry that began it: whether the person has
// another one by now, and whether another person has theirs.
func (s *Scene) follow(ctx context.Context, st *store.Store, first int64) error {
	id := s.Checklist.UserID
	s.renamed.from, s.words = id, map[int64]string{}
	if first == 0 {
		return nil
	}
	now, held := s.Records.User(id), edit.OwnerOf(s.Records, id, "").Held
	entries, err := st.Since(ctx, first, append(s.Checklist.Serials(), serials(held)...), []string{id})
	if err != nil {
		return err
	}
	h := &s.heir
	*h = succession{id: id, own: s.acts, same: map[int64]bool{}}
	if s.Checklist.State == store.ChecklistOpen {
		if err := s.chase(ctx, st, entries); err != nil {
			return err
		}
	}
	h.rewind(now, held, entries)
	h.trace(entries)
	h.now(now)
	if s.renamed.is() {
		h.came = nil // the person is there, under the other User ID
	}
	maps.Copy(h.words, s.words)
	s.words = h.words
	return nil
}

// chase follows the person from one User ID to the next.
func (s *Scene) chase(ctx context.Context, st *store.Store, entries []store.Entry) error {
	id := s.renamed.from
	for r := &s.renamed; ; {
		person := succession{id: id, own: s.acts, record: true}
		person.trace(entries)
		gone, came, err := s.renaming(ctx, st, entries, person.gone)
		if err != nil || came == nil {
			return err
		}
		id = changed(came, store.FieldUserID).New
		r.to, r.by, r.at = id, gone.Operator, moment(gone.At, s.zone)
		s.words[gone.ID] = "User ID is " + id + " now"
		if came.Key == store.UserKey(r.from) {
			r.to, s.words[came.ID], s.heir.same[came.ID] = "", "User ID is "+id+" again", true
		}
		if entries, err = st.Since(ctx, max(gone.ID, came.ID), nil, []string{id}); err != nil {
			return err
		}
	}
}

// renaming finds the act that gave the person of these entries another User ID: the user record that went, and the one
// that came in its place. None of them where there is no such act; left are the entries that deleted the person's record.
func (s *Scene) renaming(ctx context.Context, st *store.Store, entries []store.Entry, left map[int64]bool) (gone, came *store.Entry, err error) {
	for i := range entries {
		e := &entries[i]
		if !left[e.ID] || e.Kind != store.ActEdit && e.Kind != store.ActUndo {
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

// adopt goes on under the new User ID of a person where everything that changes a record was done and holds for them
// under that one: what is left are facts of the world.
func (s *Scene) adopt(p *Procedure, told *story) {
	if !s.renamed.is() {
		return
	}
	now := *s
	now.UserID, now.User, now.renamed.to = s.renamed.to, s.Records.User(s.renamed.to), ""
	for i := range p.Steps {
		step := &p.Steps[i]
		_, done := told.done[stageKey(step, nil)]
		if step.Do != nil && step.Until == "" && (!done || len(standing(step.After, &now)) > 0) {
			return
		}
	}
	*s = now
}

// is reports whether the person has another User ID than the checklist began with.
func (r *renaming) is() bool { return r.to != "" }

func (r *renaming) told() string {
	return text.Visible(fmt.Sprintf("the User ID %s was changed to %s by %s at %s", r.from, r.to, r.by, r.at))
}

func (r *renaming) remedy() string {
	return text.Visible("abandon this checklist and begin it again for " + r.to)
}

// halted reports whether nothing of the checklist can be done any more: the person has another User ID, or, where there
// is nothing left to see to without them, another person has theirs.
func (s *Scene) halted() bool {
	return s.renamed.is() || s.heir.is() && s.about != AboutUser
}

// halt tells why a checklist is halted, and what to do.
func (s *Scene) halt() (told, remedy string) {
	if s.renamed.is() {
		return s.renamed.told(), s.renamed.remedy()
	}
	return s.anothers(), "abandon this checklist, and begin another one if it is to be done for that person"
}

// halt keeps a stage from being done, whatever the records say under the old User ID.
func (s *Stage) halt(told, remedy string) {
	s.Changes, s.Findings, s.Already = nil, nil, false
	s.Blocked = []string{told + ": " + remedy}
}
