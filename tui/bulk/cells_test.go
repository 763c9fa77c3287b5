package bulk_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
)

// cellFile has a row that no rule can mend by itself (line 2), a person twice on one platform (lines 3 and 4), and a row
// that is short of cells (line 5).
const cellFile = header +
	"3000001,C02OAK00001X,MacBook Air,ana.bell,Ana Bell,,,student,101,\n" +
	"3000002,C02OAK000002,MacBook Air,ben.cole,Ben Cole,,,student,101,\n" +
	"3000003,C02OAK000003,MacBook Air,ben.cole,Ben Cole,,,student,101,\n" +
	"3000004,C02OAK000004,MacBook Air,di.east,Di East\n"

func TestCells_RowInErrorIsMendedByHandAndSaved(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	term := s.review("cells.csv", 80, 24)
	term.Press("g", "y")
	term.WaitFor("e mends it by hand")
	term.Press("e")
	term.WaitUntil("the cells, on the one that the note is about", func(screen string) bool {
		return line(screen, "› Serial Number", "C02OAK00001X") != "" && line(screen, "cell 2 of 10") != "" && line(screen, "R-17 · Serial Number") != ""
	})
	term.Press("enter")
	term.WaitUntil("what the file says beside what is typed", func(screen string) bool { return line(screen, "file: C02OAK00001X") != "" })
	term.Press("backspace", "backspace")
	term.Type("01")
	term.WaitFor("C02OAK000001")
	term.Press("enter")
	term.WaitUntil("the mended cell, with the rules run", func(screen string) bool {
		return line(screen, "› Serial Number", "C02OAK00001X → C02OAK000001") != "" && line(screen, "Line 2", "+ add") != "" && line(screen, "R-17") == ""
	})
	term.Press("esc")
	term.WaitUntil("the rows", func(screen string) bool {
		return line(screen, "› ", " 2 ", "+ add*") != "" && line(screen, "1 mended") != ""
	})
	term.Press("s")
	term.WaitFor("1 mend is part of it")
	term.Press("y")
	term.WaitFor("Saved 2 rows")
	if d := s.device("C02OAK000001"); d.Username != "ana.bell" {
		t.Errorf("the mended row is not saved: %+v", d)
	}
}

func TestCells_RulesHaveRunOnTheRowsThatItTouchesBeforeTheNextKey(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "g", "j")
	h.wants("R-16")
	h.press("e")
	h.wants("› User ID")
	h.press("e", "ctrl+u", "b", "o", "enter")
	h.wants("ben.cole → bo", "Line 3", "+ add")
	if got := line(h.view(80, 21), " 4 ", "+ add"); got == "" {
		t.Errorf("the other row of the same person is in error still:\n%s", h.view(80, 21))
	}
	h.press("m")
	h.wants("R-16", "› User ID")
	if got := s.openReview().Mends; len(got) != 0 {
		t.Errorf("put back, there is still kept %v", got)
	}
}

func TestCells_AreEmptiedPutBackAndLeftAlone(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "G", "k", "e", "g", "j", "j", "j", "j")
	h.wants("› Full Name")
	h.press("e", "ctrl+u", "enter")
	h.wants("Ben Cole → (empty)")
	if got := s.openReview().Mends; len(got) != 1 || got[0] != (store.Mend{Line: 4, Column: "Full Name"}) {
		t.Errorf("kept is %v", got)
	}
	h.press("e", "ctrl+z", "enter") // what the file says is no mend
	if got := s.openReview().Mends; len(got) != 0 || !strings.Contains(h.said, "as in the file again") {
		t.Errorf("kept is %v, it said %q", got, h.said)
	}
	h.press("e", "x", "esc")
	h.press("e", "enter")
	if got := s.openReview().Mends; len(got) != 0 {
		t.Errorf("left alone, there is kept %v", got)
	}
}

// A row that is shorter than the header has cells to mend all the same.
func TestCells_OfAShortRowAreMended(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "G", "e", "G", "k", "k")
	h.wants("› Position")
	h.press("enter", "s", "t", "a", "f", "f", "enter")
	h.wants("› Position      (empty) → staff", "Save takes 1 row")
	h.press("m")
	h.wants("› Position")
}

