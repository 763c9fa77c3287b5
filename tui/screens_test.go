package tui

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/tuitest"
)

func school(t *testing.T) screen.Env {
	t.Helper()
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "NORTH", Name: "North School", Solution: store.SolutionPrimary})
	storetest.MustUser(t, s, store.User{UserID: "pat.example", FullName: "Pat Example", Site: "NORTH", Position: "student"})
	storetest.MustDevice(t, s, store.Device{
		Serial: "DLXQ10Z9FCM8", AssetTag: "8000001", Model: "iPad Air", Site: "NORTH", Username: "pat.example", FullName: "Pat Example", Position: "student",
	})
	return screen.Env{
		Context: context.Background(), Store: s, Theme: theme.New(true, false), Now: storetest.Clock(),
		Log: slog.New(slog.DiscardHandler), Operator: "alex", Inbox: t.TempDir(),
	}
}

func TestConsole_EveryScreenOpensByItsDigitAndByName(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, New(env), 80, 24)
	term.WaitFor("[1 Home]")
	for _, p := range places() {
		if p.digit != "" {
			term.Press(p.digit)
			term.WaitFor("[" + p.digit + " " + p.title + "]")
		}
	}
	term.Press(":")
	term.Type("device DLXQ10Z9FCM8")
	term.Press("enter")
	term.WaitFor("pat.example")
	term.Press(":")
	term.Type("user PAT.EXAMPLE")
	term.Press("enter")
	term.WaitFor("DLXQ10Z9FCM8")
	term.Press(":")
	term.Type("undo 1")
	term.Press("enter")
	term.WaitFor("North School")
	term.Press(":")
	term.Type("import not-there.csv")
	term.Press("enter")
	term.WaitFor("Homeroom  Bulk")
	term.WaitFor("not-there.csv")
}

func TestConsole_SaveInAnotherConsoleShowsUpByItself(t *testing.T) {
	env := school(t)
	m := New(env)
	m.every = time.Millisecond
	term := tuitest.Start(t, m, 80, 24)
	term.Press("2")
	term.WaitFor("DLXQ10Z9FCM8")
	storetest.MustDevice(t, env.Store, store.Device{Serial: "C02XK1ZZJG5H", AssetTag: "3000001", Site: "NORTH"})
	term.WaitFor("C02XK1ZZJG5H")
}
