package importer_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// hierarchy is a workbook of Mosyle's four sheets, rows apart by line breaks and cells by |.
func hierarchy(t testing.TB, users, locations, grades, classes string) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	_ = book.SetSheetName("Sheet1", "Users")
	for _, s := range [][3]string{
		{"Users", "User ID|Name|Email|Managed Apple ID|Type|Location|Grade Level", users},
		{"Locations", "Location", locations},
		{"Grade Levels", "Grade Level", grades},
		{"Classes", "Class ID|Course Name|Class Name|Location|Teacher ID|Student IDs", classes},
	} {
		if s[2] == "missing" {
			continue
		}
		_, _ = book.NewSheet(s[0])
		text := s[1]
		if s[2] != "" {
			text += "\n" + s[2]
		}
		for r, line := range strings.Split(text, "\n") {
			for c, cell := range strings.Split(line, "|") {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				must(t, book.SetCellStr(s[0], at, cell))
			}
		}
	}
	var b bytes.Buffer
	must(t, book.Write(&b))
	return b.Bytes()
}

func (s *school) mosyle(users, locations, grades, classes string) *importer.Plan {
	s.t.Helper()
	return s.request(importer.Request{Name: "hierarchy.xlsx", Data: hierarchy(s.t, users, locations, grades, classes), Site: oak})
}

func TestMosyle_R70_AWorkbookBringsPeopleLocationsAndClasses(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Email: "ana@oak.example", Site: oak})
	users := "ana|Ana Quill|ana@oak.example||student|Main|7\nteo|Teo Lind|teo@oak.example|teo@oak.example|Teacher|Main|"
	p := s.mosyle(users, "Main\nAnnex", "7", "M7|Maths|Maths 7a|Main|teo|ana")
	if p.Template.Name != "mosyle-hierarchy" {
		t.Fatalf("it is taken for %s", p.Template.Name)
	}
	statuses(t, p, change, add, change, change, same, change)
	s.save(p)
	u := s.userNow("ana")
	if u.Type != "student" || u.Locations != "Main" || u.Grade != "7" {
		t.Errorf("saved is %+v", u)
	}
	places, err := s.st.Rosters(t.Context())
	must(t, err)
	if len(places) != 2 || places[0].Role != store.RoleStudent || places[1].UserID != "teo" || places[1].Role != store.RoleTeacher {
		t.Errorf("saved is %+v", places)
	}
	if classes, _ := s.st.Classes(t.Context()); len(classes) != 1 || classes[0].Name != "Maths 7a" || classes[0].Course != "Maths" {
		t.Errorf("saved is %+v", classes)
	}
	if faults, _, err := s.st.Verify(t.Context()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
	statuses(t, s.mosyle(users, "Main\nAnnex", "7", "M7|Maths|Maths 7a|Main|teo|ana"), same, same, same, same, same, same)
	p = s.mosyle(users, "Main", "7", "M7|Maths|Maths 7a|Main|teo|")
	statuses(t, p, same, same, same, same, change)
	contains(t, p.Sentence(), "1 place in a class")
	s.save(p)
	if places, _ = s.st.Rosters(t.Context()); len(places) != 1 {
		t.Errorf("left are %+v", places)
	}
}

func TestMosyle_JSONSaysInWhichSheetARowStands(t *testing.T) {
	s := newSchool(t)
	var b bytes.Buffer
	must(t, s.mosyle("ana|Ana|||student|Main|", "Main", "", "").WriteJSON(&b, nil))
	contains(t, b.String(), `{"line":2,"status":"add"`, `"part":"Users","part_line":2}`, `{"line":100000002,`, `"part":"Locations","part_line":2}`)
}

func TestMosyle_R70_AMissingSheetOrHeaderIsNamed(t *testing.T) {
	s := newSchool(t)
	_, err := s.try(importer.Request{Name: "h.xlsx", Data: hierarchy(t, "ana|Ana||||Main|", "Main", "missing", ""), Site: oak})
	if err == nil || !strings.Contains(err.Error(), "Grade Levels") {
		t.Errorf("%v", err)
	}
	p := s.mosyle("ana|Ana||||Main|", "Main", "", "") // there, but empty
	statuses(t, p, add, change)
}

