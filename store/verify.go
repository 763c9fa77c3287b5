package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
)

// Fault is something that verify found.
type Fault struct {
	Check   string // "file", "references", "history", "records"
	Where   string // the record or entry
	Message string
}

// VerifyStats counts what verify looked at.
type VerifyStats struct{ Entries, Acts, Devices, Users int }

// Verify checks the file's integrity, its references, the history's chain (naming the first bad entry), and
// that every record is what its history says.
func (s *Store) Verify(ctx context.Context) ([]Fault, VerifyStats, error) {
	faults, stats, err := s.verify(ctx)
	return faults, stats, s.failedRead("the database", err)
}

func (s *Store) verify(ctx context.Context) ([]Fault, VerifyStats, error) {
	var stats VerifyStats
	faults, err := integrity(ctx, s.read)
	if err != nil {
		return []Fault{{"file", "", err.Error()}}, stats, nil
	}
	broken, err := brokenReferences(ctx, s.read)
	if err != nil {
		return nil, stats, err
	}
	faults = append(faults, broken...)
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, stats, err
	}
	defer func() { _ = tx.Rollback() }()
	acts, found, err := verifyActs(ctx, tx)
	if err != nil {
		return nil, stats, err
	}
	stats.Acts = len(acts)
	faults = append(faults, found...)
	replayed, found, n, err := verifyChain(ctx, tx, acts)
	if err != nil {
		return nil, stats, err
	}
	stats.Entries = n
	faults = append(faults, found...)
	if found, err = verifyRecords(ctx, tx, replayed, &stats); err != nil {
		return nil, stats, err
	}
	faults = append(faults, found...)
	if found, err = verifyStrays(ctx, tx); err != nil {
		return nil, stats, err
	}
	faults = append(faults, found...)
	if found, err = verifyMappings(ctx, tx); err != nil {
		return nil, stats, err
	}
	faults = append(faults, found...)
	if found, err = verifyFiles(ctx, tx); err != nil {
		return nil, stats, err
	}
	faults = append(faults, found...)
	found, err = verifyExports(ctx, tx)
	return append(faults, found...), stats, err
}

// verifyFiles holds every kept file against the SHA-256 under which it was imported.
func verifyFiles(ctx context.Context, tx *sql.Tx) ([]Fault, error) {
	rows, err := tx.QueryContext(ctx, "SELECT sha256 FROM files ORDER BY sha256")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var sums []string
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return nil, err
		}
		sums = append(sums, sum)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	var faults []Fault
	for _, sum := range sums { // one at a time: a file may be large
		file, err := fileOf(ctx, tx, "WHERE f.sha256 = ?", sum)
		if got := sha256.Sum256(file); err != nil || hex.EncodeToString(got[:]) != sum {
			faults = append(faults, Fault{"file", "file " + sum, "is not what was imported under this SHA-256"})
		}
	}
	return faults, nil
}

// verifyActs seals every act again and compares. It answers the stored digests, which the chain covers.
func verifyActs(ctx context.Context, tx *sql.Tx) (map[int64][]byte, []Fault, error) {
	rows, err := tx.QueryContext(ctx, `SELECT a.id, a.at, a.operator, a.kind, a.title, a.undoes, a.digest, i.act IS NOT NULL, `+
		importColumns+` FROM acts a LEFT JOIN imports i ON i.act = a.id ORDER BY a.id`)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	digests := map[int64][]byte{}
	var faults []Fault
	for rows.Next() {
		var id int64
		var at, counts string
		var digest []byte
		var imported bool
		var a Act
		var im Import
		places := []any{&id, &at, &a.Operator, &a.Kind, &a.Title, &a.Undoes, &digest, &imported}
		if err := rows.Scan(append(places, im.scan(&counts)...)...); err != nil {
			return nil, nil, err
		}
		if imported {
			if a.Import, err = im.whole(ctx, tx, id); err != nil {
				return nil, nil, err
			}
		}
		digests[id] = digest
		if !bytes.Equal(actDigest(at, &a, counts), digest) {
			faults = append(faults, Fault{"history", fmt.Sprintf("act %d", id), "was altered after it was written"})
		}
	}
	return digests, faults, rows.Err()
}

// replayedRecord is what the history says a record is.
type replayedRecord struct {
	state   map[Field]string
	version int64
}

