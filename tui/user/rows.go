package user

import (
	"cmp"
	"context"
	"sync"
	"time"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// rows are the user records as read at one moment, by User ID.
type rows struct {
	*packed
	timeline *store.Timeline
	classes  func() *store.Attendance // read when it is first asked for: most filters ask for none
	zone     *time.Location
	theme    *theme.Theme
}

func load(ctx context.Context, env screen.Env, zone *time.Location) (*rows, error) {
	r := &rows{packed: newPacked(), zone: zone, theme: env.Theme}
	r.classes = sync.OnceValue(func() *store.Attendance {
		a, _ := env.Store.Attendance(env.Context) // what cannot be read is read again with the next change; until then nobody is found
		return a
	})
	devices := map[string]held{} // by folded User ID
	err := env.Store.Each(ctx, func(d *store.Device) {
		if d.Held() {
			key := store.UserKey(d.Username)
			devices[key] = devices[key].with(d)
		}
	}, func(u *store.User) { r.add(u, devices[u.Key()]) })
	if err != nil {
		return nil, err
	}
	r.sort()
	r.timeline, err = env.Store.Timeline(ctx) // after the records: it knows every version among them
	return r, err
}

// Len is the number of users.
func (r *rows) Len() int { return len(r.order) }

// Key is the User ID as typed.
func (r *rows) Key(i int) string { return r.key(i) }

// Cell is one value, as columns orders them.
func (r *rows) Cell(i, col int) string {
	u := r.at(i)
	switch col {
	case devicesColumn:
		return cmp.Or(r.held(i).names, "(none)")
	case standingColumn:
		return browse.Standing(&u)
	case changedColumn:
		return browse.Day(r.timeline.At(u.Version), r.zone)
	}
	return u.Get(fields[col])
}

// Rank orders by the number of devices held, and changes by their number, which grows with time.
func (r *rows) Rank(i, col int) browse.Rank {
	u := r.at(i)
	switch col {
	case devicesColumn:
		n := r.count(i)
		return browse.Rank{Last: n == 0, Number: int64(n)}
	case changedColumn:
		return browse.Rank{Number: u.Version}
	}
	return browse.Text(r.Cell(i, col))
}

// Paint dims the word for no device.
func (r *rows) Paint(i, col int) lipgloss.Style {
	if col == devicesColumn && r.count(i) == 0 {
		return r.theme.Dim
	}
	return r.theme.Text
}

// Match tells which users a query lets through.
func (r *rows) Match(q store.Query, now time.Time) func(i int) bool {
	q = q.Measure(store.Clock{Now: now, Timeline: r.timeline})
	if q.Classed() {
		q = q.Attend(r.classes())
	}
	var u store.User
	return func(i int) bool {
		u = r.at(i)
		return q.User(&u, r.count(i))
	}
}

// Other is the first device that the user holds.
func (r *rows) Other(i int) screen.OpenMsg {
	if serial := r.held(i).first(); serial != "" {
		return screen.OpenMsg{Name: "device", Arg: serial}
	}
	return screen.OpenMsg{}
}

// Refuse says why an act makes no sense for the user.
func (r *rows) Refuse(act screen.Act, i int) string { return refuse(act, r.count(i)) }

// refuse says why an act makes no sense for somebody who holds so many devices.
func refuse(act screen.Act, held int) string {
	if act == screen.ActClear && held == 0 {
		return "this user holds no device"
	}
	return ""
}
