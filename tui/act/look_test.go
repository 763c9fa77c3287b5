package act_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestAct_GoldenAtEverySize(t *testing.T) {
	env := district.Env(t)
	for _, v := range []struct {
		name string
		act  screen.ActMsg
		do   func(screen.Env, *tuitest.Term)
	}{
		{"new", ask(screen.ActNew, store.KindUser), func(_ screen.Env, term *tuitest.Term) {
			term.WaitFor("› User ID")
			term.Type("a-b")
			term.WaitFor("! a-b")
		}},
		{"edit", ask(screen.ActEdit, store.KindDevice, held), func(_ screen.Env, term *tuitest.Term) {
			term.WaitFor("› Asset Tag")
			replace(term, "Username", "")
			replace(term, "Position", "t")
			term.WaitFor("~ teacher")
		}},
		{"clash", ask(screen.ActEdit, store.KindDevice, ipad), func(env screen.Env, term *tuitest.Term) {
			term.WaitFor("› Asset Tag")
			replace(term, "Room", "14")
			move(t, env, ipad, "12")
			term.Send(screen.ChangedMsg{})
			term.WaitFor("now    12")
		}},
		{"confirm", ask(screen.ActClear, store.KindDevice, held), func(_ screen.Env, term *tuitest.Term) { term.WaitFor("y save") }},
		{"findings", ask(screen.ActSwap, store.KindDevice, held, fernMac), func(_ screen.Env, term *tuitest.Term) { term.WaitFor("F1 help"); term.WaitFor("swapped") }},
		{"pick-user", ask(screen.ActAssign, store.KindDevice, spare), func(_ screen.Env, term *tuitest.Term) {
			term.WaitFor("1 of 428")
			term.Type("anouk")
			term.WaitFor("Find: anouk")
			term.WaitFor("1 of 6")
		}},
		{"pick-device", ask(screen.ActSwap, store.KindDevice, held), func(_ screen.Env, term *tuitest.Term) { term.WaitFor("1 of 609") }},
		{"position", ask(screen.ActPosition, store.KindUser, holder), func(_ screen.Env, term *tuitest.Term) { term.WaitFor("esc none of them") }},
		{"many", ask(screen.ActEdit, store.KindDevice, held, ipad, mac), func(_ screen.Env, term *tuitest.Term) {
			term.WaitFor("Which field")
			goTo(term, "Position")
			term.Press("enter")
			term.WaitFor("What is Position to become")
		}},
	} {
		for _, size := range district.Sizes() {
			t.Run(v.name+"-"+size.Name, func(t *testing.T) {
				env := env
				if slices.Contains([]string{"new", "edit", "clash"}, v.name) { // what is typed is kept, and found by the next
					env = district.Env(t)
				}
				term := console(t, env, v.act, size.Width, size.Height)
				v.do(env, term)
				golden.RequireEqual(t, []byte(term.Screen()))
			})
		}
	}
}

func TestEdit_ResizedFromTheSmallestToALargeScreenAndBackKeepsTheFieldInSight(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	replace(term, "Phone", "2018-05-01")
	term.WaitFor("? warning R-08")
	for _, size := range [][2]int{{40, 10}, {80, 24}, {250, 70}, {120, 40}, {80, 24}, {40, 10}} {
		term.Resize(size[0], size[1])
		term.WaitUntil("the field in sight", func(screen string) bool {
			return focused(screen, "Phone") && strings.Contains(screen, "? warning R-08") && strings.Contains(screen, "ctrl+s")
		})
		for _, l := range strings.Split(term.Screen(), "\n") {
			if n := len([]rune(l)); n > size[0] {
				t.Errorf("at %v a line of %d: %q", size, n, l)
			}
		}
	}
	term.Press("esc")
	term.WaitFor("Not saved.")
}
