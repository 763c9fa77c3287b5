package store

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
)

// Reading is a look at the records that may have begun before it is known what the file names.
type Reading struct {
	store *Store
	ctx   context.Context
	ahead chan struct{} // closed when the whole is read; nil while nothing was begun
	whole *Records
	err   error
}

// Read begins a look for a file of about so many rows. Where the file is likely to name a quarter of what is on
// record or more, reading the whole is quicker than looking up sets; then it goes on beside the reading of the file.
func (s *Store) Read(ctx context.Context, rows int) *Reading {
	r := &Reading{store: s, ctx: ctx}
	if rows < aheadFrom {
		return r
	}
	r.ahead = make(chan struct{})
	go func() {
		defer close(r.ahead)
		r.whole, r.err = s.records(ctx, Wanted{}, rows)
	}()
	return r
}

// aheadFrom is the number of rows from which a second core is worth waking.
const aheadFrom = 5000

// Records gives, as of one moment, every record that the file names. names is asked only if the whole was not
// read ahead.
func (r *Reading) Records(site string, names func() Wanted) (*Records, error) {
	if r.ahead != nil {
		if <-r.ahead; r.err == nil && r.whole != nil {
			r.whole.site = site
			return r.whole, nil
		}
	}
	return r.store.Records(r.ctx, names())
}

// Records reads, in one consistent look, every record that the file names: by set while the file names less
// than a quarter of what is on record, otherwise the whole, which is then quicker.
func (s *Store) Records(ctx context.Context, w Wanted) (*Records, error) {
	r, err := s.records(ctx, w, 0)
	return r, s.failedRead("the records", err)
}

// records reads the whole or, where that is too much for what is wanted, sets. With rows it is asked ahead: it
// answers nil when the whole would be too much for so many rows.
func (s *Store) records(ctx context.Context, w Wanted, rows int) (*Records, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	r := &Records{site: w.Site}
	if r.latest, err = latest(ctx, tx); err != nil {
		return nil, err
	}
	if r.sites, err = siteKind.where(ctx, tx, "ORDER BY code"); err != nil {
		return nil, err
	}
	if err := r.readSites(ctx, tx); err != nil {
		return nil, err
	}
	if err := errors.Join(r.readScopes(ctx, tx), r.readGroups(ctx, tx)); err != nil {
		return nil, err
	}
	known := 0
	for _, n := range r.siteDevices {
		known += n
	}
	switch whole := 4*max(len(w.Serials), rows) >= known; {
	case whole || w.All || w.Numbered:
		if err = r.readAll(ctx, s, tx); err == nil && w.All {
			err = r.readClasses(ctx, tx)
		}
		if err == nil && w.Numbered {
			err = r.readNumbers(ctx, tx)
		}
	case rows > 0:
		return nil, nil
	default:
		err = r.readSets(ctx, s, tx, w)
	}
	if err == nil {
		err = r.readRequests(ctx, tx, w.UserIDs)
	}
	if err == nil {
		err = errors.Join(deviceKind.checked(r.devices), userKind.checked(r.users))
	}
	if err != nil {
		return nil, err
	}
	r.index()
	return r, nil
}

// rowsOf reads joined rows in a transaction.
type rowsOf func(tx *sql.Tx) ([]string, error)

// readAll reads everything in parts side by side.
func (r *Records) readAll(ctx context.Context, s *Store, tx *sql.Tx) error {
	half, err := deviceKind.last(ctx, tx)
	if err != nil {
		return err
	}
	half /= 2
	parts, err := s.sideBySide(ctx, tx, r.latest,
		func(tx *sql.Tx) ([]string, error) { return deviceKind.rowsBetween(ctx, tx, 0, half) },
		func(tx *sql.Tx) ([]string, error) { return deviceKind.rowsBetween(ctx, tx, half, math.MaxInt64) },
		func(tx *sql.Tx) ([]string, error) { return userKind.rowsBetween(ctx, tx, 0, math.MaxInt64) })
	if err != nil {
		return err
	}
	r.devices, r.users, r.whole = append(parts[0], parts[1]...), parts[2], true
	return nil
}

// sideBySide reads the first part in tx and the others beside it, on connections that look at the same moment.
// Should somebody save in between, or a connection fail, that part is read in tx too.
func (s *Store) sideBySide(ctx context.Context, tx *sql.Tx, moment int64, reads ...rowsOf) ([][]string, error) {
	parts := make([][]string, len(reads))
	good := make([]bool, len(reads))
	var wait sync.WaitGroup
	for i := 1; i < len(reads); i++ {
		wait.Go(func() { parts[i], good[i] = s.beside(ctx, moment, reads[i]) })
	}
	var err error
	parts[0], err = reads[0](tx)
	wait.Wait()
	for i := 1; i < len(reads) && err == nil; i++ {
		if !good[i] {
			parts[i], err = reads[i](tx)
		}
	}
	return parts, err
}

