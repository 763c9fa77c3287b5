package plain_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// Two devices come back, and somebody gets one: is it the end of the year, or its start?
const doubtful = `Serial Number,Asset Tag,User ID,Full Name,Position,Delete
KC00000001,8000001,avery.lane,Avery Lane,student,KC00000001
KC00000002,8000002,blake.moss,Blake Moss,student,KC00000002
KC00000004,8000004,casey.reed,Casey Reed,student,
`

func TestImport_R24_YesIsNoAnswerToADoubtfulRevoke(t *testing.T) {
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	doubt := d.file("doubt.csv", doubtful)
	sentence := strings.TrimSpace(d.doubt(doubt))

	d.run(t.Context(), 2, "import", doubt, "--yes")
	if said := d.said.String(); !strings.Contains(said, sentence) || !strings.Contains(said, "(say --mode revoke if that is meant)") {
		t.Errorf("it said %q, want %q", said, sentence)
	}
	d.run(t.Context(), 2, "import", doubt, "--yes", "--json")
	if n := d.users(); n != 3 {
		t.Fatalf("%d users on record, want 3", n)
	}
	for _, form := range [][]string{{}, {"--json"}, {"--plain"}} {
		d.program.In = strings.NewReader("a\nno\n")
		d.run(t.Context(), 1, append([]string{"import", doubt}, form...)...)
		if before, _, asked := strings.Cut(d.said.String(), "Type the number"); !asked || !strings.Contains(before, sentence) {
			t.Errorf("%q: the sentence is not said before the question: %q", form, d.said.String())
		}
	}
	d.run(t.Context(), 0, "import", doubt, "--yes", "--mode", "revoke")
	if n := d.users(); n != 1 {
		t.Errorf("%d users on record after the revoke was said, want 1", n)
	}
}

// doubt is the line that preview has on what speaks against the proposed mode.
func (d *desk) doubt(file string) string {
	d.t.Helper()
	for line := range strings.Lines(d.run(d.t.Context(), 0, "preview", file)) {
		if strings.Contains(line, "line 4") && strings.Contains(line, "User ID") {
			return line
		}
	}
	d.t.Fatalf("the preview is in no doubt:\n%s", d.out.String())
	return ""
}

func TestPreview_TellsThatTheImportBeginsASite(t *testing.T) {
	d := newDesk(t)
	file := d.file("stock.csv", stock)
	for _, form := range [][]string{{}, {"--plain"}} {
		out := d.run(t.Context(), 0, append([]string{"preview", file, "--site", "oka", "--solution", "primary"}, form...)...)
		if !strings.Contains(out, "OKA (primary): new, begins with this import") {
			t.Errorf("%q: the new site is not told:\n%s", form, out)
		}
	}
	d.run(t.Context(), 0, "import", file, "--site", "OKA", "--solution", "primary", "--yes")
	if out := d.run(t.Context(), 0, "preview", file, "--site", "OKA"); strings.Contains(out, "begins with") {
		t.Errorf("a site on record is called new:\n%s", out)
	}
}

// what an assign rejected comes back as an assign, whatever was wrong with it.
func TestImport_R88_TheRejectsOfAnAssignAreProposedAsAssign(t *testing.T) {
	for name, row := range map[string]string{
		"a User ID with a hyphen (R-01)": "KC00000002,8000002,blake-moss,Blake Moss,student,",
		"a serial not on record (R-17)":  "KC00000077,8000077,blake.moss,Blake Moss,student,",
		"User ID and Delete both (R-23)": "KC00000002,8000002,blake.moss,Blake Moss,student,KC00000002",
		"a User ID somebody has already": "KC00000002,8000002,avery.lane,Avery Lane,student,",
		"a position that is none (R-06)": "KC00000002,8000002,blake.moss,Blake Moss,pupil,",
	} {
		d, file := oak(t)
		d.run(t.Context(), 0, "import", file[:len(file)-len("assign.csv")]+"stock.csv", "--yes")
		d.run(t.Context(), 0, "import", d.file("first.csv", strings.Join(strings.SplitAfter(assign, "\n")[:2], "")), "--mode", "assign", "--yes")
		mend := filepath.Join(d.dir, "mend.csv")
		bad := d.file("bad.csv", "Serial Number,Asset Tag,User ID,Full Name,Position,Delete\n"+row+"\n")
		d.run(t.Context(), 1, "import", bad, "--mode", "assign", "--yes", "--rejects", mend)
		if out := d.run(t.Context(), 1, "preview", mend); !strings.Contains(out, "assign (proposed") {
			t.Errorf("%s: the rejects are not proposed as assign:\n%s", name, out)
		}
	}
}
