package plain

import (
	"testing"

	"homeroom/importer"
	"homeroom/store"
)

// asItIs places lines as they are counted.
type asItIs struct{}

func (asItIs) Place(line int) (part string, n int) { return "", line }

// A value stands in a note as it stands in the file, but for what a terminal would act on.
func TestNote_R82_AValueIsAsInTheFile(t *testing.T) {
	n := &importer.Note{Rule: "R-55", Severity: store.SeverityError, Column: "User Name", Value: "OAK\\bo \"b\" \x1b[31m", Message: "a", Remedy: "b"}
	if got := noteLine(asItIs{}, n); got != `R-55 error, User Name "OAK\bo "b" ␛[31m": a → b` {
		t.Errorf("it says %s", got)
	}
	m := &importer.Mended{Column: "User Name", Old: `OAK\bo`, New: `ELM\bo`}
	if got := mendedLine(m); got != `mended: User Name was "OAK\bo" in the file, and is "ELM\bo"` {
		t.Errorf("it says %s", got)
	}
}
