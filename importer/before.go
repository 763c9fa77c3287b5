package importer

import (
	"context"
	"fmt"
	"slices"

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
	first := p.versionOf(&p.Rows[0]) // what one act wrote has numbers in a row
	last := first
	for i := range p.Rows {
		v := p.versionOf(&p.Rows[i])
		first, last = min(first, v), max(last, v)
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

// versionOf is the history entry that wrote a row's record last: a row that is the same has one.
func (p *Plan) versionOf(row *Row) int64 {
	if d := p.records.Device(row.Serial); d != nil {
		return d.Version
	}
	return p.records.User(row.UserID).Version
}
