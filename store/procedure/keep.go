package procedure

import (
	"context"
	"fmt"

	"homeroom/store"
	"homeroom/store/text"
)

// Note notes something at the step to do now, without doing it. CodeConflict where somebody touched the checklist
// meanwhile.
func Note(ctx context.Context, st *store.Store, operator string, w *Walk, words string) (Walk, error) {
	return w.noted(ctx, st, operator, w.note(words))
}

// NoteAt notes something at the step of that key, done or not, without doing it. CodeNotFound where the checklist has no
// such step, CodeConflict where somebody touched the checklist meanwhile.
func NoteAt(ctx context.Context, st *store.Store, operator string, w *Walk, key, words string) (Walk, error) {
	if w.Stage(key) == nil {
		return *w, noStage(key)
	}
	return w.noted(ctx, st, operator, w.noteAt(key, words))
}

func (w *Walk) noted(ctx context.Context, st *store.Store, operator string, note store.FieldChange) (Walk, error) {
	if _, words := parseNote(note.New); words == "" {
		return *w, invalid("there is nothing to note", "type the note")
	}
	if err := storable("the note", note.New); err != nil {
		return *w, err
	}
	return w.keep(ctx, st, w.act(operator, "note"), nil, note)
}

// note is a note at the step to do now.
func (w *Walk) note(words string) store.FieldChange {
	if s := w.Now(); s != nil {
		return w.noteAt(s.Key, words)
	}
	return w.noteAt("end", words)
}

func (w *Walk) noteAt(key, words string) store.FieldChange {
	return store.FieldChange{Field: store.FieldNote, Old: w.Checklist.Note, New: noteOf(key, words)}
}

// storable refuses what cannot be kept, in words.
func storable(what, words string) error {
	if found := store.Storable(words); found != nil {
		return invalid(what+" cannot be kept: "+found.Message, found.Remedy)
	}
	return nil
}

// keep writes the checklist's own fields, with changes of records beside them, and answers the walk as it is then.
func (w *Walk) keep(ctx context.Context, st *store.Store, act store.Act, changes []store.Change, fields ...store.FieldChange) (Walk, error) {
	if !w.Open() {
		return *w, conflict(fmt.Sprintf("this checklist is %s, by %s at %s", w.Checklist.State, text.Visible(w.Touched.Operator), w.moment(w.Touched)),
			"begin another one, if there is more to do")
	}
	_, err := st.Apply(ctx, act, append(changes, w.change(fields...)))
	return again(ctx, st, w, "", err)
}

// PlanAbandon works out what would put back what the steps of the checklist changed, newest first, where nobody has
// changed it since; the rest is refused with who and when.
func PlanAbandon(ctx context.Context, st *store.Store, operator string, w *Walk) (store.Undo, error) {
	return st.PlanUndo(ctx, operator, store.UndoRequest{Checklist: w.Checklist.Number})
}

// Abandon gives the checklist up. With an undo the records are put back in the same act; without one they stay as they
// are. What became of every step's records is kept with it. CodeConflict where the checklist or a record moved since
// that was planned: nothing was done then.
func Abandon(ctx context.Context, st *store.Store, operator string, w *Walk, undo *store.Undo) (Walk, error) {
	act := w.act(operator, "abandoned")
	fates, err := w.fates(ctx, st, operator, undo)
	if err != nil {
		return *w, err
	}
	over := append(w.standings("", fates...),
		store.FieldChange{Field: store.FieldState, Old: string(w.Checklist.State), New: string(store.ChecklistAbandoned)})
	if undo == nil || len(undo.Changes) == 0 {
		return w.keep(ctx, st, act, nil, over...)
	}
	act.Kind, act.Title = store.ActUndo, act.Title+", records put back"
	return w.keep(ctx, st, act, undo.Changes, over...)
}
