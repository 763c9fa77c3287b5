package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// querier is a connection pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// kind ties a record's struct to its table.
type kind[T any] struct {
	table   string
	columns []column[T]
	version func(*T) *int64
	few     bool // records without a place in the table: they are read at once
}

var (
	deviceKind = kind[Device]{"devices", deviceColumns, func(d *Device) *int64 { return &d.Version }, false}
	userKind   = kind[User]{"users", userColumns, func(u *User) *int64 { return &u.Version }, false}
	siteKind   = kind[Site]{"sites", siteColumns, func(s *Site) *int64 { return &s.Version }, true}
)

func (k *kind[T]) selected() []string { return append(names(k.columns), "version") }

// parse fills a record from a joined row: its columns, and the version at the end.
func (k *kind[T]) parse(joined string, r *T) (err error) {
	rest := joined
	for i := range k.columns {
		value, after, ok := strings.Cut(rest, fieldMark)
		if !ok {
			return fmt.Errorf("a record of %s has %d columns, not %d", k.table, i+1, len(k.columns)+1)
		}
		k.columns[i].set(r, value)
		rest = after
	}
	*k.version(r), err = strconv.ParseInt(rest, 10, 64)
	return err
}

func (k *kind[T]) parseAll(rows []string, err error) ([]T, error) {
	if err != nil {
		return nil, err
	}
	records := make([]T, len(rows))
	for i, row := range rows {
		if err := k.parse(row, &records[i]); err != nil {
			return nil, err
		}
	}
	return records, nil
}

// where reads the records that a condition names.
func (k *kind[T]) where(ctx context.Context, q querier, condition string, args ...any) ([]T, error) {
	return k.parseAll(k.rowsWhere(ctx, q, condition, args...))
}

// all reads the whole table, in the order in which the records came.
func (k *kind[T]) all(ctx context.Context, tx *sql.Tx) ([]T, error) {
	return k.parseAll(k.rowsBetween(ctx, tx, 0, math.MaxInt64))
}

// rowsWhere reads the joined rows that a condition names.
func (k *kind[T]) rowsWhere(ctx context.Context, q querier, condition string, args ...any) (list []string, err error) {
	rows, err := q.QueryContext(ctx, "SELECT "+joined(k.selected())+" FROM "+k.table+" "+condition, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			return nil, err
		}
		list = append(list, row)
	}
	return list, rows.Err()
}

// last is the highest place in the table, 0 when it is empty.
func (k *kind[T]) last(ctx context.Context, q querier) (id int64, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM "+k.table).Scan(&id)
	return id, err
}

// rowsBetween reads the joined rows whose place in the table is after from, up to to.
func (k *kind[T]) rowsBetween(ctx context.Context, tx *sql.Tx, from, to int64) ([]string, error) {
	last, err := k.last(ctx, tx)
	if err != nil || last <= from {
		return nil, err
	}
	to = min(to, last)
	stmt, err := tx.PrepareContext(ctx, chunk(k.selected(), k.table))
	if err != nil {
		return nil, err
	}
	defer stmt.Close()
	list := make([]string, 0, to-from)
	for ; from < to; from += chunkRows {
		var text string
		if err := stmt.QueryRowContext(ctx, from, min(from+chunkRows, to)).Scan(&text); err != nil {
			return nil, err
		}
		for text != "" {
			var row string
			row, text, _ = strings.Cut(text, rowMark)
			list = append(list, row)
		}
	}
	return list, nil
}

// each reads the whole table chunk by chunk and shows every record once. The record is the same every time.
func (k *kind[T]) each(ctx context.Context, tx *sql.Tx, show func(*T)) error {
	if k.few {
		list, err := k.where(ctx, tx, "")
		for i := range list {
			show(&list[i])
		}
		return err
	}
	last, err := k.last(ctx, tx)
	if err != nil {
		return err
	}
	var record T
	for from := int64(0); from < last; from += chunkRows {
		rows, err := k.rowsBetween(ctx, tx, from, from+chunkRows)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := k.parse(row, &record); err != nil {
				return err
			}
			show(&record)
		}
	}
	return nil
}

