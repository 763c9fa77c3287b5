package device

import (
	"context"
	"time"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// rows are the device records as read at one moment, by site and asset tag.
type rows struct {
	*packed
	timeline *store.Timeline
	zone     *time.Location
	theme    *theme.Theme
}

func load(ctx context.Context, env screen.Env, zone *time.Location) (*rows, error) {
	r := &rows{packed: newPacked(), zone: zone, theme: env.Theme}
	err := env.Store.Each(ctx, r.add, func(*store.User) {})
	if err != nil {
		return nil, err
	}
	r.sort()
	r.timeline, err = env.Store.Timeline(ctx) // after the records: it knows every version among them
	return r, err
}

// Len is the number of devices.
func (r *rows) Len() int { return len(r.order) }

// Key is the serial number.
func (r *rows) Key(i int) string { return r.pack.Row(int(r.order[i])).At(0) }

// Cell is one value, as columns orders them.
func (r *rows) Cell(i, col int) string {
	d := r.at(i)
	switch col {
	case kindColumn:
		return d.KindName()
	case usernameColumn:
		return holder(&d)
	case changedColumn:
		return browse.Day(r.timeline.At(d.Version), r.zone)
	}
	return d.Get(fields[col])
}

// Rank orders devices that somebody holds before the others, and changes by their number, which grows with time.
func (r *rows) Rank(i, col int) browse.Rank {
	d := r.at(i)
	switch {
	case col == changedColumn:
		return browse.Rank{Number: d.Version}
	case col == usernameColumn && !d.Held():
		return browse.Rank{Last: true, Text: holder(&d)}
	case col == usernameColumn:
		return browse.Text(d.Username)
	}
	return browse.Text(r.Cell(i, col))
}

// Paint dims what stands in the place of a User ID.
func (r *rows) Paint(i, col int) lipgloss.Style {
	if d := r.at(i); col == usernameColumn && !d.Held() {
		return r.theme.Dim
	}
	return r.theme.Text
}

// Match tells which devices a query lets through.
func (r *rows) Match(q store.Query, now time.Time) func(i int) bool {
	q = q.Measure(store.Clock{Now: now, Timeline: r.timeline})
	var d store.Device
	return func(i int) bool {
		d = r.at(i)
		return q.Device(&d)
	}
}

// Other is the user who holds the device.
func (r *rows) Other(i int) screen.OpenMsg {
	d := r.at(i)
	return user(&d)
}

// Refuse says why an act makes no sense for the device.
func (r *rows) Refuse(act screen.Act, i int) string {
	d := r.at(i)
	return refuse(act, &d)
}

func user(d *store.Device) screen.OpenMsg {
	if !d.Held() {
		return screen.OpenMsg{}
	}
	return screen.OpenMsg{Name: "user", Arg: d.Username}
}

// refuse says why an act makes no sense for a device. What a person left behind on it can still be cleared.
func refuse(act screen.Act, d *store.Device) string {
	switch {
	case d.Held():
		return ""
	case act == screen.ActClear && d.Placeholder() && d.FullName+d.Email+d.Phone+d.Position == "":
		return "nobody holds this device: it was taken back already"
	case act == screen.ActPosition && d.Position == "":
		return "nobody holds this device: a gives it to somebody first"
	}
	return ""
}

// holder is the User ID, or in words that there is none. No User ID has parentheses.
func holder(d *store.Device) string {
	switch {
	case d.Username == "":
		return "(nobody)"
	case d.Placeholder():
		return "(placeholder)"
	}
	return d.Username
}
