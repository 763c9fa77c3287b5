package home

import (
	"slices"
	"time"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui/screen"
)

// state is what the screen shows, as counted at one moment.
type state struct {
	open
	concerns []concern
	sites    []tally
	kinds    []tally
	users    int
	devices  int
	acts     []store.ActSummary // newest first
	operator string
	zone     *time.Location
}

// open is what the operator left open, and what reviews of colleagues are.
type open struct {
	checklists []procedure.Summary
	reviews    []store.Review
	theirs     []store.Review
	drafts     []store.Draft
	at         time.Time // when it was read
}

// searchedActs is how far back imports are looked for.
const searchedActs = 200

// read counts everything. It belongs in a command. The records are counted as they go by: none is kept.
func read(env screen.Env) (state, error) {
	now := env.Now()
	s := state{zone: now.Location(), operator: env.Operator}
	c, err := newCounter(env, now)
	if err != nil {
		return s, err
	}
	if err := env.Store.Each(env.Context, c.device, c.user); err != nil {
		return s, err
	}
	s.concerns, s.sites, s.kinds, s.users, s.devices = c.concerns, c.sites(), c.kinds(), c.people, c.machines
	if s.open, err = readOpen(env); err != nil {
		return s, err
	}
	s.acts, err = env.Store.Acts(env.Context, searchedActs)
	return s, err
}

// readOpen reads what the operator left open.
func readOpen(env screen.Env) (o open, err error) {
	o.at = env.Now()
	all, err := env.Store.AllReviews(env.Context)
	if err != nil {
		return o, err
	}
	for i := range all {
		if all[i].Operator == env.Operator {
			o.reviews = append(o.reviews, all[i])
		} else {
			o.theirs = append(o.theirs, all[i])
		}
	}
	if o.checklists, err = readChecklists(env); err != nil {
		return o, err
	}
	o.drafts, err = env.Store.Drafts(env.Context, env.Operator)
	o.drafts = slices.DeleteFunc(o.drafts, func(d store.Draft) bool { // these are found in their checklist or review
		return d.Record == store.KindChecklist || d.Record == store.KindReview
	})
	return o, err
}

// imports are the newest saves with a file behind them, saves the newest of the others, at most n of each.
func (s *state) imports(n int) []store.ActSummary {
	return s.newest(n, func(a *store.ActSummary) bool { return a.Kind == store.ActImport })
}

func (s *state) saves(n int) []store.ActSummary {
	return s.newest(n, func(a *store.ActSummary) bool { return a.Kind != store.ActImport })
}

func (s *state) newest(n int, wanted func(*store.ActSummary) bool) []store.ActSummary {
	var found []store.ActSummary
	for i := range s.acts {
		if len(found) < n && wanted(&s.acts[i]) {
			found = append(found, s.acts[i])
		}
	}
	return found
}

// own is the operator's newest save that still stands, 0 when there is none.
func (s *state) own() int64 {
	i := slices.IndexFunc(s.acts, func(a store.ActSummary) bool {
		return a.Operator == s.operator && a.UndoneBy == 0 && a.Entries > 0
	})
	if i < 0 {
		return 0
	}
	return s.acts[i].ID
}
