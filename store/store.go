// Package store keeps the records of Homeroom in one SQLite file: sites, devices with their User & Location,
// users, imports, reviews and the history. Rules about single values live here too. Every write of a record
// goes through Apply.
package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Options of Open.
type Options struct {
	Now  func() time.Time // nil means time.Now
	Zone *time.Location   // of the times in sentences; nil means UTC
}

// Store is an open database: one connection that writes, some beside it that only read.
type Store struct {
	path  string
	now   func() time.Time
	zone  *time.Location
	write *sql.DB
	read  *sql.DB
}

// Open opens the database at path, making it (0600) and its folder (0700) when they are not there, and
// brings it up to this program's version. A database of a newer program is refused and left untouched
// (CodeNewer); a file that is not a Homeroom database gives CodeUnreadable.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if err := prepareFile(abs); errors.Is(err, fs.ErrPermission) {
		return nil, notYours(path)
	} else if err != nil {
		return nil, unreadable(path, err)
	}
	if err := admit(ctx, abs); err != nil {
		return nil, err
	}
	if err := closeToOthers(abs); err != nil {
		return nil, notYours(path)
	}
	s := &Store{path: abs, now: o.Now, zone: o.Zone}
	s.write = sql.OpenDB(newConnector(abs, "mode=rw&_txlock=immediate", writerSettings))
	s.write.SetMaxOpenConns(1)
	s.read = sql.OpenDB(newConnector(abs, "mode=rw", readerSettings))
	s.read.SetMaxIdleConns(4) // no upper bound: a whole read takes two at once, and must never wait for itself
	if err := s.migrate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Path is the database's file.
func (s *Store) Path() string { return s.path }

// Zone is that of the times in sentences.
func (s *Store) Zone() *time.Location { return s.zone }

// Close closes the connections.
func (s *Store) Close() error { return errors.Join(s.read.Close(), s.write.Close()) }

// prepareFile makes the folder and an empty file for a new database, and sees whether an old one can be written.
func prepareFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return err
		}
		return f.Close()
	}
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is not a regular file")
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// closeToOthers takes the file's rights from everybody but its owner. It comes after the file was found to be ours: a
// wrong path on the command line must not lock a file that others use.
func closeToOthers(path string) error {
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	return os.Chmod(path, 0o600)
}

// admit refuses what is not ours, before anything is written.
func admit(ctx context.Context, path string) error {
	found, err := readStamp(ctx, path)
	switch {
	case err != nil:
		return unreadable(path, err)
	case found.application == applicationID && found.version > latestVersion():
		return &Error{
			Code:    CodeNewer,
			Message: filepath.Base(path) + " was written by a newer Homeroom; it was left untouched",
			Remedy:  "use the newer program",
		}
	case found.application != applicationID && found.tables > 0:
		return unreadable(path, errors.New("it is a database of another program"))
	}
	return nil
}

func notYours(path string) error {
	return &Error{
		Code:    CodeUnreadable,
		Message: "the database " + filepath.Base(path) + " belongs to somebody else, or its folder may not be written to",
		Remedy:  "ask its owner, or name another database with --db",
	}
}

func unreadable(path string, err error) error {
	remedy := "check the path given with --db, or restore a backup"
	if full(err) {
		remedy = "make room on the disk; nothing in the database is harmed by that"
	}
	return &Error{
		Code:    CodeUnreadable,
		Message: "the database " + filepath.Base(path) + " cannot be opened",
		Remedy:  remedy,
		Err:     err,
	}
}
