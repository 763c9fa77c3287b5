package importer

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"runtime"
	"sync"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// Preview compares a file with the records and writes nothing. The records are read once, as a set. A file
// that cannot be read, or is not of the template, gives a *sheet.Problem; a request that cannot be meant like
// this gives a *store.Error. The plan beside an error can neither be decided on nor saved: it holds the Request and in
// its Table what was understood of the file so far, and the Mode where that was settled. Once ctx is cancelled the work
// stops, with CodeCancelled.
func Preview(ctx context.Context, st *store.Store, q Request) (*Plan, error) {
	w := &watch{ctx: ctx, tell: q.Progress}
	q.Progress = nil // a plan lives longer than whoever looks on
	p, err := preview(ctx, st, q, w)
	if stopped := w.stopped(); err != nil && stopped != nil {
		err = stopped
	}
	return p, err
}

func preview(ctx context.Context, st *store.Store, q Request, w *watch) (*Plan, error) {
	sum := make(chan string, 1)
	go func() {
		digest := sha256.Sum256(q.Data)
		sum <- hex.EncodeToString(digest[:])
	}()
	reading := st.Read(ctx, bytes.Count(q.Data, []byte{'\n'})) // a workbook has next to none: it keeps both cores busy by itself
	tab, err := readTable(q, w)
	if err != nil {
		return &Plan{Request: q, Table: tab}, err
	}
	if tab.Parts != nil && len(tab.Records) >= manyRows {
		runtime.GC() // what reading took beside the table is as large as the rows that come now: never both at once
	}
	kept, err := keptMappings(ctx, st)
	if err != nil {
		return &Plan{Request: q, Table: tab}, err
	}
	p, err := understand(q, tab, kept...)
	if err != nil {
		return &Plan{Request: q, Table: tab, kept: kept}, err
	}
	p.SHA256, p.watch = <-sum, w
	if err := w.enter(StageRecords, 0, 1); err != nil {
		return &Plan{Request: q, Table: tab, kept: kept}, err
	}
	if err := p.chooseMode(ctx, st); err != nil {
		return &Plan{Request: q, Table: tab, kept: kept}, err
	}
	named := func() store.Wanted {
		w := p.work.naming()
		p.foresee(&w)
		p.asked = &w
		return w
	}
	if p.Mode == template.ModeReconcile {
		p.work = &bothWays{family: p.work, Plan: p, file: len(p.Rows)}
	}
	if p.Template.Parts != nil || p.Mode == template.ModeReconcile { // what was read ahead knows of no classes, and no numbers
		reading = st.Read(ctx, 0)
	}
	records, err := reading.Records(p.Request.Site, named)
	if err != nil {
		return p, err
	}
	return p, p.compare(records)
}

// manyRows are so many that room is worth more than the moment that a collection takes.
const manyRows = 50_000

// readTable reads a file: one table of it, or several where the layout has several.
func readTable(q Request, w *watch) (*sheet.Table, error) {
	o := q.reading()
	o.Look = w.read
	_ = w.enter(StageRead, 100, 1) // the reader stops by itself, and leaves a table
	if t := q.several(); t != nil {
		return sheet.ReadParts(q.Name, q.Data, t.Parts, o)
	}
	tab, err := sheet.Read(q.Name, q.Data, o)
	if err == nil && (tab.Kind == "csv" || q.Sheet != "") {
		if t, n := template.OnePart(tab); t != nil && (q.Template == "" || q.Template == t.Name) {
			tab.AsPart(n, t.Parts, t.Headers())
		}
	}
	return tab, err
}

// several is the layout of a file that holds several tables; nil where one is read.
func (q *Request) several() *template.Template {
	names := sheet.Names(q.Data)
	if q.Sheet != "" || len(names) == 0 {
		return nil
	}
	if q.Template == "" {
		return template.OfParts(names)
	}
	if t, err := template.ByName(q.Template); err == nil && t.Parts != nil {
		return t
	}
	return nil
}

// HoldsSeveral reports whether a file holds several tables that one layout reads together.
func HoldsSeveral(data []byte) bool { return template.OfParts(sheet.Names(data)) != nil }

// reading is how the request wants the file to be read.
func (q *Request) reading() sheet.Options {
	return sheet.Options{Sheet: q.Sheet, Encoding: q.Encoding, Delimiter: q.Delimiter, HeaderLine: q.HeaderLine}
}

// compare judges every row against the records.
func (p *Plan) compare(records *store.Records) error {
	defer func() { p.watch = nil }()
	if err := p.watch.enter(StageCompare, len(p.Rows), passes); err != nil {
		return err
	}
	p.records, p.Latest = records, records.Latest()
	if err := p.work.begin(); err != nil {
		return err
	}
	p.BlankMeans = p.Template.Blank[p.Mode]
	p.work.judge()
	if err := p.watch.stopped(); err != nil {
		return err
	}
	p.noteFile()
	return nil
}

// settle gives every row its first verdict and counts them.
func (p *Plan) settle() {
	p.counts = make(map[Status]int, len(Statuses))
	for i := range p.Rows {
		row := &p.Rows[i]
		p.counts[row.Status]++
		row.Verdict = row.first()
		if row.clashes() {
			p.clashes++
		}
	}
}

// clashes reports whether a row is refused because the person is another site's.
func (r *Row) clashes() bool { return r.Status == StatusError && r.cites("R-02", store.SeverityError) }

func (r *Row) cites(rule string, severity store.Severity) bool {
	for i := range r.Notes {
		if r.Notes[i].Rule == rule && r.Notes[i].Severity == severity {
			return true
		}
	}
	return false
}

// passes is how often judging goes through the rows: once to look at them, once to plan what they do.
const passes = 2

// spread does the work on all rows, in pieces between which the comparison can be cancelled.
func (p *Plan) spread(work func(from, to int)) {
	spread(len(p.Rows), func(from, to int) { p.watch.chunks(from, to, work) })
}

// spreadFrom is the number of rows from which two goroutines are quicker than one.
const spreadFrom = 2000

// spread does the work on rows 0 to n, on two goroutines when they are many.
func spread(n int, work func(from, to int)) {
	if n < spreadFrom {
		work(0, n)
		return
	}
	var wait sync.WaitGroup
	wait.Go(func() { work(0, n/2) })
	work(n/2, n)
	wait.Wait()
}
