package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// table says how records of a kind lie in SQL.
type table struct {
	kind   Kind
	name   string
	key    string                       // the key's column
	fields []string                     // the columns of the record, as the fields are named
	fold   func(values []string) string // makes the key of the values; nil where the key's column is the first field
}

var tables = []table{
	{KindSite, "sites", "code", names(siteColumns), nil},
	{KindDevice, "devices", "serial", names(deviceColumns), nil},
	{KindGroup, "groups", "group_key", names(groupColumns), func(v []string) string { return plainLower(v[0]) }},
	{KindLocation, "locations", "location_key", names(locationColumns), func(v []string) string { return plainLower(v[0]) }},
	{KindUser, "users", "user_key", names(userColumns), func(v []string) string { return UserKey(v[0]) }},
	{KindScope, "scopes", "scope_key", names(scopeColumns), func(v []string) string { return plainLower(v[0]) }},
	{KindMember, "members", "member_key", names(memberColumns), func(v []string) string { return MemberKey(v[0], v[1]) }},
	{KindChecklist, "checklists", "number", names(checklistColumns), nil},
	{KindClass, "classes", "class_key", names(classColumns), func(v []string) string { return plainLower(v[0]) }},
	{KindRoster, "rosters", "roster_key", names(rosterColumns), func(v []string) string { return MemberKey(v[0], v[1]) }},
	{KindRequest, "requests", "request_key", names(requestColumns), func(v []string) string { return RequestKey(v[0], v[1]) }},
}

func tableOf(k Kind) *table {
	for i := range tables {
		if tables[i].kind == k {
			return &tables[i]
		}
	}
	return nil
}

func (t *table) column(f Field) int {
	for i, name := range t.fields {
		if name == string(f) {
			return i
		}
	}
	return -1
}

// keyOf folds the key the way the kind compares it.
func (t *table) keyOf(values []string) string {
	if t.fold != nil {
		return t.fold(values)
	}
	return values[0]
}

// state is one record inside a save: what it is now, and the version the database had.
type state struct {
	values  []string // nil while the record does not exist
	was     []string // the values found in the database
	stored  int64    // the version found in the database, 0 for none
	version int64    // the history entry that writes it in this save
}

// load reads the records of these keys into their states.
func (t *table) load(tx *sql.Tx, keys []string, states map[string]*state) error {
	columns := joined(append(append([]string{}, t.fields...), "version"))
	rows, err := tx.QueryContext(context.Background(),
		"SELECT "+t.key+", "+columns+" FROM "+t.name+" WHERE "+t.key+" IN "+inSet, set(keys))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key, text string
		if err := rows.Scan(&key, &text); err != nil {
			return err
		}
		values := strings.Split(text, fieldMark)
		if len(values) != len(t.fields)+1 {
			return fmt.Errorf("%s %s has %d columns, not %d", t.kind, key, len(values), len(t.fields)+1)
		}
		version, err := strconv.ParseInt(values[len(t.fields)], 10, 64)
		if err != nil {
			return err
		}
		found := values[:len(t.fields)]
		states[key] = &state{values: slices.Clone(found), was: found, stored: version}
	}
	return rows.Err()
}

// save writes the records that this save touched.
func (t *table) save(sv *save, keys []string, states map[string]*state) error {
	if err := t.update(sv, keys, states); err != nil {
		return err
	}
	columns := append(append([]string{}, t.fields...), "version")
	if t.fold != nil {
		columns = append(columns, t.key)
	}
	b := newBulk(sv.tx, t.name, columns, "")
	for _, key := range keys {
		st := states[key]
		if st.values == nil || st.stored != 0 {
			continue
		}
		for _, v := range st.values {
			b.add(v)
		}
		b.add(st.version)
		if t.fold != nil {
			b.add(key)
		}
		if err := sv.meter.step(); err != nil {
			return err
		}
	}
	return b.flush()
}

// update writes the columns that changed, and no other: every index that need not be touched is a page less to
// write. Most records of an act change in the same columns, so there are few statements.
func (t *table) update(sv *save, keys []string, states map[string]*state) error {
	prepared := map[string]*sql.Stmt{}
	defer func() {
		for _, stmt := range prepared {
			stmt.Close()
		}
	}()
	for _, key := range keys {
		st := states[key]
		if st.values == nil || st.stored == 0 {
			continue
		}
		assignments, args := "version = ?", []any{st.version}
		for i, v := range st.values {
			if v != st.was[i] {
				assignments += ", " + t.fields[i] + " = ?"
				args = append(args, v)
			}
		}
		if prepared[assignments] == nil {
			stmt, err := sv.tx.Prepare("UPDATE " + t.name + " SET " + assignments + " WHERE " + t.key + " = ?")
			if err != nil {
				return err
			}
			prepared[assignments] = stmt
		}
		if _, err := prepared[assignments].Exec(append(args, key)...); err != nil {
			return err
		}
		if err := sv.meter.step(); err != nil {
			return err
		}
	}
	return nil
}

// remove deletes the records that this save took away.
func (t *table) remove(sv *save, keys []string, states map[string]*state) error {
	var gone []string
	for _, key := range keys {
		if st := states[key]; st.values == nil && st.stored != 0 {
			gone = append(gone, key)
		}
	}
	if gone == nil {
		return nil
	}
	if _, err := sv.tx.Exec("DELETE FROM "+t.name+" WHERE "+t.key+" IN "+inSet, set(gone)); err != nil {
		return err
	}
	for range gone {
		if err := sv.meter.step(); err != nil {
			return err
		}
	}
	return nil
}

// bulk writes rows many at a time: one statement costs a fixed round trip, whatever the number of its rows.
type bulk struct {
	tx      *sql.Tx
	head    string
	tail    string
	width   int
	values  []any
	full    *sql.Stmt
	failure error
}

const bulkRows = 64

func newBulk(tx *sql.Tx, table string, columns []string, tail string) *bulk {
	return &bulk{
		tx: tx, width: len(columns), tail: tail,
		head:   "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES ",
		values: make([]any, 0, bulkRows*len(columns)),
	}
}

func (b *bulk) add(values ...any) {
	b.values = append(b.values, values...)
	if len(b.values) == bulkRows*b.width && b.failure == nil {
		if b.full == nil {
			b.full, b.failure = b.tx.Prepare(b.statement(bulkRows))
		}
		if b.failure == nil {
			_, b.failure = b.full.Exec(b.values...)
		}
		b.values = b.values[:0]
	}
}

func (b *bulk) statement(rows int) string {
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", b.width), ", ") + ")"
	return b.head + strings.TrimSuffix(strings.Repeat(one+", ", rows), ", ") + b.tail
}

func (b *bulk) flush() error {
	if b.full != nil {
		defer b.full.Close()
	}
	if b.failure != nil || len(b.values) == 0 {
		return b.failure
	}
	_, err := b.tx.Exec(b.statement(len(b.values)/b.width), b.values...)
	return err
}
