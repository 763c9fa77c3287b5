package trail_test

import (
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/tui/page"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

var at = time.Date(2026, 8, 24, 8, 0, 0, 0, time.UTC)

func given(id int64, to string) store.Entry {
	return store.Entry{
		ID: id, Act: 7, At: at, Operator: "h.brackenmere", Kind: store.ActImport, Title: "assign.csv: 3 rows",
		FileName: "assign.csv", Line: 12, Record: store.KindDevice, Key: "LKP6FMAT0T9L",
		Fields: []store.FieldChange{
			{Field: store.FieldUsername, Old: "LKP6FMAT0T9L", New: to}, {Field: store.FieldRoom, New: "Room 3"},
		},
	}
}

func drawn(entries []store.Entry, own store.Kind, width int) ([]page.Line, string) {
	lines := trail.Lines(theme.New(true, false), entries, own, time.UTC, width)
	text := make([]string, len(lines))
	for i, l := range lines {
		text[i] = l.Text
	}
	return lines, strings.Join(text, "\n")
}

func TestTrail_TellsWhoWhenFileAndLineNewestFirst(t *testing.T) {
	taken := given(2, "LKP6FMAT0T9L")
	taken.Fields, taken.FileName, taken.Line = taken.Fields[:1], "", 0
	taken.Title, taken.Fields[0].Old = "undo of 7", "ivy.coldmoor"
	first := given(1, "ivy.coldmoor")
	first.UndoneBy = 2
	lines, text := drawn([]store.Entry{first, taken}, store.KindDevice, 100)
	want := `2026-08-24 08:00  h.brackenmere  undo of 7  c2
  Username  ivy.coldmoor → LKP6FMAT0T9L
2026-08-24 08:00  h.brackenmere  assign.csv line 12  undone since  c1
  Username      LKP6FMAT0T9L → ivy.coldmoor
  Room          (empty)      → Room 3`
	if squeeze(text) != squeeze(want) {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	if lines[0].Open.Name != "act" || lines[0].Open.Arg != "7" {
		t.Errorf("enter opens %+v", lines[0].Open)
	}
}

func TestTrail_OfAPersonNamesTheDevice(t *testing.T) {
	_, text := drawn([]store.Entry{given(1, "ivy.coldmoor")}, store.KindUser, 100)
	if !strings.Contains(text, "device LKP6FMAT0T9L") || strings.Contains(text, "Room 3") {
		t.Errorf("got\n%s", text)
	}
}

func TestTrail_EditOfManyRecordsIsToldByItsTitleNotByItsSheet(t *testing.T) {
	e := given(3, "ivy.coldmoor")
	e.Kind, e.FileName, e.Title = store.ActEdit, "edit-of-12-devices.csv", "Room set to “3” on 12 devices"
	if got := trail.Source(&e); got != "Room set to “3” on 12 devices" {
		t.Errorf("told as %q", got)
	}
}

func TestTrail_OnANarrowPageNothingIsWiderThanIt(t *testing.T) {
	e := given(1, "ivy.coldmoor")
	e.FileName = strings.Repeat("a long name ", 6) + "\u202e.csv"
	_, text := drawn([]store.Entry{e}, store.KindDevice, 40)
	for _, l := range strings.Split(text, "\n") {
		if n := len([]rune(l)); n > 40 {
			t.Errorf("%d cells: %q", n, l)
		}
	}
	if strings.Contains(text, "\u202e") || !strings.Contains(squeeze(text), "‹U+202E›") {
		t.Errorf("the file name reaches the terminal as it is: %q", text)
	}
}

func TestTrail_WhatWasBroughtBackIsNotCalledUndone(t *testing.T) {
	first, undo, redo := given(1, "ivy.coldmoor"), given(2, "LKP6FMAT0T9L"), given(3, "ivy.coldmoor")
	undo.UndoneBy = 3 // so that the first stands again
	_, text := drawn([]store.Entry{first, undo, redo}, store.KindDevice, 100)
	if n := strings.Count(text, "undone since"); n != 1 || strings.Index(text, "undone since") > strings.Index(text, "c2") {
		t.Errorf("of three only the undo is undone:\n%s", text)
	}
}

func TestRecords_AreCountedOnceEach(t *testing.T) {
	changes := []store.Change{
		{Record: store.KindDevice, Key: "A"}, {Record: store.KindDevice, Key: "A"}, {Record: store.KindDevice, Key: "B"}, {Record: store.KindUser, Key: "a"},
	}
	if got := trail.Records(changes); got != "2 device records and 1 user record" {
		t.Errorf("got %q", got)
	}
}

// squeeze makes one space of many.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
