package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// UndoRequest says what to take back: an act (an import), some lines of it, or one entry of the history.
type UndoRequest struct {
	Act   int64
	Lines []int // with Act: only what these lines of the file did; empty is the whole act
	// Words names lines of a file that the template read, as a person knows them; nil for Lines of this package.
	Words func(template string, lines []int) string
	Entry int64 // instead of Act: this entry, with what goes back together with it
	// Checklist asks, instead, for everything that the steps of a checklist did to other records and that stands.
	Checklist string
}

// words names the lines that are asked for.
func (r *UndoRequest) words(file *Import) string {
	if r.Words == nil || file == nil {
		return Lines(r.Lines)
	}
	return r.Words(file.Template, r.Lines)
}

// names reports whether a line is one of those asked for, which are sorted.
func (r *UndoRequest) names(line int) bool {
	_, named := slices.BinarySearch(r.Lines, line)
	return named
}

// Undo is what taking back would do, as data: shown first, then given to Apply.
type Undo struct {
	Request UndoRequest
	Title   string
	Changes []Change
	Refused []Refusal
	Nothing []int // of the lines asked for, those that changed nothing
	// Template is that of the import whose lines were asked for.
	Template string
	Act      Act
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
	r.Lines = slices.Compact(slices.Sorted(slices.Values(r.Lines)))
	wanted, title, err := s.wantedBack(ctx, r)
	if err != nil {
		return Undo{}, err
	}
	also, err := s.peopleOf(ctx, r, wanted)
	if err != nil {
		return Undo{}, err
	}
	b := &back{
		wanted: inTurn(wanted, also), optional: map[int64]bool{}, steps: r.Checklist != "", zone: s.zone,
		asked: map[int64]bool{}, place: map[int64]int{}, oldest: map[ref]int64{}, stays: map[rowOf]Refusal{}, kept: map[int64]string{},
		part: r.Entry != 0 && partly(&wanted[0]),
	}
	for i := range also {
		b.optional[also[i].ID] = true
	}
	if err := b.read(ctx, s); err != nil {
		return Undo{}, err
	}
	b.settle()
	act := Act{Operator: operator, Kind: ActUndo, Title: title}
	if len(r.Lines) == 0 { // some rows of an import leave the import standing
		act.Undoes = r.Act
	}
	u := Undo{Request: r, Title: title, Changes: b.changes, Refused: b.refused, Nothing: without(r.Lines, wanted), Act: act}
	if len(wanted) > 0 {
		u.Template = wanted[0].Template
	}
	return u, nil
}

// without are the lines that none of the entries is of.
func without(lines []int, es []Entry) (nothing []int) {
	did := map[int]bool{}
	for i := range es {
		did[es[i].Line] = true
	}
	for _, line := range lines {
		if !did[line] {
			nothing = append(nothing, line)
		}
	}
	return nothing
}

// peopleOf are, when some lines are taken back, the user records that the same act brought in or took away for the people
// of those lines, but on another line: somebody goes with their last device, and comes back with their first.
func (s *Store) peopleOf(ctx context.Context, r UndoRequest, wanted []Entry) ([]Entry, error) {
	if len(r.Lines) == 0 {
		return nil, nil
	}
	var got, had []string
	for _, e := range wanted {
		if before, after := holdersOf(&e); e.Record == KindDevice {
			had, got = append(had, before), append(got, after)
		}
	}
	also, err := entries(ctx, s.read, `WHERE h.act = ? AND h.record = 'user'
		AND (h.op = 'create' AND h.record_key IN `+inSet+` OR h.op = 'delete' AND h.record_key IN `+inSet+`)`, r.Act, set(got), set(had))
	return slices.DeleteFunc(also, func(e Entry) bool { return r.names(e.Line) }), err
}

// inTurn is two lists of entries as one, oldest first.
func inTurn(a, b []Entry) []Entry {
	if len(b) == 0 {
		return a
	}
	return slices.SortedFunc(slices.Values(slices.Concat(a, b)), func(x, y Entry) int { return cmp.Compare(x.ID, y.ID) })
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
	if len(r.Lines) == 0 {
		return found, fmt.Sprintf("undo of %s (%s)", name, what), nil
	}
	lines := r.words(act.Import)
	found = slices.DeleteFunc(found, func(e Entry) bool { return !r.names(e.Line) })
	if len(found) == 0 {
		return nil, "", &Error{
			Code: CodeNotFound, Message: fmt.Sprintf("%s of %s changed nothing", lines, name),
			Remedy: "look at the import in the history",
		}
	}
	return found, fmt.Sprintf("undo of %s of %s (%s)", lines, name, what), nil
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
