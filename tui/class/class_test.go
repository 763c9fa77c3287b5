package class_test

import (
	"context"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/class"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// taught is the demo district with a class of a teacher and four students, one of whom holds no device.
func taught(t *testing.T) screen.Env {
	t.Helper()
	env := district.Env(t)
	l := store.Location{Code: "LARK-MAIN", Name: "Larkspur Main Building", Site: "LARK"}
	c := store.Class{Class: "GEO8-1", Number: "8101", Course: "Geometry", Name: "Geometry, period 1", Location: "LARK-MAIN"}
	changes := []store.Change{
		{Record: store.KindLocation, Key: l.Key(), Fields: store.LocationFields(l)}, {Record: store.KindClass, Key: c.Key(), Fields: store.ClassFields(c)},
	}
	for _, id := range []string{"Anouk.Ivermere", "afenfield31", "agaleholt31", "akestton30", "alden.pellmere@larkspur.example"} {
		r := store.Roster{Class: c.Class, UserID: id, Role: store.RoleStudent}
		if id == "Anouk.Ivermere" {
			r.Role = store.RoleTeacher
		}
		changes = append(changes, store.Change{Record: store.KindRoster, Key: r.Key(), Fields: store.RosterFields(r)})
	}
	storetest.Apply(t, env.Store, changes...)
	return env
}

func TestClass_R73_R74_WhoTeachesItAndWhoIsInIt(t *testing.T) {
	env := taught(t)
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, class.Record(env, "geo8-1")), size.Width, size.Height)
			term.WaitFor("Geometry, period 1")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestClass_EnterOpensWhoIsUnderTheCursorAndAChangeShowsByItself(t *testing.T) {
	env := taught(t)
	term := tuitest.Start(t, tui.New(env, class.Record(env, "geo8-1")), 80, 24)
	term.WaitFor("Students: 4, 1 without a device")
	r := store.Roster{Class: "GEO8-1", UserID: "bo_32", Role: store.RoleStudent}
	receipt := storetest.Apply(t, env.Store, store.Change{Record: store.KindRoster, Key: r.Key(), Fields: store.RosterFields(r)})
	latest, err := env.Store.Latest(context.Background())
	if err != nil || receipt.Act == 0 {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: latest})
	term.WaitFor("Students: 5, 2 without a device")
	term.Press("enter")
	term.WaitFor("Homeroom  User anouk.ivermere")
}

func TestClass_ThatIsNotOnRecordIsSaidSo(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, class.Record(env, "X\x1b1")), 80, 24)
	term.WaitFor("No class is on record under X")
	env = district.Session(env)
	term = tuitest.Start(t, tui.New(env, class.Of(env, "afenfield31")), 80, 24)
	term.WaitFor("No class lists afenfield31.")
}
