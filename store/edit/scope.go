package edit

import (
	"maps"
	"slices"

	"homeroom/store"
)

func (s *step) leaveScopes(userID string) string {
	if len(s.now.ScopesOf(userID)) > 0 {
		s.now.putScopes(userID, nil)
	}
	return "user " + s.spelled(userID) + " taken out of the assignment scopes"
}

// carryScopes lets a person stay in their assignment scopes under another User ID.
func (s *step) carryScopes(old, want *store.User) {
	list := slices.Clone(s.now.ScopesOf(old.UserID))
	if old.UserID == want.UserID || len(list) == 0 {
		return
	}
	for i := range list {
		list[i].UserID = want.UserID
	}
	s.now.putScopes(old.UserID, nil)
	s.now.putScopes(want.UserID, list)
}

// scopeChanges are what the step does to the users in the assignment scopes, by their keys.
func (s *step) scopeChanges() []store.Change {
	var changes []store.Change
	for _, person := range slices.Sorted(maps.Keys(s.now.scopes)) {
		read := byKey(s.desk.records.ScopesOf(person))
		was, is := byKey(s.before.ScopesOf(person)), byKey(s.now.scopes[person])
		for _, key := range slices.Sorted(maps.Keys(was)) {
			old := was[key]
			now, stays := is[key]
			var c store.Change
			switch {
			case !stays:
				c = MemberGone(&old)
			case old.UserID != now.UserID: // written in other letters
				c = store.Change{Record: store.KindMember, Key: key, Fields: []store.FieldChange{{Field: store.FieldUserID, Old: old.UserID, New: now.UserID}}}
			default:
				continue
			}
			c.Version = read[key].Version
			changes = append(changes, c)
		}
		for _, key := range slices.Sorted(maps.Keys(is)) {
			if _, there := was[key]; !there {
				changes = append(changes, store.Change{
					Record: store.KindMember, Key: key, Version: read[key].Version, Fields: store.MemberFields(is[key]),
				})
			}
		}
	}
	return changes
}

// MemberGone is the change that takes a user out of an assignment scope.
func MemberGone(m *store.Member) store.Change {
	fields := store.MemberFields(*m)
	for i := range fields {
		fields[i].Old, fields[i].New = fields[i].New, ""
	}
	return store.Change{Record: store.KindMember, Key: m.Key(), Version: m.Version, Delete: true, Fields: fields}
}

func byKey(list []store.Member) map[string]store.Member {
	members := make(map[string]store.Member, len(list))
	for _, m := range list {
		members[m.Key()] = m
	}
	return members
}
