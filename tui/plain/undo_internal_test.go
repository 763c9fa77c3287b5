package plain

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/store"
)

// Of an undo of very many rows nobody reads the list: the question is not pushed out of sight by it.
func TestUndo_OfVeryManyChangesIsCountedAfterTheFirst(t *testing.T) {
	u := store.Undo{Title: "undo of import 12"}
	for i := range mostShown + 3 {
		u.Changes = append(u.Changes, store.Change{
			Record: store.KindDevice, Key: fmt.Sprintf("SERIAL%04d", i),
			Fields: []store.FieldChange{{Field: store.FieldRoom, Old: "1", New: "2"}}, Version: 1,
		})
	}
	var some, all strings.Builder
	writeUndo(&some, &u, false)
	writeUndo(&all, &u, true)
	if s := some.String(); strings.Count(s, "SERIAL") != mostShown || !strings.Contains(s, "… and 3 more, of 203 changes in all; --all shows every one") {
		t.Errorf("it ends with %q", s[len(s)-200:])
	}
	if s := all.String(); strings.Count(s, "SERIAL") != mostShown+3 || strings.Contains(s, "--all") {
		t.Errorf("--all ends with %q", s[len(s)-200:])
	}
}
