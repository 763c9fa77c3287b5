package plain_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// imported is a desk where dana's file of three was imported: one row was saved, one was mended and saved, one is in error.
func imported(t *testing.T) *desk {
	t.Helper()
	d, _ := oak(t)
	file := d.file("three.csv", `Serial Number,Asset Tag,User ID,Full Name,Position
KC00000001,8000001,avery.lane,Avery Lane,student
KC00000002,8000002.0,blake.moss,Blake Moss,student
KC00000003,8000003,casey-reed,Casey Reed,student
`)
	d.run(t.Context(), 1, "import", file, "--mode", "assign", "--yes", "--mend")
	return d
}

// secret is what stands in a file, which must be its owner's alone.
func (d *desk) secret(path string) string {
	d.t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		d.t.Errorf("%s may hold names of minors, but %v, %v", path, info, err)
	}
	return string(data)
}

func TestImports_TellWhatBecameOfEveryRow(t *testing.T) {
	d := imported(t)
	inOrder(t, d.run(t.Context(), 0, "imports"), "No.", "2 ", "dana  three.csv  assign, OAK     3", "1 ", "dana  stock.csv", "2 imports")
	inOrder(t, d.run(t.Context(), 0, "imports", "show", "2"), "Import 2: three.csv", "by dana", "+ add        line 2     KC00000001", "saved",
		"line 3     KC00000002", "saved", `mended: Asset Tag was "8000002.0"`, "! error      line 4     KC00000003", "not saved", "R-01", "3 rows: 2 saved, 1 rejected")
	d.run(t.Context(), 0, "undo", "2", "--line", "2", "--yes", "--operator", "kim")
	inOrder(t, d.run(t.Context(), 0, "imports", "show", "2"), "line 2", "taken back by kim at ", ", with save 3", "line 3")
	d.run(t.Context(), 0, "undo", "2", "--line", "3", "--yes")
	d.run(t.Context(), 0, "undo", "1", "--yes")
	if out := d.run(t.Context(), 0, "imports"); !strings.Contains(out, "taken back with save 5") {
		t.Errorf("the list does not tell what was taken back:\n%s", out)
	}
}

func TestImports_JSONHasEveryRow(t *testing.T) {
	d := imported(t)
	d.run(t.Context(), 0, "undo", "2", "--line", "2", "--yes", "--operator", "kim")
	var list []struct {
		Import, Rows int
		File         string
		Counts       map[string]int
	}
	if err := json.Unmarshal([]byte(d.run(t.Context(), 0, "imports", "--json")), &list); err != nil || len(list) != 2 || list[0].Import != 2 || list[0].Counts["error"] != 1 {
		t.Errorf("the list is %+v, %v", list, err)
	}
	var whole struct {
		Saved int
		Items []struct {
			Line           int
			Status, Reason string
			Saved          bool
			Mends          []struct{ Column, Old, New string }
			Undone         *struct {
				By   string
				Save int
			}
		}
	}
	if err := json.Unmarshal([]byte(d.run(t.Context(), 0, "imports", "show", "2", "--json")), &whole); err != nil {
		t.Fatal(err)
	}
	one, two, three := whole.Items[0], whole.Items[1], whole.Items[2]
	if whole.Saved != 2 || one.Undone == nil || one.Undone.By != "kim" || one.Undone.Save != 3 || two.Undone != nil || !two.Saved ||
		two.Mends[0].New != "8000002" || three.Saved || three.Status != "error" || !strings.Contains(three.Reason, "R-01") {
		t.Errorf("the import is %+v", whole)
	}
}

