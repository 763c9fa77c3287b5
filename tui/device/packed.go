package device

import (
	"cmp"
	"slices"

	"homeroom/store"
	"homeroom/tui/browse"
)

// packed are device records in little room, by site and asset tag.
type packed struct {
	pack  *browse.Pack
	order []int32 // numbers in the pack
}

func newPacked() *packed { return &packed{pack: browse.NewPack(len(store.Fields(store.KindDevice)))} }

// add packs a record, in the order of store.Fields.
func (p *packed) add(d *store.Device) {
	p.order = append(p.order, int32(p.pack.Add(d.Version, []string{
		d.Serial, d.AssetTag, d.Model, string(d.Platform), d.Site, d.Username,
		d.FullName, d.Email, d.Phone, d.Position, d.Department, d.Building, d.Room, d.Ownership,
	})))
}

// at unpacks a record.
func (p *packed) at(i int) store.Device {
	n := int(p.order[i])
	v := p.pack.Row(n)
	return store.Device{
		Serial: v.At(0), AssetTag: v.At(1), Model: v.At(2), Platform: store.Platform(v.At(3)), Site: v.At(4), Username: v.At(5),
		FullName: v.At(6), Email: v.At(7), Phone: v.At(8), Position: v.At(9), Department: v.At(10), Building: v.At(11), Room: v.At(12),
		Ownership: v.At(13),
		Version:   p.pack.Version(n),
	}
}

// sort puts them in order: by site, those without one last, by asset tag and by serial number.
func (p *packed) sort() {
	slices.SortFunc(p.order, func(a, b int32) int {
		x, y := p.pack.Row(int(a)), p.pack.Row(int(b))
		return cmp.Or(last(x.At(4))-last(y.At(4)), cmp.Compare(x.At(4), y.At(4)), cmp.Compare(x.At(1), y.At(1)), cmp.Compare(x.At(0), y.At(0)))
	})
}

// last puts those without a value behind those with one.
func last(value string) int {
	if value == "" {
		return 1
	}
	return 0
}
