package act_test

import (
	"context"
	"sync"
	"testing"

	"homeroom/store"
	"homeroom/tui"
	"homeroom/tui/act"
	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// rooms are the rooms that stand in the operator's drafts.
func rooms(t *testing.T, env screen.Env) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, d := range drafts(t, env) {
		for _, v := range d.Values {
			if v.Field == store.FieldRoom {
				all[v.Text] = true
			}
		}
	}
	return all
}

func TestDraft_OfOneOperatorsOtherConsoleOutlivesTheSaveHere(t *testing.T) {
	for name, first := range map[string]bool{"opened before anything was typed": false, "opened on what was typed so far": true} {
		t.Run(name, func(t *testing.T) {
			env := district.Env(t)
			one := form(t, env, store.KindDevice, held)
			var two *tuitest.Term
			if !first {
				two = form(t, env, store.KindDevice, held)
			}
			replace(one, "Room", "2")
			waitDraft(t, one, env, "2")
			if first {
				two = form(t, env, store.KindDevice, held)
				two.WaitFor("Found again")
				step(two, "up", "Asset Tag")
			}
			one.Press("end")
			one.Type("04, by the window")
			one.Press("esc")
			one.WaitFor("What you typed is kept")
			replace(two, "Building", "North")
			save(two)
			if !rooms(t, env)["204, by the window"] {
				t.Fatalf("lost with the save of the other console: %+v", drafts(t, env))
			}
			one.Send(ask(screen.ActEdit, store.KindDevice, held))
			one.WaitFor("Found again")
			one.WaitFor("204, by the window")
		})
	}
}

func TestDraft_OfTwoConsolesOfOneOperatorAreBothThere(t *testing.T) {
	env := district.Env(t)
	one, two := form(t, env, store.KindDevice, held), form(t, env, store.KindDevice, held)
	replace(one, "Room", "204")
	one.Press("esc")
	one.WaitFor("What you typed is kept")
	replace(two, "Room", "7")
	two.Press("esc")
	two.WaitFor("What you typed is kept")
	if all := rooms(t, env); !all["204"] || !all["7"] {
		t.Fatalf("kept: %+v", drafts(t, env))
	}
	for _, d := range drafts(t, env) {
		again := district.Session(env)
		term := tuitest.Start(t, tui.New(again, device.Record(again, held), act.Resume(again, d.ID)), 80, 24)
		term.WaitFor("Homeroom  Edit device " + held)
		term.WaitFor("~ " + d.Values[0].Text)
	}
}

func TestDraft_ThatIsNotThereAnyMoreSaysSo(t *testing.T) {
	env := district.Session(district.Env(t))
	kept, err := env.Store.KeepDraft(env.Context, store.Draft{Operator: "k.alder", Record: store.KindDevice, Key: held})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []int64{0, 12, kept.ID} { // the last is somebody else's
		term := tuitest.Start(t, tui.New(env, device.Record(env, held), act.Resume(env, id)), 80, 24)
		term.WaitFor("This form is not kept any more")
		term.Press("esc")
		term.WaitFor("Homeroom  Device " + held)
	}
}

func TestDraft_OfANewRecordThatWasSavedBeforeTheMachineWentIsThrownAwayAndSaysSo(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActNew, store.KindUser), 80, 24)
	term.WaitFor("review and save")
	term.Type("ida.brackwater")
	goTo(term, "Position")
	term.Type("te")
	goTo(term, "Grade")
	term.Type("8")
	waitDraft(t, term, env, "8")
	before := drafts(t, env)[0]
	save(term)
	if _, err := env.Store.KeepDraft(env.Context, before); err != nil { // as if it had never been thrown away
		t.Fatal(err)
	}
	term = console(t, env, ask(screen.ActNew, store.KindUser), 80, 24)
	term.WaitFor("What you typed here before was saved: the user ida.brackwater is on record.")
	if list := drafts(t, env); len(list) != 0 {
		t.Errorf("still kept: %+v", list)
	}
	before.Values = append(before.Values, store.DraftValue{Field: store.FieldPhone, Text: "555 0100"})
	if _, err := env.Store.KeepDraft(env.Context, before); err != nil { // that was not saved
		t.Fatal(err)
	}
	term = console(t, env, ask(screen.ActNew, store.KindUser), 80, 24)
	term.WaitFor("Found again")
	if list := drafts(t, env); len(list) != 1 {
		t.Errorf("lost: %+v", list)
	}
}

func TestEdit_EscTwiceAtOnceClosesOneScreen(t *testing.T) {
	env := district.Session(district.Env(t))
	for _, s := range []screen.Screen{
		act.Do(env, ask(screen.ActEdit, store.KindDevice, held)), act.Do(env, ask(screen.ActPosition, store.KindUser, holder)),
		act.Do(env, ask(screen.ActAssign, store.KindDevice, spare)), act.Do(env, ask(screen.ActSwap, store.KindUser, holder)),
		act.Do(env, ask(screen.ActClear, store.KindDevice, held)), act.Do(env, ask(screen.ActEdit, store.KindDevice, held, ipad)),
	} {
		if cmd := s.Init(); cmd != nil {
			s, _ = s.Update(cmd())
		}
		s, cmd := s.Update(screen.Press("esc"))
		if cmd == nil {
			t.Errorf("%s: Esc does not close it", s.Title())
		}
		if _, cmd := s.Update(screen.Press("esc")); cmd != nil {
			t.Errorf("%s: the second Esc closes the screen below", s.Title())
		}
	}
}

func TestEdit_EscWhileWhatWasTypedIsBeingKeptClosesOneScreen(t *testing.T) {
	env := district.Session(district.Env(t))
	s := act.Do(env, ask(screen.ActEdit, store.KindDevice, held))
	s.Update(s.Init()())
	s.Update(screen.Press("x"))
	_, first := s.Update(screen.Press("esc"))
	for range 3 {
		if _, cmd := s.Update(screen.Press("esc")); cmd != nil {
			t.Error("it is left twice")
		}
	}
	if _, cmd := s.Update(first()); cmd == nil {
		t.Error("it is not left")
	}
}

// The line may go in the very moment in which a letter is typed: the console ends only when that is kept.
func TestDraft_LetterTypedAsTheLineIsLostIsKept(t *testing.T) {
	env := district.Env(t)
	line := env
	ctx, cut := context.WithCancel(env.Context)
	line.Context, line.Keeping = ctx, &sync.WaitGroup{}
	s := act.Do(line, ask(screen.ActEdit, store.KindDevice, held))
	s = run(s, s.Init()())
	s.Update(screen.Press("7")) // nobody hears the answer any more
	cut()
	line.Keeping.Wait()
	if list := drafts(t, env); len(list) != 1 {
		t.Errorf("kept are %+v", list)
	}
}
