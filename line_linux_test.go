package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/charmbracelet/x/vt"

	"homeroom/store"
	"homeroom/store/procedure"
)

// TestChecklist_R32_LineDropped_IsFoundAgainAtTheSameStep walks every procedure in the console on a terminal of its own
// and loses the terminal at every step: while the question stands, and right after it was answered, by turns by a line
// that drops and by a console that is killed.
func TestChecklist_R32_LineDropped_IsFoundAgainAtTheSameStep(t *testing.T) {
	for _, c := range walks() {
		t.Run(c.title(), func(t *testing.T) {
			p := c.ready(t)
			p.run(0, c.start(t)...)
			turn := 0
			for s := p.next(&c); s != nil; s = p.next(&c) {
				p.loseAt(s, turn)
				turn++
			}
			if w := p.now(); w.Checklist.State != store.ChecklistDone || turn == 0 {
				t.Errorf("it ends %s after %d steps", w.Checklist.State, turn)
			}
		})
	}
}

// loseAt loses the line at a step, and does the step then.
func (p *place) loseAt(s *procedure.Stage, turn int) {
	p.t.Helper()
	first, last := p.beforeAndAfter(s)
	l := p.dial()
	l.askStep(s)
	l.lose(turn%2 == 0)
	if got, err := p.picture(); err != nil || got != first {
		p.t.Fatalf("asked, not answered, and the line lost: %v\n%s\nwant\n%s", err, got, first)
	}
	l = p.dial()
	l.askStep(s) // found again at the same step
	l.press("y")
	if turn%3 == 0 { // lost only after it was done
		l.until("the step to be done", func() bool {
			w := p.now()
			return w.Now() == nil || w.Now().Key != s.Key
		})
		first = last
	}
	l.lose(turn%2 == 1)
	switch got, err := p.picture(); {
	case err != nil || got != first && got != last:
		p.t.Fatalf("answered and the line lost: %v\n%s\nwant\n%s\nor\n%s", err, got, first, last)
	case got != last:
		p.run(0, doing(s)...)
	}
}

// beforeAndAfter are the records now, and as they are once the step is done.
func (p *place) beforeAndAfter(s *procedure.Stage) (first, last string) {
	p.t.Helper()
	q := p.copied("whole")
	first, err := q.picture()
	if err != nil {
		p.t.Fatal(err)
	}
	q.run(0, doing(s)...)
	if last, err = q.picture(); err != nil || first == last {
		p.t.Fatalf("%s changes nothing, or: %v", s.Key, err)
	}
	return first, last
}

// wire is a terminal with the console at its other end.
type wire struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	emu    *vt.Emulator
	mu     sync.Mutex
	wrote  chan struct{}

	total int           // bytes that the console has written
	limit int           // and will have written when the line is cut; 0 where it is not
	sever func()        // cuts it
	cut   chan struct{} // closed then
}

// dial opens the console, or runs a command, on a terminal of 80×24.
func (p *place) dial(args ...string) *wire {
	p.t.Helper()
	master, tty, err := terminals()
	if err != nil {
		p.t.Fatal(err)
	}
	cmd := p.command(args...)
	cmd.Env = append(cmd.Env, "TERM=xterm-256color", "LANG=en_US.UTF-8")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	_ = tty.Close()
	l := &wire{t: p.t, cmd: cmd, master: master, emu: vt.NewEmulator(80, 24), wrote: make(chan struct{}, 1), cut: make(chan struct{})}
	go l.listen()
	go l.reply()
	return l
}

// terminals makes both ends of a terminal: ours, and the program's.
func terminals() (master, tty *os.File, err error) {
	master, err = os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, err
	}
	var number, unlocked int32
	size := [4]uint16{24, 80}
	kernel, err := master.SyscallConn()
	if err != nil {
		return nil, nil, err
	}
	failed := kernel.Control(func(fd uintptr) {
		for _, ask := range []struct {
			request uintptr
			value   unsafe.Pointer
		}{
			{syscall.TIOCGPTN, unsafe.Pointer(&number)},
			{syscall.TIOCSPTLCK, unsafe.Pointer(&unlocked)},
			{syscall.TIOCSWINSZ, unsafe.Pointer(&size)},
		} {
			if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, fd, ask.request, uintptr(ask.value)); no != 0 {
				err = no
			}
		}
	})
	if err = errors.Join(failed, err); err != nil {
		return nil, nil, err
	}
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	return master, tty, err
}

