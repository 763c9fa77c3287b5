package plain_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// what --include-held accepts is kept like an answer, and an answer given before goes first.
func TestImport_Plain_R10_IncludeHeldDecidesWhatNobodyDecided(t *testing.T) {
	d, _ := pair(t)
	d.run(t.Context(), 0, "import", d.file("more.csv", "Serial Number,Asset Tag\nKC00000003,8000003\nKC00000005,8000005\nEM00000004,3000004\nEM00000006,3000006\n"), "--yes")
	header := "Serial Number,Asset Tag,User ID,Full Name,Position\n"
	d.run(t.Context(), 0, "import", d.file("first.csv", header+"KC00000003,8000003,kim.ross,Kim Ross,teacher\nKC00000005,8000005,lou.vale,Lou Vale,teacher\n"), "--mode", "assign", "--yes")
	second := d.file("second.csv", header+"EM00000004,3000004,kim.ross,Kim Ross,teacher\nEM00000006,3000006,lou.vale,Lou Vale,teacher\n")
	d.answer(2, second, "n\n")
	inOrder(t, d.said.String(), "Row 1 of 2, line 2. It is held back. Accept it all the same?")
	d.answer(1, second, "\nq\n", "--include-held")
	if _, ds := d.review(); decided(ds) != "2 leave_out, 3 accept" {
		t.Errorf("kept is %q", decided(ds))
	}
	d.answer(1, second, "\ny\n", "--include-held")
	if out := d.run(t.Context(), 0, "devices", "held:yes"); strings.Contains(out, "EM00000004") || !strings.Contains(out, "EM00000006") {
		t.Errorf("held are:\n%s", out)
	}
}

// a accepts the row it answers, held back or not, and of the rest what is not held back; d leaves out all of it.
func TestImport_Plain_R10_TheRestAcceptsNoHeldRow(t *testing.T) {
	for answers, c := range map[string]struct {
		code       int
		want, says string
	}{
		"a\n": {2, "2 accept", "no answer came"},
		"d\n": {1, "2 leave_out, 3 leave_out", "What was decided is kept: give the same command again to go on there."},
	} {
		d, _ := pair(t)
		d.run(t.Context(), 0, "import", d.file("more.csv", "Serial Number,Asset Tag\nKC00000003,8000003\nKC00000004,8000004\n"), "--yes")
		header := "Serial Number,Asset Tag,User ID,Full Name,Position\n"
		d.run(t.Context(), 0, "import", d.file("first.csv", header+"KC00000003,8000003,kim.ross,Kim Ross,teacher\n"), "--mode", "assign", "--yes")
		d.run(t.Context(), 0, "import", d.file("mac.csv", "Serial Number,Asset Tag\nEM00000005,3000005\n"), "--yes")
		out := d.answer(c.code, d.file("next.csv", header+"KC00000004,8000004,lou.vale,Lou Vale,teacher\nEM00000005,3000005,kim.ross,Kim Ross,teacher\n"), answers)
		if _, ds := d.review(); decided(ds) != c.want || !strings.Contains(d.said.String(), c.says) {
			t.Errorf("%q: kept is %q, want %q; it said %q", answers, decided(ds), c.want, d.said.String())
		}
		if c.code == 1 && !strings.Contains(out, "Nothing was saved: no row is accepted.") {
			t.Errorf("it said:\n%s", out)
		}
	}
}

// the row of a record that moves at the last moment is held back; what the person's other row then does is read and
// asked about anew.
func TestImport_Plain_R85_AsksAgainWhenAHeldRowChangesWhatAnotherDoes(t *testing.T) {
	d, leavers := pair(t)
	d.program.In = io.MultiReader(strings.NewReader("y\ny\n"), &meanwhile{
		change: func() {
			storetest.Edit(t, d.store(), "robin", "EM00000002", map[store.Field]string{store.FieldRoom: "Library"})
		},
		answer: strings.NewReader("2\n1\n"),
	})
	out := d.run(t.Context(), 1, "import", leavers, "--mode", "revoke", "--plain")
	inOrder(t, d.said.String(), "Type the number 2", "Records moved since the preview; held back (R-85): 1 row", "Type the number 1")
	inOrder(t, out, "Line 2 now also does: user record avery.lane", "1 held back", "Saved: 1 row")
}

// A value that nobody could foresee is looked up in the records at once.
func TestImport_Plain_AMendByHandMayNameAnyRecord(t *testing.T) {
	d := newDesk(t)
	stock := "Serial Number,Asset Tag\n"
	for i := range 40 {
		stock += fmt.Sprintf("KC000000%02d,80000%02d\n", i, i)
	}
	d.run(t.Context(), 0, "import", d.file("stock.csv", stock), "--site", "OAK", "--solution", "primary", "--yes")
	file := d.file("one.csv", "Serial Number,User ID,Full Name,Position\nKC99999999,avery.lane,Avery Lane,student\n")
	out := d.answer(0, file, "e\nSerial Number\nKC00000017\ny\ny\n")
	inOrder(t, out, "Line 2: error. Serial KC99999999.", "Line 2: add. Serial KC00000017.", "Saved: 1 row")
	if out := d.run(t.Context(), 0, "devices", "username:avery.lane"); !strings.Contains(out, "KC00000017") {
		t.Errorf("held are:\n%s", out)
	}
}
