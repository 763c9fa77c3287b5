package export_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/device"
	"homeroom/tui/export"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// desk is the demo district and a folder for the files.
func desk(t *testing.T) screen.Env {
	t.Helper()
	env := district.Env(t)
	env.Inbox = t.TempDir()
	return env
}

// start opens a screen in an ordinary terminal.
func start(t *testing.T, env screen.Env, s screen.Screen) *tuitest.Term {
	t.Helper()
	return tuitest.Start(t, tui.New(env, s), 80, 24)
}

// only is the one file of the folder, which is its owner's alone.
func only(t *testing.T, env screen.Env) (name, content string) {
	t.Helper()
	entries, err := os.ReadDir(env.Inbox)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	name = entries[0].Name()
	if info, err := entries[0].Info(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%s is not its owner's alone: %v", name, err)
	}
	data, err := os.ReadFile(filepath.Join(env.Inbox, name))
	if err != nil {
		t.Fatal(err)
	}
	return name, string(data)
}

func TestExport_GoldenAtEverySize(t *testing.T) {
	env := desk(t)
	env.Inbox = "/srv/files" // nothing is written there
	kept, err := env.Store.KeepExport(env.Context, store.Export{Operator: "t.ostermoor", Template: "mut-users", Site: "LARK", Query: "position:teacher", Format: "csv", Rows: 12, Bytes: []byte("x")})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := env.Store.KeepExport(env.Context, store.Export{Operator: "t.ostermoor", Template: "mut-computers", Format: "xlsx", Rows: 3, Since: kept.ID, Bytes: []byte("x")}); err != nil {
			t.Fatal(err)
		}
	}
	if err := env.Store.ThrowExport(env.Context, 2, "h.brackenmere"); err != nil {
		t.Fatal(err)
	}
	for _, v := range []struct {
		name string
		open func(screen.Env) screen.Screen
		keys []string
		wait string
	}{
		{"devices", func(env screen.Env) screen.Screen { return export.Open(env, "devices model:air") }, nil, "rows will"},
		{"left", func(env screen.Env) screen.Screen { return export.Open(env, "manageengine-assign") }, nil, "is no row"},
		{"refused", func(env screen.Env) screen.Screen { return export.Open(env, "mlti") }, nil, "inventory"},
		{"list", export.New, nil, "1 of 3"},
		{"throw", export.New, []string{"x"}, "y throw"},
	} {
		for _, size := range district.Sizes() {
			t.Run(v.name+"-"+size.Name, func(t *testing.T) {
				env := district.Session(env)
				term := tuitest.Start(t, tui.New(env, v.open(env)), size.Width, size.Height)
				if v.keys != nil {
					term.WaitFor("1 of 3")
				}
				term.Press(v.keys...)
				term.WaitFor(v.wait)
				golden.RequireEqual(t, []byte(term.Screen()))
			})
		}
	}
}

func TestExport_WritesTheMarkedDevicesAndThenWhatChanged(t *testing.T) {
	env := desk(t)
	term := start(t, env, device.Filtered(env, "model:air"))
	term.WaitFor("Devices /model:air")
	term.WaitFor("1 of ")
	term.Press("space", "down", "space")
	term.WaitFor("2 marked")
	term.Press("w")
	term.WaitFor("Export · the 2 marked devices")
	term.WaitFor("will be written")
	term.Press("ctrl+s")
	term.WaitFor("Export 1: ")
	name, content := only(t, env)
	if !strings.HasPrefix(name, "mut-computers-") || strings.Count(content, "\n") < 2 {
		t.Errorf("%s:\n%s", name, content)
	}
	list, err := env.Store.Exports(env.Context)
	if err != nil || len(list) != 1 || list[0].Operator != env.Operator || !strings.HasPrefix(list[0].Query, "2 named (") {
		t.Errorf("%+v, %v", list, err)
	}
}

// The name of a file is typed, a taken one is refused in words, and what changed since is offered.
func TestExport_ChangesOnceTheWholeWentOut(t *testing.T) {
	env := desk(t)
	term := start(t, env, export.Open(env, "mut-mobile-devices model:mini"))
	term.WaitFor("will be written")
	term.WaitFor("The first export of these to mut-mobile-devices holds all of them")
	term.Press("down", "down", "down", "enter")
	for range 60 {
		term.Press("backspace")
	}
	term.Type("minis.csv")
	term.Press("enter", "ctrl+s")
	term.WaitFor("Export 1: ")
	if name, _ := only(t, env); name != "minis.csv" {
		t.Errorf("it is called %s", name)
	}
	e, err := env.Store.ExportFile(env.Context, 1)
	if err != nil || len(e.Known) == 0 {
		t.Fatal(err)
	}
	storetest.Edit(t, env.Store, "e.vanegrove", e.Known[0], map[store.Field]string{store.FieldRoom: "Room 77"})
	term = start(t, env, export.Open(env, "mut-mobile-devices model:mini"))
	term.WaitFor("will be written")
	term.Press("down", "down", "right")
	term.WaitFor("what changed since export 1")
	term.WaitFor("1 row will be written")
	term.Press("ctrl+s")
	term.WaitFor("Export 2: ")
	again, err := env.Store.ExportFile(env.Context, 2)
	if err != nil || again.Since != 1 || !strings.Contains(string(again.Bytes), "Room 77") || strings.Count(string(again.Bytes), "\n") != 2 {
		t.Errorf("%+v %v\n%s", again, err, again.Bytes)
	}
}

