package user

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/theme"
)

// rows are the user records as read at one moment, by User ID, with the devices that each of them holds.
type rows struct {
	users []store.User
	held  map[string][]*store.Device // by folded User ID
	theme *theme.Theme
}

func load(ctx context.Context, s *store.Store, th *theme.Theme) (rows, error) {
	users, err := s.Users(ctx)
	if err != nil {
		return rows{}, err
	}
	devices, err := s.Devices(ctx)
	if err != nil {
		return rows{}, err
	}
	slices.SortFunc(users, func(a, b store.User) int { return cmp.Compare(a.Key(), b.Key()) })
	held := make(map[string][]*store.Device, len(users))
	for i := range devices {
		if d := &devices[i]; d.Username != "" {
			key := store.UserKey(d.Username)
			held[key] = append(held[key], d)
		}
	}
	return rows{users, held, th}, nil
}

// Len is the number of users.
func (r rows) Len() int { return len(r.users) }

// Key is the User ID as typed.
func (r rows) Key(i int) string { return r.users[i].UserID }

const devicesColumn = 4

// Cell is one value, as columns orders them.
func (r rows) Cell(i, col int) string {
	u := &r.users[i]
	switch col {
	case 0:
		return u.UserID
	case 1:
		return u.FullName
	case 2:
		return u.Position
	case 3:
		return u.Site
	case devicesColumn:
		return tags(r.held[u.Key()])
	case 5:
		return browse.Standing(u)
	case 6:
		return u.Phone
	case 7:
		return u.Grade
	case 8:
		return u.ManagedAppleAccount
	case 9:
		return u.Email
	}
	return ""
}

// Paint dims the word for no device.
func (r rows) Paint(i, col int) lipgloss.Style {
	if col == devicesColumn && len(r.held[r.users[i].Key()]) == 0 {
		return r.theme.Dim
	}
	return r.theme.Text
}

// Match tells which users a query lets through.
func (r rows) Match(q store.Query) func(i int) bool {
	return func(i int) bool { return q.User(&r.users[i], len(r.held[r.users[i].Key()])) }
}

// tags are the asset tags of the devices held; a device without one is named by its serial number.
func tags(held []*store.Device) string {
	if len(held) == 0 {
		return "(none)"
	}
	names := make([]string, len(held))
	for i, d := range held {
		names[i] = cmp.Or(d.AssetTag, d.Serial)
	}
	return strings.Join(names, " ")
}
