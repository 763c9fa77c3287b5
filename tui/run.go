package tui

import (
	"context"
	"errors"
	"io"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"homeroom/tui/screen"
)

// Run shows the console on a terminal until the operator quits or ctx ends. in and out are the terminal, environ
// is the session's environment (TERM and the like), never the process's own unless the caller means that. The
// error is nil after a quit, ctx's error when ctx ended, or what the terminal failed with. A panic of a screen is
// caught, the terminal is put back, and the error says so. What screens keep (see screen.Env.Keep) is written before it
// returns.
func Run(ctx context.Context, env screen.Env, in io.Reader, out io.Writer, environ []string, start ...screen.Screen) error {
	ctx, cancel := context.WithCancel(ctx) // ends the poll with the console
	defer cancel()
	var keeping sync.WaitGroup
	env.Context, env.Keeping = ctx, &keeping
	_, err := tea.NewProgram(New(env, start...), options(ctx, in, out, environ)...).Run()
	keeping.Wait()
	switch {
	case ctx.Err() != nil && errors.Is(err, tea.ErrProgramKilled):
		return ctx.Err()
	case errors.Is(err, tea.ErrInterrupted): // a signal: nothing is lost, decisions are kept as they are made
		return nil
	}
	return err
}

func options(ctx context.Context, in io.Reader, out io.Writer, environ []string) []tea.ProgramOption {
	return []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(out), tea.WithEnvironment(environ),
		tea.WithWindowSize(80, 24), // until the terminal tells its own; first frame first
		tea.WithFilter(codePointWidths),
	}
}

// codePointWidths keeps the renderer from measuring by grapheme clusters where the terminal could: the screens
// measure by code points, and both must agree or columns break.
func codePointWidths(_ tea.Model, msg tea.Msg) tea.Msg {
	if report, ok := msg.(tea.ModeReportMsg); ok && report.Mode == ansi.ModeUnicodeCore {
		return nil
	}
	return msg
}
