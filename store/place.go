package store

import (
	"context"
	"slices"
	"strings"
)

// belonging is a record that a person has and that goes with them: a place in a class, an enrolment request.
type belonging struct {
	ref
	version int64
	userID  string
	fields  []FieldChange // as a creation writes them
}

// withPlaces adds to changes what a person's places in classes and enrolment requests have to do with them: whoever goes
// leaves them, and whoever gets another User ID keeps them. An undo takes nothing away that it did not bring.
func (sv *save) withPlaces(changes []Change) ([]Change, error) {
	gone, keys := map[string]*Change{}, []string(nil)
	for i := range changes {
		if c := &changes[i]; c.Record == KindUser && c.Delete {
			gone[c.Key] = c
			keys = append(keys, c.Key)
		}
	}
	if keys == nil || sv.act.Kind == ActUndo {
		return changes, nil
	}
	belongings, err := sv.belongings(keys)
	if err != nil {
		return nil, err
	}
	told, people := toldPlaces(changes), peopleByLine(changes)
	for _, b := range belongings {
		if told[b.ref] {
			continue
		}
		c := gone[UserKey(b.userID)]
		changes = append(changes, b.leaves(c.Line))
		if id := renamedIn(people[c.Line], c); id != "" {
			changes = append(changes, b.stays(id, c.Line))
		}
	}
	return changes, nil
}

// belongings are what these people have, in the order in which it came on record.
func (sv *save) belongings(keys []string) (list []belonging, err error) {
	const theirs = "WHERE lower(user_id) IN " + inSet + " ORDER BY id"
	places, err := rosterKind.where(context.Background(), sv.tx, theirs, set(keys))
	if err != nil {
		return nil, err
	}
	for i := range places {
		p := &places[i]
		list = append(list, belonging{ref{KindRoster, p.Key()}, p.Version, p.UserID, RosterFields(*p)})
	}
	requests, err := requestKind.where(context.Background(), sv.tx, theirs, set(keys))
	for i := range requests {
		q := &requests[i]
		list = append(list, belonging{ref{KindRequest, q.Key()}, q.Version, q.UserID, RequestFields(*q)})
	}
	return list, err
}

// leaves is the change that takes it away.
func (b *belonging) leaves(line int) Change {
	c := Change{Record: b.record, Key: b.key, Version: b.version, Delete: true, Line: line}
	for _, f := range b.fields {
		c.Fields = append(c.Fields, FieldChange{Field: f.Field, Old: f.New})
	}
	return c
}

// stays is the change that brings it in again under another User ID.
func (b *belonging) stays(userID string, line int) Change {
	c := Change{Record: b.record, Fields: slices.Clone(b.fields), Line: line}
	t := tableOf(b.record)
	values := make([]string, len(t.fields))
	for i := range c.Fields {
		f := &c.Fields[i]
		if f.Field == FieldUserID {
			f.New = userID
		}
		values[t.column(f.Field)] = f.New
	}
	c.Key = t.keyOf(values)
	return c
}

// toldPlaces are the places and requests that the changes themselves tell of.
func toldPlaces(changes []Change) map[ref]bool {
	told := map[ref]bool{}
	for i := range changes {
		if c := &changes[i]; c.Record == KindRoster || c.Record == KindRequest {
			told[ref{c.Record, c.Key}] = true
		}
	}
	return told
}

// peopleByLine are the changes of people, by the line of their file.
func peopleByLine(changes []Change) map[int][]*Change {
	people := map[int][]*Change{}
	for i := range changes {
		if c := &changes[i]; c.Record == KindUser {
			people[c.Line] = append(people[c.Line], c)
		}
	}
	return people
}

// renamedIn is the User ID that somebody gets in the same breath in which their record goes: the one that comes on the
// same line, of which these are the people; empty where nobody does, or several.
func renamedIn(people []*Change, gone *Change) (id string) {
	for _, c := range people {
		if c.Key == gone.Key {
			continue
		}
		if !c.Create() || id != "" {
			return ""
		}
		for _, f := range c.Fields {
			if f.Field == FieldUserID {
				id = strings.Clone(f.New)
			}
		}
	}
	return id
}
