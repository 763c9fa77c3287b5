package bulk_test

import (
	"bytes"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/tui/bulk"
)

// sickFile has rows that a spreadsheet damaged: line 2 and 4 by a .0, line 3 by an apostrophe, line 5 by O for 0.
const sickFile = header +
	"3000001.0,C02OAK000001,MacBook Air,ana.bell,Ana Bell,,,student,101,\n" +
	"3000002,\"'C02OAK000002\",MacBook Air,ben.cole,Ben Cole,,,student,101,\n" +
	"3000003.0,C02OAK000003,MacBook Air,cy.dunn,Cy Dunn,,,student,102,\n" +
	"3000004,C02OAKOOOOO4,MacBook Air,di.east,Di East,,,student,102,\n" +
	"3000005,C02OAK000005,MacBook Air,ed.foss,Ed Foss,,,student,102,\n"

func TestMend_R08_IsProposedTakenPutBackAndSavedByKeys(t *testing.T) {
	s := newSchool(t)
	s.put("sick.csv", sickFile)
	term := s.review("sick.csv", 80, 24)
	term.Press("g")
	term.WaitUntil("line 2 with what is proposed", func(screen string) bool {
		return line(screen, "›", " 2 ", "! error") != "" && line(screen, "Proposed: m mends") != "" && line(screen, "4 mends proposed") != ""
	})
	term.WaitUntil("old and new", func(screen string) bool {
		return line(screen, "3000001.0 →") != "" || line(screen, "→ 3000001") != ""
	})
	term.Press("m")
	term.WaitUntil("the row is mended", func(screen string) bool {
		return line(screen, "›", " 2 ", "+ add*") != "" && line(screen, "Mended: m puts back") != "" && line(screen, "1 mended") != ""
	})
	term.Press("m")
	term.WaitUntil("what the file says is put back", func(screen string) bool {
		return line(screen, "›", " 2 ", "! error") != "" && line(screen, "4 mends proposed") != "" && line(screen, "1 mended") == ""
	})
	term.Press("M")
	term.WaitFor("a .0 at the end: 2 mends (lines 2, 4)")
	term.Press("enter")
	term.WaitGone("2 mends (lines 2, 4)")
	if screen := term.Screen(); line(screen, "mended") != "" {
		t.Fatalf("the default answer is not No:\n%s", screen)
	}
	term.Press("M", "y")
	term.WaitFor("2 mended")
	term.Press("F")
	term.WaitFor("Shown: only mends")
	if screen := term.Screen(); line(screen, " 6 ", "add") != "" {
		t.Fatalf("a row without a mend is shown:\n%s", screen)
	}
	term.Press("F")
	term.WaitGone("Shown: only")
	term.Press("g", "j", "m")
	term.WaitFor("3 mended")
	term.Press("s")
	term.WaitFor("4 rows at site OAK will be saved")
	term.Type("4")
	term.Press("enter")
	term.WaitFor("Saved 4 rows as import")
	term.WaitFor("3 mends")
	for serial, tag := range map[string]string{"C02OAK000001": "3000001", "C02OAK000002": "3000002", "C02OAK000003": "3000003"} {
		if d := s.device(serial); d.AssetTag != tag || !d.Held() {
			t.Errorf("%s is %+v", serial, d)
		}
	}
	kept, err := s.store.ImportFile(s.env.Context, s.lastImport())
	if err != nil || !bytes.Equal(kept, []byte(sickFile)) {
		t.Errorf("the kept file is not the one that came: %q, %v", kept, err)
	}
}

// lastImport is the number of the newest save.
func (s *school) lastImport() int64 {
	s.t.Helper()
	acts, err := s.store.Acts(s.env.Context, 1)
	if err != nil || len(acts) != 1 {
		s.t.Fatalf("%d acts (%v)", len(acts), err)
	}
	return acts[0].ID
}

