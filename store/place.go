package store

import (
	"context"
	"strings"
)

// withPlaces adds to changes what a person's places in classes have to do with them: whoever goes leaves their classes,
// and whoever gets another User ID keeps them. An undo takes nothing away that it did not bring.
func (sv *save) withPlaces(changes []Change) ([]Change, error) {
	gone, keys, told := map[string]*Change{}, []string(nil), map[string]bool{}
	for i := range changes {
		switch c := &changes[i]; {
		case c.Record == KindUser && c.Delete:
			gone[c.Key] = c
			keys = append(keys, c.Key)
		case c.Record == KindRoster:
			told[c.Key] = true
		}
	}
	if keys == nil || sv.act.Kind == ActUndo {
		return changes, nil
	}
	places, err := rosterKind.where(context.Background(), sv.tx, "WHERE lower(user_id) IN "+inSet+" ORDER BY id", set(keys))
	if err != nil {
		return nil, err
	}
	for i := range places {
		p := &places[i]
		if told[p.Key()] {
			continue
		}
		c := gone[UserKey(p.UserID)]
		leaves := Change{Record: KindRoster, Key: p.Key(), Version: p.Version, Delete: true, Line: c.Line}
		for _, f := range RosterFields(*p) {
			leaves.Fields = append(leaves.Fields, FieldChange{Field: f.Field, Old: f.New})
		}
		changes = append(changes, leaves)
		if id := renamedIn(changes, c); id != "" {
			stays := Roster{Class: p.Class, UserID: id, Role: p.Role}
			changes = append(changes, Change{Record: KindRoster, Key: stays.Key(), Fields: RosterFields(stays), Line: c.Line})
		}
	}
	return changes, nil
}

// renamedIn is the User ID that somebody gets in the same breath in which their record goes: the one that comes on the
// same line; empty where nobody does, or several.
func renamedIn(changes []Change, gone *Change) (id string) {
	for i := range changes {
		c := &changes[i]
		if c.Record != KindUser || c.Line != gone.Line || c.Key == gone.Key {
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
