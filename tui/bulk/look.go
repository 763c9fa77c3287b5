package bulk

import (
	"slices"

	"homeroom/store"
)

// looked is what the store says of a review that is open here too: the same one may be open in two windows.
type looked struct {
	made    int // what this window had decided when it looked
	moved   bool
	review  store.Review
	decided []store.Decision
	fate    *fate
	unkept  error // decisions of this window that could not be kept
	err     error // it could not be told
}

// kept reports whether the review can be continued with every decision made here.
func (l *looked) kept() bool { return l.err == nil && l.unkept == nil && l.fate == nil }

// look writes what is queued and asks whether the review moved in another window. It is one short question as
// long as it did not.
func (r *recorder) look(made int) looked {
	r.write.Lock()
	defer r.write.Unlock()
	l := looked{made: made}
	_, l.unkept = r.flush()
	st, ctx := r.session.env.Store, r.session.env.Context
	open, err := st.Reviews(ctx, r.owner)
	if err != nil {
		l.err = err
		return l
	}
	if slices.ContainsFunc(open, func(o store.Review) bool { return o.ID == r.review && o.Version == r.known }) {
		return l
	}
	if l.review, l.decided, _, l.err = st.Review(ctx, r.review); l.err != nil {
		return l
	}
	l.moved = l.review.State != store.ReviewOpen || l.review.Version != r.known
	l.fate, l.err = r.fate(l.review)
	return l
}

// fate is what became of the review, if it is not open any more, or not its owner's.
func (r *recorder) fate(now store.Review) (*fate, error) {
	if now.State == store.ReviewOpen {
		return lostTo(r.session, now, r.owner), nil
	}
	return fateOf(r.session, now)
}
