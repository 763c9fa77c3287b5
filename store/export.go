package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
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
	Format   string // "csv", "xlsx" or "zip"
	Latest   int64  // newest history entry of the moment the records were read
	Since    int64  // the export since which it holds the changes, 0 where it holds all
	Rows     int
	SHA256   string    // of the file; KeepExport works it out
	Thrown   time.Time // when it was thrown away; zero while its file is kept
	Thrower  string

	// What a list leaves out, and one that was thrown away has no more.
	Bytes []byte
	Known []string // keys of the records that the vendor has by it and the exports before it; no text on record holds the NUL between them
}

// Gone reports whether the export was thrown away.
func (e *Export) Gone() bool { return e.Thrower != "" }

const exportColumns = "id, at, operator, template, site, query, format, latest, since, row_count, sha256"

// KeepExport remembers an export and gives it its number.
func (s *Store) KeepExport(ctx context.Context, e Export) (Export, error) {
	sum := sha256.Sum256(e.Bytes)
	e.SHA256 = hex.EncodeToString(sum[:])
	file, known := deflate(e.Bytes), deflate([]byte(strings.Join(e.Known, "\x00")))
	e.At = s.now().UTC().Truncate(time.Millisecond)
	err := s.change(ctx, "the export was not remembered", func(tx *sql.Tx) error {
		if err := tx.QueryRow("SELECT coalesce(max(id), 0) + 1 FROM exports").Scan(&e.ID); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO exports ("+exportColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			e.ID, e.At.Format(timeLayout), e.Operator, e.Template, e.Site, e.Query, e.Format, e.Latest, e.Since, e.Rows, e.SHA256)
		if err == nil {
			_, err = tx.Exec("INSERT INTO export_files (export, deflated, known) VALUES (?, ?, ?)", e.ID, file, known)
		}
		return err
	})
	return e, err
}

// ThrowExport throws an export away: its file and whom it was about are gone, that it was made stays. CodeNotFound if
// there is none of that number, CodeConflict for one that was thrown away before.
func (s *Store) ThrowExport(ctx context.Context, id int64, operator string) error {
	return s.change(ctx, "the export was not thrown away", func(tx *sql.Tx) error {
		e, err := exportOf(context.Background(), tx, id)
		if err != nil {
			return err
		}
		if e.Gone() {
			return s.thrownAway(&e)
		}
		if _, err := tx.Exec("UPDATE exports SET thrown = ?, thrower = ? WHERE id = ?", s.now().UTC().Format(timeLayout), operator, id); err != nil {
			return err
		}
		_, err = tx.Exec("DELETE FROM export_files WHERE export = ?", id)
		return err
	})
}

func (s *Store) thrownAway(e *Export) error {
	return &Error{
		Code: CodeConflict, Message: fmt.Sprintf("export %d was thrown away by %s at %s", e.ID, e.Thrower, e.Thrown.In(s.zone).Format("2006-01-02 15:04")),
		Remedy: "export anew: the records are there",
	}
}

// Exports lists the exports, the newest first, without their bytes.
func (s *Store) Exports(ctx context.Context) ([]Export, error) {
	list, err := exports(ctx, s.read, "ORDER BY id DESC")
	return list, s.failedRead("the exports", err)
}

// LastExport is the newest export of a template with the same selection, with what it held. CodeNotFound if there is
// none; CodeConflict where it was thrown away: what changed since can be told, but not who was in it.
func (s *Store) LastExport(ctx context.Context, template, site, query string) (Export, error) {
	list, err := exports(ctx, s.read, "WHERE template = ? AND site = ? AND query = ? ORDER BY id DESC LIMIT 1", template, site, query)
	switch {
	case err != nil:
		return Export{}, s.failedRead("the exports", err)
	case len(list) == 0:
		return Export{}, &Error{
			Code: CodeNotFound, Message: "nothing was exported to " + template + " yet with this selection",
			Remedy: "export the whole first; the next export can hold what changed since",
		}
	case list[0].Gone():
		return Export{}, &Error{
			Code: CodeConflict, Message: fmt.Sprintf("export %d, the last with this selection, was thrown away, and with it who was in it", list[0].ID),
			Remedy: "export the whole; the next export can hold what changed since",
		}
	}
	return s.ExportFile(ctx, list[0].ID)
}

// ExportFile is an export with what it held, to be taken again; CodeNotFound if there is none of that number,
// CodeConflict for one that was thrown away.
func (s *Store) ExportFile(ctx context.Context, id int64) (Export, error) {
	e, err := exportOf(ctx, s.read, id)
	if err == nil && e.Gone() {
		err = s.thrownAway(&e)
	}
	if err == nil {
		err = e.open(ctx, s.read)
	}
	return e, s.failedRead("the export", err)
}

// open reads what an export held.
func (e *Export) open(ctx context.Context, q querier) error {
	var file, known []byte
	err := q.QueryRowContext(ctx, "SELECT deflated, known FROM export_files WHERE export = ?", e.ID).Scan(&file, &known)
	if err != nil {
		return err
	}
	if e.Bytes, err = inflate(file); err != nil {
		return err
	}
	keys, err := inflate(known)
	if err == nil && len(keys) > 0 {
		e.Known = strings.Split(string(keys), "\x00")
	}
	return err
}

func exportOf(ctx context.Context, q querier, id int64) (Export, error) {
	list, err := exports(ctx, q, "WHERE id = ?", id)
	if err == nil && len(list) == 0 {
		err = &Error{Code: CodeNotFound, Message: fmt.Sprintf("there is no export %d", id), Remedy: "look at the list of exports"}
	}
	if err != nil {
		return Export{}, err
	}
	return list[0], nil
}

func exports(ctx context.Context, q querier, condition string, args ...any) (list []Export, err error) {
	rows, err := q.QueryContext(ctx, "SELECT "+exportColumns+", thrown, thrower FROM exports "+condition, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e Export
		var at, thrown string
		err := rows.Scan(&e.ID, &at, &e.Operator, &e.Template, &e.Site, &e.Query, &e.Format, &e.Latest, &e.Since, &e.Rows, &e.SHA256, &thrown, &e.Thrower)
		if err != nil {
			return nil, err
		}
		if e.At = parseTime(at); thrown != "" {
			e.Thrown = parseTime(thrown)
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// verifyExports holds every kept export against the SHA-256 of the file that went out; of one that was thrown away
// nothing may be left.
func verifyExports(ctx context.Context, tx *sql.Tx) (faults []Fault, err error) {
	list, err := exports(ctx, tx, "ORDER BY id")
	for i := range list { // one at a time: a file may be large
		e := &list[i]
		where := fmt.Sprintf("export %d", e.ID)
		err := e.open(ctx, tx)
		sum := sha256.Sum256(e.Bytes)
		switch {
		case e.Gone() && !errors.Is(err, sql.ErrNoRows):
			faults = append(faults, Fault{"file", where, "was thrown away, and its file is there"})
		case !e.Gone() && (err != nil || hex.EncodeToString(sum[:]) != e.SHA256):
			faults = append(faults, Fault{"file", where, "is not the file that went out"})
		}
		e.Bytes = nil
		if int64(i+1) != e.ID {
			faults = append(faults, Fault{"file", where, "does not follow the export before it: one was taken out"})
			return faults, nil
		}
	}
	return faults, err
}
