package importer_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// asm is a roster archive; a file that is not given holds its header alone.
func asm(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, header := range map[string]string{
		"students.csv":  "person_id,person_number,first_name,middle_name,last_name,grade_level,email_address,sis_username,password_policy,location_id",
		"staff.csv":     "person_id,person_number,first_name,middle_name,last_name,email_address,sis_username,location_id",
		"courses.csv":   "course_id,course_number,course_name,location_id",
		"classes.csv":   "class_id,class_number,course_id,instructor_id,instructor_id_2,instructor_id_3,location_id",
		"rosters.csv":   "roster_id,class_id,student_id",
		"locations.csv": "location_id,location_name",
	} {
		w, err := z.Create(name)
		must(t, err)
		text := header + "\n" + files[name]
		if strings.HasPrefix(files[name], "!") {
			text = files[name][1:]
		}
		_, err = w.Write([]byte(text))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

func (s *school) asm(files map[string]string) *importer.Plan {
	s.t.Helper()
	return s.request(importer.Request{Name: "roster.zip", Data: asm(s.t, files), Site: oak})
}

// small is a roster with a student, a teacher, a class, and one of each who is in no class.
func small() map[string]string {
	return map[string]string{
		"students.csv":  "S1,1001,Ana,M,Quill,7,ana@oak.example,ana,4,L2\nS2,1002,Bo,,Tan,7,,,4,L1\n",
		"staff.csv":     "T1,2001,Teo,,Lind,teo@oak.example,teo,L1\nT2,2002,Una,,Ray,,una,L1\n",
		"courses.csv":   "C1,MA,Maths,L1\n",
		"classes.csv":   "M7,7a,C1,T1,,,L1\n",
		"rosters.csv":   "R1,M7,S1\n",
		"locations.csv": "L1,Oak Main\nL2,Oak Annex\n",
	}
}

func TestASM_R73_R74_TypeAndLocationComeFromTheClasses(t *testing.T) {
	s := newSchool(t)
	p := s.asm(small())
	if p.Template.Name != "asm-roster" {
		t.Fatalf("it is taken for %s", p.Template.Name)
	}
	statuses(t, p, add, leftOut, add, leftOut, same, change, change, change, change)
	contains(t, note(t, p.Rows[1].Notes, "R-74", store.SeverityInfo).Message, "in no class")
	s.save(p)
	if u := s.userNow("ana"); u.Type != "student" || u.Locations != "L1" || u.Grade != "7" || u.FullName != "Ana M Quill" || u.Email != "ana@oak.example" || u.Site != oak {
		t.Errorf("saved is %+v", u)
	}
	if u := s.userNow("teo"); u.Type != "teacher" || u.Locations != "L1" {
		t.Errorf("saved is %+v", u)
	}
	if s.userNow("1002") != nil || s.userNow("una") != nil {
		t.Error("somebody in no class comes on record")
	}
	classes, err := s.st.Classes(t.Context())
	must(t, err)
	places, err := s.st.Rosters(t.Context())
	must(t, err)
	if len(classes) != 1 || classes[0].Course != "Maths" || classes[0].Number != "7a" || len(places) != 2 || places[1].Role != store.RoleTeacher {
		t.Errorf("saved is %+v, %+v", classes, places)
	}
	statuses(t, s.asm(small()), same, leftOut, same, leftOut, same, same, same, same, same)
	if faults, _, err := s.st.Verify(t.Context()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestASM_R73_EveryReferenceMustResolve(t *testing.T) {
	s := newSchool(t)
	files := small()
	files["rosters.csv"] = "R1,M7,S1\nR2,M9,S1\nR3,M7,S9\n"
	files["classes.csv"] = "M7,7a,C1,T1,,,L1\nM8,8a,C9,T9,,,L9\n"
	p := s.asm(files)
	notes := ""
	for i := range p.Rows {
		notes += said(p.Rows[i].Notes) + "\n"
	}
	contains(t, notes, "course “C9” stands on no line of courses.csv", "instructor “T9” stands on no line of staff.csv", "location “L9” is neither in this file nor on record",
		"class “M9” stands on no line of classes.csv", "student “S9” stands on no line of students.csv")
	if c := p.Counts(); c[failed] != 3 {
		t.Errorf("%v", c)
	}
}

func TestASM_R73_SemicolonsBackslashesAndFurtherColumns(t *testing.T) {
	s := newSchool(t)
	files := small()
	files["students.csv"] = "!person_id;person_number;first_name;middle_name;last_name;grade_level;email_address;sis_username;password_policy;location_id;location_id_2\n" +
		`S1;1001;"Ana \"Annie\"";;Quill;7;;ana;4;L1;L2` + "\n"
	files["classes.csv"] = "!class_id,class_number,course_id,instructor_id,instructor_id_2,instructor_id_3,instructor_id_4,location_id\nM7,7a,C1,T1,,,T2,L1\n"
	p := s.asm(files)
	if len(p.UnknownColumns) > 0 {
		t.Errorf("not understood: %v", p.UnknownColumns)
	}
	s.save(p)
	if u := s.userNow("ana"); u.FullName != `Ana "Annie" Quill` {
		t.Errorf("saved is %+v", u)
	}
	if u := s.userNow("una"); u == nil || u.Type != "teacher" {
		t.Errorf("the fourth instructor is %+v", u)
	}
}

func TestASM_R73_AMissingFileOrHeaderIsNamed(t *testing.T) {
	s := newSchool(t)
	files := small()
	files["courses.csv"] = "!course_id,course_number,location_id\nC1,MA,L1\n"
	if _, err := s.try(importer.Request{Name: "roster.zip", Data: asm(t, files), Site: oak}); err == nil || !strings.Contains(err.Error(), "courses.csv: this file has no course_name column") {
		t.Errorf("%v", err)
	}
}

// roll is a roster of so many students, each in five classes of a tenth as many.
func roll(t testing.TB, students int) []byte {
	t.Helper()
	var people, staff, classes, rosters strings.Builder
	for i := range students {
		fmt.Fprintf(&people, "S%d,%d,First%d,,Last%d,7,s%d@oak.example,s%d,4,L1\n", i, 10000+i, i, i, i, i)
		for k := range 5 {
			fmt.Fprintf(&rosters, "R%d_%d,M%d,S%d\n", i, k, (i+k*7)%(students/10), i)
		}
	}
	for i := range students / 10 {
		fmt.Fprintf(&staff, "T%d,%d,First%d,,Last%d,,t%d,L1\n", i, 900000+i, i, i, i)
		fmt.Fprintf(&classes, "M%d,%d,C1,T%d,,,L1\n", i, i, i)
	}
	return asm(t, map[string]string{
		"students.csv": people.String(), "staff.csv": staff.String(), "courses.csv": "C1,MA,Maths,L1\n", "classes.csv": classes.String(),
		"rosters.csv": rosters.String(), "locations.csv": "L1,Oak\n",
	})
}

func TestASM_ALargeRosterPreviewsInOneGo(t *testing.T) {
	const students = 3000 // a tenth of a large district
	s := newSchool(t)
	p := s.request(importer.Request{Name: "roster.zip", Data: roll(t, students), Site: oak})
	c := p.Counts()
	if c[add] != students+students/10 || c[change] != 5*students+students/10+1 || c[failed] != 0 {
		t.Errorf("%v of %d rows", c, len(p.Rows))
	}
}

func BenchmarkASM_Preview(b *testing.B) {
	s := newSchool(b)
	data := roll(b, 30_000)
	b.ReportAllocs()
	for b.Loop() {
		s.request(importer.Request{Name: "roster.zip", Data: data, Site: oak})
	}
}

// BenchmarkASM_Decide leaves a student of a large roster out and takes them in again, with their five places.
func BenchmarkASM_Decide(b *testing.B) {
	s := newSchool(b)
	p := s.request(importer.Request{Name: "roster.zip", Data: roll(b, 30_000), Site: oak})
	line := p.Rows[15_000].Line
	for b.Loop() {
		must(b, p.Decide(line, store.VerdictLeaveOut))
		must(b, p.Decide(line, store.VerdictAccept))
	}
}

// BenchmarkASM_Mend mends a name of a large roster: every row is judged anew.
func BenchmarkASM_Mend(b *testing.B) {
	s := newSchool(b)
	p := s.request(importer.Request{Name: "roster.zip", Data: roll(b, 30_000), Site: oak})
	line := p.Rows[15_000].Line
	for n := 0; b.Loop(); n++ {
		must(b, p.Mend(store.Mend{Line: line, Column: "students.csv: first_name", Value: fmt.Sprint("Ana", n)}))
	}
}

// BenchmarkASM_DecideAllReconciled leaves all students of a list out that is held against the records, and takes them in again.
func BenchmarkASM_DecideAllReconciled(b *testing.B) {
	s := newSchool(b)
	p := s.request(importer.Request{Name: "roster.zip", Data: roll(b, 3000), Site: oak, Mode: template.ModeReconcile})
	lines := make([]int, 3000)
	for i := range lines {
		lines[i] = p.Rows[i].Line
	}
	for b.Loop() {
		p.DecideAll(lines, store.VerdictLeaveOut)
		p.DecideAll(lines, store.VerdictAccept)
	}
}
