package screen_test

import (
	"errors"
	"testing"

	"homeroom/store"
	"homeroom/tui/screen"
)

func TestWords_AreSentencesThatLeaveIdentifiersAlone(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("the disk is full"), "The disk is full."},
		{errors.New("w_tarnfield is a user"), "w_tarnfield is a user."},
		{errors.New("Done."), "Done."},
		{errors.New("iPad mini 5072344 is held by ann"), "iPad mini 5072344 is held by ann."},
		{errors.New("this step was done by ann at 10:32"), "This step was done by ann at 10:32."},
		{&store.Error{Message: "a quote is open", Remedy: `close it with "`}, `A quote is open. Close it with ".`},
		{&store.Error{Message: "the file cannot be read", Err: errors.New("it is gone")}, "The file cannot be read: it is gone."},
	} {
		if got := screen.Words(c.err); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
