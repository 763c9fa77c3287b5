package act

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// userRows are the people a device may be given to: those of its site first.
type userRows struct {
	users []store.User
	words []string                   // what is searched, lower case
	held  map[string][]*store.Device // by folded User ID
	site  string                     // of the device
	about string                     // the device, as people know it
	theme *theme.Theme
}

// newUserPicker asks who gets the device.
func newUserPicker(env screen.Env, name, serial string) screen.Screen {
	p := newPicker(env, name, "Who gets %s?", serial, []table.Column{
		{Title: "User ID", Min: 14, Max: 40, Weight: 2},
		{Title: "Full Name", Min: 12, Max: 40, Weight: 2, Priority: 1},
		{Title: "Position", Min: 8, Priority: 4},
		{Title: "Site", Min: 5, Max: 12, Weight: 1, Priority: 2},
		{Title: "Holds", Min: 14, Max: 60, Weight: 3, Priority: 3},
	})
	p.read = func(ctx context.Context) (found, error) { return readUsers(ctx, env, serial) }
	p.pick = func(id string) *deed { return handing(env, name, serial, id) }
	p.create = func(p *picker) tea.Cmd {
		rows, _ := p.rows.(userRows)
		e := newEditor(env, store.KindUser, "", prefill(p.field.Value(), rows.site))
		e.owner = p
		return screen.Push(e)
	}
	return p
}

func readUsers(ctx context.Context, env screen.Env, serial string) (userRows, error) {
	r := userRows{held: map[string][]*store.Device{}, theme: env.Theme}
	devices, err := env.Store.Devices(ctx)
	if err != nil {
		return r, err
	}
	for i := range devices {
		d := &devices[i]
		if d.Serial == serial {
			r.site = d.Site
			r.about = strings.TrimSpace(d.KindName()+" "+d.AssetTag) + " (" + d.Serial + ")"
		}
		if d.Held() {
			r.held[store.UserKey(d.Username)] = append(r.held[store.UserKey(d.Username)], d)
		}
	}
	if r.users, err = env.Store.Users(ctx); err != nil {
		return r, err
	}
	slices.SortFunc(r.users, func(a, b store.User) int {
		return cmp.Or(compare(a.Site != r.site, b.Site != r.site), cmp.Compare(a.Key(), b.Key()))
	})
	r.words = make([]string, len(r.users))
	for i := range r.users {
		u := &r.users[i]
		r.words[i] = strings.ToLower(u.UserID + " " + u.FullName + " " + u.Email + " " + u.ManagedAppleAccount)
	}
	return r, nil
}

// compare puts false before true.
func compare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// prefill reads what was typed as what it looks like: a name with a space, an email, a User ID.
func prefill(typed, site string) map[store.Field]string {
	known := map[store.Field]string{store.FieldSite: site}
	switch typed = strings.TrimSpace(typed); {
	case typed == "":
	case strings.Contains(typed, " "):
		known[store.FieldFullName] = typed
	case strings.Contains(typed, "@"):
		known[store.FieldEmail], known[store.FieldUserID] = typed, typed
	default:
		known[store.FieldUserID] = typed
	}
	return known
}

// About names the device.
func (r userRows) About() string { return r.about }

// Len is the number of users.
func (r userRows) Len() int { return len(r.users) }

// Key is the User ID.
func (r userRows) Key(i int) string { return r.users[i].UserID }

// Has searches User ID, name, email and Managed Apple Account.
func (r userRows) Has(i int, words []string) bool { return hasAll(r.words[i], words) }

// Best is the person with exactly this User ID.
func (r userRows) Best(typed string) (string, bool) {
	for i := range r.users {
		if strings.EqualFold(r.users[i].UserID, typed) {
			return r.users[i].UserID, true
		}
	}
	return "", false
}

// Cell is one value.
func (r userRows) Cell(i, col int) string {
	u := &r.users[i]
	return [...]string{u.UserID, u.FullName, u.Position, u.Site, r.holds(u)}[col]
}

// holds is what the person holds already, in words.
func (r userRows) holds(u *store.User) string {
	held := r.held[u.Key()]
	words := "nothing"
	switch len(held) {
	case 0:
	case 1:
		words = strings.TrimSpace(held[0].AssetTag + " " + held[0].KindName())
	default:
		words = fmt.Sprintf("%d devices", len(held))
	}
	if u.Departing {
		words += ", departing"
	}
	return words
}

// Paint dims what is only there to tell people apart.
func (r userRows) Paint(_, col int) lipgloss.Style {
	if col > 1 {
		return r.theme.Dim
	}
	return r.theme.Text
}

func hasAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
