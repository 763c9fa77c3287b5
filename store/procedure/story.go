package procedure

import (
	"cmp"
	"slices"
	"strings"

	"homeroom/store"
)

// story is what the history of a checklist tells: who did which step, when, and what was noted.
type story struct {
	started, touched Done
	done             map[string]tick   // by the stage's key: the last time it was done, unless that was taken back
	before           map[string][]tick // the earlier times, oldest first
	notes            map[string][]Done // by the stage's key
	acts             map[int64]bool    // all acts of the checklist
	begun            int64             // the act that began it
	first            int64             // the entry that began it
	last             int64             // the entry that began it or did the last step
}

// tick is a step that was done.
type tick struct {
	Done
	entry, act int64
}

// tell reads the history of a checklist, oldest first.
func tell(entries []store.Entry) *story {
	s := &story{done: map[string]tick{}, before: map[string][]tick{}, notes: map[string][]Done{}, acts: map[int64]bool{}}
	for i := range entries {
		e := &entries[i]
		who := Done{Operator: e.Operator, At: e.At}
		s.acts[e.Act] = true
		s.touched = who
		step, noted := changed(e, store.FieldStep), changed(e, store.FieldNote)
		switch {
		case e.Created:
			s.started, s.begun, s.first, s.last = who, e.Act, e.ID, e.ID
			if noted != nil {
				s.started.Note = noted.New
			}
		case e.Kind != store.ActStep || e.UndoneBy != 0 || noted == nil:
		default:
			key, text := parseNote(noted.New)
			who.Note = text
			if step == nil {
				s.notes[key] = append(s.notes[key], who)
				break
			}
			if earlier, again := s.done[key]; again {
				s.before[key] = append(s.before[key], earlier)
			}
			s.done[key], s.last = tick{who, e.ID, e.Act}, e.ID
		}
	}
	return s
}

func changed(e *store.Entry, f store.Field) *store.FieldChange {
	for i := range e.Fields {
		if e.Fields[i].Field == f {
			return &e.Fields[i]
		}
	}
	return nil
}

// A note stands behind the key of its stage and a colon.
func noteOf(key, text string) string { return strings.TrimSpace(key + ": " + strings.TrimSpace(text)) }

func parseNote(note string) (key, text string) {
	key, text, _ = strings.Cut(note, ":")
	return key, strings.TrimSpace(text)
}

// all are all times that a step was done, in the order in which they were.
func (s *story) all() []tick {
	var list []tick
	for key, last := range s.done {
		list = append(append(list, s.before[key]...), last)
	}
	slices.SortFunc(list, func(a, b tick) int { return cmp.Compare(a.entry, b.entry) })
	return list
}
