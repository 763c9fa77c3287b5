package plain_test

import (
	"path/filepath"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestReviews_ShowNamesEverySortOfMend(t *testing.T) {
	d, _ := oak(t)
	d.answer(2, d.file("sick.csv", sick), "", "--mend")
	inOrder(t, d.run(t.Context(), 0, "reviews", "show", "1"), "Mended; the file stays as it came:",
		"line 2  Asset Tag            8000001", "line 3  Serial Number        KC00000002", "line 5  the row is left out")
	d.answer(2, d.file("swapped.csv", "Serial Number,Asset Tag,User ID,Full Name,Position\n8000001,KC00000001,avery.lane,Avery Lane,student\n8000002,KC00000002,blake.moss,Blake Moss,student\n"), "m\n")
	inOrder(t, d.run(t.Context(), 0, "reviews", "show", "2"), "all lines  Serial Number and Asset Tag change places")
	d.run(t.Context(), 0, "reviews", "keep", "0")
	inOrder(t, d.run(t.Context(), 0, "reviews"), "swapped.csv", "never", "sick.csv", "never")
}

// A review whose site is gone cannot be compared any more; what was decided is told all the same.
func TestReviews_ShowTellsWhyAFileIsNotCompared(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "y\nl\n")
	d.run(t.Context(), 0, "undo", "1", "--yes")
	inOrder(t, d.run(t.Context(), 0, "reviews"), "dana  assign.csv", "1        ?")
	inOrder(t, d.run(t.Context(), 0, "reviews", "show", "1"), "! not compared with the records:", "OAK", "Decided:", "line 2", "accepted", "line 3", "put off")
	for _, args := range [][]string{{"show", "1", "--json"}, {"--json"}} {
		if out := d.run(t.Context(), 0, append([]string{"reviews"}, args...)...); !strings.Contains(out, `"undecided": null`) || !strings.Contains(out, `"decided": 1`) {
			t.Errorf("%q: it said %s", args, out)
		}
	}
}

func TestReviews_ShowTellsWhatARowWasWhenItWasDecided(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "y\ny\n")
	storetest.Edit(t, d.store(), "robin", "KC00000002", map[store.Field]string{store.FieldRoom: "Library"})
	if out := d.run(t.Context(), 0, "reviews", "show", "1", "--json"); strings.Count(out, `"turned": "add`) != 1 || !strings.Contains(out, `"decided": 1`) {
		t.Errorf("it said %s", out)
	}
}

func TestReviews_TheFileOfOneThatIsOverIsNotKept(t *testing.T) {
	d, file := oak(t)
	d.answer(2, file, "y\n")
	d.run(t.Context(), 0, "reviews", "throw-away", "1", "--yes")
	d.run(t.Context(), 2, "reviews", "file", "1", "-o", filepath.Join(d.dir, "none.csv"))
	if !strings.Contains(d.said.String(), "the file of review 1 is not kept: it is thrown away") {
		t.Errorf("it said %q", d.said.String())
	}
	d.run(t.Context(), 2, "reviews", "file", "9", "-o", filepath.Join(d.dir, "none.csv"))
}
