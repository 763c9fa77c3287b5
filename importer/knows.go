package importer

import (
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// Knows reports whether the records were read with these mends in view. Where a small file is compared with many
// records, only those are read that it names: a value that nobody could foresee asks for another comparison, with the
// mend in the request. A mend that is proposed was foreseen.
func (p *Plan) Knows(mends ...store.Mend) bool {
	if p.records.Whole() || p.asked == nil {
		return true
	}
	return !slices.ContainsFunc(mends, func(m store.Mend) bool { return !p.foreseen(m) })
}

func (p *Plan) foreseen(m store.Mend) bool {
	c := p.headed(m.Column)
	if m.Line == 0 {
		return p.tradeForeseen(m)
	}
	if m.Column == "" || c == wholeRow || !p.columns[c].identifier || m.Value == "" {
		return true
	}
	switch p.columns[c].field {
	case store.FieldAssetTag:
		return slices.Contains(p.asked.AssetTags, m.Value) || p.records.DeviceByTag(m.Value) != nil
	case store.FieldUserID, store.FieldUsername:
		return slices.Contains(p.asked.UserIDs, m.Value) || p.records.User(m.Value) != nil
	default: // the serial number, and Delete, which has to be the same
		serial := store.CleanSerial(m.Value)
		return slices.Contains(p.asked.Serials, serial) || p.records.HasDevice(serial)
	}
}

// tradeForeseen reports whether two whole columns can trade places: they can where their values look like it, which is
// when it is proposed.
func (p *Plan) tradeForeseen(m store.Mend) bool {
	return slices.Contains(p.trades, m) || slices.Contains(p.proposedFor(edit.DamageSwapped), m)
}

// foresee adds what is about to be mended.
func (p *Plan) foresee(w *store.Wanted) {
	for _, m := range p.Foresee {
		if c := p.headed(m.Column); c != wholeRow && p.columns[c].identifier && m.Value != "" {
			expect(w, p.columns[c].field, m.Value)
		}
	}
}

// suspect adds to what is read of the records what a row's damaged identifiers may have been.
func (p *Plan) suspect(w *store.Wanted, i int32) {
	row, rec := &p.Rows[i], &p.Table.Records[i]
	for c := range p.columns {
		col := &p.columns[c]
		value := p.columns.cell(rec, c)
		if !col.identifier || value == "" || col.plain != nil && col.plain(value) {
			continue
		}
		if store.Rounded(value) {
			w.Rounded = append(w.Rounded, value)
		}
		if better, _ := edit.Cure(col.field, value); better != "" {
			expect(w, col.field, better)
		}
		if number, ok := store.Undressed(value); ok {
			expect(w, col.field, number)
		}
	}
	for _, m := range row.Mends { // it may be taken back
		if c := p.headed(m.Column); c != wholeRow {
			expect(w, p.columns[c].field, m.Old)
		}
	}
	if row.Serial == "" {
		return
	}
	w.Alike = append(w.Alike, row.Serial)
	if plain := store.BehindS(row.Serial); plain != "" {
		w.Serials = append(w.Serials, plain)
	}
	if row.AssetTag != "" && !digits(row.AssetTag) {
		w.Alike = append(w.Alike, row.AssetTag)
		if p.misplaced(row) {
			w.Serials, w.AssetTags = append(w.Serials, store.CleanSerial(row.AssetTag)), append(w.AssetTags, row.Serial)
		}
	}
}

// expect adds a value that a field may come to have.
func expect(w *store.Wanted, f store.Field, value string) {
	switch f {
	case store.FieldSerial, template.FieldDelete:
		value = store.CleanSerial(value)
		w.Serials = edit.Padded(append(w.Serials, value), value)
		w.Alike = append(w.Alike, value)
	case store.FieldAssetTag:
		w.AssetTags = edit.Padded(append(w.AssetTags, value), value)
	case store.FieldUserID, store.FieldUsername:
		w.UserIDs = edit.Padded(append(w.UserIDs, value), value)
	}
}
