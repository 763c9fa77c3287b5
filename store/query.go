package store

import (
	"math"
	"slices"
	"strings"
)

// Query is a filter over device or user records: the one language of `/`, `homeroom devices`, `homeroom users` and
// the saved views. Words match any identifier or name; field:value looks into one field, field:a,b finds either,
// field: finds it empty, ! turns a term round, quotes keep spaces and commas together. All terms must hold.
type Query struct{ terms []term }

type term struct {
	not    bool
	device func(*Device) bool
	user   func(u *User, devices int) bool
	when   dates                   // of a term that asks for dates: what it lets through is known when it is measured
	class  func(value string) bool // of a term that asks for classes: whom it lets through is known when they are looked up
}

// Empty reports whether the query lets everything through.
func (q Query) Empty() bool { return len(q.terms) == 0 }

// Dated reports whether the query asks for dates, so that it has to be measured.
func (q Query) Dated() bool {
	return slices.ContainsFunc(q.terms, func(t term) bool { return t.when != nil })
}

// Measure gives the query with its dates measured by a clock. Before that, a term that asks for a date finds nothing.
func (q Query) Measure(c Clock) Query {
	measured := Query{slices.Clone(q.terms)}
	for i := range measured.terms {
		t := &measured.terms[i]
		if t.when == nil || c.Timeline == nil {
			continue
		}
		s := t.when(c.Now)
		from, to := int64(1), int64(math.MaxInt64)
		if !s.from.IsZero() {
			from = c.Timeline.from(s.from)
		}
		if !s.to.IsZero() {
			to = c.Timeline.from(s.to)
		}
		t.device = func(d *Device) bool { return d.Version >= from && d.Version < to }
		t.user = func(u *User, _ int) bool { return u.Version >= from && u.Version < to }
	}
	return measured
}

// Device reports whether the device passes.
func (q Query) Device(d *Device) bool {
	for i := range q.terms {
		if t := &q.terms[i]; t.device(d) == t.not {
			return false
		}
	}
	return true
}

// User reports whether a user who holds so many devices passes.
func (q Query) User(u *User, devices int) bool {
	for i := range q.terms {
		if t := &q.terms[i]; t.user(u, devices) == t.not {
			return false
		}
	}
	return true
}

// searched are the fields that a bare word looks into.
var (
	searchedDevice = []func(*Device) string{
		func(d *Device) string { return d.AssetTag },
		func(d *Device) string { return d.Serial },
		func(d *Device) string { return d.Username },
		func(d *Device) string { return d.FullName },
		func(d *Device) string { return d.Email },
	}
	searchedUser = []func(*User) string{
		func(u *User) string { return u.UserID },
		func(u *User) string { return u.FullName },
		func(u *User) string { return u.Email },
		func(u *User) string { return u.ManagedAppleAccount },
	}
)

// ParseQuery reads a query about devices or users. The error is an *Error that says what was not understood.
func ParseQuery(kind Kind, text string) (Query, error) {
	var q Query
	words, err := SplitQuery(text)
	if err != nil {
		return q, err
	}
	for _, w := range words {
		t, err := parseTerm(kind, w)
		if err != nil {
			return Query{}, err
		}
		q.terms = append(q.terms, t)
	}
	return q, nil
}

func anyContains[T any](fields []func(*T) string, r *T, what string) bool {
	for _, f := range fields {
		if contains(f(r), what) {
			return true
		}
	}
	return false
}

// contains finds what in value without regard to case. It allocates nothing for plain letters.
func contains(value, what string) bool {
	n := len(what)
	if n == 0 {
		return true
	}
	for i := 0; i+n <= len(value); i++ {
		if fold(value[i]) == fold(what[0]) && strings.EqualFold(value[i:i+n], what) {
			return true
		}
	}
	return false
}

// fold lowers a plain letter and lets every other byte stand for all of them.
func fold(c byte) byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	case c >= 0x80:
		return 0x80
	}
	return c
}
