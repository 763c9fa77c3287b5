package user_test

import (
	"context"
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

// sizes are those of every screen, and one with room for all.
func sizes() []district.Size {
	return append(district.Sizes(), district.Size{Name: "200x50", Width: 200, Height: 50})
}

func TestUsers_List(t *testing.T) {
	env := district.Env(t)
	for _, size := range sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, user.Filtered(env, "")), size.Width, size.Height)
			term.WaitFor("1 of 428")
			if size.Width >= 110 {
				term.WaitFor("Devices held") // the detail pane
			}
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestUsers_Record(t *testing.T) {
	env := district.Env(t)
	for _, size := range sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, user.Record(env, "ANOUK.Ivermere")), size.Width, size.Height)
			term.WaitFor("Anouk Ivermere")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestUsers_NamesOfEveryScriptKeepTheColumns(t *testing.T) {
	env := district.Env(t)
	for _, id := range []string{
		"mkallithori", "zyasenmir", "kumono_m", "noeul_h", "lsahluri", "nbarkailan", "mthendral", "rcafemoor", "mtwostermoor",
	} {
		env := district.Session(env)
		term := tuitest.Start(t, tui.New(env, user.Filtered(env, id)), 80, 24)
		term.WaitFor("1 of 1")
		lines := strings.Split(term.Screen(), "\n")
		title, _, _ := strings.Cut(lines[1], "Position")
		name, _, found := strings.Cut(lines[2], "student")
		if !found {
			name, _, found = strings.Cut(lines[2], "teacher")
		}
		if !found || screen.Width(name) != screen.Width(title) {
			t.Errorf("the columns of %s do not stand under their titles:\n%s\n%s", id, lines[1], lines[2])
		}
	}
}

func TestUsers_AnOrdinaryNameStandsWholeAt80(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, user.Filtered(env, "a_ashcroft")), 80, 24)
	term.WaitFor("a_ashcroft        Anouk Ashcroft  student   FERN  2440418          accepted")
}

func TestUsers_WithoutADeviceAreFoundByAQuery(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, user.Filtered(env, "held:no invitation:revoked site:LARK")), 80, 24)
	term.WaitFor("1 of 9")
	term.WaitFor("(none)")
}

func TestRecord_R02_BothDevicesOfOnePersonOpenFromTheRecord(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, user.Record(env, "anouk.ivermere")), 80, 24)
	for _, serial := range []string{"LKMB4BB18AA0", "LKPH8RQLZPML"} { // they come first, and the cursor begins there
		term.WaitUntil("the cursor on "+serial, func(s string) bool { return cursorOn(s, serial) })
		term.Press("enter")
		term.WaitFor("Homeroom  Device " + serial)
		term.WaitFor("Also holds")
		term.Press("esc")
		term.WaitFor("Homeroom  User anouk.ivermere")
		term.Press("j")
	}
}

func TestRecord_OfSomebodyGoneKeepsTheHistory(t *testing.T) {
	env := district.Env(t)
	u := store.User{UserID: "Brief.Visitor", FullName: "Wren Coldmoor", Site: "LARK"}
	storetest.MustUser(t, env.Store, u)
	stored, err := env.Store.User(context.Background(), u.UserID)
	if err != nil {
		t.Fatal(err)
	}
	gone := store.Change{Record: store.KindUser, Key: stored.Key(), Version: stored.Version, Delete: true}
	for _, f := range store.UserFields(stored) {
		gone.Fields = append(gone.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	storetest.Apply(t, env.Store, gone)
	term := tuitest.Start(t, tui.New(env, user.Record(env, u.UserID)), 80, 24)
	term.WaitFor("The user Brief.Visitor is no longer on record.")
	term.WaitFor("user record deleted")
	term.WaitFor("user record created")
}

func TestRecord_OfADeviceIsNoUser(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, user.Record(env, "LKP6FMAT0T9L")), 80, 24)
	term.WaitFor("No user is or was on record under LKP6FMAT0T9L.")
}

func TestRecord_NamesTheRoomOfADeviceHeld(t *testing.T) {
	env := district.Env(t)
	storetest.MustUser(t, env.Store, store.User{UserID: "room.five", FullName: "Wren Coldmoor", Site: "LARK"})
	storetest.MustDevice(t, env.Store, store.Device{Serial: "LKPROOMFIVE1", AssetTag: "5123123", Site: "LARK", Username: "room.five", Room: "5"})
	storetest.MustDevice(t, env.Store, store.Device{Serial: "LKPROOMFIVE2", AssetTag: "5123124", Site: "LARK", Username: "room.five", Room: "Homeroom 5"})
	term := tuitest.Start(t, tui.New(env, user.Record(env, "room.five")), 80, 24)
	term.WaitFor("LKPROOMFIVE1  Room 5")
	term.WaitFor("LKPROOMFIVE2  Homeroom 5")
}

func TestUsers_CopySaysWhatWasCopied(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, user.Filtered(env, "bo_32")), 80, 24)
	term.WaitFor("1 of 1")
	term.Press("y")
	term.WaitFor("Copied the User ID bo_32.")
}

// cursorOn reports whether the cursor's line holds text.
func cursorOn(screen, text string) bool {
	for _, l := range strings.Split(screen, "\n") {
		if strings.HasPrefix(l, "›") {
			return strings.Contains(l, text)
		}
	}
	return false
}
