package procedure

import (
	"slices"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
)

// State says how a stage stands.
type State string

// The states of a stage.
const (
	StateDone    State = "done"
	StateNow     State = "now"
	StateAhead   State = "ahead"
	StateSkipped State = "skipped"  // it does not apply
	StateBroken  State = "broken"   // it was done, and does not hold any more: it can be done again
	StateMissed  State = "not done" // the checklist is over, and it was never done
)

// Done tells who did something, when, and what they noted with it.
type Done struct {
	Operator string
	At       time.Time
	Note     string
	// Fate is, once the checklist is abandoned, what became of the records that a step changed: "put back by … at …",
	// "left as it is: …". Empty where it changed none.
	Fate string
}

// Line is a field of a record that a stage is about: what it says now and what it will say.
type Line struct {
	Record store.Kind
	Key    string
	Name   string // "iPad mini 5072344"
	Field  store.Field
	Now    string
	Will   string // the same as Now where nothing changes
}

// Changes reports whether the step changes the field.
func (l *Line) Changes() bool { return l.Now != l.Will }

// Moved is a record that somebody changed since the last step.
type Moved struct {
	Sentence string // what changed, by whom, when
	By       string
	At       time.Time
	Entry    store.Entry
}

// Stage is a step of a checklist, for one device where it is walked for each.
type Stage struct {
	Key      string // "clear-position LKP2AB3CD4", or the step's name alone
	Step     *Step
	Number   int // of the step, from 1
	Of       int // how many steps the procedure has
	Title    string
	Text     string
	Device   *store.Device // nil where the step is not for a device
	State    State
	Why      string // why it is skipped; of a broken one what does not hold any more, by whom and when; of one that nobody pressed what was seen
	Done     *Done  // nil while it was not done, and where it was seen to be so by itself; of one that was done again the last time
	Before   []Done // the times before that, oldest first
	Notes    []Done // what was noted at it besides
	Facts    []Line
	Changes  []store.Change
	Findings []edit.Finding
	Blocked  []string // why it cannot be done yet, each with what to do; empty when it can
	Already  bool     // nothing to change: the record says so already
	Asks     []Ask    // with what the records say already
	Link     *Target
	Sight    *Sight // of a step that sees by itself how far it is

	cause int64 // the entry that Why tells of; 0 for none
}

// Confirmed reports whether the stage rests on the word of whoever does it: it is a fact of the world, or nothing is
// seen of it and nothing is left that would stand against it.
func (s *Stage) Confirmed() bool {
	return s.Step.World || s.Sight != nil && s.Sight.Confirmable()
}

// Walk is a checklist with all its stages, as the records are now.
type Walk struct {
	Checklist store.Checklist
	Procedure *Procedure
	Title     string // "Removal of Ada Byrne (ada.byrne)"
	Stages    []Stage
	At        int // the stage to do now; len(Stages) when there is none
	Started   Done
	Touched   Done    // who touched it last
	Moved     []Moved // what changed since the last step, oldest first

	scene *Scene
	story *story
}

// Open reports whether the checklist can be gone on with.
func (w *Walk) Open() bool { return w.Checklist.State == store.ChecklistOpen }

// Besides is what moved since the last step but what a stage tells itself, in its Why.
func (w *Walk) Besides(s *Stage) []Moved {
	return slices.DeleteFunc(slices.Clone(w.Moved), func(m Moved) bool { return m.Entry.ID == s.cause })
}

// Now is the stage to do now; nil when there is none.
func (w *Walk) Now() *Stage {
	if w.At >= len(w.Stages) {
		return nil
	}
	return &w.Stages[w.At]
}

// Stage finds a stage by its key; nil if there is none.
func (w *Walk) Stage(key string) *Stage {
	for i := range w.Stages {
		if w.Stages[i].Key == key {
			return &w.Stages[i]
		}
	}
	return nil
}

// Request says what to begin.
type Request struct {
	Procedure string
	UserID    string
	Devices   []string // serial numbers or asset tags. Removal: none; adding: one; replacement: the old one, the new one
	Site      string   // site code, where it is about a site
	Note      string
}

// Answer is what the operator gives with a step.
type Answer struct {
	Note   string
	Values map[store.Field]string // for the step's Asks
}

// Summary is a checklist as a line of a list.
type Summary struct {
	Checklist store.Checklist
	With      string     // who has it now
	Procedure *Procedure // nil for one that this program does not know
	Title     string     // "Removal"
	About     string     // name and asset tags
	Step      string     // title of the step to do next; empty when it is over
	Place     string     // "3 of 8"
	Started   Done
	Touched   Done
}
