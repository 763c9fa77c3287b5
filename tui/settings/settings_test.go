package settings_test

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/screen"
	"homeroom/tui/settings"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// grouped is the demo district with two groups and people in them, two locations and a class.
func grouped(t *testing.T) screen.Env {
	t.Helper()
	env := district.Env(t)
	var changes []store.Change
	for _, g := range []store.Group{{Name: "Chess Club"}, {Name: "Year 7"}} {
		changes = append(changes, store.Change{Record: store.KindGroup, Key: g.Key(), Fields: store.GroupFields(g)})
	}
	for _, l := range []store.Location{{Code: "LARK-MAIN", Name: "Larkspur Main Building", Site: "LARK"}, {Code: "FERN-1", Site: "FERN"}} {
		changes = append(changes, store.Change{Record: store.KindLocation, Key: l.Key(), Fields: store.LocationFields(l)})
	}
	c := store.Class{Class: "R7-1", Course: "Reading", Location: "LARK-MAIN"}
	changes = append(changes, store.Change{Record: store.KindClass, Key: c.Key(), Fields: store.ClassFields(c)})
	for id, groups := range map[string]string{"afenfield31": "Chess Club/Year 7", "agaleholt31": "Year 7", "bo_32": "Year 7"} {
		u, err := env.Store.User(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Fields: []store.FieldChange{
			{Field: store.FieldGroups, New: groups}, {Field: store.FieldLocations, New: "LARK-MAIN"},
		}})
	}
	storetest.Apply(t, env.Store, changes...)
	return env
}

func start(t *testing.T, env screen.Env, width, height int) *tuitest.Term {
	t.Helper()
	term := tuitest.Start(t, tui.New(env, settings.New(env)), width, height)
	term.WaitFor("Groups")
	return term
}

func TestSettings_Goldens(t *testing.T) {
	env := grouped(t)
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			term := start(t, district.Session(env), size.Width, size.Height)
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

// groupsOf are the groups of three people now.
func groupsOf(t *testing.T, env screen.Env) string {
	t.Helper()
	var list []string
	for _, id := range []string{"afenfield31", "agaleholt31", "bo_32"} {
		u, err := env.Store.User(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, u.Groups)
	}
	return strings.Join(list, " | ")
}

func wants(t *testing.T, env screen.Env, want string) {
	t.Helper()
	if got := groupsOf(t, env); got != want {
		t.Errorf("the groups are %q, want %q", got, want)
	}
}

func TestSettings_R51_AGroupIsMadeRenamedAndDeletedAndTheUndoGivesItBack(t *testing.T) {
	env := grouped(t)
	term := start(t, env, 80, 24)
	term.Press("n")
	term.WaitFor("New group")
	term.Type("year 7")
	term.Press("enter")
	term.WaitFor("there is a group of this name already")
	term.Press("ctrl+u")
	term.Type("Yearbook")
	term.Press("enter")
	term.WaitFor("group Yearbook made. u takes it back.")
	term.WaitFor("Yearbook    0 users")

	term.Press("j") // Year 7
	term.Press("e")
	term.WaitFor("Rename Year 7")
	term.Press("ctrl+u")
	term.Type("Form 7")
	term.Press("enter")
	term.WaitFor("group Year 7 renamed Form 7")
	term.WaitFor("Form 7      3 users")
	wants(t, env, "Chess Club/Form 7 | Form 7 | Form 7")

	term.WaitUntil("the cursor on Form 7", func(s string) bool { return strings.Contains(s, "› Form 7") })
	term.Press("x")
	term.WaitFor("3 users are in it")
	term.Press("enter") // the default is No
	term.WaitGone("3 users are in it")
	wants(t, env, "Chess Club/Form 7 | Form 7 | Form 7")
	term.Press("x")
	term.WaitFor("3 users are in it")
	term.Press("y")
	term.WaitFor("group Form 7 deleted, taken off 3 users. u takes it back.")
	term.WaitGone("Form 7      3 users")
	wants(t, env, "Chess Club |  | ")
	term.Press("u")
	term.WaitFor("To put back as before")
	term.WaitFor("3 user records and 1 group")
	term.Press("u")
	term.WaitFor("put back")
	term.Press("y")
	term.WaitFor("Put back as before")
	wants(t, env, "Chess Club/Form 7 | Form 7 | Form 7")
	if faults, _, err := env.Store.Verify(context.Background()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestSettings_OffersTheUndoAsLongAsItsMessageStands(t *testing.T) {
	env := grouped(t)
	term := start(t, env, 80, 24)
	term.Press("n")
	term.WaitFor("New group")
	term.Type("Yearbook")
	term.Press("enter")
	term.WaitFor("group Yearbook made. u takes it back.")
	term.WaitFor("u undo  ")
	term.Press("j")
	term.WaitGone("u undo  ")
}

func TestSettings_NarrowTellsTheCountsOfTheLineUnderTheCursor(t *testing.T) {
	env := grouped(t)
	term := start(t, env, 40, 10)
	term.Press("G")
	term.WaitFor("› Open reviews")
	term.Press("k")
	term.WaitFor("› LARK")
	term.WaitFor("382 devices")
	term.WaitFor("261 users")
}

func TestSettings_R51_SomebodyPutIntoAGroupMeanwhileStopsItsDeletion(t *testing.T) {
	env := grouped(t)
	term := start(t, env, 80, 24)
	term.Press("x") // Chess Club
	term.WaitFor("1 user is in it")
	u, err := env.Store.User(context.Background(), "bo_32")
	if err != nil {
		t.Fatal(err)
	}
	storetest.Apply(t, env.Store, store.Change{
		Record: store.KindUser, Key: u.Key(), Version: u.Version,
		Fields: []store.FieldChange{{Field: store.FieldGroups, Old: "Year 7", New: "Chess Club/Year 7"}},
	})
	term.Press("y")
	term.WaitFor("Nothing was saved: 2 users are in the group now, not 1.")
	wants(t, env, "Chess Club/Year 7 | Year 7 | Chess Club/Year 7")
}

func TestSettings_EnterListsWhoIsInAGroup(t *testing.T) {
	env := grouped(t)
	term := tuitest.Start(t, tui.New(env), 80, 24)
	term.WaitFor("Homeroom [1 Home] 2 Devices 3 Users 4 Bulk 5 Checklists 6 History 8 Settings")
	term.Press("8")
	term.WaitFor("[8 Settings]")
	term.Press("j")
	term.WaitUntil("the cursor on Year 7", func(s string) bool { return strings.Contains(s, "› Year 7") })
	term.Press("enter")
	term.WaitFor("1 of 3")
	term.WaitFor(`/group:"Year 7"`)
	term.Press("esc") // straight back, to the group
	term.WaitFor("› Year 7")
}

func TestSettings_WithoutGroupsSaysHowOneIsMade(t *testing.T) {
	env := district.Env(t)
	term := start(t, env, 80, 24)
	term.WaitFor("None yet: n makes one.")
	if s := term.Screen(); strings.Contains(s, "Locations") {
		t.Errorf("an empty part is shown:\n%s", s)
	}
}
