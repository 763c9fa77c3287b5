package tui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
)

func start(t *testing.T, m *Model) *tuitest.Term {
	t.Helper()
	term := tuitest.Start(t, m, 80, 24)
	term.WaitFor("1 of 600")
	return term
}

func TestConsole_TopLineBodyStatusAndFooter(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	lines := strings.Split(term.Screen(), "\n")
	if len(lines) != 24 {
		t.Fatalf("%d lines on a terminal of 24:\n%s", len(lines), term.Screen())
	}
	if !strings.HasPrefix(lines[0], "Homeroom [1 Home]") || !strings.HasSuffix(lines[0], "alex") {
		t.Errorf("top line %q", lines[0])
	}
	foot := lines[23]
	if !strings.HasPrefix(foot, "⏎ open  / filter") || !strings.HasSuffix(foot, "? help") {
		t.Errorf("footer %q", foot)
	}
	if strings.Contains(foot, "undo") {
		t.Errorf("the footer offers a key that cannot be used: %q", foot)
	}
}

func TestConsole_DigitsGoToScreensAndEscComesBackButNeverQuits(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	term.Press("j", "j")
	term.WaitFor("3 of 600")
	term.Press("2")
	term.WaitFor("[2 Devices]")
	term.Press("enter")
	term.WaitFor("Record C0200000")
	term.Press("esc")
	term.WaitFor("[2 Devices]")
	term.Press("6", "2")
	term.WaitFor("[2 Devices]")
	term.Press("esc", "esc")
	term.WaitFor("[1 Home]")
	term.WaitFor("3 of 600") // as it was left
	term.Press("esc", "esc")
	term.WaitFor("q quits")
	if term.Ended() {
		t.Error("esc ended the program")
	}
	term.Press("q")
	if err := term.WaitEnd(); err != nil {
		t.Errorf("q on the first screen: %v", err)
	}
}

func TestConsole_EscGoesToTheScreenThatHasSomethingToClose(t *testing.T) {
	env, _, _ := world()
	below, above := newFake(env, "Below"), newFake(env, "Above")
	above.clearable = true
	term := start(t, newModel(env, nil, below, above))
	term.Press("esc")
	term.Press("j")
	term.WaitFor("2 of 600")
	if !strings.Contains(term.Screen(), "Homeroom  Above") {
		t.Error("the screen that had a filter to clear was closed")
	}
	term.Press("esc")
	term.WaitFor("Homeroom  Below")
}

func TestConsole_WhileTypingLettersBelongToTheScreen(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	term.Press("/")
	term.Type("q?:2")
	term.Paste("pasted")
	term.WaitFor("typed:q?:2pasted")
	term.Press("f1")
	term.WaitFor("On this screen: Home")
	term.Press("esc", "esc", "2")
	term.WaitFor("[2 Devices]")
}

func TestConsole_DisabledKeySaysWhyAndIsNotForwarded(t *testing.T) {
	env, _, _ := world()
	f := newFake(env, "Review")
	term := start(t, newModel(env, nil, f))
	term.Press("u")
	term.WaitFor("Nothing was saved yet.")
	term.Press("j")
	term.WaitGone("Nothing was saved yet.")
	term.Press("q")
	_ = term.WaitEnd()
	if strings.Join(f.got, " ") != "j" {
		t.Errorf("the screen got %v, want j alone", f.got)
	}
}

func TestConsole_HelpListsKeysWithSentencesAndReasons(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	term.Press("?")
	term.WaitFor("On this screen: Home")
	for _, want := range []string{"Open the record under the cursor.", "Not now: Nothing was saved yet."} {
		if !strings.Contains(term.Screen(), want) {
			t.Errorf("help lacks %q:\n%s", want, term.Screen())
		}
	}
	term.Press("G")
	term.WaitFor(":undo NUMBER")
	term.Press("?")
	term.WaitFor("1 of 600")
}