// what was rejected can still be had long after the import, and the file as it came.
func TestImports_WriteTheirFilesAndNeverOverOne(t *testing.T) {
	d := imported(t)
	at := func(name string) string { return filepath.Join(d.dir, name) }
	if out := d.run(t.Context(), 0, "imports", "file", "2", "-o", at("came.csv")); !strings.Contains(out, "Written to "+at("came.csv")) || d.secret(at("came.csv")) != d.secret(at("three.csv")) {
		t.Errorf("the file is not as it came; it said %q", out)
	}
	if out := d.run(t.Context(), 0, "imports", "rejects", "2", "-o", at("mend.csv")); !strings.Contains(out, "1 row written to "+at("mend.csv")) {
		t.Errorf("it said %q", out)
	}
	if mend := d.secret(at("mend.csv")); !strings.Contains(mend, "casey-reed") || strings.Contains(mend, "avery") || !strings.Contains(mend, "Reason (assign)") {
		t.Errorf("the rejected rows are\n%s", mend)
	}
	d.run(t.Context(), 0, "imports", "summary", "2", "-o", at("all.csv"))
	inOrder(t, d.secret(at("all.csv")), "Status", "Saved", "Reason", "avery.lane", "blake.moss", "casey-reed", "error")
	for _, what := range []string{"file", "rejects", "summary"} {
		there := d.secret(at("mend.csv"))
		d.run(t.Context(), 2, "imports", what, "2", "-o", at("mend.csv"))
		if !strings.Contains(d.said.String(), "is there already") || d.secret(at("mend.csv")) != there {
			t.Errorf("%s: it said %q", what, d.said.String())
		}
		d.run(t.Context(), 2, "imports", what, "2")
		if !strings.Contains(d.said.String(), "needs -o and the name of a new file") {
			t.Errorf("%s: it said %q", what, d.said.String())
		}
		d.run(t.Context(), 2, "imports", what, "9", "-o", at("none.csv"))
		if _, err := os.Stat(at("none.csv")); err == nil || !strings.Contains(d.said.String(), "there is no import") {
			t.Errorf("%s: there is a file (%v), and it said %q", what, err, d.said.String())
		}
	}
	d.run(t.Context(), 1, "imports", "rejects", "1", "-o", at("none.csv"))
	if _, err := os.Stat(at("none.csv")); err == nil || !strings.Contains(d.said.String(), "no row of import 1 was rejected; nothing was written") {
		t.Errorf("there is a file (%v), and it said %q", err, d.said.String())
	}
}

func TestImport_SummaryTellsEveryRowBesideTheRejects(t *testing.T) {
	for _, form := range [][]string{nil, {"--json"}} {
		d, _ := oak(t)
		half, mend, all := d.file("half.csv", halfGood), filepath.Join(d.dir, "mend.csv"), filepath.Join(d.dir, "all.csv")
		out := d.run(t.Context(), 1, append([]string{"import", half, "--mode", "assign", "--yes", "--rejects", mend, "--summary", all}, form...)...)
		said := out
		if form != nil {
			said = d.said.String()
			if !json.Valid([]byte(out)) {
				t.Errorf("standard output is no JSON:\n%s", out)
			}
		}
		inOrder(t, said, "1 row written to "+mend, "2 rows written to "+all)
		inOrder(t, d.secret(all), "avery.lane", "add", "blake-moss", "error")
		d.run(t.Context(), 2, "import", half, "--mode", "assign", "--yes", "--rejects", filepath.Join(d.dir, "other.csv"), "--summary", all)
		if _, err := os.Stat(filepath.Join(d.dir, "other.csv")); err == nil || !strings.Contains(d.said.String(), "is there already") {
			t.Errorf("the other file was left (%v), and it said %q", err, d.said.String())
		}
	}
}

func TestImport_WithoutASaveThereIsNoSummary(t *testing.T) {
	d, good := oak(t)
	d.run(t.Context(), 0, "import", good, "--mode", "assign", "--yes")
	all := filepath.Join(d.dir, "all.csv")
	out := d.run(t.Context(), 0, "import", good, "--mode", "assign", "--yes", "--summary", all)
	inOrder(t, out, "This very file was saved by dana at ", ", as import 2.", "Nothing to save: all rows are the same", "No summary was written, for nothing was saved.")
	if _, err := os.Stat(all); err == nil {
		t.Error("there is a summary of nothing")
	}
}

