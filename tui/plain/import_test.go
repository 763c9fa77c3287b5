package plain_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

const stock = `Serial Number,Asset Tag
KC00000001,8000001
KC00000002,8000002
KC00000003,8000003
KC00000004,8000004
`

const assign = `Serial Number,Asset Tag,User ID,Full Name,Position,Room
KC00000001,8000001,avery.lane,Avery Lane,student,B1
KC00000002,8000002,blake.moss,Blake Moss,student,B2
KC00000003,8000003,casey.reed,Casey Reed,student,B3
`

// oak is a desk with four devices of one site on record.
func oak(t *testing.T) (*desk, string) {
	t.Helper()
	d := newDesk(t)
	d.run(t.Context(), 0, "import", d.file("stock.csv", stock), "--site", "OAK", "--solution", "primary", "--yes")
	return d, d.file("assign.csv", assign)
}

func (d *desk) users() int {
	d.t.Helper()
	return strings.Count(d.run(d.t.Context(), 0, "users", "--csv"), "\n") - 1
}

func TestImport_AsksAndTakesOnlyYesForYes(t *testing.T) {
	d, file := oak(t)
	for _, answer := range []string{"\n", "n\n", "no\n", "yep\n", "save\n"} {
		d.program.In = strings.NewReader(answer)
		d.run(t.Context(), 1, "import", file, "--mode", "assign")
		if !strings.Contains(d.said.String(), "[y/N]") || !strings.Contains(d.said.String(), "nothing was saved") {
			t.Errorf("after %q it said %q", answer, d.said.String())
		}
	}
	if n := d.users(); n != 0 {
		t.Fatalf("%d users were saved without a Yes", n)
	}
	d.program.In = strings.NewReader("")
	d.run(t.Context(), 2, "import", file, "--mode", "assign") // nobody answers at all
	d.program.In = strings.NewReader("Y\n")
	d.run(t.Context(), 0, "import", file, "--mode", "assign")
	if n := d.users(); n != 3 {
		t.Errorf("%d users on record, want 3", n)
	}
}

func TestImport_R24_ARevokeWantsTheNumberTyped(t *testing.T) {
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	leavers := d.file("leavers.csv", "Serial Number,Delete\nKC00000001,KC00000001\nKC00000002,KC00000002\n")
	for _, answer := range []string{"y\n", "yes\n", "3\n", "\n"} {
		d.program.In = strings.NewReader(answer)
		d.run(t.Context(), 1, "import", leavers)
	}
	if n := d.users(); n != 3 {
		t.Fatalf("%d users on record before the number was typed, want 3", n)
	}
	d.program.In = strings.NewReader("2\n")
	d.run(t.Context(), 0, "import", leavers)
	if n := d.users(); n != 1 {
		t.Errorf("%d users on record, want 1", n)
	}
}

func TestImport_Plain_DecidesRowByRow(t *testing.T) {
	for _, c := range []struct {
		name, answers string
		code, users   int
	}{
		{"each by itself", "y\nn\ny\ny\n", 0, 2},
		{"yes to all the rest", "n\na\ny\n", 0, 2},
		{"none of the rest", "y\nd\ny\n", 0, 1},
		{"an answer that is none is asked again", "perhaps\na\ny\n", 0, 3},
		{"stop", "y\nq\n", 1, 0},
		{"the last question is No unless Yes is typed", "a\n\n", 1, 0},
		{"nobody answers any more", "y\n", 2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, file := oak(t)
			d.program.In = strings.NewReader(c.answers)
			out := d.run(t.Context(), c.code, "import", file, "--mode", "assign", "--plain")
			if !strings.Contains(out, "1 of 3. Line 2: add. Serial KC00000001. Asset tag 8000001. User ID avery.lane.") {
				t.Errorf("the first row is not told in sentences:\n%s", out)
			}
			if n := d.users(); n != c.users {
				t.Errorf("%d users on record, want %d", n, c.users)
			}
		})
	}
}

// interrupter is a person who presses ctrl+c at the question.
type interrupter struct{ cancel func() }

func (i interrupter) Read([]byte) (int, error) {
	i.cancel()
	select {} // never answers
}

func TestImport_CtrlCAtTheQuestionSavesNothing(t *testing.T) {
	d, file := oak(t)
	ctx, cancel := context.WithCancel(t.Context())
	d.program.In = interrupter{cancel}
	d.run(ctx, 1, "import", file, "--mode", "assign")
	if !strings.Contains(d.said.String(), "stopped; nothing was written") {
		t.Errorf("it said %q", d.said.String())
	}
	if n := d.users(); n != 0 {
		t.Errorf("%d users were saved", n)
	}
}

// meanwhile changes a record at the moment the question is answered: after the preview, before the save.
type meanwhile struct {
	change func()
	answer io.Reader
}

func (m *meanwhile) Read(p []byte) (int, error) {
	if m.change != nil {
		m.change()
		m.change = nil
	}
	return m.answer.Read(p)
}

func TestImport_R85_ARecordThatMovedIsHeldBackAndTheOthersAreSaved(t *testing.T) {
	d, file := oak(t)
	other := storetest.OpenAt(t, d.program.Database)
	d.program.In = &meanwhile{
		change: func() {
			storetest.Edit(t, other, "robin", "KC00000002", map[store.Field]string{store.FieldRoom: "Library"})
		},
		answer: strings.NewReader("y\n"),
	}
	mend := d.dir + "/mend.csv"
	out := d.run(t.Context(), 1, "import", file, "--mode", "assign", "--rejects", mend)
	for _, want := range []string{"Records moved since the preview; held back (R-85): 1 row", "robin", "Saved: 2 rows"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not told:\n%s", want, out)
		}
	}
	if n := d.users(); n != 2 {
		t.Errorf("%d users on record, want 2", n)
	}
	d.run(t.Context(), 0, "import", mend, "--mode", "assign", "--yes")
	if n := d.users(); n != 3 {
		t.Errorf("%d users on record after the rejected row came again (R-88), want 3", n)
	}
}

func TestUndo_AsksAndR87LeavesWhatSomebodyChangedSince(t *testing.T) {
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	storetest.Edit(t, storetest.OpenAt(t, d.program.Database), "robin", "KC00000002", map[store.Field]string{store.FieldRoom: "Library"})

	d.program.In = strings.NewReader("\n")
	d.run(t.Context(), 1, "undo", "2")
	if n := d.users(); n != 3 {
		t.Fatalf("%d users on record after a No, want 3", n)
	}
	d.program.In = strings.NewReader("y\n")
	out := d.run(t.Context(), 1, "undo", "2")
	if !strings.Contains(out, "left as it is: device record KC00000002") || !strings.Contains(out, "robin") {
		t.Errorf("who changed KC00000002 is not told:\n%s", out)
	}
	if out := d.run(t.Context(), 0, "devices", "held:yes"); !strings.Contains(out, "KC00000002") || strings.Contains(out, "KC00000001") {
		t.Errorf("held afterwards:\n%s", out)
	}
}
