package procedure

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
)

// Do does a step: the change of the records and the checklist's own in one act, against what w showed. It answers the
// walk as it is afterwards, also with an error. What stands against it is told in words: CodeInvalid where the step
// cannot be done yet or something is missing, CodeConflict where somebody was quicker (who, and when), or where the
// records moved so that it would not do what was shown.
func Do(ctx context.Context, st *store.Store, operator string, w *Walk, key string, a Answer) (Walk, error) {
	shown, err := w.Preview(key, a)
	if err != nil {
		return *w, err
	}
	now, err := Load(ctx, st, w.Checklist.Number)
	if err != nil {
		return *w, err
	}
	if now.story.first != w.story.first {
		return now, conflict("the checklist that was shown was taken back meanwhile; by now number "+w.Checklist.Number+" may be another one", "look at it again")
	}
	stage, err := now.Preview(key, a)
	if err != nil {
		return now, now.vanished(&shown)
	}
	if err := now.refused(&stage, &shown, w.Checklist.Version, a); err != nil {
		return now, err
	}
	change := now.done(&stage, a.Note)
	_, err = st.Apply(ctx, now.act(operator, stageTitle(&stage)), append(stage.Changes, change))
	return again(ctx, st, &now, key, err)
}

// again reads the walk after a save, and tells in words why nothing was saved.
func again(ctx context.Context, st *store.Store, w *Walk, key string, failed error) (Walk, error) {
	now, err := Load(ctx, st, w.Checklist.Number)
	if err != nil {
		return *w, errors.Join(failed, err)
	}
	var moved *store.ConflictError
	if errors.As(failed, &moved) {
		return now, now.quicker(key, w.Checklist.Version, moved)
	}
	return now, failed
}

// refused tells why a step cannot be done now; nil if it can.
func (w *Walk) refused(s, shown *Stage, version int64, a Answer) error {
	done, ever := w.story.done[s.Key]
	switch {
	case ever && done.entry > version:
		return w.taken(done)
	case !w.Open():
		return conflict(fmt.Sprintf("this checklist is %s, by %s at %s", w.Checklist.State, text.Visible(w.Touched.Operator), w.moment(w.Touched)),
			"begin another one, if there is more to do")
	case s.State == StateDone:
		return invalid("this step is done already", "go on with the next one")
	case s.State == StateSkipped:
		return invalid("this step does not apply: "+s.Why, "go on with the next one")
	case w.scene.halted():
		return invalid(w.scene.halt())
	case len(s.Blocked) > 0:
		return invalid(s.Blocked[0], w.movedHint())
	}
	if missing := s.missing(a); missing != "" {
		return invalid(missing+" is needed for this step", "type it")
	}
	if err := storable("the note", a.Note); err != nil {
		return err
	}
	if !sameChanges(shown.Changes, s.Changes) {
		return conflict("the records moved, so that this step would not do what it showed", w.movedHint())
	}
	return nil
}

// taken tells who was quicker to do a step.
func (w *Walk) taken(t tick) error {
	return conflict(fmt.Sprintf("this step was done by %s at %s", text.Visible(t.Operator), w.moment(t.Done)), "go on with the next one")
}

// missing names a field that is needed and was not given.
func (s *Stage) missing(a Answer) string {
	for _, ask := range s.Asks {
		value := ask.Value
		if typed, ok := a.Values[ask.Field]; ok {
			value = strings.TrimSpace(typed)
		}
		if ask.Required && value == "" {
			return ask.Field.Label()
		}
	}
	return ""
}

// movedHint tells what moved last, or what to do.
func (w *Walk) movedHint() string {
	if n := len(w.Moved); n > 0 {
		return w.Moved[n-1].Sentence + "; look at it again"
	}
	return "look at it again"
}

// vanished tells that a stage is not there any more.
func (w *Walk) vanished(s *Stage) error {
	return conflict("this step is not there any more: "+s.Title, w.movedHint())
}

// quicker tells who was quicker than a save.
func (w *Walk) quicker(key string, version int64, moved *store.ConflictError) error {
	if done, ever := w.story.done[key]; ever && done.entry > version {
		return w.taken(done)
	}
	sentences := make([]string, 0, len(moved.Moved))
	for i := range moved.Moved {
		sentences = append(sentences, text.Visible(moved.Moved[i].Sentence()))
	}
	return conflict("nothing was done: "+strings.Join(sentences, "; "), "look at the step again")
}

func (w *Walk) moment(d Done) string { return moment(d.At, w.scene.zone) }

func conflict(message, remedy string) error {
	return &store.Error{Code: store.CodeConflict, Message: message, Remedy: remedy}
}

// sameChanges compares what two looks at a step would do, whatever the versions.
func sameChanges(a, b []store.Change) bool {
	return slices.EqualFunc(a, b, func(x, y store.Change) bool {
		return x.Record == y.Record && x.Key == y.Key && x.Delete == y.Delete && slices.Equal(x.Fields, y.Fields)
	})
}

// done is the change of the checklist that says that a stage was done. It always names step and note, so that the
// history tells what was done also when a step is done a second time.
func (w *Walk) done(s *Stage, note string) store.Change {
	c := &w.Checklist
	next := w.next(s.Key)
	fields := []store.FieldChange{
		{Field: store.FieldStep, Old: c.Step, New: next},
		{Field: store.FieldNote, Old: c.Note, New: noteOf(s.Key, s.counted(note))},
	}
	if devices := strings.Join(serials(w.scene.Devices), " "); devices != c.Devices {
		fields = append(fields, store.FieldChange{Field: store.FieldDevices, Old: c.Devices, New: devices})
	}
	if next == "" {
		fields = append(fields, store.FieldChange{Field: store.FieldState, Old: string(c.State), New: string(store.ChecklistDone)})
		fields = append(fields, w.standings(s.Key)...)
	}
	return w.change(fields...)
}

// counted is a note with what was seen when the step was confirmed: it may be otherwise later.
func (s *Stage) counted(note string) string {
	note = strings.TrimSpace(note)
	switch {
	case s.Sight == nil || s.Sight.Done || s.Sight.Told == "":
		return note
	case note == "":
		return s.Sight.Told
	}
	return note + " (" + s.Sight.Told + ")"
}

// change is a change of the checklist against the version that was read.
func (w *Walk) change(fields ...store.FieldChange) store.Change {
	return store.Change{Record: store.KindChecklist, Key: w.Checklist.Number, Version: w.Checklist.Version, Fields: fields}
}

// next is the key of the stage to be done once this one is; empty when there is none.
func (w *Walk) next(key string) string {
	for i := range w.Stages {
		if s := &w.Stages[i]; s.open() && s.Key != key {
			return s.Key
		}
	}
	return ""
}

// act is an act of the checklist; its title has ids and no names.
func (w *Walk) act(operator, what string) store.Act {
	return store.Act{Operator: operator, Kind: store.ActStep, Title: w.scene.fill(w.Procedure.Heading, w.scene.UserID) + ", " + what}
}

// stageTitle is a stage in the title of an act: "step 3: clear the Position (iPad mini 5072344)".
func stageTitle(s *Stage) string {
	title := fmt.Sprintf("step %d: %s", s.Number, strings.ToLower(s.Title[:1])+s.Title[1:])
	if s.Device != nil {
		title += " (" + deviceName(s.Device) + ")"
	}
	return title
}
