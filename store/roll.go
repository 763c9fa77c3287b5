package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
)

// Attended is a class that somebody is in: as what, who teaches it, and how many students it has.
type Attended struct {
	Class
	Role     Role
	Teachers []User
	Students int
}

// Attended lists the classes that a person is in, by course and Class ID.
func (s *Store) Attended(ctx context.Context, userID string) ([]Attended, error) {
	own, err := s.ClassesOf(ctx, userID)
	if err != nil || len(own) == 0 {
		return nil, err
	}
	keys, role := make([]string, len(own)), map[string]Role{}
	for i := range own {
		keys[i] = plainLower(own[i].Class)
		role[keys[i]] = own[i].Role
	}
	classes, err := classKind.where(ctx, s.read, "WHERE class_key IN "+inSet+" ORDER BY lower(course), class_key", set(keys))
	places, failed := rosterKind.where(ctx, s.read, "WHERE lower(class) IN "+inSet, set(keys))
	people, nobody := s.people(ctx, places, RoleTeacher)
	if err = errors.Join(err, failed, nobody); err != nil {
		return nil, s.failedRead("the classes of a user", err)
	}
	list := make([]Attended, len(classes))
	for i := range classes {
		c := &list[i]
		c.Class, c.Role = classes[i], role[classes[i].Key()]
		for n := range places {
			switch p := &places[n]; {
			case plainLower(p.Class) != c.Key():
			case p.Role == RoleTeacher:
				c.Teachers = append(c.Teachers, people[UserKey(p.UserID)])
			default:
				c.Students++
			}
		}
		slices.SortFunc(c.Teachers, byName)
	}
	return list, nil
}

// Roll is who is in a class, by name, and what each of them holds.
type Roll struct {
	Class
	Place    Location // where it is; without a code where nobody said
	Teachers []User
	Students []User
	Held     map[string][]Device // by folded User ID
}

// Roll reads a class with those who are in it; CodeNotFound when there is none of that Class ID.
func (s *Store) Roll(ctx context.Context, class string) (Roll, error) {
	classes, err := classKind.where(ctx, s.read, "WHERE class_key = ?", plainLower(class))
	if err == nil && len(classes) == 0 {
		err = &Error{
			Code: CodeNotFound, Message: fmt.Sprintf("no class is on record under %s", class),
			Remedy: "look for it on the page of somebody who is in it",
		}
	}
	if err != nil {
		return Roll{}, s.failedRead("the class", err)
	}
	r := Roll{Class: classes[0], Held: map[string][]Device{}}
	places, err := rosterKind.where(ctx, s.read, "WHERE lower(class) = ?", r.Key())
	people, failed := s.people(ctx, places, RoleTeacher, RoleStudent)
	at, nowhere := locationKind.where(ctx, s.read, "WHERE location_key = ?", plainLower(r.Location))
	if len(at) > 0 {
		r.Place = at[0]
	}
	var keys []string
	for i := range places {
		u := people[UserKey(places[i].UserID)]
		keys = append(keys, u.Key())
		if places[i].Role == RoleTeacher {
			r.Teachers = append(r.Teachers, u)
		} else {
			r.Students = append(r.Students, u)
		}
	}
	slices.SortFunc(r.Teachers, byName)
	slices.SortFunc(r.Students, byName)
	held, lost := deviceKind.where(ctx, s.read, "WHERE lower(username) IN "+inSet+" ORDER BY asset_tag, serial", set(keys))
	for i := range held {
		key := UserKey(held[i].Username)
		r.Held[key] = append(r.Held[key], held[i])
	}
	return r, s.failedRead("the class", errors.Join(err, failed, nowhere, lost))
}

// people are those who have a place of one of the roles, by folded User ID.
func (s *Store) people(ctx context.Context, places []Roster, roles ...Role) (map[string]User, error) {
	var keys []string
	for i := range places {
		if slices.Contains(roles, places[i].Role) {
			keys = append(keys, UserKey(places[i].UserID))
		}
	}
	users, err := userKind.where(ctx, s.read, "WHERE user_key IN "+inSet, set(keys))
	people := make(map[string]User, len(users))
	for i := range users {
		people[users[i].Key()] = users[i]
	}
	return people, err
}

func byName(a, b User) int {
	return cmp.Or(cmp.Compare(plainName(a.FullName), plainName(b.FullName)), cmp.Compare(a.Key(), b.Key()))
}
