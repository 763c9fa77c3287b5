package checklist_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/checklist"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// What else can be done with a checklist stands in the footer, whatever the step has besides.
func TestWalk_AbandonAndHandOverAreInTheFooterAtEightyColumns(t *testing.T) {
	env := school(t)
	devices := removal(t, env) // another device can come first
	links := begun(t, env, procedure.Request{Procedure: "adding", UserID: "new.person", Devices: []string{spare}}).Checklist.Number
	for number, beside := range map[string]string{devices: "tab device", links: "l write the file"} {
		term := walking(t, env, number, 80, 24)
		term.WaitFor(beside)
		for _, want := range []string{"s leave", "H hand over", "x abandon", "? help"} {
			if last := footer(term); !strings.Contains(last, want) {
				t.Errorf("the footer lacks %q: %s", want, last)
			}
		}
	}
}

func footer(term *tuitest.Term) string {
	lines := strings.Split(strings.TrimRight(term.Screen(), "\n"), "\n")
	return lines[len(lines)-1]
}

func TestStart_R01_APickerSaysWhatIsNoUserID(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, tui.New(district.Session(env), checklist.New(env), checklist.Start(district.Session(env), "adding device "+spare)), 80, 24)
	term.WaitFor(`Adding: MacBook Air 11" 2261168`)
	term.WaitFor("1 of 428")
	term.Type("z-new")
	term.WaitFor("! A User ID has letters, digits and . @ _ only")
	if strings.Contains(term.Screen(), "goes on with a new person") {
		t.Errorf("it offers what is refused:\n%s", term.Screen())
	}
	term.Press("enter")
	term.WaitFor("This cannot be chosen: a User ID has letters, digits and . @ _ only")
	term.Press("ctrl+u")
	term.Type("z_new")
	term.WaitFor("⏎ goes on with a new person of this User ID")
}

func TestReplacement_TheHeadingNamesThePersonAtEightyColumns(t *testing.T) {
	env := school(t)
	n := begun(t, env, procedure.Request{Procedure: "replacement", Devices: []string{mac, spare}}).Checklist.Number
	term := walking(t, env, n, 80, 24)
	term.WaitFor("step 1 of")
	head, _, _ := strings.Cut(term.Screen(), "Checklist "+n+", begun")
	for _, want := range []string{"3451499", "2261168", "Anouk Ivermere"} {
		if !strings.Contains(head, want) {
			t.Errorf("the heading lacks %s:\n%s", want, head)
		}
	}
}

// What could be put back is called as the steps call it.
func TestAbandon_CallsADeviceAsTheStepsDo(t *testing.T) {
	env := school(t)
	n := begun(t, env, procedure.Request{Procedure: "replacement", Devices: []string{mac, spare}}).Checklist.Number
	term := walking(t, env, n, 80, 40)
	w := now(t, env, n)
	for len(w.Now().Changes) == 0 { // to the step that saves both records
		do(t, env, term, n)
		w = now(t, env, n)
	}
	do(t, env, term, n)
	term.Press("x")
	term.WaitFor("Abandon this checklist?")
	term.Press("end")
	for _, want := range []string{`MacBook Air 13" 3451499`, `MacBook Air 11" 2261168`} {
		term.WaitFor(want)
	}
	if strings.Contains(term.Screen(), "device LKM") {
		t.Errorf("a serial number where all else says a name:\n%s", term.Screen())
	}
}

// What was said under a question goes with the question.
func TestAsk_WhatWasSaidUnderItGoesWhenItIsClosed(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	term := walking(t, env, n, 40, 10)
	term.WaitFor("⏎ do this step")
	term.Press("enter", "y")
	term.WaitFor("Read the rest first (↓).")
	stepUntil(t, other(env), n, "clear-position "+ipad)
	tellChanged(t, env, term)
	term.WaitFor("k.alder did this meanwhile")
	if strings.Contains(term.Screen(), "Read the rest first") {
		t.Errorf("there is no rest to read:\n%s", term.Screen())
	}
}

func TestEnded_R33_AnAbandonedOneSaysOfEachStepWhatBecameOfItsRecords(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-username")
	storetest.Edit(t, env.Store, "k.alder", mac, map[store.Field]string{store.FieldPosition: "staff"})
	w := now(t, env, n)
	undo, err := procedure.PlanAbandon(env.Context, env.Store, env.Operator, &w)
	if err == nil {
		_, err = procedure.Abandon(env.Context, env.Store, env.Operator, &w, &undo)
	}
	if err != nil {
		t.Fatal(err)
	}
	term := walking(t, env, n, 80, 40)
	term.WaitFor("It was abandoned by h.brackenmere")
	for _, want := range []string{"put back by h.brackenmere at", "left as it is:"} {
		if !strings.Contains(term.Screen(), want) {
			t.Errorf("it does not say %q:\n%s", want, term.Screen())
		}
	}
}

func TestStep_DoneAgainTellsTheTimesBeforeWithTheirNotes(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	noted(t, env, n, "first time")
	storetest.Edit(t, env.Store, "k.alder", mac, map[store.Field]string{store.FieldPosition: "staff"})
	noted(t, env, n, "second time")
	term := walking(t, env, n, 80, 40)
	term.WaitFor("“second time”")
	term.WaitFor("by h.brackenmere; “first time”")
}

// noted does the step to do now with a note.
func noted(t *testing.T, env screen.Env, number, note string) {
	t.Helper()
	w := now(t, env, number)
	if _, err := procedure.Do(env.Context, env.Store, env.Operator, &w, w.Now().Key, procedure.Answer{Note: note}); err != nil {
		t.Fatal(err)
	}
}
