package history_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/tui"
	"homeroom/tui/history"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// ipad has been with two people, and with nobody between them.
const ipad = "LKPLIFESTORY"

// watch is a clock that is set by hand.
type watch struct {
	mu sync.Mutex
	at time.Time
}

func (w *watch) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at
}

func (w *watch) set(moment string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at, _ = time.Parse("2006-01-02 15:04", moment)
}

// school puts three years of an iPad on record: bought, given to Ivy by an import, her room changed by a form, taken
// back, given to Sol by an edit of many. Sol holds a Mac as well.
func school(t *testing.T) (screen.Env, *watch) {
	t.Helper()
	w := &watch{}
	w.set("2024-08-01 09:00")
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "data", "homeroom.db"), store.Options{Now: w.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	env := screen.Env{
		Context: context.Background(), Store: s, Theme: theme.New(true, true), Now: w.now, Operator: "h.brackenmere", Inbox: t.TempDir(),
	}
	save(t, env, store.Act{Operator: "h.brackenmere", Kind: store.ActSetup, Title: "bought"},
		store.Change{Record: store.KindSite, Key: "LARK", Fields: store.SiteFields(store.Site{Code: "LARK", Name: "Larkspur Middle School", Solution: store.SolutionPrimary})},
		store.Change{Record: store.KindDevice, Key: ipad, Fields: store.DeviceFields(store.Device{Serial: ipad, AssetTag: "5100001", Site: "LARK"})},
		store.Change{Record: store.KindDevice, Key: "C02SOLSMAC01", Fields: store.DeviceFields(store.Device{Serial: "C02SOLSMAC01", AssetTag: "3100001", Site: "LARK"})},
		store.Change{Record: store.KindUser, Key: "ivy.coldmoor", Fields: store.UserFields(store.User{UserID: "ivy.coldmoor", FullName: "Ivy Coldmoor", Site: "LARK"})},
		store.Change{Record: store.KindUser, Key: "sol.marlowe", Fields: store.UserFields(store.User{UserID: "sol.marlowe", FullName: "Sol Marlowe", Site: "LARK"})})
	w.set("2024-08-26 08:15")
	assigned := store.Act{Operator: "t.ostermoor", Kind: store.ActImport, Title: "assign.csv: 1 row", Import: &store.Import{
		Template: "mlti", Mode: "assign", Site: "LARK", FileName: "assign.csv", SHA256: "01", Bytes: []byte("x"), Rows: 1,
	}}
	save(t, env, assigned, change(t, env, ipad, 12, "username", "ivy.coldmoor", "full_name", "Ivy Coldmoor"))
	w.set("2025-02-03 11:00")
	edit := store.Act{Operator: "h.brackenmere", Kind: store.ActEdit, Title: "Room of 5100001 set to “204”"}
	save(t, env, edit, change(t, env, ipad, 0, "room", "204"))
	w.set("2026-06-12 14:30")
	edit.Title = "5100001 taken back from Ivy Coldmoor"
	save(t, env, edit, change(t, env, ipad, 0, "username", ipad, "full_name", ""))
	w.set("2026-08-24 09:45")
	edit.Title = "2 devices given to Sol Marlowe"
	save(t, env, edit, change(t, env, ipad, 0, "username", "sol.marlowe", "full_name", "Sol Marlowe"),
		change(t, env, "C02SOLSMAC01", 0, "username", "sol.marlowe", "full_name", "Sol Marlowe"))
	w.set("2026-11-22 16:00")
	return env, w
}

