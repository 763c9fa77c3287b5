package bulk_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/tui/bulk"
	"homeroom/tui/tuitest"
)

// rosterFile is a roster of Apple School Manager: two students and a teacher in a class, one place that names nobody, and a
// class with a name that would clear the screen.
func rosterFile(t *testing.T, students string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [...][2]string{
		{"students.csv", "person_id,person_number,first_name,middle_name,last_name,grade_level,email_address,sis_username,password_policy,location_id\n" +
			"P1,101,Ana,,Bell,7,ana@oak.example,ana.bell,4,L1\nP2,102,Ben,,Cole,7,ben@oak.example,ben.cole,4,L1\n"},
		{"staff.csv", "person_id,person_number,first_name,middle_name,last_name,email_address,sis_username,location_id\nT1,900,Carl,,Dean,carl@oak.example,carl.dean,L1\n"},
		{"courses.csv", "course_id,course_number,course_name,location_id\nK1,MA7,Maths,L1\n"},
		{"classes.csv", "class_id,class_number,course_id,instructor_id,instructor_id_2,instructor_id_3,location_id\n" +
			"C1,7B,K1,T1,,,L1\nC2,\"" + hostile + "\",K1,T1,,,L1\n"},
		{"rosters.csv", "roster_id,class_id,student_id\n" + students},
		{"locations.csv", "location_id,location_name\nL1,North\n"},
	} {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// reviewAtOak opens a file of the inbox that names somebody of OAK, and goes on to its rows.
func (s *school) reviewAtOak(name string, width, height int) *tuitest.Term {
	s.t.Helper()
	term := s.console(bulk.New, width, height)
	term.WaitFor(name)
	term.Press("/")
	term.Type(name)
	term.Press("enter", "enter")
	term.WaitFor("OAK")
	term.WaitFor("left out")
	term.Press("enter")
	term.WaitFor("About")
	return term
}

func TestReview_R73_TellsWhereARowOfSeveralTablesStandsAndWhatItIsAbout(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			s := newSchool(t)
			s.put("roster.zip", rosterFile(t, "R1,C1,P1\nR2,C1,P2\nR3,C1,PX\n"))
			term := s.reviewAtOak("roster.zip", size[0], size[1])
			term.Press("/")
			term.Type(`line:"rosters 2-9"`)
			term.Press("enter")
			term.WaitUntil("the places in classes", func(screen string) bool {
				return line(screen, "rosters", "ana.bell") != "" && line(screen, "rosters", "ben.cole") != "" && line(screen, "students", "~") == ""
			})
			term.Press("G")
			term.WaitFor("rosters.csv 4  ! error")
			term.Press("esc")
			term.WaitGone("Shown: only")
			term.Press("/")
			term.Type("part:classes.csv")
			term.Press("enter", "g")
			term.WaitFor("classes.csv 2")
			term.WaitFor("class Maths 7B, new")
			term.WaitFor("carl.dean comes into class")
			screen := term.Screen()
			for _, never := range []string{"00000002", "roster record", "c1/carl.dean", "\x1b[2J", "\u202e"} {
				if strings.Contains(screen, never) {
					t.Errorf("the screen says %q:\n%s", never, screen)
				}
			}
		})
	}
}

func TestReview_OfSeveralTablesFitsAVerySmallScreen(t *testing.T) {
	s := newSchool(t)
	s.put("roster.zip", rosterFile(t, "R1,C1,P1\nR2,C1,P2\nR3,C1,PX\n"))
	term := s.reviewAtOak("roster.zip", 80, 24)
	term.Resize(40, 10)
	term.Press("G", "k", "enter")
	term.WaitFor("rosters.csv 4  ! error")
	term.WaitFor("in Maths 7B")
}

func TestSummary_R60_NamesTheRowsThatFailedOfSeveralTablesAndGoesThere(t *testing.T) {
	s := newSchool(t)
	s.put("roster.zip", rosterFile(t, "R1,C1,P1\nR2,C1,P2\nR3,C1,PX\n"))
	term := s.reviewAtOak("roster.zip", 120, 40)
	term.Press("s")
	term.WaitFor("y save")
	term.Press("y")
	term.WaitFor("as import")
	term.WaitFor("in error or held back: ")
	term.WaitFor("PX in Maths 7B")
	term.Press("]", "]")
	term.WaitFor("rosters.csv 4  ! error")
	term.Press("w")
	term.WaitFor("roster-rejects.xlsx")
	term.Press("u")
	term.WaitFor("As before import 18:")
	if screen := term.Screen(); strings.Contains(screen, "00000002") {
		t.Errorf("a line is told as a number that no table has:\n%s", screen)
	}
}

// What is shown of the rows as they are read is of one table, under its own header.
func TestUnderstood_R70_ShowsRowsOfTheFirstTableOfSeveral(t *testing.T) {
	s := newSchool(t)
	book := excelize.NewFile()
	defer book.Close()
	for _, sheet := range [...]struct {
		name string
		rows [][]any
	}{
		{"Users", [][]any{{"User ID", "Name", "Email", "Managed Apple ID", "Type", "Location", "Grade Level"}, {"ana.bell", "Ana Bell", "", "", "student", "North", "7"}}},
		{"Locations", [][]any{{"Location"}, {"North"}}},
		{"Grade Levels", [][]any{{"Grade Level"}, {"7"}}},
		{"Classes", [][]any{{"Class ID", "Course Name", "Class Name", "Location", "Teacher ID", "Student IDs"}}},
	} {
		if _, err := book.NewSheet(sheet.name); err != nil {
			t.Fatal(err)
		}
		for i, row := range sheet.rows {
			if err := book.SetSheetRow(sheet.name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	s.put("school.xlsx", data.String())
	h := play(t, bulk.Open(s.env, "school.xlsx"))
	h.press("k", "k", "k", "k", "k", "k", "k", "k") // up to the sheet
	view := h.view(120, 40)
	if line(view, "line", "User ID", "Grade Level") == "" || line(view, "2", "ana.bell", "student", "North") == "" || line(view, "Class ID") != "" {
		t.Errorf("the rows as they are read are not shown:\n%s", view)
	}
}
