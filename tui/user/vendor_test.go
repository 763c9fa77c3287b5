package user_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
	"homeroom/tui/user"
)

// schooled is the demo district with a teacher of whom vendors' files say all they can: so many classes, two groups, two
// locations and an enrolment request.
func schooled(t *testing.T, classes int) screen.Env {
	t.Helper()
	env := district.Env(t)
	var changes []store.Change
	for _, g := range []store.Group{{Name: "Chess Club"}, {Name: "Staff readers"}} {
		changes = append(changes, store.Change{Record: store.KindGroup, Key: g.Key(), Fields: store.GroupFields(g)})
	}
	for _, l := range []store.Location{{Code: "ANNEX", Site: "LARK"}, {Code: "MAIN", Name: "Larkspur Main Building", Site: "LARK"}} {
		changes = append(changes, store.Change{Record: store.KindLocation, Key: l.Key(), Fields: store.LocationFields(l)})
	}
	u, err := env.Store.User(context.Background(), "anouk.ivermere")
	if err != nil {
		t.Fatal(err)
	}
	changes = append(changes, store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Fields: []store.FieldChange{
		{Field: store.FieldType, New: "teacher"}, {Field: store.FieldGroups, New: "Chess Club/Staff readers"}, {Field: store.FieldLocations, New: "ANNEX/MAIN"},
	}})
	storetest.Apply(t, env.Store, changes...)
	changes = nil
	for i := range classes {
		c := store.Class{Class: fmt.Sprintf("G8-%02d", i+1), Course: "Geometry", Name: fmt.Sprintf("Geometry, period %d", i+1), Location: "MAIN"}
		changes = append(changes, store.Change{Record: store.KindClass, Key: c.Key(), Fields: store.ClassFields(c)})
		for _, r := range []store.Roster{
			{UserID: "anouk.ivermere", Role: store.RoleTeacher}, {UserID: "afenfield31", Role: store.RoleStudent}, {UserID: "agaleholt31", Role: store.RoleStudent},
		} {
			r.Class = c.Class
			changes = append(changes, store.Change{Record: store.KindRoster, Key: r.Key(), Fields: store.RosterFields(r)})
		}
	}
	q := store.Request{UserID: u.UserID, Platform: "iOS", Ownership: "Employee Owned", UserEnrollment: "Yes", Comments: "MDM pilot"}
	storetest.Apply(t, env.Store, append(changes, store.Change{Record: store.KindRequest, Key: q.Key(), Fields: store.RequestFields(q)})...)
	return env
}

func TestRecord_R61_R73_WhatVendorsFilesSay(t *testing.T) {
	env := schooled(t, 3)
	for _, size := range sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, user.Record(env, "anouk.ivermere")), size.Width, size.Height)
			term.WaitFor("Anouk Ivermere")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestRecord_R73_ThirtyClassesLeaveDevicesAndHistoryInSight(t *testing.T) {
	env := schooled(t, 30)
	term := tuitest.Start(t, tui.New(env, user.Record(env, "anouk.ivermere")), 80, 40)
	term.WaitFor("Classes (30)")
	term.WaitFor("Chess Club/Staff readers") // as it is typed, and as the history tells it
	s := term.Screen()
	for _, want := range []string{"LKMB4BB18AA0", "Geometry, period 6  G8-06  teaches 2 students", "and 24 more; Enter lists all 30", "MDM (Apple User Enrollment)", "put into 30 classes"} {
		if !strings.Contains(s, want) {
			t.Errorf("%q is out of sight:\n%s", want, s)
		}
	}
	if strings.Contains(s, "G8-07") {
		t.Errorf("more than six classes are shown:\n%s", s)
	}
}

func TestRecord_R73_EnterGoesOnToTheClassesAndToOneOfThem(t *testing.T) {
	env := schooled(t, 30)
	term := tuitest.Start(t, tui.New(env, user.Record(env, "anouk.ivermere")), 80, 40)
	term.WaitFor("and 24 more")
	for range 60 {
		if cursorOn(term.Screen(), "and 24 more") {
			break
		}
		before := term.Screen()
		term.Press("j")
		term.WaitUntil("the cursor to move", func(s string) bool { return s != before })
	}
	term.Press("enter")
	term.WaitFor("Homeroom  Classes of anouk.ivermere")
	term.WaitFor("G8-30")
	term.Press("enter")
	term.WaitFor("Homeroom  Class G8-01")
	term.WaitFor("Students: 2")
}

func TestUsers_R62_TheListShowsTheAccountAndFindsThoseWithoutOne(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, user.Filtered(env, "account: site:LARK")), 200, 50)
	term.WaitFor("Managed Apple Account")
	term.WaitFor("csorrelstead31")
	if s := term.Screen(); strings.Contains(s, "@appleid") {
		t.Errorf("somebody with an account is listed:\n%s", s)
	}
	env = district.Session(env)
	term = tuitest.Start(t, tui.New(env, user.Filtered(env, "!account:")), 200, 50)
	term.WaitFor("Managed Apple Account")
	term.WaitFor("@appleid")
}

func TestUsers_R73_AreFoundByTheirClass(t *testing.T) {
	env := schooled(t, 1)
	term := tuitest.Start(t, tui.New(env, user.Filtered(env, "class:geometry !type:teacher")), 80, 24)
	term.WaitFor("1 of 2")
	term.WaitFor("afenfield31")
}
