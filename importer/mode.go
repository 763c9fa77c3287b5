package importer

import (
	"context"
	"fmt"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// chooseMode takes the mode under which these very bytes were imported before, the newest that was not taken back:
// importing a file again means the same job. Then that in which its rows were rejected. Where there is
// neither, the content decides later.
func (p *Plan) chooseMode(ctx context.Context, st *store.Store) error {
	p.ModeProposed = p.Mode == "" && len(p.Template.Modes) > 0
	if !p.ModeProposed {
		return nil
	}
	earlier, err := st.ImportOf(ctx, p.SHA256)
	for i := range earlier {
		was := earlier[i].Import
		if earlier[i].UndoneBy == 0 && was.Template == p.Template.Name && p.Template.Allows(template.Mode(was.Mode)) == nil {
			p.Mode = template.Mode(was.Mode)
			break
		}
	}
	if p.Mode == "" {
		p.Mode = p.Mapping.Rejected
	}
	return err
}

// proposeMode reads from the content what a file is for. Most rows with their own serial number in Delete mean revoke
// a single one may be astray. No User ID at all, mostly new devices, or people who mostly have these very
// devices already, with nobody new on a free one, mean inventory. Anything else assigns.
func (p *Plan) proposeMode() template.Mode {
	filled, deletes, ids, serials := 0, 0, 0, 0
	for i := range p.Rows {
		row, rec := &p.Rows[i], &p.Table.Records[i]
		if blank(rec) {
			continue
		}
		filled++
		if row.Serial != "" {
			serials++
			if store.CleanSerial(p.columns.cell(rec, deleteCell)) == row.Serial {
				deletes++
			}
		}
		if row.UserID != "" {
			ids++
		}
	}
	switch {
	case 2*deletes > filled:
		return template.ModeRevoke
	case ids == 0 || p.mostlyKept(serials, ids):
		return template.ModeInventory
	}
	return template.ModeAssign
}

// mostlyKept reports whether most of so many serial numbers are not on record, or most of so many User IDs stand on
// their row's own device already and nobody new gets a device that is free: a downloaded template into which a few
// people were filled is an assignment.
func (p *Plan) mostlyKept(serials, ids int) bool {
	var device store.Device
	var place store.Place
	found, others, newcomers := 0, 0, 0 // others are User IDs that do not stand there yet
	for i := range p.Rows {
		row := &p.Rows[i]
		known := row.Serial != "" && p.records.Look(row.Serial, &device, &place)
		if known {
			found++
		}
		if row.UserID == "" || known && edit.SameID(device.Username, row.UserID) {
			continue
		}
		others++
		if known && !device.Held() && !edit.SameID(row.UserID, row.Serial) {
			newcomers++
		}
	}
	return 2*found < serials || 2*others < ids && newcomers == 0
}

// doubtMode says what speaks against a proposed revoke: rows in which somebody has a device and nobody asks for it
// back. Taking an association away must never be a guess.
func (p *Plan) doubtMode() {
	if !p.ModeProposed || p.Mode != template.ModeRevoke {
		return
	}
	var rows []int32
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.UserID != "" && !edit.SameID(row.UserID, row.Serial) && p.columns.cell(&p.Table.Records[i], deleteCell) == "" {
			rows = append(rows, int32(i))
		}
	}
	if len(rows) > 0 {
		p.ModeDoubt = fmt.Sprintf("revoke is proposed, because most rows name their own serial number in Delete; but %s a User ID and an empty Delete: %s",
			counted(len(rows), "row has", "rows have"), p.lines(rows))
	}
}
