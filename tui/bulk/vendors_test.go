package bulk_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
)

// mutHeader is that of MUT's mobile devices, letter by letter as the vendor has it.
const mutHeader = "Mobile Device Serial,Display Name,Enforce Name,Asset Tag,Username,Real Name,Email Address,Position,Phone Number,Department,Building,Room," +
	"PO Number,Vendor,Purchase Price,PO Date,Warranty Expires,Is Leased,Lease Expires,AppleCare ID,Airplay Password (tvOS Only),Site (ID or Name)\n"

func TestReview_R40_ShowsEmptiedAndASingleSpaceApartFromUnchanged(t *testing.T) {
	s := newSchool(t)
	s.put("mut.csv", mutHeader+"DMPOAK000001,,,,,CLEAR!,,,, ,,,,,,,,,,,,\n")
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		term := s.review("mut.csv", size[0], size[1])
		term.WaitUntil("the space of Department", func(screen string) bool { return strings.Contains(line(screen, "Department"), "→ ␣") })
		screen := term.Screen()
		if l := line(screen, "Full Name"); !strings.Contains(l, "Carl Dean") || !strings.Contains(l, "(empty)") {
			t.Errorf("what CLEAR! does is told as %q:\n%s", l, screen)
		}
		if strings.Contains(screen, "Room") {
			t.Errorf("an empty cell is told as a change:\n%s", screen)
		}
		term.Press("e", "g", "j", "j", "j", "j", "j")
		term.WaitUntil("the cell with CLEAR!", func(screen string) bool { return strings.Contains(line(screen, "› Real Name"), "CLEAR!") })
		term.Press("j", "j", "j", "j")
		term.WaitUntil("the cell with one space", func(screen string) bool { return strings.Contains(line(screen, "› Department"), "␣") })
		term.Press("j")
		term.WaitUntil("the empty cell", func(screen string) bool { return strings.Contains(line(screen, "› Building"), "(empty)") })
	}
}

func TestSummary_R60_NamesTheRowsThatFailedAndCountsTheOthers(t *testing.T) {
	s := newSchool(t)
	file := "Full Name,Username,Domain,Email Address,Managed Apple ID\n"
	for i := range 30 {
		account := fmt.Sprintf("n%d@appleid.oak.example", i)
		if i%3 == 1 {
			account = fmt.Sprintf("bad..%d@x", i)
		}
		file += fmt.Sprintf("New Kid %d,new.kid%d,,n%d@oak.example,%s\n", i, i, i, account)
	}
	s.put("list.csv", file)
	h := play(t, bulk.Open(s.env, "list.csv"))
	h.choose("Site", "OAK")
	h.press("enter", "s", "y")
	h.wants("Saved 20 rows", "10 rows are in error or held back: new.kid1, new.kid4, new.kid7, new.kid10 and")
	h.press("]")
	if l := line(h.view(120, 37), "›"); !strings.Contains(l, "new.kid1 ") || !strings.Contains(h.view(120, 37), "R-05") {
		t.Errorf("the first row that failed is %q:\n%s", l, h.view(120, 37))
	}
	h.press("]", "[", "w")
	if !strings.Contains(h.said, "Wrote 10 rows to list-rejects.csv") {
		t.Errorf("writing the rejects said %q", h.said)
	}
}

// vendorList is a list of MaaS360 in which one of three people of OAK differs, one is as on record, one is not there, and
// somebody is whom the records do not know.
const vendorList = "Full Name,Username,Domain,Email Address,Managed Apple ID\n" +
	"Carl Dean,carl.dean,,carl@elsewhere.example,\nNew Kid,new.kid,,new.kid@oak.example,new.kid@appleid.oak.example\nDora Fry,dora.fry,,,\n"

// choose goes to a line of what was understood, and on until a value is chosen.
func (h *hand) choose(name, value string) {
	h.t.Helper()
	for range 20 {
		h.press("k")
	}
	for n := 0; !strings.HasPrefix(line(h.view(80, 21), "›"), "› "+name); n++ {
		if h.press("j"); n > 20 {
			h.t.Fatalf("there is no line %s:\n%s", name, h.view(80, 21))
		}
	}
	for n := 0; !strings.Contains(line(h.view(80, 21), "›"), value); n++ {
		if h.press("right"); n > 20 {
			h.t.Fatalf("%s cannot be %s:\n%s", name, value, h.view(80, 21))
		}
	}
}

