package importer

import (
	"fmt"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
)

// ActKind is what saving the plan is in the history: an edit where the rows came from our own sheet, else an import.
func (p *Plan) ActKind() store.ActKind {
	if p.Template.Own {
		return store.ActEdit
	}
	return store.ActImport
}

// saveName is what a save of the plan is called in a sentence.
func (p *Plan) saveName(act int64) string { return saveName(p.ActKind(), act) }

func saveName(kind store.ActKind, act int64) string {
	if kind == store.ActImport {
		return fmt.Sprintf("import %d", act)
	}
	return fmt.Sprintf("save %d", act)
}

// source is what the rows came from, in a sentence.
func (p *Plan) source() string {
	if p.Template.Own {
		return "sheet"
	}
	return "file"
}

// title is the line of the history about a save: of our own sheets what was done, where that is one thing.
func (p *Plan) title() string {
	if f, own := p.work.(*edits); own && p.Template.Own {
		if v, n, same := f.same(); same {
			return deed(v, counted(n, noun(f.kind()), noun(f.kind())+"s"))
		}
	}
	said := fmt.Sprintf("%s: %s saved%s", p.fileName(), counted(p.Accepted(), "row", "rows"), p.mendedWords(", "))
	if n := p.Departs(); n > 0 {
		said += ", " + counted(n, "person", "people") + " marked departing"
	}
	return said
}

// same is the one value that all accepted rows ask for, and how many do; same is false where they ask for several.
func (f *edits) same() (value edit.Value, n int, same bool) {
	for i := range f.Rows {
		if !f.Rows[i].accepted() {
			continue
		}
		values := f.values(int32(i))
		if len(values) != 1 || n > 0 && values[0] != value {
			return edit.Value{}, 0, false
		}
		value = values[0]
		n++
	}
	return value, n, n > 0
}

// noun is a record in a count.
func noun(kind store.Kind) string {
	if kind == store.KindDevice {
		return "device"
	}
	return "user"
}

// deed says in a line what was done to records: "Room set to “204” on 12 devices".
func deed(v edit.Value, records string) string {
	switch {
	case v.Clear && v.Field == store.FieldUsername:
		return records + " taken back"
	case v.Clear:
		return fmt.Sprintf("%s emptied on %s", v.Field.Label(), records)
	}
	return fmt.Sprintf("%s set to %s on %s", v.Field.Label(), quoted(v.Text), records)
}

// confirm asks for the devices that are taken back: that is a revoke, whatever else the sheet does. Otherwise it
// asks where much of one site is touched.
func (f *edits) confirm(r *Reach) (n int, ask bool) {
	if n := f.TakenBack(); n > 0 {
		return n, true
	}
	if f.Site.Code != "" {
		return r.Devices, large(r.Devices, r.SiteDevices)
	}
	for site, touched := range f.touched() {
		if large(touched, f.devicesAt(site)) {
			return r.Devices, true
		}
	}
	return r.Devices, false
}

// TakenBack counts the devices that the accepted rows take from somebody, for nobody else.
func (p *Plan) TakenBack() (n int) {
	for i := range p.Rows {
		if row := &p.Rows[i]; row.accepted() && row.Status == StatusRevoke {
			n++
		}
	}
	return n
}

// touched counts by site the devices on record that the accepted rows touch.
func (f *edits) touched() map[string]int {
	sites := map[string]int{}
	for _, c := range f.Changes() {
		if c.Record == store.KindDevice && !c.Create() {
			sites[f.records.Device(c.Key).Site]++
		}
	}
	return sites
}

func (f *edits) sentence(changes []store.Change) string {
	said := fmt.Sprintf("%s%s will be saved: %s.", counted(f.Accepted(), "row", "rows"), f.where(), done(changes))
	if n := f.TakenBack(); n > 0 {
		said += " " + counted(n, "device is taken back.", "devices are taken back.")
	}
	if n := revoked(changes); n > 0 {
		said += " " + counted(n, "person loses the apps.", "people lose their apps.")
	}
	return said
}

// where says at which site, or at how many.
func (f *edits) where() string {
	if f.Site.Code != "" {
		return " at site " + f.Site.Code
	}
	if n := len(f.touched()); n > 1 {
		return fmt.Sprintf(" at %d sites", n)
	}
	return ""
}

// revoked counts the people whose invitation is revoked, which takes their apps.
func revoked(changes []store.Change) (n int) {
	for _, c := range changes {
		for _, f := range c.Fields {
			if f.Field == store.FieldInvitation && f.New == string(store.InvitationRevoked) {
				n++
			}
		}
	}
	return n
}

func (f *edits) brief() string {
	var parts []string
	if n := revoked(f.Changes()); n > 0 {
		parts = append(parts, counted(n, "person loses the apps", "people lose their apps"))
	}
	if n := f.TakenBack(); n > 0 {
		parts = append(parts, counted(n, "device taken back", "devices taken back"))
	}
	parts = append(parts, fmt.Sprintf("%s%s will be saved", counted(f.Accepted(), "row", "rows"), f.where()))
	return strings.Join(parts, ", ") + "."
}
