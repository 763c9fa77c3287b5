package importer

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// Result is what became of a saved import, row by row, read from the store alone: the kept file as it was read then,
// with its mends, the outcomes, and what of it was taken back since. Nothing is compared with the records.
type Result struct {
	Act  store.ActSummary
	Rows []ResultRow

	plan *Plan // the kept file, read again; nothing of it is judged
	zone *time.Location
}

// ResultRow is a row of a saved import.
type ResultRow struct {
	Line     int
	Status   Status
	Serial   string // cleaned
	AssetTag string
	UserID   string
	Saved    bool   // its changes were written
	Reason   string // why it was not, or what was said of it
	Notes    []Note
	Mends    []Mended
	Entries  []store.Entry // what it did, in the history

	UndoneBy  string    // who took it back, the last time; empty where nobody did, or it was brought back
	UndoneAt  time.Time // when
	UndoneAct int64     // in which save
	Partly    bool      // only some of its entries were taken back
}

// ReadResult reads what became of an import. CodeNotFound if there is none of that number; CodeUnreadable where its file
// is not read any more as it was.
func ReadResult(ctx context.Context, st *store.Store, act int64) (*Result, error) {
	summary, entries, err := st.Act(ctx, act)
	if err != nil {
		return nil, err
	}
	data, err := st.ImportFile(ctx, act)
	if err != nil {
		return nil, err
	}
	outcomes, err := st.Outcomes(ctx, act)
	if err != nil {
		return nil, err
	}
	undoers, err := st.EntriesBy(ctx, undoing(entries))
	if err != nil {
		return nil, err
	}
	p, err := reread(summary.Import, data)
	if err != nil {
		return nil, err
	}
	r := &Result{Act: summary, plan: p, zone: st.Zone()}
	return r, r.fill(outcomes, entries, undoers)
}