// The same import twice is known by its bytes, by its rows in another form, and by what it would do.
func TestImport_R86_SaysThatItWasSavedBefore(t *testing.T) {
	d, good := oak(t)
	d.run(t.Context(), 0, "import", good, "--mode", "assign", "--yes")
	otherwise := d.file("semicolons.csv", strings.ReplaceAll(assign, ",", ";"))
	less := d.file("less.csv", strings.Join(strings.SplitAfter(assign, "\n")[:3], ""))
	for file, says := range map[string]string{good: "This very file was saved by dana", otherwise: "The same rows were saved from “assign.csv” by dana", less: "The records say all of this already"} {
		for _, form := range [][]string{{"preview"}, {"preview", "--plain"}, {"import", "--yes"}} {
			if out := d.run(t.Context(), 0, append(form, file, "--mode", "assign")...); !strings.Contains(out, says) {
				t.Errorf("%s %s: it does not say %q:\n%s", form, file, says, out)
			}
		}
		var object struct {
			Before string `json:"saved_before"`
		}
		out := d.run(t.Context(), 0, "import", "--yes", "--json", file, "--mode", "assign")
		if err := json.Unmarshal([]byte(out), &object); err != nil || !strings.HasPrefix(object.Before, says) {
			t.Errorf("%s: the object says %q, %v", file, object.Before, err)
		}
	}
}

func TestUndo_R87_SeveralLines(t *testing.T) {
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	storetest.Edit(t, d.store(), "robin", "KC00000002", map[store.Field]string{store.FieldRoom: "Library"})
	d.program.In = strings.NewReader("y\n")
	out := d.run(t.Context(), 1, "undo", "2", "--line", "4", "--line", "3", "--line", "9")
	inOrder(t, out, "undo of lines 3, 4 and 9 of import 2", "device record KC00000003", "left as it is: device record KC00000002", "robin", "line 9 changed nothing", "Put back:")
	if out := d.run(t.Context(), 0, "users"); !strings.Contains(out, "avery.lane") || !strings.Contains(out, "blake.moss") || strings.Contains(out, "casey.reed") {
		t.Errorf("on record are:\n%s", out)
	}
	for _, args := range [][]string{{"2", "--line", "0"}, {"2", "--line", "3", "--line", "-1"}, {"c2", "--line", "3"}} {
		d.run(t.Context(), 2, append([]string{"undo", "--yes"}, args...)...)
		if !strings.Contains(d.said.String(), "--line goes with the number of an import") {
			t.Errorf("%q: it said %q", args, d.said.String())
		}
	}
}

func TestRedo_BringsBackWhatWasTakenBack(t *testing.T) {
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	d.run(t.Context(), 2, "redo", "2", "--yes")
	if !strings.Contains(d.said.String(), "save 2 stands as a whole, so there is nothing to bring back") {
		t.Errorf("it said %q", d.said.String())
	}
	d.run(t.Context(), 0, "undo", "2", "--yes")
	d.program.In = strings.NewReader("n\n")
	d.run(t.Context(), 1, "redo", "2")
	if n := d.users(); n != 0 {
		t.Fatalf("%d users after a No", n)
	}
	d.run(t.Context(), 0, "redo", "2", "--yes")
	if n := d.users(); n != 3 {
		t.Fatalf("%d users are back, want 3", n)
	}
	d.run(t.Context(), 0, "undo", "2", "--line", "2", "--yes") // save 5
	d.run(t.Context(), 0, "redo", "5", "--yes")
	if n := d.users(); n != 3 {
		t.Errorf("%d users after a row was brought back, want 3", n)
	}
	d.run(t.Context(), 2, "redo", "99", "--yes")
	d.run(t.Context(), 2, "redo", "c3", "--yes")
}
