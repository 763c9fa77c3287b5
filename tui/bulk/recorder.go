package bulk

import (
	"context"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
)

// recorder keeps decisions and mends in the store in the order they were made, each with the rows on which it was made.
// Commands run side by side: without one queue, a y and an n pressed quickly on the same row could be written the wrong
// way round.
type recorder struct {
	session *session
	review  int64
	owner   string // whose review it is
	made    int    // how often something was recorded; Update's alone

	mu    sync.Mutex // guards queue
	queue store.Kept
	due   bool // there is something in it

	write sync.Mutex // held while the queue is written; guards known
	known int64      // the review's version that this window has seen
}

// keptMsg answers a command of record: err says that decisions could not be kept, behind that another window
// decided on rows of the same review.
type keptMsg struct {
	to     *recorder
	behind bool
	err    error
}

// push queues what is to be kept.
func (r *recorder) push(k store.Kept) {
	r.made++
	r.mu.Lock()
	defer r.mu.Unlock()
	r.queue, r.due = merged(r.queue, k), true
}

// merged is what both come to when they are kept at once: of the same row or cell the later one stands.
func merged(a, b store.Kept) store.Kept {
	dropped := make(map[store.Mend]bool, len(b.Dropped))
	for _, m := range b.Dropped {
		dropped[store.Mend{Line: m.Line, Column: m.Column}] = true
	}
	a.Mends = slices.DeleteFunc(a.Mends, func(m store.Mend) bool { return dropped[store.Mend{Line: m.Line, Column: m.Column}] })
	if b.Afresh {
		a.Shown = nil
	}
	return store.Kept{
		Decisions: append(a.Decisions, b.Decisions...), Mends: append(a.Mends, b.Mends...), Dropped: append(a.Dropped, b.Dropped...),
		Shown: append(a.Shown, b.Shown...), Afresh: a.Afresh || b.Afresh,
	}
}

// send writes what is queued, even if the line is lost meanwhile, and is the command that answers when it is done.
func (r *recorder) send() tea.Cmd {
	return r.session.env.Keep(func() tea.Msg {
		r.write.Lock()
		defer r.write.Unlock()
		behind, err := r.flush()
		return keptMsg{r, behind, err}
	})
}

// whenKept says something once what was decided is kept. Where it could not be, the foot of the review tells.
func whenKept(kept, say tea.Cmd) tea.Cmd {
	if kept == nil {
		return say
	}
	return func() tea.Msg {
		msg := kept()
		if m, ok := msg.(keptMsg); ok && m.err != nil {
			return m
		}
		return tea.BatchMsg{func() tea.Msg { return msg }, say}
	}
}

// flush writes everything queued at once; the caller holds write. After an error it stays queued for the next time. behind
// tells that the review has moved in another window: known stays where it was until that has been looked at.
func (r *recorder) flush() (behind bool, err error) {
	k, due := r.take()
	if !due {
		return false, nil
	}
	version, err := r.session.env.Store.Keep(context.WithoutCancel(r.session.env.Context), r.review, r.session.env.Operator, k)
	if err != nil {
		r.putBack(k)
		return false, err
	}
	if len(k.Decisions)+len(k.Mends)+len(k.Dropped) > 0 && version == r.known+1 {
		r.known = version
	}
	return version != r.known, nil
}

// saw takes note of the review's version that is on the screen now.
func (r *recorder) saw(version int64) {
	r.write.Lock()
	defer r.write.Unlock()
	r.known = version
}

// seen is the version that is on the screen, with everything queued written.
func (r *recorder) seen() (int64, error) {
	r.write.Lock()
	defer r.write.Unlock()
	_, err := r.flush()
	return r.known, err
}

func (r *recorder) take() (k store.Kept, due bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k, due = r.queue, r.due
	r.queue, r.due = store.Kept{}, false
	return k, due
}

func (r *recorder) putBack(k store.Kept) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.queue, r.due = merged(k, r.queue), true
}
