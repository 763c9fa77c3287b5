package dialog_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"homeroom/tui/dialog"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

func plain() *theme.Theme { return theme.New(true, false) }

func TestConfirm_NoIsTheDefaultAndArrowsNeverConfirm(t *testing.T) {
	for press, want := range map[string]dialog.Answer{
		"y": dialog.Yes, "n": dialog.No, "enter": dialog.No, "esc": dialog.No, "q": dialog.No,
		"up": dialog.Open, "down": dialog.Open, "left": dialog.Open, "right": dialog.Open, "j": dialog.Open,
		"space": dialog.Open, "tab": dialog.Open, "Y": dialog.Open, "ctrl+s": dialog.Open, "ctrl+c": dialog.Open,
	} {
		c := dialog.NewConfirm(plain(), "Save", "Save 3 rows?", "ctrl+s", "save")
		if got := c.Update(screen.Press(press)); got != want {
			t.Errorf("%s answers %d, want %d", press, got, want)
		}
	}
}

func TestConfirm_KeyThatConfirmsIsNeverTheKeyThatAsked(t *testing.T) {
	for _, asked := range []string{"y", "o", "q", "enter", "ctrl+s"} {
		c := dialog.NewConfirm(plain(), "Sure", "Accept all?", asked, "accept")
		if c.Update(screen.Press(asked)) == dialog.Yes {
			t.Errorf("%s asked and confirms", asked)
		}
		yes := c.Keys()[0]
		if yes.Is(asked) || c.Update(screen.Press(yes.Press[0])) != dialog.Yes {
			t.Errorf("asked by %s, it says %v confirms", asked, yes.Press)
		}
		if !strings.Contains(c.View(80, 24), yes.Press[0]+" accept") {
			t.Errorf("asked by %s, the box does not say what confirms:\n%s", asked, c.View(80, 24))
		}
	}
}

func TestTypeNumber_R24_OnlyTheNumberItselfConfirms(t *testing.T) {
	d := dialog.NewTypeNumber(plain(), "Revoke", "12 devices lose their person.", 12)
	answer := func(keys ...string) (last dialog.Answer) {
		for _, k := range keys {
			last = d.Update(screen.Press(k))
		}
		return last
	}
	for _, keys := range [][]string{{"enter"}, {"y"}, {"up"}, {"space"}, {"enter"}, {"1", "enter"}, {"1", "2", "0", "enter"}, {"1", "2"}} {
		if answer(keys...) != dialog.Open {
			t.Errorf("%v answered", keys)
		}
	}
	if answer("enter") != dialog.Yes {
		t.Error("12 and Enter did not confirm")
	}
	if answer("esc") != dialog.No {
		t.Error("esc is not No")
	}
}

func TestTypeNumber_SaysThatNothingWasDone(t *testing.T) {
	d := dialog.NewTypeNumber(plain(), "Revoke", "12 devices lose their person.", 12)
	d.Update(tea.PasteMsg{Content: "21"})
	d.Update(screen.Press("enter"))
	if view := d.View(80, 24); !strings.Contains(view, `"21" is not 12: nothing was done.`) {
		t.Errorf("after a wrong number:\n%s", view)
	}
	d.Update(screen.Press("1"))
	if view := d.View(80, 24); strings.Contains(view, "nothing was done") {
		t.Errorf("the words stay while the next number is typed:\n%s", view)
	}
}

func TestMessage_IsClosedAndAllowsNothing(t *testing.T) {
	m := dialog.NewMessage(plain(), "Saved", "12 rows were saved.")
	for press, want := range map[string]dialog.Answer{"enter": dialog.No, "esc": dialog.No, "y": dialog.Open, "down": dialog.Open} {
		if got := m.Update(screen.Press(press)); got != want {
			t.Errorf("%s answers %d, want %d", press, got, want)
		}
	}
}

func TestDialogs_GoldenAtEverySize(t *testing.T) {
	long := "Save 214 rows of assign.csv: 200 people come on record, 14 devices change hands.\nThat is 36 % of the devices of this site. Pat Example loses the last device."
	number := dialog.NewTypeNumber(plain(), "Revoke 214 devices", long, 214)
	number.Update(screen.Press("2"))
	number.Update(screen.Press("enter"))
	for name, d := range map[string]dialog.Dialog{
		"confirm": dialog.NewConfirm(plain(), "Save", long, "ctrl+s", "save"),
		"number":  number,
		"message": dialog.NewMessage(plain(), "A title that is a good deal longer than a narrow terminal is wide", long+"\n"+long+"\n"+long),
	} {
		for _, size := range [][2]int{{80, 21}, {120, 37}, {40, 7}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				body := strings.Repeat(strings.Repeat("漢字 ", size[0]/5)+"\n", size[1])
				view := dialog.Over(body, d.View(size[0], size[1]), size[0], size[1])
				lines := strings.Split(view, "\n")
				if len(lines) != size[1] {
					t.Errorf("%d lines, want %d", len(lines), size[1])
				}
				for i, l := range lines {
					if screen.Width(l) > size[0] {
						t.Errorf("line %d takes %d cells of %d", i, screen.Width(l), size[0])
					}
				}
				golden.RequireEqual(t, view)
			})
		}
	}
}

