package checklist_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/checklist"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
	"homeroom/tui/user"
)

func TestStep_EnterShowsThenDoesAndIsNeverTheKeyThatConfirms(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	term := walking(t, env, n, 80, 24)
	term.WaitFor("Position   teacher        → (empty)")
	term.Press("enter", "enter") // No is the default
	term.WaitFor("⏎ do this step")
	term.Press("y") // nothing was asked
	term.Press("enter")
	term.WaitFor("Do this step?")
	if d, _ := env.Store.Device(env.Context, mac); d.Position != "teacher" {
		t.Fatalf("it was done unasked: %+v", d)
	}
	term.Press("y")
	term.WaitFor("Done: step 3, clear the Position")
	if d, _ := env.Store.Device(env.Context, mac); d.Position != "" {
		t.Errorf("it was not done: %+v", d)
	}
}

func TestStep_R32_APlanThatMovedUnderTheQuestionIsNotConfirmed(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	term := walking(t, env, n, 80, 24)
	term.Press("enter")
	term.WaitFor("Do this step?")
	storetest.Edit(t, env.Store, "k.alder", mac, map[store.Field]string{store.FieldPosition: "staff"})
	tellChanged(t, env, term)
	term.WaitFor("This has changed meanwhile: look at the step again.")
	term.WaitFor(`has Position "staff" instead of "teacher"`)
	term.Press("y") // on its way when the question went
	term.Press("enter")
	term.WaitFor("Do this step?")
	if d, _ := env.Store.Device(env.Context, mac); d.Position != "staff" {
		t.Errorf("something was done that was not in sight: %+v", d)
	}
}

func TestStep_TwoConsolesPressTheSameOne(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	mine, theirs := walking(t, env, n, 80, 24), walking(t, other(env), n, 80, 24)
	for _, term := range []*tuitest.Term{mine, theirs} {
		term.Press("enter")
		term.WaitFor("Do this step?")
	}
	theirs.Press("y")
	theirs.WaitFor("Done: step 3")
	mine.Press("y")
	mine.WaitFor("This step was done by k.alder at")
	mine.WaitFor("┃ 3  Clear the Position · iPad mini 5072344") // what comes next
	steps := 0
	_, entries, err := env.Store.Checklist(env.Context, n)
	for _, e := range entries {
		for _, f := range e.Fields {
			if f.Field == store.FieldNote && strings.HasPrefix(f.New, "clear-position "+mac) {
				steps++
			}
		}
	}
	if err != nil || steps != 1 {
		t.Errorf("%d transitions (%v), want one", steps, err)
	}
}

func TestStep_AnotherConsolesStepShowsByItself(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	term := walking(t, env, n, 80, 24)
	term.WaitFor("step 1 of 8")
	stepUntil(t, other(env), n, "find-record")
	term.WaitFor("step 2 of 8") // its own poll, every second
	term.WaitFor("k.alder did this meanwhile: step 1")
}

func TestStep_R32_ABlockedOneSaysWhyAndWhatToDo(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "delete-user")
	storetest.Edit(t, env.Store, "k.alder", spare, map[store.Field]string{store.FieldUsername: teacher})
	term := walking(t, env, n, 80, 40)
	term.WaitFor("2261168") // it has come to them meanwhile: the steps before are walked for it, too
	term.WaitFor("step 1 of 8")
	number := begun(t, env, procedure.Request{Procedure: "adding", UserID: "new.person", Devices: []string{held}}).Checklist.Number
	stepUntil(t, env, number, "username")
	term = walking(t, env, number, 80, 24)
	term.WaitFor("is given to somebody else: Μυρτώ Καλλιθώρη")
	term.WaitFor("! This cannot be done yet: see above.")
	term.Press("enter")
	term.WaitFor("take it back from them first, or choose another device.")
}

func TestStep_NotesByThemselvesAndWithTheStep(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	term := walking(t, env, n, 80, 24)
	term.WaitFor("⏎ confirm")
	term.Press("o")
	term.WaitFor("Note:")
	term.Type("the lid is cracked")
	term.Press("enter")
	term.WaitFor("Note of h.brackenmere, 08:0")
	term.Press("enter")
	term.WaitFor("Is it so?")
	term.Press("o")
	term.WaitFor("It is kept with the step")
	term.Type("erased twice")
	term.Press("enter")
	term.WaitFor("With the note: erased twice")
	term.Press("y")
	term.WaitFor("Done: step 1")
	term.Press("home")
	term.WaitFor("“erased twice”")
	term.WaitFor("h.brackenmere: “the lid is cracked”")
	if s := now(t, env, n).Stages[0]; s.Done == nil || s.Done.Note != "erased twice" || len(s.Notes) != 1 {
		t.Errorf("the stage: %+v", s)
	}
}

