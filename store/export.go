package store

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"time"
)

// Export is a file that was written for a vendor, kept so that it can be taken again and the next one can hold what
// changed since.
type Export struct {
	ID       int64
	At       time.Time
	Operator string
	Template string
	Site     string // of the records that were asked for; empty for all
	Query    string // that they were filtered by
	Format   string // "csv" or "xlsx"
	Latest   int64  // newest history entry of the moment the records were read
	Since    int64  // the export since which it holds the changes, 0 where it holds all
	Rows     int
	Bytes    []byte // the file; of a list nil
}

const exportColumns = "id, at, operator, template, site, query, format, latest, since, row_count"

// KeepExport remembers an export and gives it its number.
func (s *Store) KeepExport(ctx context.Context, e Export) (Export, error) {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err == nil {
		_, err = w.Write(e.Bytes)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return e, err
	}
	e.At = s.now().UTC().Truncate(time.Millisecond)
	err = s.change(ctx, "the export was not remembered", func(tx *sql.Tx) error {
		if err := tx.QueryRow("SELECT coalesce(max(id), 0) + 1 FROM exports").Scan(&e.ID); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO exports ("+exportColumns+", deflated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			e.ID, e.At.Format(timeLayout), e.Operator, e.Template, e.Site, e.Query, e.Format, e.Latest, e.Since, e.Rows, packed.Bytes())
		return err
	})
	return e, err
}

// Exports lists the exports, the newest first, without their bytes.
func (s *Store) Exports(ctx context.Context) ([]Export, error) {
	list, err := s.exports(ctx, "ORDER BY id DESC")
	return list, s.failedRead("the exports", err)
}

// LastExport is the newest export of a template with the same selection; CodeNotFound if there is none.
func (s *Store) LastExport(ctx context.Context, template, site, query string) (Export, error) {
	list, err := s.exports(ctx, "WHERE template = ? AND site = ? AND query = ? ORDER BY id DESC LIMIT 1", template, site, query)
	if err == nil && len(list) == 0 {
		err = &Error{
			Code: CodeNotFound, Message: "nothing was exported to " + template + " yet with this selection",
			Remedy: "export the whole first; the next export can hold what changed since",
		}
	}
	if err != nil {
		return Export{}, s.failedRead("the exports", err)
	}
	return list[0], nil
}

// ExportFile is an export with its bytes, to be taken again; CodeNotFound if there is none of that number.
func (s *Store) ExportFile(ctx context.Context, id int64) (Export, error) {
	list, err := s.exports(ctx, "WHERE id = ?", id)
	if err == nil && len(list) == 0 {
		err = &Error{Code: CodeNotFound, Message: fmt.Sprintf("there is no export %d", id), Remedy: "look at the list of exports"}
	}
	if err != nil {
		return Export{}, s.failedRead("the exports", err)
	}
	e := list[0]
	var deflated []byte
	err = s.read.QueryRowContext(ctx, "SELECT deflated FROM exports WHERE id = ?", id).Scan(&deflated)
	if err == nil {
		e.Bytes, err = io.ReadAll(flate.NewReader(bytes.NewReader(deflated)))
	}
	return e, s.failedRead("the export", err)
}

func (s *Store) exports(ctx context.Context, condition string, args ...any) (list []Export, err error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+exportColumns+" FROM exports "+condition, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e Export
		var at string
		err := rows.Scan(&e.ID, &at, &e.Operator, &e.Template, &e.Site, &e.Query, &e.Format, &e.Latest, &e.Since, &e.Rows)
		if err != nil {
			return nil, err
		}
		e.At = parseTime(at)
		list = append(list, e)
	}
	return list, rows.Err()
}

// Then tells of every record of a kind that was written after a history entry what its changed fields said at that
// entry, by key. A record that was not there has nil. Somebody who got another User ID is under the new one, with the old.
func (s *Store) Then(ctx context.Context, entry int64, kind Kind) (map[string]map[Field]string, error) {
	list, err := entries(ctx, s.read, "WHERE h.id > ? AND h.record = ?", entry, string(kind))
	if err != nil {
		return nil, s.failedRead("the history", err)
	}
	then, left, moved := map[string]map[Field]string{}, map[rowOf]*Entry{}, map[int64]bool{}
	for i := range list {
		if e := &list[i]; e.Deleted && kind == KindUser {
			left[rowOf{act: e.Act, line: e.Line}] = e
		}
	}
	for i := range list {
		e := &list[i]
		from := left[rowOf{act: e.Act, line: e.Line}]
		if e.Created && from != nil && from.Key != e.Key {
			moved[from.ID] = true
			old, seen := then[from.Key]
			if delete(then, from.Key); !seen {
				old = map[Field]string{}
			}
			then[e.Key] = old
			tellOld(old, from)
			tellOld(old, e)
			continue
		}
		old, seen := then[e.Key]
		switch {
		case moved[e.ID]:
			continue
		case !seen && e.Created:
			then[e.Key] = nil
			continue
		case !seen:
			old = map[Field]string{}
			then[e.Key] = old
		}
		tellOld(old, e)
	}
	return then, nil
}

// tellOld notes what an entry's fields said before, where nothing older told it. Of a record that was not there then
// nothing is noted, whatever came of it.
func tellOld(old map[Field]string, e *Entry) {
	if old == nil {
		return
	}
	for _, f := range e.Fields {
		if _, told := old[f.Field]; !told {
			old[f.Field] = f.Old
		}
	}
}

// AllDevices are the device records of the picture, in the order in which they came on record.
func (r *Records) AllDevices() []Device { return parsed(&deviceKind, r.devices) }

// AllUsers are the user records of the picture, in the order in which they came on record.
func (r *Records) AllUsers() []User { return parsed(&userKind, r.users) }

// AllRequests are the enrolment requests of the picture.
func (r *Records) AllRequests() []Request {
	list := make([]Request, 0, len(r.requests))
	for _, q := range r.requests {
		list = append(list, q)
	}
	return list
}

func parsed[T any](k *kind[T], rows []string) []T {
	list := make([]T, len(rows))
	for i, row := range rows {
		_ = k.parse(row, &list[i]) // checked when it was read
	}
	return list
}

// Whole reads wholeStore on record, as of one moment.
func (s *Store) Whole(ctx context.Context) (*Records, error) {
	r, err := s.records(ctx, Wanted{}, wholeStore)
	return r, s.failedRead("the records", err)
}

// wholeStore is a number of rows for which nothing but the whole will do.
const wholeStore = 1 << 40
