package act

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// deviceRows are the devices to choose from: for a person those that nobody holds first.
type deviceRows struct {
	devices []store.Device
	words   []string // what is searched, lower case
	theme   *theme.Theme
}

// newDevicePicker asks for a device.
func newDevicePicker(env screen.Env, name, question string, by near, pick func(serial string) *deed) screen.Screen {
	p := newPicker(env, name, question, by.key, []table.Column{
		{Title: "Asset Tag", Min: 9, Max: 12, Weight: 1},
		{Title: "Serial Number", Min: 12, Max: 14, Weight: 1, Short: "Serial"},
		{Title: "Kind", Min: 12, Max: 24, Weight: 2, Priority: 2},
		{Title: "Site", Min: 5, Max: 12, Weight: 1, Priority: 3},
		{Title: "Held by", Min: 12, Max: 60, Weight: 3, Priority: 1},
	})
	p.read = func(ctx context.Context) (found, error) { return readDevices(ctx, env, by) }
	p.pick = pick
	return p
}

// near says what devices are looked for: those that only lets through, of which the ones at the site of a person or of
// another device come first.
type near struct {
	kind store.Kind
	key  string
	only func(*store.Device) bool
}

func but(serial string) near {
	return near{store.KindDevice, serial, func(d *store.Device) bool { return d.Serial != serial }}
}

func heldBy(userID string) near {
	return near{store.KindUser, userID, func(d *store.Device) bool { return strings.EqualFold(d.Username, userID) }}
}

func forUser(userID string) near {
	return near{store.KindUser, userID, func(d *store.Device) bool { return !strings.EqualFold(d.Username, userID) }}
}

// site is that of the person or device; empty when the record does not tell.
func (n near) site(ctx context.Context, s *store.Store) (string, error) {
	if n.kind == store.KindUser {
		u, err := s.User(ctx, n.key)
		return u.Site, ignoreGone(err)
	}
	d, err := s.Device(ctx, n.key)
	return d.Site, ignoreGone(err)
}

// ignoreGone lets a record be gone: the plan says so when it comes to that.
func ignoreGone(err error) error {
	if store.CodeOf(err) == store.CodeNotFound {
		return nil
	}
	return err
}

func readDevices(ctx context.Context, env screen.Env, n near) (deviceRows, error) {
	home, err := n.site(ctx, env.Store)
	if err != nil {
		return deviceRows{}, err
	}
	devices, err := env.Store.Devices(ctx)
	if err != nil {
		return deviceRows{}, err
	}
	devices = slices.DeleteFunc(devices, func(d store.Device) bool { return !n.only(&d) })
	slices.SortFunc(devices, func(a, b store.Device) int {
		first, then := compare(a.Held(), b.Held()), compare(a.Site != home, b.Site != home)
		if n.kind == store.KindDevice { // to swap with, the site's own come first, whoever holds them
			first, then = then, first
		}
		return cmp.Or(first, then, cmp.Compare(a.Site, b.Site), cmp.Compare(a.AssetTag, b.AssetTag), cmp.Compare(a.Serial, b.Serial))
	})
	r := deviceRows{devices: devices, words: make([]string, len(devices)), theme: env.Theme}
	for i := range devices {
		d := &devices[i]
		r.words[i] = strings.ToLower(strings.Join([]string{d.AssetTag, d.Serial, d.KindName(), d.Model, d.Site, d.Username, d.FullName}, " "))
	}
	return r, nil
}

// About is empty: what the device is for is known.
func (r deviceRows) About() string { return "" }

// Len is the number of devices.
func (r deviceRows) Len() int { return len(r.devices) }

// Key is the serial number.
func (r deviceRows) Key(i int) string { return r.devices[i].Serial }

// Has searches tag, serial number, kind, site and holder.
func (r deviceRows) Has(i int, words []string) bool { return hasAll(r.words[i], words) }

// Best is the device with exactly this serial number or asset tag.
func (r deviceRows) Best(typed string) (string, bool) {
	if typed == "" {
		return "", false
	}
	for i := range r.devices {
		if d := &r.devices[i]; d.AssetTag == typed || strings.EqualFold(d.Serial, typed) {
			return d.Serial, true
		}
	}
	return "", false
}

// Cell is one value.
func (r deviceRows) Cell(i, col int) string {
	d := &r.devices[i]
	holder := "(nobody)"
	if d.Held() {
		holder = strings.TrimSpace(d.Username + "  " + d.FullName)
	}
	return [...]string{d.AssetTag, d.Serial, d.KindName(), d.Site, holder}[col]
}

// Paint dims what is only there to tell devices apart.
func (r deviceRows) Paint(i, col int) lipgloss.Style {
	if col == 2 || col == 3 || col == 4 && !r.devices[i].Held() {
		return r.theme.Dim
	}
	return r.theme.Text
}
