package report_test

import (
	"testing"

	"homeroom/store"
	"homeroom/tui/report"
)

func TestStepFirst_TellsWhatWasDoneBeforeWhatItWasDoneTo(t *testing.T) {
	for title, want := range map[string]string{
		"Adding z.newby to iPad mini 5072344, step 2: set the Username":   "Step 2, set the Username · Adding z.newby to iPad mini 5072344",
		"Removal of ada.byrne, step 3: clear the Position (iPad 5072344)": "Step 3, clear the Position (iPad 5072344) · Removal of ada.byrne",
		"Removal of ada.byrne, note":                                      "Note · Removal of ada.byrne",
		"Removal of ada.byrne, abandoned":                                 "Abandoned · Removal of ada.byrne",
		"Removal of ada.byrne, abandoned, records put back":               "Abandoned, records put back · Removal of ada.byrne",
		"Removal begun: Removal of ada.byrne":                             "Removal begun: Removal of ada.byrne",
	} {
		if got := report.StepFirst(store.ActStep, title); got != want {
			t.Errorf("%q is told as %q, want %q", title, got, want)
		}
	}
	if title := "a list, note of May.csv: 3 rows"; report.StepFirst(store.ActImport, title) != title {
		t.Error("the title of an import was turned round")
	}
}

func TestPlain_NamesStepAndProcedureAsThePeopleWhoWalkThem(t *testing.T) {
	fields := []store.FieldChange{
		{Field: store.FieldProcedure, New: "start-of-year"},
		{Field: store.FieldStep, Old: "", New: "position"},
		{Field: store.FieldNote, Old: "username:", New: "username: please"},
		{Field: store.FieldPassed, New: "x"},
	}
	want := [][2]string{{"", "Start of year"}, {"", "Set the Position"}, {"", "please"}}
	got := report.Plain(store.KindChecklist, fields)
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i, f := range got {
		if f.Old != want[i][0] || f.New != want[i][1] {
			t.Errorf("%s is told as %q → %q", f.Field, f.Old, f.New)
		}
	}
}
