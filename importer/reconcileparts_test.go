package importer_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// rostered are the people of four, in a roster: Ana and Bo in a class of Teo's, Sam of the staff in none.
func (s *school) rostered() {
	s.t.Helper()
	s.four()
	s.person(store.User{UserID: "sam", FullName: "Sam Oak", Position: "staff", Site: oak})
	s.taught("teo", "ana", "bo")
}

func TestReconcile_Mosyle_R71_WhoeverIsNotInTheRosterHasLeft(t *testing.T) {
	s := newSchool(t)
	s.rostered()
	data := hierarchy(t, "ana|Ana Quill|ana@oak.example||student|L1|8\ncy|Cy Moss|||student|L1|7\nb.tan|Bo Tan|bo@oak.example||student|L1|", "L1", "7\n8",
		"M7|Maths, advanced||L1|teo|ana,cy")
	p := s.compared("hierarchy.xlsx", data)
	tells(t, p, "Users ana change+, Users cy add+, Users b.tan change+, Locations same, Grade Levels same, Grade Levels same, Classes change+, only here una same, only here sam held_back")
	data = hierarchy(t, "ana|Ana Quill|||student|L1|8\ncy|Cy Moss|cy@oak.example||student|L1|7", "L1", "7\n8", "M7|Maths, advanced||L1||ana,cy")
	p = s.compared("hierarchy.xlsx", data)
	tells(t, p, "Users ana change+, Users cy add+, Locations same, Grade Levels same, Grade Levels same, Classes change+, "+
		"only here bo held_back, only here teo held_back, only here una same, only here sam held_back")
	if len(p.Left()) != 2 {
		t.Fatalf("left have %v", p.Left())
	}
	contains(t, p.Rows[len(p.Rows)-1].Notes[1].Message, "neither a student nor a teacher") // he has not left because this list has not got him
	contains(t, note(t, p.Rows[0].Notes, "R-84", info).Message, "ana@oak.example")
	if refused := p.DecideAll(p.Left(), store.VerdictAccept); len(refused) > 0 {
		t.Fatal(refused)
	}
	must(t, p.Decide(2, store.VerdictLeaveOut))
	s.save(p)
	if faults, _, err := s.st.Verify(t.Context()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
	done := s.compared("hierarchy.xlsx", data)
	tells(t, done, "Users ana change+, Users cy same, Locations same, Grade Levels same, Grade Levels same, Classes same, "+
		"only here bo same, only here teo same, only here una same, only here sam held_back")
	var b bytes.Buffer
	n, err := p.WriteOurs(&b, "xlsx")
	must(t, err)
	ours := s.request(importer.Request{Name: "ours.xlsx", Data: b.Bytes(), Site: oak})
	if n != 2 || ours.Rows[0].UserID != "ana" || ours.Rows[0].Status != same || ours.Rows[1].UserID != "sam" {
		t.Errorf("%d rows are ours: %s", n, bothWays(ours))
	}
}

func TestReconcile_ASM_R74_WhoIsInNoClassIsInTheRosterAllTheSame(t *testing.T) {
	s := newSchool(t)
	s.rostered()
	p := s.compared("roster.zip", asm(t, map[string]string{
		"students.csv":  "S1,ana,Ana,,Quill,7,ana@oak.example,,4,L1\nS2,1002,Bo,,Tan,,bo@oak.example,other,4,L1\nS3,1003,Cy,,Moss,7,,cy,4,L1\n",
		"staff.csv":     "T2,2002,Ida,,Low,,ida,L1\n",
		"courses.csv":   "C1,MA,Maths,L1\n",
		"classes.csv":   "M7,7a,C1,T2,,,L1\n",
		"rosters.csv":   "R1,M7,S1\nR2,M7,S3\n",
		"locations.csv": "L1,\"Oak \\\"Main\\\"\"\n",
	}))
	var people []string
	for _, said := range strings.Split(bothWays(p), ", ") {
		if strings.HasPrefix(said, "st") || strings.HasPrefix(said, "only") {
			people = append(people, said)
		}
	}
	want := "students.csv ana change+, students.csv other left_out, students.csv cy add+, staff.csv ida add+, only here teo held_back, only here una same, only here left_out"
	if got := strings.Join(people, ", "); got != want {
		t.Errorf("the people are %s\nwant           %s", got, want)
	}
	here := p.Row(p.Left()[0])
	silent(t, here.Notes, "R-74")
	for _, cell := range p.Cells(here.Line) {
		want, told := map[string]string{"staff.csv: person_id": "teo", "staff.csv: last_name": "Lind", "students.csv: person_id": ""}[cell.Header]
		if told && cell.Value != want {
			t.Errorf("%s of whom the roster does not name is %s", cell.Header, cell.Value)
		}
	}
	must(t, p.Decide(here.Line, store.VerdictAccept))
	saved := s.save(p)
	result, err := importer.ReadResult(t.Context(), s.st, saved.Act)
	must(t, err)
	if row := result.Row(here.Line); row == nil || !row.Saved || row.UserID != "teo" {
		t.Errorf("what became of it is %+v", row)
	}
	var b bytes.Buffer
	_, err = p.WriteOurs(&b, "zip")
	must(t, err)
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	must(t, err)
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		text, _ := io.ReadAll(r)
		if strings.Contains(string(text), "teo") {
			t.Errorf("%s brings somebody back who has left:\n%s", f.Name, text)
		}
	}
}