// undoing are the entries that took these back.
func undoing(entries []store.Entry) (ids []int64) {
	for i := range entries {
		if id := entries[i].UndoneBy; id != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// reread reads a kept file as it was read when it was saved: with what was decided then, or as its content decides where
// that gives other rows, and no other rows than those that were saved.
func reread(im *store.Import, data []byte) (p *Plan, err error) {
	decided := Request{
		Name: im.FileName, Data: data, Template: im.Template, Mode: template.Mode(im.Mode), Sheet: im.Sheet, Mends: im.Mends,
	}
	if decided.Mapping, err = template.ParseHand(im.Mapping); err != nil {
		return nil, otherRead(err)
	}
	if decided.Options, err = template.ParseOptions(nil, im.Options); err != nil {
		return nil, otherRead(err)
	}
	byContent := decided
	decided.Encoding, decided.Delimiter, decided.HeaderLine = im.Encoding, im.Delimiter, im.HeaderLine
	for _, q := range [...]Request{decided, byContent} {
		var tab *sheet.Table
		if tab, err = readTable(q, &watch{ctx: context.Background()}); err == nil {
			p, err = understand(q, tab)
		}
		if err == nil && len(p.Rows) == im.Rows && len(p.unfit) == 0 && (im.Content == "" || im.Content == p.Content()) {
			return p, nil
		}
	}
	return nil, otherRead(err)
}

func otherRead(err error) error {
	return &store.Error{
		Code: store.CodeUnreadable, Message: "the kept file is not read any more as it was when it was saved",
		Remedy: "write the file out and look at it by itself; the history tells what was saved", Err: err,
	}
}

// fill puts together what became of every row.
func (r *Result) fill(outcomes []store.ImportRow, entries, undoers []store.Entry) error {
	r.plan.addHere(outcomes)
	r.Rows = make([]ResultRow, len(r.plan.Rows))
	for i := range r.plan.Rows {
		row := &r.plan.Rows[i]
		r.Rows[i] = ResultRow{
			Line: row.Line, Status: StatusSame, Serial: row.Serial, AssetTag: row.AssetTag, UserID: row.UserID,
			Reason: "the records said so already", Mends: row.Mends,
		}
	}
	for i := range outcomes {
		if err := r.become(&outcomes[i]); err != nil {
			return err
		}
	}
	by := make(map[int64]*store.Entry, len(undoers))
	for i := range undoers {
		by[undoers[i].ID] = &undoers[i]
	}
	for i := range entries {
		if at, ok := r.plan.rowAt(entries[i].Line); ok {
			row := &r.Rows[at]
			row.Entries = append(row.Entries, entries[i])
			row.takenBack(by[entries[i].UndoneBy])
		}
	}
	return nil
}

// become takes what was kept of a row.
func (r *Result) become(o *store.ImportRow) error {
	at, ok := r.plan.rowAt(o.Line)
	if !ok {
		return otherRead(nil)
	}
	row := &r.Rows[at]
	row.Status, row.Saved, row.Serial, row.AssetTag, row.UserID = Status(o.Status), o.Saved, o.Serial, o.AssetTag, o.UserID
	r.plan.Rows[at].UserID = o.UserID // for About
	if err := json.Unmarshal([]byte(o.Notes), &row.Notes); err != nil {
		return otherRead(err)
	}
	row.Reason = reason(row.Notes)
	return nil
}

// takenBack takes note of what took the entry back that the row has last; nil for nothing.
func (r *ResultRow) takenBack(undo *store.Entry) {
	switch {
	case undo == nil:
		r.Partly = r.Partly || r.UndoneBy != ""
		return
	case r.UndoneBy == "" && len(r.Entries) > 1:
		r.Partly = true
	}
	if r.UndoneAct < undo.Act {
		r.UndoneBy, r.UndoneAt, r.UndoneAct = undo.Operator, undo.At, undo.Act
	}
}

// Rejected reports whether the row is one to mend.
func (r *ResultRow) Rejected() bool {
	return r.Status == StatusError || r.Status == StatusHeldBack && !r.Saved
}

// Cells are a row's cells as they were saved, in the layout's order; nil if the file has no such line.
func (r *Result) Cells(line int) []Cell { return r.plan.Cells(line) }

// Place, About and ClassTitle tell of a saved row what the Plan's tell of one that is reviewed.
func (r *Result) Place(line int) (part string, within int) { return r.plan.Place(line) }

// BothWays reports whether a vendor's list was held against the records.
func (r *Result) BothWays() bool { return r.plan.BothWays() }

// About says what a row of a file that holds several tables is about.
func (r *Result) About(line int) string { return r.plan.About(line) }

// ClassTitle is what people call a class, as the file says it.
func (r *Result) ClassTitle(id string) string { return r.plan.ClassTitle(id) }

// Row finds a row by its line in the file; nil if there is none.
func (r *Result) Row(line int) *ResultRow {
	if i, ok := r.plan.rowAt(line); ok {
		return &r.Rows[i]
	}
	return nil
}

// Saved counts the rows whose changes were written.
func (r *Result) Saved() (n int) { return r.many(func(row *ResultRow) bool { return row.Saved }) }

// Rejects counts the rows to mend.
func (r *Result) Rejects() int { return r.many((*ResultRow).Rejected) }

func (r *Result) many(is func(*ResultRow) bool) (n int) {
	for i := range r.Rows {
		if is(&r.Rows[i]) {
			n++
		}
	}
	return n
}

// fate says whether a row was saved, or who took it back since and when.
func (r *Result) fate(row *ResultRow) string {
	how := "taken back"
	switch {
	case !row.Saved:
		return "no"
	case row.UndoneBy == "":
		return "yes"
	case row.Partly:
		how = "taken back in part"
	}
	return fmt.Sprintf("%s by %s at %s", how, text.Visible(row.UndoneBy), minute(row.UndoneAt, r.zone))
}

// minute writes a time of a sentence in a zone; UTC says so.
func minute(at time.Time, zone *time.Location) string {
	if zone == time.UTC {
		return at.In(zone).Format("2006-01-02 15:04Z")
	}
	return at.In(zone).Format("2006-01-02 15:04")
}
