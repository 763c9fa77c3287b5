// Package tuitest runs a program on a real terminal emulator, as a person would see it: press keys, wait for
// words on the screen, count the bytes on the wire. Nothing in it sleeps: every wait is woken by a write.
package tuitest

import (
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"
)

// patience is how long a wait lasts before the test fails. It is no measure of anything: a slow machine may use
// nearly all of it.
const patience = 30 * time.Second

// Term is a terminal with a program on it.
type Term struct {
	t       testing.TB
	program *tea.Program
	input   *io.PipeWriter

	mu     sync.Mutex
	woken  *sync.Cond // a write, a resize, the end of the program or of somebody's patience
	emu    *vt.Emulator
	bytes  int
	ended  bool
	result error
}

// Start runs model on a terminal of width × height cells until the test ends.
func Start(t testing.TB, model tea.Model, width, height int) *Term {
	t.Helper()
	return Run(t, func(in io.Reader, out io.Writer, environ []string) *tea.Program {
		return tea.NewProgram(model, tea.WithInput(in), tea.WithOutput(out), tea.WithEnvironment(environ),
			tea.WithoutSignals(), tea.WithWindowSize(width, height), tea.WithColorProfile(colorprofile.ANSI256))
	}, width, height)
}

// Run is Start for a program that is made by the caller around the terminal's ends.
func Run(t testing.TB, program func(in io.Reader, out io.Writer, environ []string) *tea.Program, width, height int) *Term {
	t.Helper()
	in, keys := io.Pipe()
	term := &Term{t: t, input: keys, emu: vt.NewEmulator(width, height)}
	term.woken = sync.NewCond(&term.mu)
	term.program = program(in, term, []string{"TERM=xterm-256color", "LANG=en_US.UTF-8"})
	go term.drain()
	go term.run(in)
	t.Cleanup(term.stop)
	return term
}

// run is the life of the program.
func (t *Term) run(in *io.PipeReader) {
	_, err := t.program.Run()
	_ = in.CloseWithError(io.EOF) // later keys go nowhere instead of waiting
	t.mu.Lock()
	t.ended, t.result = true, err
	t.mu.Unlock()
	t.woken.Broadcast()
}

// drain hands the terminal's answers (to questions about its modes and colours) to the program. The emulator
// stands still while one is not taken.
func (t *Term) drain() {
	buf := make([]byte, 4096)
	for {
		n, err := t.emu.Read(buf)
		if n > 0 {
			_, _ = t.input.Write(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// Write is the program's end of the wire. Without a kernel's terminal in between nobody turns LF into CRLF but us.
func (t *Term) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bytes += len(p)
	_, err := t.emu.Write([]byte(strings.ReplaceAll(string(p), "\n", "\r\n")))
	t.woken.Broadcast()
	return len(p), err
}

// stop ends the program and says if it did not end well.
func (t *Term) stop() {
	t.program.Quit()
	t.wait("the end of the program", func() bool { return t.ended })
	if answers, ok := t.emu.InputPipe().(io.Closer); ok { // ends drain; the emulator's own Close races with its Read
		_ = answers.Close()
	}
	if err := t.Err(); errors.Is(err, tea.ErrProgramPanic) {
		t.t.Errorf("the program panicked: %v", err)
	}
}

// wait blocks until done, which is called with the lock held, or fails the test with the screen.
func (t *Term) wait(what string, done func() bool) {
	t.t.Helper()
	t.mu.Lock()
	defer t.mu.Unlock()
	late := false
	timer := time.AfterFunc(patience, func() {
		t.mu.Lock()
		late = true
		t.mu.Unlock()
		t.woken.Broadcast()
	})
	defer timer.Stop()
	for !done() {
		switch {
		case t.ended:
			t.t.Fatalf("the program ended (%v) before %s; the screen:\n%s", t.result, what, t.screen())
		case late:
			t.t.Fatalf("waited in vain for %s; the screen:\n%s", what, t.screen())
		}
		t.woken.Wait()
	}
}
