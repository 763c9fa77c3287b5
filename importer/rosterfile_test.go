package importer_test

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// zipped is an archive of files by hand, in this order: name, content.
func zipped(t *testing.T, change func(h *zip.FileHeader), files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{
			Name: f[0], CRC32: crc32.ChecksumIEEE([]byte(f[1])), UncompressedSize64: uint64(len(f[1])), CompressedSize64: uint64(len(f[1])),
		}
		if change != nil {
			change(h)
		}
		w, err := z.CreateRaw(h)
		must(t, err)
		_, err = w.Write([]byte(f[1]))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// sixFiles are the six files of a roster, each named through as.
func sixFiles(as func(string) string) [][2]string {
	return [][2]string{
		{as("students.csv"), "person_id,person_number,first_name,middle_name,last_name,grade_level,email_address,sis_username,password_policy,location_id\nS1,1001,Ana,,Quill,7,ana@oak.example,ana,4,L1\n"},
		{as("staff.csv"), "person_id,person_number,first_name,middle_name,last_name,email_address,sis_username,location_id\nT1,,Teo,,Lind,,teo,L1\n"},
		{as("courses.csv"), "course_id,course_number,course_name,location_id\nC1,MA,Maths,L1\n"},
		{as("classes.csv"), "class_id,class_number,course_id,instructor_id,instructor_id_2,instructor_id_3,location_id\nM7,7a,C1,T1,,,L1\n"},
		{as("rosters.csv"), "roster_id,class_id,student_id\nR1,M7,S1\n"},
		{as("locations.csv"), "location_id,location_name\nL1,Oak\n"},
	}
}

func asNamed(s string) string { return s }

func TestASM_R73_AnArchiveThatIsNotAsItShouldBeIsRefusedInWords(t *testing.T) {
	s := newSchool(t)
	files := sixFiles(asNamed)
	for about, c := range map[string]struct {
		data []byte
		want string
	}{
		"in a folder":      {zipped(t, nil, sixFiles(func(n string) string { return "roster/" + n })...), `“students.csv” in the folder “roster”`},
		"a missing file":   {zipped(t, nil, files[:5]...), `no file “locations.csv”`},
		"a file twice":     {zipped(t, nil, append(files, files[0])...), "students.csv twice"},
		"a password":       {zipped(t, func(h *zip.FileHeader) { h.Flags |= 1 }, files...), "password"},
		"a flipped bit":    {zipped(t, func(h *zip.FileHeader) { h.CRC32 ^= 1 }, files...), "checksum"},
		"a missing column": {zipped(t, nil, append(sixFiles(asNamed)[:5], [2]string{"locations.csv", "location_id\nL1\n"})...), "locations.csv: this file has no location_name column"},
		"an empty file":    {zipped(t, nil, append(sixFiles(asNamed)[:5], [2]string{"locations.csv", ""})...), "locations.csv: this file has no location_id column"},
	} {
		_, err := s.try(importer.Request{Name: "roster.zip", Data: c.data, Site: oak})
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "workbook") {
			t.Errorf("%s: %v", about, err)
		}
	}
}

func TestASM_R73_LetterCaseMarksAndOtherFilesDoNoHarm(t *testing.T) {
	s := newSchool(t)
	files := sixFiles(strings.ToUpper)
	files[0][1] = "\ufeff" + strings.ReplaceAll(files[0][1], ",", ";")
	files = append(files, [2]string{"__MACOSX/._students.csv", "\x00\x05"}, [2]string{".DS_Store", "x"}, [2]string{"readme.txt", "hello"})
	p := s.request(importer.Request{Name: "roster.zip", Data: zipped(t, nil, files...), Site: oak})
	statuses(t, p, add, add, same, change, change, change)
	contains(t, note(t, p.Notes, "R-83", info).Message, "readme.txt")
	without(t, said(p.Notes), "MACOSX", "DS_Store")
}

