package importer

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// The doctor proposes mends for what a spreadsheet or a keyboard did to a row. What a cell tells of by itself is
// seen where the cell is looked at (store/edit.Cure). What has to be looked for among the records is looked for here,
// once for all rows, and only for those that fail or that name a device which is not on record.

// doubts are what is to be looked for.
type doubts struct {
	serials []int32 // rows whose serial number is not on record
	tags    []int32 // rows whose asset tag is not, and is no number either
	rounded []cell  // cells in scientific notation
}

type cell struct {
	row    int32
	column int
}

// doubted takes what one goroutine found.
func (p *Plan) doubted(d *doubts) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doubts.serials = append(p.doubts.serials, d.serials...)
	p.doubts.tags = append(p.doubts.tags, d.tags...)
	p.doubts.rounded = append(p.doubts.rounded, d.rounded...)
}

// missed takes note of a row's identifiers that are not on record.
func (e *exam) missed(row *Row) {
	if row.Serial != "" && e.device == nil && e.abroad == "" {
		e.doubts.serials = append(e.doubts.serials, e.at)
	}
	if tag := row.AssetTag; tag != "" && !digits(tag) && (e.device == nil || e.device.AssetTag != tag) && e.p.records.DeviceByTag(tag) == nil {
		e.doubts.tags = append(e.doubts.tags, e.at)
	}
}

// propose adds a mend to the note that was made last.
func (e *exam) propose(damage edit.Damage, c int, value string) {
	e.notes[len(e.notes)-1].Mend = &Mend{Damage: damage, Column: e.p.header(c), Value: value}
}

// cure proposes what a damaged cell was, with the first note since from that tells of damage.
func (e *exam) cure(c int, value string, from int) {
	at := slices.IndexFunc(e.notes[from:], func(n Note) bool { return n.Rule == "R-08" })
	if at < 0 {
		return
	}
	switch better, damage := e.p.cured(e.p.columns[c].field, value, e.recorded()...); {
	case better != "":
		e.notes[from+at].Mend = &Mend{Damage: damage, Column: e.p.header(c), Value: better}
	case store.Rounded(value):
		e.doubts.rounded = append(e.doubts.rounded, cell{e.at, c})
	}
}

// garbled warns of words that are none any more.
func (e *exam) garbled(c int, value string) {
	if f := edit.Garbled(e.p.columns[c].field, value); f != nil {
		e.findings(c, []store.Finding{*f})
	}
}

// recorded are the records that a row's words may have been taken from: its device, and whoever has its User ID.
func (e *exam) recorded() (list []edit.Fielded) {
	if e.device != nil {
		list = append(list, e.device)
	}
	if id := e.in[userCell]; id != "" {
		if u := e.p.records.User(id); u != nil && !e.p.foreign(u.Site) {
			list = append(list, u)
		}
	}
	return list
}

// cured proposes what a damaged value was: what it tells by itself, the digits of a number that is on record, or the
// words of one of the records, with letters lost.
func (p *Plan) cured(f store.Field, value string, recorded ...edit.Fielded) (better string, damage edit.Damage) {
	if better, damage = edit.Cure(f, value); better != "" {
		return better, damage
	}
	if number, ok := store.Undressed(value); ok && p.isRecorded(f, number) {
		return number, edit.DamageGrouped
	}
	for _, r := range recorded {
		if whole := r.Get(f); edit.Fits(value, whole) {
			return whole, edit.DamageLost
		}
	}
	return "", ""
}

// isRecorded reports whether an identifier is on record, and no other site's.
func (p *Plan) isRecorded(f store.Field, value string) bool {
	switch f {
	case store.FieldAssetTag:
		d := p.records.DeviceByTag(value)
		return d != nil && !p.foreign(d.Site)
	case store.FieldSerial:
		d := p.records.Device(value)
		return d != nil && !p.foreign(d.Site)
	case store.FieldUserID, store.FieldUsername:
		o := p.owner(value)
		return o.Exists() && !p.foreign(o.At())
	}
	return false
}

// repeated leaves a row out that somebody took for one that stands there twice.
func (e *exam) repeated(row *Row) {
	e.info("R-16", wholeRow, "the row stands there twice and is left out: that was mended", "take the mend back if the row is meant")
	row.Status = StatusLeftOut
}

// doctor looks for what was doubted.
func (p *Plan) doctor() {
	d := p.doubts
	p.doubts = doubts{}
	p.alike(d.serials, store.FieldSerial, p.records.AlikeSerials, func(r *Row) string { return r.Serial }, p.records.Device)
	p.alike(d.tags, store.FieldAssetTag, p.records.AlikeTags, func(r *Row) string { return r.AssetTag }, p.records.DeviceByTag)
	p.labelled(d.serials)
	p.rounded(d.rounded)
}

