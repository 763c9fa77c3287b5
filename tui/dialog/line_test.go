package dialog_test

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

func TestLine_ConfirmsNothingWithoutWords(t *testing.T) {
	for press, want := range map[string]dialog.Answer{"enter": dialog.Open, "esc": dialog.No, "space": dialog.Open, "down": dialog.Open, "y": dialog.Open} {
		d := dialog.NewLine(plain(), "Take over", "The review is by kim.", "Your word: ", "take over")
		if got := d.Update(screen.Press(press)); got != want {
			t.Errorf("%s answers %d, want %d", press, got, want)
		}
	}
	d := dialog.NewLine(plain(), "Take over", "The review is by kim.", "Your word: ", "take over")
	d.Update(screen.Press("space"))
	d.Update(screen.Press("enter"))
	if view := ansi.Strip(d.View(80, 20)); !strings.Contains(view, "Nothing was done") {
		t.Errorf("a blank is a word:\n%s", view)
	}
	d.Update(tea.PasteMsg{Content: "  kim is ill "})
	if got := d.Update(screen.Press("enter")); got != dialog.Yes || d.Value() != "kim is ill" {
		t.Errorf("it answers %d with %q", got, d.Value())
	}
}

func TestLine_TellsWhatTheWordsMeanAndWhatIsWrongWithThem(t *testing.T) {
	d := dialog.NewLine(plain(), "Ageing out", "After how many days?", "Days: ", "set")
	d.Check(func(typed string) error {
		if typed != "30" {
			return errors.New("type 30")
		}
		return nil
	})
	d.Tell(func(typed string) string { return "so far “" + typed + "”" })
	d.SetHint("a number")
	if view := ansi.Strip(d.View(80, 20)); !strings.Contains(view, "Days: a number") || !strings.Contains(view, "so far “”") {
		t.Errorf("empty:\n%s", view)
	}
	d.Update(screen.Press("3"))
	if got := d.Update(screen.Press("enter")); got != dialog.Open || !strings.Contains(ansi.Strip(d.View(80, 20)), "Nothing was done: type 30.") {
		t.Errorf("3 answers %d:\n%s", got, d.View(80, 20))
	}
	d.Update(screen.Press("0"))
	if view := ansi.Strip(d.View(80, 20)); strings.Contains(view, "Nothing was done") || !strings.Contains(view, "so far “30”") {
		t.Errorf("what was wrong stays while it is put right:\n%s", view)
	}
	if d.Update(screen.Press("enter")) != dialog.Yes {
		t.Error("30 does not confirm")
	}
}

func TestLine_OnASmallScreenWantsAllReadFirst(t *testing.T) {
	d := dialog.NewLine(plain(), "Take over", tall, "Your word: ", "take over")
	d.View(40, 7)
	d.Update(tea.PasteMsg{Content: "ill"})
	if d.Update(screen.Press("enter")) != dialog.Open {
		t.Fatal("it confirms what was not in sight")
	}
	for range 9 {
		d.Update(screen.Press("pgdown"))
		d.View(40, 7)
	}
	if d.Update(screen.Press("enter")) != dialog.Yes {
		t.Error("all was read, and Enter does not confirm")
	}
}
