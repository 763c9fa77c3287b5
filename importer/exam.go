package importer

import (
	"slices"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// wholeRow stands where a note is about no single cell.
const wholeRow = -1

// exam is the look at one row: what the file says, what is on record of it, and what the rules say.
type exam struct {
	p      *Plan
	line   int
	rec    *sheet.Record
	in     input
	device *store.Device // the row's device as it is on record, found by serial, or by tag when that is blank
	abroad string        // the site of the row's device, where it is another one: nothing else of it is read
	found  store.Device  // where it is kept while the row is looked at
	place  store.Place   // where the last row stood on record
	notes  []Note
	failed bool // an error was noted
	held   bool // includable when it is held back
	at     int32
	doubts doubts // what is to be looked for on record once all rows are looked at
}

// rules are what a mode makes of a row.
type rules struct {
	leaveOut func(*exam) bool   // notes why the row is left out
	check    func(*exam)        // notes what is wrong or worth knowing
	settle   func(*exam) Status // the status of a row without an error
}

// blankRules leave blank rows out.
var blankRules = map[template.Mode]string{
	template.ModeInventory: "R-81", template.ModeAssign: "R-11", template.ModeRevoke: "R-20",
}

// examine judges rows from to, leaving aside what other rows of the file have to do with it.
func (p *Plan) examine(from, to int) {
	e := exam{p: p}
	for i := from; i < to; i++ {
		e.row(i)
	}
	p.doubted(&e.doubts)
}

// row judges one row in the order of R-18.
func (e *exam) row(i int) {
	p, row := e.p, &e.p.Rows[i]
	e.look(i)
	switch {
	case row.repeats():
		e.repeated(row)
	case blank(e.rec):
		e.info(blankRules[p.Mode], wholeRow, "the row is blank", "nothing; it is left out")
		row.Status = StatusLeftOut
	case p.rules.leaveOut(e):
		row.Status = StatusLeftOut
	default:
		p.rules.check(e)
		row.Status = p.rules.settle(e)
		e.missed(row)
	}
	if e.failed {
		row.Status = StatusError
	}
	row.Includable = e.held && row.Status == StatusHeldBack
	if len(e.notes) > 0 {
		row.Notes = slices.Clone(e.notes)
	}
}

// turn goes to another row.
func (e *exam) turn(i int) {
	e.rec, e.at = &e.p.Table.Records[i], int32(i)
	e.line, e.notes, e.failed, e.held = e.rec.Line, e.notes[:0], false, false
}

// look reads a row and finds its device.
func (e *exam) look(i int) {
	e.turn(i)
	e.in, e.device, e.abroad = e.p.columns.read(e.rec), nil, ""
	if e.in[serialCell] != "" {
		if e.p.records.Look(e.in[serialCell], &e.found, &e.place) {
			e.device = &e.found
		}
	} else if e.in[tagCell] != "" {
		e.device = e.p.records.DeviceByTag(e.in[tagCell])
	}
	if e.device != nil && e.p.foreign(e.device.Site) {
		e.device, e.abroad = nil, e.device.Site
	}
}

// kind tells the sort of device from the row, and from the record where the row is silent.
func (e *exam) kind() store.DeviceKind {
	tag, model := e.in[tagCell], e.in[modelCell]
	if e.device != nil {
		if tag == "" {
			tag = e.device.AssetTag
		}
		if model == "" {
			model = e.device.Model
		}
	}
	return store.KindOf(tag, model)
}

// platform is what the row's device runs.
func (e *exam) platform() store.Platform {
	platform := e.kind().Platform()
	if platform == store.PlatformUnknown && e.device != nil {
		platform = e.device.Platform
	}
	return platform
}

// note adds what a rule says about a cell; or about the whole row.
func (e *exam) note(rule string, severity store.Severity, cell int, message, remedy string) {
	n := Note{Rule: rule, Severity: severity, Line: e.line, Message: text.Visible(message), Remedy: text.Visible(remedy)}
	if cell != wholeRow {
		n.Column, n.Value = e.p.header(cell), e.p.columns.cell(e.rec, cell)
	}
	e.notes = append(e.notes, n)
	e.failed = e.failed || severity == store.SeverityError
}

func (e *exam) err(rule string, cell int, message, remedy string) {
	e.note(rule, store.SeverityError, cell, message, remedy)
}

func (e *exam) warn(rule string, cell int, message, remedy string) {
	e.note(rule, store.SeverityWarning, cell, message, remedy)
}

func (e *exam) info(rule string, cell int, message, remedy string) {
	e.note(rule, store.SeverityInfo, cell, message, remedy)
}

func (e *exam) findings(cell int, found []store.Finding) {
	for _, f := range found {
		e.note(f.Rule, f.Severity, cell, f.Message, f.Remedy)
	}
}

// header is the cell's header as it stands in the file, or the layout's where the file has none.
func (p *Plan) header(cell int) string { return p.columns[cell].header }
