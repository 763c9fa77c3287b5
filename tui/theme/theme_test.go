package theme_test

import (
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/theme"
)

// R-81 names the statuses; every one needs a sign and a word of its own, as colour may not be seen.
func TestStatus_R81_EveryStatusHasItsOwnSignAndWord(t *testing.T) {
	th := theme.New(true, false)
	signs, words := map[string]string{}, map[string]string{}
	for _, status := range []string{"add", "change", "revoke", "same", "left_out", "held_back", "error", "undecided"} {
		sign, word, _ := th.Status(status)
		if ansi.StringWidth(sign) != 1 || word == "" {
			t.Errorf("%s: sign %q, word %q", status, sign, word)
		}
		if signs[sign] != "" || words[word] != "" {
			t.Errorf("%s looks like %s%s", status, signs[sign], words[word])
		}
		signs[sign], words[word] = status, status
	}
	if _, word, _ := th.Status("from a later version"); word != "from a later version" {
		t.Errorf("an unknown status reads %q", word)
	}
}

func TestTheme_WithoutColourThereIsNone(t *testing.T) {
	for _, dark := range []bool{true, false} {
		th := theme.New(dark, false)
		for _, style := range styles(th) {
			if _, none := style.GetForeground().(lipgloss.NoColor); !none {
				t.Errorf("%q has a colour", style.Render("x"))
			}
		}
	}
}

func TestTheme_FollowsTheBackgroundInPlace(t *testing.T) {
	th := theme.New(true, true)
	dark := th.Accent.Render("x")
	th.SetDark(false)
	if light := th.Accent.Render("x"); light == dark || th.Dark {
		t.Errorf("dark %q, light %q", dark, light)
	}
	plain := theme.New(true, false)
	plain.SetDark(false)
	if plain.Color {
		t.Error("colour came back with the background")
	}
}

func styles(th *theme.Theme) []lipgloss.Style {
	all := []lipgloss.Style{
		th.Text, th.Dim, th.Accent, th.Good, th.Warn, th.Bad, th.Title, th.Header, th.Key, th.Border, th.Selected, th.Cursor,
	}
	for _, s := range []string{"add", "change", "revoke", "same", "left_out", "held_back", "error", "undecided"} {
		_, _, style := th.Status(s)
		all = append(all, style)
	}
	return all
}