// alike names the one record each whose identifier differs in nothing but characters that are taken for one another.
// That the value may be meant is why it is a warning: a new device may have any serial number.
func (p *Plan) alike(rows []int32, f store.Field, find func([]string) map[string]string, of func(*Row) string, device func(string) *store.Device) {
	values := make([]string, len(rows))
	for n, i := range rows {
		values[n] = of(&p.Rows[i])
	}
	found := find(values)
	c := p.columns.of(f)
	for n, i := range rows {
		key := found[values[n]]
		if key == "" {
			continue
		}
		p.mean(f, key, i)
		if p.takenByAnother(f, key) {
			continue
		}
		d := device(key)
		note := edit.Alike(p.records, p.Site.Code, d)
		if p.foreign(d.Site) {
			p.tell(i, c, note, nil)
			continue
		}
		p.tell(i, c, note, &Mend{Damage: edit.DamageTyped, Column: p.header(c), Value: key})
		if f == store.FieldSerial {
			p.follow(i, key)
		}
	}
}

// mean remembers which serial number a row seems to mean: that another row has it changes what is told of this one.
func (p *Plan) mean(f store.Field, key string, row int32) {
	if f != store.FieldSerial {
		return
	}
	if p.meant == nil {
		p.meant = map[string][]int32{}
	}
	p.meant[key] = linked(p.meant[key], row)
}

// takenByAnother reports whether a row of the file has the serial number that another one seems to mean.
func (p *Plan) takenByAnother(f store.Field, key string) bool {
	return f == store.FieldSerial && p.serials != nil && p.serials.has(key)
}

// labelled names the device whose serial number was scanned with the S that labels put before it.
func (p *Plan) labelled(rows []int32) {
	c := p.columns.of(store.FieldSerial)
	for _, i := range rows {
		serial := store.BehindS(p.Rows[i].Serial)
		d := p.records.Device(serial)
		if serial == "" || d == nil || p.foreign(d.Site) {
			continue
		}
		p.tell(i, c, edit.Labelled(d), &Mend{Damage: edit.DamageLabel, Column: p.header(c), Value: serial})
		p.follow(i, serial)
	}
}

// follow proposes for Delete what is proposed for the serial number, where the two say the same.
func (p *Plan) follow(i int32, serial string) {
	c := p.columns.of(template.FieldDelete)
	if c == wholeRow || p.columns[c].at < 0 {
		return
	}
	if del := p.columns.cell(&p.Table.Records[i], c); del == "" || store.CleanSerial(del) != p.Rows[i].Serial {
		return
	}
	p.tell(i, c, follows(), &Mend{Damage: edit.DamageDelete, Column: p.header(c), Value: serial})
}

func follows() store.Finding {
	return store.Finding{
		Rule: "R-08", Severity: store.SeverityWarning, Message: "Delete has the same damage as the serial number", Remedy: "mend both",
	}
}

// follow does the same for a serial number that tells of its damage itself.
func (e *exam) follow() {
	if store.CleanSerial(e.in[deleteCell]) != e.in[serialCell] {
		return
	}
	proposed := func(c int) int {
		return slices.IndexFunc(e.notes, func(n Note) bool { return n.Mend != nil && n.Column == e.p.header(c) })
	}
	if at := proposed(serialCell); at >= 0 && proposed(deleteCell) < 0 {
		value := e.notes[at].Mend.Value
		e.findings(deleteCell, []store.Finding{follows()})
		e.propose(edit.DamageDelete, deleteCell, value)
	}
}

// tell adds a note to a row that was looked at.
func (p *Plan) tell(i int32, c int, f store.Finding, m *Mend) {
	e := exam{p: p}
	e.turn(int(i))
	e.findings(c, []store.Finding{f})
	e.notes[0].Mend = m
	row := &p.Rows[i]
	row.Notes = append(row.Notes[:len(row.Notes):len(row.Notes)], e.notes...)
	row.own = int32(len(row.Notes))
	if e.failed {
		row.Status, row.Includable = StatusError, false
	}
}

