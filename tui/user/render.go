package user

import (
	"strings"
	"time"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

func (f facts) detail(th *theme.Theme, zone *time.Location) browse.Detail {
	d := browse.Detail{
		Key:    f.id,
		Build:  func(width int) []page.Line { return f.lines(th, zone, width) },
		Undo:   browse.Undoing(f.own()),
		Refuse: func(screen.Act) string { return "this user is not on record" },
	}
	if len(f.held) > 0 {
		d.Other = screen.OpenMsg{Name: "device", Arg: f.held[0].Serial}
	}
	if f.user != nil {
		d.Key = f.user.UserID
		d.Refuse = func(act screen.Act) string { return refuse(act, len(f.held)) }
	}
	return d
}

// lines draws the record: who it is and what they hold, the fields, and the history.
func (f facts) lines(th *theme.Theme, zone *time.Location, width int) []page.Line {
	lines := f.heading(th, width)
	lines = append(lines, f.devices(th, width)...)
	if f.user != nil {
		lines = append(lines, page.Groups(th, width, f.groups(zone)...)...)
	}
	lines = append(lines, f.requests(th, width)...)
	lines = append(lines, f.lessons(th, width)...)
	lines = append(lines, page.Heading(th, "History")...)
	return append(lines, trail.Lines(th, f.history, store.KindUser, zone, width)...)
}

func (f facts) heading(th *theme.Theme, width int) []page.Line {
	switch {
	case f.user != nil:
		title := page.Values("  ", f.user.FullName, f.user.UserID)
		return []page.Line{{Text: th.Title.Render(screen.Clip(title, width)), Still: true}}
	case f.was:
		return page.Note(th, "The user "+f.id+" is no longer on record. The history tells why.", width)
	}
	return page.Note(th, "There is no user record "+f.id+", only devices that name or named it.", width)
}

// devices are the devices held, one under the other.
func (f facts) devices(th *theme.Theme, width int) []page.Line {
	if len(f.held) == 0 {
		return page.To("devices", screen.OpenMsg{}, page.Lead(th, "Devices held", "none", width))
	}
	kinds := 0
	for _, d := range f.held {
		kinds = max(kinds, min(kindMost, screen.Width(d.KindName())))
	}
	var lines []page.Line
	for i, d := range f.held {
		label := ""
		if i == 0 {
			label = "Devices held"
		}
		open := screen.OpenMsg{Name: "device", Arg: d.Serial}
		words := page.Values("  ", screen.Fit(d.KindName(), kinds), d.AssetTag, d.Serial, room(d.Room))
		lines = append(lines, page.To("device:"+d.Serial, open, page.Lead(th, label, words, width))...)
	}
	return lines
}

// kindMost is as wide as the longest kind of R-04.
const kindMost = 23

func (f facts) groups(zone *time.Location) []page.Group {
	u := f.user
	site := u.Site
	if f.site.Name != "" {
		site += ", " + f.site.Name
	}
	departing := u.Get(store.FieldDeparting)
	if departing == "" {
		departing = "no"
	}
	person := page.Group{Title: "Person", Facts: []page.Fact{
		{Label: store.FieldUserID.Label(), Value: u.UserID},
		{Label: store.FieldFullName.Label(), Value: u.FullName},
		{Label: store.FieldEmail.Label(), Value: u.Email},
		{Label: store.FieldPhone.Label(), Value: u.Phone},
		{Label: store.FieldManagedAppleAccount.Label(), Value: u.ManagedAppleAccount},
		{Label: store.FieldDomain.Label(), Value: u.Domain},
	}}
	school := page.Group{Title: "School", Facts: []page.Fact{
		{Label: store.FieldSite.Label(), Value: site},
		{Label: store.FieldPosition.Label(), Value: u.Position},
		{Label: store.FieldGrade.Label(), Value: u.Grade},
		{Label: store.FieldInvitation.Label(), Value: invitation(u)},
		{Label: store.FieldDeparting.Label(), Value: departing},
		{Label: "Changed", Value: browse.Written(f.history, u.Version, zone)},
	}}
	for _, field := range [...]store.Field{store.FieldType, store.FieldGroups, store.FieldLocations} {
		if v := u.Get(field); v != "" { // only the files of some vendors say so
			school.Facts = append(school.Facts, page.Fact{Label: field.Label(), Value: v})
		}
	}
	if f.scoped {
		school.Facts = append(school.Facts, page.Fact{Label: "Assignments", Value: f.assignments()})
	}
	return []page.Group{person, school}
}

// assignments names the school-bought assignments whose scope lists the person.
func (f facts) assignments() string {
	if len(f.scopes) == 0 {
		return "in no scope"
	}
	names := make([]string, len(f.scopes))
	for i := range f.scopes {
		names[i] = f.scopes[i].Scope
	}
	return strings.Join(names, ", ")
}

func invitation(u *store.User) string {
	if u.Invitation == store.InvitationNone {
		return "never sent"
	}
	return string(u.Invitation)
}

// room is a room by a name that tells what it is: "5" alone does not.
func room(name string) string {
	if name == "" || strings.Contains(strings.ToLower(name), "room") {
		return name
	}
	return "Room " + name
}
