package browse_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/user"
)

// odd are texts that take other cells than they have letters, or that a terminal would act on.
func odd() []string {
	return []string{
		"漢字漢字漢字", "e\u0301tude a\u0300 deux", "עברית עם רווח", "\u202eevil\u200b", "\x1b[2J\x1b[31mred", "a\tb\nc\rd", "नमस्ते", "👨\u200d👩\u200d👧 fam", "\u0301lone",
		strings.Repeat("long", 60),
	}
}

// strange puts every odd text into every free field of a device and of its user. There is a device for each of them.
// The store takes no control characters: they are written past it, as another program may have done.
func strange(t *testing.T) screen.Env {
	t.Helper()
	env := school(t)
	for i := range odd() {
		id := fmt.Sprintf("odd.%d", i)
		storetest.MustUser(t, env.Store, store.User{UserID: id, Site: "OAK"})
		storetest.MustDevice(t, env.Store, store.Device{Serial: fmt.Sprintf("ODDPAD00000%d", i), Site: "OAK", Username: id})
	}
	for i, text := range odd() {
		past(t, env, `UPDATE users SET full_name = ?1, email = ?1, phone = ?1, position = ?1, domain = ?1, grade = ?1,
			managed_apple_account = ?2 || ?1 WHERE user_key = 'odd.' || ?2`, text, i)
		past(t, env, `UPDATE devices SET model = ?1, full_name = ?1, email = ?1, phone = ?1, position = ?1, department = ?1, building = ?1,
			room = ?1, asset_tag = 'ZZ' || ?2 || ?1 WHERE serial = 'ODDPAD00000' || ?2`, text, i)
	}
	return env
}

// past writes into the database past the store.
func past(t *testing.T, env screen.Env, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite3", env.Store.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatal(err)
	}
}

// Every column stands under its title, whatever stands to its left.
func TestLists_OddTextInEveryFieldKeepsTheColumns(t *testing.T) {
	env := strange(t)
	for _, c := range []struct {
		list          func(screen.Env, string) screen.Screen
		query, marker string // marker is the value of a column in every row
		title         string
	}{
		{device.Filtered, "user:odd.", "2026-08-24", "Changed"},
		{user.Filtered, "id:odd.", "2026-08-24", "Changed"},
		{user.Filtered, "id:odd.", "not invited", "Standing"},
		{device.Filtered, "user:odd.", "odd.", "Username"},
	} {
		for _, width := range []int{80, 200, 250} {
			term := tuitest.Start(t, newDesk(env, c.list(env, c.query)), width, 24)
			term.WaitFor(fmt.Sprintf("1 of %d", len(odd())))
			term.Press("z") // the whole width
			if width > 80 {
				term.WaitFor("Changed")
			}
			lines := strings.Split(term.Screen(), "\n")
			at := strings.Index(lines[0], c.title)
			if at < 0 {
				continue // no room for that column
			}
			at = screen.Width(lines[0][:at])
			for _, l := range lines[1 : 1+len(odd())] {
				before, _, found := strings.Cut(l, c.marker)
				if got := screen.Width(before); !found || got != at {
					t.Errorf("%d cells: %s begins at cell %d, its value at %d:\n%s\n%s", width, c.title, at, got, lines[0], l)
				}
			}
		}
	}
}

func TestScreens_OddTextNeverActsOnTheTerminal(t *testing.T) {
	env := strange(t)
	for i := range odd() {
		screens := []screen.Screen{
			device.Filtered(env, fmt.Sprintf("user:odd.%d", i)), user.Filtered(env, fmt.Sprintf("id:odd.%d", i)),
			device.Record(env, fmt.Sprintf("ODDPAD00000%d", i)), user.Record(env, fmt.Sprintf("odd.%d", i)),
		}
		for _, s := range screens {
			d := newDesk(env, s)
			run(d, d.Init())
			for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}, {200, 50}} {
				check(t, d, size[0], size[1])
			}
		}
	}
}

func TestViews_OddNamesAreShownAsMarks(t *testing.T) {
	env := school(t)
	storeView(t, env, "Oak", "site:OAK")
	past(t, env, "UPDATE views SET name = ?, operator = ?", "Oak \u202edesrever\x1b[2J", "a\x07b")
	term := devices(t, env, "", 80, 24)
	term.Press("v")
	term.WaitFor("Oak ‹U+202E›desrever␛[2J")
	term.WaitFor("site:OAK  a␇b")
	term.Press("-")
	term.WaitFor("1  Oak ‹U+202E›desrever␛[2J")
}
