package device

import (
	"cmp"
	"context"
	"slices"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/theme"
)

// rows are the device records as read at one moment, by site and asset tag.
type rows struct {
	devices []store.Device
	theme   *theme.Theme
}

func load(ctx context.Context, s *store.Store, th *theme.Theme) (rows, error) {
	devices, err := s.Devices(ctx)
	slices.SortFunc(devices, func(a, b store.Device) int {
		return cmp.Or(cmp.Compare(a.Site, b.Site), cmp.Compare(a.AssetTag, b.AssetTag), cmp.Compare(a.Serial, b.Serial))
	})
	return rows{devices, th}, err
}

// Len is the number of devices.
func (r rows) Len() int { return len(r.devices) }

// Key is the serial number.
func (r rows) Key(i int) string { return r.devices[i].Serial }

const usernameColumn = 4

// Cell is one value, as columns orders them.
func (r rows) Cell(i, col int) string {
	d := &r.devices[i]
	switch col {
	case 0:
		return d.AssetTag
	case 1:
		return d.Serial
	case 2:
		return browse.Sort(d)
	case 3:
		return d.Site
	case usernameColumn:
		return holder(d)
	case 5:
		return d.FullName
	case 6:
		return d.Position
	case 7:
		return d.Room
	case 8:
		return d.Email
	case 9:
		return d.Phone
	}
	return ""
}

// Paint dims what stands in the place of a User ID.
func (r rows) Paint(i, col int) lipgloss.Style {
	if col == usernameColumn && !r.devices[i].Held() {
		return r.theme.Dim
	}
	return r.theme.Text
}

// Match tells which devices a query lets through.
func (r rows) Match(q store.Query) func(i int) bool {
	return func(i int) bool { return q.Device(&r.devices[i]) }
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
