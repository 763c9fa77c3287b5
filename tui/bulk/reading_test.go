package bulk_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// windowsFile is in Windows-1252, with a title line and semicolons; the accents stand in its second row.
const windowsFile = "Oak Street School;;;;\r\n\r\nAsset Tag;Serial Number;User ID;Full Name;Position\r\n" +
	"3000001;C02OAK000001;ana.bell;Ana Bell;student\r\n3000002;C02OAK000002;zoe.ek;Zo\xeb M\xfcller;student\r\n"

func TestReading_EveryDecisionIsToldWithItsReason(t *testing.T) {
	s := newSchool(t)
	s.put("win.csv", windowsFile)
	h := play(t, bulk.Open(s.env, "win.csv"))
	view := h.view(120, 37)
	for _, words := range [][]string{
		{"Encoding", "Windows-1252", "it is not UTF-8 (the byte 0xEB in line 5 is none)"},
		{"Delimiter", "semicolon", "every one of 4 rows has 5 cells with it"},
		{"Line ends", "CRLF", "every row ends so"},
		{"Header line", "3", "it names each column that is filled below it"},
	} {
		if line(view, words...) == "" {
			t.Errorf("%q is not told:\n%s", words, view)
		}
	}
}

// The names come right, or wrong, under the eyes of who chooses; as found is one of the values.
func TestReading_EncodingIsChangedAtOnceWithItsRowsInSight(t *testing.T) {
	s := newSchool(t)
	s.put("win.csv", windowsFile)
	for _, size := range [][2]int{{80, 24}, {40, 10}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			term := s.console(func(env screen.Env) screen.Screen { return bulk.Open(env, "win.csv") }, size[0], size[1])
			term.WaitFor("› Template")
			term.Press("k", "k", "k", "k")
			seen := func(encoding, name string) {
				t.Helper()
				term.WaitUntil(encoding+" with "+name, func(view string) bool {
					return line(view, "› Encoding", "‹ "+encoding+" ›") != "" && line(view, " 5 ", name) != "" && counted2(view)
				})
			}
			seen("Windows-1252", "Zoë Müller")
			term.Press("right")
			seen("Mac Roman", "ZoÎ M¸ller")
			term.WaitFor("chosen by hand")
			term.Press("right")
			seen("Windows-1252", "Zoë Müller")
			term.Press("left")
			seen("Mac Roman", "ZoÎ M¸ller")
		})
	}
}

// counted2 reports whether two rows that add somebody are counted.
func counted2(view string) bool {
	flat := strings.Join(strings.Fields(view), " ")
	return strings.Contains(flat, "+add 2") || strings.Contains(flat, "! error 2 2 0 0 0 0 0 0")
}

func TestReading_WrongChoiceSaysWhyAndLeadsBack(t *testing.T) {
	s := newSchool(t)
	s.put("win.csv", windowsFile)
	h := play(t, bulk.Open(s.env, "win.csv"))
	h.press("k", "right")
	h.wants("› Header line ‹ 4 ›", "chosen by hand: line 3 looks more like the header", "! Line 4:", "Choose otherwise: ← →")
	if line(h.view(80, 21), "line", "3000001", "ana.bell") == "" {
		t.Errorf("the rows under that header are not in sight:\n%s", h.view(80, 21))
	}
	h.press("enter")
	h.wants("! Line 4:")
	h.press("left")
	h.wants("‹ 3 ›", "as found: it names each", "Mode        assign  proposed from the content")
	h.press("enter")
	h.wants("zoe.ek", "Save takes 2 rows")
}