func TestCells_WhatIsBeingTypedIsFoundAgainInTheReview(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "g", "e", "enter", "backspace", "7")
	again := play(t, bulk.Resume(s.env, s.openReview().ID)) // the line is lost here
	again.wants("› Serial Number", "C02OAK000017", "file: C02OAK00001X")
	if !strings.Contains(again.said, "Found again: what you were typing in line 2, Serial Number") || !again.screen.Typing() {
		t.Errorf("it said %q", again.said)
	}
	again.press("esc", "esc")
	once := play(t, bulk.Resume(s.env, s.openReview().ID))
	if once.screen.Typing() {
		t.Error("what was given up is found again")
	}
	once.press("g", "e", "enter", "backspace", "backspace", "0", "1", "enter")
	if last := play(t, bulk.Resume(s.env, s.openReview().ID)); last.screen.Typing() || !strings.Contains(last.view(80, 21), "1 mended") {
		t.Errorf("what was taken is found again as if it were still being typed:\n%s", last.view(80, 21))
	}
}

func TestCells_HostileTextIsShownAsMarks(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", header+"3000001,C02OAK000001,"+hostile+",ana.bell,"+hostile+",,,student,"+hostile+",\n")
	for _, size := range sizes {
		h := play(t, bulk.Open(s.env, "cells.csv"))
		h.press("enter", "g", "e", "g")
		for range 10 {
			h.press("enter")
			view := h.screen.View(size[0], size[1]-3)
			h.press("esc", "j")
			for _, bad := range []string{"\x1b[2J", "\u202e", "\u200b", "\x07"} {
				if strings.Contains(view+h.screen.View(size[0], size[1]-3), bad) {
					t.Fatalf("%q is let through at %v", bad, size)
				}
			}
		}
	}
}

func TestGolden_CellsOfARowInError(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "g", "e")
	goldens(t, h)
}

func TestGolden_CellBeingTyped(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "g", "e", "enter", "backspace")
	goldens(t, h)
}

func TestGolden_CellMended(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "g", "e", "enter", "backspace", "backspace", "0", "1", "enter")
	goldens(t, h)
}

// A value that nobody could foresee has the file compared again; keys pressed meanwhile are not lost.
func TestCells_KeysPressedWhileItIsComparedAgainAreTakenAfterwards(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	for i := range 40 { // enough that the records are not read whole
		storetest.MustDevice(t, s.store, store.Device{Serial: fmt.Sprintf("FILLER%06d", i), AssetTag: fmt.Sprint(310_0000 + i), Site: "OAK", Platform: store.PlatformMacOS})
	}
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "G", "k", "e", "g", "j", "e")
	h.keep, h.kept = true, nil
	h.press("ctrl+u", "F", "I", "L", "L", "E", "R", "0", "0", "0", "0", "0", "7", "enter", "esc", "g")
	h.wants("Comparing with the records")
	h.keep = false
	for _, cmd := range h.kept {
		h.run(cmd)
	}
	if view := h.view(80, 21); line(view, "›    2  ! error") == "" || strings.Contains(view, "cell 2 of") || line(view, "1 mended") == "" {
		t.Errorf("esc and g, pressed while it was compared again, are lost:\n%s", view)
	}
	if !strings.Contains(h.said, "Line 4, Serial Number: mended.") {
		t.Errorf("it said %q", h.said)
	}
}

func TestCells_ThrownAwayWithTheReviewLeavesNothingTyped(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "g", "e", "enter", "7")
	if all, err := s.store.Drafts(s.env.Context, "ada"); err != nil || len(all) != 1 {
		t.Fatalf("%d drafts, %v", len(all), err)
	}
	if err := s.store.DiscardReview(s.env.Context, s.openReview().ID, "ada"); err != nil {
		t.Fatal(err)
	}
	if all, err := s.store.Drafts(s.env.Context, "ada"); err != nil || len(all) != 0 {
		t.Errorf("what was typed is still kept: %v, %v", all, err)
	}
}

// what a note calls the file's is the file's; what a mend put in its place stands apart.
func TestCells_R82_NoteOnAMendedCellShowsWhatTheFileSays(t *testing.T) {
	s := newSchool(t)
	s.put("cells.csv", cellFile)
	h := play(t, bulk.Open(s.env, "cells.csv"))
	h.press("enter", "g", "e", "e", "backspace", "enter", "esc") // C02OAK00001 is wrong, too
	h.press("enter")
	view := h.view(80, 40)
	if line(view, "  file: C02OAK00001X") == "" || line(view, "  mended: C02OAK00001") == "" {
		t.Errorf("the note shows:\n%s", view)
	}
}

func TestCells_OnlyMendsOfRowsThatAreSavedArePartOfTheSave(t *testing.T) {
	s := newSchool(t)
	s.put("sick.csv", sickFile)
	h := play(t, bulk.Open(s.env, "sick.csv"))
	h.press("enter", "g", "m", "j", "m", "g", "n", "s") // lines 2 and 3 are mended, and 2 is left out
	h.wants("1 mend is part of it.")
}
