package store

import (
	"context"
	"encoding/json"
)

// conflicts finds the records that moved since the changes were planned, with who moved them.
func (sv *save) conflicts(changes []Change) error {
	var moved []Moved
	for i := range changes {
		c := &changes[i]
		st := sv.states[c.Record][c.Key]
		if st.stored == c.Version {
			continue
		}
		moved = append(moved, Moved{Change: *c, Gone: st.values == nil, Now: now(c, st), Stands: stands(c, st)})
	}
	if moved != nil {
		if err := sv.nameMovers(moved); err != nil {
			return err
		}
	}
	shifted, err := sv.shifted(changes)
	if err != nil {
		return err
	}
	if moved = append(moved, shifted...); moved == nil {
		return nil
	}
	return &ConflictError{moved}
}

// now tells for every field of the change what it was planned from and what stands there.
func now(c *Change, st *state) []FieldChange {
	t := tableOf(c.Record)
	values := make([]FieldChange, 0, len(c.Fields))
	for _, f := range c.Fields {
		v := FieldChange{Field: f.Field, Old: f.Old}
		if st.values != nil {
			v.New = st.values[t.column(f.Field)]
		}
		values = append(values, v)
	}
	return values
}

// stands are all fields of a record as they stand now; none of one that is gone.
func stands(c *Change, st *state) []FieldChange {
	values := make([]FieldChange, 0, len(st.values))
	for i, name := range tableOf(c.Record).fields[:len(st.values)] {
		values = append(values, FieldChange{Field: Field(name), New: st.values[i]})
	}
	return values
}

// nameMovers fills in who wrote each moved record last, and when.
func (sv *save) nameMovers(moved []Moved) error {
	type mover struct{ by, at string }
	keys := make([]string, 0, len(moved))
	for i := range moved {
		keys = append(keys, moved[i].Change.Key)
	}
	rows, err := sv.tx.QueryContext(context.Background(), `SELECT h.record, h.record_key, a.operator, a.at
		FROM history h JOIN acts a ON a.id = h.act
		WHERE h.id IN (SELECT max(id) FROM history WHERE record_key IN `+inSet+` GROUP BY record, record_key)`, set(keys))
	if err != nil {
		return err
	}
	defer rows.Close()
	movers := map[string]mover{}
	for rows.Next() {
		var record, key string
		var m mover
		if err := rows.Scan(&record, &key, &m.by, &m.at); err != nil {
			return err
		}
		movers[record+"/"+key] = m
	}
	for i := range moved {
		m := movers[string(moved[i].Change.Record)+"/"+moved[i].Change.Key]
		moved[i].By, moved[i].At = m.by, parseTime(m.at).In(sv.zone)
	}
	return rows.Err()
}

// fieldsOf reads the changes of a stored entry.
func fieldsOf(stored string) ([]FieldChange, error) {
	var fields []FieldChange
	err := json.Unmarshal([]byte(stored), &fields)
	return fields, err
}
