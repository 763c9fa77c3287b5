package user

import (
	"cmp"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/tui/browse"
)

// packed are user records in little room, by User ID, with the devices that each of them holds.
type packed struct {
	pack   *browse.Pack
	order  []int32  // numbers in the pack
	counts []uint16 // how many devices each of them holds, as in the pack
}

// held are the devices that somebody holds: their serial numbers, and the names by which they are called, with spaces
// between them.
type held struct {
	serials, names string
	count          uint16
}

// serialsPlace is where the devices held stand in the pack, behind the fields of the record.
const serialsPlace, namesPlace, places = 14, 15, 16

func newPacked() *packed { return &packed{pack: browse.NewPack(places)} }

// add packs a record, in the order of store.Fields, and what that user holds.
func (p *packed) add(u *store.User, devices held) {
	p.counts = append(p.counts, devices.count)
	p.order = append(p.order, int32(p.pack.Add(u.Version, []string{
		u.UserID, u.FullName, u.Email, u.Phone, u.Position, u.ManagedAppleAccount, u.Domain, u.Grade, u.Type, u.Groups, u.Locations, u.Site,
		u.Get(store.FieldDeparting), string(u.Invitation), devices.serials, devices.names,
	})))
}

// at unpacks a record.
func (p *packed) at(i int) store.User {
	n := int(p.order[i])
	v := p.pack.Row(n)
	return store.User{
		UserID: v.At(0), FullName: v.At(1), Email: v.At(2), Phone: v.At(3), Position: v.At(4), ManagedAppleAccount: v.At(5), Domain: v.At(6),
		Grade: v.At(7), Type: v.At(8), Groups: v.At(9), Locations: v.At(10), Site: v.At(11), Departing: v.At(12) != "",
		Invitation: store.Invitation(v.At(13)), Version: p.pack.Version(n),
	}
}

// key is the User ID.
func (p *packed) key(i int) string { return p.pack.Row(int(p.order[i])).At(0) }

// held are the devices that the user holds.
func (p *packed) held(i int) held {
	v := p.pack.Row(int(p.order[i]))
	return held{v.At(serialsPlace), v.At(namesPlace), p.counts[p.order[i]]}
}

// count is the number of devices that the user holds.
func (p *packed) count(i int) int { return int(p.counts[p.order[i]]) }

// first is the serial number of one of them.
func (h held) first() string {
	serial, _, _ := strings.Cut(h.serials, " ")
	return serial
}

// with adds a device; one without an asset tag is called by its serial number. What it keeps is its own.
func (h held) with(d *store.Device) held {
	name := cmp.Or(d.AssetTag, d.Serial)
	if h.serials == "" {
		return held{strings.Clone(d.Serial), strings.Clone(name), 1}
	}
	return held{h.serials + " " + d.Serial, h.names + " " + name, h.count + 1}
}

// sort puts them in order of their User IDs, in any letter case.
func (p *packed) sort() {
	slices.SortFunc(p.order, func(a, b int32) int {
		return cmp.Compare(store.UserKey(p.pack.Row(int(a)).At(0)), store.UserKey(p.pack.Row(int(b)).At(0)))
	})
}
