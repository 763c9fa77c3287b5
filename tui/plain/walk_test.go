package plain_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

const bothLeave = `Serial Number,Asset Tag,Delete
KC00000001,8000001,KC00000001
EM00000002,3000002,EM00000002
`

// pair is a desk where one person has an iPad and a Mac, and a file that takes both back.
func pair(t *testing.T) (*desk, string) {
	t.Helper()
	d := newDesk(t)
	d.run(t.Context(), 0, "import", d.file("stock.csv", "Serial Number,Asset Tag\nKC00000001,8000001\nEM00000002,3000002\n"),
		"--site", "OAK", "--solution", "primary", "--yes")
	d.run(t.Context(), 0, "import", d.file("assign.csv", `Serial Number,Asset Tag,User ID,Full Name,Position
KC00000001,8000001,avery.lane,Avery Lane,teacher
EM00000002,3000002,avery.lane,Avery Lane,teacher
`), "--mode", "assign", "--yes")
	return d, d.file("leavers.csv", bothLeave)
}

// the user record goes with the person's last device. Leaving out the second row changes what the first does.
func TestImport_Plain_RereadsWhatALaterAnswerChanged(t *testing.T) {
	d, leavers := pair(t)
	d.program.In = strings.NewReader("y\nn\n1\n")
	out := d.run(t.Context(), 0, "import", leavers, "--mode", "revoke", "--plain")
	read, _, again := strings.Cut(out, "Line 2 now also does: user record avery.lane; ")
	if !again || strings.Contains(read, "user record avery.lane; Site") {
		t.Fatalf("what line 2 does since line 3 was left out is not read again:\n%s", out)
	}
	if strings.Contains(out, "Line 3 n") {
		t.Errorf("line 3 is not saved, but read again:\n%s", out)
	}
}

func TestImport_Plain_RereadsNothingWhereNothingChanged(t *testing.T) {
	d, file := oak(t)
	d.program.In = strings.NewReader("y\nn\ny\ny\n")
	if out := d.run(t.Context(), 0, "import", file, "--mode", "assign", "--plain"); strings.Contains(out, "now also does") || strings.Contains(out, "no longer does") {
		t.Errorf("a row was read again:\n%s", out)
	}
}

// the row of a record that moved is held back; what the person's other row then does has not been seen.
func TestImport_R85_AsksAgainWhenAHeldRowChangesWhatAnotherDoes(t *testing.T) {
	for _, c := range []struct {
		answers string
		code    int
		held    bool
	}{
		{"2\n1\n", 1, false},
		{"2\n\n", 1, true},
		{"2\n", 2, true}, // nobody answers any more
	} {
		d, leavers := pair(t)
		other := storetest.OpenAt(t, d.program.Database)
		d.program.In = &meanwhile{
			change: func() {
				storetest.Edit(t, other, "robin", "EM00000002", map[store.Field]string{store.FieldRoom: "Library"})
			},
			answer: strings.NewReader(c.answers),
		}
		d.run(t.Context(), c.code, "import", leavers, "--mode", "revoke")
		if said := d.said.String(); !strings.Contains(said, "Line 2 now also does: user record avery.lane") || !strings.Contains(said, "Type the number 1") {
			t.Errorf("%q: it said %q", c.answers, said)
		}
		if held := strings.Contains(d.run(t.Context(), 0, "devices", "held:yes"), "KC00000001"); held != c.held {
			t.Errorf("%q: KC00000001 is held: %v", c.answers, held)
		}
	}
}

func TestImport_R85_WithYesTellsWhatAnotherRowNowDoes(t *testing.T) {
	d, leavers := pair(t)
	other := storetest.OpenAt(t, d.program.Database)
	moved := false
	d.program.Err = writes(func(p []byte) {
		d.said.Write(p)
	})
	d.program.Out = writes(func(p []byte) {
		if !moved { // the preview is out, the save is to come
			moved = true
			storetest.Edit(t, other, "robin", "EM00000002", map[store.Field]string{store.FieldRoom: "Library"})
		}
		d.out.Write(p)
	})
	out := d.run(t.Context(), 1, "import", leavers, "--mode", "revoke", "--yes")
	if !strings.Contains(d.said.String(), "Line 2 now also does: user record avery.lane") || !strings.Contains(out, "Saved: 1 row") {
		t.Errorf("it said %q\n%s", d.said.String(), out)
	}
}

// writes is a writer made of a function.
type writes func(p []byte)

func (w writes) Write(p []byte) (int, error) { w(p); return len(p), nil }

// under --plain the answer includes a held-back row, no flag is needed.
func TestImport_Plain_R10_AHeldRowIsAskedAboutWithoutAFlag(t *testing.T) {
	d, _ := pair(t)
	d.run(t.Context(), 0, "import", d.file("more.csv", "Serial Number,Asset Tag\nKC00000003,8000003\n"), "--yes")
	d.run(t.Context(), 0, "import", d.file("kim.csv", "Serial Number,Asset Tag,User ID,Full Name,Position\nKC00000003,8000003,kim.ross,Kim Ross,teacher\n"), "--mode", "assign", "--yes")
	d.run(t.Context(), 0, "import", d.file("mac.csv", "Serial Number,Asset Tag\nEM00000004,3000004\n"), "--yes")
	second := d.file("second.csv", "Serial Number,Asset Tag,User ID,Full Name,Position\nEM00000004,3000004,kim.ross,Kim Ross,teacher\n")
	d.program.In = strings.NewReader("y\ny\n")
	out := d.run(t.Context(), 0, "import", second, "--mode", "assign", "--plain")
	if !strings.Contains(out, "held back") || strings.Contains(out, "--include-held") || !strings.Contains(out, "Saved: 1 row") {
		t.Errorf("the held-back row:\n%s", out)
	}
}
