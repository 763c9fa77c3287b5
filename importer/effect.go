package importer

import (
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// gather finds the rows whose changes could be saved and puts those of one person together: what one row does
// to the user record depends on the decisions about the others.
func (p *Plan) gather() {
	p.groups = map[string][]int32{}
	for i := range p.Rows {
		if !p.Rows[i].active() {
			continue
		}
		p.active = append(p.active, int32(i))
		if key := p.person(int32(i)); key != "" {
			p.groups[key] = append(p.groups[key], int32(i))
		}
	}
}

// plan works out the changes of every active row.
func (p *Plan) plan() {
	at := 0
	p.watch.chunks(0, len(p.Rows), func(_, to int) {
		for ; at < len(p.active) && int(p.active[at]) < to; at++ {
			p.planRow(p.active[at])
		}
	})
}

// planRow works out the changes of a row, or with the first one of a person those of all the person's rows.
func (p *Plan) planRow(i int32) {
	key := p.person(i)
	switch group := p.groups[key]; {
	case key == "":
		p.work.effects([]int32{i})
	case group[0] == i:
		p.work.effects(group)
	}
}

// arrival is what a row that brings a person or a device does. The person's first row also writes the user record.
func (p *Plan) arrival(i int32, rows []int32, first bool) []store.Change {
	row := &p.Rows[i]
	old, want := p.wanted(i)
	var changes []store.Change
	if first && p.person(i) != "" {
		changes = p.userChange(changes, i, rows)
	}
	return p.deviceChange(changes, old, &want, row.Line)
}

// wanted is a row's device as it is on record and as the row wants it.
func (p *Plan) wanted(i int32) (old *store.Device, want store.Device) {
	in := p.columns.read(&p.Table.Records[i])
	old = p.records.Device(p.Rows[i].Serial)
	if p.Mode == template.ModeAssign {
		return old, p.assignDevice(&in, old)
	}
	return old, p.inventoryDevice(&in, old)
}

func (p *Plan) deviceChange(changes []store.Change, old, want *store.Device, line int) []store.Change {
	if old == nil {
		return append(changes, store.Change{
			Record: store.KindDevice, Key: want.Serial, Fields: store.DeviceFields(*want), Line: line,
		})
	}
	if fields := edit.Differences(store.KindDevice, old, want); len(fields) > 0 {
		changes = append(changes, store.Change{
			Record: store.KindDevice, Key: old.Serial, Version: old.Version, Fields: fields, Line: line,
		})
	}
	return changes
}

// userChange writes the user record that a row needs: a new one from all accepted rows of the person, or
// the invitation and the site of one that is there.
func (p *Plan) userChange(changes []store.Change, i int32, rows []int32) []store.Change {
	row := &p.Rows[i]
	user := p.records.User(row.UserID)
	if user != nil && p.Mode != template.ModeAssign {
		return changes
	}
	want := store.User{UserID: row.UserID}
	if user != nil {
		want = *user
	}
	position := ""
	for _, j := range rows {
		if j != i && !p.Rows[j].accepted() {
			continue
		}
		if _, device := p.wanted(j); device.Position != "" {
			position = device.Position
		}
		if user == nil {
			p.fill(&want, j)
		}
	}
	if p.Mode == template.ModeAssign {
		invite(&want, position)
	}
	if want.Site == "" {
		want.Site = p.Site.Code
	}
	if user == nil {
		if row.Status == StatusHeldBack {
			p.fillFromDevices(&want)
		}
		return append(changes, store.Change{
			Record: store.KindUser, Key: want.Key(), Fields: store.UserFields(want), Line: row.Line,
		})
	}
	return p.userUpdate(changes, user, &want, row.Line)
}

func (p *Plan) userUpdate(changes []store.Change, user, want *store.User, line int) []store.Change {
	if fields := edit.Differences(store.KindUser, user, want); len(fields) > 0 {
		changes = append(changes, store.Change{
			Record: store.KindUser, Key: user.Key(), Version: user.Version, Fields: fields, Line: line,
		})
	}
	return changes
}

// fill takes for a new user record what a row says of the person.
func (p *Plan) fill(u *store.User, row int32) {
	in := p.columns.read(&p.Table.Records[row])
	var said store.Device
	in.person(&said)
	fillEmpty(u, &said)
}

// fillFromDevices takes for a new user record what our devices already say of the person.
func (p *Plan) fillFromDevices(u *store.User) {
	o := p.owner(u.UserID)
	for _, d := range o.Held {
		if o.Ours(d.Site) {
			fillEmpty(u, d)
		}
	}
}

func fillEmpty(u *store.User, d *store.Device) {
	for _, f := range [...]struct {
		to   *string
		from string
	}{{&u.FullName, d.FullName}, {&u.Email, d.Email}, {&u.Phone, d.Phone}, {&u.Position, d.Position}} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
}

// invite sends the invitation when one of the person's devices has a position.
func invite(u *store.User, position string) {
	if position != "" {
		u.Invitation = edit.Invited(u.Invitation)
	}
}