func TestMosyle_R71_APersonIsFoundByUserIDOrEmail(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKIPAD00001", Model: "iPad Air"})
	s.person(store.User{UserID: "ana", Email: "ana@oak.example", Site: oak}, "OAKIPAD00001")
	s.person(store.User{UserID: "bo", Email: "bo@oak.example", Site: oak})
	p := s.mosyle("ana.quill||ana@oak.example||||\nbo||bo.tan@oak.example||||", "", "", "")
	statuses(t, p, change, change)
	contains(t, said(p.Rows[0].Notes), "R-71 info", "the User ID changes from ana")
	s.save(p)
	if d := s.deviceNow("OAKIPAD00001"); d.Username != "ana.quill" {
		t.Errorf("the device stays with %s", d.Username)
	}
	if u := s.userNow("bo"); u.Email != "bo.tan@oak.example" {
		t.Errorf("saved is %+v", u)
	}
	p = s.mosyle("ana.quill||bo.tan@oak.example||||", "", "", "")
	statuses(t, p, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-71", severe).Message, "two different people")
}

func TestMosyle_R73_WhatARowNamesMustBeThereAndBeSaved(t *testing.T) {
	s := newSchool(t)
	p := s.mosyle("ana|Ana|||student|Main|\nbo|Bo|||parent|Nowhere|", "Main", "", "M7|||Main|teo|ana,bo\nM8|||Annex|ana|")
	statuses(t, p, add, failed, change, failed, failed)
	contains(t, said(p.Rows[1].Notes), "location “Nowhere” is neither in this file nor on record")
	contains(t, said(p.Rows[3].Notes), "user “teo” is neither in this file nor on record", "user “bo” is not saved: see Users 3")
	contains(t, said(p.Rows[4].Notes), "location “Annex”")
	if n := note(t, p.Rows[4].Notes, "R-73", severe); n.Column != "Classes: Location" || n.Value != "Annex" {
		t.Errorf("the note is %+v", n)
	}
}

func TestMosyle_R81_WhatIsLeftOutTakesAlongWhatNamesIt(t *testing.T) {
	s := newSchool(t)
	p := s.mosyle("ana|Ana|||student|Main|", "Main", "", "M7|||Main||ana")
	statuses(t, p, add, change, change)
	must(t, p.Decide(p.Rows[1].Line, store.VerdictLeaveOut))
	statuses(t, p, failed, change, failed)
	must(t, p.Decide(p.Rows[1].Line, store.VerdictAccept))
	statuses(t, p, add, change, change)
	if p.Accepted() != 3 {
		t.Errorf("%d rows are accepted", p.Accepted())
	}
	s.save(p)
	p = s.mosyle("ana|Ana||||Main|\nANA|Ana||||Main|", "Main", "", "")
	statuses(t, p, failed, failed, same)
	contains(t, note(t, p.Rows[0].Notes, "R-16", severe).Message, "stands on Users 2 and Users 3")
}

func TestMosyle_R88_RejectedRowsComeBackInTheirSheets(t *testing.T) {
	s := newSchool(t)
	p := s.mosyle("ana|Ana|||student|Main|\nbo|Bo|||parent|Main|", "Main", "7", "M7|||Main||ana")
	statuses(t, p, add, failed, change, same, change)
	s.save(p)
	var b bytes.Buffer
	if n, err := p.WriteRejects(&b, "xlsx"); err != nil || n != 1 {
		t.Fatalf("%d rows: %v", n, err)
	}
	again := s.request(importer.Request{Name: "rejects.xlsx", Data: b.Bytes(), Site: oak})
	statuses(t, again, failed, same) // with the location that it names
	if again.Rows[0].UserID != "bo" || len(again.UnknownColumns) > 0 {
		t.Errorf("%+v, not understood %v", again.Rows[0], again.UnknownColumns)
	}
	must(t, again.Mend(store.Mend{Line: again.Rows[0].Line, Column: "Users: Type", Value: "staff"}))
	statuses(t, again, add, same)
	if _, err := p.WriteRejects(&b, "csv"); store.CodeOf(err) != store.CodeInvalid {
		t.Error(err)
	}
}

func TestMosyle_R70_OneSheetAtATimeAsCSV(t *testing.T) {
	s := newSchool(t)
	csv := func(text string) *importer.Plan {
		t.Helper()
		return s.request(importer.Request{Name: "sheet.csv", Data: []byte(text), Site: oak})
	}
	p := csv("Location\nMain\nAnnex\n")
	if p.Template.Name != "mosyle-hierarchy" {
		t.Fatalf("it is taken for %s", p.Template.Name)
	}
	statuses(t, p, change, change)
	s.save(p)
	s.save(csv("User ID,Name,Email,Managed Apple ID,Type,Location,Grade Level\nana,Ana,,,student,Main,7\nteo,Teo,,,teacher,Main,\n"))
	p = csv("Class ID,Course Name,Class Name,Location,Teacher ID,Student IDs\nM7,Maths,7a,Main,teo,\"ana, nobody\"\n")
	statuses(t, p, failed)
	contains(t, said(p.Rows[0].Notes), "user “nobody” is neither in this file nor on record")
	statuses(t, csv("Class ID,Course Name,Class Name,Location,Teacher ID,Student IDs\nM7,Maths,7a,Main,teo,ana\n"), change)
}

func TestRevoke_R22_SomebodyWhoIsInAClassGoesWithTheirLastDevice(t *testing.T) {
	s := newSchool(t)
	d := s.device(store.Device{Serial: "OAKIPAD00001", AssetTag: "8000001", Model: "iPad Air"})
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Site: oak}, d.Serial)
	s.save(s.mosyle("ana|Ana Quill|||student|Main|", "Main", "", "M7|||Main||ana"))
	p := s.revoke(row{tag: d.AssetTag, serial: d.Serial, del: d.Serial})
	statuses(t, p, taken)
	s.save(p)
	if s.userNow("ana") != nil {
		t.Error("the user record stays")
	}
	if places, err := s.st.Rosters(t.Context()); err != nil || len(places) != 0 {
		t.Errorf("left are %+v, %v", places, err)
	}
}

