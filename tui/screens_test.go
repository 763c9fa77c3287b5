package tui

import (
	"context"
	"log/slog"
	"strings"
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
	term.WaitFor("site NORTH")
	term.Press(":")
	term.Type("import not-there.csv")
	term.Press("enter")
	term.WaitFor("Homeroom  Bulk")
	term.WaitFor("not-there.csv")
}

func TestConsole_CommandsThatNameNothingStayWhereTheyAreAndSayWhy(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, New(env), 80, 24)
	term.WaitFor("[1 Home]")
	for _, c := range []struct{ typed, told string }{
		{"device pat.example", "pat.example is a user. :user pat.example opens the record."},
		{"user 8000001", "8000001 is a device. :device 8000001 opens the record."},
		{"user DLXQ10Z9FCM8", "DLXQ10Z9FCM8 is a device."},
		{"user nobody", "No user has the User ID nobody."},
		{"device nothing", "No device has the serial number or asset tag nothing."},
		{"checklist sideways", `There is no procedure "sideways".`},
		{"checklist removal d_ashfield", "Nobody and no device on record is called d_ashfield. :checklist removal asks"},
		{"checklist removal user 8000001", "Nobody and no device on record is called 8000001."},
		{"checklist start-of-year FERN", "Start of year is about a site, and no site has the code FERN. Sites: NORTH."},
		{"checklist start-of-year pat.example", "no site has the code pat.example"},
		{"checklist 999", "There is no checklist 999."},
		{"undo 999", "There is no import or change of that number."},
		{"undo c999", "There is no change c999."},
		{"undo 1:9", "Line 9 of save 1 changed nothing."},
		{"undo soon", `"soon" is no number to take back.`},
		{"history 999", "There is no import or save 999."},
		{"summary 999", "There is no import or save 999."},
		{"summary", ":summary needs NUMBER, for example :summary 12."},
		{"history soon", "Nothing is or was on record under soon."},
		{"biography nobody", "Nothing is or was on record under nobody."},
		{"edit nobody", "Nothing on record is called nobody. :scan nobody shows what comes near."},
		{"new", ":new needs device|user, for example :new device."},
		{"new school", ":new needs device|user, for example :new device."},
		{"edit", ":edit needs NAME"},
		{"devices bogus:1", `A device has no field "bogus".`},
		{"users held:maybe", "Held is answered by yes or no."},
	} {
		term.Press(":")
		term.Type(c.typed)
		term.Press("enter")
		term.WaitFor(c.told)
		if !strings.Contains(term.Screen(), "[1 Home]") {
			t.Errorf(":%s left Home:\n%s", c.typed, term.Screen())
		}
		term.Press("j")
		term.WaitGone(c.told)
	}
}

func TestConsole_CommandsNameRecordsByAnyOfTheirNames(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, New(env), 80, 24)
	term.WaitFor("[1 Home]")
	for _, c := range []struct{ typed, title string }{
		{"device 8000001", "Homeroom  Device DLXQ10Z9FCM8"},
		{"user PAT.example", "Homeroom  User pat.example"},
		{"device dlxq10z9fcm8", "Homeroom  Device DLXQ10Z9FCM8"},
		{"history 3", "Homeroom  Save 3"},
		{"summary 2", "Homeroom  Save 2"},
		{"undo 3", "Homeroom  Undo of save 3"},
		{"undo c3", "Homeroom  Undo of change c3"},
		{"devices kindly", "Devices /kindly"},
		{"biography 8000001", "Homeroom  Biography of DLXQ10Z9FCM8"},
		{"biography sdlxq10z9fcm8", "Homeroom  Biography of DLXQ10Z9FCM8"},
		{"history Pat.Example", "Homeroom  Biography of pat.example"},
		{"history 8000001", "Homeroom  Biography of DLXQ10Z9FCM8"}, // no save has that number
		{"edit 8000001", "Homeroom  Edit device DLXQ10Z9FCM8"},     // the last one: a form has the keyboard
	} {
		term.Press(":")
		term.Type(c.typed)
		term.Press("enter")
		term.WaitFor(c.title)
	}
}

func TestConsole_CommandBeginsANewRecord(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, New(env), 80, 24)
	term.WaitFor("[1 Home]")
	term.Press(":")
	term.Type("new user")
	term.Press("enter")
	term.WaitFor("Homeroom  New user")
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

func TestConsole_AnEditInOneConsoleShowsOnTheOthersHome(t *testing.T) {
	env := school(t)
	m := New(env)
	m.every = time.Millisecond
	term := tuitest.Start(t, m, 80, 24)
	term.WaitFor("Needs attention")
	if _, held, _ := strings.Cut(term.Screen(), "iPad Air"); !strings.Contains(held, "1      1 held") {
		t.Fatalf("Pat holds the iPad:\n%s", term.Screen())
	}
	edit := store.Act{Operator: "robin", Kind: store.ActEdit, Title: "8000001 taken back from Pat Example"}
	d, err := env.Store.Device(env.Context, "DLXQ10Z9FCM8")
	if err != nil {
		t.Fatal(err)
	}
	_, err = env.Store.Apply(env.Context, edit, []store.Change{{
		Record: store.KindDevice, Key: d.Serial, Version: d.Version,
		Fields: []store.FieldChange{{Field: store.FieldUsername, Old: "pat.example", New: d.Serial}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	term.WaitFor("1      0 held")
	term.Press("G")
	term.WaitFor("save 4  8000001 taken back from Pat Example  robin")
}