// openReview is the only open review of the operator.
func (s *school) openReview() store.Review {
	s.t.Helper()
	list, err := s.store.Reviews(s.env.Context, "ada")
	if err != nil || len(list) != 1 {
		s.t.Fatalf("%d open reviews (%v)", len(list), err)
	}
	r, _, _, err := s.store.Review(s.env.Context, list[0].ID)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// A mend is kept at once, like a decision: the line may be cut, or the program killed.
func TestMend_IsFoundAgainWithTheDecisionsAndAfterAComparison(t *testing.T) {
	s := newSchool(t)
	s.put("sick.csv", sickFile)
	h := play(t, bulk.Open(s.env, "sick.csv"))
	h.press("enter", "g", "m", "n", "G", "l")
	if got := s.openReview().Mends; len(got) != 1 || got[0] != (store.Mend{Line: 2, Column: "Asset Tag", Value: "3000001"}) {
		t.Fatalf("kept are %v", got)
	}
	for name, again := range map[string]*hand{
		"continued":    play(t, bulk.Resume(s.env, s.openReview().ID)),
		"opened again": play(t, bulk.Open(s.env, "sick.csv")),
		"compared":     h,
	} {
		switch name {
		case "opened again":
			again.press("enter")
		case "compared":
			again.press("r")
		}
		again.press("g")
		again.wants("1 mended", "Mended: m puts back", "1 undecided")
		if got := line(again.view(80, 21), "›", " 2 ", "+ add*"); !strings.Contains(got, "·") {
			t.Errorf("%s: line 2 is %q", name, got)
		}
	}
	h.press("m")
	if got := s.openReview().Mends; len(got) != 0 {
		t.Errorf("put back, there is still kept %v", got)
	}
}

// What is mended in one window is taken over by the other before anything is saved.
func TestMend_InAnotherWindowIsTakenOver(t *testing.T) {
	s := newSchool(t)
	s.put("sick.csv", sickFile)
	one, two := play(t, bulk.Open(s.env, "sick.csv")), play(t, bulk.Open(s.env, "sick.csv"))
	one.press("enter", "G")
	two.press("enter", "g", "m")
	one.press("y")
	one.wants("1 row was decided on in another window (line 2).", "1 mended", "Save takes 2 rows")
	two.press("m")
	one.press("s")
	one.wants("decided on in another window (line 2)", "1 row at site OAK will be saved")
}

func TestMend_KeySaysWhyItCannotWork(t *testing.T) {
	s := newSchool(t)
	s.put("sick.csv", sickFile)
	h := play(t, bulk.Open(s.env, "sick.csv"))
	h.press("enter", "G", "m")
	if !strings.Contains(h.said, "No mend is proposed for this row") {
		t.Errorf("it said %q", h.said)
	}
	h.press("g", "y")
	if !strings.Contains(h.said, "m takes the mend that is proposed") {
		t.Errorf("it said %q", h.said)
	}
}

// Whole columns in each other's place are asked about, both ways.
func TestMend_R08_WholeColumnsChangePlacesAfterAQuestion(t *testing.T) {
	s := newSchool(t)
	s.put("swapped.csv", "Asset Tag,Serial Number,User ID,Full Name,Position\n"+
		"C02OAK000001,3000001,ana.bell,Ana Bell,student\nC02OAK000002,3000002,ben.cole,Ben Cole,student\n"+
		"3000003,C02OAK000003,cy.dunn,Cy Dunn,student\n")
	h := play(t, bulk.Open(s.env, "swapped.csv"))
	h.press("enter", "g", "m")
	h.wants("The columns Serial Number and Asset Tag change places in all 3")
	h.press("n")
	h.wants("Save takes 1 row")
	h.press("m", "y")
	h.wants("Save takes 2 rows")
	again := play(t, bulk.Resume(s.env, s.openReview().ID))
	again.wants("Save takes 2 rows")
	again.press("g", "m", "y")
	again.wants("Save takes 1 row")
}

// What a file says reaches the screen as marks, also in what is proposed.
func TestMend_HostileValuesAreShownAsMarks(t *testing.T) {
	s := newSchool(t)
	s.put("sick.csv", header+"3000001,C02OAK\u200b000001,MacBook Air,ana.bell,Ana\u202e B\u00a0ell,,,student,101,\n3000002,C02OAK000002,MacBook Air,ben.cole,Ben Cole,,,student,101,\n")
	h := play(t, bulk.Open(s.env, "sick.csv"))
	h.press("enter", "g")
	h.wants("Proposed: m mends", "U+200B")
	h.press("M")
	h.press("y", "m")
	for _, r := range h.view(80, 21) + h.view(40, 7) + h.said {
		if r == '\u200b' || r == '\u202e' || r < ' ' && r != '\n' {
			t.Fatalf("%U is on the screen", r)
		}
	}
}
