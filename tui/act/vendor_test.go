package act_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/tuitest/district"
)

func TestForm_R51_GroupsAreCompletedFromThoseOnRecordAndAnUnknownOneIsNamed(t *testing.T) {
	env := district.Env(t)
	for _, g := range []store.Group{{Name: "Chess Club"}, {Name: "Year 7"}} {
		storetest.Apply(t, env.Store, store.Change{Record: store.KindGroup, Key: g.Key(), Fields: store.GroupFields(g)})
	}
	term := form(t, env, store.KindUser, "anouk.ivermere")
	goTo(term, "Groups")
	term.WaitFor("ctrl+n (empty) · Chess Club · Year 7")
	term.Type("chess club/yeer")
	term.WaitFor("chess club/yeer")
	term.Press("ctrl+s")
	term.WaitFor("group “yeer” is not on record")
	term.WaitFor("Settings screen or by homeroom groups new")
	replace(term, "Groups", "chess club/y")
	term.Press("ctrl+s")
	term.WaitFor("Groups  (empty) → Chess Club/Year 7")
	term.WaitFor("y save")
	term.Press("y")
	term.WaitFor("Saved as save")
	if u := userNow(t, env, "anouk.ivermere"); u.Groups != "Chess Club/Year 7" {
		t.Errorf("the groups are %q", u.Groups)
	}
}

func TestForm_R05_AManagedAppleAccountOfSomebodyElseIsRefusedByTheirName(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindUser, "anouk.ivermere")
	replace(term, "Managed Apple Account", "ABRA.fenfield@appleid.larkspur.example")
	term.Press("ctrl+s")
	term.WaitFor("belongs to Abra Fenfield (afenfield31)")
}

func TestForm_R50_TheOwnershipOfADeviceIsChosen(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, "LKMB4BB18AA0")
	goTo(term, "Ownership")
	term.WaitFor("← → (empty) · Corporate · Personal")
	term.Type("p")
	term.Press("ctrl+s")
	term.WaitFor("y save")
	term.Press("y")
	term.WaitFor("Saved as save")
	if d := deviceNow(t, env, "LKMB4BB18AA0"); d.Ownership != "Personal" {
		t.Errorf("the ownership is %q", d.Ownership)
	}
}