func TestDialogs_TextOfFilesIsOnlyShown(t *testing.T) {
	d := dialog.NewConfirm(plain(), "Open \x1b]0;x\x07", "File \u202egpj.csv\x1b[2J", "enter", "open")
	if view := d.View(80, 24); strings.ContainsAny(view, "\x07\u202e") || strings.Contains(view, "\x1b[2J") || strings.Contains(view, "\x1b]") {
		t.Errorf("a file name acts on the terminal: %q", view)
	}
}

// tall is more text than a small terminal shows at once.
const tall = "38 devices lose their person.\nPat Example loses the last device.\nSam Sample loses the last device.\nThat is 41 % of the devices of this site.\nTwo User IDs clash elsewhere.\nThe file names 40 rows, two of which are left out."

func TestConfirm_OnASmallScreenNothingIsConfirmedThatWasNotInSight(t *testing.T) {
	c := dialog.NewConfirm(plain(), "Save", tall, "ctrl+s", "save")
	if view := c.View(40, 7); strings.Contains(view, "two of which") || !strings.Contains(view, "more lines") {
		t.Fatalf("the text should not fit:\n%s", view)
	}
	if c.Update(screen.Press("y")) != dialog.Open {
		t.Error("y confirms what was not in sight")
	}
	var seen string
	for range 9 {
		seen += c.View(40, 7)
		c.Update(screen.Press("down"))
	}
	for _, l := range strings.Fields(tall) {
		if !strings.Contains(seen, l) {
			t.Errorf("%q is never in sight", l)
		}
	}
	if c.Update(screen.Press("up")); c.Update(screen.Press("y")) != dialog.Yes {
		t.Error("all was read, and y does not confirm")
	}
}

func TestConfirm_GrownToItsTextConfirms(t *testing.T) {
	c := dialog.NewConfirm(plain(), "Save", tall, "ctrl+s", "save")
	c.View(40, 7)
	c.View(80, 21)
	if c.Update(screen.Press("y")) != dialog.Yes {
		t.Error("all of the text is in sight, and y does not confirm")
	}
}

func TestTypeNumber_OnASmallScreenWantsAllReadFirst(t *testing.T) {
	d := dialog.NewTypeNumber(plain(), "Revoke", tall, 38)
	d.View(40, 7)
	for _, k := range []string{"3", "8", "enter"} {
		if d.Update(screen.Press(k)) != dialog.Open {
			t.Fatalf("%s confirms what was not in sight", k)
		}
	}
	if view := d.View(40, 7); !strings.Contains(view, "read on first") || !strings.Contains(view, ": 38") {
		t.Errorf("it does not say what is missing, or forgets the number:\n%s", view)
	}
	for range 9 {
		d.Update(screen.Press("pgdown"))
		d.View(40, 7)
	}
	if d.Update(screen.Press("enter")) != dialog.Yes {
		t.Error("all was read and 38 typed, and Enter does not confirm")
	}
}

func TestChoice_HasNoDefault(t *testing.T) {
	ask := func() *dialog.Choice {
		return dialog.NewChoice(plain(), "Undo", "Which?", dialog.Option{Key: "r", Words: "this row (line 7)"}, dialog.Option{Key: "w", Words: "the whole import"})
	}
	for press, want := range map[string]dialog.Answer{
		"r": dialog.Yes, "w": dialog.Yes, "enter": dialog.Open, "y": dialog.Open, "u": dialog.Open, "down": dialog.Open, "esc": dialog.No, "n": dialog.No,
	} {
		if got := ask().Update(screen.Press(press)); got != want {
			t.Errorf("%s answers %d, want %d", press, got, want)
		}
	}
	c := ask()
	c.Update(screen.Press("w"))
	if view := ansi.Strip(c.View(80, 20)); c.Chosen() != 1 || !strings.Contains(view, "r  this row (line 7)") || !strings.Contains(view, "w  the whole import") {
		t.Errorf("chosen %d:\n%s", c.Chosen(), view)
	}
}
