package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// querier is a connection pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// parse fills a record from its joined columns; the last one is the version.
func parse[T any](columns []column[T], joined string, r *T) (version int64, err error) {
	for i := range columns {
		value, rest, ok := strings.Cut(joined, fieldMark)
		if !ok {
			return 0, fmt.Errorf("a record has %d columns, not %d", i, len(columns)+1)
		}
		columns[i].set(r, value)
		joined = rest
	}
	return strconv.ParseInt(joined, 10, 64)
}

// kind ties a record's struct to its table.
type kind[T any] struct {
	table   string
	columns []column[T]
	version func(*T) *int64
}

var (
	deviceKind = kind[Device]{"devices", deviceColumns, func(d *Device) *int64 { return &d.Version }}
	userKind   = kind[User]{"users", userColumns, func(u *User) *int64 { return &u.Version }}
	siteKind   = kind[Site]{"sites", siteColumns, func(s *Site) *int64 { return &s.Version }}
)

func (k *kind[T]) selected() []string { return append(names(k.columns), "version") }

func (k *kind[T]) parse(joined string, records []T) ([]T, error) {
	records = append(records, *new(T))
	r := &records[len(records)-1]
	version, err := parse(k.columns, joined, r)
	*k.version(r) = version
	return records, err
}

// where reads the records that a condition names.
func (k *kind[T]) where(ctx context.Context, q querier, condition string, args ...any) (records []T, err error) {
	rows, err := q.QueryContext(ctx, "SELECT "+joined(k.selected())+" FROM "+k.table+" "+condition, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		if records, err = k.parse(text, records); err != nil {
			return nil, err
		}
	}
	return records, rows.Err()
}

// all reads the whole table, in the order in which the records came.
func (k *kind[T]) all(ctx context.Context, tx *sql.Tx) (records []T, err error) {
	var last, count int64
	err = tx.QueryRowContext(ctx, "SELECT coalesce(max(id), 0), count(*) FROM "+k.table).Scan(&last, &count)
	if err != nil || last == 0 {
		return nil, err
	}
	stmt, err := tx.PrepareContext(ctx, chunk(k.selected(), k.table))
	if err != nil {
		return nil, err
	}
	defer stmt.Close()
	records = make([]T, 0, count)
	for from := int64(0); from < last; from += chunkRows {
		var text string
		if err := stmt.QueryRowContext(ctx, from, from+chunkRows).Scan(&text); err != nil {
			return nil, err
		}
		for text != "" {
			var row string
			row, text, _ = strings.Cut(text, rowMark)
			if records, err = k.parse(row, records); err != nil {
				return nil, err
			}
		}
	}
	return records, nil
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
