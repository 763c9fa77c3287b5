package form_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

func TestScan_EndsWithEnterOrWithTheScannersLineBreak(t *testing.T) {
	for name, msgs := range map[string][]tea.Msg{
		"typed":            {screen.Press("4"), screen.Press("2"), screen.Press("enter")},
		"scanned":          {tea.PasteMsg{Content: "42\r\n"}},
		"pasted and typed": {tea.PasteMsg{Content: " 4"}, screen.Press("2"), screen.Press("enter")},
	} {
		s := form.NewScan(theme.New(true, false))
		s.Open()
		for i, msg := range msgs {
			scanned, ended := s.Update(msg)
			if ended != (i == len(msgs)-1) || ended && scanned != "42" {
				t.Errorf("%s: after %v it says %q, %v", name, msg, scanned, ended)
			}
		}
		if view := s.View(60); !s.Typing() || !strings.Contains(view, "can or type a tag") {
			t.Errorf("%s: it is not ready for the next: %s", name, view)
		}
	}
}

func TestScan_ThatIsClosedTakesNothing(t *testing.T) {
	s := form.NewScan(theme.New(true, false))
	if _, ended := s.Update(tea.PasteMsg{Content: "42\n"}); ended || s.Typing() {
		t.Error("it took a scan")
	}
	s.Open()
	s.Update(screen.Press("4"))
	s.Close()
	s.Open()
	if scanned, _ := s.Update(screen.Press("enter")); scanned != "" {
		t.Errorf("what was thrown away is there again: %q", scanned)
	}
}
