package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
)

// What only SQLite has lives in this file (with migrations/0002_append_only.sql): connections and their
// settings, look-up by a set, the whole-table read, the integrity check and the consistent copy.

// applicationID marks a file as ours in its header: "HmRm".
const applicationID = 0x486d526d

// setting is one pragma: what is asked for and what the connection must answer when read back.
type setting struct{ pragma, ask, answer string }

var writerSettings = []setting{
	{"busy_timeout", "10000", "10000"},
	{"journal_mode", "WAL", "wal"},
	{"synchronous", "FULL", "2"},
	{"foreign_keys", "ON", "1"},
	{"trusted_schema", "OFF", "0"},
	{"secure_delete", "ON", "1"},
	{"temp_store", "MEMORY", "2"},
	{"query_only", "OFF", "0"},
}

var readerSettings = append(append([]setting{}, writerSettings[:len(writerSettings)-1]...),
	setting{"query_only", "ON", "1"},
	setting{"cache_size", "-512", "-512"}) // several read side by side, mostly once through: the system keeps the pages

// connector opens connections that carry our settings, each read back.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func newConnector(path, query string, settings []setting) *connector {
	return &connector{
		dsn: fileURL(path, query),
		driver: &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
			return configure(c, settings)
		}},
	}
}

// fileURL writes the path so that no character of it is taken for an option.
func fileURL(path, query string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + query
}

func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }
func (c *connector) Driver() driver.Driver                        { return c.driver }

func configure(c *sqlite3.SQLiteConn, settings []setting) error {
	for _, s := range settings {
		if s.pragma == "journal_mode" {
			if got, err := pragma(c, s.pragma); err == nil && got == s.answer {
				continue // asking again would need a lock that another process may hold
			}
		}
		if err := patiently(func() error {
			_, err := c.Exec("PRAGMA "+s.pragma+" = "+s.ask, nil)
			return err
		}); err != nil {
			return fmt.Errorf("set %s: %w", s.pragma, err)
		}
		got, err := pragma(c, s.pragma)
		if err != nil {
			return fmt.Errorf("read back %s: %w", s.pragma, err)
		}
		if got != s.answer {
			return &Error{
				Code:    CodeUnreadable,
				Message: fmt.Sprintf("the database does not take the setting %s = %s (it says %s)", s.pragma, s.ask, got),
				Remedy:  "keep the database on a local disk, not on a network drive",
			}
		}
	}
	return nil
}

// patiently tries again while another process is just making the database: the switch to WAL is the one
// lock for which SQLite does not wait by itself.
func patiently(try func() error) error {
	for range 200 {
		err := try()
		if !locked(err) {
			return err
		}
		time.Sleep(25 * time.Millisecond)
	}
	return try()
}

func pragma(c *sqlite3.SQLiteConn, name string) (string, error) {
	rows, err := c.Query("PRAGMA "+name, nil)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	value := make([]driver.Value, 1)
	if err := rows.Next(value); err != nil {
		return "", err
	}
	return fmt.Sprint(value[0]), nil
}

// stamp is what a database says of itself before we touch it.
type stamp struct{ application, version, tables int }

// readStamp looks at a database without changing it.
func readStamp(ctx context.Context, path string) (stamp, error) {
	db := sql.OpenDB(newConnector(path, "mode=ro", []setting{
		{"busy_timeout", "10000", "10000"}, {"query_only", "ON", "1"},
	}))
	defer db.Close()
	var s stamp
	err := db.QueryRowContext(ctx, `SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_master)
		FROM pragma_application_id a, pragma_user_version v`).Scan(&s.application, &s.version, &s.tables)
	return s, err
}

// setStamp marks the database as ours, at this version.
func setStamp(tx *sql.Tx, version int) error {
	_, err := tx.Exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version))
	return err
}

func schemaVersion(tx *sql.Tx) (version int, err error) {
	err = tx.QueryRow("PRAGMA user_version").Scan(&version)
	return version, err
}

