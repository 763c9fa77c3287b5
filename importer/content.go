package importer

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// Content is a digest of the rows as the file has them, in the columns of the layout: the same rows have the same one in
// any form, whatever their order of columns, encoding or delimiter. No mend changes it.
func (p *Plan) Content() string {
	digest := sha256.New()
	out := bufio.NewWriterSize(digest, 1<<16)
	_, _ = out.WriteString(p.Template.Name)
	columns := p.untraded()
	for i := range p.Rows[:p.FileRows()] {
		rec := p.original(i)
		_ = out.WriteByte('\n')
		for c := range columns {
			_, _ = out.WriteString(columns.cell(rec, c))
			_ = out.WriteByte(0)
		}
	}
	_ = out.Flush() // a digest takes everything
	return hex.EncodeToString(digest.Sum(nil))
}

// untraded are the columns as they stand in the file.
func (p *Plan) untraded() columns {
	list := slices.Clone(p.columns)
	for _, m := range slices.Backward(p.trades) {
		a, b := list.headed(m.Column), list.headed(m.Value)
		list[a].at, list[b].at = list[b].at, list[a].at
		list[a].header, list[b].header = list[b].header, list[a].header
	}
	return list
}
