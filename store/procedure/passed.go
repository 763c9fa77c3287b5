package procedure

import (
	"strings"
	"time"

	"homeroom/store"
)

// standings write down, once a checklist is over, how every stage stood that nobody pressed: one a line, its key, its
// state and why, apart by tabs. What was seen then cannot be looked up later.
func (w *Walk) standings(last string) []store.FieldChange {
	var lines []string
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
		lines = append(lines, strings.Join([]string{s.Key, string(state), flat(s.Why)}, "\t"))
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

// flat keeps a reason on its line.
func flat(words string) string { return strings.Join(strings.Fields(words), " ") }

// stood reads how a stage of a checklist that is over stood when nobody pressed it. Of one that ended before this was
// written down nothing is known.
func stood(c *store.Checklist, key string) (State, string) {
	for line := range strings.Lines(c.Passed) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if len(parts) == 3 && parts[0] == key {
			return State(parts[1]), parts[2]
		}
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
