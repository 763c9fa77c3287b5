package bulk

import (
	"sync"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
)

// recorder keeps decisions in the store in the order they were made. Commands run side by side: without one
// queue, a y and an n pressed quickly on the same row could be written the wrong way round.
type recorder struct {
	session *session
	review  int64
	made    int // decisions ever recorded; Update's alone

	mu    sync.Mutex // guards queue
	queue []store.Decision

	write sync.Mutex // held while a part of the queue is written; guards known
	known int64      // the review's version that this window has seen
}

// keptMsg answers a command of record: err says that decisions could not be kept, behind that another window
// decided on rows of the same review.
type keptMsg struct {
	to     *recorder
	behind bool
	err    error
}

// record queues decisions and returns the command that writes what is queued.
func (r *recorder) record(ds ...store.Decision) tea.Cmd {
	r.made += len(ds)
	r.mu.Lock()
	r.queue = append(r.queue, ds...)
	r.mu.Unlock()
	return func() tea.Msg {
		r.write.Lock()
		defer r.write.Unlock()
		behind, err := r.flush()
		return keptMsg{r, behind, err}
	}
}

// flush writes everything queued; the caller holds write. After an error it stays queued for the next time. behind
// tells that the review has moved in another window: known stays where it was until that has been looked at.
func (r *recorder) flush() (behind bool, err error) {
	ds := r.take()
	if len(ds) == 0 {
		return false, nil
	}
	version, err := r.session.env.Store.Decide(r.session.env.Context, r.review, ds)
	switch {
	case err != nil:
		r.putBack(ds)
		return false, err
	case version == r.known+1:
		r.known = version
		return false, nil
	}
	return true, nil
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

func (r *recorder) take() []store.Decision {
	r.mu.Lock()
	defer r.mu.Unlock()
	ds := r.queue
	r.queue = nil
	return ds
}

func (r *recorder) putBack(ds []store.Decision) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.queue = append(ds, r.queue...)
}
