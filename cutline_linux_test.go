package main

import (
	"database/sql"
	"errors"
	"strings"
	"syscall"
	"testing"
	"time"

	"homeroom/store"
)

// The ways in which a line is lost: the terminal closes, the program is told that it did, or it is killed.
var waysToCut = []struct {
	name string
	cut  func(*wire)
	good bool // the program can still end in good order
}{
	{"closed", func(l *wire) { _ = l.master.Close() }, true},
	{"hung up", func(l *wire) { _ = l.cmd.Process.Signal(syscall.SIGHUP) }, true},
	{"killed", func(l *wire) { _ = l.cmd.Process.Kill() }, false},
}

// TestReview_R80_LineLostWhileAnotherSaves_NothingDecidedIsLost loses the line when a decision stands on the screen and
// waits for somebody else's save to end.
func TestReview_R80_LineLostWhileAnotherSaves_NothingDecidedIsLost(t *testing.T) {
	for _, way := range waysToCut {
		if !way.good {
			continue
		}
		t.Run(way.name, func(t *testing.T) {
			p := newReviewed(t)
			l := p.dial()
			l.sever = func() { way.cut(l) }
			l.command("import again.csv", "› Template")
			l.press("\r")
			l.wait("Save takes 10 rows")
			done := p.saving()
			l.press("gn")
			l.wait("Save takes 9 rows")
			l.cutNow()
			done()
			l.ended(t)
			want := newStand()
			want.sign[0] = '·'
			if kept, state := keptOf(p); kept != want || state != store.ReviewOpen {
				t.Errorf("kept is, %s,\n%v\nwant\n%v", state, kept, want)
			}
		})
	}
}

// saving begins a save of somebody else, and ends it.
func (p *place) saving() (done func()) {
	p.t.Helper()
	db, err := sql.Open("sqlite3", p.db()+"?_txlock=immediate")
	if err != nil {
		p.t.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		p.t.Fatal(err)
	}
	return func() {
		if err := errors.Join(tx.Commit(), db.Close()); err != nil {
			p.t.Fatal(err)
		}
	}
}

// cutIn lets the line be cut when the console has written so many bytes more.
func (l *wire) cutIn(bytes int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.limit == 0 {
		l.limit = l.total + bytes + 1
	}
}

// cutNow cuts it, if that is not done yet.
func (l *wire) cutNow() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.limit = max(1, l.total)
	l.cutOff()
}

// cutOff cuts it once; the caller holds mu.
func (l *wire) cutOff() {
	select {
	case <-l.cut:
	default:
		l.sever()
		close(l.cut)
	}
}

// send presses keys that may not arrive any more.
func (l *wire) send(keys string) { _, _ = l.master.WriteString(keys) }

// comes waits until the words stand on the screen; not where the line is cut before.
func (l *wire) comes(words string) bool {
	l.t.Helper()
	return l.untilCut(func() bool { return strings.Contains(l.screen(), words) })
}

func (l *wire) untilCut(came func() bool) bool {
	l.t.Helper()
	cut := false
	l.until("what the keys do", func() bool {
		select {
		case <-l.cut:
			cut = true
		default:
		}
		return cut || came()
	})
	return !cut
}

// ended waits for the end of the program whose line was cut.
func (l *wire) ended(t *testing.T) {
	t.Helper()
	over := make(chan struct{})
	go func() { _ = l.cmd.Wait(); close(over) }()
	select {
	case <-over:
	case <-time.After(30 * time.Second):
		t.Errorf("the program does not end when its line is lost:\n%s", l.screen())
		_ = l.cmd.Process.Kill()
		<-over
	}
	_ = l.master.Close()
	l.hush()
}
