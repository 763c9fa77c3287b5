package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// Attendance is who is in which class, as students and as teachers: what class: asks for in a query.
type Attendance struct {
	classes []Class
	of      map[string][]int32 // folded User ID → places among classes
}

// Attendance reads who is in which class.
func (s *Store) Attendance(ctx context.Context) (*Attendance, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, s.failedRead("the rosters", err)
	}
	defer func() { _ = tx.Rollback() }()
	a := &Attendance{of: map[string][]int32{}}
	if a.classes, err = classKind.where(ctx, tx, ""); err != nil {
		return nil, s.failedRead("the classes", err)
	}
	at := make(map[string]int32, len(a.classes))
	for i := range a.classes {
		at[a.classes[i].Key()] = int32(i)
	}
	err = rosterKind.each(ctx, tx, func(r *Roster) {
		key, class := UserKey(r.UserID), at[plainLower(r.Class)] // every place is in a class on record
		if _, known := a.of[key]; !known {
			key = strings.Clone(key) // what was read goes
		}
		a.of[key] = append(a.of[key], class)
	})
	return a, s.failedRead("the rosters", err)
}

// Classed reports whether the query asks for classes, so that it has to be told who is in them.
func (q Query) Classed() bool {
	return slices.ContainsFunc(q.terms, func(t term) bool { return t.class != nil })
}

// Attend gives the query with its classes looked up. Before that, a term that asks for one finds nobody.
func (q Query) Attend(a *Attendance) Query {
	looked := Query{slices.Clone(q.terms)}
	for i := range looked.terms {
		t := &looked.terms[i]
		if t.class == nil || a == nil {
			continue
		}
		meant, none := make([]bool, len(a.classes)), t.class("")
		for n := range a.classes {
			c := &a.classes[n]
			meant[n] = slices.ContainsFunc([]string{c.Class, c.Number, c.Course, c.Name}, func(v string) bool { return v != "" && t.class(v) })
		}
		t.user = func(u *User, _ int) bool {
			in := a.of[u.Key()]
			return none && len(in) == 0 || slices.ContainsFunc(in, func(n int32) bool { return meant[n] })
		}
	}
	return looked
}

// classTerm asks for the classes that somebody is in, by Class ID, number, course or name.
func classTerm(_ Kind, w Word) (term, error) {
	return term{
		class:  w.Holds(),
		device: func(*Device) bool { return false },
		user:   func(*User, int) bool { return false },
	}, nil
}
