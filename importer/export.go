package importer

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// Selection says what is written for a vendor.
type Selection struct {
	Template string
	Site     string        // of the records; empty for all sites
	Keys     []string      // serial numbers, or User IDs where a row is a person; nil for all
	Since    *store.Export // only what changed since then; nil for everything
}

// Outgoing is a vendor's file made of the records, ready to be written.
type Outgoing struct {
	Template *template.Template
	Latest   int64    // newest history entry of the moment the records were read
	Notes    []Note   // what to know before the file goes out; Line is that of the file
	Left     []string // records that the layout cannot hold, and why
	rows     [][]string
}

// Len is the number of rows.
func (o *Outgoing) Len() int { return len(o.rows) }

// Write writes the file as "csv" or "xlsx", in the vendor's exact header and order.
func (o *Outgoing) Write(w io.Writer, format string) error {
	return o.Template.Write(w, format, o.rows)
}

// Export makes a vendor's file of the records: read again, every row of it is the same. With Since only what changed is
// written, and the layout's word where a field was emptied. CodeInvalid if there is no such template, or where it has
// modes, which Fill writes.
func Export(ctx context.Context, st *store.Store, q Selection) (*Outgoing, error) {
	t, err := template.ByName(q.Template)
	if err != nil {
		return nil, err
	}
	if t.Archive {
		return exportRoster(ctx, st, t, q)
	}
	if t.Parts != nil {
		return exportHierarchy(ctx, st, t, q)
	}
	if t.Edits == "" {
		return exportState(ctx, st, t, q)
	}
	x := &exporter{Outgoing: &Outgoing{Template: t}, q: q}
	if x.records, err = st.Whole(ctx); err != nil {
		return nil, err
	}
	x.Latest = x.records.Latest()
	if q.Since != nil {
		for _, kind := range [...]store.Kind{store.KindDevice, store.KindUser, store.KindRequest} {
			then, err := st.Then(ctx, q.Since.Latest, kind)
			if err != nil {
				return nil, err
			}
			x.then = append(x.then, past{kind, then})
		}
	}
	for _, it := range x.items() {
		x.write(&it)
	}
	return x.Outgoing, nil
}

// exportState writes the template of the state programme as it is downloaded: the inventory of a site.
func exportState(ctx context.Context, st *store.Store, t *template.Template, q Selection) (*Outgoing, error) {
	if q.Since != nil {
		return nil, &store.Error{
			Code: store.CodeInvalid, Message: "the template " + t.Name + " holds the whole inventory of a site, not what changed",
			Remedy: "leave --changes out",
		}
	}
	latest, err := st.Latest(ctx)
	if err != nil {
		return nil, err
	}
	s, err := Fill(ctx, st, Wanted{Template: t.Name, Mode: template.ModeInventory, Site: q.Site, Devices: q.Keys})
	if err != nil {
		return nil, err
	}
	return &Outgoing{Template: t, Latest: latest, rows: s.rows}, nil
}

// exporter writes records into the layout of a vendor.
type exporter struct {
	*Outgoing
	q       Selection
	records *store.Records
	then    []past
}

// past is what records of a kind said at the export since which the changes are written.
type past struct {
	kind store.Kind
	then map[string]map[store.Field]string
}

// item is what a row is made of.
type item struct {
	key     string
	device  *store.Device
	user    *store.User
	request *store.Request
}

// get is a field of one of the row's records.
func (it *item) get(kind store.Kind, f store.Field) string {
	switch {
	case kind == store.KindDevice && it.device != nil:
		return it.device.Get(f)
	case kind == store.KindRequest && it.request != nil:
		return it.request.Get(f)
	case kind == store.KindUser && it.user != nil:
		return it.user.Get(f)
	}
	return ""
}

// items are what the rows are made of, in an order that stays.
func (x *exporter) items() []item {
	var list []item
	switch x.Template.Edits {
	case store.KindDevice:
		list = x.deviceItems()
	case store.KindRequest:
		for _, q := range x.records.AllRequests() {
			list = append(list, item{key: q.Key(), request: &q, user: x.records.User(q.UserID)})
		}
		slices.SortFunc(list, func(a, b item) int { return cmp.Compare(a.key, b.key) })
	default:
		for _, u := range x.records.AllUsers() {
			list = append(list, item{key: u.Key(), user: &u})
		}
		slices.SortFunc(list, func(a, b item) int { return cmp.Compare(a.key, b.key) })
	}
	return slices.DeleteFunc(list, func(it item) bool { return !x.wanted(&it) })
}

// deviceItems are the devices that the layout is for. A file that takes devices back names those that nobody has.
func (x *exporter) deviceItems() (list []item) {
	unknown := 0
	for _, d := range x.records.AllDevices() {
		it := item{key: d.Serial, device: &d, user: x.records.User(d.Username)}
		if p := x.Template.Platforms; p != nil && !slices.Contains(p, d.Platform) {
			if d.Platform == store.PlatformUnknown && x.wanted(&it) {
				unknown++
			}
			continue
		}
		if x.Template.Unassigned && d.Held() {
			continue
		}
		list = append(list, it)
	}
	if unknown > 0 {
		x.Left = append(x.Left, counted(unknown, "device has", "devices have")+" no known platform: write one on the record, and the file can hold it")
	}
	slices.SortFunc(list, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.device.AssetTag, b.device.AssetTag), cmp.Compare(a.key, b.key))
	})
	return list
}

// wanted reports whether the selection asks for a row's record.
func (x *exporter) wanted(it *item) bool {
	site := it.get(store.KindUser, store.FieldSite)
	if it.device != nil {
		site = it.device.Site
	}
	return (x.q.Site == "" || site == x.q.Site) && (x.q.Keys == nil || slices.Contains(x.q.Keys, it.key) ||
		it.user != nil && it.device == nil && slices.Contains(x.q.Keys, it.user.Key()))
}

// leave notes what of a record is not written.
func (x *exporter) leave(it *item, why string) {
	x.Left = append(x.Left, text.Visible(fmt.Sprintf("%s: %s", it.key, why)))
}