func save(t *testing.T, env screen.Env, act store.Act, changes ...store.Change) store.Receipt {
	t.Helper()
	receipt, err := env.Store.Apply(env.Context, act, changes)
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

// change gives fields of a device new values: pairs of a field and a value.
func change(t *testing.T, env screen.Env, serial string, line int, pairs ...string) store.Change {
	t.Helper()
	d := device(t, env, serial)
	c := store.Change{Record: store.KindDevice, Key: serial, Version: d.Version, Line: line}
	for i := 0; i < len(pairs); i += 2 {
		f := store.Field(pairs[i])
		c.Fields = append(c.Fields, store.FieldChange{Field: f, Old: d.Get(f), New: pairs[i+1]})
	}
	return c
}

func TestBiography_OfADeviceAndOfAPerson(t *testing.T) {
	env, _ := school(t)
	for _, name := range []string{ipad, "sol.marlowe"} {
		for _, size := range district.Sizes() {
			t.Run(name+"-"+size.Name, func(t *testing.T) {
				env := district.Session(env)
				term := tuitest.Start(t, tui.New(env, history.Biography(env, name)), size.Width, size.Height)
				term.WaitFor("→ now")
				golden.RequireEqual(t, []byte(term.Screen()))
			})
		}
	}
}

func TestBiography_WhatItAsksForAndAnswers(t *testing.T) {
	env, _ := school(t)
	for _, size := range district.Sizes() {
		env := district.Session(env)
		term := tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), size.Width, size.Height)
		term.WaitFor("→ now")
		for _, c := range []struct{ name, key, typed, wait string }{
			{"no-day", "d", "soon", "is not a day"},
			{"no-name", "w", ".pdf", "its ending says"},
			{"answer", "d", "2026-06-12", "◆"},
		} {
			t.Run(c.name+"-"+size.Name, func(t *testing.T) {
				term.Press(c.key)
				term.Type(c.typed)
				term.Press("enter")
				term.WaitFor(c.wait)
				golden.RequireEqual(t, []byte(term.Screen()))
				term.Press("esc")
			})
		}
	}
}

func TestBiography_IsFoundByAnyNameAndSaysWhenThereIsNone(t *testing.T) {
	env, _ := school(t)
	for _, name := range []string{"5100001", strings.ToLower(ipad)} {
		env := district.Session(env)
		term := tuitest.Start(t, tui.New(env, history.Biography(env, name)), 80, 24)
		term.WaitFor("Biography of " + ipad)
	}
	env = district.Session(env)
	term := tuitest.Start(t, tui.New(env, history.Biography(env, "nobody")), 80, 24)
	term.WaitFor("Nothing is or was on record under nobody.")
	term.Press("d", "w", "u", "enter", "o")
	term.WaitFor("There is nothing to tell.")
}

func TestBiography_SaysWhoHeldItOnADay(t *testing.T) {
	env, _ := school(t)
	term := tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), 80, 24)
	term.WaitFor("→ now")
	for _, c := range []struct{ day, told, line string }{
		{"2025-03-01", "On 2025-03-01 it was held by Ivy Coldmoor (ivy.coldmoor).", "› 2024-08-26 → 2026-06-12  ◆ Ivy Coldmoor"},
		{"2024-08-26", "On 2024-08-26 it was held by Ivy Coldmoor (ivy.coldmoor) from 08:15.", "◆ Ivy"},
		{"2026-06-12", "(ivy.coldmoor) until 14:30.", "◆ Ivy"},
		{"2026-07-04", "On 2026-07-04 nobody held it.", ""},
		{"2024-08-02", "On 2024-08-02 nobody held it.", ""},
		{"2024-07-31", "On 2024-07-31 nothing of it was on record yet.", ""},
		{"2027-01-01", "2027-01-01 lies ahead: nobody can say yet.", ""},
		{"today", "On 2026-11-22 it was held by Sol Marlowe (sol.marlowe).", "◆ Sol"},
	} {
		term.Press("d")
		term.WaitFor("2026-11-01, today or yesterday")
		term.Type(c.day)
		term.Press("enter")
		term.WaitFor(c.told)
		term.WaitFor(c.line)
		if marks := strings.Count(term.Screen(), "◆"); marks > 1 || c.line == "" && marks != 0 {
			t.Errorf("on %s %d lines are marked:\n%s", c.day, marks, term.Screen())
		}
	}
}

