package act

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/tui/browse"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// deviceRows are the devices to choose from: for a person those that nobody holds first.
type deviceRows struct {
	pack  *browse.Pack
	order []int32  // numbers in the pack
	kinds []uint16 // of each in the pack, as named has them
	named []string // the sorts of devices there are
	theme *theme.Theme
}

// Places of the values in the pack, those that are searched first.
const (
	deviceTag = iota
	deviceSerial
	deviceModel
	deviceSite
	deviceHolder
	deviceName
	devicePlaces
)

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
	r := deviceRows{pack: browse.NewPack(devicePlaces), theme: env.Theme}
	numbers := map[string]uint16{} // of kinds
	err = env.Store.Each(ctx, func(d *store.Device) {
		if n.only(d) {
			r.add(d, numbers)
		}
	}, func(*store.User) {})
	r.sort(home, n.kind == store.KindDevice)
	return r, err
}

// add packs a device. There are few sorts of them: each is kept once.
func (r *deviceRows) add(d *store.Device, numbers map[string]uint16) {
	kind := d.KindName()
	number, ok := numbers[kind]
	if !ok {
		kind = strings.Clone(kind)
		number = uint16(len(r.named))
		numbers[kind], r.named = number, append(r.named, kind)
	}
	r.kinds = append(r.kinds, number)
	r.order = append(r.order, int32(r.pack.Add(d.Version, []string{d.AssetTag, d.Serial, d.Model, d.Site, d.Username, d.FullName})))
}

// sort puts those first that nobody holds, and those at home; to swap with, home counts more, whoever holds them.
func (r *deviceRows) sort(home string, swap bool) {
	slices.SortFunc(r.order, func(a, b int32) int {
		x, y := r.pack.Row(int(a)), r.pack.Row(int(b))
		first, then := compare(held(x), held(y)), compare(x.At(deviceSite) != home, y.At(deviceSite) != home)
		if swap {
			first, then = then, first
		}
		return cmp.Or(first, then, cmp.Compare(x.At(deviceSite), y.At(deviceSite)),
			cmp.Compare(x.At(deviceTag), y.At(deviceTag)), cmp.Compare(x.At(deviceSerial), y.At(deviceSerial)))
	})
}

func held(v browse.Values) bool {
	d := store.Device{Serial: v.At(deviceSerial), Username: v.At(deviceHolder)}
	return d.Held()
}

// About is empty: what the device is for is known.
func (r deviceRows) About() string { return "" }

// Len is the number of devices.
func (r deviceRows) Len() int { return len(r.order) }

func (r deviceRows) row(i int) browse.Values { return r.pack.Row(int(r.order[i])) }

func (r deviceRows) kind(i int) string { return r.named[r.kinds[r.order[i]]] }

// Key is the serial number.
func (r deviceRows) Key(i int) string { return r.row(i).At(deviceSerial) }

// Has searches tag, serial number, kind, site and holder.
func (r deviceRows) Has(i int, words []string) bool {
	return hasAll(r.row(i), devicePlaces, r.kind(i), words)
}

// Best is the device with exactly this serial number or asset tag.
func (r deviceRows) Best(typed string) (string, bool) {
	if typed == "" {
		return "", false
	}
	for i := range r.order {
		if v := r.row(i); v.At(deviceTag) == typed || strings.EqualFold(v.At(deviceSerial), typed) {
			return v.At(deviceSerial), true
		}
	}
	return "", false
}

// Cell is one value.
func (r deviceRows) Cell(i, col int) string {
	v := r.row(i)
	switch col {
	case 0:
		return v.At(deviceTag)
	case 1:
		return v.At(deviceSerial)
	case 2:
		return r.kind(i)
	case 3:
		return v.At(deviceSite)
	}
	if !held(v) {
		return "(nobody)"
	}
	return strings.TrimSpace(v.At(deviceHolder) + "  " + v.At(deviceName))
}

// Paint dims what is only there to tell devices apart.
func (r deviceRows) Paint(i, col int) lipgloss.Style {
	if col == 2 || col == 3 || col == 4 && !held(r.row(i)) {
		return r.theme.Dim
	}
	return r.theme.Text
}