func TestReconcile_R72_TheModesOfARosterAreThree(t *testing.T) {
	for _, layout := range []*template.Template{template.Mosyle(), template.ASM()} {
		must(t, layout.Allows(template.ModeReconcile))
		contains(t, layout.Blank[template.ModeReconcile], "never taken", "departing")
	}
}

func TestReconcile_Mosyle_AClassThatIsLeftGoesToTheVendorAsItIsHere(t *testing.T) {
	s := newSchool(t)
	s.rostered()
	data := hierarchy(t, "ana|Ana Quill|ana@oak.example||student|L1|\nbo|Bo Tan|bo@oak.example||student|L1|\nteo|Teo Lind|teo@oak.example||teacher|L1|\nsam|Sam Oak|||||", "L1", "",
		"M7|Maths|Maths 7|L1|teo|ana")
	p := s.compared("hierarchy.xlsx", data)
	tells(t, p, "Users ana same, Users bo same, Users teo same, Users sam same, Locations same, Classes change+, only here una same")
	must(t, p.Decide(p.Rows[5].Line, store.VerdictLeaveOut))
	var b bytes.Buffer
	n, err := p.WriteOurs(&b, "xlsx")
	must(t, err)
	ours := s.request(importer.Request{Name: "ours.xlsx", Data: b.Bytes(), Site: oak})
	tells(t, ours, "Classes same")
	if before, err := ours.SavedBefore(t.Context(), s.st); n != 1 || !strings.Contains(before, "were written last by test") || err != nil {
		t.Errorf("%d rows are ours; %q, %v", n, before, err)
	}
}

func TestReconcile_TheHistoryTellsOfALineAsAPersonCountsIt(t *testing.T) {
	for line, want := range map[int]string{
		12: "line 12", sheet.LineOf(1, 12): "line 12 of table 2", sheet.LineOf(4, 10482): "line 10482 of table 5", importer.OnlyHereLine + 7: "only here",
	} {
		if got := store.LineWords(line); got != want {
			t.Errorf("%d is %q, not %q", line, got, want)
		}
	}
	if got := store.Lines([]int{3, importer.OnlyHereLine + 1}); got != "lines 3 and only here" {
		t.Errorf("two lines are %q", got)
	}
}

func TestReconcile_R70_AClassThatIsOnlyHereIsTold(t *testing.T) {
	s := newSchool(t)
	s.rostered()
	data := hierarchy(t, "ana|Ana Quill|||student|L1|\nteo|Teo Lind|||teacher|L1|", "L1", "", "")
	p := s.compared("hierarchy.xlsx", data)
	tells(t, p, "Users ana same, Users teo same, Locations same, only here bo held_back, only here una same, only here sam held_back, only here left_out")
	here := &p.Rows[len(p.Rows)-1]
	contains(t, note(t, here.Notes, "R-81", info).Message, "class M7", "3 people", "not in this file")
	if got := p.About(here.Line); got != "class Maths, advanced" {
		t.Errorf("the row is about %q", got)
	}
	if c := p.Counts(); p.OnlyHere() != 4 || c[leftOut] != 1 {
		t.Errorf("%d are only here, %v", p.OnlyHere(), c)
	}
	var b bytes.Buffer
	_, err := p.WriteOurs(&b, "xlsx")
	must(t, err)
	tells(t, s.request(importer.Request{Name: "ours.xlsx", Data: b.Bytes(), Site: oak}), "Users bo same, Users sam same, Classes same")
}

func TestReconcile_R73_APlaceThatIsOnlyHereIsTold(t *testing.T) {
	s := newSchool(t)
	s.save(s.asm(small()))
	files := small()
	files["rosters.csv"], files["classes.csv"] = "", "M7,7a,C1,,,,L1\n"
	p := s.compared("roster.zip", asm(t, files))
	var told []string
	for i := p.FileRows(); i < len(p.Rows); i++ {
		row := &p.Rows[i]
		if row.Status != leftOut || row.Verdict != "" {
			t.Errorf("%s is %s", p.About(row.Line), row.Status)
		}
		told = append(told, p.About(row.Line)+": "+note(t, row.Notes, "R-81", info).Message)
	}
	want := "class 7a: Teo Lind (teo) is a teacher of class M7 (Maths) here, and not in this file\n" +
		"ana in Maths 7a: Ana M Quill (ana) is a student of class M7 (Maths) here, and not in this file"
	if got := strings.Join(told, "\n"); got != want {
		t.Errorf("told is\n%s\nwant\n%s", got, want)
	}
	var b bytes.Buffer
	_, err := p.WriteOurs(&b, "zip")
	must(t, err)
	if again := s.compared("roster.zip", asm(t, small())); again.OnlyHere() != 0 {
		t.Errorf("of the same roster %s", bothWays(again))
	}
}