func TestBiography_SaysWhoHeldItOnThatDayStillWhenSomethingElseIsSaved(t *testing.T) {
	env, _ := school(t)
	term := tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), 80, 24)
	term.WaitFor("Held now by")
	term.Press("d")
	term.WaitFor("Held on:")
	term.Type("2025-01-15")
	term.Press("enter")
	term.WaitFor("On 2025-01-15 it was held by Ivy Coldmoor")
	edit := store.Act{Operator: "k.alder", Kind: store.ActEdit, Title: "Room of 5100001 set to “12”"}
	save(t, env, edit, change(t, env, ipad, 0, "room", "12"))
	term.WaitFor("k.alder")
	term.WaitFor("On 2025-01-15 it was held by Ivy Coldmoor")
	term.WaitFor("◆")
}

func TestBiography_ADayThatIsNoneIsToldAndCanBeMended(t *testing.T) {
	env, _ := school(t)
	term := tuitest.Start(t, tui.New(env, history.Biography(env, "sol.marlowe")), 80, 24)
	term.WaitFor("→ now")
	term.Press("d")
	term.Type("24.8.2026")
	term.Press("enter")
	term.WaitFor("“24.8.2026” is not a day. Write it like 2026-11-01, or today or yesterday.")
	for range len("24.8.2026") {
		term.Press("backspace")
	}
	term.WaitGone("is not a day")
	term.Type("2026-08-25")
	term.Press("enter")
	term.WaitFor("On 2026-08-25 this was held: ")
	term.WaitFor("5100001 (" + ipad + ")")
	if n := strings.Count(term.Screen(), "◆"); n != 2 {
		t.Errorf("%d devices are marked:\n%s", n, term.Screen())
	}
}

func TestBiography_LinesLeadToTheSaveTheRecordAndTheUndo(t *testing.T) {
	env, _ := school(t)
	term := tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), 80, 24)
	term.WaitFor("→ now")
	term.Press("enter")
	term.WaitFor("Homeroom  Save 5")
	term.Press("esc")
	term.WaitFor("→ now")
	term.Press("o")
	term.WaitFor("Homeroom  User sol.marlowe")
	term.Press("esc")
	term.WaitFor("→ now")
	term.Press("j", "u") // Ivy's time, which an import began
	term.WaitFor("Undo of line 12 of import 2")
	term.Press("esc")
	term.WaitFor("→ now")
	term.Press("j", "u") // and an edit ended
	term.WaitFor("Undo of save 4")
}

func TestBiography_FollowsTheRecords(t *testing.T) {
	env, w := school(t)
	term := tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), 80, 24)
	term.WaitFor("→ now         Sol Marlowe")
	w.set("2026-11-23 08:00")
	save(t, env, store.Act{Operator: "t.ostermoor", Kind: store.ActEdit, Title: "taken back"}, change(t, env, ipad, 0, "username", ipad, "full_name", ""))
	latest, err := env.Store.Latest(env.Context)
	if err != nil {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: latest})
	term.WaitFor("2026-11-23 → now         nobody")
	term.WaitFor("2026-08-24 → 2026-11-23  Sol Marlowe")
}

