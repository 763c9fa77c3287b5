package plain

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"homeroom/importer/sheet"
	"homeroom/store"
)

func TestReport_OneSafeLineAndTheExitCode(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		code int
		says string
	}{
		{"nothing", nil, 0, ""},
		{"rows rejected, told already", &rejected{}, 1, ""},
		{"a check failed", &rejected{"the database has faults"}, 1, "the database has faults"},
		{"records moved", fmt.Errorf("undo: %w", &store.ConflictError{}), 1, "nothing was saved"},
		{"wrong use", wrongUse("no such thing", "see --help"), 2, "no such thing (see --help)"},
		{"a file that cannot be read", &sheet.Problem{Line: 3, Message: "a quote is open"}, 2, "line 3: a quote is open"},
		{"words that would steer the terminal", errors.New("no \x1b[31m\u009b2J\nfile"), 2, "no ␛[31m‹U+009B›2J␊file"},
	} {
		var out bytes.Buffer
		if code := Report(&out, c.err); code != c.code {
			t.Errorf("%s: exit code %d, want %d", c.name, code, c.code)
		}
		if !strings.Contains(out.String(), c.says) || strings.Count(out.String(), "\n") > 1 {
			t.Errorf("%s: said %q, want %q on one line", c.name, out.String(), c.says)
		}
		if c.says == "" && out.Len() > 0 {
			t.Errorf("%s: said %q, want nothing", c.name, out.String())
		}
	}
}
