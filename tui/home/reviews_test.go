package home_test

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/home"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestHome_ColleaguesReviewsWaitForThemButCanBeFound(t *testing.T) {
	env := district.Env(t)
	kim := env
	kim.Operator = "k.alder"
	begin(t, kim)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("a review by k.alder is open: 4 lists it")
	if strings.Contains(term.Screen(), "assign-lark.csv") {
		t.Errorf("it is listed as one's own:\n%s", term.Screen())
	}
	term.Press("g", "enter")
	term.WaitFor("[4 Bulk]")
	term.WaitFor("By k.alder; begun at")
}

func TestHome_AReviewSaysHowMuchOfItIsDecided(t *testing.T) {
	env := district.Env(t)
	begin(t, env)
	all, err := env.Store.AllReviews(env.Context)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d reviews, %v", len(all), err)
	}
	accepted := []store.Decision{{Line: 3, Verdict: store.VerdictAccept}, {Line: 4, Verdict: store.VerdictAccept}}
	if _, err := env.Store.Keep(env.Context, all[0].ID, env.Operator, store.Kept{Decisions: accepted}); err != nil {
		t.Fatal(err)
	}
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("  2 decided")
}

func TestHome_NamesTheColleaguesWhoseReviewsAreOpen(t *testing.T) {
	env := district.Env(t)
	for _, operator := range []string{"k.alder", "l.birch", "m.cedar", "n.dogwood", "k.alder"} {
		other := env
		other.Operator = operator
		begin(t, other)
	}
	term := tuitest.Start(t, tui.New(env, home.New(env)), 100, 30)
	term.WaitFor("4 reviews by k.alder, n.dogwood, m.cedar and 1 more are open: 4 lists them")
}

func TestHome_AnOwnReviewSaysWithinAWeekThatItAgesOut(t *testing.T) {
	env := district.Env(t)
	begin(t, env)
	for days, told := range map[int]bool{52: false, 54: true} {
		at := storetest.Start.AddDate(0, 0, days)
		env.Now = func() time.Time { return at }
		h := home.New(env)
		h.Update(h.Init()())
		if view := h.View(80, 21); strings.Contains(view, "ages out on 2026-10-23") != told {
			t.Errorf("after %d days:\n%s", days, view)
		}
	}
}

func TestHome_ReviewThatAgedOutWhenTheConsoleStartedIsListedNoMore(t *testing.T) {
	env := district.Env(t)
	begin(t, env)
	at := storetest.Start.AddDate(0, 0, 61)
	later, err := store.Open(context.Background(), env.Store.Path(), store.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = later.Close() })
	env = district.Session(screen.Env{Context: env.Context, Store: later, Now: func() time.Time { return at }, Operator: env.Operator})
	term := tuitest.Start(t, tui.New(env), 80, 24)
	term.WaitFor("1 review aged out, with its decisions: nobody touched it for 60 days.")
	term.WaitFor("28 of 428")
	term.WaitGone("assign-lark.csv")
}

func TestHome_GoldenOfReviewsLeftOpen(t *testing.T) {
	env := district.Env(t)
	for _, operator := range []string{env.Operator, "k.alder", "l.birch"} {
		other := env
		other.Operator = operator
		begin(t, other)
	}
	at := storetest.Start.AddDate(0, 0, 54)
	env.Now = func() time.Time { return at }
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			h := home.New(district.Session(env))
			h.Update(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
			h.Update(h.Init()())
			golden.RequireEqual(t, ansi.Strip(h.View(size.Width, size.Height-3)))
		})
	}
}
