package home_test

import (
	"testing"

	"homeroom/store/procedure"
	"homeroom/tui"
	"homeroom/tui/home"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestHome_OpenChecklistsStandFirstTheOwnBeforeTheOthers(t *testing.T) {
	env := district.Env(t)
	for _, c := range []struct{ operator, user string }{{env.Operator, "mkallithori"}, {"k.alder", "anouk.ivermere"}} {
		if _, err := procedure.Start(env.Context, env.Store, c.operator, procedure.Request{Procedure: "removal", UserID: c.user}); err != nil {
			t.Fatal(err)
		}
	}
	term := tuitest.Start(t, tui.New(env, home.New(env)), 100, 30)
	term.WaitFor("checklist 1  Removal  Μυρτώ Καλλιθώρη (mkallithori) 9975685  step 1 of 8")
	term.WaitFor("with k.alder")
	term.Press("g", "enter")
	term.WaitFor("Homeroom  Checklist 1")
	term.Press("esc")
	term.WaitFor("› checklist 1")
}

func TestHome_NarrowCutsTheSubjectOfAChecklistLast(t *testing.T) {
	env := district.Env(t)
	if _, err := procedure.Start(env.Context, env.Store, env.Operator, procedure.Request{Procedure: "removal", UserID: "anouk.ivermere"}); err != nil {
		t.Fatal(err)
	}
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("› Removal  Anouk Ivermere (anouk.ivermere) 3451499 5072344  step 1 of 8")
	env = district.Session(env)
	term = tuitest.Start(t, tui.New(env, home.New(env)), 40, 10)
	term.WaitFor("› Removal  Anouk Ivermer")
	term.WaitFor("step 1 of 8")
}
