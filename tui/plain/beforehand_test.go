package plain_test

import (
	"os"
	"strings"
	"testing"
)

func TestOperator_WhoCannotStandInTheHistoryOpensNothing(t *testing.T) {
	for name, says := range map[string]string{
		"": "your name is empty", " \t ": "your name is empty", "\u00a0": "your name is empty",
		"ki\x1bm": "holds a character that nobody sees", "ki\u202em": "holds a character that nobody sees",
		"kim\nlee": "holds a character that nobody sees", strings.Repeat("ü", 65): "has 65 letters",
	} {
		d := newDesk(t)
		d.program.Operator = name
		for _, args := range [][]string{nil, {"devices"}, {"import", "x.csv", "--yes"}, {"demo"}} {
			d.run(t.Context(), 2, args...)
			if !strings.Contains(d.said.String(), says) || !strings.Contains(d.said.String(), "give your name with --operator NAME") {
				t.Errorf("%q: it said %q", name, d.said.String())
			}
		}
		if _, err := os.Stat(d.program.Database); !os.IsNotExist(err) {
			t.Errorf("%q: a database was begun", name)
		}
		d.run(t.Context(), 0, "help")
		d.run(t.Context(), 0, "completion")
	}
	d := handed(t)
	d.run(t.Context(), 0, "edit", "device", "8000001", "room=204", "--yes", "--operator", " "+strings.Repeat("ü", 64)+" ")
	if out := d.run(t.Context(), 0, "history", "8000001"); !strings.Contains(out, "  "+strings.Repeat("ü", 64)+"  save 3") {
		t.Errorf("the history says\n%s", out)
	}
}
