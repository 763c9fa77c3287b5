package bulk_test

import (
	"bytes"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/xuri/excelize/v2"

	"homeroom/store"
	"homeroom/tui/bulk"
)

func TestUnderstood_R83_ListsColumnsThatAreNotRead(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", "Serial Number,Asset Tag,USER ID,Postion,Shoe Size\nC02OAK000001,3000001,ana.bell,student,38\n")
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.wants("Shoe Size", "not understood", "Column “Postion”: is it Position? ‹ yes or no ›", "Missing", "Full Name")
}

func TestUnderstood_R84_SaysWhatABlankMeans(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.wants("A blank", "unchanged")
}

func TestUnderstood_R14_WarnsOfOpenRevocations(t *testing.T) {
	s := newSchool(t)
	u, err := s.store.User(s.env.Context, "dora.fry")
	if err != nil {
		t.Fatal(err)
	}
	leaves := store.Change{
		Record: store.KindUser, Key: u.Key(), Version: u.Version,
		Fields: []store.FieldChange{{Field: store.FieldDeparting, New: "yes"}},
	}
	if _, err := s.store.Apply(s.env.Context, store.Act{Operator: "zoe", Kind: store.ActSetup, Title: "leaves"}, []store.Change{leaves}); err != nil {
		t.Fatal(err)
	}
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	if view := h.view(120, 60); !strings.Contains(view, "R-14") || !strings.Contains(view, "warning") || !strings.Contains(view, "Dora Fry") {
		t.Errorf("no warning that Dora Fry is to be revoked first:\n%s", view)
	}
}

func TestUnderstood_ModeIsProposedAndCanBeCorrected(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.wants("assign", "proposed from the content")
	h.press("j", "right")
	h.wants("‹ revoke ›", "the content looks like assign", ". left out")
	h.press("left")
	h.wants("‹ assign ›", "proposed from the content")
}

func TestUnderstood_InventoryOfANewSchoolTakesACodeAndASolution(t *testing.T) {
	s := newSchool(t)
	s.put("new.csv", "Asset Tag,Serial Number,Device Type\n4000001,DMPASH000001,iPad Retina\n4000002,DMPASH000002,iPad Retina\n")
	h := play(t, bulk.Open(s.env, "new.csv"))
	h.press("j", "j")
	for range 4 {
		if strings.Contains(h.view(80, 21), "‹ a new site ›") {
			break
		}
		h.press("right")
	}
	h.wants("‹ a new site ›", "New code", "Solution")
	h.press("enter") // asks for what is missing
	for _, r := range "a sh" {
		h.press(string(r))
	}
	h.press("enter")
	h.wants("not a site code")
	for range 4 {
		h.press("backspace")
	}
	for _, r := range "ash" {
		h.press(string(r))
	}
	h.press("enter")
	h.press("j", "j", "right")
	h.wants("ASH", "alternate")
	h.press("enter")
	h.wants("+ add")
	h.press("s", "y")
	h.wants("Saved 2 rows")
	sites, err := s.store.Sites(s.env.Context)
	if err != nil {
		t.Fatal(err)
	}
	var made store.Site
	for _, site := range sites {
		if site.Code == "ASH" {
			made = site
		}
	}
	if made.Solution != store.SolutionAlternate {
		t.Errorf("the site on record is %+v", made)
	}
	if d := s.device("DMPASH000001"); d.Site != "ASH" {
		t.Errorf("the device's site is %q", d.Site)
	}
}

func TestUnderstood_SaysThatTheFileWasSavedBefore(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y")
	h.wants("Saved 2 rows")
	again := play(t, bulk.Open(s.env, "assign.csv"))
	if view := again.view(100, 40); !strings.Contains(view, "this very file was saved before") {
		t.Errorf("nothing says that it was saved before:\n%s", view)
	} else if strings.Index(view, "Seen before") > strings.Index(view, "Columns") {
		t.Errorf("that comes after something else:\n%s", view)
	}
}

func TestUnderstood_SheetOfAWorkbookCanBeChosen(t *testing.T) {
	s := newSchool(t)
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	rows := map[string][]any{
		"Macs":  {"3000001", "C02OAK000001", "ana.bell", "student"},
		"Spare": {"3000002", "C02OAK000002", "", ""},
	}
	for _, name := range []string{"Macs", "Spare"} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		row := rows[name]
		for at, cells := range [][]any{{"Asset Tag", "Serial Number", "User ID", "Position"}, row} {
			if err := book.SetSheetRow(name, "A"+string(rune('1'+at)), &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	s.put("two.xlsx", file.String())
	h := play(t, bulk.Open(s.env, "two.xlsx"))
	h.wants("‹ Macs ›", "XLSX")
	h.press("right")
	h.wants("‹ Spare ›")
	h.press("enter")
	h.wants("3000002")
	if strings.Contains(h.view(80, 21), "3000001") {
		t.Error("the review shows the other sheet")
	}
}

func TestUnderstood_CodeOfANewSiteCanBePasted(t *testing.T) {
	s := newSchool(t)
	s.put("new.csv", "Asset Tag,Serial Number,Device Type\n4000001,DMPASH000001,iPad Retina\n")
	h := play(t, bulk.Open(s.env, "new.csv"))
	h.press("j", "j", "left")
	h.wants("‹ a new site ›")
	h.press("j", "e")
	h.send(tea.PasteMsg{Content: "ash"})
	h.press("enter")
	h.wants("ASH", "+ add")
}
