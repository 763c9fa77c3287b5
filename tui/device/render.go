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

// location is the User & Location block below the Username.
var location = [...]store.Field{
	store.FieldFullName, store.FieldEmail, store.FieldPhone, store.FieldPosition,
	store.FieldDepartment, store.FieldBuilding, store.FieldRoom,
}

// lines draws the record: identity, its user, User & Location, history.
func (f facts) lines(th *theme.Theme, zone *time.Location, width int) []page.Line {
	var lines []page.Line
	if f.device == nil {
		lines = page.Note(th, "Device "+f.serial+" is no longer on record. Its history tells why.", width)
	} else {
		lines = append(f.identity(th, width), f.held(th, width)...)
		lines = append(lines, f.block(th, width)...)
	}
	lines = append(lines, page.Heading(th, "History")...)
	return append(lines, trail.Lines(th, f.history, store.KindDevice, zone, width)...)
}

func (f facts) identity(th *theme.Theme, width int) []page.Line {
	d := f.device
	lines := []page.Line{{Text: th.Title.Render(screen.Clip(page.Values("  ", browse.Sort(d), d.AssetTag, d.Serial), width)), Still: true}}
	for _, field := range []store.Field{store.FieldSerial, store.FieldAssetTag, store.FieldModel, store.FieldPlatform} {
		lines = append(lines, page.Field(th, field.Label(), d.Get(field), width)...)
	}
	site := d.Site
	if f.site.Name != "" {
		site += ", " + f.site.Name
	}
	return append(lines, page.Field(th, store.FieldSite.Label(), site, width)...)
}

// held says who holds the device, and what else that person holds.
func (f facts) held(th *theme.Theme, width int) []page.Line {
	d := f.device
	lines := page.Heading(th, "Held by")
	switch {
	case f.user != nil:
		u := f.user
		lines = append(lines, page.Line{
			Key:  "user",
			Text: screen.Clip(page.Values(", ", name(u), u.Position, browse.Standing(u)), width),
			Open: screen.OpenMsg{Name: "user", Arg: u.UserID},
		})
	case d.Username == "":
		return append(lines, page.Note(th, "Nobody: Username is empty.", width)...)
	case d.Placeholder():
		return append(lines, page.Note(th, "Nobody: the placeholder (its own serial number) stands in Username.", width)...)
	default:
		return append(lines, page.Note(th, "The User ID "+d.Username+" is on no user record.", width)...)
	}
	for _, o := range f.others {
		lines = append(lines, page.Line{
			Key:  "device:" + o.Serial,
			Text: screen.Clip(th.Dim.Render("also holds ")+page.Values("  ", browse.Sort(o), o.AssetTag, o.Serial), width),
			Open: screen.OpenMsg{Name: "device", Arg: o.Serial},
		})
	}
	return lines
}

func name(u *store.User) string {
	if u.FullName == "" {
		return u.UserID
	}
	return u.FullName + " (" + u.UserID + ")"
}

func (f facts) block(th *theme.Theme, width int) []page.Line {
	lines := page.Heading(th, "User & Location")
	lines = append(lines, page.Field(th, store.FieldUsername.Label(), f.device.Username, width)...)
	for _, field := range location {
		lines = append(lines, page.Field(th, field.Label(), f.device.Get(field), width)...)
	}
	return lines
}
