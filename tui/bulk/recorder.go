package bulk

import (
	"sync"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
)

// recorder keeps decisions and mends in the store in the order they were made. Commands run side by side: without one
// queue, a y and an n pressed quickly on the same row could be written the wrong way round.
type recorder struct {
	session *session
	review  int64
	made    int // decisions and mends ever recorded; Update's alone

	mu    sync.Mutex // guards queue
	queue []keptEntry

	write sync.Mutex // held while a part of the queue is written; guards known
	known int64      // the review's version that this window has seen
}

// keptEntry is one thing to keep: a decision, a mend, or that a mend was put back.
type keptEntry struct {
	what     entryKind
	decision store.Decision
	mend     store.Mend
}

type entryKind int

const (
	aDecision entryKind = iota
	aMend
	noMend
)

// keptMsg answers a command of record: err says that decisions could not be kept, behind that another window
// decided on rows of the same review.
type keptMsg struct {
	to     *recorder
	behind bool
	err    error
}

// record queues decisions and returns the command that writes what is queued.
func (r *recorder) record(ds ...store.Decision) tea.Cmd {
	list := make([]keptEntry, len(ds))
	for i, d := range ds {
		list[i] = keptEntry{what: aDecision, decision: d}
	}
	return r.enqueue(list...)
}

// recordMends does the same for mends that were taken, or put back.
func (r *recorder) recordMends(mends []store.Mend, back bool) tea.Cmd {
	return r.enqueue(entriesFor(mends, back)...)
}

func entriesFor(mends []store.Mend, back bool) []keptEntry {
	what := aMend
	if back {
		what = noMend
	}
	list := make([]keptEntry, len(mends))
	for i, m := range mends {
		list[i] = keptEntry{what: what, mend: m}
	}
	return list
}

func (r *recorder) enqueue(list ...keptEntry) tea.Cmd {
	r.made += len(list)
	r.mu.Lock()
	r.queue = append(r.queue, list...)
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
	list := r.take()
	for len(list) > 0 {
		n := alike(list)
		version, err := r.keep(list[:n])
		switch {
		case err != nil:
			r.putBack(list)
			return behind, err
		case version == r.known+1:
			r.known = version
		default:
			behind = true
		}
		list = list[n:]
	}
	return behind, nil
}

// alike is how many entries from the first are of its sort: they are written at once.
func alike(list []keptEntry) int {
	n := 1
	for n < len(list) && list[n].what == list[0].what {
		n++
	}
	return n
}

// keep writes entries of one sort and answers the review's version.
func (r *recorder) keep(list []keptEntry) (version int64, err error) {
	st, ctx := r.session.env.Store, r.session.env.Context
	if list[0].what == aDecision {
		ds := make([]store.Decision, len(list))
		for i := range list {
			ds[i] = list[i].decision
		}
		return st.Decide(ctx, r.review, ds)
	}
	mends := make([]store.Mend, len(list))
	for i := range list {
		mends[i] = list[i].mend
	}
	if list[0].what == noMend {
		return st.DropMend(ctx, r.review, mends...)
	}
	return st.KeepMend(ctx, r.review, r.session.env.Operator, mends...)
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

func (r *recorder) take() []keptEntry {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.queue
	r.queue = nil
	return list
}

func (r *recorder) putBack(list []keptEntry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.queue = append(list, r.queue...)
}
