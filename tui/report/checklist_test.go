package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"homeroom/importer/sheet"
	"homeroom/store/procedure"
	"homeroom/tui/report"
)

// removed is the page of a removal with two devices.
func removed() procedure.Record {
	page := procedure.Record{
		Title: "Removal of Ivy Coldmoor (ivy.coldmoor)",
		Facts: []procedure.Labelled{{Label: "Checklist", Value: "7"}, {Label: "State", Value: "done"}},
	}
	for i := range 13 {
		page.Steps = append(page.Steps, procedure.RecordStep{
			Number: i/2 + 1, Title: "Write the serial number into the Username", Device: fmt.Sprint("iPad mini 510000", i%2),
			State: procedure.StateDone, By: "t.ostermoor", At: "2026-11-20 10:32Z",
		})
	}
	page.Steps[2].Note = "=erased at the desk"
	page.Steps[4] = procedure.RecordStep{Number: 3, Title: "Leave the scopes", State: procedure.StateSkipped, Note: "the site uses none"}
	return page
}

func TestChecklist_IsOnePageWithWhoAndWhen(t *testing.T) {
	r := report.Checklist(removed())
	r.Sign("h.brackenmere", day("2026-11-22"))
	var out bytes.Buffer
	if err := report.Write(&out, "txt", r); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Removal of Ivy Coldmoor (ivy.coldmoor)\n====", "Checklist    7\n",
		"  1. Write the serial number into the Username (iPad mini 5100000)\n      done by t.ostermoor, 2026-11-20 10:32Z\n",
		"2026-11-20 10:32Z; =erased at the desk\n", "  3. Leave the scopes\n      skipped; the site uses none\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the page lacks %q:\n%s", want, out.String())
		}
	}
	if lines := strings.Count(out.String(), "\n"); lines > 60 {
		t.Errorf("the page has %d lines", lines)
	}
}

func TestChecklist_EveryStepIsARowOfTheTable(t *testing.T) {
	for _, format := range []string{"csv", "xlsx"} {
		var out bytes.Buffer
		if err := report.Write(&out, format, report.Checklist(removed())); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), ",=erased") {
			t.Errorf("%s has a cell that a spreadsheet runs", format)
		}
		table, err := sheet.Read("page."+format, out.Bytes(), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(table.Records) != 13 || table.Header[4] != "By" || table.Records[0].Cells[4] != "t.ostermoor" || table.Records[4].Cells[3] != "skipped" {
			t.Errorf("%s reads back as %q %v", format, table.Header, table.Records)
		}
	}
}

func TestChecklist_WhatNobodyPressedSaysWhatWasSeenOrWhyNot(t *testing.T) {
	page := procedure.Record{Title: "End of year at OAK", Steps: []procedure.RecordStep{
		{Number: 1, Title: "Preview the file", State: procedure.StateDone, Why: "seen: import 12 was saved by t.ostermoor"},
		{Number: 2, Title: "Take it back", State: procedure.StateSkipped, Why: "skipped: nobody else holds it", Note: "looked twice"},
		{Number: 3, Title: "Save", State: procedure.StateMissed, Why: "not done"},
	}}
	for format, wants := range map[string][]string{
		"txt": {"seen: import 12 was saved by t.ostermoor\n", "skipped: nobody else holds it; looked twice\n", "  3. Save\n      not done\n"},
		"csv": {"done,,,seen: import 12 was saved by t.ostermoor", "skipped,,,skipped: nobody else holds it; looked twice", "3,Save,,not done,,,"},
	} {
		var out bytes.Buffer
		if err := report.Write(&out, format, report.Checklist(page)); err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s lacks %q:\n%s", format, want, out.String())
			}
		}
	}
}
