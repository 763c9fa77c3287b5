package importer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// inClasses tells the classes and who is in them.
func (s *school) inClasses() string {
	s.t.Helper()
	classes, err := s.st.Classes(s.t.Context())
	must(s.t, err)
	places, err := s.st.Rosters(s.t.Context())
	must(s.t, err)
	var told []string
	for _, c := range classes {
		told = append(told, c.Class+" "+c.Course+" "+c.Name)
	}
	for _, p := range places {
		told = append(told, fmt.Sprintf("%s in %s as %s", p.UserID, p.Class, p.Role))
	}
	return strings.Join(told, ", ")
}

// takeBackRest takes back what is left of an import, and holds that what was taken back already is told.
func (s *school) takeBackRest(act int64, already ...string) {
	s.t.Helper()
	u, err := s.st.PlanUndo(s.t.Context(), "lou", store.UndoRequest{Act: act})
	must(s.t, err)
	if len(u.Refused) != len(already) {
		s.t.Errorf("refused are %v", u.Refused)
	}
	for i := range u.Refused {
		contains(s.t, fmt.Sprint(u.Refused[i]), already[i]+" was already taken back by kim")
	}
	_, err = s.st.Apply(s.t.Context(), u.Act, u.Changes)
	must(s.t, err)
}

func TestASM_R87_ARosterIsTakenBackByRowAndThenWhole(t *testing.T) {
	s := newSchool(t)
	p := s.asm(small())
	act := s.save(p).Act
	if got, want := s.inClasses(), "M7 Maths , ana in M7 as student, teo in M7 as teacher"; got != want {
		t.Fatalf("saved is %s, want %s", got, want)
	}
	place := sheet.LineOf(template.ASMRosters, 2)
	s.undo("kim", act, place)
	if got, want := s.inClasses(), "M7 Maths , teo in M7 as teacher"; got != want {
		t.Errorf("without the place it is %s, want %s", got, want)
	}
	if r := s.read(act).Row(place); r.UndoneBy != "kim" {
		t.Errorf("the row is %+v", r)
	}
	s.takeBackRest(act, "roster m7/ana")
	if got := s.inClasses(); got != "" || s.userNow("ana") != nil || s.userNow("teo") != nil {
		t.Errorf("taken back whole, there is %s", got)
	}
	statuses(t, s.asm(small()), add, leftOut, add, leftOut, same, change, change, change, change)
}

func TestMosyle_R87_AHierarchyIsTakenBackByRowAndThenWhole(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Email: "ana@oak.example", Site: oak})
	act := s.save(s.mosyle("a.quill|Ana Quill|ana@oak.example||student|Main|7\nteo|Teo Lind|||teacher|Main|", "Main", "7", "M7|Maths||Main|teo|a.quill")).Act
	if u := s.userNow("a.quill"); u == nil || u.Grade != "7" || s.userNow("ana") != nil {
		t.Fatalf("saved is %+v", u)
	}
	s.undo("kim", act, sheet.LineOf(template.MosyleClasses, 2))
	if got := s.inClasses(); got != "" {
		t.Errorf("without the class there is %s", got)
	}
	s.takeBackRest(act, "roster m7/teo", "roster m7/a.quill", "class m7")
	if u := s.userNow("ana"); u == nil || u.Grade != "" || s.userNow("a.quill") != nil || s.userNow("teo") != nil {
		t.Errorf("taken back whole, it is %+v", u)
	}
}

// moves changes a field of a record as somebody else would.
func (s *school) moves(kind store.Kind, key string, version int64, f store.Field, from, to string) {
	s.t.Helper()
	storetest.Apply(s.t, s.st, store.Change{
		Record: kind, Key: key, Version: version, Fields: []store.FieldChange{{Field: f, Old: from, New: to}},
	})
}

