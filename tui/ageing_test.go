package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
)

// left is the school in which somebody left a review open, so many days later.
func left(t *testing.T, days int) screen.Env {
	t.Helper()
	env := school(t)
	if _, _, err := env.Store.OpenReview(env.Context, store.Review{
		Operator: "kim", Site: "NORTH", Template: "mlti", Mode: "assign", FileName: "assign.csv", SHA256: "01",
	}, []byte("x")); err != nil {
		t.Fatal(err)
	}
	at := storetest.Start.AddDate(0, 0, days)
	later, err := store.Open(context.Background(), env.Store.Path(), store.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = later.Close() })
	env.Store, env.Now = later, func() time.Time { return at }
	return env
}

func TestConsole_StartsByEndingReviewsThatNobodyTouched(t *testing.T) {
	env := left(t, 61)
	term := tuitest.Start(t, New(env), 80, 24)
	term.WaitFor("1 review aged out, with its decisions: nobody touched it for 60 days. The")
	if open, err := env.Store.AllReviews(env.Context); err != nil || len(open) != 0 {
		t.Errorf("%+v is still open (%v)", open, err)
	}
	term.Press("4")
	term.WaitFor("[4 Bulk]")
	term.WaitUntil("the list of files", func(s string) bool { return strings.Contains(s, "Nothing to pick here") })
}

func TestConsole_StartsWithoutAWordWhereNothingIsThatOld(t *testing.T) {
	env := left(t, 59)
	m := New(env)
	if a, ok := m.ageOut()().(agedMsg); !ok || a != (agedMsg{}) {
		t.Errorf("it says %+v", a)
	}
	if cmd := m.aged(agedMsg{}); cmd != nil {
		t.Error("nothing went, and it is told")
	}
	if open, err := env.Store.AllReviews(env.Context); err != nil || len(open) != 1 {
		t.Errorf("%+v is open (%v)", open, err)
	}
}

func TestConsole_SummaryIsOpenedByItsNumber(t *testing.T) {
	env := school(t)
	device, err := env.Store.Device(env.Context, "DLXQ10Z9FCM8")
	if err != nil {
		t.Fatal(err)
	}
	data := "Serial Number,Room\nDLXQ10Z9FCM8,204\n"
	_, err = env.Store.Apply(env.Context, store.Act{
		Operator: "kim", Kind: store.ActImport, Title: "rooms.csv: 1 row",
		Import: &store.Import{
			Template: "mlti", Mode: "inventory", Site: "NORTH", FileName: "rooms.csv", SHA256: "02", Bytes: []byte(data), Rows: 1,
			Outcomes: []store.ImportRow{{Line: 2, Status: "change", Serial: "DLXQ10Z9FCM8", Saved: true, Notes: "[]"}},
		},
	}, []store.Change{{
		Record: store.KindDevice, Key: device.Serial, Version: device.Version, Line: 2,
		Fields: []store.FieldChange{{Field: store.FieldRoom, Old: device.Room, New: "204"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	term := tuitest.Start(t, New(env), 80, 24)
	term.WaitFor("[1 Home]")
	term.Press(":")
	term.Type("summary 4")
	term.Press("enter")
	term.WaitFor("Saved 1 row as import 4 · inventory · NORTH · kim at")
	term.Press("u")
	term.WaitFor("This puts 1 device record back as before import 4.")
	term.Press("y")
	term.WaitFor("Import 4: taken back by alex")
	term.Press("esc")
	term.WaitFor("[1 Home]")
}

func TestConsole_ReviewsOfAnotherConsoleShowUpByThemselves(t *testing.T) {
	env := school(t)
	term := tuitest.Start(t, New(env), 80, 24)
	term.WaitFor("Needs attention")
	review, _, err := env.Store.OpenReview(env.Context, store.Review{
		Operator: "kim", Site: "NORTH", Template: "mlti", Mode: "assign", FileName: "assign.csv", SHA256: "01",
	}, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	term.WaitFor("a review by kim is open: 4 lists it")
	term.Press("4")
	term.WaitFor("open       assign.csv")
	if _, err := env.Store.TakeOver(env.Context, review.ID, "lee", "kim is ill"); err != nil {
		t.Fatal(err)
	}
	term.WaitFor("by lee")
	if err := env.Store.DiscardReview(env.Context, review.ID, "lee"); err != nil {
		t.Fatal(err)
	}
	term.WaitGone("assign.csv")
}
