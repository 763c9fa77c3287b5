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
	"homeroom/tui/browse"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// userRows are the people a device may be given to: those of its site first.
type userRows struct {
	pack  *browse.Pack
	order []int32 // numbers in the pack
	site  string  // of the device
	about string  // the device, as people know it
	theme *theme.Theme
}

// Places of the values in the pack, those that are searched first.
const (
	userID = iota
	userName
	userEmail
	userAccount
	userPosition
	userSite
	userHolds
	userPlaces
)

const userSearched = userAccount + 1

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
	r := userRows{pack: browse.NewPack(userPlaces), theme: env.Theme}
	devices := map[string]holding{} // by folded User ID
	err := env.Store.Each(ctx, func(d *store.Device) {
		if d.Serial == serial {
			r.site = strings.Clone(d.Site)
			r.about = strings.TrimSpace(d.KindName()+" "+d.AssetTag) + " (" + d.Serial + ")"
		}
		if d.Held() {
			key := store.UserKey(d.Username)
			devices[key] = devices[key].with(d)
		}
	}, func(u *store.User) { r.add(u, devices[u.Key()]) })
	slices.SortFunc(r.order, func(a, b int32) int {
		x, y := r.pack.Row(int(a)), r.pack.Row(int(b))
		return cmp.Or(compare(x.At(userSite) != r.site, y.At(userSite) != r.site), cmp.Compare(store.UserKey(x.At(userID)), store.UserKey(y.At(userID))))
	})
	return r, err
}

// add packs a person with what they hold.
func (r *userRows) add(u *store.User, held holding) {
	holds := held.words()
	if u.Departing {
		holds += ", departing"
	}
	r.order = append(r.order, int32(r.pack.Add(u.Version, []string{u.UserID, u.FullName, u.Email, u.ManagedAppleAccount, u.Position, u.Site, holds})))
}

// holding is what somebody holds: how many devices, and what the first is called.
type holding struct {
	count int
	first string
}

func (h holding) with(d *store.Device) holding {
	if h.count == 0 {
		h.first = strings.TrimSpace(d.AssetTag + " " + d.KindName())
	}
	h.count++
	return h
}

func (h holding) words() string {
	switch h.count {
	case 0:
		return "nothing"
	case 1:
		return h.first
	}
	return fmt.Sprintf("%d devices", h.count)
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
func (r userRows) Len() int { return len(r.order) }

func (r userRows) row(i int) browse.Values { return r.pack.Row(int(r.order[i])) }

// Key is the User ID.
func (r userRows) Key(i int) string { return r.row(i).At(userID) }

// Has searches User ID, name, email and Managed Apple Account.
func (r userRows) Has(i int, words []string) bool { return hasAll(r.row(i), userSearched, "", words) }

// Best is the person with exactly this User ID.
func (r userRows) Best(typed string) (string, bool) {
	for i := range r.order {
		if id := r.Key(i); strings.EqualFold(id, typed) {
			return id, true
		}
	}
	return "", false
}

// Cell is one value.
func (r userRows) Cell(i, col int) string {
	return r.row(i).At([...]int{userID, userName, userPosition, userSite, userHolds}[col])
}

// Paint dims what is only there to tell people apart.
func (r userRows) Paint(_, col int) lipgloss.Style {
	if col > 1 {
		return r.theme.Dim
	}
	return r.theme.Text
}
