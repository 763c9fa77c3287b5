package home_test

import (
	"context"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

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
			term.WaitFor("Needs attention")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestHome_ALineOpensTheListThatWasCounted(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("24 of 428 users") // departing
	term.Press("j", "j", "j", "j", "enter")
	term.WaitFor("Homeroom  Users /departing:yes")
	term.WaitFor("1 of 24 (404 hidden)")
	term.Press("esc", "esc") // the filter, then the screen
	term.WaitFor("Homeroom  Home")
	term.WaitFor("› Departing, not yet revoked")
}

func TestHome_CountsFollowTheRecords(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("28 of 428 users")
	storetest.MustUser(t, env.Store, store.User{UserID: "late.arrival", Site: "LARK"})
	latest, err := env.Store.Latest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: latest})
	term.WaitFor("29 of 429 users")
}

func TestHome_WithoutRecordsSaysWhatToDo(t *testing.T) {
	env := district.Env(t)
	env.Store = storetest.Open(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("No site is on record yet: import an inventory file (4 Bulk).")
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
	if _, err := env.Store.Decide(env.Context, r.ID, later); err != nil {
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
