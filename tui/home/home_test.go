package home_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	tea "charm.land/bubbletea/v2"

	"homeroom/fixtures"
	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/home"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestHome_ShowsWhatNeedsAttention(t *testing.T) {
	env := district.Env(t)
	begin(t, env)
	saveImport(t, env)
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, home.New(env)), size.Width, size.Height)
			term.WaitFor("2 undecided")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestHome_ALineOpensTheListThatWasCounted(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("24 of 428") // departing
	term.Press("enter")       // what is to be done about first stands first
	term.WaitFor("Homeroom  Users /departing:yes")
	term.WaitFor("1 of 24 (404 hidden)")
	term.Press("esc") // straight back
	term.WaitFor("Homeroom  Home")
	term.WaitFor("› Departing, not yet revoked")
}

func TestHome_CountsFollowTheRecords(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("28 of 428")
	storetest.MustUser(t, env.Store, store.User{UserID: "late.arrival", Site: "LARK"})
	latest, err := env.Store.Latest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: latest})
	term.WaitFor("29 of 429")
}

func TestHome_WithoutRecordsSaysWhatToDo(t *testing.T) {
	env := district.Env(t)
	env.Store = storetest.Open(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("No site is on record yet: import an inventory file (4 Bulk).")
}

func TestHome_EveryLineOpensAListOfAsManyAsWereCounted(t *testing.T) {
	env := district.Env(t)
	storetest.MustDevice(t, env.Store,
		store.Device{Serial: "LKPODDKIND01", Model: `Kiosk, 10" "wall"`, Site: fixtures.Primary},
		store.Device{Serial: "LKPODDKIND02", Model: `Kiosk`, Site: fixtures.Primary},
		store.Device{Serial: "LKPODDKIND03", Site: fixtures.Primary})
	storetest.MustSite(t, env.Store, store.Site{Code: "LARK2", Name: "Larkspur Annex"})
	term := tuitest.Start(t, tui.New(env, home.New(env)), 200, 70)
	term.WaitFor("Devices by kind")
	term.Press("tab")
	term.WaitFor("│ › MacBook Air 13")
	counted := regexp.MustCompile(`│ › .*? (\d+) +\d+ held`)
	seen := map[string]bool{}
	for {
		at := counted.FindStringSubmatch(term.Screen())
		if at == nil {
			t.Fatalf("no counted line under the cursor:\n%s", term.Screen())
		}
		if seen[at[0]] {
			break
		}
		seen[at[0]] = true
		term.Press("enter")
		term.WaitFor("Homeroom  Devices /")
		first := "1 of "
		if at[1] == "0" {
			first = "0 of "
		}
		term.WaitFor(first + at[1] + " (")
		term.Press("esc")
		term.WaitFor("Homeroom  Home")
		before := at[0]
		term.Press("j")
		term.WaitUntil("the next line, or the last", func(s string) bool {
			next := counted.FindStringSubmatch(s)
			return next != nil && (next[0] != before || strings.Contains(next[0], "LARK2"))
		})
	}
	if len(seen) < 15 { // ten kinds of the district, three odd ones, three sites
		t.Errorf("only %d lines were gone through: %v", len(seen), seen)
	}
}

// What is counted is what the list behind it shows, also where a serial number is somebody's User ID.
func TestHome_EveryConcernOpensAListOfAsManyAsWereCounted(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 40)
	counted := regexp.MustCompile(`› .*? (\d+) of \d+`)
	term.WaitFor("Devices by kind")
	var before string
	gone := 0
	for {
		at := counted.FindStringSubmatch(term.Screen())
		if at == nil || at[0] == before {
			break
		}
		before = at[0]
		gone++
		term.Press("enter")
		term.WaitFor(" /")
		first := "1 of "
		if at[1] == "0" {
			first = "0 of "
		}
		term.WaitFor(first + at[1] + " ")
		term.Press("esc")
		term.WaitFor("Homeroom  Home")
		term.Press("j")
		term.WaitUntil("the next line", func(s string) bool { return strings.Contains(s, "› ") && !strings.Contains(s, at[0]) })
	}
	if gone < 8 {
		t.Errorf("only %d lines were gone through", gone)
	}
}