func TestStep_WhatWasTypedIsFoundAgainAfterALostLine(t *testing.T) {
	env := school(t)
	n := begun(t, env, procedure.Request{Procedure: "adding", UserID: "new.person", Devices: []string{spare}}).Checklist.Number
	term := walking(t, env, n, 80, 24)
	term.Press("enter")
	term.WaitFor("in the last field goes on")
	term.Type("Ida Brackwater")
	term.WaitFor("Ida Brackwater")
	waitDraft(t, env.Store, env.Operator, n, "Ida Brackwater")
	again := walking(t, env, n, 80, 24) // as after another login
	again.WaitFor("Found again: what you typed here before.")
	again.WaitFor("Full Name  (empty) → Ida Brackwater")
	again.Press("enter")
	again.WaitFor("in the last field")
	again.Press("ctrl+s")
	again.WaitFor("Do this step?")
	again.Press("end", "y")
	again.WaitFor("Done: step 1")
	if u, _ := env.Store.User(env.Context, "new.person"); u.FullName != "Ida Brackwater" {
		t.Errorf("the user record: %+v", u)
	}
	waitDraft(t, env.Store, env.Operator, n, "")
}

// waitDraft waits until what is kept of a step says text, or nothing is kept.
func waitDraft(t *testing.T, s *store.Store, operator, number, text string) {
	t.Helper()
	for range 1_000_000 {
		d, ok, err := s.Draft(t.Context(), operator, store.KindChecklist, number)
		if err != nil {
			t.Fatal(err)
		}
		if text == "" && !ok || ok && slices.ContainsFunc(d.Values, func(v store.DraftValue) bool { return text != "" && v.Text == text }) {
			return
		}
	}
	t.Fatalf("the draft never said %q", text)
}

func TestAbandon_R33_PutsBackNewestFirstAndNamesWhatItCannot(t *testing.T) {
	env := school(t)
	before, _ := env.Store.Device(env.Context, ipad)
	n := removal(t, env)
	stepUntil(t, env, n, "delete-user")
	storetest.Edit(t, env.Store, "k.alder", mac, map[store.Field]string{store.FieldUsername: "LKMB4BB18AA0"})
	term := walking(t, env, n, 80, 24)
	term.WaitFor("step 6 of 8")
	term.Press("x")
	term.WaitFor("Abandon this checklist?")
	term.WaitFor("↓ read the rest first")
	term.Press("p")
	term.WaitFor("Read the rest first (↓).")
	term.Press("end")
	term.WaitFor("This stays as it is:")
	term.WaitFor(`! MacBook Air 13" 3451499, step 5: Username changed by k.alder`)
	term.Press("x", "enter") // the key that asked confirms nothing, Enter is No
	term.WaitFor("┃ 6  Delete the user record")
	term.Press("x")
	term.WaitFor("Abandon this checklist?")
	term.Press("end")
	term.WaitFor("p put back and abandon")
	term.Press("p")
	term.WaitFor("It was abandoned by h.brackenmere")
	if d, _ := env.Store.Device(env.Context, ipad); d.Username != before.Username || d.Position != before.Position || d.FullName != before.FullName {
		t.Errorf("the iPad was not put back: %+v", d)
	}
	if d, _ := env.Store.Device(env.Context, mac); d.Username != mac {
		t.Errorf("a colleague's change was taken away: %+v", d)
	}
	if w := now(t, env, n); w.Checklist.State != store.ChecklistAbandoned {
		t.Errorf("the checklist is %s", w.Checklist.State)
	}
}

func TestAbandon_WithNothingToPutBack(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	term := walking(t, env, n, 80, 24)
	term.WaitFor("⏎ confirm")
	term.Press("x")
	term.WaitFor("Its steps have changed no record")
	term.Press("p") // there is none
	term.Press("l")
	term.WaitFor("It was abandoned by h.brackenmere")
}

func TestHandOver_WithANoteIsFoundByTheColleague(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	term := walking(t, env, n, 80, 24)
	term.WaitFor("⏎ confirm")
	term.Press("H")
	term.WaitFor("Known here: t.ostermoor, test.")
	term.Type("k.alder")
	term.Press("enter")
	term.Type("the iPad comes on Monday")
	term.Press("enter")
	term.WaitFor("Nobody called k.alder has worked here yet; Enter again")
	term.Press("enter")
	term.WaitFor("Handed over to k.alder.")
	term.WaitFor("h.brackenmere handed it")
	theirs := tuitest.Start(t, tui.New(district.Session(other(env)), checklist.New(district.Session(other(env)))), 120, 40)
	theirs.WaitFor("1 of 1")
	theirs.Press("m")
	theirs.WaitFor("[m mine 1]")
	theirs.WaitFor("From")
	theirs.Press("enter")
	theirs.WaitFor("the iPad comes on Monday")
}

