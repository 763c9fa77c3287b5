// Package district gives screen tests a session on the demo district.
package district

import (
	"context"
	"testing"

	"homeroom/fixtures"
	"homeroom/store/storetest"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Env seeds a new database with the demo district and gives a session on it.
func Env(t testing.TB) screen.Env {
	t.Helper()
	s := storetest.Open(t)
	if err := fixtures.Seed(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	return Session(screen.Env{Context: context.Background(), Store: s, Now: storetest.Clock(), Operator: "h.brackenmere"})
}

// Session gives a console its own theme, as each session has.
func Session(env screen.Env) screen.Env {
	env.Theme = theme.New(true, true)
	return env
}

// Size is a terminal's.
type Size struct {
	Name          string
	Width, Height int
}

// Sizes are those at which every screen has its golden.
func Sizes() []Size {
	return []Size{{"80x24", 80, 24}, {"120x40", 120, 40}, {"40x10", 40, 10}}
}
