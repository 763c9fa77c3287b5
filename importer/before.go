package importer

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
)

// SavedBefore tells in one sentence by whom and when the same import was saved before: of this very file, or of the same
// rows in another form (Content). Where there was none, and the records already say all that the file says, it tells who
// wrote those records last. It is empty where nothing is known, and is kept in Before.
func (p *Plan) SavedBefore(ctx context.Context, st *store.Store) (string, error) {
	alike, err := st.ImportsAlike(ctx, p.SHA256, p.Content())
	if err != nil {
		return "", err
	}
	alike = slices.DeleteFunc(alike, func(a store.ActSummary) bool {
		return a.Import.Template != p.Template.Name || a.Import.Mode != string(p.Mode)
	})
	if len(alike) > 0 {
		p.Before = p.sameImport(alike, st)
		return p.Before, nil
	}
	p.Before, err = p.sameRecords(ctx, st)
	return p.Before, err
}

// sameImport tells of the newest of these imports that stands, or of the newest.
func (p *Plan) sameImport(alike []store.ActSummary, st *store.Store) string {
	was := alike[max(0, slices.IndexFunc(alike, func(a store.ActSummary) bool { return a.UndoneBy == 0 }))]
	said := "This very file was saved"
	if was.Import.SHA256 != p.SHA256 {
		said = "The same rows were saved from " + quoted(was.Import.FileName)
	}
	said += fmt.Sprintf(" by %s at %s, as %s", text.Visible(was.Operator), minute(was.At, st.Zone()), saveName(was.Kind, was.ID))
	if by, how := was.TakenBack(); by != 0 {
		said += ", and taken back" + how + " since"
	}
	return said + "."
}

// sameRecords tells who wrote the records of a plan of nothing but same rows.
func (p *Plan) sameRecords(ctx context.Context, st *store.Store) (string, error) {
	if len(p.Rows) == 0 || p.counts[StatusSame] != len(p.Rows) {
		return "", nil
	}
	first, last := int64(math.MaxInt64), int64(0) // what one act wrote has numbers in a row
	for i := range p.Rows {
		p.versions(i, func(v int64) {
			if v != 0 {
				first, last = min(first, v), max(last, v)
			}
		})
	}
	if last == 0 {
		return "", nil
	}
	entries, err := st.EntriesBy(ctx, []int64{first, last})
	if err != nil || len(entries) == 0 {
		return "", err
	}
	newest := entries[len(entries)-1]
	said := "The records say all of this already; they were written last"
	if entries[0].Act != newest.Act {
		said = "The records say all of this already; the newest of them was written last"
	}
	return fmt.Sprintf("%s by %s at %s, with %s.", said, text.Visible(newest.Operator), minute(newest.At, st.Zone()), saveName(newest.Kind, newest.Act)), nil
}

// versions tells the history entries that wrote the records of a row last: its device or person, the enrolment request, or
// the class or location. It tells none of a row that is about none of these.
func (p *Plan) versions(i int, tell func(int64)) {
	row := &p.Rows[i]
	switch f := p.work.(type) {
	case *edits:
		if f.kind() == store.KindRequest {
			if q := p.records.Request(row.UserID, f.valueOf(int32(i), store.FieldPlatform)); q != nil {
				tell(q.Version)
			}
			return
		}
	case *hierarchy:
		if i < f.FileRows() && f.parts[f.part(int32(i))].userID == nil {
			f.versions(int32(i), tell)
			return
		}
	}
	if d := p.records.Device(row.Serial); d != nil {
		tell(d.Version)
	} else if u := p.records.User(row.UserID); u != nil {
		tell(u.Version)
	}
}

// versions tells those of a row that is about a location or a class, and of who is in that.
func (f *hierarchy) versions(i int32, tell func(int64)) {
	part := f.part(i)
	rule := &f.parts[part]
	key := f.said(i, rule.key)
	if part == f.places {
		for _, l := range f.records.Locations() {
			if strings.EqualFold(l.Code, key) {
				tell(l.Version)
			}
		}
		return
	}
	if class := f.records.Class(key); class != nil && rule.known != nil {
		tell(class.Version)
		for _, r := range f.records.RosterOf(key) {
			tell(r.Version)
		}
	}
}
