package importer

import (
	"homeroom/store"
	"homeroom/store/edit"
)

// withRequest adds to a plan what the row does to its enrolment request.
func (f *edits) withRequest(p edit.Plan, i int32) edit.Plan {
	if p.Failed() {
		return p
	}
	u := f.records.User(f.Rows[i].UserID)
	want := store.Request{UserID: u.UserID, Platform: f.valueOf(i, store.FieldPlatform)}
	old := f.records.Request(want.UserID, want.Platform)
	if old != nil {
		want = *old
	}
	for c := range f.columns {
		if v := f.value(i, c); v.Text != "" && f.columns[c].layout.Of == "" && c != f.keyCell {
			want.Set(v.Field, v.Text)
		}
	}
	change := store.Change{Record: store.KindRequest, Key: want.Key()}
	if old == nil {
		change.Fields = store.RequestFields(want)
	} else {
		change.Version, change.Fields = old.Version, edit.Differences(store.KindRequest, old, &want)
	}
	if len(change.Fields) > 0 {
		p.Changes = append(p.Changes, change)
	}
	return p
}

// valueOf is what a row asks for a field; empty where it asks for nothing.
func (f *edits) valueOf(i int32, field store.Field) string {
	if c := f.columns.of(field); c != wholeRow {
		return f.value(i, c).Text
	}
	return ""
}

// once is the key of the record that may stand on one row of a file only: of requests the person's for a platform.
func (f *edits) once(i int32) string {
	key := store.UserKey(f.key(&f.Rows[i]))
	if key == "" || f.kind() != store.KindRequest {
		return key
	}
	return store.RequestKey(key, f.valueOf(i, store.FieldPlatform))
}
