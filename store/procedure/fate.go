package procedure

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"homeroom/store"
)

// What becomes of the records that a step changed once its checklist is abandoned, as it is written down.
const (
	fateBack = "put back"
	fateLeft = "left"
)

// fates write down, as a checklist is abandoned, what becomes of what its steps did: one a line, the entry that did the
// step, what becomes of it and why. undo is nil where all stays as it is.
func (w *Walk) fates(ctx context.Context, st *store.Store, operator string, undo *store.Undo) ([]string, error) {
	plan := undo
	if plan == nil {
		all, err := PlanAbandon(ctx, st, operator, w)
		if err != nil {
			return nil, err
		}
		plan = &all
	}
	back, why := map[int64]bool{}, map[int64]string{} // by act
	taken := map[int64]bool{}
	for i := range plan.Changes {
		taken[plan.Changes[i].Undoes] = true
	}
	for i := range w.scene.since {
		if e := &w.scene.since[i]; taken[e.ID] {
			back[e.Act] = true
		}
	}
	for _, f := range slices.Backward(plan.Refused) { // of several the newest tells
		why[f.Entry.Act] = reason(f.Reason)
	}
	var lines []string
	for _, t := range w.story.all() {
		reason, stays := why[t.act]
		switch {
		case undo == nil && (stays || back[t.act]):
			lines = append(lines, line(fateKey(t), fateLeft, ""))
		case stays:
			lines = append(lines, line(fateKey(t), fateLeft, rezoned(reason, w.scene.zone, time.UTC)))
		case back[t.act]:
			lines = append(lines, line(fateKey(t), fateBack, ""))
		}
	}
	return lines, nil
}

func fateKey(t tick) string { return strconv.FormatInt(t.entry, 10) }

// doings are the times that a stage was done: the last one, and those before it.
func (w *Walk) doings(key string) (last *Done, before []Done) {
	for _, t := range w.story.before[key] {
		before = append(before, w.doing(t))
	}
	done := w.doing(w.story.done[key])
	return &done, before
}

// doing is a time that a stage was done, with what became of it.
func (w *Walk) doing(t tick) Done {
	d, zone := t.Done, w.scene.zone
	switch state, why, _ := passed(&w.Checklist, fateKey(t), zone); {
	case state == fateBack:
		d.Fate = "put back by " + w.story.touched.Operator + " at " + moment(w.story.touched.At, zone)
	case state == fateLeft && why == "":
		d.Fate = "left as it is"
	case state == fateLeft:
		d.Fate = "left as it is: " + why
	}
	return d
}

// reason is why a step stays, without the step and without the way to take it back all the same.
func reason(told string) string {
	if step, rest, ok := strings.Cut(told, ": "); ok && strings.HasPrefix(step, "step ") {
		told = rest
	}
	if i := strings.LastIndex(told, ": "); i >= 0 && strings.HasSuffix(told, " first") {
		told = told[:i]
	}
	return told
}
