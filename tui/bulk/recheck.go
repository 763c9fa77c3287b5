package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store"
)

// Records change all the time, and hardly ever those that a file touches or leans on. So the file is compared again in
// silence, and only what comes out otherwise than the rows on the screen is told.

// recheck compares again in silence, unless that is under way or there is nothing new.
func (r *review) recheck() tea.Cmd {
	if r.quiet != 0 || r.busy() || r.stale || r.newest <= max(r.plan.Latest, r.calm) {
		return nil
	}
	r.quiet, r.basis, r.looked = r.next(), r.keep.made, r.newest
	return r.compareAs(r.quiet)
}

// rechecked looks at what the silent comparison came to. The rows on the screen stay: r takes the new ones.
func (r *review) rechecked(m reviewMsg) tea.Cmd {
	if !m.answers(r.session, r.quiet) {
		return nil
	}
	r.quiet = 0
	switch {
	case r.busy(), m.fate != nil: // what is under way, or consult, tells more
		return nil
	case m.err != nil:
		code := store.CodeOf(m.err)
		r.stale = code == store.CodeInvalid || code == store.CodeNotFound // the site is gone: r tells
		return nil
	case r.basis == r.keep.made:
		r.stale, r.calm = !r.plan.Like(m.plan), r.looked
	}
	return r.recheck()
}
