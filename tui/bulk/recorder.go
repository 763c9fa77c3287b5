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

	mu    sync.Mutex // guards queue
	queue []store.Decision
	write sync.Mutex // held while a part of the queue is written
}

// keptMsg answers a command of record: err says that decisions could not be kept.
type keptMsg struct {
	to  *recorder
	err error
}

// record queues decisions and returns the command that writes what is queued.
func (r *recorder) record(ds ...store.Decision) tea.Cmd {
	r.mu.Lock()
	r.queue = append(r.queue, ds...)
	r.mu.Unlock()
	return func() tea.Msg { return keptMsg{r, r.flush()} }
}

// flush writes everything queued. After an error it stays queued for the next time.
func (r *recorder) flush() error {
	r.write.Lock()
	defer r.write.Unlock()
	ds := r.take()
	if len(ds) == 0 {
		return nil
	}
	_, err := r.session.env.Store.Decide(r.session.env.Context, r.review, ds)
	if err != nil {
		r.putBack(ds)
	}
	return err
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