// verifyChain walks the history: it names the first entry whose digest does not follow from the one before,
// and replays every entry.
func verifyChain(ctx context.Context, tx *sql.Tx, acts map[int64][]byte) (map[ref]replayedRecord, []Fault, int, error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, act, line, record, record_key, op, fields, undoes, digest FROM history ORDER BY id`)
	if err != nil {
		return nil, nil, 0, err
	}
	defer rows.Close()
	records := map[ref]replayedRecord{}
	var faults []Fault
	var chain []byte
	n := 0
	for rows.Next() {
		var e Entry
		var op, fields string
		var digest []byte
		if err := rows.Scan(&e.ID, &e.Act, &e.Line, &e.Record, &e.Key, &op, &fields, &e.Undoes, &digest); err != nil {
			return nil, nil, 0, err
		}
		n++
		chain = entryDigest(chain, acts[e.Act], e.ID, e.Line, string(e.Record), e.Key, op, fields, e.Undoes)
		if len(faults) == 0 && !bytes.Equal(chain, digest) {
			faults = append(faults, Fault{
				"history", fmt.Sprintf("entry c%d", e.ID),
				"does not follow from the entry before it: it, or one before it, was altered or taken out",
			})
		}
		chain = digest
		if e.Fields, err = fieldsOf(fields); err != nil {
			faults = append(faults, Fault{"history", fmt.Sprintf("entry c%d", e.ID), "cannot be read"})
		}
		e.Deleted = op == opDelete
		r := ref{e.Record, e.Key}
		records[r] = replayedRecord{replay(records[r].state, &e, false), e.ID}
	}
	return records, faults, n, rows.Err()
}

// verifyRecords compares every record with what its history says.
func verifyRecords(ctx context.Context, tx *sql.Tx, replayed map[ref]replayedRecord, stats *VerifyStats) ([]Fault, error) {
	var faults []Fault
	var failures []error
	check := func(n int, found []Fault, err error) int {
		faults, failures = append(faults, found...), append(failures, err)
		return n
	}
	stray, err := strayDevices(ctx, tx, replayed) // before they are crossed off
	check(0, stray, err)
	stray, err = strayMembers(ctx, tx)
	check(0, stray, err)
	check(verifyKind(ctx, tx, replayed, KindSite, &siteKind))
	stats.Devices = check(verifyKind(ctx, tx, replayed, KindDevice, &deviceKind))
	stats.Users = check(verifyKind(ctx, tx, replayed, KindUser, &userKind))
	check(verifyKind(ctx, tx, replayed, KindScope, &scopeKind))
	check(verifyKind(ctx, tx, replayed, KindMember, &memberKind))
	check(verifyKind(ctx, tx, replayed, KindChecklist, &checklistKind))
	check(verifyKind(ctx, tx, replayed, KindGroup, &groupKind))
	check(verifyKind(ctx, tx, replayed, KindLocation, &locationKind))
	check(verifyKind(ctx, tx, replayed, KindClass, &classKind))
	check(verifyKind(ctx, tx, replayed, KindRoster, &rosterKind))
	check(verifyKind(ctx, tx, replayed, KindRequest, &requestKind))
	for r, past := range replayed {
		if past.state != nil {
			faults = append(faults, Fault{"records", string(r.record) + " " + r.key, "is in the history but not on record"})
		}
	}
	return faults, errors.Join(failures...)
}

// strayDevices are those held by somebody whose record is gone.
func strayDevices(ctx context.Context, tx *sql.Tx, replayed map[ref]replayedRecord) (faults []Fault, err error) {
	err = deviceKind.each(ctx, tx, func(d *Device) {
		if past, ever := replayed[ref{KindUser, UserKey(d.Username)}]; ever && past.state == nil && d.Held() {
			faults = append(faults, Fault{"references", "device " + d.Serial, "names user " + d.Username + ", whose record is gone"})
		}
	})
	return faults, err
}

// strayMembers are the places in assignment scopes of users, or in scopes, that are not on record.
func strayMembers(ctx context.Context, tx *sql.Tx) ([]Fault, error) {
	list, err := memberKind.where(ctx, tx, `WHERE NOT EXISTS (SELECT 1 FROM users WHERE user_key = lower(members.user_id))
		OR NOT EXISTS (SELECT 1 FROM scopes WHERE scope_key = lower(members.scope)) ORDER BY member_key`)
	var faults []Fault
	for i := range list {
		faults = append(faults, Fault{"references", "member " + list[i].Key(), "names a user or an assignment scope that is not on record"})
	}
	return faults, err
}

// verifyKind compares the records of a kind with their history and counts them.
func verifyKind[T any](ctx context.Context, tx *sql.Tx, replayed map[ref]replayedRecord, record Kind, k *kind[T]) (n int, faults []Fault, err error) {
	t := tableOf(record)
	err = k.each(ctx, tx, func(r *T) {
		n++
		fields := filled(k.columns, r)
		values := make([]string, len(k.columns))
		for i := range k.columns {
			values[i] = k.columns[i].get(r)
		}
		faults = append(faults, compare(replayed, record, t.keyOf(values), fields, *k.version(r))...)
	})
	return n, faults, err
}

// compare holds one record against its history and crosses it off.
func compare(replayed map[ref]replayedRecord, k Kind, key string, fields []FieldChange, version int64) []Fault {
	r := ref{k, key}
	past := replayed[r]
	delete(replayed, r)
	state := make(map[Field]string, len(fields))
	for _, f := range fields {
		state[f.Field] = f.New
	}
	if past.state != nil && past.version == version && maps.Equal(state, past.state) {
		return nil
	}
	return []Fault{{"records", string(k) + " " + key, "is not what its history says"}}
}
