package bulk_test

import (
	"strings"
	"testing"

	"homeroom/importer/template"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// studyFile is a list that no layout knows; two of its columns have the same name.
const studyFile = "Login,Pupil,Contact,Contact,Note\n" +
	"carl.dean,Carl P. Dean,carl@oak.example,555-0101,\x1b[2J\n" +
	"dora.fry,Dora Fry,dora@oak.example,555-0102,\n"

// said goes from the list of columns to the layout of people, and says what three columns are.
func said(h *hand) {
	h.t.Helper()
	h.press("m", "g")
	for range template.All() {
		if strings.Contains(h.view(120, 37), "(MUT 6): users") {
			break
		}
		h.press("right")
	}
	h.wants("(MUT 6): users", "its rows are people")
	h.press("j", "enter")
	h.types("current")
	h.press("enter", "enter")
	h.types("full")
	h.press("enter", "enter")
	h.types("email")
	h.press("enter")
}

func TestMapping_AnUnknownFileIsMappedAndPreviewedAtOnce(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	h := play(t, bulk.Open(s.env, "study.csv"))
	h.wants("! No layout fits.", "m says which column is which")
	if strings.Contains(h.view(120, 37), "mlti") || strings.Contains(h.view(120, 37), "Serial Number") {
		t.Errorf("it names a layout that is not meant:\n%s", h.view(120, 37))
	}
	said(h)
	view := h.view(80, 21)
	for _, words := range [][]string{
		{"Login", "carl.dean · dora.fry", "→ Current Username"},
		{"Pupil", "→ Full Name"},
		{"Contact (column C)", "→ Email Address"},
		{"Contact (column D)", "→ not read"},
		{"Note", "→ not read"},
		{"Missing", "New Username, Phone Number"},
	} {
		if line(view, words...) == "" {
			t.Errorf("%q is not told:\n%s", words, view)
		}
	}
	if strings.ContainsRune(h.screen.View(120, 37), '\x07') || !strings.Contains(h.view(120, 37), "␛") {
		t.Errorf("a value of the file is not shown as data:\n%s", h.view(120, 37))
	}
	h.press("p")
	h.wants("Mapping     as you said", "~ change")
	h.press("enter")
	h.wants("Carl P. Dean", "Save takes 2 rows")
	r := s.openReview()
	if !strings.Contains(r.Mapping, `["column C","email"]`) || r.Template != "mut-users" {
		t.Fatalf("kept is %+v", r)
	}
	found := play(t, bulk.Resume(s.env, r.ID))
	found.wants("Carl P. Dean", "Save takes 2 rows")
}

func TestMapping_IsKeptUnderANameAndFoundByTheHeaders(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	s.put("later.csv", strings.Replace(studyFile, "Carl P. Dean", "Carl Q. Dean", 1))
	h := play(t, bulk.Open(s.env, "study.csv"))
	said(h)
	h.press("s")
	h.wants("Keep the mapping", "Name: study")
	h.types("Pupil list")
	h.press("enter")
	if !strings.Contains(h.said, "Kept as mapping “Pupil list”") {
		t.Errorf("it said %q", h.said)
	}
	h = play(t, bulk.Open(s.env, "later.csv"))
	h.wants("Mapping", "mapping Pupil list, kept by ada", "~ change")
	h.press("m", "R", "ctrl+u")
	h.types("Pupils")
	h.press("enter")
	h.wants("mapping Pupils, kept by ada")
	h.press("m", "D", "y")
	h.wants("Mapping     ", "as you said") // this file is read on as it was
	list, err := s.store.Mappings(s.env.Context)
	if err != nil || len(list) != 0 {
		t.Errorf("kept are %+v, %v", list, err)
	}
}

func TestMapping_ANameThatIsTakenIsRefusedWhereItIsTyped(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	s.put("other.csv", strings.Replace(studyFile, "Pupil", "Child", 1))
	h := play(t, bulk.Open(s.env, "study.csv"))
	said(h)
	h.press("s", "enter")
	h = play(t, bulk.Open(s.env, "other.csv"))
	said(h)
	h.press("s")
	h.types("STUDY")
	h.press("enter")
	h.wants("There is a mapping “study” already, kept by ada")
}

func TestMapping_AFieldBelongsToOneColumn(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	h := play(t, bulk.Open(s.env, "study.csv"))
	said(h)
	h.press("g", "G", "enter")
	h.types("full")
	h.wants("“Pupil”")
	h.press("enter")
	if !strings.Contains(h.said, "“Pupil” is Full Name already") {
		t.Errorf("it said %q", h.said)
	}
	h.press("esc", "g", "j", "x")
	h.wants("! No column is Current Username yet")
	h.press("p")
	if !strings.Contains(h.said, "No column is Current Username yet") {
		t.Errorf("without its required column it said %q", h.said)
	}
}

// The line drops in the middle of it: what was said is found by the same file, and by the same person alone.
func TestMapping_WhatIsSaidIsFoundAgain(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	h := play(t, bulk.Open(s.env, "study.csv"))
	said(h)
	h = play(t, bulk.Open(s.env, "study.csv"))
	h.wants("was begun to be said by hand: m goes on")
	h.press("m")
	h.wants("(MUT 6): users", "→ Full Name", "Found again: what you said of the columns before.")
	other := play(t, bulk.Open(s.colleague("zoe"), "study.csv"))
	if strings.Contains(other.view(80, 21), "was begun") {
		t.Error("a colleague finds it, too")
	}
	h.press("p", "enter")
	h.wants("Save takes 2 rows")
	list, err := s.store.Drafts(s.env.Context, "ada")
	if err != nil || len(list) != 0 {
		t.Errorf("drafts are %+v, %v", list, err)
	}
}

func TestMapping_OnARealTerminal(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	term := s.console(func(env screen.Env) screen.Screen { return bulk.Open(env, "study.csv") }, 40, 10)
	term.WaitFor("› Template")
	term.Press("m")
	term.WaitFor("› Layout")
	term.Press("j")
	term.WaitFor("› Login")
	term.Press("enter")
	term.WaitFor("Which field is “Login”?")
	term.Type("serial")
	term.WaitFor("› Serial Number")
	term.Press("enter")
	term.WaitFor("→ Serial Number")
}

func TestGolden_Mapping(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	h := play(t, bulk.Open(s.env, "study.csv"))
	said(h)
	goldens(t, h)
}

func TestGolden_MappingField(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	h := play(t, bulk.Open(s.env, "study.csv"))
	said(h)
	h.press("k", "enter")
	goldens(t, h)
}

func TestUnderstood_R83_ANearlyRightHeaderIsAnswered(t *testing.T) {
	s := newSchool(t)
	s.put("near.csv", "Serail Number,Asset Tag,User ID,Full Name,Position\nC02OAK000001,3000001,ana.bell,Ana Bell,student\n")
	h := play(t, bulk.Open(s.env, "near.csv"))
	h.wants("› Column “Serail Number”: is it Serial Number? ‹ yes or no ›", "nearly those of this template", "nearly 5 of 10 headers")
	h.press("enter")
	if h.said == "" {
		t.Error("the review begins although the file has no serial numbers")
	}
	h.press("right")
	h.wants("is it Serial Number? ‹ yes ›", "+ add")
	h.press("right")
	h.wants("is it Serial Number? ‹ no ›", "no column “Serial Number”")
	h.press("left", "enter")
	h.wants("ana.bell", "Save takes 1 row")
	if r := s.openReview(); !strings.Contains(r.Mapping, `["Serail Number","serial"]`) {
		t.Errorf("kept is %q", r.Mapping)
	}
}

// A tie is a choice that has to be made.
func TestUnderstood_ATieIsAsked(t *testing.T) {
	s := newSchool(t)
	s.put("tie.csv", tiedFile)
	h := play(t, bulk.Open(s.env, "tie.csv"))
	h.wants("› Template", "choose with ← →", "The file may be of several templates.", " of 100: ")
	h.press("enter")
	if !strings.Contains(h.said, "several templates") {
		t.Errorf("it said %q", h.said)
	}
	h.press("right")
	if view := h.view(80, 21); strings.Contains(view, "several templates") || line(view, "+ add") == "" && line(view, "rows") == "" {
		t.Errorf("the choice is not taken:\n%s", view)
	}
}

// tiedFile is as much a list of users as of requests for enrolment.
const tiedFile = "Full Name,Username,Domain,Email Address,Managed Apple ID,Platform,Ownership,Enroll Using iOS User Enrollment\n" +
	"Carl Dean,carl.dean,OAK,carl@oak.example,,iOS,Employee Owned,Yes\n" +
	"Dora Fry,dora.fry,OAK,dora@oak.example,,iOS,Employee Owned,No\n" +
	"Eve Gray,eve.gray,ELM,eve@elm.example,,iOS,Employee Owned,perhaps\n"

func TestUnderstood_R83_ASlipOfTwoLettersIsAskedAbout(t *testing.T) {
	s := newSchool(t)
	s.put("near.csv", "Asset Tag,Serial Number,User ID,Full Name,Emial Adress,Position\n3000001,C02OAK000001,ana.bell,Ana Bell,ana@oak.example,student\n")
	h := play(t, bulk.Open(s.env, "near.csv"))
	h.wants("› Column “Emial Adress”: is it Email Address? ‹ yes or no ›")
	h.press("right", "enter")
	h.wants("ana@oak.example")
}

// What the layout leaves open is chosen on lines of their own, and kept with the review.
func TestUnderstood_R72_TheOptionsOfALayoutAreChosen(t *testing.T) {
	s := newSchool(t)
	s.put("Users.csv", "User ID,Name,Email,Managed Apple ID,Type,Location,Grade Level\ndora.fry,Dora Fry,dora@oak.example,,student,,\n")
	h := play(t, bulk.Open(s.env, "Users.csv"))
	h.wants("User ID from User ID", "Students' email read", "Users without a location come in", "Site        OAK")
	for range 12 {
		if line(h.view(80, 40), "Students' email ‹ read ›") != "" {
			break
		}
		h.press("j")
	}
	h.press("right")
	if view := h.view(80, 40); line(view, "Students' email ‹ left out ›") == "" {
		t.Fatalf("it is not chosen:\n%s", view)
	}
	h.press("enter")
	if r := s.openReview(); r.Options != "no-student-email=yes" {
		t.Errorf("kept is %q", r.Options)
	}
	found := play(t, bulk.Resume(s.env, s.openReview().ID))
	if strings.Contains(found.view(120, 37), "dora@oak.example") {
		t.Errorf("found again it reads the email:\n%s", found.view(120, 37))
	}
}

func TestMapping_R82_AValueThatCannotBeOfItsFieldIsTold(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	h := play(t, bulk.Open(s.env, "study.csv"))
	said(h)
	if view := h.view(120, 37); strings.Contains(view, "look like it") {
		t.Errorf("email addresses are doubted:\n%s", view)
	}
	h.press("g", "j", "j", "j", "x", "enter") // the other Contact holds telephone numbers
	h.types("email")
	h.press("enter")
	h.wants("2 values do not look like it: “555-0101” in Contact for Email Address.")
}

func TestMapping_TheNameThatIsProposedIsTaken(t *testing.T) {
	s := newSchool(t)
	s.put("study.csv", studyFile)
	h := play(t, bulk.Open(s.env, "study.csv"))
	said(h)
	h.press("s", "enter")
	if !strings.Contains(h.said, "Kept as mapping “study”") {
		t.Errorf("it said %q", h.said)
	}
}
