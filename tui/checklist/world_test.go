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

// Devices and people of the district.
const (
	teacher = "anouk.ivermere"
	mac     = "LKMB4BB18AA0" // 3451499, hers
	ipad    = "LKPH8RQLZPML" // 5072344, hers, too
	holder  = "mkallithori"  // holds 9975685, an iPad mini Retina, and nothing else
	held    = "LKP6FMAT0T9L"
	spare   = "LKM3ZH21YJ" // 2261168, a MacBook Air that nobody ever held
)

// school is the district with assignment scopes at Larkspur, of which the teacher is in two, and an inbox.
func school(t *testing.T) screen.Env {
	t.Helper()
	env := district.Env(t)
	env.Inbox = t.TempDir()
	var changes []store.Change
	for _, name := range []string{"Maths 7", "Sketchbook"} {
		scope := store.Scope{Name: name, Title: name + " app", Site: "LARK"}
		member := store.Member{Scope: name, UserID: teacher}
		changes = append(changes,
			store.Change{Record: store.KindScope, Key: scope.Key(), Fields: store.ScopeFields(scope)},
			store.Change{Record: store.KindMember, Key: member.Key(), Fields: store.MemberFields(member)})
	}
	storetest.Apply(t, env.Store, changes...)
	return env
}

// begun begins a checklist as the operator of env.
func begun(t *testing.T, env screen.Env, r procedure.Request) procedure.Walk {
	t.Helper()
	w, err := procedure.Start(env.Context, env.Store, env.Operator, r)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func removal(t *testing.T, env screen.Env) string {
	t.Helper()
	return begun(t, env, procedure.Request{Procedure: "removal", UserID: teacher}).Checklist.Number
}

// walking opens a checklist on top of the list of them.
func walking(t *testing.T, env screen.Env, number string, width, height int) *tuitest.Term {
	t.Helper()
	env = district.Session(env)
	term := tuitest.Start(t, tui.New(env, checklist.New(env), checklist.Open(env, number)), width, height)
	term.WaitFor("Homeroom  Checklist " + number)
	return term
}

// other is a colleague's session on the same store.
func other(env screen.Env) screen.Env {
	env.Operator = "k.alder"
	return env
}

// now is the checklist as it is on record.
func now(t *testing.T, env screen.Env, number string) procedure.Walk {
	t.Helper()
	w, err := procedure.Load(env.Context, env.Store, number)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// do does the step on the screen by its keys, and waits for the next one.
func do(t *testing.T, env screen.Env, term *tuitest.Term, number string) {
	t.Helper()
	before := now(t, env, number)
	key := before.Now().Key
	term.Press("enter")
	term.WaitFor("n no")
	term.Press("end", "y")
	term.WaitFor("Done: step")
	if after := now(t, env, number); after.Now() != nil && after.Now().Key == key {
		t.Fatalf("%s was not done:\n%s", key, term.Screen())
	}
	term.Press("r")
	term.WaitGone("Done: step")
}

// doUntil does the steps before one.
func doUntil(t *testing.T, env screen.Env, term *tuitest.Term, number, key string) {
	t.Helper()
	for {
		w := now(t, env, number)
		s := w.Now()
		if s == nil {
			t.Fatalf("the checklist is over before %s", key)
		}
		if strings.HasPrefix(s.Key, key) {
			return
		}
		do(t, env, term, number)
	}
}

// stepUntil does the steps before one, as somebody else does elsewhere.
func stepUntil(t *testing.T, env screen.Env, number, key string) {
	t.Helper()
	for w := now(t, env, number); w.Now() != nil && !strings.HasPrefix(w.Now().Key, key); {
		next, err := procedure.Do(env.Context, env.Store, env.Operator, &w, w.Now().Key, procedure.Answer{})
		if err != nil {
			t.Fatal(err)
		}
		w = next
	}
}