// overwrite writes over what a commit that failed may have left at the end of the log, by committing a page that says
// nothing new. The pages of that commit may lie on the disk whole: nobody counts them, but whoever opens the database
// after a crash reads the log anew, and would. A disk that was full has not taken all of them.
func overwrite(tx *sql.Tx, failed error) error {
	if full(failed) {
		return nil
	}
	version, err := schemaVersion(tx)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return tx.Commit()
}

// full reports whether a failure is that of a full disk.
func full(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.Code == sqlite3.ErrFull
}

// locked reports whether a failure is that of waiting for somebody else to finish writing.
func locked(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked)
}

// unwritten is the error of a write that came to nothing. Whoever waited in vain for somebody else's save is told of that,
// and not of locks.
func unwritten(failed string, err error) *Error {
	if locked(err) {
		return &Error{Code: CodeNotSaved, Message: failed + ": somebody else is saving", Remedy: "try again in a moment"}
	}
	return &Error{CodeNotSaved, failed, "try again; if it stays, look at free space on the disk", err}
}

// set passes values to a query as one parameter: … IN (SELECT value FROM json_each(?)).
func set[T string | int64](values []T) string {
	b, _ := json.Marshal(values) // strings and numbers always marshal
	return string(b)
}

const inSet = `(SELECT value FROM json_each(?))`

// joined is the columns of a row as one text: reading that costs a third of reading column by column.
func joined(columns []string) string {
	return "concat_ws(char(31), " + strings.Join(columns, ", ") + ")"
}

// chunk is a query for chunkRows rows of a table as one text, by their place in it: some hundred rows in one
// round trip.
func chunk(columns []string, table string) string {
	return "SELECT coalesce(string_agg(" + joined(columns) + ", char(30)), '') FROM " + table + " WHERE id > ? AND id <= ?"
}

const chunkRows = 512

// The marks between fields and rows; no value on record holds a control character (see Storable).
const (
	fieldMark = "\x1f"
	rowMark   = "\x1e"
)

// integrity asks SQLite for everything it finds wrong with the file and its references.
func integrity(ctx context.Context, db *sql.DB) ([]Fault, error) {
	var faults []Fault
	rows, err := db.QueryContext(ctx, "PRAGMA integrity_check")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		if line != "ok" {
			faults = append(faults, Fault{"file", "", line})
		}
	}
	return faults, rows.Err()
}

func brokenReferences(ctx context.Context, db *sql.DB) ([]Fault, error) {
	rows, err := db.QueryContext(ctx, `SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var faults []Fault
	for rows.Next() {
		var table, parent string
		var id int64
		if err := rows.Scan(&table, &id, &parent); err != nil {
			return nil, err
		}
		faults = append(faults, Fault{
			"references", fmt.Sprintf("%s %d", table, id),
			"points at something in " + parent + " that is not there",
		})
	}
	return faults, rows.Err()
}

// Backup writes a consistent copy of the database to dest, while others work. It never overwrites: dest must
// not exist. The copy is readable by its owner only.
func (s *Store) Backup(ctx context.Context, dest string) error {
	failed := func(err error) error {
		return &Error{CodeNotSaved, "no backup was written to " + filepath.Base(dest), "choose another place and try again", err}
	}
	f, err := os.OpenFile(dest, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return &Error{
			Code: CodeInvalid, Message: filepath.Base(dest) + " is there already",
			Remedy: "give a new name: a backup never overwrites",
		}
	}
	if err != nil {
		return failed(err)
	}
	defer f.Close()
	own := sql.OpenDB(newConnector(s.path, "mode=rw", writerSettings)) // the writer stays free for others
	defer own.Close()
	if _, err := own.ExecContext(ctx, "VACUUM INTO ?", dest); err != nil {
		_ = os.Remove(dest)
		return failed(err)
	}
	if err := f.Sync(); err != nil {
		_ = os.Remove(dest)
		return failed(err)
	}
	return nil
}