// Devices of a kind that the first layout has no row for begin with the first that has.
func TestExport_BeginsWithTheFirstLayoutThatHasARow(t *testing.T) {
	env := desk(t)
	term := start(t, env, device.Filtered(env, `kind:"iPad mini"`))
	term.WaitFor("w export")
	term.WaitFor("1 of ")
	term.Press("w")
	term.WaitFor("Layout  mut-mobile-devices")
	term.WaitFor("will be written")
	term.WaitFor("mut-mobile-devices-")
	term.WaitFor("rows will be written into")
	term.Press("left") // what is chosen by hand stays, even where it has no row
	term.WaitFor("Layout  mut-computers")
	term.WaitFor("There is no row to write.")
}

func TestExports_TellHowManyWereMarked(t *testing.T) {
	env := desk(t)
	for _, keys := range [][]string{{"LKPNEWONE001", "LKPNEWONE002"}, {"LKPNEWONE001"}} {
		if _, err := env.Store.KeepExport(env.Context, store.Export{
			Operator: "t.ostermoor", Template: "manageengine-unassign", Query: importer.NamedQuery(keys), Format: "csv", Rows: 2, Bytes: []byte("x"),
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := env.Store.ThrowExport(env.Context, 1, env.Operator); err != nil {
		t.Fatal(err)
	}
	term := start(t, env, export.New(env))
	term.WaitFor("2 rows, thrown away")
	term.WaitFor("2 marked devices")
	term.WaitFor("1 marked device")
	if s := term.Screen(); strings.Contains(s, "named (") {
		t.Errorf("a sum of names is shown:\n%s", s)
	}
}

func TestExport_NothingIsWrittenOverAFileThatIsThere(t *testing.T) {
	env := desk(t)
	term := start(t, env, export.Open(env, "mut-users"))
	term.WaitFor("will be written")
	name := "mut-users-" + env.Now().Format("2006-01-02") + ".csv"
	if err := os.WriteFile(filepath.Join(env.Inbox, name), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	term.Press("ctrl+s")
	term.WaitFor("is there already")
	if _, content := only(t, env); content != "mine" {
		t.Error("it was written over")
	}
	if list, err := env.Store.Exports(env.Context); err != nil || len(list) != 0 {
		t.Errorf("what was not written was remembered: %+v %v", list, err)
	}
}

func TestExports_AreTakenAgainAndThrownAway(t *testing.T) {
	env := desk(t)
	if _, err := env.Store.KeepExport(env.Context, store.Export{Operator: "t.ostermoor", Template: "mut-users", Format: "csv", Rows: 1, Bytes: []byte("as it went out")}); err != nil {
		t.Fatal(err)
	}
	term := start(t, env, export.New(env))
	term.WaitFor("mut-users")
	term.Press("w")
	term.WaitFor("as it went out.")
	if _, content := only(t, env); content != "as it went out" {
		t.Errorf("%q", content)
	}
	term.Press("w")
	term.WaitFor("already: mut-users-")
	term.Press("x")
	term.WaitFor("y throw away")
	term.Press("y")
	term.WaitFor("1 row, thrown away")
	term.Press("w")
	term.WaitFor("It was thrown away by")
	if _, err := env.Store.ExportFile(env.Context, 1); store.CodeOf(err) != store.CodeConflict {
		t.Error(err)
	}
}

func TestExport_TheCommandBarLeadsThere(t *testing.T) {
	env := desk(t)
	term := start(t, env, device.Filtered(env, ""))
	term.WaitFor("Devices")
	term.Press(":")
	term.Type("export nosuch")
	term.Press("enter")
	term.WaitFor("There is no template")
	term.Press(":")
	term.Type("export mut-users position:teacher")
	term.Press("enter")
	term.WaitFor("Export · users /position:teacher")
	term.WaitFor("will be written")
	term.Press(":")
	term.Type("exports")
	term.Press("enter")
	term.WaitFor("Nothing went out yet")
}

// Text of records and file names is data: what would act on a terminal is shown as a mark.
func TestExport_HostileTextReachesNoTerminal(t *testing.T) {
	env := desk(t)
	term := start(t, env, export.Open(env, "devices room:\x1b[2Jx\u202e"))
	term.WaitFor("no row to write")
	if s := term.Screen(); strings.ContainsAny(s, "\x1b\u202e") {
		t.Errorf("%q", s)
	}
}
