package checklist_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store/procedure"
	"homeroom/tui"
	"homeroom/tui/checklist"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// written walks an end of year to the template's step and writes the file by its link.
func written(t *testing.T, env screen.Env, name string) (*tuitest.Term, string) {
	t.Helper()
	n := begun(t, env, procedure.Request{Procedure: "end-of-year", Site: "LARK"}).Checklist.Number
	term := walking(t, env, n, 80, 24)
	doUntil(t, env, term, n, "template")
	term.WaitFor("l write the file")
	term.Press("l")
	term.WaitFor("Write to: revoke-lark.xlsx")
	retype(term, name)
	term.WaitFor("Wrote " + name + " in the inbox: step 2 is done.")
	return term, n
}

func retype(term *tuitest.Term, name string) {
	term.Press("ctrl+u")
	term.WaitGone(".xlsx\n")
	term.Type(name)
	term.WaitFor("Write to: " + name)
	term.Press("enter")
}

func TestStep_WritingTheFileIsDoingIt(t *testing.T) {
	env := school(t)
	term, n := written(t, env, "leavers.csv")
	term.WaitFor("step 3 of 6")
	w := now(t, env, n)
	if s := w.Stage("template"); s.Done == nil || s.Done.Operator != env.Operator || s.Done.Note != "wrote leavers.csv into the inbox" {
		t.Errorf("the step: %+v", s)
	}
	data, err := os.ReadFile(filepath.Join(env.Inbox, "leavers.csv"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := importer.Preview(env.Context, env.Store, importer.Request{
		Name: "leavers.csv", Data: data, Template: "mlti", Mode: template.ModeRevoke, Site: "LARK", Operator: env.Operator,
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := len(w.Stage("template").Link.Devices); len(p.Rows) == 0 || len(p.Rows) != want {
		t.Errorf("%d rows, want one for each of %d devices", len(p.Rows), want)
	}
	for _, r := range p.Rows {
		if r.Status != importer.StatusRevoke {
			t.Errorf("line %d is %s: %+v", r.Line, r.Status, r.Notes)
		}
	}
}

func TestStep_TheFileThatWasWrittenIsOpenedInBulk(t *testing.T) {
	env := school(t)
	term, n := written(t, env, "leavers.csv")
	term.WaitFor("l open the file")
	term.Press("l")
	term.WaitFor("Homeroom  Bulk · leavers.csv")
	term.WaitFor("proposed from the content") // it was read: no picker
	again := walking(t, env, n, 80, 24)
	again.WaitFor("l open the file")
	if err := os.Remove(filepath.Join(env.Inbox, "leavers.csv")); err != nil {
		t.Fatal(err)
	}
	again.Press("l")
	again.WaitFor("Nothing to pick here") // it is gone: the picker
}

func TestStep_AnEarlierOneIsChosenWithTheArrowsAndItsLinkOpened(t *testing.T) {
	env := school(t)
	term, n := written(t, env, "leavers.csv")
	term.WaitFor("┃ 3  Check the Delete column")
	if err := os.WriteFile(filepath.Join(env.Inbox, "revoke-lark.xlsx"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	term.Press("r")
	term.WaitGone("Wrote leavers.csv")
	term.Press("up")
	term.WaitFor("› 2  Write the template")
	term.WaitFor("l write the file   ⏎ back to step 3")
	term.Press("l")
	term.WaitFor("Write to: revoke-lark-2.xlsx") // the first name is taken by now
	retype(term, "leavers.csv")
	term.WaitFor("it is there already") // and nothing is written over it
	retype(term, "again.csv")
	term.WaitFor("Wrote again.csv in the inbox.")
	w := now(t, env, n)
	if s := w.Now(); s.Key != "delete-column" {
		t.Errorf("the step to do is %s", s.Key)
	}
	term.Press("up", "up")
	term.WaitFor("› 1  Mark who leaves")
	term.WaitFor("l open the list   ⏎ back to step 3")
	term.WaitFor("⏎ back to step 3")
	term.Press("enter") // it is not in sight: nothing is asked
	term.WaitFor("l open the file   ⏎ confirm")
	term.Press("l")
	term.WaitFor("again.csv") // the newest
}

func TestLine_WhatWasTypedSurvivesALostLine(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	term := walking(t, env, n, 80, 24)
	term.WaitFor("⏎ confirm")
	term.Press("o")
	term.WaitFor("Note:")
	term.Type("the lid is cracked")
	term.WaitFor("Note: the lid is cracked")
	waitDraft(t, env.Store, env.Operator, n+" note", "the lid is cracked")
	again := walking(t, env, n, 80, 24) // as after another login
	again.WaitFor("Found again what you were typing: o goes on with the note.")
	again.Press("o")
	again.WaitFor("Note: the lid is cracked")
	again.Press("enter")
	again.WaitFor("The note is kept at step 1 (MacBook Air 13\" 3451499).")
	again.WaitFor("the lid is cracked")
	waitDraft(t, env.Store, env.Operator, n+" note", "")
	again.Press("H")
	again.WaitFor("Hand over to:")
	again.Type("t.ostermoor")
	again.WaitFor("Hand over to: t.ostermoor")
	again.Press("enter")
	again.Type("on Monday")
	again.WaitFor("Note to them: on Monday")
	waitDraft(t, env.Store, env.Operator, n+" hand-over", "on Monday")
	third := walking(t, env, n, 80, 24)
	third.WaitFor("H with the hand-over")
	third.Press("H")
	third.WaitFor("Hand over to: t.ostermoor")
	third.WaitFor("Note to them: on Monday")
	third.Press("esc") // nobody wants it any more
	waitDraft(t, env.Store, env.Operator, n+" hand-over", "")
}

func TestStep_WhoWasQuickerIsToldUntilTheNextKey(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	mine := walking(t, env, n, 80, 24)
	mine.Press("enter")
	mine.WaitFor("Do this step?")
	stepUntil(t, other(env), n, "clear-username")
	mine.WaitFor("k.alder did this meanwhile")
	if n := strings.Count(mine.Screen(), "k.alder did this"); n != 1 {
		t.Errorf("told %d times:\n%s", n, mine.Screen())
	}
	mine.Press("home")
	mine.WaitGone("k.alder did this")
}

func TestEnded_WhatNobodyPressedSaysWhatWasSeenOrThatItWasNotDone(t *testing.T) {
	env := school(t)
	n := begun(t, env, procedure.Request{Procedure: "replacement", Devices: []string{held, spare}}).Checklist.Number
	stepUntil(t, env, n, "end")
	term := walking(t, env, n, 80, 24)
	term.WaitFor("skipped: nobody else holds")
	term.WaitFor("It is done: every step, by whom and when, stands above.")
	gone := removal(t, env)
	term = walking(t, env, gone, 80, 24)
	term.WaitFor("⏎ confirm")
	term.Press("x")
	term.WaitFor("Abandon this checklist?")
	term.Press("l")
	term.WaitFor("It was abandoned by h.brackenmere")
	term.WaitFor("not done")
	if got := term.Screen(); strings.Contains(got, "skipped") || strings.Contains(got, "missed") {
		t.Errorf("a step that was not reached is told as something else:\n%s", got)
	}
}

func TestStep_AFileOpenedInBulkIsSeenOnTheWayBack(t *testing.T) {
	env := school(t)
	revokeLeavers(t, env, "LARK")
	n := begun(t, env, procedure.Request{Procedure: "start-of-year", Site: "LARK"}).Checklist.Number
	list := checklist.New(env)
	term := tuitest.Start(t, tui.New(district.Session(env), list, checklist.Open(env, n)), 80, 24)
	term.WaitFor("step 2 of 7")
	term.Press("l")
	term.WaitFor("Write to: assign-lark.xlsx")
	retype(term, "new.csv")
	term.WaitFor("step 2 is done")
	term.WaitFor("step 3 of 7")
	filled := "Asset Tag,Serial Number,Device Type,User ID,Full Name,Email Address,Phone Number,Position,Room,Delete\n" +
		"2261168,LKM3ZH21YJ,,new.person,New Person,,,teacher,,\n"
	if err := os.WriteFile(filepath.Join(env.Inbox, "new.csv"), []byte(filled), 0o600); err != nil {
		t.Fatal(err)
	}
	term.Press("enter")
	term.WaitFor("Is it so?")
	term.Press("y")
	term.WaitFor("step 4 of 7")
	term.WaitFor("⏎ open the file")
	term.Press("enter")
	term.WaitFor("proposed from the content")
	term.Press("enter")
	term.WaitFor("Save takes")
	term.Press("esc", "esc", "esc") // back to where the checklist lies
	term.WaitFor("step 5 of 7")     // no record was changed by looking at it
	term.WaitFor("Seen to be done: step 4, preview the file.")
}