func TestASM_R72_Options(t *testing.T) {
	roster := func() [][2]string {
		files := sixFiles(asNamed)
		files[0][1] = "person_id,person_number,first_name,middle_name,last_name,grade_level,email_address,sis_username,password_policy,location_id,managed_apple_id\n" +
			"S1,1001,Ana,,Quill,7,ana@oak.example,ana,4,L1,a.quill@oak.example\nS2,1002,Bo,,Tan,7,bo@oak.example,bo,4,L1,b.tan@oak.example\n"
		return files
	}
	for option, want := range map[string]string{
		"":                        "ana|ana@oak.example||L1",
		"user-id=person-number":   "1001|ana@oak.example||L1",
		"user-id=person-id":       "S1|ana@oak.example||L1",
		"user-id=email":           "ana@oak.example|ana@oak.example||L1",
		"user-id=account":         "a.quill@oak.example|ana@oak.example||L1",
		"user-id=account-prefix":  "a.quill|ana@oak.example||L1",
		"class-name=class-id":     "ana|ana@oak.example|M7|L1",
		"class-name=class-number": "ana|ana@oak.example|7a|L1",
		"class-name=course-name":  "ana|ana@oak.example|Maths|L1",
		"class-name=display-name": "ana|ana@oak.example|Maths 7a|L1",
		"no-student-email=yes":    "ana|||L1",
		"without-location=yes":    "ana|ana@oak.example||L1",
	} {
		s := newSchool(t)
		o, err := template.ParseOptions(template.ASM(), option)
		must(t, err)
		files := roster()
		if strings.HasPrefix(option, "user-id=e") || strings.HasPrefix(option, "user-id=a") { // the teacher has neither
			files[1][1] = strings.ReplaceAll(files[1][1], "T1,,", "T1,900,")
			files[1][1] = strings.Replace(strings.ReplaceAll(files[1][1], "Lind,,teo", "Lind,teo@oak.example,teo"), "location_id\n", "location_id,managed_apple_id\n", 1)
			files[1][1] = strings.TrimSuffix(files[1][1], "\n") + ",teo@oak.example\n"
		}
		if option == "user-id=person-number" {
			files[1][1] = strings.ReplaceAll(files[1][1], "T1,,", "T1,900,")
		}
		p := s.request(importer.Request{Name: "roster.zip", Data: zipped(t, nil, files...), Site: oak, Options: o})
		s.save(p)
		u := s.userNow(strings.Split(want, "|")[0])
		classes, err := s.st.Classes(t.Context())
		must(t, err)
		if u == nil || len(classes) != 1 {
			t.Errorf("%s: %+v, %+v", option, u, classes)
			continue
		}
		if got := strings.Join([]string{u.UserID, u.Email, classes[0].Name, u.Locations}, "|"); got != want {
			t.Errorf("%s: %s, want %s", option, got, want)
		}
		if bo := s.userNow("bo"); (bo != nil) != (option == "without-location=yes") {
			t.Errorf("%s: whoever is in no class is %+v", option, bo)
		}
	}
	_, err := template.ParseOptions(template.ASM(), "user-id=nickname")
	if err == nil || store.CodeOf(err) != store.CodeInvalid {
		t.Fatalf("%v", err)
	}
	contains(t, err.(*store.Error).Remedy, "person-number", "sis-username", "account-prefix")
}

func TestASM_R73_WhoStandsTwiceIsRefused(t *testing.T) {
	s := newSchool(t)
	files := sixFiles(asNamed)
	files[0][1] += "S2,1002,Bo,,Tan,7,,ANA,4,L1\n"
	files[4][1] += "R2,M7,S1\n"
	p := s.request(importer.Request{Name: "roster.zip", Data: zipped(t, nil, files...), Site: oak})
	statuses(t, p, failed, failed, add, same, change, failed, failed, change)
	contains(t, said(p.Rows[0].Notes), "the same User ID ana stands on")
	contains(t, said(p.Rows[5].Notes), "the same student stands in the same class")
}

func TestASM_R81_AStudentWhoIsLeftOutTakesTheirPlacesAlong(t *testing.T) {
	s := newSchool(t)
	p := s.request(importer.Request{Name: "roster.zip", Data: zipped(t, nil, sixFiles(asNamed)...), Site: oak})
	statuses(t, p, add, add, same, change, change, change)
	must(t, p.Decide(p.Rows[0].Line, store.VerdictLeaveOut))
	statuses(t, p, add, add, same, change, failed, change)
	contains(t, said(p.Rows[4].Notes), "student “S1” is not saved")
	must(t, p.Decide(p.Rows[0].Line, store.VerdictAccept))
	statuses(t, p, add, add, same, change, change, change)
	s.save(p)
	p = s.request(importer.Request{Name: "roster.zip", Data: zipped(t, nil, sixFiles(asNamed)...), Site: oak})
	statuses(t, p, same, same, same, same, same, same)
}