func TestASM_R85_APersonAndAClassThatMovedAreHeldBackAndTheOthersSaved(t *testing.T) {
	s := newSchool(t)
	files := small()
	files["students.csv"] += "S3,1003,Cy,,Low,7,,cy,4,L1\n"
	files["rosters.csv"] += "R3,M7,S3\n"
	s.save(s.asm(files))
	files["students.csv"] = strings.NewReplacer("Quill,7", "Quill,8", "Low,7", "Low,8").Replace(files["students.csv"])
	files["classes.csv"] = "M7,7b,C1,T1,,,L1\n"
	p := s.asm(files)
	statuses(t, p, change, leftOut, change, same, leftOut, same, change, same, same, same, same)
	ana := s.userNow("ana")
	s.moves(store.KindUser, ana.Key(), ana.Version, store.FieldGrade, "7", "9")
	classes, err := s.st.Classes(t.Context())
	must(t, err)
	s.moves(store.KindClass, classes[0].Key(), classes[0].Version, store.FieldNumber, "7a", "7z")
	done, err := p.Save(t.Context(), s.st, "kim", 0, nil)
	must(t, err)
	if done.Act == 0 && len(done.Moved) > 0 { // told first: the others are saved by the next save
		again, err := p.Save(t.Context(), s.st, "kim", 0, nil)
		must(t, err)
		done.Act, done.Saved = again.Act, again.Saved
	}
	if len(done.Moved) != 2 || done.Saved != 1 {
		t.Errorf("%d rows moved, %d are saved", len(done.Moved), done.Saved)
	}
	for i, want := range [][]string{{"8", "7", "9"}, {"7b", "7a", "7z"}} {
		if i < len(done.Moved) {
			contains(t, note(t, done.Moved[i].Notes, "R-85", store.SeverityWarning).Message, want...)
		}
	}
	if cy := s.userNow("cy"); cy.Grade != "8" || s.userNow("ana").Grade != "9" {
		t.Errorf("saved is %+v", cy)
	}
}

func TestMosyle_R72_Options(t *testing.T) {
	users := "a1|Ana Quill|ana@oak.example|a.quill@id.oak.example|student|Main|7\nt1|Teo Lind|teo@oak.example|t.lind@id.oak.example|teacher||"
	for option, want := range map[string]string{
		"":                       "a1|ana@oak.example|Maths 7a|t1",
		"user-id=email":          "ana@oak.example|ana@oak.example|Maths 7a|teo@oak.example",
		"user-id=account":        "a.quill@id.oak.example|ana@oak.example|Maths 7a|t.lind@id.oak.example",
		"user-id=account-prefix": "a.quill|ana@oak.example|Maths 7a|t.lind",
		"class-name=course-name": "a1|ana@oak.example|Maths|t1",
		"class-name=class-id":    "a1|ana@oak.example|M7|t1",
		"without-location=no":    "a1|ana@oak.example||",
		"no-student-email=yes":   "a1||Maths 7a|t1",
	} {
		s := newSchool(t)
		o, err := template.ParseOptions(template.Mosyle(), option)
		must(t, err)
		data := hierarchy(t, users, "Main", "7", "M7|Maths|Maths 7a|Main|t1|a1")
		s.save(s.request(importer.Request{Name: "h.xlsx", Data: data, Site: oak, Options: o}))
		cells := strings.Split(want, "|")
		u := s.userNow(cells[0])
		if u == nil || u.Email != cells[1] {
			t.Errorf("%s: %+v, want %s", option, u, want)
			continue
		}
		classes, err := s.st.Classes(t.Context())
		must(t, err)
		if cells[3] == "" { // the teacher is left out, and with them the class that names them
			if len(classes) != 0 {
				t.Errorf("%s: %+v", option, classes)
			}
			continue
		}
		if teo := s.userNow(cells[3]); teo == nil || teo.Email != "teo@oak.example" || len(classes) != 1 || classes[0].Name != cells[2] {
			t.Errorf("%s: %+v, %+v, want %s", option, teo, classes, want)
		}
	}
}

