package importer

import (
	"sync"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// programme is the family of the state programme's template (domain section 3), whose modes are rules of their own.
type programme struct {
	*Plan
	tags, people *finder // the file's rows; by User ID where it is read
	straying     straying
}

// identify reads the identifiers of rows from to.
func (p *programme) identify(from, to int) {
	for i := from; i < to; i++ {
		rec, row := &p.Table.Records[i], &p.Rows[i]
		row.Line = rec.Line
		row.Serial = store.CleanSerial(p.columns.cell(rec, serialCell))
		row.AssetTag = p.columns.cell(rec, tagCell)
		row.UserID = p.columns.cell(rec, userCell)
	}
}

// naming lists what the file names, for one reading of the records; numbers also as they were before a spreadsheet
// took their zeros.
func (p *programme) naming() store.Wanted {
	w := store.Wanted{Site: p.Request.Site, Serials: make([]string, 0, len(p.Rows))}
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.Serial != "" {
			w.Serials = edit.Padded(append(w.Serials, row.Serial), row.Serial)
		}
		if row.AssetTag != "" {
			w.AssetTags = edit.Padded(append(w.AssetTags, row.AssetTag), row.AssetTag)
		}
		if row.UserID != "" {
			w.UserIDs = edit.Padded(append(w.UserIDs, row.UserID), row.UserID)
		}
		if row.Serial != "" && p.columns.cell(&p.Table.Records[i], deleteCell) != "" {
			w.UserIDs = append(w.UserIDs, row.Serial) // its placeholder may be somebody's User ID
		}
		p.suspect(&w, int32(i))
	}
	return w
}

// begin settles the mode, what speaks against it, and the site.
func (p *programme) begin() error {
	if p.Mode == "" {
		p.Mode = p.proposeMode()
	}
	p.doubtMode()
	return p.chooseSite()
}

// judge looks at every row, at what the rows have against each other, and then at what they do.
func (p *programme) judge() {
	p.rules = rulesOf(p.Mode)
	p.watch.inTurn(p.indexes, func() { p.spread(p.examine) }, p.doctor, p.astray, p.duplicates, p.ownNotes, p.settle, p.gather, p.plan)
}

// ownNotes keeps how many notes each row has before what it does adds to them.
func (p *Plan) ownNotes() {
	for i := range p.Rows {
		p.Rows[i].own = int32(len(p.Rows[i].Notes))
	}
}

func rulesOf(m template.Mode) rules {
	switch m {
	case template.ModeAssign:
		return assignRules()
	case template.ModeRevoke:
		return revokeRules()
	}
	return inventoryRules()
}

// indexes find the file's rows by serial number, asset tag and, where it is read, User ID.
func (p *programme) indexes() {
	var wait sync.WaitGroup
	wait.Go(func() {
		p.serials = newFinder(len(p.Rows), func(row int) string { return p.Rows[row].Serial })
	})
	p.tags = newFinder(len(p.Rows), func(row int) string { return p.Rows[row].AssetTag })
	if p.Mode != template.ModeRevoke {
		p.people = newFinder(len(p.Rows), p.personOf)
	}
	wait.Wait()
}

// personOf is the folded User ID of a row; in an inventory the row's own serial number is nobody.
func (p *Plan) personOf(row int) string {
	r := &p.Rows[row]
	if p.Mode == template.ModeInventory && edit.SameID(r.UserID, r.Serial) {
		return ""
	}
	return store.UserKey(r.UserID)
}

// together are the rows whose changes depend on a row's decision: those of the same person.
func (p *programme) together(i int32) []int32 {
	if key := p.person(i); key != "" {
		return p.groups[key]
	}
	return []int32{i}
}

// effects works out the changes of one person's rows.
func (p *programme) effects(rows []int32) {
	if p.Mode == template.ModeRevoke {
		p.departures(rows)
		return
	}
	first := true // no accepted row of the person stands before
	for _, i := range rows {
		row := &p.Rows[i]
		if !row.active() {
			continue
		}
		row.Changes = p.arrival(i, rows, first)
		first = first && !row.accepted()
	}
}

// lean is done when all is settled: of a large file only what is saved is looked at.
func (p *programme) lean(changes []store.Change) { edit.Lean(p.records, p.records, changes) }

// movedWith are every accepted row of a person whose user record moved, and otherwise the row itself.
func (p *programme) movedWith(at int, m *store.Moved) []int {
	rows := []int{at}
	if m.Change.Record != store.KindUser {
		return rows
	}
	for _, j := range p.groups[m.Change.Key] {
		if int(j) != at && p.Rows[j].accepted() {
			rows = append(rows, int(j))
		}
	}
	return rows
}