func TestConsole_CommandBarCompletesRemembersAndExplains(t *testing.T) {
	env, places, _ := world()
	env.Inbox = t.TempDir()
	if err := os.WriteFile(filepath.Join(env.Inbox, "assign 2026.csv"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	term := start(t, newModel(env, places))
	term.Press(":")
	term.WaitFor("device ") // what Tab offers
	term.Type("imp")
	term.Press("tab")
	term.WaitFor(":import")
	term.WaitFor("assign 2026.csv")
	term.Press("tab", "enter")
	term.WaitFor("Homeroom  Bulk " + filepath.Join(env.Inbox, "assign")[:20])

	term.Press(":")
	term.Type("nonsense")
	term.Press("enter")
	term.WaitFor(`There is no command "nonsense"`)
	term.Press(":", "up")
	term.WaitFor(":nonsense")
	term.Press("up")
	term.WaitFor(":import assign 2026.csv")
	term.Press("esc")
	term.WaitGone(":import assign")

	term.Press(":")
	term.Type("device")
	term.Press("enter")
	term.WaitFor(":device needs SERIAL")
}

func TestConsole_CommandBarCompletesTheWordsThatMayFollow(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	term.Press(":")
	term.Type("new d")
	term.Press("tab")
	term.WaitFor(":new device")
	term.Press("esc", ":")
	term.Type("C02XK1ZZ")
	term.WaitFor("looks it up: tag, serial, User ID")
	for range len("C02XK1ZZ") {
		term.Press("backspace")
	}
	term.Type("undo 1")
	term.WaitGone("looks it up")
}

func TestConsole_SaveWhereNothingCanBeSavedSaysSo(t *testing.T) {
	env, _, _ := world()
	f := newFake(env, "Picker")
	f.unsavable = true
	term := start(t, newModel(env, nil, f))
	term.Press("ctrl+s")
	term.WaitFor("There is nothing to save here.")
	term.Press("j")
	term.WaitGone("nothing to save")
	term.Press(":")
	term.Type("w")
	term.Press("enter")
	term.WaitFor("There is nothing to save here.")
}

func TestConsole_TopLineKeepsTheTabsWhateverStandsBesideThem(t *testing.T) {
	env, places, _ := world()
	env.Operator = strings.Repeat("very.long.", 12)
	m := newModel(env, places)
	for _, c := range []struct {
		width         int
		title, prefix string
	}{
		{80, "Home", "Homeroom [1 Home] 2 Devices  4 Bulk  6 History   very.long."},
		{60, "Home", "Homeroom [1 Home] 2 Devices  4 Bulk  6 History"},
		{80, "Devices /" + strings.Repeat("room:closet ", 9), "Homeroom [1 Devices /room:closet room:closet room:c…] 2 Devices 4 Bulk 6 History"},
		{60, "Devices /" + strings.Repeat("room:closet ", 9), "Homeroom [1 Devices /room:close…] 2 Devices 4 Bulk 6 History"},
		{40, "Home", "Homeroom [1 Home] 2  4  6   very.long."},
		{80, "Bulk · assign.csv · assign · OAK, chosen", "Homeroom [1 Bulk · assign.csv · assign · OAK, chosen] 2 Devices 4 Bulk 6 History"},
		{40, "Devices /" + strings.Repeat("room:closet ", 9), "Homeroom  Devices /room:closet room:clo…"},
	} {
		m.Update(tea.WindowSizeMsg{Width: c.width, Height: 10})
		m.top().(*fake).name = c.title
		line, _, _ := strings.Cut(ansi.Strip(m.View().Content), "\n")
		if !strings.HasPrefix(line, c.prefix) || screen.Width(line) > c.width {
			t.Errorf("%d cells: %q", c.width, line)
		}
	}
}

func TestConsole_PaletteFindsByWordsShowsTheKeyAndDoesIt(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	term.Press("ctrl+p")
	term.WaitFor("words of what you want to do")
	term.Type("record cursor")
	term.WaitGone("Save what is accepted")
	term.WaitFor("⏎")
	term.Press("enter")
	term.WaitFor("Record C0200000")
	term.Press("ctrl+p")
	term.Type("go to history")
	term.Press("enter")
	term.WaitFor("[6 History]")
}

func TestConsole_ErrorsStandInTheStatusLineInWords(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	term.Press("e")
	term.WaitFor("Record C0200000 could not be read: the file is gone (open it again)")
	term.Resize(40, 10)
	term.WaitFor("(open it again)")
}

func TestConsole_QuitAsksOnlyWhenSomethingIsUndecided(t *testing.T) {
	for _, asked := range []string{"q", "ctrl+c"} {
		t.Run(asked, func(t *testing.T) {
			env, _, _ := world()
			f := newFake(env, "Review")
			f.undecided = 3
			term := start(t, newModel(env, nil, f))
			term.Press(asked)
			term.WaitFor("3 rows are undecided")
			term.Press("ctrl+c", "up", "down", "left", "right", "space", "Y", "j", "enter") // only the last is an answer, and it is No
			term.WaitGone("3 rows are undecided")
			term.Press("j")
			term.WaitFor("2 of 600")
			term.Press(asked)
			term.WaitFor("3 rows are undecided")
			term.Press("y")
			if err := term.WaitEnd(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A save under way is no row to decide on: the question says what runs and what quitting does to it, and goes once that
// is not so any more.
func TestConsole_QuitSaysWhatIsUnderWayAndTheQuestionGoesWithIt(t *testing.T) {
	for _, asked := range []string{"q", "ctrl+c"} {
		env, _, _ := world()
		f := newFake(env, "Review")
		f.under = "Saving 2 rows"
		m := newModel(env, nil, f)
		m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
		m.Update(screen.Press(asked))
		view := ansi.Strip(m.View().Content)
		for _, words := range []string{"Saving 2 rows is not over yet.", "Quitting stops it", "unless it has", "committed by then"} {
			if !strings.Contains(view, words) {
				t.Errorf("%s: %q is not asked:\n%s", asked, words, view)
			}
		}
		if strings.Contains(view, "undecided") {
			t.Errorf("%s: nothing is undecided:\n%s", asked, view)
		}
		m.Update(screen.ChangedMsg{Latest: 3})
		if m.over == nil {
			t.Fatalf("%s: the question went while the save runs", asked)
		}
		f.under = ""
		m.Update(screen.ChangedMsg{Latest: 4})
		if view := ansi.Strip(m.View().Content); m.over != nil || !strings.Contains(view, "Saving 2 rows was over before you answered") {
			t.Errorf("%s: it still asks:\n%s", asked, view)
		}
	}
}

func TestConsole_CtrlCQuitsAtOnceWhenNothingIsUndecided(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	term.Press("/", "ctrl+c")
	if err := term.WaitEnd(); err != nil {
		t.Error(err)
	}
}

func TestConsole_UndecidedOnAnotherTabIsAskedAboutToo(t *testing.T) {
	env, places, made := world()
	m := newModel(env, places)
	m.open("bulk", "assign.csv")
	made["Bulk assign.csv"].undecided = 1
	m.press(screen.Press("1"))
	if cmd := m.press(screen.Press("q")); cmd != nil {
		t.Error("q on Home did something other than ask or go back")
	}
	m.press(screen.Press("ctrl+c"))
	if _, asking := m.over.(*question); !asking {
		t.Error("ctrl+c did not ask although a row is undecided under Bulk")
	}
}

func TestConsole_ReviewIsFoundAsItWasLeft(t *testing.T) {
	env, places, made := world()
	m := newModel(env, places)
	m.open("bulk", "assign.csv")
	review := made["Bulk assign.csv"]
	review.undecided = 1
	m.press(screen.Press("2"))
	m.press(screen.Press("4"))
	if m.top() != screen.Screen(review) {
		t.Errorf("4 leads to %s", m.top().Title())
	}
	m.press(screen.Press("4"))
	if m.top() != screen.Screen(review) {
		t.Errorf("4, pressed in the review, leaves it for %s", m.top().Title())
	}
	m.press(screen.Press("1"))
	m.open("bulk", "assign.csv")
	if m.top() != screen.Screen(review) {
		t.Error("the same file was opened twice at the same time")
	}
}

func TestConsole_EveryLineFitsFrom40x10To250x70(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	for _, over := range []string{"", "?", "ctrl+p", ":"} {
		if over != "" {
			term.Press(over)
		}
		for _, size := range [][2]int{{250, 70}, {40, 10}, {41, 11}, {120, 40}, {80, 24}} {
			term.Resize(size[0], size[1])
			term.WaitUntil("the new size", func(s string) bool {
				lines := strings.Split(s, "\n")
				return len(lines) == size[1] && strings.HasPrefix(lines[0], "Homeroom") && strings.Contains(lines[0], " Home") && lines[size[1]-1] != ""
			})
		}
		term.Press("esc")
	}
	term.Resize(39, 10)
	term.WaitFor("at least")
	term.Resize(80, 24)
	term.WaitFor("1 of 600")
}

func TestConsole_FrameForTheSizeBeforeDoesNotBreakTheScreenForGood(t *testing.T) {
	env, places, _ := world()
	term := start(t, newModel(env, places))
	term.WaitFor("1 of 600")
	term.Late("\x1b[1;10r", 80, 40) // only the first ten lines scroll, as the end of a frame may leave it
	term.WaitUntil("a whole screen of 40 lines", func(s string) bool {
		lines := strings.Split(s, "\n")
		return len(lines) == 40 && strings.HasPrefix(lines[0], "Homeroom") && !strings.Contains(strings.Join(lines[:39], "\n"), "\n\n\n")
	})
}

func TestConsole_PanicOfAScreenPutsTheTerminalBack(t *testing.T) {
	env, _, _ := world()
	m := newModel(env, nil, newFake(env, "Breaks"))
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	p := tea.NewProgram(m, tea.WithInput(strings.NewReader("x")), tea.WithOutput(&strings.Builder{}), tea.WithoutSignals(),
		tea.WithWindowSize(80, 24), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	if _, err := p.Run(); !errors.Is(err, tea.ErrProgramPanic) {
		t.Errorf("a screen's panic came back as %v", err)
	}
}

func TestConsole_FooterShowsAsManyKeysAsFitAndHelpAlways(t *testing.T) {
	env, places, _ := world()
	m := newModel(env, places)
	for width, want := range map[int]string{
		40: "⏎ open  / filter  e fail  ? help",
		44: "⏎ open  / filter  e fail  : command  ? help", // save does not fit, what comes after it does
		90: "⏎ open  / filter  e fail  ctrl+s save  : command  ctrl+p palette  ? help",
	} {
		m.Update(tea.WindowSizeMsg{Width: width, Height: 24})
		if got := ansi.Strip(m.footer()); got != want {
			t.Errorf("%d cells: %q, want %q", width, got, want)
		}
	}
}
