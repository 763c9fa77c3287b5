package importer

import (
	"cmp"
	"context"
	"slices"

	"homeroom/store"
)

// exportState writes the template of the state programme as it is downloaded: the inventory of a site, which need not
// be named where all devices are of one.
func (x *exporter) exportState(context.Context, *store.Store) error {
	var devices []store.Device
	sites := map[string]bool{}
	for _, d := range x.records.AllDevices() {
		if x.wanted(&item{key: d.Serial, device: &d}) {
			devices, sites[d.Site] = append(devices, d), true
		}
	}
	if len(sites) > 1 {
		return &store.Error{
			Code: store.CodeInvalid, Message: "the template " + x.Template.Name + " is the inventory of one site, and these devices are of several",
			Remedy: "name the site, or choose devices of one",
		}
	}
	slices.SortFunc(devices, func(a, b store.Device) int {
		return cmp.Or(cmp.Compare(a.AssetTag, b.AssetTag), cmp.Compare(a.Serial, b.Serial))
	})
	for i := range devices {
		d := &devices[i]
		x.has(&item{key: d.Serial, device: d})
		x.put(&item{key: d.Serial, device: d}, filled(x.Template, d, nil, false))
	}
	return nil
}