// listen draws what the console writes.
func (l *wire) listen() {
	buf := make([]byte, 4096)
	for {
		n, err := l.master.Read(buf)
		if err != nil {
			return
		}
		l.draw(buf[:n])
		select {
		case l.wrote <- struct{}{}:
		default:
		}
	}
}

// draw draws it as far as it comes before the line is cut; the rest is lost.
func (l *wire) draw(data []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.limit > 0 {
		data = data[:max(0, min(len(data), l.limit-l.total))]
	}
	l.total += len(data)
	_, _ = l.emu.Write(data)
	if l.limit > 0 && l.total >= l.limit {
		l.cutOff()
	}
}

// reply hands the terminal's answers to the console's questions back.
func (l *wire) reply() {
	buf := make([]byte, 4096)
	for {
		n, err := l.emu.Read(buf)
		if err != nil {
			return
		}
		_, _ = l.master.Write(buf[:n])
	}
}

func (l *wire) press(keys string) {
	l.t.Helper()
	if _, err := l.master.WriteString(keys); err != nil {
		l.t.Fatal(err)
	}
}

func (l *wire) screen() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.emu.String()
}

// wait waits until the words stand on the screen.
func (l *wire) wait(words string) {
	l.t.Helper()
	l.waitAny(words)
}

// waitAny waits until one of the words stands on the screen, and says which.
func (l *wire) waitAny(words ...string) (found string) {
	l.t.Helper()
	l.until(strings.Join(words, ", or "), func() bool {
		screen := l.screen()
		at := slices.IndexFunc(words, func(w string) bool { return strings.Contains(screen, w) })
		if at >= 0 {
			found = words[at]
		}
		return at >= 0
	})
	return found
}

// until waits for something that the console does before it writes.
func (l *wire) until(what string, came func() bool) {
	l.t.Helper()
	patience := time.After(30 * time.Second)
	for !came() {
		select {
		case <-l.wrote:
		case <-patience:
			l.t.Fatalf("%s does not come:\n%s", what, l.screen())
		}
	}
}

// askStep goes to the checklist, fills in what the step asks for, and asks to do it: y does it then.
func (l *wire) askStep(s *procedure.Stage) {
	l.t.Helper()
	l.wait("Needs attention")
	l.press(":checklist 1")
	l.wait(":checklist 1")
	l.press("\r")
	l.wait("Homeroom  Checklist 1")
	l.wait(fmt.Sprintf("step %d of %d", s.Number, s.Of))
	const unread, question = "read the rest first   n no", "with a note   n no"
	if len(s.Asks) > 0 {
		l.fill(s)
	} else {
		l.press("\r")
	}
	if l.waitAny(unread, question) == unread {
		l.press("G")
		l.wait(question)
	}
}

// fill fills in what a step asks for, and asks to do it. What was typed before the line was lost is found again, but for
// what was typed last.
func (l *wire) fill(s *procedure.Stage) {
	l.t.Helper()
	const fresh, again = "⏎ fill in", "e fill in"
	l.press(map[string]string{fresh: "\r", again: "e"}[l.waitAny(fresh, again)])
	l.wait("in the last field goes on")
	for _, a := range s.Asks {
		if value := typed(a); value != "" {
			l.press("\x15" + value)
		}
		l.press("\r")
	}
}

// lose drops the line, or kills the console, and waits for its end.
func (l *wire) lose(drop bool) {
	l.t.Helper()
	if drop {
		_ = l.master.Close()
	} else {
		_ = l.cmd.Process.Kill()
	}
	_ = l.cmd.Wait()
	_ = l.master.Close()
	l.hush()
}

// hush ends the reader of the terminal's answers.
func (l *wire) hush() { _ = l.emu.InputPipe().(io.Closer).Close() }
