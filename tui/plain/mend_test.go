package plain_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sick is the file of oak after a spreadsheet: a .0, an apostrophe, and a row twice.
const sick = `Serial Number,Asset Tag,User ID,Full Name,Position,Room
KC00000001,8000001.0,avery.lane,Avery Lane,student,B1
'KC00000002,8000002,blake.moss,Blake Moss,student,B2
KC00000003,8000003,casey.reed,Casey Reed,student,B3
KC00000003,8000003,casey.reed,Casey Reed,student,B3
`

// in order wants the texts one after the other.
func inOrder(t *testing.T, out string, texts ...string) {
	t.Helper()
	rest := out
	for _, text := range texts {
		_, after, found := strings.Cut(rest, text)
		if !found {
			t.Fatalf("%q does not follow in:\n%s", text, out)
		}
		rest = after
	}
}

func TestPreview_R08_SaysInWordsWhatIsProposedAndMendsNothing(t *testing.T) {
	d, _ := oak(t)
	file := d.file("sick.csv", sick)
	for _, flags := range [][]string{nil, {"--plain"}} {
		out := strings.ReplaceAll(d.run(t.Context(), 1, append([]string{"preview", file, "--mode", "assign"}, flags...)...), "Proposed", "proposed")
		inOrder(t, out, "proposed: Asset Tag becomes “8000001”", "proposed: Serial Number becomes “KC00000002”", "proposed: the row is left out", "4 error")
		if strings.Contains(out, "mended") {
			t.Errorf("something is mended unasked:\n%s", out)
		}
	}
}

func TestPreview_R08_MendTakesWhatIsProposedAndListsItFirst(t *testing.T) {
	d, _ := oak(t)
	file := d.file("sick.csv", sick)
	out := d.run(t.Context(), 0, "preview", file, "--mode", "assign", "--mend")
	inOrder(t, out, `Line 2: mended: Asset Tag was "8000001.0" in the file, and is "8000001"`, `Line 3: mended: Serial Number was "'KC00000002"`,
		"Line 5: mended: the row is left out", "+ add", "mended: Asset Tag", "4 rows: 3 add", "1 left out, 0 held back, 0 error; 3 mends")
	var object struct {
		Mended int
		Items  []struct {
			Mends []struct{ Column, Old, New string }
		}
	}
	if err := json.Unmarshal([]byte(d.run(t.Context(), 0, "preview", file, "--mode", "assign", "--mend", "--json")), &object); err != nil {
		t.Fatal(err)
	}
	if object.Mended != 3 || len(object.Items[0].Mends) != 1 || object.Items[0].Mends[0].New != "8000001" {
		t.Errorf("the object is %+v", object)
	}
}

func TestImport_R08_WithoutMendTheRowsAreRejectedWithTheProposal(t *testing.T) {
	d, _ := oak(t)
	file, mend := d.file("sick.csv", sick), filepath.Join(d.dir, "mend.csv")
	d.run(t.Context(), 1, "import", file, "--mode", "assign", "--yes", "--rejects", mend)
	rejects, err := os.ReadFile(mend)
	if err != nil || !strings.Contains(string(rejects), "proposed: Serial Number becomes “KC00000002”") {
		t.Errorf("the rejects are %s, %v", rejects, err)
	}
	if n := d.users(); n != 0 {
		t.Fatalf("%d users were saved", n)
	}
	out := d.run(t.Context(), 0, "import", mend, "--yes", "--mend")
	if n := d.users(); n != 3 || !strings.Contains(out, "Saved: 3 rows") {
		t.Errorf("%d users; it said:\n%s", n, out)
	}
}

// The walk asks about a mend, then about the row as it is mended, and at the end about a row that another's mend freed.
func TestImport_R08_Plain_AsksAboutEachMend(t *testing.T) {
	d, _ := oak(t)
	file := d.file("sick.csv", sick)
	d.program.In = strings.NewReader("m\ny\nn\nn\nm\nn\ny\n")
	out := d.run(t.Context(), 1, "import", file, "--mode", "assign", "--plain")
	inOrder(t, out, "1 of 4. Line 2: error.", "1 of 4. Line 2: add.", "mended: Asset Tag", "2 of 4. Line 3: error.", "3 of 4. Line 4: error.",
		"4 of 4. Line 5: error.", "4 of 4. Line 5: left out.", "3 of 4. Line 4: add.", "Saved: 1 row")
	inOrder(t, d.said.String(), "Row 1 of 4, line 2. It is not saved as it is. What is to be done? n, m, e, q or ?:", "Row 1 of 4, line 2. Accept it?",
		"Row 2 of 4, line 3. It is not", "Row 3 of 4, line 4. It is not", "Row 4 of 4, line 5. It is not", "Row 3 of 4, line 4. Accept it?")
	if out := d.run(t.Context(), 0, "users"); !strings.Contains(out, "avery.lane") || strings.Contains(out, "blake.moss") || strings.Contains(out, "casey.reed") {
		t.Errorf("on record are:\n%s", out)
	}
}
