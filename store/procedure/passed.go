package procedure

import (
	"strings"
	"time"

	"homeroom/store"
)

// standings write down, once a checklist is over, how every stage stood that nobody pressed: one a line, its key, its
// state and why, apart by tabs; more lines stand before them. What was seen then cannot be looked up later.
func (w *Walk) standings(last string, lines ...string) []store.FieldChange {
	told := w.in(time.UTC) // whoever reads it later may be elsewhere
	for i := range told.Stages {
		s := &told.Stages[i]
		if _, ever := w.story.done[s.Key]; ever || s.Key == last {
			continue
		}
		state := s.State
		if s.open() {
			state = StateMissed
		}
		lines = append(lines, line(s.Key, string(state), s.Why))
	}
	if lines == nil {
		return nil
	}
	return []store.FieldChange{{Field: store.FieldPassed, Old: w.Checklist.Passed, New: strings.Join(lines, "\n")}}
}

// in is the walk with the times of a zone in its sentences.
func (w *Walk) in(zone *time.Location) Walk {
	sc := *w.scene
	sc.zone = zone
	own := Walk{Checklist: w.Checklist, Procedure: w.Procedure, scene: &sc, story: w.story}
	own.stages()
	own.settle()
	return own
}

// line is a line of what is written down; a reason stays on it.
func line(key, state, why string) string {
	return strings.Join([]string{key, state, strings.Join(strings.Fields(why), " ")}, "\t")
}

// passed reads a line of what was written down, with the times of a zone.
func passed(c *store.Checklist, key string, zone *time.Location) (state, why string, found bool) {
	for line := range strings.Lines(c.Passed) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if len(parts) == 3 && parts[0] == key {
			return parts[1], rezoned(parts[2], time.UTC, zone), true
		}
	}
	return "", "", false
}

// stood reads how a stage of a checklist that is over stood when nobody pressed it. Of one that ended before this was
// written down nothing is known.
func stood(c *store.Checklist, key string, zone *time.Location) (State, string) {
	if state, why, found := passed(c, key, zone); found {
		return State(state), why
	}
	return StateSkipped, notRecorded
}

const notRecorded = "not recorded"

// Unpressed tells in words how a stage stands, or stood when the checklist ended, that nobody pressed: "seen: import 12
// was saved by …", "skipped: nobody else holds …", "not done". Empty for one that somebody did, or that is to be done.
func (s *Stage) Unpressed() string {
	switch {
	case s.State == StateMissed:
		return string(s.State)
	case s.State == StateSkipped && s.Why == notRecorded:
		return s.Why
	case s.State == StateSkipped:
		return "skipped: " + s.Why
	case s.State == StateDone && s.Done == nil:
		return "seen: " + s.Why
	}
	return ""
}
