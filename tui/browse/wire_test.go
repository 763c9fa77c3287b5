package browse_test

import (
	"fmt"
	"testing"

	"homeroom/store"
	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/user"
)

// many puts so many devices with their users on record, in one save.
func many(t testing.TB, env screen.Env, n int) {
	t.Helper()
	changes := make([]store.Change, 0, 2*n)
	given := [...]string{"Ada", "Bo", "Élodie", "Emil", "Zoe", "Wren", "Ivy", "Per"}
	family := [...]string{"Ashcroft", "Bramshaw", "Coldton", "Galedale", "Kestwood", "Rookwood", "Sorrelholt", "Fenfield", "Hazelcroft"}
	for i := range n {
		id := fmt.Sprintf("%s.%s%d", given[i%8], family[i%9], i)
		u := store.User{UserID: id, FullName: given[i%8] + " " + family[i%9], Position: "student", Site: "OAK", Email: id + "@oak.example", Invitation: store.InvitationAccepted}
		d := store.Device{
			Serial: fmt.Sprintf("MANY%08d", i*7919%100_000_000), AssetTag: fmt.Sprint(5_100_000 + i), Model: "iPad mini", Platform: store.PlatformIOS, Site: "OAK",
			Username: id, FullName: u.FullName, Email: u.Email, Position: u.Position, Room: fmt.Sprintf("Room %d", i%60),
		}
		changes = append(changes,
			store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u)},
			store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
	}
	if _, err := env.Store.Apply(env.Context, store.Act{Operator: "test", Kind: store.ActSetup, Title: "many"}, changes); err != nil {
		t.Fatal(err)
	}
}

// The figures of quality.md for a terminal of 80×24, as counts of bytes.
func TestLists_BytesOnTheWireStaySmall(t *testing.T) {
	env := school(t)
	many(t, env, 600)
	for name, open := range map[string]func(screen.Env, string) screen.Screen{"devices": device.Filtered, "users": user.Filtered} {
		t.Run(name, func(t *testing.T) {
			term := tuitest.Start(t, newDesk(env, open(env, "position:student")), 80, 24)
			term.WaitFor("1 of 60")
			cost := func(what string, most int, wait string, keys ...string) {
				t.Helper()
				term.Bytes()
				term.Press(keys...)
				term.WaitFor(wait)
				n := term.Bytes()
				t.Logf("%s: %d bytes", what, n)
				if n > most {
					t.Errorf("%s costs %d bytes on the wire, at most %d wanted", what, n, most)
				}
			}
			cost("cursor down", 60, "  2 of 60", "j")
			cost("cursor down again", 60, "  3 of 60", "j")
			cost("cursor up", 60, "  2 of 60", "k")
			for i := 3; i <= 21; i++ {
				cost("cursor down", 60, fmt.Sprintf("  %d of 60", i), "j")
			}
			cost("scroll at the edge", 260, "  22 of 60", "j")
			cost("scroll at the edge again", 260, "  23 of 60", "j")
			cost("mark", 320, "1 marked", "space") // the mark, and the next row
			cost("refresh without a change, and the cursor", 60, "  23 of 60", "r", "k")
		})
	}
}