func TestMosyle_R71_TwoRowsOfOnePersonAndTwoPeopleInOneRow(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Email: "ana@oak.example", Site: oak})
	s.person(store.User{UserID: "bo", FullName: "Bo Tan", Email: "bo@oak.example", Site: oak})
	p := s.mosyle("ana||bo@oak.example||||\nbo||ana@oak.example||||", "", "", "") // swapped
	statuses(t, p, failed, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-71", severe).Message, "Ana Quill (ana)", "Bo Tan (bo)")
	p = s.mosyle("ana||||||\nanna||ana@oak.example||||", "", "", "")
	statuses(t, p, failed, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-71", severe).Message, "Users 2 and Users 3 are the same person on record")
}

func TestMosyle_R73_TeacherAndStudentOfOneClassIsRefused(t *testing.T) {
	s := newSchool(t)
	p := s.mosyle("ana|Ana||||Main|", "Main", "", "M7|||Main|ana|ana")
	statuses(t, p, add, change, failed)
	contains(t, said(p.Rows[2].Notes), "“ana” is a teacher and a student of this class")
}

func TestASM_R08_WhatIsWrongWithACellIsToldOnceAndOfThatCell(t *testing.T) {
	s := newSchool(t)
	for _, column := range []int{2, 5, 6} {
		files := sixFiles(asNamed)
		cells := strings.Split("S1,1001,Ana,,Quill,7,ana@oak.example,ana,4,L1", ",")
		cells[column] += "\u200b"
		header, _, _ := strings.Cut(files[0][1], "\n")
		files[0][1] = header + "\n" + strings.Join(cells, ",") + "\n"
		p := s.request(importer.Request{Name: "roster.zip", Data: zipped(t, nil, files...), Site: oak})
		n := note(t, p.Rows[0].Notes, "R-08", store.SeverityWarning)
		if want := "students.csv: " + strings.Split(header, ",")[column]; len(p.Rows[0].Notes) != 1 || n.Column != want {
			t.Errorf("%s: %s", want, said(p.Rows[0].Notes))
		}
	}
}

func TestASM_R73_AWrittenRosterHasTheHeadersAndOnlyTheFurtherColumnsThatItNeeds(t *testing.T) {
	headers := func(rows [][]string) map[string]string {
		var b bytes.Buffer
		must(t, template.ASM().Write(&b, "zip", rows))
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		must(t, err)
		first := map[string]string{}
		for _, f := range z.File {
			r, err := f.Open()
			must(t, err)
			text, err := io.ReadAll(r)
			must(t, err)
			first[f.Name], _, _ = strings.Cut(string(text), "\n")
		}
		return first
	}
	row := func(values ...store.Field) []string {
		cells := make([]string, len(template.ASM().Columns))
		for c, column := range template.ASM().Columns {
			if slices.Contains(values, column.Field) {
				cells[c] = "x"
			}
		}
		return cells
	}
	want := map[string]string{}
	for _, f := range sixFiles(asNamed) {
		want[f[0]], _, _ = strings.Cut(f[1], "\n")
	}
	if got := headers(nil); !maps.Equal(got, want) {
		t.Errorf("a blank roster has %q", got)
	}
	want["staff.csv"] += ",managed_apple_id,location_id_3"
	want["classes.csv"] += ",instructor_id_4"
	got := headers([][]string{
		row(template.ASMField(template.ASMStaff, "person_id"), template.ASMField(template.ASMStaff, template.ASMAccount), template.ASMField(template.ASMStaff, "location_id_3")),
		row(template.ASMField(template.ASMClasses, "class_id"), template.ASMField(template.ASMClasses, "instructor_id_4")),
	})
	if !maps.Equal(got, want) {
		t.Errorf("a roster with further columns has %q", got)
	}
}

func TestASM_R88_TheMendedRejectsTouchOnlyTheirRows(t *testing.T) {
	s := newSchool(t)
	files := small()
	files["students.csv"] = "S1,1001,Ana,M,Quill,7,ana@oak.example,ana,4,L2\nS2,1002,Bo,,Tan,7,bo@oak.example,b*o,4,L1\n"
	files["courses.csv"] = "C1,MA,Maths,L1\nC2,AR,Art,L2\n"
	files["classes.csv"] = "M7,7a,C1,T1,,,L1\nA7,7b,C2,T1,,,L2\n"
	files["rosters.csv"] = "R1,M7,S1\nR2,A7,S1\nR3,A7,S2\n"
	p := s.asm(files)
	statuses(t, p, add, failed, add, leftOut, same, same, change, change, change, change, failed, change, change)
	var fromPlan, fromStore bytes.Buffer
	n, err := p.WriteRejects(&fromPlan, "xlsx")
	must(t, err)
	result := s.read(s.save(p).Act)
	m, err := result.WriteRejects(&fromStore, "xlsx")
	must(t, err)
	if n != 2 || m != 2 {
		t.Errorf("%d and %d rows are to be mended", n, m)
	}
	for _, rejects := range [][]byte{fromPlan.Bytes(), fromStore.Bytes()} {
		p = s.request(importer.Request{Name: "rejects.xlsx", Data: rejects, Site: oak})
		if p.Template.Name != "asm-roster" || p.Mode != template.ModeSync || len(p.UnknownColumns) > 0 {
			t.Errorf("it is read as %s, %s; not understood is %v", p.Template.Name, p.Mode, p.UnknownColumns)
		}
		for i := range p.Rows {
			if r := &p.Rows[i]; r.Status != same && r.Status != failed {
				t.Errorf("line %d is %s: %s", r.Line, r.Status, said(r.Notes))
			}
		}
	}
	line := p.Rows[slices.IndexFunc(p.Rows, func(r importer.Row) bool { return r.UserID == "b*o" })].Line
	must(t, p.Mend(store.Mend{Line: line, Column: "students.csv: sis_username", Value: "bo"}))
	if done := s.save(p); done.Saved != 2 {
		t.Errorf("%d rows are saved", done.Saved)
	}
	places, err := s.st.Rosters(t.Context())
	must(t, err)
	if ana, bo := s.userNow("ana"), s.userNow("bo"); ana.Locations != "L1/L2" || bo.Locations != "L2" || len(places) != 5 {
		t.Errorf("%+v, %+v, %d places", ana, bo, len(places))
	}
}
