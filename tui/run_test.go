package tui

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/tuitest"
)

func TestRun_EndsWithoutErrorWhenTheOperatorQuits(t *testing.T) {
	env, _, _ := world()
	var out strings.Builder
	err := Run(context.Background(), env, strings.NewReader("q"), &out, []string{"TERM=xterm-256color"}, newFake(env, "First"))
	if err != nil {
		t.Errorf("quit came back as %v", err)
	}
	if !strings.Contains(out.String(), ansi.ResetModeAltScreenSaveCursor) {
		t.Error("the terminal was not put back")
	}
}

func TestRun_EndsWithTheSession(t *testing.T) {
	env, _, _ := world()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in, keys := io.Pipe()
	defer keys.Close()
	err := Run(ctx, env, in, io.Discard, []string{"TERM=xterm-256color"}, newFake(env, "First"))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the end of the session came back as %v", err)
	}
}

// With the options that Run gives the program.
func TestRun_ShowsTheConsole(t *testing.T) {
	env, places, _ := world()
	term := tuitest.Run(t, func(in io.Reader, out io.Writer, environ []string) *tea.Program {
		return tea.NewProgram(newModel(env, places), append(options(env.Context, in, out, environ), tea.WithoutSignals())...)
	}, 80, 24)
	term.WaitFor("1 of 600")
	term.Press("2")
	term.WaitFor("[2 Devices]")
}

func TestRun_TerminalIsKeptOnCodePointWidths(t *testing.T) {
	if msg := codePointWidths(nil, tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset}); msg != nil {
		t.Errorf("the renderer would hear %v and measure otherwise than the screens", msg)
	}
	for _, msg := range []tea.Msg{tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset}, tea.QuitMsg{}} {
		if codePointWidths(nil, msg) != msg {
			t.Errorf("%v does not come through", msg)
		}
	}
}