func TestOptions_R72_WhatCannotBeChosenIsRefusedWithWhatCan(t *testing.T) {
	for _, layout := range []*template.Template{template.Mosyle(), template.ASM()} {
		for _, o := range layout.Options {
			_, err := template.ParseOptions(layout, o.Name+"=nickname")
			var refused *store.Error
			if !errors.As(err, &refused) || refused.Code != store.CodeInvalid {
				t.Fatalf("%s: %v", o.Name, err)
			}
			contains(t, refused.Message, o.Name, "nickname")
			contains(t, refused.Remedy, o.Values...)
		}
		for _, wrong := range []string{"nickname=yes", "user-id", "=yes", "user-id="} {
			if _, err := template.ParseOptions(layout, wrong); store.CodeOf(err) != store.CodeInvalid {
				t.Errorf("%s, %q: %v", layout.Name, wrong, err)
			}
		}
	}
	if _, err := template.ParseOptions(template.MUTUsers(), "user-id=email"); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("a layout without options: %v", err)
	}
}

func TestASM_R72_AddOnlyLeavesWhoIsOnRecordAsTheyAre(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "ana", FullName: "Ana Old", Site: oak})
	p := s.request(importer.Request{Name: "roster.zip", Data: asm(t, small()), Site: oak, Mode: template.ModeAddOnly})
	contains(t, note(t, p.Rows[0].Notes, "R-72", info).Message, "on record already")
	s.save(p)
	if u := s.userNow("ana"); u.FullName != "Ana Old" || s.userNow("teo") == nil {
		t.Errorf("it is %+v", u)
	}
}

func TestASM_ALargeRosterTellsHowFarItIsAndCanBeStopped(t *testing.T) {
	s := newSchool(t)
	data := roll(t, 1500)
	told, stages := []importer.Progress{}, map[importer.Stage]int{importer.StageRead: 1, importer.StageRecords: 2, importer.StageCompare: 3}
	q := importer.Request{Name: "roster.zip", Data: data, Site: oak, Progress: func(p importer.Progress) { told = append(told, p) }}
	_, err := importer.Preview(t.Context(), s.st, q)
	must(t, err)
	last := importer.Progress{Stage: importer.StageRead}
	for _, at := range told {
		if stages[at.Stage] < stages[last.Stage] || at.Stage == last.Stage && at.Done < last.Done {
			t.Errorf("after %+v it tells %+v", last, at)
		}
		last = at
	}
	if len(told) < 10 {
		t.Errorf("told %d times", len(told))
	}
	for n := range told {
		ctx, stop := context.WithCancel(t.Context())
		left := n
		q.Progress = func(importer.Progress) {
			if left--; left < 0 {
				stop()
			}
		}
		if _, err := importer.Preview(ctx, s.st, q); store.CodeOf(err) != store.CodeCancelled {
			t.Errorf("stopped when it told for the %d. time: %v", n+1, err)
		}
		stop()
	}
}

func TestASM_R73_AZipInAZipAndOneThatIsFarTooLargeAreRefused(t *testing.T) {
	s := newSchool(t)
	inner := string(asm(t, small()))
	nested := append(sixFiles(asNamed)[1:], [2]string{"students.zip", inner})
	inside := append(sixFiles(asNamed)[1:], [2]string{"students.csv", inner})
	for about, c := range map[string]struct {
		data []byte
		want string
	}{
		"a zip beside the files": {zipped(t, nil, nested...), "no file “students.csv”"},
		"a zip as a file":        {zipped(t, nil, inside...), "students.csv"},
		"a bomb":                 {asm(t, map[string]string{"rosters.csv": strings.Repeat("R,M7,S1\n", 4_000_000)}), "rosters.csv"},
	} {
		_, err := s.try(importer.Request{Name: "roster.zip", Data: c.data, Site: oak, Template: "asm-roster"})
		var problem *sheet.Problem
		if !errors.As(err, &problem) || problem.Remedy == "" || !strings.Contains(problem.Message, c.want) {
			t.Errorf("%s: %v", about, err)
		}
	}
}
