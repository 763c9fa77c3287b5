package browse_test

import (
	"context"
	"strings"
	"testing"

	"homeroom/store"
)

func TestViews_PresetsByTheirLetter(t *testing.T) {
	env := school(t)
	for _, p := range store.Presets(store.KindUser) {
		term := users(t, env, "", 80, 24)
		term.Press("v")
		term.WaitFor(p.Name)
		term.Press(p.Key)
		term.WaitGone("Views of Users")
		term.WaitFor("/" + p.Query)
	}
	term := users(t, env, "", 80, 24)
	term.Press("v", "a")
	term.WaitFor("of 3 (1 hidden)")
	if view := term.Screen(); strings.Contains(view, "ada.fern") {
		t.Errorf("the one with a Managed Apple Account is among those without:\n%s", view)
	}
}

func TestViews_R62_AndTheOtherPresetsFindWhatTheySay(t *testing.T) {
	env := school(t)
	term := devices(t, env, "", 80, 24)
	for _, c := range []struct{ key, found string }{
		{"w", "of 2 (5 hidden)"}, // the Apple TV is nobody's as a rule
		{"p", "of 1 (6 hidden)"},
		{"c", "of 7"},
	} {
		term.Press("v", c.key)
		term.WaitFor(c.found)
	}
}

func TestViews_AreSavedForgottenAndSharedByEverybody(t *testing.T) {
	env := school(t)
	term := devices(t, env, "", 80, 24)
	term.Press("v", "+")
	term.WaitFor("There is no filter to save")
	term.Press("esc", "/")
	term.Type("site:OAK held:no")
	term.Press("enter", "v")
	term.WaitFor("Save this filter                site:OAK held:no")
	term.Press("+")
	term.WaitFor("Save this filter as a view")
	term.Type("Placeholders")
	term.Press("enter")
	term.WaitFor("is a view of Homeroom's own.")
	term.Press("backspace")
	term.WaitGone("is a view of Homeroom's own.")
	term.Type(" at Oak")
	term.Press("enter")
	term.WaitFor("Saved the view “Placeholder at Oak”: v lists it.")

	other := env
	other.Operator = "t.ostermoor"
	second := devices(t, other, "", 80, 24)
	second.Press("v")
	second.WaitFor("1  Placeholder at Oak")
	second.WaitFor("site:OAK held:no  h.brackenmere")
	second.Press("1")
	second.WaitFor("/site:OAK held:no  1 of 1 (6 hidden)")

	term.Press("v")
	term.WaitFor("1  Placeholder at Oak")
	term.Press("-")
	term.WaitFor("Forget which view?")
	term.Press("1")
	term.WaitFor("No record is touched.")
	term.Press("-", "enter") // the key that asked answers nothing, and the default is No
	term.WaitGone("No record is touched.")
	if saved, err := env.Store.Views(context.Background(), store.KindDevice); err != nil || len(saved) != 1 {
		t.Fatalf("forgotten without a yes: %v (%v)", saved, err)
	}
	term.Press("v")
	term.WaitFor("1  Placeholder at Oak")
	term.Press("-", "1")
	term.WaitFor("No record is touched.")
	term.Press("y")
	term.WaitFor("Forgot the view “Placeholder at Oak”.")
	term.Press("v", "-")
	term.WaitFor("No view was saved yet.")
}

func TestViews_OneOfTheSameNameIsReplacedAfterAQuestion(t *testing.T) {
	env := school(t)
	ctx := context.Background()
	if err := env.Store.SaveView(ctx, store.View{Record: store.KindDevice, Name: "Oak", Query: "site:OAK", Operator: "t.ostermoor"}); err != nil {
		t.Fatal(err)
	}
	term := devices(t, env, "held:no", 80, 24)
	save := func() {
		term.Press("v")
		term.WaitFor("1  Oak")
		term.Press("+")
		term.WaitFor("Save this filter as a view")
		term.Type("Oak")
		term.Press("enter")
		term.WaitFor("There is a view “Oak” already")
	}
	query := func() string {
		views, err := env.Store.Views(ctx, store.KindDevice)
		if err != nil || len(views) != 1 {
			t.Fatalf("views %v (%v)", views, err)
		}
		return views[0].Query
	}
	save()
	term.Press("esc")
	term.WaitGone("already")
	if query() != "site:OAK" {
		t.Errorf("replaced without a yes by %s", query())
	}
	save()
	term.Press("y")
	term.WaitFor("Saved the view “Oak”")
	if query() != "held:no" {
		t.Errorf("it asks for %s", query())
	}
}
