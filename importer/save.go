package importer

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"homeroom/store"
	"homeroom/store/text"
)

// Outcome is what a save came to.
type Outcome struct {
	Act   int64 // the import's number; 0 when nothing was saved
	Saved int   // rows
	Moved []Row // held back now, because their records moved since the preview
}

// Save writes all accepted rows in one act, or none, and closes the review, if it is not 0. When records
// moved since the preview nothing is saved: those rows are held back in the plan, with what the file says and
// what the record said and says, and another Save saves the others. A plan is saved once
// (CodeInvalid); other errors are those of store.Apply.
func (p *Plan) Save(ctx context.Context, st *store.Store, operator string, review int64) (Outcome, error) {
	if p.saved != 0 {
		return Outcome{}, &store.Error{
			Code: store.CodeInvalid, Message: "this was saved already, as " + p.saveName(p.saved),
			Remedy: "preview the " + p.source() + " again to see what is left of it",
		}
	}
	changes := p.Changes()
	if len(changes) == 0 {
		return Outcome{}, nil
	}
	p.work.lean(changes)
	receipt, err := st.Apply(ctx, p.act(operator, review), changes)
	var conflict *store.ConflictError
	if errors.As(err, &conflict) {
		return p.holdMoved(conflict)
	}
	if err != nil {
		return Outcome{}, err
	}
	p.saved = receipt.Act
	return Outcome{Act: receipt.Act, Saved: p.Accepted()}, nil
}

func (p *Plan) act(operator string, review int64) store.Act {
	counts := make(map[string]int, len(Statuses))
	for _, s := range Statuses {
		counts[string(s)] = p.counts[s]
	}
	if n := p.Mended(); n > 0 {
		counts["mended"] = n
	}
	return store.Act{
		Operator: operator,
		Kind:     p.ActKind(),
		Title:    p.title(),
		Review:   review, ReviewVersion: p.ReviewVersion,
		Import: &store.Import{
			Template: p.Template.Name, Mode: string(p.Mode), Site: p.Site.Code, FileName: p.fileName(),
			Sheet: p.Table.Sheet, SHA256: p.SHA256, Bytes: p.Data, Rows: len(p.Rows), Counts: counts, Outcomes: p.outcomes(),
		},
	}
}

// fileName is the file's name without its folder. The sheets of an edit have a title for a name, in which a slash is
// a slash.
func (p *Plan) fileName() string {
	if p.Template.Own {
		return p.Name
	}
	return filepath.Base(p.Name)
}

// outcomes are the rows that are not simply the same.
func (p *Plan) outcomes() []store.ImportRow {
	rows := make([]store.ImportRow, 0, len(p.Rows)-p.counts[StatusSame])
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.Status == StatusSame {
			continue
		}
		rows = append(rows, store.ImportRow{
			Line: row.Line, Status: string(row.Status), Serial: row.Serial, AssetTag: row.AssetTag, UserID: row.UserID,
			Saved: row.accepted(), Notes: string(appendNotes(nil, slices.Concat(row.Notes, row.mendNotes()))),
		})
	}
	return rows
}

// holdMoved holds back the rows whose records or whose people moved, and every accepted row of a person whose user
// record did.
func (p *Plan) holdMoved(conflict *store.ConflictError) (Outcome, error) {
	var moved []int
	for i := range conflict.Moved {
		m := &conflict.Moved[i]
		at, ok := p.rowAt(m.Change.Line)
		if !ok {
			return Outcome{}, &store.Error{
				Code: store.CodeConflict, Message: "nothing was saved: " + m.Sentence(), Remedy: "preview the file again",
			}
		}
		for _, row := range p.work.movedWith(at, m) {
			moved = append(moved, row)
			p.hold(row, m)
		}
	}
	p.far = nil
	var outcome Outcome
	listed := map[int]bool{}
	for _, i := range moved {
		if !listed[i] {
			listed[i] = true
			p.work.effects(p.work.together(int32(i)))
			outcome.Moved = append(outcome.Moved, p.Rows[i])
		}
	}
	return outcome, nil
}

// hold holds a row back because a record moved.
func (p *Plan) hold(i int, m *store.Moved) {
	row := &p.Rows[i]
	p.counts[row.Status]--
	p.counts[StatusHeldBack]++
	row.Notes = append(row.Notes[:row.own:row.own], p.movedNotes(row.Line, m)...)
	row.own = int32(len(row.Notes))
	row.Status, row.Verdict, row.Includable, row.Changes = StatusHeldBack, store.VerdictLeaveOut, false, nil
	p.moved = append(p.moved, movedRow{i, m})
}

// movedNotes tell the three values of every field that moved: the file's, the record's then, and now.
func (p *Plan) movedNotes(line int, m *store.Moved) []Note {
	remedy := "preview the " + p.source() + " again to see it against the record as it is now"
	var notes []Note
	for i, now := range m.Now {
		if now.Old == now.New || i >= len(m.Change.Fields) {
			continue
		}
		file := m.Change.Fields[i].New
		notes = append(notes, Note{
			Rule: "R-85", Severity: store.SeverityWarning, Line: line, Column: p.headerOf(now.Field), Value: file,
			Message: text.Visible(fmt.Sprintf("%s: the %s says “%s”, the record said “%s” then, it says “%s” now; %s",
				now.Field.Label(), p.source(), file, now.Old, now.New, m.Sentence())),
			Remedy: remedy,
		})
	}
	if notes != nil {
		return notes
	}
	said := m.Sentence()
	if m.Clash == "" {
		said += ", in fields that the " + p.source() + " does not name"
	}
	return []Note{{Rule: "R-85", Severity: store.SeverityWarning, Line: line, Message: text.Visible(said), Remedy: remedy}}
}

// headerOf is the file's header of a record's field; where the layout has no Username, that stands under User ID.
func (p *Plan) headerOf(f store.Field) string {
	if f == store.FieldUsername && p.columns.of(f) == wholeRow {
		f = store.FieldUserID
	}
	if h := p.Mapping.Header(f); h != "" {
		return h
	}
	return f.Label()
}
