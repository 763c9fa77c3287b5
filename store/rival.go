package store

import (
	"context"
	"encoding/json"
	"fmt"
)

// rivalOf gives, for some checklists, an open one each that is about the same person or site, or about one of the same
// devices.
func rivalOf(checklists string) string {
	return `SELECT c.number, o.number, o.version FROM (` + checklists + `) c JOIN checklists o ON o.number <> c.number AND o.state = 'open'
		WHERE c.user_id <> '' AND lower(c.user_id) = lower(o.user_id)
		OR c.user_id = '' AND o.user_id = '' AND c.devices = '' AND o.devices = '' AND c.site = o.site AND c.procedure = o.procedure
		OR c.devices <> '' AND EXISTS (SELECT 1 FROM json_each('["' || replace(c.devices, ' ', '","') || '"]') d
			WHERE instr(' ' || o.devices || ' ', ' ' || d.value || ' ') > 0) ORDER BY o.version`
}

// onRecord are the checklists of a set of numbers, asTold those of a list of their fields.
const (
	onRecord = "SELECT * FROM checklists WHERE number IN " + inSet
	asTold   = `SELECT value ->> 'number' AS number, value ->> 'procedure' AS procedure, coalesce(value ->> 'user_id', '') AS user_id,
		coalesce(value ->> 'devices', '') AS devices, coalesce(value ->> 'site', '') AS site FROM json_each(?)`
)

// reopened is the number of a checklist that an undo opens again; empty for everything else.
func reopened(e *entry) string {
	for _, f := range e.change.Fields {
		if f.Field == FieldState && f.New == string(ChecklistOpen) && (f.Old != "" || e.change.Undoes != 0) {
			return e.change.Key
		}
	}
	return ""
}

// readRivals reads what stands against opening a checklist again.
func (b *back) readRivals(ctx context.Context, q querier) error {
	var over []map[Field]string
	for i := range b.wanted {
		e := &b.wanted[i]
		for _, f := range e.Fields {
			if e.Record == KindChecklist && f.Field == FieldState && f.Old == string(ChecklistOpen) {
				then, _ := b.pasts[ref{e.Record, e.Key}].before(e.ID) // the number may have been another checklist's since
				over = append(over, then)
			}
		}
	}
	if over == nil {
		return nil
	}
	list, _ := json.Marshal(over) // texts always marshal
	rows, err := q.QueryContext(ctx, rivalOf(asTold), string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	b.rivals = map[string]string{}
	for rows.Next() {
		var number, other string
		var version int64
		if err := rows.Scan(&number, &other, &version); err != nil {
			return err
		}
		b.rivals[number] = other
	}
	return rows.Err()
}

// checkRivals keeps a checklist over while another one is open that is about the same: the two would walk over each
// other.
func (b *back) checkRivals() {
	for i := range b.changes {
		c := &b.changes[i]
		other, ok := b.rivals[c.Key]
		if opens := reopened(&entry{change: c}); c.Record == KindChecklist && opens != "" && ok {
			b.stay(b.entry(c.Undoes), fmt.Sprintf("checklist %s is open and about the same person or device: end it or abandon it first", other))
		}
	}
}
