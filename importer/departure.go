package importer

import (
	"fmt"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// departures works out what the revoked rows of one person do. When every device the person has goes,
// the user record goes with the last accepted row; otherwise the first one takes the person off the site.
func (p *Plan) departures(rows []int32) {
	first, last, accepted := len(rows), -1, 0
	leaving := make(map[string]bool, len(rows))
	for n, i := range rows {
		if row := &p.Rows[i]; row.accepted() {
			first, last, accepted = min(first, n), n, accepted+1
			leaving[row.Serial] = true
		}
	}
	o := p.owner(p.records.Device(p.Rows[rows[0]].Serial).Username)
	kept := keptDevices(o.Held, leaving)
	for n, i := range rows {
		row := &p.Rows[i]
		if !row.active() {
			continue
		}
		remain := len(o.Held) - accepted
		if !row.accepted() {
			remain--
		}
		var change userStep
		switch {
		case o.Abroad(): // that site's to change
		case remain == 0 && n >= last:
			change = deleteUser
		case remain > 0 && n <= first:
			change = releaseUser
		}
		p.depart(row, &o, change)
		p.noteKept(row, &o, kept, remain)
	}
}

// userStep is what a revoked row does to the user record.
type userStep int

const (
	leaveUser userStep = iota
	releaseUser
	deleteUser
)

func (p *Plan) depart(row *Row, o *edit.Owner, step userStep) {
	device := p.records.Device(row.Serial)
	want := edit.TakenBack(p.records, device)
	row.Changes = p.deviceChange(nil, device, &want, row.Line)
	switch {
	case o.User == nil:
	case step == releaseUser:
		released := revokedUser(o.User)
		row.Changes = p.userUpdate(row.Changes, o.User, &released, row.Line)
	case step == deleteUser:
		gone := edit.Deletion(o.User)
		gone.Line = row.Line
		row.Changes = append(row.Changes, gone)
	}
}

// keptDevices are some of the devices that do not leave: enough to name them in a note, whichever row it is of.
func keptDevices(held []*store.Device, leaving map[string]bool) []*store.Device {
	var kept []*store.Device
	for _, d := range held {
		if !leaving[d.Serial] && len(kept) <= edit.DevicesNamed {
			kept = append(kept, d)
		}
	}
	return kept
}

// noteKept warns when the person keeps another device; it takes the place of what an earlier plan noted.
func (p *Plan) noteKept(row *Row, o *edit.Owner, kept []*store.Device, remain int) {
	row.Notes = row.Notes[:row.own:row.own]
	if remain <= 0 {
		return
	}
	var others []*store.Device
	for _, d := range kept {
		if d.Serial != row.Serial {
			others = append(others, d)
		}
	}
	device := p.records.Device(row.Serial)
	row.Notes = append(row.Notes, Note{
		Rule: "R-22", Severity: store.SeverityWarning, Line: row.Line,
		Column: p.header(deleteCell), Value: row.Serial,
		Message: text.Visible(fmt.Sprintf("%s keeps %s", o.Name(device.Username), edit.DeviceNames(p.records, p.Site.Code, others, remain))),
		Remedy:  "take that back too if the person has left",
	})
}
