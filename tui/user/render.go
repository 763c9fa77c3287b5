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

// lines draws the record: identity, devices held, history.
func (f facts) lines(th *theme.Theme, zone *time.Location, width int) []page.Line {
	var lines []page.Line
	if f.user == nil {
		words := "There is no user record " + f.id + ", only devices that name or named it."
		if f.was {
			words = "The user " + f.id + " is no longer on record. The history tells why."
		}
		lines = page.Note(th, words, width)
	} else {
		lines = f.identity(th, width)
	}
	lines = append(lines, f.devices(th, width)...)
	lines = append(lines, page.Heading(th, "History")...)
	return append(lines, trail.Lines(th, f.history, store.KindUser, zone, width)...)
}

func (f facts) identity(th *theme.Theme, width int) []page.Line {
	u := f.user
	lines := []page.Line{{Text: th.Title.Render(screen.Clip(page.Values("  ", u.FullName, u.UserID), width)), Still: true}}
	for _, field := range store.Fields(store.KindUser) {
		value := u.Get(field)
		switch field {
		case store.FieldSite:
			if f.site.Name != "" {
				value += ", " + f.site.Name
			}
		case store.FieldInvitation:
			value = invitation(u)
		case store.FieldDeparting:
			if value == "" {
				value = "no"
			}
		}
		lines = append(lines, page.Field(th, field.Label(), value, width)...)
	}
	return lines
}

func invitation(u *store.User) string {
	if u.Invitation == store.InvitationNone {
		return "never sent"
	}
	return string(u.Invitation)
}

func (f facts) devices(th *theme.Theme, width int) []page.Line {
	lines := page.Heading(th, "Devices held")
	if len(f.held) == 0 {
		return append(lines, page.Note(th, "None.", width)...)
	}
	for _, d := range f.held {
		lines = append(lines, page.Line{
			Key:  "device:" + d.Serial,
			Text: screen.Clip(page.Values("  ", browse.Sort(d), d.AssetTag, d.Serial, room(d.Room)), width),
			Open: screen.OpenMsg{Name: "device", Arg: d.Serial},
		})
	}
	return lines
}

// room is a room by a name that tells what it is: "5" alone does not.
func room(name string) string {
	if name == "" || strings.Contains(strings.ToLower(name), "room") {
		return name
	}
	return "Room " + name
}
