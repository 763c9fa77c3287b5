package checklist_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/checklist"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// look is a screen to be looked at: the checklist, how far it is, and the keys that lead to what is looked at.
type look struct {
	name    string
	request procedure.Request
	until   string
	keys    []string
	wait    string
}

func looks() []look {
	removal := procedure.Request{Procedure: "removal", UserID: teacher}
	adding := procedure.Request{Procedure: "adding", UserID: "new.person", Devices: []string{spare}}
	year := procedure.Request{Procedure: "start-of-year", Site: "LARK"}
	return []look{
		{"begin", removal, "", nil, "step 1 of 8"},
		{"change", removal, "clear-position", nil, "step 3 of 8"},
		{"question", removal, "clear-position", []string{"enter"}, "n no"},
		{"delete", removal, "delete-user", nil, "step 6 of 8"},
		{"abandon", removal, "clear-username", []string{"x"}, "Abandon"},
		{"hand-over", removal, "", []string{"H"}, "Hand over to:"},
		{"fields", adding, "", []string{"enter"}, "in the last field"},
		{"blocked", year, "", nil, "step 1 of 7"},
		{"done", removal, "end", nil, "done"},
	}
}

func TestChecklist_Goldens(t *testing.T) {
	for _, l := range looks() {
		env := school(t)
		n := begun(t, env, l.request).Checklist.Number
		if l.until != "" {
			stepUntil(t, env, n, l.until)
		}
		for _, size := range district.Sizes() {
			t.Run(l.name+"-"+size.Name, func(t *testing.T) {
				env := env
				env.Now = storetest.Clock()
				term := walking(t, env, n, size.Width, size.Height)
				term.WaitUntil("the step", func(screen string) bool { return strings.Contains(screen, "step ") || strings.Contains(screen, "done") })
				if len(l.keys) > 0 {
					term.Press(l.keys...)
				}
				term.WaitFor(l.wait)
				golden.RequireEqual(t, []byte(term.Screen()))
			})
		}
	}
}

func TestList_Goldens(t *testing.T) {
	env := school(t)
	removal(t, env)
	begun(t, other(env), procedure.Request{Procedure: "replacement", Devices: []string{held, spare}})
	year := begun(t, env, procedure.Request{Procedure: "end-of-year", Site: "LARK"})
	if _, err := procedure.HandOver(env.Context, env.Store, env.Operator, &year, procedure.Colleague{Name: "k.alder", New: true}, "after the holidays"); err != nil {
		t.Fatal(err)
	}
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			env.Now = storetest.Clock()
			term := tuitest.Start(t, tui.New(env), size.Width, size.Height)
			term.WaitFor("Homeroom")
			term.Press("5")
			term.WaitFor("1 of 3")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
		t.Run("begin-"+size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, checklist.New(env), checklist.Start(env, "device "+held)), size.Width, size.Height)
			term.WaitFor("Removal")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestList_ViewsByKeyAndFilterAsOneTypes(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	begun(t, other(env), procedure.Request{Procedure: "replacement", Devices: []string{held, spare}})
	stepUntil(t, env, n, "end")
	term := tuitest.Start(t, tui.New(district.Session(env), checklist.New(district.Session(env))), 80, 24)
	term.WaitFor("[o open 1]")
	term.Press("m")
	term.WaitFor("None of the open ones is yours: n begins one.")
	term.Press("d")
	term.WaitFor("[d done 1]")
	term.WaitFor("anouk.ivermere 34")
	term.Press("a", "/")
	term.Type("2261168")
	term.WaitFor("1 of 1 (1 hidden)")
	term.Press("enter", "enter")
	term.WaitFor("Homeroom  Checklist 2")
	term.Press("esc", "esc")
	term.WaitFor("1 of 2")
}

// bare is a session without a program, for what needs no wire.
func bare(t *testing.T, env screen.Env, open ...screen.Screen) *tui.Model {
	t.Helper()
	m := tui.New(env, open...)
	for _, s := range open {
		run(m, s.Init())
	}
	return m
}

// run runs commands until none is left, but for those that wait.
func run(m *tui.Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			run(m, c)
		}
	default:
		_, next := m.Update(msg)
		run(m, next)
	}
}

func TestChecklist_EveryLineFitsAtEverySizeWithHostileText(t *testing.T) {
	env := school(t)
	hostile := "A\u202e漢字\u200b" + strings.Repeat("véry lóng ", 20)
	storetest.MustUser(t, env.Store, store.User{UserID: "hostile.one", FullName: hostile, Email: hostile, Site: "LARK", Position: "teacher"})
	storetest.MustDevice(t, env.Store,
		store.Device{Serial: "LKPHOSTILE01", AssetTag: "5999991", Model: hostile, Site: "LARK", Username: "hostile.one", FullName: hostile, Position: "teacher", Room: hostile},
		store.Device{Serial: "LKPHOSTILE02", AssetTag: hostile, Model: hostile, Site: "LARK", Username: "hostile.one", FullName: hostile, Position: "teacher"})
	w := begun(t, env, procedure.Request{Procedure: "removal", UserID: "hostile.one", Note: hostile})
	if _, err := procedure.Note(env.Context, env.Store, hostile, &w, hostile); err != nil {
		t.Fatal(err)
	}
	stepUntil(t, env, w.Checklist.Number, "clear-username")
	storetest.Edit(t, env.Store, "k\u202e", "LKPHOSTILE01", map[store.Field]string{store.FieldRoom: hostile + "!"})
	for _, keys := range [][]string{nil, {"enter"}, {"o"}, {"H"}, {"x"}, {"w"}, {"pgdown"}, {"5"}, {"n"}} {
		env := district.Session(env)
		m := bare(t, env, checklist.New(env), checklist.Open(env, w.Checklist.Number))
		m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
		for _, k := range keys {
			_, cmd := m.Update(screen.Press(k))
			run(m, cmd)
		}
		for width := 40; width <= 250; width += 21 {
			for height := 10; height <= 70; height += 6 {
				m.Update(tea.WindowSizeMsg{Width: width, Height: height})
				fits(t, fmt.Sprint(keys), m.View().Content, width, height)
			}
		}
	}
}

func fits(t *testing.T, name, view string, width, height int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) != height {
		t.Fatalf("%s: %d lines on %d×%d", name, len(lines), width, height)
	}
	for i, line := range lines {
		if screen.Width(line) > width || strings.ContainsAny(line, "\t\r\u202e\u200b") || !utf8.ValidString(line) {
			t.Fatalf("%s: line %d of %d×%d: %q", name, i, width, height, line)
		}
	}
}

func TestChecklist_TheOneKeyIsInSightAtEverySize(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	term := walking(t, env, n, 80, 24)
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}, {250, 70}, {60, 12}} {
		term.Resize(size[0], size[1])
		term.WaitUntil("the step and its key", func(screen string) bool {
			return strings.Contains(screen, "┃ 3  Clear the Position") && strings.Contains(screen, "\n⏎ do this step")
		})
	}
}