// beside reads on a connection of its own. It reports whether what it read is whole and of the moment asked for.
func (s *Store) beside(ctx context.Context, moment int64, read rowsOf) ([]string, bool) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, false
	}
	defer func() { _ = tx.Rollback() }()
	if id, err := latest(ctx, tx); err != nil || id != moment {
		return nil, false
	}
	rows, err := read(tx)
	return rows, err == nil
}

// readSets reads the devices named by serial, tag or User ID, and the users named; then whoever else holds those
// devices, with all they hold.
func (r *Records) readSets(ctx context.Context, s *Store, tx *sql.Tx, w Wanted) error {
	keys := folded(w.UserIDs)
	serials := slices.Clone(w.Serials)
	for _, id := range w.UserIDs { // a school may use serials as User IDs
		if serial := CleanSerial(id); serialShape.MatchString(serial) {
			serials = append(serials, serial)
		}
	}
	parts, err := s.sideBySide(ctx, tx, r.latest,
		func(tx *sql.Tx) ([]string, error) {
			return deviceKind.rowsWhere(ctx, tx, "WHERE serial IN "+inSet+" OR asset_tag IN "+inSet+" OR lower(username) IN "+inSet,
				set(serials), set(w.AssetTags), set(keys))
		},
		func(tx *sql.Tx) ([]string, error) {
			return userKind.rowsWhere(ctx, tx, "WHERE user_key IN "+inSet+" OR managed_apple_account <> '' AND lower(managed_apple_account) IN "+inSet,
				set(keys), set(lowered(w.Accounts)))
		})
	if err != nil {
		return err
	}
	r.devices, r.users = parts[0], parts[1]
	doubtful, err := r.doubtful(ctx, tx, w)
	if err != nil {
		return err
	}
	others := holdersBeside(r.devices, doubtful, keys)
	if len(others) == 0 {
		return nil
	}
	held, err := deviceKind.rowsWhere(ctx, tx, "WHERE lower(username) IN "+inSet, set(others))
	if err != nil {
		return err
	}
	r.devices = merge(r.devices, held)
	users, err := userKind.rowsWhere(ctx, tx, "WHERE user_key IN "+inSet, set(others))
	r.users = append(r.users, users...)
	return err
}

// holdersBeside are the folded User IDs on the devices, and the more, that are not among keys.
func holdersBeside(devices, more, keys []string) []string {
	seen := make(map[string]bool, len(keys))
	for _, k := range keys {
		seen[k] = true
	}
	var others []string
	take := func(key string) {
		if key != "" && !seen[key] {
			seen[key] = true
			others = append(others, key)
		}
	}
	for _, row := range devices {
		take(UserKey(field(row, usernameColumn)))
	}
	for _, key := range more {
		take(key)
	}
	return others
}

// merge adds the rows of b whose serial number a has not.
func merge(a, b []string) []string {
	seen := make(map[string]bool, len(a))
	for _, row := range a {
		seen[field(row, serialColumn)] = true
	}
	for _, row := range b {
		if !seen[field(row, serialColumn)] {
			a = append(a, row)
		}
	}
	return a
}

func lowered(texts []string) []string {
	list := make([]string, 0, len(texts))
	for _, t := range texts {
		list = append(list, strings.ToLower(t))
	}
	return list
}

func folded(ids []string) []string {
	keys := make([]string, 0, len(ids))
	for _, id := range ids {
		keys = append(keys, UserKey(id))
	}
	return keys
}

// readScopes reads the assignment scopes with all their users: they are few, and any file may name one of them.
func (r *Records) readScopes(ctx context.Context, q querier) error {
	scopes, err := scopeKind.where(ctx, q, "ORDER BY scope_key")
	if err != nil || len(scopes) == 0 {
		return err
	}
	members, err := memberKind.where(ctx, q, "ORDER BY lower(scope)")
	r.PutScopes(scopes, members)
	return err
}

// readSites counts every site's devices and finds the open revocations, whatever the file names.
func (r *Records) readSites(ctx context.Context, q querier) error {
	rows, err := q.QueryContext(ctx, "SELECT site, count(*) FROM devices GROUP BY site")
	if err != nil {
		return err
	}
	defer rows.Close()
	r.siteDevices = map[string]int{}
	for rows.Next() {
		var code string
		var n int
		if err := rows.Scan(&code, &n); err != nil {
			return err
		}
		r.siteDevices[code] = n
	}
	if err := rows.Err(); err != nil {
		return err
	}
	leaving, err := userKind.where(ctx, q, "WHERE departing = 'yes'")
	if err != nil {
		return err
	}
	keys := make([]string, len(leaving)) // as a set: against a column of users the index would not be used
	for i := range leaving {
		keys[i] = leaving[i].Key()
	}
	held, err := deviceKind.where(ctx, q, "WHERE lower(username) IN "+inSet, set(keys))
	r.noteDeparting(leaving, held)
	return err
}