func TestHome_ScanFieldIsAlwaysInSightAndLandsOnTheRecord(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("28 of 428")
	term.Press("G")
	term.WaitFor("Scan or type a tag, serial number or User ID")
	for _, c := range []struct{ typed, title string }{
		{"9975685", "Homeroom  Device LKP6FMAT0T9L"},       // a tag
		{"SLKP6FMAT0T9L", "Homeroom  Device LKP6FMAT0T9L"}, // as a label's barcode has it
		{"lkp6fmat0t9l", "Homeroom  Device LKP6FMAT0T9L"},
		{"ANOUK.ivermere", "Homeroom  User anouk.ivermere"},
	} {
		term.Press("/")
		term.Type(c.typed)
		term.WaitFor("Scan: " + c.typed)
		term.Press("enter")
		term.WaitFor(c.title)
		term.Press("esc")
		term.WaitFor("Homeroom  Home")
		term.WaitFor("/ Scan or type") // empty, and the lines have the keyboard again
	}
	term.Press("/")
	term.Type("1234567")
	term.Press("esc")
	term.WaitGone("Scan: ")
	term.Press("/", "enter") // nothing typed is no scan
	term.WaitGone("Scan: ")
}

func TestHome_PasteIntoTheFieldEndsAsAScannerEndsIt(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("28 of 428")
	term.Press("/")
	term.Paste("99756")
	term.WaitFor("Scan: 99756")
	term.Paste("85\r\n")
	term.WaitFor("Homeroom  Device LKP6FMAT0T9L")
	term.Press("esc")
	term.WaitFor("28 of 428")
	term.Paste("SLKP6FMAT0T9L\n") // no field has the keyboard
	term.WaitFor("Homeroom  Device LKP6FMAT0T9L")
}

func TestHome_UndoTakesTheOwnNewestSaveOrTheOneUnderTheCursor(t *testing.T) {
	env := district.Env(t)
	saveImport(t, env) // by somebody else
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("28 of 428")
	term.Press("u")
	term.WaitFor("Undo of save 1") // h.brackenmere's own
	term.Press("esc")
	term.WaitFor("28 of 428")
	term.Press("G", "k", "k")
	term.WaitFor("› 2026-08-24 08:00  import 3")
	term.Press("u")
	term.WaitFor("Undo of import 3")
	env = district.Session(env)
	env.Operator = "new.here"
	term = tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("28 of 428")
	term.Press("u")
	term.WaitFor("You saved nothing yet that could be taken back.")
}

func TestHome_FormsThatWereLeftAreGoneOnWith(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("28 of 428")
	draft := store.Draft{
		Operator: env.Operator, Record: store.KindDevice, Key: "LKP6FMAT0T9L",
		Values: []store.DraftValue{{Field: store.FieldRoom, Text: "204\u202e"}},
	}
	if _, err := env.Store.KeepDraft(env.Context, draft); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(term.Screen(), "Go on with") {
		t.Fatalf("something is to go on with before anything was left:\n%s", term.Screen())
	}
	term.Press("2")
	term.WaitFor("[2 Devices]")
	term.Press("1") // coming back reads what was left, though no record changed
	term.WaitFor("form  device LKP6FMAT0T9L  1 field typed, not saved")
	term.Press("g", "enter")
	term.WaitGone("Needs attention")
	term.WaitFor("204")
}

func TestHome_AFormLeftAMomentAgoIsThereToGoOnWith(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("28 of 428")
	term.Press(":")
	term.Type("edit LKP6FMAT0T9L")
	term.Press("enter")
	term.WaitFor("Homeroom  Edit device LKP6FMAT0T9L")
	term.WaitFor("9975685")
	term.Type("7")
	term.Press("esc")
	term.WaitFor("form  device LKP6FMAT0T9L  1 field typed, not saved")
}

func TestHome_ManyReviewsAreNotAllListed(t *testing.T) {
	env := district.Env(t)
	for i := range 7 {
		r := store.Review{Operator: env.Operator, Site: fixtures.Primary, Template: "mlti", Mode: "assign", FileName: fmt.Sprintf("file-%d.csv", i), SHA256: fmt.Sprintf("%02d", i)}
		if _, _, err := env.Store.OpenReview(env.Context, r, []byte{byte(i)}); err != nil {
			t.Fatal(err)
		}
	}
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("and 2 more reviews: 4 lists them")
	term.WaitFor("Needs attention")
}

func TestHome_ResizingKeepsTheCursorOnItsLineAndNoLineBroken(t *testing.T) {
	env := district.Env(t)
	begin(t, env)
	saveImport(t, env)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 120, 40)
	term.WaitFor("28 of 428")
	term.Press("tab", "j", "j")
	term.WaitFor("› MacBook Air 11")
	for _, size := range [][2]int{{40, 10}, {250, 70}, {80, 24}, {109, 30}, {110, 30}, {41, 11}, {200, 50}, {40, 10}} {
		term.Resize(size[0], size[1])
		term.WaitUntil(fmt.Sprintf("the cursor on its line at %v", size), func(s string) bool {
			lines := strings.Split(s, "\n")
			return len(lines) == size[1] && strings.Count(s, "› ") == 1 && strings.Contains(s, "› MacBook Air 11") &&
				strings.Contains(lines[1], "Scan or type") && (size[0] >= 110) == strings.Contains(s, " │ ")
		})
	}
}

