package plain

import (
	"strings"
	"testing"
)

func TestGrid_StaysAlignedWithWideAndHostileText(t *testing.T) {
	var g grid
	g.add("Name", "Room")
	g.add("王小明", "B1")       // three characters, six cells
	g.add("Ze\u0301e", "B2") // a combining accent, three cells
	g.add("\x1b[2J", "B3")   // four cells when made visible
	var out strings.Builder
	g.write(&out, "")
	want := "Name    Room\n王小明  B1\nZe\u0301e     B2\n␛[2J    B3\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}