func TestWriteOut_OnePageInEveryForm(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "leave-scopes")
	term := walking(t, env, n, 80, 24)
	for _, name := range []string{"page.txt", "page.csv", "page.xlsx"} {
		term.WaitFor("⏎ do this step")
		term.Press("w")
		term.WaitFor("Write to: checklist-1.txt")
		term.Press("ctrl+u")
		term.Type(name)
		term.Press("enter")
		term.WaitFor("Wrote " + name + " in the inbox.")
		term.Press("r")
		term.WaitGone("Wrote " + name)
	}
	page, err := os.ReadFile(filepath.Join(env.Inbox, "page.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Removal of Anouk Ivermere", "Clear the Position", "h.brackenmere", "Written out"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
}

func TestStart_FromAUsersPageTheProceduresThatMakeSense(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, tui.New(district.Session(env), user.Record(district.Session(env), teacher)), 80, 24)
	term.WaitFor("Assignments  Maths 7,")
	term.Press("t")
	term.WaitFor("A checklist for Anouk Ivermere (anouk.ivermere)")
	term.Press("4")
	term.WaitFor("It is about a site, not about a person or a device.")
	term.Press("1")
	term.WaitFor("Homeroom  Checklist 1")
	term.WaitFor("step 1 of 8")
	term.Press("s")
	term.WaitFor("Homeroom  User " + teacher)
	term.Press("t")
	term.WaitFor("Open already: go on with it")
	term.Press("1")
	term.WaitFor("Checklist 1 is open already") // a second one is refused
	term.WaitFor("⏎ go on with checklist 1")
	term.Press("esc")
	term.WaitFor("Open already: go on with it") // and the menu stands
	term.Press("1")
	term.WaitFor("⏎ go on with checklist 1")
	term.Press("enter")
	term.WaitFor("Homeroom  Checklist 1")
}

func TestStart_ANewPersonIsTypedAndR02IsTold(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, tui.New(district.Session(env), checklist.New(district.Session(env)), checklist.Start(district.Session(env), "adding device "+spare)), 80, 24)
	term.WaitFor("Who gets a device?")
	term.WaitFor("1 of 428")
	term.Type("f_hazelmere") // of the other site
	term.WaitFor("1 of 1")
	term.Press("enter")
	term.WaitFor("R-02")
	term.Press("ctrl+u")
	term.Type("new.person")
	term.WaitFor("⏎ goes on with a new person of this User ID")
	term.Press("enter")
	term.WaitFor("Homeroom  Checklist 1")
	term.WaitFor("User new.person  (new record)")
}

func TestStep_KeysOfBeforeItWasReadAreTakenButConfirmNothing(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	open := checklist.Open(env, n)
	m := tui.New(env, open)
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, key := range []string{"enter", "y"} {
		m.Update(screen.Press(key))
	}
	run(m, open.Init())
	if view := m.View().Content; !strings.Contains(view, "Do this step?") {
		t.Errorf("the key of before was lost:\n%s", view)
	}
	if d, _ := env.Store.Device(env.Context, mac); d.Position != "teacher" {
		t.Errorf("it was done before it was in sight: %+v", d)
	}
}

// The line may go in the very moment in which a letter is typed: the console ends only when that is kept.
func TestStep_LetterTypedAsTheLineIsLostIsKept(t *testing.T) {
	env := school(t)
	n := begun(t, env, procedure.Request{Procedure: "adding", UserID: "new.person", Devices: []string{spare}}).Checklist.Number
	line := env
	ctx, cut := context.WithCancel(env.Context)
	line.Context, line.Keeping = ctx, &sync.WaitGroup{}
	s := checklist.Open(line, n)
	s, _ = s.Update(s.Init()())
	for _, key := range []string{"enter", "Z"} {
		s, _ = s.Update(screen.Press(key)) // nobody hears the answers any more
	}
	cut()
	line.Keeping.Wait()
	if d, ok, err := env.Store.Draft(t.Context(), env.Operator, store.KindChecklist, n); err != nil || !ok || len(d.Values) == 0 {
		t.Errorf("kept is %+v, %v", d, err)
	}
}