// rounded proposes what is on record under a number in scientific notation, where one record alone fits.
func (p *Plan) rounded(cells []cell) {
	byColumn := map[int][]string{}
	for _, at := range cells {
		byColumn[at.column] = append(byColumn[at.column], p.columns.cell(&p.Table.Records[at.row], at.column))
	}
	found := map[int]map[string]string{}
	for c, values := range byColumn {
		found[c] = p.records.RoundedTo(p.columns[c].field, values)
	}
	for _, at := range cells {
		value := p.columns.cell(&p.Table.Records[at.row], at.column)
		whole := found[at.column][value]
		if whole == "" || p.foreign(p.siteOfIdentifier(p.columns[at.column].field, whole)) {
			continue
		}
		notes := p.Rows[at.row].Notes
		for n := range notes {
			if notes[n].Rule == "R-08" && notes[n].Column == p.header(at.column) && notes[n].Mend == nil {
				notes[n].Mend = &Mend{Damage: edit.DamageScientific, Column: notes[n].Column, Value: whole}
				notes[n].Message += "; of all records " + whole + " alone is shown so"
			}
		}
		if p.columns[at.column].field == store.FieldSerial {
			p.follow(at.row, whole)
		}
	}
}

// siteOfIdentifier is where the record with an identifier belongs.
func (p *Plan) siteOfIdentifier(f store.Field, value string) string {
	var d *store.Device
	switch f {
	case store.FieldSerial:
		d = p.records.Device(value)
	case store.FieldAssetTag:
		d = p.records.DeviceByTag(value)
	default:
		o := p.owner(value)
		return o.At()
	}
	if d == nil {
		return ""
	}
	return d.Site
}

// swappedFrom is how many rows make a column: fewer are rows that went wrong one by one.
const swappedFrom = 2

// straying counts rows that have both serial number and asset tag, and those in which they stand in each other's column.
type straying struct {
	pairs, strays int
	told          bool // that the columns do
}

// columns reports whether most do: then the columns stand in each other's place.
func (s *straying) columns() bool { return s.strays >= swappedFrom && 2*s.strays > s.pairs }

// astray finds rows whose serial number and asset tag stand in each other's column. Where most do, the columns do: that
// is one note, and one mend.
func (p *programme) astray() {
	var rows []int32
	p.straying = straying{}
	for i := range p.Rows {
		if p.strays(int32(i)) {
			rows = append(rows, int32(i))
		}
	}
	if p.straying.told = p.straying.columns(); !p.straying.told {
		p.tellStrays(rows)
		return
	}
	mend := p.swap()
	p.noteWhole("R-08", store.SeverityWarning, mend.Column, fmt.Sprintf("%s and %s stand in each other's column in %s of %d: %s",
		mend.Column, mend.Swap, counted(len(rows), "row", "rows"), p.straying.pairs, p.lines(rows)), "let the two columns change places")
	p.Notes[len(p.Notes)-1].Mend = mend
}

// strays counts a row that was looked at, and reports whether its serial number and asset tag are astray.
func (p *programme) strays(i int32) bool {
	row := &p.Rows[i]
	if p.columns[serialCell].at < 0 || p.columns[tagCell].at < 0 || !row.paired() {
		return false
	}
	p.straying.pairs++
	if row.stray = len(row.Notes) > 0 && p.misplaced(row); row.stray {
		p.straying.strays++
	}
	return row.stray
}

// paired reports whether a row counts among those that have both.
func (r *Row) paired() bool { return r.Status != StatusLeftOut && r.Serial != "" && r.AssetTag != "" }

func (p *programme) tellStrays(rows []int32) {
	mend := p.swap()
	for _, i := range rows {
		p.tell(i, serialCell, store.Finding{
			Rule: "R-08", Severity: store.SeverityWarning,
			Message: fmt.Sprintf("%s and %s seem to stand in each other's column", mend.Column, mend.Swap), Remedy: "let the two values change places",
		}, mend)
	}
}

func (p *programme) swap() *Mend {
	return &Mend{Damage: edit.DamageSwapped, Column: p.header(serialCell), Swap: p.header(tagCell)}
}

// misplaced reports whether a row's serial number and asset tag have each other's shape.
func (p *Plan) misplaced(row *Row) bool {
	tag := store.CleanSerial(row.AssetTag)
	return plainSerial(tag) && !digits(tag) && digits(row.Serial) && len(row.Serial) <= 8
}

// sameLooks tells when a name differs from the one on record in nothing that is seen: it would be a change that nobody
// means.
func (e *exam) sameLooks() {
	name := e.in[nameCell]
	if e.device == nil || name == "" || name == e.device.FullName || printable(name) && printable(e.device.FullName) {
		return
	}
	if asSeen(name) == asSeen(e.device.FullName) {
		e.warn("R-08", nameCell, "the record has the same name, written with other characters that look the same",
			"keep the name as it is on record, unless it is wrong there")
		e.propose(edit.DamageLooks, nameCell, e.device.FullName)
	}
}

// sameSeen reports whether two values look the same.
func sameSeen(a, b string) bool { return strings.EqualFold(asSeen(a), asSeen(b)) }
