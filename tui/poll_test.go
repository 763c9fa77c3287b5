package tui

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"homeroom/tui/screen"
)

// counter is a history that somebody else writes to.
type counter struct {
	mu     sync.Mutex
	asked  chan struct{}
	latest int64
	err    error
}

func (c *counter) ask(context.Context) (int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case c.asked <- struct{}{}:
	default:
	}
	return c.latest, c.err
}

func (c *counter) set(latest int64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.latest, c.err = latest, err
}

func polling() (*Model, *counter) {
	env, places, _ := world()
	m, c := newModel(env, places), &counter{asked: make(chan struct{})}
	m.ask, m.every = c.ask, time.Millisecond
	return m, c
}

func TestConsole_AnothersChangeShowsUpWithoutMovingTheCursor(t *testing.T) {
	m, c := polling()
	term := start(t, m)
	term.Press("j")
	term.WaitFor("2 of 600")
	c.set(1, nil)
	term.WaitFor("2 of 600  changed 1 times")
	c.set(2, nil)
	term.WaitFor("2 of 600  changed 2 times")
	term.Send(screen.ChangedMsg{Latest: 3}) // an own save, told by the screen that made it
	term.WaitFor("changed 3 times")
	c.set(3, nil)
	c.set(4, nil)
	term.WaitFor("changed 4 times")
}

func TestConsole_OwnSaveIsNotToldASecondTimeByThePoll(t *testing.T) {
	env, _, _ := world()
	f := newFake(env, "Review")
	m := newModel(env, nil, f)
	m.Update(screen.ChangedMsg{Latest: 3})
	m.Update(polledMsg{latest: 3})
	if f.changes != 1 {
		t.Errorf("told %d times of one save", f.changes)
	}
}

func TestConsole_TroubleWithTheDatabaseIsToldOnceInWords(t *testing.T) {
	m, c := polling()
	term := start(t, m)
	c.set(0, errors.New("The database cannot be read (is the disk there?)"))
	term.WaitFor("The database cannot be read (is the disk there?)")
	term.Press("j")
	term.WaitGone("The database cannot be read")
	c.set(1, nil)
	term.WaitFor("changed 1 times")
}

// An idle console asks the store and writes nothing: a key costs the same after a hundred polls as after none.
func TestConsole_IdleSendsNothing(t *testing.T) {
	m, c := polling()
	term := start(t, m)
	move := func() int {
		term.Bytes()
		term.Press("j")
		term.WaitFor("\n2 of")
		n := term.Bytes()
		term.Press("k")
		term.WaitFor("\n1 of")
		return n
	}
	move()
	busy := move()
	if busy > 60 {
		t.Errorf("moving the cursor costs %d bytes on the wire, at most 60 wanted", busy)
	}
	term.Bytes()
	for range 100 {
		<-c.asked
	}
	if n := term.Bytes(); n != 0 {
		t.Errorf("%d bytes written while nothing happened", n)
	}
	if idle := move(); idle != busy {
		t.Errorf("a key costs %d bytes after a hundred polls, %d before", idle, busy)
	}
}
