package history_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui"
	"homeroom/tui/history"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

const pupil = "anouk.ivermere"

// scoped is the district with an assignment scope that lists somebody, and a checklist about them with a step done.
func scoped(t *testing.T) (screen.Env, int64) {
	t.Helper()
	env := district.Env(t)
	scope, member := store.Scope{Name: "Staff reading", Title: "A reader", Site: "LARK"}, store.Member{Scope: "Staff reading", UserID: pupil}
	receipt, err := env.Store.Apply(env.Context, store.Act{Operator: env.Operator, Kind: store.ActEdit, Title: "assignment scope Staff reading made"}, []store.Change{
		{Record: store.KindScope, Key: scope.Key(), Fields: store.ScopeFields(scope)},
		{Record: store.KindMember, Key: member.Key(), Fields: store.MemberFields(member)},
	})
	if err != nil {
		t.Fatal(err)
	}
	w, err := procedure.Start(env.Context, env.Store, env.Operator, procedure.Request{Procedure: "removal", UserID: pupil})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = procedure.Do(env.Context, env.Store, env.Operator, &w, w.Now().Key, procedure.Answer{Note: "at the desk"}); err != nil {
		t.Fatal(err)
	}
	return env, receipt.Act
}

func TestAct_APlaceInAScopeIsToldInWordsAndOpensThePerson(t *testing.T) {
	env, act := scoped(t)
	term := tuitest.Start(t, tui.New(district.Session(env), history.Act(env, act)), 80, 24)
	term.WaitFor("assignment scope Staff reading")
	term.WaitFor("the person is put into it")
	term.Press("end")
	term.WaitFor("User ID  ")
	term.Press("enter")
	term.WaitFor("Homeroom  User " + pupil)
	term.WaitFor("put into assignment scope Staff reading")
	if strings.Contains(term.Screen(), "member") {
		t.Errorf("a word of the program's own:\n%s", term.Screen())
	}
}

func TestAct_AStepIsToldInWordsAndOpensTheChecklist(t *testing.T) {
	env, act := scoped(t)
	term := tuitest.Start(t, tui.New(district.Session(env), history.Act(env, act+2)), 80, 24)
	term.WaitFor("checklist 1")
	term.WaitFor("Note  (empty)")
	if got := term.Screen(); strings.Contains(got, "prove-ready") || !strings.Contains(got, "Step  Prove that the device is ready") || !strings.Contains(got, "→ at the desk") {
		t.Errorf("a step by the program's own name:\n%s", got)
	}
	term.Press("enter")
	term.WaitFor("Homeroom  Checklist 1")
}

func TestUndo_AnOlderStepSaysWhatToDoFirst(t *testing.T) {
	env, act := scoped(t)
	term := tuitest.Start(t, tui.New(district.Session(env), history.Undo(env, whole(act+1))), 80, 24)
	term.WaitFor("Nothing can be put back as before save")
	term.WaitFor("abandon checklist 1 first.")
}
