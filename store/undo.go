package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// UndoRequest says what to take back: an act (an import), one line of it, or one entry of the history.
type UndoRequest struct {
	Act   int64
	Line  int   // with Act: only what this line of the file did
	Entry int64 // instead of Act: this entry, with what goes back together with it
	// Checklist asks, instead, for everything that the steps of a checklist did to other records and that stands.
	Checklist string
}

// Undo is what taking back would do, as data: shown first, then given to Apply.
type Undo struct {
	Request UndoRequest
	Title   string
	Changes []Change
	Refused []Refusal
	Act     Act
}

// Refusal is an entry that cannot be taken back, with who and when.
type Refusal struct {
	Entry  Entry
	Reason string
}

// PlanUndo works out what would put the records back, newest change first. A row of a file goes back whole or
// stays: where somebody changed one of its records since, all of the row is refused, with who and when and what to take
// back first; the other rows can still be taken back. So it is with a step of a checklist, but that the fields
// which it changed are looked at alone, with Username and Position of a device as one, and that it is refused in one
// line (R-33). CodeNotFound if there is nothing of that number. Undoing an undo brings the change back.
func (s *Store) PlanUndo(ctx context.Context, operator string, r UndoRequest) (Undo, error) {
	u, err := s.planUndo(ctx, operator, r)
	return u, s.failedRead("the history", err)
}

func (s *Store) planUndo(ctx context.Context, operator string, r UndoRequest) (Undo, error) {
	wanted, title, err := s.wantedBack(ctx, r)
	if err != nil {
		return Undo{}, err
	}
	made, err := s.madeFor(ctx, r, wanted)
	if err != nil {
		return Undo{}, err
	}
	b := &back{
		wanted: append(made, wanted...), optional: len(made), steps: r.Checklist != "", zone: s.zone,
		asked: map[int64]bool{}, place: map[int64]int{}, oldest: map[ref]int64{}, stays: map[rowOf]Refusal{}, kept: map[int64]string{},
		part: r.Entry != 0 && partly(&wanted[0]),
	}
	if err := b.read(ctx, s); err != nil {
		return Undo{}, err
	}
	b.settle()
	act := Act{Operator: operator, Kind: ActUndo, Title: title}
	if r.Line == 0 { // one row of an import leaves the import standing
		act.Undoes = r.Act
	}
	return Undo{Request: r, Title: title, Changes: b.changes, Refused: b.refused, Act: act}, nil
}

// madeFor are, when one line is taken back, the user records that the same act made for the people of that line:
// another line may have brought them in, and they go with their last device.
func (s *Store) madeFor(ctx context.Context, r UndoRequest, wanted []Entry) ([]Entry, error) {
	if r.Line == 0 {
		return nil, nil
	}
	var people []string
	for _, e := range wanted {
		for _, f := range e.Fields {
			if e.Record == KindDevice && f.Field == FieldUsername && f.New != "" {
				people = append(people, UserKey(f.New))
			}
		}
	}
	return entries(ctx, s.read, "WHERE h.act = ? AND h.line <> ? AND h.record = 'user' AND h.op = 'create' AND h.record_key IN "+inSet,
		r.Act, r.Line, set(people))
}

// wantedBack reads the entries that the request names, oldest first.
func (s *Store) wantedBack(ctx context.Context, r UndoRequest) ([]Entry, string, error) {
	if r.Checklist != "" {
		found, err := entries(ctx, s.read, `WHERE a.kind = 'step' AND h.record <> 'checklist'
			AND h.act IN (SELECT act FROM history WHERE record = 'checklist' AND record_key = ?)`, r.Checklist)
		found = slices.DeleteFunc(found, func(e Entry) bool { return e.UndoneBy != 0 })
		return found, "steps of checklist " + r.Checklist + " put back", err
	}
	if r.Entry != 0 {
		found, err := s.rowAround(ctx, r.Entry)
		return found, fmt.Sprintf("undo of change c%d", r.Entry), err
	}
	act, found, err := s.Act(ctx, r.Act)
	if err != nil {
		return nil, "", err
	}
	name := actName(act.Kind, act.ID)
	what := act.Title
	if act.Kind == ActUndo { // its own title names what it undid: once is enough
		what, _, _ = strings.Cut(what, " (")
	}
	title := fmt.Sprintf("undo of %s (%s)", name, what)
	if r.Line == 0 {
		return found, title, nil
	}
	found = slices.DeleteFunc(found, func(e Entry) bool { return e.Line != r.Line })
	if len(found) == 0 {
		return nil, "", &Error{
			Code: CodeNotFound, Message: fmt.Sprintf("line %d of %s changed nothing", r.Line, name),
			Remedy: "look at the import in the history",
		}
	}
	return found, fmt.Sprintf("undo of line %d of %s (%s)", r.Line, name, what), nil
}

// rowAround is the entry with all that goes back together with it: half of a swap, or of a new User ID, would leave
// the records as nobody ever meant them.
func (s *Store) rowAround(ctx context.Context, entry int64) ([]Entry, error) {
	found, err := entries(ctx, s.read, "WHERE h.id = ?", entry)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, &Error{Code: CodeNotFound, Message: fmt.Sprintf("there is no change c%d", entry), Remedy: "look it up in the history"}
	}
	e := &found[0]
	if partly(e) {
		return found, nil
	}
	return entries(ctx, s.read, "WHERE h.act = ? AND h.line = ?", e.Act, e.Line)
}

// partly reports whether a change can be taken back without what the same row of its file did: the person whom that
// brought in may stay.
func partly(e *Entry) bool { return e.Kind == ActImport || e.Kind == ActSetup }
