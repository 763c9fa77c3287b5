package class

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"homeroom/store"
	"homeroom/tui/page"
	"homeroom/tui/roster"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

// The most room that a name and a User ID take of a line.
const nameMost, idMost = 30, 20

// facts are all that is known of one class.
type facts struct {
	roll    store.Roll
	history []store.Entry
}

func read(ctx context.Context, s *store.Store, class string) (f facts, err error) {
	if f.roll, err = s.Roll(ctx, class); err == nil {
		f.history, err = s.HistoryOf(ctx, store.KindClass, f.roll.Key())
	}
	return f, err
}

// lines draws the class, its teachers, its students with their devices, and its history.
func (f *facts) lines(th *theme.Theme, zone *time.Location, width int) []page.Line {
	c := &f.roll.Class
	lines := []page.Line{{Text: th.Title.Render(screen.Clip(page.Values("  ", roster.Name(c), c.Class), width)), Still: true}}
	for _, fact := range []page.Fact{
		{Label: store.FieldNumber.Label(), Value: c.Number},
		{Label: store.FieldLocation.Label(), Value: f.place()},
	} {
		if fact.Value != "" {
			for _, l := range page.Lead(th, fact.Label, page.Values("", fact.Value), width) {
				lines = append(lines, page.Line{Text: l.Text, Still: true}) // they lead nowhere
			}
		}
	}
	lines = append(lines, f.people(th, "Teachers", f.roll.Teachers, width)...)
	lines = append(lines, f.people(th, "Students", f.roll.Students, width)...)
	lines = append(lines, page.Heading(th, "History")...)
	return append(lines, trail.Lines(th, f.history, store.KindClass, zone, width)...)
}

// place is where the class is: the location's code with its name.
func (f *facts) place() string {
	code := f.roll.Location
	if n := f.roll.Place.Name; n != "" && !strings.EqualFold(n, code) {
		return code + ", " + n
	}
	return code
}

// people are those of a role, a line each with what they hold, under a heading that counts them.
func (f *facts) people(th *theme.Theme, title string, list []store.User, width int) []page.Line {
	names, ids, without := 0, 0, 0
	for i := range list {
		names = max(names, min(nameMost, screen.Width(roster.Called(&list[i]))))
		ids = max(ids, min(idMost, screen.Width(page.Values("", list[i].UserID))))
		if len(f.roll.Held[list[i].Key()]) == 0 {
			without++
		}
	}
	head := fmt.Sprintf("%s: %d", title, len(list))
	if without > 0 {
		head += fmt.Sprintf(", %d without a device", without)
	}
	lines := page.Heading(th, screen.Clip(head, width))
	for i := range list {
		u := &list[i]
		words := page.Values("  ", screen.Fit(roster.Called(u), names), screen.Fit(u.UserID, ids), devices(f.roll.Held[u.Key()]))
		lines = append(lines, page.Line{
			Key: "user:" + u.Key(), Text: screen.Clip(words, width), Open: screen.OpenMsg{Name: "user", Arg: u.UserID},
		})
	}
	return lines
}

// devices are the devices that somebody holds, in a few words.
func devices(held []store.Device) string {
	if len(held) == 0 {
		return "(no device)"
	}
	var names []string
	for i := range held {
		names = append(names, strings.TrimSpace(held[i].KindName()+" "+cmp.Or(held[i].AssetTag, held[i].Serial)))
	}
	return strings.Join(names, ", ")
}