func TestHome_HostileNamesStayInTheirColumns(t *testing.T) {
	env := district.Env(t)
	storetest.MustSite(t, env.Store, store.Site{Code: "漢字", Name: "Ecole\u202e e\u0301tude עברית"})
	storetest.MustDevice(t, env.Store, store.Device{Serial: "LKPHOSTILE01", Model: "漢字\u202emodel e\u0301", Site: "漢字"})
	for _, size := range [][2]int{{80, 60}, {250, 70}} {
		env := district.Session(env)
		term := tuitest.Start(t, tui.New(env, home.New(env)), size[0], size[1])
		term.WaitFor("漢字‹U+202E›model")
		if strings.ContainsAny(term.Screen(), "\u202e") {
			t.Errorf("a name reaches the terminal as it is:\n%s", term.Screen())
		}
		numbers := map[int]bool{}
		for _, l := range strings.Split(term.Screen(), "\n") {
			if strings.HasSuffix(l, " held") && !strings.HasSuffix(l, "not held") {
				numbers[screen.Width(l)] = true
			}
		}
		if len(numbers) != 1 {
			t.Errorf("the counts stand at cells %v:\n%s", numbers, term.Screen())
		}
	}
}

// begin opens a review of the ready assign file, as Bulk does.
func begin(t *testing.T, env screen.Env) {
	t.Helper()
	data, err := fixtures.File("assign-lark.csv")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := env.Store.OpenReview(env.Context, store.Review{
		Operator: env.Operator, Site: fixtures.Primary, Template: "mlti", Mode: "assign",
		FileName: "assign-lark.csv", SHA256: "00", Started: storetest.Start,
	}, data)
	if err != nil {
		t.Fatal(err)
	}
	later := []store.Decision{{Line: 3, Verdict: store.VerdictLater}, {Line: 4, Verdict: store.VerdictLater}}
	if _, err := env.Store.Keep(env.Context, r.ID, env.Operator, store.Kept{Decisions: later}); err != nil {
		t.Fatal(err)
	}
}

func saveImport(t *testing.T, env screen.Env) {
	t.Helper()
	d := store.Device{Serial: "LKPIMPORTED1", AssetTag: "5120001", Model: "iPad mini", Platform: store.PlatformIOS, Site: fixtures.Primary}
	act := store.Act{
		Operator: "t.ostermoor", Kind: store.ActImport, Title: "one-more.csv: 1 row",
		Import: &store.Import{Template: "mlti", Mode: "inventory", Site: fixtures.Primary, FileName: "one-more.csv", SHA256: "01", Bytes: []byte("x"), Rows: 1},
	}
	change := store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d), Line: 2}
	if _, err := env.Store.Apply(env.Context, act, []store.Change{change}); err != nil {
		t.Fatal(err)
	}
}

func TestHome_AnOlderLookDoesNotBringBackWhatIsLeftOpenNoMore(t *testing.T) {
	env := district.Env(t)
	draft, err := env.Store.KeepDraft(env.Context, store.Draft{
		Operator: env.Operator, Record: store.KindDevice, Key: "LKP6FMAT0T9L", Values: []store.DraftValue{{Field: store.FieldRoom, Text: "204"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	h := home.New(env)
	wake := func() tea.Msg { return h.(interface{ Wake() tea.Cmd }).Wake()() }
	load, woken := h.Init()(), wake() // both read, and not answered yet
	if err := env.Store.DropDraft(env.Context, draft); err != nil {
		t.Fatal(err)
	}
	h.Update(wake()) // before anything was counted
	for _, older := range []tea.Msg{load, woken} {
		h.Update(older)
		if view := h.View(80, 21); !strings.Contains(view, "28 of 428") || strings.Contains(view, "Go on with") {
			t.Errorf("after %T:\n%s", older, view)
		}
	}
}

func TestHome_EachFormOfARecordThatWasLeftIsListed(t *testing.T) {
	env := district.Env(t)
	for _, room := range []string{"204", "7"} { // two consoles of one operator
		if _, err := env.Store.KeepDraft(env.Context, store.Draft{
			Operator: env.Operator, Record: store.KindDevice, Key: "LKP6FMAT0T9L", Values: []store.DraftValue{{Field: store.FieldRoom, Text: room}},
		}); err != nil {
			t.Fatal(err)
		}
	}
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("28 of 428")
	if n := strings.Count(term.Screen(), "form  device LKP6FMAT0T9L"); n != 2 {
		t.Fatalf("%d forms to go on with:\n%s", n, term.Screen())
	}
	term.Press("g", "j", "enter")
	term.WaitFor("yours  204") // the older one; there was nothing in the room when it was typed
}
