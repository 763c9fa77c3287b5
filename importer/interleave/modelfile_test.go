package interleave_test

import (
	"strings"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// The columns of the files, by their headers.
const (
	colTag      = "Asset Tag"
	colSerial   = "Serial Number"
	colUser     = "User ID"
	colName     = "Full Name"
	colPhone    = "Phone Number"
	colPosition = "Position"
	colRoom     = "Room"
	colDelete   = "Delete"
)

var columns = []string{colTag, colSerial, colUser, colName, colPhone, colPosition, colRoom, colDelete}

// row is a row of a file under review, as the model sees it.
type row struct {
	line    int
	file    map[string]string // as it came
	cells   map[string]string // as it is read: with the mends
	out     bool              // left out by a mend
	shown   *shownRow         // how it stood when somebody saw it; nil where it stands so
	decided store.Verdict     // by hand
	kept    store.Verdict     // as it is kept with the review
	moved   bool              // a save found its records moved, and nobody mended it since

	status     importer.Status
	includable bool
	verdict    store.Verdict
	held       bool // back, because it moved
	changes    []delta
}

// active reports whether the row does something that could be saved.
func (r *row) active() bool {
	return !r.held && (r.verdict != "" && r.status != importer.StatusHeldBack || r.includable)
}

func (r *row) accepted() bool { return r.verdict == store.VerdictAccept }

// review is a file that an operator has open: its rows, and the records that they were compared with.
type review struct {
	mode template.Mode
	rows []*row
	on   picture
}

// judge gives every row its status and its verdict, against the records as they were read. What was decided
// by hand stays where it fits the row, and so does what a save held back.
func (v *review) judge() {
	for _, r := range v.rows {
		r.includable, r.held = false, false
		r.status = v.look(r)
	}
	v.duplicates()
	for _, r := range v.rows {
		r.includable = r.includable && r.status == importer.StatusHeldBack
		r.verdict = map[importer.Status]store.Verdict{
			importer.StatusAdd: store.VerdictAccept, importer.StatusChange: store.VerdictAccept, importer.StatusRevoke: store.VerdictAccept,
			importer.StatusHeldBack: store.VerdictLeaveOut,
		}[r.status]
		if r.decided != "" && v.allows(r, r.decided) {
			r.verdict = r.decided
		}
		if r.shown != nil && r.verdict == store.VerdictAccept {
			r.verdict = store.VerdictLater
		}
		if r.moved && r.active() {
			r.hold()
			if r.decided == store.VerdictLater { // it was put off since
				r.verdict = r.decided
			}
		}
	}
	v.plan()
}

// hold keeps a row from being saved, because its records moved.
func (r *row) hold() {
	r.moved, r.held, r.includable = true, true, false
	r.status, r.verdict = importer.StatusHeldBack, store.VerdictLeaveOut
}

// allows reports whether somebody may decide so: there must be something to decide, and only what may be included can be.
func (v *review) allows(r *row, verdict store.Verdict) bool {
	return r.verdict != "" && (verdict != store.VerdictAccept || r.active())
}

// look judges one row by itself.
func (v *review) look(r *row) importer.Status {
	switch {
	case r.out || v.leftOut(r):
		return importer.StatusLeftOut
	case v.wrong(r):
		return importer.StatusError
	case v.mode == template.ModeAssign:
		return v.lookAssign(r)
	case v.mode == template.ModeRevoke:
		if held(v.device(r)) {
			return importer.StatusRevoke
		}
		return importer.StatusSame
	}
	return v.lookInventory(r)
}

// device is the row's device, where it is on record and of this site.
func (v *review) device(r *row) rec {
	if d := v.on.device(r.cells[colSerial]); d[site] == home {
		return d
	}
	return nil
}

// leftOut is what a row is left out for, whatever else is wrong with it.
func (v *review) leftOut(r *row) bool {
	assetTag := r.cells[colTag]
	if assetTag == "" {
		assetTag = v.device(r)[tag]
	}
	switch v.mode {
	case template.ModeAssign:
		return r.cells[colUser] == "" || platformOf(assetTag) == "tvOS"
	case template.ModeRevoke:
		return r.cells[colDelete] == ""
	}
	return false
}

// wrong is what a row is an error for by itself.
func (v *review) wrong(r *row) bool {
	id, known := r.cells[colUser], v.on.device(r.cells[colSerial])
	abroad := known != nil && known[site] != home
	unfit := strings.Contains(id, "!") || r.cells[colPosition] == "boss"
	mismatch := r.cells[colTag] != "" && r.cells[colTag] != known[tag]
	switch v.mode {
	case template.ModeAssign:
		return unfit || r.cells[colDelete] != "" || known == nil || abroad || mismatch || v.on.user(id)[site] == other
	case template.ModeRevoke:
		return r.cells[colDelete] != r.cells[colSerial] || known == nil || abroad || mismatch
	}
	if unfit || abroad || mismatch && v.tagTaken(r) {
		return true
	}
	if id == r.cells[colSerial] { // taking away is a revoke
		return held(known)
	}
	return known[username] != id && v.on.user(id)[site] == other
}

// tagTaken reports whether the row's asset tag is another device's.
func (v *review) tagTaken(r *row) bool {
	for at, d := range v.on.recs {
		if at.kind == store.KindDevice && d[tag] == r.cells[colTag] && at.key != r.cells[colSerial] {
			return true
		}
	}
	return false
}

// lookAssign is R-10: new users only; whoever is known is held back, and may be included for a device of another platform.
func (v *review) lookAssign(r *row) importer.Status {
	id, d := r.cells[colUser], v.device(r)
	switch {
	case strings.EqualFold(d[username], id):
		return importer.StatusSame
	case v.on.user(id) == nil && len(v.on.heldBy(id)) == 0:
		return importer.StatusAdd
	}
	r.includable = true
	for _, device := range v.on.heldBy(id) {
		if v.on.device(device)[platform] == d[platform] {
			r.includable = false
		}
	}
	return importer.StatusHeldBack
}

// lookInventory compares the device with its record.
func (v *review) lookInventory(r *row) importer.Status {
	id := r.cells[colUser]
	person := id != "" && id != r.cells[colSerial] && v.on.user(id) == nil
	switch {
	case v.device(r) == nil || person:
		return importer.StatusAdd
	case same(v.device(r), v.wants(r)):
		return importer.StatusSame
	}
	return importer.StatusChange
}

// duplicates makes errors of rows that are against each other. What is left out takes no part.
func (v *review) duplicates() {
	v.each(func(r *row) string { return r.cells[colSerial] }, v.refuse)
	v.each(func(r *row) string { return r.cells[colTag] }, v.refuse)
	if v.mode == template.ModeRevoke {
		return
	}
	v.each(v.person, func(rows []*row) {
		byPlatform := map[string][]*row{}
		for _, r := range rows {
			runs := platformOf(r.cells[colTag])
			if d := v.device(r); r.cells[colTag] == "" && d != nil {
				runs = d[platform]
			}
			byPlatform[runs] = append(byPlatform[runs], r)
		}
		for _, twins := range byPlatform {
			v.refuse(twins)
		}
	})
}

// person is whom a row names; in an inventory its own serial number is nobody.
func (v *review) person(r *row) string {
	id := r.cells[colUser]
	if v.mode == template.ModeInventory && id == r.cells[colSerial] {
		return ""
	}
	return strings.ToLower(id)
}

// each shows the rows that share a value.
func (v *review) each(value func(*row) string, show func([]*row)) {
	groups := map[string][]*row{}
	for _, r := range v.rows {
		if key := value(r); key != "" && r.status != importer.StatusLeftOut {
			groups[key] = append(groups[key], r)
		}
	}
	for _, rows := range groups {
		show(rows)
	}
}

func (v *review) refuse(rows []*row) {
	if len(rows) < 2 {
		return
	}
	for _, r := range rows {
		r.status, r.includable = importer.StatusError, false
	}
}
