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
	here, abroad := p.scopes(p.records.Device(p.Rows[rows[0]].Serial).Username)
	for n, i := range rows {
		row := &p.Rows[i]
		if !row.active() {
			continue
		}
		remain := len(o.Held) - accepted
		if !row.accepted() {
			remain--
		}
		leaves := remain > 0 && n <= first || remain == 0 && n >= last
		var change userStep
		switch {
		case o.Abroad() || !leaves: // that site's to change
		case remain == 0 && len(abroad) == 0:
			change = deleteUser
		default:
			change = releaseUser
		}
		p.depart(row, &o, change)
		if leaves {
			row.Changes = outOf(row.Changes, here, row.Line)
		}
		p.noteKept(row, &o, kept, remain)
		if leaves && remain == 0 && !o.Abroad() && o.User != nil {
			p.noteListed(row, &o, abroad)
		}
	}
}

// scopes are the assignment scopes that list a person: those of the site, out of which they are taken with their
// device, and those of other sites, which keep the user record.
func (p *Plan) scopes(userID string) (here, abroad []store.Member) {
	for _, m := range p.records.ScopesOf(userID) {
		if scope, ok := p.records.Scope(m.Scope); ok && p.foreign(scope.Site) {
			abroad = append(abroad, m)
		} else {
			here = append(here, m)
		}
	}
	return here, abroad
}

// outOf takes a person out of assignment scopes.
func outOf(changes []store.Change, scopes []store.Member, line int) []store.Change {
	for i := range scopes {
		c := edit.MemberGone(&scopes[i])
		c.Line = line
		changes = append(changes, c)
	}
	return changes
}

// noteListed tells that the user record stays because another site's assignment scope lists the person.
func (p *Plan) noteListed(row *Row, o *edit.Owner, abroad []store.Member) {
	if len(abroad) == 0 {
		return
	}
	scope, _ := p.records.Scope(abroad[0].Scope)
	row.Notes = append(row.Notes, Note{
		Rule: "R-22", Severity: store.SeverityWarning, Line: row.Line,
		Column: p.header(deleteCell), Value: row.Serial,
		Message: text.Visible(fmt.Sprintf("the user record of %s stays: an assignment scope of site %s lists them", o.Name(o.User.UserID), p.siteName(scope.Site))),
		Remedy:  "ask that site to take them out of it, then delete the user record",
	})
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