// checked makes sure that every row has all its columns, so that parsing it later cannot fail.
func (k *kind[T]) checked(rows []string) error {
	for _, row := range rows {
		if n := strings.Count(row, fieldMark); n != len(k.columns) {
			return fmt.Errorf("a record of %s has %d columns, not %d", k.table, n+1, len(k.columns)+1)
		}
	}
	return nil
}

// field is the n-th value of a joined row.
func field(row string, n int) string {
	for range n {
		_, row, _ = strings.Cut(row, fieldMark)
	}
	value, _, _ := strings.Cut(row, fieldMark)
	return value
}

// join is the inverse of parse.
func (k *kind[T]) join(r *T) string {
	var b strings.Builder
	for i := range k.columns {
		b.WriteString(k.columns[i].get(r))
		b.WriteString(fieldMark)
	}
	return b.String() + strconv.FormatInt(*k.version(r), 10)
}

// Sites reads all sites, by code.
func (s *Store) Sites(ctx context.Context) ([]Site, error) {
	sites, err := siteKind.where(ctx, s.read, "ORDER BY code")
	return sites, s.failedRead("the sites", err)
}

// Devices reads all device records, in the order in which they came on record.
func (s *Store) Devices(ctx context.Context) ([]Device, error) {
	devices, err := all(ctx, s, &deviceKind)
	return devices, s.failedRead("the device records", err)
}

// Users reads all user records, in the order in which they came on record.
func (s *Store) Users(ctx context.Context) ([]User, error) {
	users, err := all(ctx, s, &userKind)
	return users, s.failedRead("the user records", err)
}

// Each shows every device record and then every user record, as of one moment, for counting: it keeps none of
// them. What is shown must not be kept either.
func (s *Store) Each(ctx context.Context, device func(*Device), user func(*User)) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err == nil {
		defer func() { _ = tx.Rollback() }()
		err = deviceKind.each(ctx, tx, device)
	}
	if err == nil {
		err = userKind.each(ctx, tx, user)
	}
	return s.failedRead("the records", err)
}

func all[T any](ctx context.Context, s *Store, k *kind[T]) ([]T, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	return k.all(ctx, tx)
}

// Device reads one device record; CodeNotFound if the serial is not on record.
func (s *Store) Device(ctx context.Context, serial string) (Device, error) {
	found, err := deviceKind.where(ctx, s.read, "WHERE serial = ?", CleanSerial(serial))
	return one(found, "device "+serial, s.failedRead("the device record", err))
}

// User reads one user record, in any letter case; CodeNotFound if the User ID is not on record.
func (s *Store) User(ctx context.Context, userID string) (User, error) {
	found, err := userKind.where(ctx, s.read, "WHERE user_key = ?", UserKey(userID))
	return one(found, "user "+userID, s.failedRead("the user record", err))
}

func one[T any](found []T, what string, err error) (T, error) {
	if err == nil && len(found) == 0 {
		err = &Error{Code: CodeNotFound, Message: what + " is not on record", Remedy: "look it up in the list"}
	}
	if err != nil {
		return *new(T), err
	}
	return found[0], nil
}

// Latest is the id of the newest history entry: it moves whenever anything was saved, by anybody.
func (s *Store) Latest(ctx context.Context) (int64, error) {
	id, err := latest(ctx, s.read)
	return id, s.failedRead("the history", err)
}

func latest(ctx context.Context, q querier) (id int64, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM history").Scan(&id)
	return id, err
}

func (s *Store) failedRead(what string, err error) error {
	var ours *Error
	if err == nil || errors.As(err, &ours) {
		return err
	}
	return &Error{CodeUnreadable, what + " cannot be read", "try again; if it stays, run homeroom verify", err}
}
