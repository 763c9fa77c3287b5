package store

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
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
	known := 0
	for _, n := range r.siteDevices {
		known += n
	}
	switch whole := 4*max(len(w.Serials), rows) >= known; {
	case whole:
		err = r.readAll(ctx, s, tx)
	case rows > 0:
		return nil, nil
	default:
		err = r.readSets(ctx, tx, w)
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

// readAll reads everything in parts side by side, on connections that look at the same moment. Should somebody
// save in between, it is read again on one.
func (r *Records) readAll(ctx context.Context, s *Store, tx *sql.Tx) (err error) {
	var first, second, users part
	half, err := deviceKind.last(ctx, tx)
	if err != nil {
		return err
	}
	half /= 2
	var wait sync.WaitGroup
	wait.Go(func() { users.read(ctx, s, r.latest, &userKind, 0, math.MaxInt64) })
	wait.Go(func() { second.read(ctx, s, r.latest, &deviceKind, half, math.MaxInt64) })
	first.rows, err = deviceKind.rowsBetween(ctx, tx, 0, half)
	wait.Wait()
	if err != nil {
		return err
	}
	if !second.good {
		if second.rows, err = deviceKind.rowsBetween(ctx, tx, half, math.MaxInt64); err != nil {
			return err
		}
	}
	if !users.good {
		if users.rows, err = userKind.rowsBetween(ctx, tx, 0, math.MaxInt64); err != nil {
			return err
		}
	}
	r.devices, r.users = append(first.rows, second.rows...), users.rows
	return nil
}

// part is some rows of a table, good if they are of the moment that was asked for.
type part struct {
	rows []string
	good bool
}

// ranger reads the joined rows of a table whose place in it is after from, up to to.
type ranger interface {
	rowsBetween(ctx context.Context, tx *sql.Tx, from, to int64) ([]string, error)
}

// read fills the part on a connection of its own.
func (p *part) read(ctx context.Context, s *Store, moment int64, k ranger, from, to int64) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return
	}
	defer func() { _ = tx.Rollback() }()
	if id, err := latest(ctx, tx); err != nil || id != moment {
		return
	}
	p.rows, err = k.rowsBetween(ctx, tx, from, to)
	p.good = err == nil
}

// readSets reads the devices named by serial, tag or User ID; then whoever holds those, with all they hold.
func (r *Records) readSets(ctx context.Context, q querier, w Wanted) (err error) {
	keys := folded(w.UserIDs)
	serials := slices.Clone(w.Serials)
	for _, id := range w.UserIDs { // a school may use serials as User IDs
		serials = append(serials, CleanSerial(id))
	}
	named, err := deviceKind.rowsWhere(ctx, q, "WHERE serial IN "+inSet+" OR asset_tag IN "+inSet+" OR lower(username) IN "+inSet,
		set(serials), set(w.AssetTags), set(keys))
	if err != nil {
		return err
	}
	for _, row := range named {
		if username := field(row, usernameColumn); username != "" {
			keys = append(keys, UserKey(username))
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	held, err := deviceKind.rowsWhere(ctx, q, "WHERE lower(username) IN "+inSet, set(keys))
	if err != nil {
		return err
	}
	r.devices = merge(named, held)
	r.users, err = userKind.rowsWhere(ctx, q, "WHERE user_key IN "+inSet, set(keys))
	return err
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

func folded(ids []string) []string {
	keys := make([]string, 0, len(ids))
	for _, id := range ids {
		keys = append(keys, UserKey(id))
	}
	return keys
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
	held, err := deviceKind.where(ctx, q, "WHERE lower(username) IN (SELECT user_key FROM users WHERE departing = 'yes')")
	r.noteDeparting(leaving, held)
	return err
}
