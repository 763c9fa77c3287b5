package store

import "errors"

// Code tells the program what went wrong; the message tells the person.
type Code string

// The codes of errors.
const (
	CodeInvalid    Code = "invalid"    // the request cannot be meant like this
	CodeNotFound   Code = "not_found"  // no such record, import or change
	CodeConflict   Code = "conflict"   // a record moved meanwhile
	CodeUnreadable Code = "unreadable" // a file or database cannot be read
	CodeNewer      Code = "newer"      // the database was written by a newer program
	CodeNotSaved   Code = "not_saved"  // nothing was written
	CodeCancelled  Code = "cancelled"  // whoever asked for it cancelled it; nothing was written
	CodeInDoubt    Code = "in_doubt"   // it could not be told whether the write happened
)

// Error is what went wrong, in words, and what to do next.
type Error struct {
	Code    Code
	Message string
	Remedy  string
	Err     error // the cause, for logs
}

func (e *Error) Error() string {
	s := e.Message
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	if e.Remedy != "" {
		s += " (" + e.Remedy + ")"
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of an Error in err's chain, or the empty code.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