func TestMosyle_R72_OnlyAddNewNeverEditsWhatIsThere(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Email: "ana@oak.example", Site: oak})
	data := hierarchy(t, "ana|Another Name||||Main|\nanna||ana@oak.example||||\nbo|Bo|||student|Main|", "Main", "7", "M7|||Main||ana,bo")
	p := s.request(importer.Request{Name: "h.xlsx", Data: data, Site: oak, Mode: template.ModeAddOnly})
	statuses(t, p, leftOut, leftOut, add, change, same, change)
	contains(t, note(t, p.Rows[0].Notes, "R-72", store.SeverityInfo).Message, "only what is new is added")
	contains(t, p.BlankMeans, "left out")
	s.save(p)
	if u := s.userNow("ana"); u.FullName != "Ana Quill" || u.Locations != "" {
		t.Errorf("saved is %+v", u)
	}
	p = s.request(importer.Request{Name: "h.xlsx", Data: data, Site: oak, Mode: template.ModeAddOnly})
	statuses(t, p, leftOut, leftOut, leftOut, leftOut, same, leftOut)
	if _, err := s.try(importer.Request{Name: "h.xlsx", Data: data, Site: oak, Mode: template.ModeAssign}); store.CodeOf(err) != store.CodeInvalid {
		t.Error(err)
	}
}

func TestMosyle_R73_AMendOfALocationIsHeldAgainstWhatNamesIt(t *testing.T) {
	s := newSchool(t)
	p := s.mosyle("ana|Ana|||student|Main|", "Mian", "", "")
	statuses(t, p, failed, change)
	must(t, p.Mend(store.Mend{Line: p.Rows[1].Line, Column: "Locations: Location", Value: "Main"}))
	statuses(t, p, add, change)
	s.save(p)
	if list, err := s.st.Locations(t.Context()); err != nil || len(list) != 1 || list[0].Code != "Main" {
		t.Errorf("saved is %+v, %v", list, err)
	}
	if u := s.userNow("ana"); u.Locations != "Main" {
		t.Errorf("saved is %+v", u)
	}
}
