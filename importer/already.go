package importer

import (
	"cmp"

	"homeroom/store"
	"homeroom/store/edit"
)

// glance is a look at one record after the other, without the memory of each.
type glance struct {
	device store.Device
	place  store.Place
}

// already reports whether a row says nothing but what its record says: then there is nothing to plan. Most rows of a
// vendor's file are such.
func (f *edits) already(i int32, g *glance) bool {
	record := f.glanceAt(i, g)
	if record == nil || f.Template.Unassigned || f.kind() == store.KindRequest {
		return false
	}
	for c := range f.columns {
		v := f.value(i, c)
		switch {
		case !v.Clear && v.Text == "":
		case cmp.Or(f.columns[c].layout.Of, f.kind()) != f.about(), record.Get(v.Field) != v.Text:
			return false
		}
	}
	return true
}

// glanceAt is the record of a row; nil if there is none.
func (f *edits) glanceAt(i int32, g *glance) edit.Fielded {
	if f.about() == store.KindDevice {
		if f.records.Look(f.Rows[i].Serial, &g.device, &g.place) {
			return &g.device
		}
		return nil
	}
	if u := f.records.User(f.Rows[i].UserID); u != nil {
		return u
	}
	return nil
}
