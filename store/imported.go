package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// writeImport writes what an import was read from; its rows follow.
func (sv *save) writeImport(counts string) error {
	im := sv.act.Import
	if err := sv.file.keep(sv.tx); err != nil {
		return err
	}
	_, err := sv.tx.Exec(`INSERT INTO imports (act, template, mode, site, file_name, sheet, sha256, row_count, counts,
		encoding, delimiter, header_line, content, options, mapping) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		sv.actID, im.Template, im.Mode, im.Site, im.FileName, im.Sheet, im.SHA256, im.Rows, counts,
		im.Encoding, im.Delimiter, im.HeaderLine, im.Content, im.Options, im.Mapping)
	return err
}

// writeRows writes what became of an import's rows, and its mends.
func (sv *save) writeRows() error {
	im := sv.act.Import
	if err := sv.meter.enter(StageRows, len(im.Outcomes)+len(im.Mends)); err != nil {
		return err
	}
	b := newBulk(sv.tx, "import_rows", []string{"act", "line", "status", "serial", "asset_tag", "user_id", "saved", "notes"}, "")
	for i := range im.Outcomes {
		r := &im.Outcomes[i]
		b.add(sv.actID, r.Line, r.Status, r.Serial, r.AssetTag, r.UserID, r.Saved, r.Notes)
		if err := sv.meter.step(); err != nil {
			return err
		}
	}
	if err := b.flush(); err != nil {
		return err
	}
	b = newBulk(sv.tx, "import_mends", []string{"act", "line", "column", "value"}, "")
	for _, m := range im.Mends {
		b.add(sv.actID, m.Line, m.Column, m.Value)
		if err := sv.meter.step(); err != nil {
			return err
		}
	}
	return b.flush()
}

// actDigest seals who, when and the import with all its rows, so that the chain of entries covers them. How the file was
// read and understood comes last, and only where that was kept: what was sealed before it was stays valid.
func actDigest(at string, a *Act, counts string) []byte {
	parts := []string{at, a.Operator, string(a.Kind), a.Title, fmt.Sprint(a.Undoes)}
	im := a.Import
	if im == nil {
		return seal(parts...)
	}
	parts = append(parts, im.Template, im.Mode, im.Site, im.FileName, im.Sheet, im.SHA256, fmt.Sprint(im.Rows), counts)
	for i := range im.Outcomes {
		r := &im.Outcomes[i]
		parts = append(parts, fmt.Sprint(r.Line), r.Status, r.Serial, r.AssetTag, r.UserID, fmt.Sprint(r.Saved), r.Notes)
	}
	if im.Encoding+im.Delimiter+im.Content != "" || im.HeaderLine != 0 || len(im.Mends) > 0 {
		parts = append(parts, "read", im.Encoding, im.Delimiter, fmt.Sprint(im.HeaderLine), im.Content)
	}
	for _, m := range inOrder(im.Mends) {
		parts = append(parts, fmt.Sprint(m.Line), m.Column, m.Value)
	}
	if im.Options+im.Mapping != "" {
		parts = append(parts, "understood", im.Options, im.Mapping)
	}
	return seal(parts...)
}

// inOrder are mends in the order in which they are read back.
func inOrder(mends []Mend) []Mend {
	return slices.SortedFunc(slices.Values(mends), func(a, b Mend) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// importColumns are those of an import, of which an act may have none, in the order of scan.
const importColumns = `coalesce(i.template, ''), coalesce(i.mode, ''), coalesce(i.site, ''), coalesce(i.file_name, ''),
	coalesce(i.sheet, ''), coalesce(i.sha256, ''), coalesce(i.row_count, 0), coalesce(i.counts, ''),
	coalesce(i.encoding, ''), coalesce(i.delimiter, ''), coalesce(i.header_line, 0), coalesce(i.content, ''),
	coalesce(i.options, ''), coalesce(i.mapping, '')`

// scan are the places for importColumns.
func (im *Import) scan(counts *string) []any {
	return []any{
		&im.Template, &im.Mode, &im.Site, &im.FileName, &im.Sheet, &im.SHA256, &im.Rows, counts,
		&im.Encoding, &im.Delimiter, &im.HeaderLine, &im.Content, &im.Options, &im.Mapping,
	}
}

// importMends reads the mends of these imports.
func importMends(ctx context.Context, q querier, acts []int64) (map[int64][]Mend, error) {
	rows, err := q.QueryContext(ctx, `SELECT act, line, column, value FROM import_mends WHERE act IN `+inSet+
		` ORDER BY act, line, CASE line WHEN 0 THEN rowid END, column`, set(acts))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	made := map[int64][]Mend{}
	for rows.Next() {
		var act int64
		var m Mend
		if err := rows.Scan(&act, &m.Line, &m.Column, &m.Value); err != nil {
			return nil, err
		}
		made[act] = append(made[act], m)
	}
	return made, rows.Err()
}

// whole is the import with its rows and mends.
func (im *Import) whole(ctx context.Context, q querier, act int64) (*Import, error) {
	mends, err := importMends(ctx, q, []int64{act})
	if err != nil {
		return nil, err
	}
	im.Mends = mends[act]
	im.Outcomes, err = outcomes(ctx, q, act)
	return im, err
}

// ImportsAlike lists the imports of a file with these bytes, or of the same rows in another form, newest first. An empty
// content is like no other.
func (s *Store) ImportsAlike(ctx context.Context, sha256, content string) ([]ActSummary, error) {
	list, err := s.acts(ctx, "WHERE i.sha256 = ? OR i.content <> '' AND i.content = ? ORDER BY a.id DESC", sha256, content)
	return list, s.failedRead("the history", err)
}
