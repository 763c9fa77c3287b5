package importer

import (
	"slices"
	"strings"

	"homeroom/store"
)

// aftermath is what a save made of the records that the rows are about: what was taken is theirs since.
type aftermath struct {
	*store.Records
	changes map[store.Kind]map[string][]*store.Change // by key
	renamed map[string]string                         // the key that somebody has since, by the one before
}

// afterwards is what stands on record since the plan was saved; what stood there, where it was not.
func (b *bothWays) afterwards() *aftermath {
	a := &aftermath{Records: b.records, changes: map[store.Kind]map[string][]*store.Change{}, renamed: map[string]string{}}
	if b.saved == 0 {
		return a
	}
	list, left := b.Changes(), map[int]string{}
	for i := range list {
		c := &list[i]
		if a.changes[c.Record] == nil {
			a.changes[c.Record] = map[string][]*store.Change{}
		}
		a.changes[c.Record][c.Key] = append(a.changes[c.Record][c.Key], c)
		if c.Delete && c.Record == store.KindUser {
			left[c.Line] = c.Key
		}
	}
	for i := range list {
		if c := &list[i]; c.Create() && c.Record == store.KindUser && left[c.Line] != "" {
			a.renamed[left[c.Line]] = c.Key
		}
	}
	return a
}

// turn brings a record to what it says since, and reports whether there is one since.
func (a *aftermath) turn(kind store.Kind, key string, there bool, anew func(), set func(store.Field, string)) bool {
	for _, c := range a.changes[kind][key] {
		if c.Delete {
			there = false
		}
	}
	for _, c := range a.changes[kind][key] {
		if c.Delete {
			continue
		}
		if c.Create() {
			there = true
			anew()
		}
		for _, f := range c.Fields {
			set(f.Field, f.New)
		}
	}
	return there
}

// Device is a device as it is on record since; nil for none.
func (a *aftermath) Device(serial string) *store.Device {
	var d store.Device
	was := a.Records.Device(serial)
	if was != nil {
		d = *was
	}
	if !a.turn(store.KindDevice, serial, was != nil, func() { d = store.Device{} }, d.Set) {
		return nil
	}
	return &d
}

// User is who has a User ID since; nil for nobody.
func (a *aftermath) User(userID string) *store.User {
	var u store.User
	was := a.Records.User(userID)
	if was != nil {
		u = *was
	}
	if !a.turn(store.KindUser, store.UserKey(userID), was != nil, func() { u = store.User{} }, u.Set) {
		return nil
	}
	return &u
}

// UserOf is somebody by the User ID that they had before the save.
func (a *aftermath) UserOf(userID string) *store.User {
	if to, is := a.renamed[store.UserKey(userID)]; is {
		return a.User(to)
	}
	return a.User(userID)
}

// Class is a class as it is on record since; nil for none.
func (a *aftermath) Class(id string) *store.Class {
	var c store.Class
	was := a.Records.Class(id)
	if was != nil {
		c = *was
	}
	if !a.turn(store.KindClass, store.ScopeKey(id), was != nil, func() { c = store.Class{} }, c.Set) {
		return nil
	}
	return &c
}

// RosterOf is who is in a class since.
func (a *aftermath) RosterOf(class string) (places []store.Roster) {
	had := map[string]bool{}
	for _, r := range a.Records.RosterOf(class) {
		if had[r.Key()] = true; a.turn(store.KindRoster, r.Key(), true, func() {}, r.Set) {
			places = append(places, r)
		}
	}
	for key := range a.changes[store.KindRoster] {
		var r store.Roster
		if !had[key] && a.turn(store.KindRoster, key, false, func() {}, r.Set) && store.ScopeKey(r.Class) == store.ScopeKey(class) {
			places = append(places, r)
		}
	}
	slices.SortFunc(places, func(a, b store.Roster) int { return strings.Compare(a.Key(), b.Key()) })
	return places
}
