package device

import (
	"time"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

// location is the User & Location block.
var location = [...]store.Field{
	store.FieldUsername, store.FieldFullName, store.FieldEmail, store.FieldPhone, store.FieldPosition,
	store.FieldDepartment, store.FieldBuilding, store.FieldRoom,
}

func (f facts) detail(th *theme.Theme, zone *time.Location) browse.Detail {
	d := browse.Detail{
		Key:    f.serial,
		Build:  func(width int) []page.Line { return f.lines(th, zone, width) },
		Undo:   browse.Undoing(f.own()),
		Refuse: func(screen.Act) string { return "this device is no longer on record" },
	}
	if f.device != nil {
		d.Other = f.opens()
		d.Refuse = f.refuse
	}
	return d
}

// lines draws the record: what it is and who holds it, its fields, and its history.
func (f facts) lines(th *theme.Theme, zone *time.Location, width int) []page.Line {
	var lines []page.Line
	if f.device == nil {
		lines = page.Note(th, "Device "+f.serial+" is no longer on record. Its history tells why.", width)
	} else {
		lines = append(f.heading(th, width), page.Groups(th, width, f.groups(zone, width)...)...)
	}
	lines = append(lines, page.Heading(th, "History")...)
	return append(lines, trail.Lines(th, f.history, store.KindDevice, zone, width)...)
}

// heading says which device it is, who holds it, and what else that person holds.
func (f facts) heading(th *theme.Theme, width int) []page.Line {
	d := f.device
	lines := []page.Line{{Text: th.Title.Render(screen.Clip(page.Values("  ", d.KindName(), d.AssetTag, d.Serial), width)), Still: true}}
	lines = append(lines, page.To("user", f.opens(), page.Lead(th, "Held by", f.holder(), width))...)
	for _, o := range f.others {
		open := screen.OpenMsg{Name: "device", Arg: o.Serial}
		words := page.Values("  ", o.KindName(), o.AssetTag, o.Serial)
		lines = append(lines, page.To("device:"+o.Serial, open, page.Lead(th, "Also holds", words, width))...)
	}
	return lines
}

func (f facts) holder() string {
	switch d := f.device; {
	case f.user != nil:
		return page.Values(", ", name(f.user), f.user.Position, browse.Standing(f.user))
	case d.Username == "":
		return "nobody: Username is empty"
	case d.Placeholder():
		return "nobody: its own serial number stands in Username"
	}
	return page.Values("", f.device.Username) + ", which is on no user record"
}

func name(u *store.User) string {
	if u.FullName == "" {
		return u.UserID
	}
	return u.FullName + " (" + u.UserID + ")"
}

func (f facts) groups(zone *time.Location, width int) []page.Group {
	d := f.device
	site := d.Site
	if f.site.Name != "" {
		site += ", " + f.site.Name
	}
	device := page.Group{Title: "Device", Facts: []page.Fact{
		{Label: store.FieldSerial.Label(), Value: d.Serial},
		{Label: store.FieldAssetTag.Label(), Value: d.AssetTag},
		{Label: store.FieldModel.Label(), Value: d.Model},
		{Label: store.FieldPlatform.Label(), Value: string(d.Platform)},
		{Label: store.FieldSite.Label(), Value: site},
		{Label: "Status", Value: f.status()},
		{Label: "Changed", Value: browse.Written(f.history, d.Version, zone)},
	}}
	if d.Ownership != "" { // only the files of some vendors say so
		device.Facts = append(device.Facts, page.Fact{Label: store.FieldOwnership.Label(), Value: d.Ownership})
	}
	if f.asked != nil {
		device.Facts = append(device.Facts, page.Fact{Label: "Enrolment request", Value: page.Values(", ", f.asked.Type(), f.asked.Ownership)})
	}
	block := page.Group{Title: "User & Location"}
	for _, field := range location {
		block.Facts = append(block.Facts, page.Fact{Label: field.Label(), Value: d.Get(field)})
	}
	if f.user == nil || page.Columns(width) < 3 {
		return []page.Group{device, block}
	}
	return []page.Group{device, block, f.person()}
}

// person is the holder's own record, where there is room for it.
func (f facts) person() page.Group {
	u := f.user
	g := page.Group{Title: "User record", Facts: []page.Fact{
		{Label: store.FieldUserID.Label(), Value: u.UserID},
		{Label: store.FieldFullName.Label(), Value: u.FullName},
		{Label: store.FieldPosition.Label(), Value: u.Position},
		{Label: "Standing", Value: browse.Standing(u)},
		{Label: store.FieldManagedAppleAccount.Label(), Value: u.ManagedAppleAccount},
		{Label: store.FieldDomain.Label(), Value: u.Domain},
		{Label: store.FieldGrade.Label(), Value: u.Grade},
		{Label: store.FieldSite.Label(), Value: u.Site},
	}}
	for _, field := range [...]store.Field{store.FieldType, store.FieldGroups, store.FieldLocations} {
		if v := u.Get(field); v != "" { // only the files of some vendors say so
			g.Facts = append(g.Facts, page.Fact{Label: field.Label(), Value: v})
		}
	}
	return g
}

// byItsSerial reports whether the device's own serial number, which else stands for nobody, is somebody's User ID.
func (f facts) byItsSerial() bool { return f.user != nil && f.device.Placeholder() }

// opens is the user who holds the device.
func (f facts) opens() screen.OpenMsg {
	if f.byItsSerial() {
		return screen.OpenMsg{Name: "user", Arg: f.user.UserID}
	}
	return user(f.device)
}

// refuse says why an act makes no sense for the device.
func (f facts) refuse(act screen.Act) string {
	why := refuse(act, f.device)
	if why != "" && act == screen.ActClear && f.byItsSerial() {
		return "its own serial number stays in Username: taking it back would change nothing"
	}
	return why
}

// status is held, placeholder or nobody's.
func (f facts) status() string {
	switch d := f.device; {
	case f.byItsSerial():
		return "held by its own serial number as User ID"
	case d.Held():
		return "held"
	case d.Placeholder():
		return "placeholder"
	}
	return "nobody"
}
