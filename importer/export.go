package importer

import (
	"context"
	"io"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// Selection says what is written for a vendor.
type Selection struct {
	Template string
	Site     string         // of the records; empty for all sites
	Keys     []string       // serial numbers, or User IDs where a row is a person; nil for all
	Named    bool           // the keys were named one by one: of whoever is not written it is told
	Since    *store.Export  // only what changed since then, with what it held; nil for everything
	Progress func(Progress) // is told how far it is, also while the file is written; nil for nobody
}

// StageWrite is what Export is doing, and then Outgoing.Write.
const StageWrite Stage = "writing the rows"

// Outgoing is a vendor's file made of the records, ready to be written.
type Outgoing struct {
	Template *template.Template
	Latest   int64    // newest history entry of the moment the records were read
	Notes    []Note   // what to know before the file goes out; Line is that of the file
	Left     []Left   // what the layout cannot hold, and why
	Known    []string // keys of the records that the vendor has once it has read the file
	rows     [][]string
	watch    *watch
}

// Len is the number of rows.
func (o *Outgoing) Len() int { return len(o.rows) }

// Under is the same file, written under another context than that of Export.
func (o *Outgoing) Under(ctx context.Context, tell func(Progress)) *Outgoing {
	under := *o
	under.watch = &watch{ctx: ctx, tell: tell, large: true}
	return &under
}

// Write writes the file as "csv" or "xlsx" (a roster as "zip"), in the vendor's exact header and order. CodeCancelled
// where the context of Export ended meanwhile.
func (o *Outgoing) Write(w io.Writer, format string) error {
	if err := o.watch.enter(StageWrite, len(o.rows), 1); err != nil {
		return exportCancelled(err)
	}
	err := o.Template.WritePaced(w, format, o.rows, func(rows int) error {
		o.watch.add(rows)
		return o.watch.stopped()
	})
	return exportCancelled(err)
}

// exportCancelled says of a cancelled export what was cancelled.
func exportCancelled(err error) error {
	if store.CodeOf(err) != store.CodeCancelled {
		return err
	}
	return &store.Error{Code: store.CodeCancelled, Message: "the export was cancelled; nothing was written", Remedy: "do it again when you want it"}
}

// Export makes a vendor's file of the records: read again, every row of it is the same. With Since only what changed is
// written, whole what the vendor has not got yet, and the layout's word where a field was emptied; what is gone is told.
// CodeInvalid if there is no such template, or where it does not go with what is asked of it; CodeCancelled.
func Export(ctx context.Context, st *store.Store, q Selection) (*Outgoing, error) {
	t, err := template.ByName(q.Template)
	if err != nil {
		return nil, err
	}
	if err := t.MayChange(); err != nil && q.Since != nil {
		return nil, err
	}
	out, err := export(ctx, st, t, q)
	if err != nil && ctx.Err() != nil {
		err = &store.Error{Code: store.CodeCancelled}
	}
	return out, exportCancelled(err)
}

func export(ctx context.Context, st *store.Store, t *template.Template, q Selection) (*Outgoing, error) {
	x := &exporter{Outgoing: &Outgoing{Template: t, watch: &watch{ctx: ctx, tell: q.Progress, large: true}}, q: q}
	if err := x.watch.enter(StageRecords, 0, 1); err != nil {
		return nil, err
	}
	x.asked = x.askedFor()
	if err := x.read(ctx, st); err != nil {
		return nil, err
	}
	if _, found := x.records.SiteByCode(q.Site); q.Site != "" && !found {
		return nil, &store.Error{
			Code: store.CodeNotFound, Message: "site " + text.Visible(q.Site) + " is not on record", Remedy: "name one of: " + strings.Join(x.codes(), ", "),
		}
	}
	write := x.exportRecords
	switch {
	case t.Archive:
		write = x.exportRoster
	case t.Parts != nil:
		write = x.exportHierarchy
	case t.Edits == "":
		write = x.exportState
	}
	if err := write(ctx, st); err != nil {
		return nil, err
	}
	x.missed()
	return x.Outgoing, x.watch.stopped()
}

// exportRecords writes a layout in which every row is a record.
func (x *exporter) exportRecords(ctx context.Context, st *store.Store) error {
	if x.q.Since != nil {
		if err := x.recall(ctx, st); err != nil {
			return err
		}
	}
	items := x.items()
	if x.q.Since != nil {
		items = x.settle(items)
	}
	if err := x.watch.enter(StageWrite, len(items), 1); err != nil {
		return err
	}
	x.rows = make([][]string, 0, len(items))
	x.watch.chunks(0, len(items), func(from, to int) {
		for i := from; i < to; i++ {
			x.write(&items[i])
		}
	})
	x.gone()
	return nil
}

// read reads the records.
func (x *exporter) read(ctx context.Context, st *store.Store) error {
	records, err := st.Whole(ctx)
	if err == nil {
		x.use(records)
		x.Latest = records.Latest()
	}
	return err
}

// use takes the records that the rows are made of.
func (x *exporter) use(records *store.Records) {
	x.records, x.sites, x.took = records, map[string]string{}, map[string]bool{}
	for _, s := range records.Sites() {
		x.sites[s.Code] = siteCalled(records.Sites(), s)
	}
}

func (x *exporter) codes() (codes []string) {
	for _, s := range x.records.Sites() {
		codes = append(codes, s.Code)
	}
	return codes
}

// exporter writes records into the layout of a vendor.
type exporter struct {
	*Outgoing
	q       Selection
	asked   map[string]bool // keys; nil for all
	took    map[string]bool // of those, what some row is about
	records *store.Records
	sites   map[string]string // what each site is called in the file
	then    []past
	known   map[string]bool // by Since: what the vendor has, and no item was made of yet
}

// askedFor are the keys that are asked for, as items have them; nil for all.
func (x *exporter) askedFor() map[string]bool {
	if x.q.Keys == nil {
		return nil
	}
	set := make(map[string]bool, len(x.q.Keys))
	for _, key := range x.q.Keys {
		set[x.folded(key)] = true
	}
	return set
}

// item is what a row is made of.
type item struct {
	key     string
	device  *store.Device
	user    *store.User
	request *store.Request
	fresh   bool   // it is written whole: the vendor has not got it, or has not got it as it was
	had     bool   // the vendor has it
	there   string // the User ID that it had then
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
		return x.deviceItems()
	case store.KindRequest:
		for _, q := range x.records.AllRequests() {
			list = append(list, item{key: q.Key(), request: &q, user: x.records.User(q.UserID)})
		}
	default:
		for _, u := range x.records.AllUsers() {
			list = append(list, item{key: u.Key(), user: &u})
		}
	}
	list = slices.DeleteFunc(list, func(it item) bool { return !x.wanted(&it) })
	slices.SortFunc(list, func(a, b item) int { return strings.Compare(a.key, b.key) })
	return list
}

