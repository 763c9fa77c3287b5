package store

import (
	"context"
	"maps"
	"slices"
)

// Class is a class of a course. Its key is the vendor's Class ID in lower case.
type Class struct {
	Class    string // the Class ID, as typed
	Number   string
	Course   string // name of the course
	Name     string
	Location string // code of the location
	Version  int64
}

// Key is the Class ID under which the class is on record.
func (c *Class) Key() string { return plainLower(c.Class) }

// Role is what somebody is in a class.
type Role string

// The roles.
const (
	RoleStudent Role = "student"
	RoleTeacher Role = "teacher"
)

// Roster is one person in one class.
type Roster struct {
	Class   string // Class ID
	UserID  string
	Role    Role
	Version int64
}

// Key is the place's key: the class's, and the folded User ID.
func (r *Roster) Key() string { return MemberKey(r.Class, r.UserID) }

var classColumns = []column[Class]{
	text(FieldClass, func(c *Class) *string { return &c.Class }),
	text(FieldNumber, func(c *Class) *string { return &c.Number }),
	text(FieldCourse, func(c *Class) *string { return &c.Course }),
	text(FieldName, func(c *Class) *string { return &c.Name }),
	text(FieldLocation, func(c *Class) *string { return &c.Location }),
}

var rosterColumns = []column[Roster]{
	text(FieldClass, func(r *Roster) *string { return &r.Class }),
	text(FieldUserID, func(r *Roster) *string { return &r.UserID }),
	text(FieldRole, func(r *Roster) *Role { return &r.Role }),
}

var (
	classKind  = kind[Class]{"classes", classColumns, func(c *Class) *int64 { return &c.Version }, false}
	rosterKind = kind[Roster]{"rosters", rosterColumns, func(r *Roster) *int64 { return &r.Version }, false}
)

// ClassFields lists every value of a new class, for a Change.
func ClassFields(c Class) []FieldChange { return filled(classColumns, &c) }

// RosterFields lists every value of a new place in a class, for a Change.
func RosterFields(r Roster) []FieldChange { return filled(rosterColumns, &r) }

// Get returns a field's value as text; a field that a class has not is empty.
func (c *Class) Get(f Field) string { return get(classColumns, c, f) }

// Set writes a field; a field that a class has not is ignored.
func (c *Class) Set(f Field, v string) { put(classColumns, c, f, v) }

// Get returns a field's value as text; a field that a place in a class has not is empty.
func (r *Roster) Get(f Field) string { return get(rosterColumns, r, f) }

// Set writes a field; a field that a place in a class has not is ignored.
func (r *Roster) Set(f Field, v string) { put(rosterColumns, r, f, v) }

// Classes lists the classes, by Class ID.
func (s *Store) Classes(ctx context.Context) ([]Class, error) {
	list, err := classKind.where(ctx, s.read, "ORDER BY class_key")
	return list, s.failedRead("the classes", err)
}

// Rosters lists who is in all classes, by class and User ID.
func (s *Store) Rosters(ctx context.Context) ([]Roster, error) {
	list, err := rosterKind.where(ctx, s.read, "ORDER BY roster_key")
	return list, s.failedRead("the rosters", err)
}

// ClassesOf lists the places that a person has in classes, by class.
func (s *Store) ClassesOf(ctx context.Context, userID string) ([]Roster, error) {
	list, err := rosterKind.where(ctx, s.read, "WHERE lower(user_id) = ? ORDER BY roster_key", UserKey(userID))
	return list, s.failedRead("the classes of a user", err)
}

// readClasses reads all classes with their rosters.
func (r *Records) readClasses(ctx context.Context, q querier) error {
	classes, err := classKind.where(ctx, q, "")
	if err != nil {
		return err
	}
	places, err := rosterKind.where(ctx, q, "ORDER BY roster_key")
	r.PutClasses(classes, places)
	return err
}

// PutClasses adds classes and who is in them to a picture made by NewRecords.
func (r *Records) PutClasses(classes []Class, places []Roster) {
	r.classes, r.rosters = make(map[string]Class, len(classes)), map[string][]Roster{}
	for _, c := range classes {
		r.classes[c.Key()] = c
	}
	for _, p := range places {
		key := plainLower(p.Class)
		r.rosters[key] = append(r.rosters[key], p)
	}
}

// Class finds a class by its Class ID in any letter case; nil if there is none.
func (r *Records) Class(id string) *Class {
	c, ok := r.classes[plainLower(id)]
	if !ok {
		return nil
	}
	return &c
}

// AllClasses are the classes of the picture, by key.
func (r *Records) AllClasses() []Class {
	list := make([]Class, 0, len(r.classes))
	for _, key := range slices.Sorted(maps.Keys(r.classes)) {
		list = append(list, r.classes[key])
	}
	return list
}

// InClasses are the folded User IDs of everybody who is in a class.
func (r *Records) InClasses() map[string]bool {
	in := map[string]bool{}
	for _, places := range r.rosters {
		for i := range places {
			in[UserKey(places[i].UserID)] = true
		}
	}
	return in
}

// RosterOf lists who is in a class, by User ID. The list is the picture's own: it is read only.
func (r *Records) RosterOf(class string) []Roster { return r.rosters[plainLower(class)] }
