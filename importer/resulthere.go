package importer

import (
	"slices"

	"homeroom/importer/sheet"
	"homeroom/store"
)

// addHere puts behind the rows of a kept file the records that it did not name when it was held against them. Of their
// cells only what names them is kept.
func (p *Plan) addHere(outcomes []store.ImportRow) {
	hand := &Hand{}
	outcomes = slices.Clone(outcomes)
	slices.SortFunc(outcomes, func(a, b store.ImportRow) int { return a.Line - b.Line })
	for i := range outcomes {
		o := &outcomes[i]
		if o.Line < OnlyHereLine {
			continue
		}
		rec := sheet.Record{Line: o.Line}
		rec.PutIn(0)
		rec.Cells = make([]string, p.width(0))
		for c := range p.columns {
			if col := &p.columns[c]; col.at >= 0 && col.part == 0 {
				rec.Cells[col.at] = map[store.Field]string{
					store.FieldSerial: o.Serial, store.FieldAssetTag: o.AssetTag, store.FieldUserID: o.UserID, store.FieldUsername: o.UserID,
				}[col.field]
			}
		}
		p.Rows = append(p.Rows, Row{Line: o.Line, OnlyHere: true, UserID: o.UserID, Hand: hand, Planned: &Planned{Serial: o.Serial, AssetTag: o.AssetTag}})
		p.Table.Records = append(p.Table.Records, rec)
	}
}

// width is how many columns a part of the file has.
func (p *Plan) width(part int) int {
	if p.Table.Parts != nil {
		return len(p.Table.Parts[part].Header)
	}
	return len(p.Table.Header)
}