// deviceItems are the devices that the layout is for. A file that takes devices back names those that nobody has.
func (x *exporter) deviceItems() (list []item) {
	for _, d := range x.records.AllDevices() {
		it := item{key: d.Serial, device: &d}
		if !x.wanted(&it) || x.Template.Unassigned && d.Held() {
			continue
		}
		if p := x.Template.Platforms; p != nil && !slices.Contains(p, d.Platform) {
			if d.Platform == store.PlatformUnknown {
				x.took[it.key] = true
				x.leave(&it, "has no known platform: write one on the record, and the file can hold it")
			}
			continue
		}
		it.user = x.records.User(d.Username)
		list = append(list, it)
	}
	slices.SortFunc(list, func(a, b item) int {
		if n := strings.Compare(a.device.AssetTag, b.device.AssetTag); n != 0 {
			return n
		}
		return strings.Compare(a.key, b.key)
	})
	return list
}

// wanted reports whether the selection asks for a row's record.
func (x *exporter) wanted(it *item) bool {
	site, key := it.get(store.KindUser, store.FieldSite), it.key
	switch {
	case it.device != nil:
		site = it.device.Site
	case it.request != nil:
		key = store.UserKey(it.request.UserID)
	}
	return (x.q.Site == "" || site == x.q.Site) && (x.asked == nil || x.asked[key])
}
