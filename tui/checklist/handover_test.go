package checklist_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui"
	"homeroom/tui/checklist"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestHandOver_AKnownNameIsOfferedAndTakenInTheKnownSpelling(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	term := walking(t, env, n, 80, 24)
	term.WaitFor("⏎ confirm")
	term.Press("H")
	term.WaitFor("Known here: t.ostermoor, test.")
	term.Type("T.O")
	term.WaitFor("Tab takes t.ostermoor.")
	term.Press("tab")
	term.WaitFor("Hand over to: t.ostermoor")
	term.Press("enter", "enter")
	term.WaitFor("Handed over to t.ostermoor.")
	if w := now(t, env, n); w.Checklist.Owner != "t.ostermoor" {
		t.Errorf("it is with %q", w.Checklist.Owner)
	}
}

func TestHandOver_ANameThatNobodyKnowsIsAskedAboutOnceMore(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	term := walking(t, env, n, 80, 24)
	term.WaitFor("⏎ confirm")
	term.Press("H")
	term.WaitFor("Hand over to:")
	term.Type("t.ostermor")
	term.Press("enter")
	term.Type("on Monday")
	term.WaitFor("Note to them: on Monday")
	term.Press("enter")
	term.WaitFor("Nobody called t.ostermor has worked here yet; Enter again hands it over")
	term.WaitFor("nearest to it: t.ostermoor")
	if w := now(t, env, n); w.Checklist.Owner != env.Operator {
		t.Fatalf("it went to %q unasked", w.Checklist.Owner)
	}
	term.Press("up")
	term.Type("m") // another name: asked about anew
	term.WaitGone("Enter again")
	term.Press("enter", "enter")
	term.WaitFor("Nobody called t.ostermorm has worked here yet")
	term.Press("enter")
	term.WaitFor("Handed over to t.ostermorm.")
}

func TestStart_AnOverlapLeadsToTheOneThatIsOpen(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	term := tuitest.Start(t, tui.New(district.Session(env), checklist.New(env), checklist.Start(env, "replacement device "+mac)), 80, 24)
	term.WaitFor("Which device do they get instead?")
	term.Type("2261168")
	term.WaitFor("1 of 1")
	term.Press("enter")
	term.WaitFor("Checklist 1 is open already, with h.brackenmere")
	term.WaitFor("⏎ go on with checklist 1   esc back")
	term.Press("esc")
	term.WaitFor("Which device do they get instead?")
	term.Press("enter")
	term.WaitFor("⏎ go on with checklist 1")
	term.Press("enter")
	term.WaitFor("Homeroom  Checklist " + n)
	term.Press("esc")
	term.WaitFor("Homeroom  Checklists") // the question is not come back to
}

func TestStart_R02_TheDevicesOfTheSiteComeFirstAndOthersSayWhyNot(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, tui.New(district.Session(env), checklist.New(env), checklist.Start(env, "replacement device "+mac)), 80, 24)
	term.WaitFor("Which device do they get instead?")
	term.WaitFor("(nobody)")
	devices, err := env.Store.Devices(env.Context)
	if err != nil {
		t.Fatal(err)
	}
	var away *store.Device
	for i := range devices {
		if d := &devices[i]; d.Site != "LARK" && d.Held() && d.Kind() != store.DeviceAppleTV {
			away = d
		}
	}
	term.Type(away.Serial)
	term.WaitFor("at another site")
	term.Press("enter")
	term.WaitFor("This cannot be chosen: at another site.")
	term.Press("ctrl+u")
	term.Type(ipad)
	term.WaitFor("theirs already")
	term.Press("enter")
	term.WaitFor("This cannot be chosen: theirs already.")
	if list, _ := procedure.List(env.Context, env.Store); len(list) != 0 {
		t.Errorf("something was begun: %+v", list)
	}
}