// A file that was refused leads to the choice that reads it.
func TestReading_RefusedFileIsReadByAnotherChoice(t *testing.T) {
	s := newSchool(t)
	const people = "Asset Tag,Serial Number,User ID,Full Name,Position\n3000001,C02OAK000001,ana.bell,Ana B\xc3\xa9ll,student\n"
	s.put("mixed.csv", people+"3000002,C02OAK000002,zoe.ek,Zo\xeb Ek,student\n")
	s.put("head.csv", "School,Town,Year,Term,Page\nOak,Hill,2026,Fall,1\n"+people)
	for name, c := range map[string]struct{ refused, offered, option, read string }{
		"mixed.csv": {"the byte 0xEB here is not", "It can be read with the encoding Windows-1252 or Mac Roman", "Encoding", "Zoë Ek"},
		"head.csv":  {"no template has these columns", "It can be read with the header line 3", "Header line", "Ana Béll"},
	} {
		h := play(t, bulk.Open(s.env, name))
		h.wants("› "+c.option, c.refused, c.offered)
		for range 4 {
			if line(h.view(80, 21), c.read) != "" && line(h.view(80, 21), "held back") != "" {
				break
			}
			h.press("right")
		}
		h.wants("› "+c.option, c.read, "+ add", "Mode        assign  proposed from the content")
		if name == "mixed.csv" {
			h.press("right")
			h.wants("‹ Mac Roman ›", "ZoÎ Ek")
			h.press("right")
			h.wants("‹ none found ›", c.refused, c.offered)
			h.press("left", "left")
			h.wants("‹ Windows-1252 ›", c.read)
		}
		h.press("enter")
		h.wants("Save takes")
	}
}

// Decisions and mends stay with the rows that they were made on.
func TestReading_ChangedReadingBeginsANewReviewAndSaysSo(t *testing.T) {
	s := newSchool(t)
	s.put("win.csv", windowsFile)
	h := play(t, bulk.Open(s.env, "win.csv"))
	h.press("enter", "g", "n")
	h.press("esc", "k", "k", "k", "k", "right", "enter")
	if !strings.Contains(h.said, "A new review: the one begun on this file before reads it as it was found. It is kept.") {
		t.Errorf("it said %q", h.said)
	}
	h.wants("Save takes 2 rows")
	h.press("g", "j", "l")
	list, err := s.store.Reviews(s.env.Context, "ada")
	if err != nil || len(list) != 2 || list[0].Encoding != "Mac Roman" || list[1].Encoding != "" {
		t.Fatalf("open are %+v, %v", list, err)
	}
	again := play(t, bulk.Resume(s.env, list[0].ID))
	again.press("G")
	again.wants("1 undecided", "ZoÎ M¸ller")
	found := play(t, bulk.Resume(s.env, list[1].ID))
	found.wants("Save takes 1 row", "›")
	again.press("s", "y")
	again.wants("Saved 1 row as import")
	h = play(t, bulk.New(s.env))
	if view := h.view(120, 21); line(view, "continue", "win.csv") == "" || strings.Contains(view, "Mac Roman") {
		t.Errorf("the other review is not listed:\n%s", view)
	}
}

func TestReading_ReviewsOfOneFileAreToldApart(t *testing.T) {
	s := newSchool(t)
	s.put("win.csv", windowsFile)
	h := play(t, bulk.Open(s.env, "win.csv"))
	h.press("k", "k", "k", "k", "right", "enter")
	if view := play(t, bulk.New(s.env)).view(120, 37); line(view, "continue", "win.csv", "Mac Roman") == "" {
		t.Errorf("it is not told how the review reads the file:\n%s", view)
	}
}

// What others do elsewhere is no reason to disturb somebody.
func TestReview_R85_OnlyChangesThatTheRowsLeanOnAreTold(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "n")
	storetest.Edit(t, s.store, "zoe", "C02OAK000008", map[store.Field]string{store.FieldRoom: "9"})
	begun := store.Change{Record: store.KindChecklist, Key: "1", Fields: []store.FieldChange{
		{Field: store.FieldNumber, New: "1"},
		{Field: store.FieldProcedure, New: "removal"},
		{Field: store.FieldUserID, New: "eve.gray"},
		{Field: store.FieldSite, New: "ELM"},
		{Field: store.FieldState, New: "open"},
		{Field: store.FieldOwner, New: "zoe"},
	}}
	if _, err := s.store.Apply(s.env.Context, store.Act{Operator: "zoe", Kind: store.ActStep, Title: "begun"}, []store.Change{begun}); err != nil {
		t.Fatal(err)
	}
	h.send(screen.ChangedMsg{Latest: s.latest()})
	if view := h.view(80, 21); strings.Contains(view, "Records changed") {
		t.Errorf("it is told of what does not matter to the file:\n%s", view)
	}
	h.wants("Save takes 1 row")
	storetest.Edit(t, s.store, "zoe", "DMPOAK000001", map[store.Field]string{store.FieldUsername: "", store.FieldPosition: "", store.FieldFullName: ""})
	h.send(screen.ChangedMsg{Latest: s.latest()}) // line 4 leans on what Carl Dean holds
	h.wants("Records changed since", "r compares again")
}
