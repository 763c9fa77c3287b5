package importer

import (
	"context"
	"errors"
	"path/filepath"

	"homeroom/store"
)

// Outcome is what a save came to.
type Outcome struct {
	Act   int64 // the import's number; 0 when nothing was saved
	Saved int   // rows
	Moved []Row // held back now, because their records moved since the preview
}

// Save writes all accepted rows in one act, or none, and closes the review, if it is not 0. When records
// moved since the preview nothing is saved: those rows are held back in the plan, with what the file says and
// what the record said and says, and another Save saves the others. progress may be nil. Until the commit ctx
// cancels (CodeCancelled, nothing saved). What is answered was read from the database; where that cannot be read any
// more, the number stands beside a CodeInDoubt. A plan is saved once (CodeInvalid); other errors are those of
// store.Apply.
func (p *Plan) Save(
	ctx context.Context, st *store.Store, operator string, review int64, progress func(store.Progress),
) (Outcome, error) {
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
	act := p.act(operator, review)
	act.Progress = progress
	receipt, err := st.Apply(ctx, act, changes)
	var conflict *store.ConflictError
	if errors.As(err, &conflict) {
		return p.holdMoved(conflict)
	}
	if err != nil {
		return Outcome{}, err
	}
	p.saved = receipt.Act
	return p.outcome(context.WithoutCancel(ctx), st)
}

// outcome reads what was saved.
func (p *Plan) outcome(ctx context.Context, st *store.Store) (Outcome, error) {
	rows, err := st.Outcomes(ctx, p.saved)
	if err != nil {
		return Outcome{Act: p.saved}, &store.Error{
			Code: store.CodeInDoubt, Message: "this was saved as " + p.saveName(p.saved) + ", but that cannot be read back",
			Remedy: "look at it in the history", Err: err,
		}
	}
	o := Outcome{Act: p.saved}
	for i := range rows {
		if rows[i].Saved {
			o.Saved++
		}
	}
	return o, nil
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
			Sheet: p.Table.Sheet, SHA256: p.SHA256, Bytes: p.Data, Rows: p.FileRows(), Counts: counts, Outcomes: p.outcomes(),
			Encoding: p.Table.Encoding, Delimiter: p.Table.Delimiter, HeaderLine: p.Table.HeaderLine,
			Content: p.Content(), Mends: p.Mends(), Mapping: p.Hand(), Options: p.Request.Options.String(),
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

// outcomes are the rows that are not simply the same, and all records that the file does not name: that those were looked at
// nothing else keeps.
func (p *Plan) outcomes() []store.ImportRow {
	rows := make([]store.ImportRow, 0, len(p.Rows)-p.counts[StatusSame])
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.Status == StatusSame && !row.OnlyHere {
			continue
		}
		rows = append(rows, store.ImportRow{
			Line: row.Line, Status: string(row.Status), Serial: row.Serial, AssetTag: row.AssetTag, UserID: row.UserID,
			Saved: row.accepted(), Notes: string(appendNotes(nil, row.told())),
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
			group := p.work.together(int32(i))
			p.work.effects(group)
			p.stir(append([]int32{int32(i)}, group...))
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
