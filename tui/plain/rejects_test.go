package plain_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// one row of it is in error.
const halfGood = `Serial Number,Asset Tag,User ID,Full Name,Position
KC00000001,8000001,avery.lane,Avery Lane,student
KC00000002,8000002,blake-moss,Blake Moss,student
`

func TestImport_RejectsIsRefusedBeforeAnythingIsSaved(t *testing.T) {
	d, _ := oak(t)
	file := d.file("half.csv", halfGood)
	there := d.file("there.csv", "mine")
	for name, says := range map[string]string{
		filepath.Join(d.dir, "mend.txt"):           ".csv or .xlsx",
		filepath.Join(d.dir, "mend"):               ".csv or .xlsx",
		filepath.Join(d.dir, "nosuch", "mend.csv"): "no such file or directory",
		there: "is there already",
	} {
		d.run(t.Context(), 2, "import", file, "--mode", "assign", "--yes", "--rejects", name)
		if !strings.Contains(d.said.String(), says) {
			t.Errorf("%s: it said %q, want %q", name, d.said.String(), says)
		}
		if n := d.users(); n != 0 {
			t.Fatalf("%s: %d users were saved", name, n)
		}
	}
}

func TestImport_R88_RejectsTellsWhatItWroteAndGoesWhereItIsNotNeeded(t *testing.T) {
	d, good := oak(t)
	half := d.file("half.csv", halfGood)
	mend := filepath.Join(d.dir, "mend.csv")
	gone := func(why string) {
		t.Helper()
		if _, err := os.Lstat(mend); !errors.Is(err, os.ErrNotExist) {
			t.Fatalf("%s: the file for rejected rows is still there (%v)", why, err)
		}
	}
	d.run(t.Context(), 2, "import", filepath.Join(d.dir, "nosuch.csv"), "--yes", "--rejects", mend)
	gone("no file to import")
	d.program.In = strings.NewReader("n\n")
	d.run(t.Context(), 1, "import", half, "--mode", "assign", "--rejects", mend)
	gone("the answer was No")
	if out := d.run(t.Context(), 1, "import", half, "--mode", "assign", "--yes", "--rejects", mend); !strings.Contains(out, "1 row written to "+mend) {
		t.Errorf("what was written is not told:\n%s", out)
	}
	if info, err := os.Stat(mend); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file may hold names of minors, but %v, %v", info, err)
	}
	if err := os.Remove(mend); err != nil {
		t.Fatal(err)
	}
	d.run(t.Context(), 1, "import", half, "--mode", "assign", "--yes", "--json", "--rejects", mend)
	if !strings.Contains(d.said.String(), "1 row written to "+mend) {
		t.Errorf("beside JSON it said %q", d.said.String())
	}
	if err := os.Remove(mend); err != nil {
		t.Fatal(err)
	}
	d.run(t.Context(), 0, "import", good, "--mode", "assign", "--yes", "--rejects", mend)
	gone("no row was rejected")
}

// full is standard output on a disk that is full after so many writes.
type full struct{ writes int }

func (f *full) Write(p []byte) (int, error) {
	if f.writes == 0 {
		return 0, errors.New("no space left on device")
	}
	f.writes--
	return len(p), nil
}

func TestImport_SavedIsToldEvenIfTheAnswerCannotBeWritten(t *testing.T) {
	for _, c := range []struct {
		name string
		out  io.Writer
		args []string
	}{
		{"as text, after the preview", &full{writes: 1}, nil},
		{"as JSON", &full{}, []string{"--json"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, _ := oak(t)
			file, mend := d.file("half.csv", halfGood), filepath.Join(d.dir, "mend.csv")
			d.program.Out = c.out
			d.run(t.Context(), 1, append([]string{"import", file, "--mode", "assign", "--yes", "--rejects", mend}, c.args...)...)
			if said := d.said.String(); !strings.Contains(said, "saved as import 2, but the answer could not be written") || strings.Contains(said, "nothing was") {
				t.Errorf("it said %q", said)
			}
			if data, err := os.ReadFile(mend); err != nil || !strings.Contains(string(data), "blake-moss") {
				t.Errorf("the rejected row is not in %s: %q %v", mend, data, err)
			}
			d.program.Out = &d.out
			if n := d.users(); n != 1 {
				t.Errorf("%d users on record, want 1", n)
			}
		})
	}
}

func TestImport_APreviewThatCannotBeWrittenSavesNothing(t *testing.T) {
	d, file := oak(t)
	d.program.Out = &full{}
	d.run(t.Context(), 2, "import", file, "--mode", "assign", "--yes")
	if !strings.Contains(d.said.String(), "nothing was saved") {
		t.Errorf("it said %q", d.said.String())
	}
	d.program.Out = &d.out
	if n := d.users(); n != 0 {
		t.Errorf("%d users on record, want none", n)
	}
}

func TestUndo_PutBackIsToldEvenIfTheAnswerCannotBeWritten(t *testing.T) {
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	d.program.Out = &full{writes: 1}
	d.run(t.Context(), 1, "undo", "2", "--yes")
	if said := d.said.String(); !strings.Contains(said, "put back as 3, but the answer could not be written") {
		t.Errorf("it said %q", said)
	}
}
