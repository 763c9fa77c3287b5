package plain

import (
	"context"
	"errors"
	"fmt"
	"io"

	"homeroom/store"
	"homeroom/store/text"
)

// The exit codes of every command.
const (
	exitDone     = 0 // done, nothing rejected
	exitRejected = 1 // some rows rejected, or a check failed
	exitRefused  = 2 // wrong use, or a file or database that cannot be read
)

// rejected ends a command that did its work with exit code 1. What was rejected has been told already;
// the message may be empty.
type rejected struct{ message string }

func (r *rejected) Error() string { return r.message }

// unwritten is the error of an answer that did not reach standard output.
type unwritten struct{ err error }

func (u *unwritten) Error() string { return "the answer could not be written: " + cause(u.err).Error() }

// despite is the failure of what was left to do after a save, in words that leave no doubt that it was saved.
func despite(saved string, err error) error { return &rejected{saved + ", but " + err.Error()} }

// before is the failure of what had to be shown before a save.
func before(unsaved string, err error) error {
	if u := new(unwritten); errors.As(err, &u) {
		return &store.Error{Code: store.CodeNotSaved, Message: unsaved, Err: u}
	}
	return err
}

// stopped says of work that the person stopped with ctrl+c what it came to. Other failures stay what they are, above all
// one that leaves in doubt whether something was saved.
func stopped(err error, nothing string) error {
	switch store.CodeOf(err) {
	case store.CodeInDoubt:
		return err
	case store.CodeCancelled:
		return &rejected{"stopped; " + nothing}
	}
	if errors.Is(err, context.Canceled) {
		return &rejected{"stopped; " + nothing}
	}
	return err
}

// wrongUse is the error of a command that cannot be meant like this.
func wrongUse(message, remedy string) error {
	return &store.Error{Code: store.CodeInvalid, Message: message, Remedy: remedy}
}

// Report writes what err has to say to the person, on one line and without any control character,
// and returns the exit code that belongs to it.
func Report(w io.Writer, err error) int {
	if err == nil {
		return exitDone
	}
	err = stopped(err, "nothing was saved")
	if message := text.Visible(err.Error()); message != "" {
		fmt.Fprintf(w, "homeroom: %s\n", message)
	}
	var (
		part  *rejected
		moved *store.ConflictError
	)
	if errors.As(err, &part) || errors.As(err, &moved) {
		return exitRejected
	}
	if store.CodeOf(err) == store.CodeConflict {
		return exitRejected
	}
	return exitRefused
}