// compare opens the list as one to be held against the records of OAK.
func (s *school) compare(t *testing.T) *hand {
	t.Helper()
	storetest.MustUser(t, s.store,
		store.User{UserID: "gus.hale", FullName: "Gus Hale", Position: "student", Site: "OAK"},
		store.User{UserID: "hal.ives", FullName: "Hal Ives", Position: "student", Site: "OAK"})
	s.put("list.csv", vendorList)
	h := play(t, bulk.Open(s.env, "list.csv"))
	h.choose("Site", "OAK")
	h.choose("Mode", "reconcile")
	if view := h.view(80, 21); !strings.Contains(view, " B · 3 rows") { // the file's own, as before
		t.Errorf("the rows of the file are not told:\n%s", view)
	}
	h.press("enter")
	return h
}

func TestReconcile_R81_ShowsTheThreeGroupsAndFiltersByThem(t *testing.T) {
	s := newSchool(t)
	h := s.compare(t)
	h.wants("3 rows of the file · 2 only here · 1 only there · 1 different · 1 same", "+ only there", "~ different", "New Kid")
	if k := h.key("L"); k.Disabled != "" || k.Do != "all left" {
		t.Errorf("the key L is %+v", k)
	}
	view := h.view(80, 21)
	if line(view, "only here", "? held back", "Gus Hale") == "" || line(view, "only here", "? held back", "Hal Ives") == "" {
		t.Errorf("who is only here is not told:\n%s", view)
	}
	h.press("/")
	for _, r := range "only:here" {
		h.press(string(r))
	}
	h.press("enter")
	if view = h.view(80, 21); strings.Contains(view, "New Kid") || !strings.Contains(view, "Hal Ives") {
		t.Errorf("only:here shows:\n%s", view)
	}
	h.press("esc", "g", "f")
	if view = h.view(80, 21); strings.Contains(view, "New Kid") || !strings.Contains(view, "Shown: only different") {
		t.Errorf("f shows:\n%s", view)
	}
	h.wants("~ different", "ours → theirs", "→ carl@elsewhere", "Theirs is taken")
	h.press("n")
	h.wants("Ours is kept")
}

func TestReconcile_R81_WhoeverIsNotInTheRosterHasLeftOnceTheNumberIsTyped(t *testing.T) {
	s := newSchool(t)
	h := s.compare(t)
	h.press("L")
	h.wants("Whoever is not in this roster has left", "Type the number 2")
	h.press("L", "enter")
	h.wants("nothing was done")
	h.press("esc")
	h.wants("Save takes 2 rows")
	h.press("L", "2", "enter")
	h.wants("Save takes 4 rows")
	h.press("s")
	h.wants("2 people are marked departing")
	h.press("y")
	h.wants("2 people are marked departing: E begins End of year at OAK")
	if u, err := s.store.User(s.env.Context, "gus.hale"); err != nil || !u.Departing {
		t.Errorf("gus.hale is %+v (%v)", u, err)
	}
	if open := h.opens("E"); open.Name != "start" || open.Arg != "end-of-year site OAK" {
		t.Errorf("E opens %+v", open)
	}
	h.press("u", "y")
	if u, err := s.store.User(s.env.Context, "gus.hale"); err != nil || u.Departing {
		t.Errorf("after the undo gus.hale is %+v (%v)", u, err)
	}
	if strings.Contains(h.view(80, 21), "E begins") {
		t.Errorf("End of year is offered for people who stay:\n%s", h.view(80, 21))
	}
}

func TestGolden_Reconcile(t *testing.T) {
	h := newSchool(t).compare(t)
	h.press("g")
	goldens(t, h)
}

func TestGolden_ReviewOfSeveralTables(t *testing.T) {
	s := newSchool(t)
	s.put("roster.zip", rosterFile(t, "R1,C1,P1\nR2,C1,P2\nR3,C1,PX\n"))
	h := play(t, bulk.Open(s.env, "roster.zip"))
	h.choose("Site", "OAK")
	h.press("enter", "G", "k", "k", "k")
	goldens(t, h)
}

func TestReconcile_OurValuesAreWrittenForTheVendor(t *testing.T) {
	s := newSchool(t)
	h := s.compare(t)
	h.press("g", "n", "s", "y")
	h.wants("Saved 1 row")
	h.press("v")
	if !strings.Contains(h.said, "list-ours.csv") {
		t.Errorf("writing our values said %q", h.said)
	}
	if k := play(t, bulk.Summary(s.env, s.act(t))).key("v"); k.Disabled == "" {
		t.Error("our values are offered of a save that is past")
	}
}

// act is the number of the newest save.
func (s *school) act(t *testing.T) int64 {
	t.Helper()
	acts, err := s.store.Acts(s.env.Context, 1)
	if err != nil || len(acts) == 0 {
		t.Fatalf("no save is on record (%v)", err)
	}
	return acts[0].ID
}
