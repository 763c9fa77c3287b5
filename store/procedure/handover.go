package procedure

import (
	"context"
	"errors"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
)

// Colleague is who a checklist is handed to.
type Colleague struct {
	Name string // as typed: the letter case does not count for somebody who is known
	New  bool   // somebody who has not worked here yet, and is meant all the same
}

// StrangerError says that a checklist was not handed over because nobody of that name has worked here yet: the name may
// be mistyped. It unwraps to a *store.Error with CodeNotFound.
type StrangerError struct {
	Name string   // as typed
	Near []string // who is known and comes nearest, at most three
	told *store.Error
}

func (e *StrangerError) Error() string { return e.told.Error() }

// Unwrap gives the error in words, with its code.
func (e *StrangerError) Unwrap() error { return e.told }

// nearest is how many of those who are known are named where somebody is not.
const nearest = 3

// HandOver gives the checklist to a colleague, with a note. CodeInvalid where it is with them already, *StrangerError
// where nobody of that name has worked here, unless that is meant.
func HandOver(ctx context.Context, st *store.Store, operator string, w *Walk, to Colleague, note string) (Walk, error) {
	name := strings.TrimSpace(to.Name)
	if name == "" {
		return *w, invalid("nobody is named", "name the colleague who goes on with it")
	}
	if err := errors.Join(storable("the name", name), storable("the note", note)); err != nil {
		return *w, err
	}
	known, near, err := st.Operator(ctx, name, nearest)
	if err != nil {
		return *w, err
	}
	if known != "" {
		name = known
	}
	switch {
	case strings.EqualFold(name, w.Checklist.Owner):
		return *w, invalid("the checklist is with "+text.Visible(w.Checklist.Owner)+" already", "name another colleague")
	case known == "" && !to.New:
		return *w, stranger(name, near)
	}
	fields := []store.FieldChange{{Field: store.FieldOwner, Old: w.Checklist.Owner, New: name}}
	if w.Checklist.Sender != operator {
		fields = append(fields, store.FieldChange{Field: store.FieldSender, Old: w.Checklist.Sender, New: operator})
	}
	if words := strings.TrimSpace(note); words != "" {
		fields = append(fields, w.note(words))
	}
	return w.keep(ctx, st, w.act(operator, "handed over to "+text.Visible(name)), nil, fields...)
}

func stranger(name string, near []string) error {
	return &StrangerError{Name: name, Near: near, told: &store.Error{
		Code:    store.CodeNotFound,
		Message: "nobody called " + text.Visible(name) + " has worked here yet",
		Remedy:  "known here and nearest to it: " + text.Visible(strings.Join(near, ", ")),
	}}
}