func TestBiography_IsWrittenOutForAnAuditorAndOverNoOtherFile(t *testing.T) {
	env, _ := school(t)
	term := tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), 80, 24)
	term.WaitFor("→ now")
	for _, name := range []string{"", "story.csv", "story.xlsx"} {
		term.Press("w")
		term.WaitFor("Write to: ")
		if name != "" {
			retype(term, "biography-"+ipad+".txt", name)
		} else {
			name = "biography-" + ipad + ".txt"
		}
		term.Press("enter")
		term.WaitFor("Wrote " + name + " in the inbox.")
	}
	written, err := os.ReadFile(filepath.Join(env.Inbox, "biography-"+ipad+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	golden.RequireEqual(t, written)
	info, err := os.Stat(filepath.Join(env.Inbox, "story.csv"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file can be read by others: %v %v", info, err)
	}
	for _, name := range []string{"story.csv", "story.xlsx"} {
		told := fmt.Sprint(readBack(t, filepath.Join(env.Inbox, name)))
		if !strings.Contains(told, "ivy.coldmoor Ivy Coldmoor import 2, assign.csv line 12 t.ostermoor") {
			t.Errorf("%s reads back as %s", name, told)
		}
	}
	term.Press("w")
	term.WaitFor("Write to: ")
	term.Press("enter")
	term.WaitFor("it is there already and nothing is")
	if again, _ := os.ReadFile(filepath.Join(env.Inbox, "biography-"+ipad+".txt")); string(again) != string(written) {
		t.Error("the file was written over")
	}
}

func TestBiography_NamesThatCannotBeUsedAreRefusedInWords(t *testing.T) {
	env, _ := school(t)
	term := tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), 120, 24)
	term.WaitFor("→ now")
	name := "biography-" + ipad + ".txt"
	term.Press("w")
	for _, c := range []struct{ typed, told string }{
		{"story.pdf", "its ending says no form that a page has. Let it end in"},
		{"../story.txt", "it names another folder. Write the name alone"},
		{"/elsewhere/story.txt", "it names another folder"},
		{`..\story.txt`, "it names another folder"},
		{".txt", "its ending says no form that a page has"},
	} {
		retype(term, name, c.typed)
		name = c.typed
		term.Press("enter")
		term.WaitFor("“" + c.typed + "” cannot be used: " + c.told)
	}
	term.Press("esc")
	term.WaitGone("Write to")
	if left, _ := os.ReadDir(env.Inbox); len(left) != 0 {
		t.Errorf("something was written: %v", left)
	}
}

func TestBiography_WithoutAFolderNothingCanBeWritten(t *testing.T) {
	env, _ := school(t)
	env.Inbox = ""
	term := tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), 80, 24)
	term.WaitFor("→ now")
	term.Press("w")
	term.WaitFor("There is no folder to write into.")
	env = district.Session(env)
	env.Inbox = filepath.Join(t.TempDir(), "gone")
	term = tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), 80, 24)
	term.WaitFor("→ now")
	term.Press("w", "enter")
	term.WaitFor("The file could not be written into the inbox")
}

func TestBiography_TextOfRecordsIsShownAsMarks(t *testing.T) {
	env, _ := school(t)
	save(t, env, store.Act{Operator: "x\u202ey", Kind: store.ActEdit, Title: "t\u202e"}, change(t, env, ipad, 0, "username", "eve", "full_name", "Eve\u202e漢字"))
	for _, size := range [][2]int{{80, 24}, {40, 10}, {250, 70}} {
		env := district.Session(env)
		term := tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), size[0], size[1])
		term.WaitFor("Eve‹U+202E›漢字")
		if strings.ContainsAny(term.Screen(), "\u202e\x1b") {
			t.Errorf("%v: text reaches the terminal as it is:\n%s", size, term.Screen())
		}
	}
}

func TestBiography_ResizingBreaksNoLineAndKeepsTheCursor(t *testing.T) {
	env, _ := school(t)
	sweep(t, tuitest.Start(t, tui.New(env, history.Biography(env, ipad)), 80, 24), "› ", "Ivy Coldmoor (ivy.coldmoor)", "j")
}

// retype replaces what stands in a field.
func retype(term *tuitest.Term, before, after string) {
	for range len([]rune(before)) {
		term.Press("backspace")
	}
	term.Type(after)
}

// readBack reads a table the way an import would.
func readBack(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	table, err := sheet.Read(filepath.Base(path), data, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]string{table.Header}
	for _, r := range table.Records {
		rows = append(rows, r.Cells)
	}
	return rows
}
