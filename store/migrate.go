package store

import (
	"context"
	"embed"
	"io/fs"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the schema's steps in order; step n brings the database to version n+1.
func migrations() []string {
	names, _ := fs.Glob(migrationFiles, "migrations/*.sql") // sorted; the pattern is right
	return names
}

func latestVersion() int { return len(migrations()) }

// migrate brings the database to the latest version in one transaction. Two programs that start at once
// wait for each other, and the second finds nothing left to do.
func (s *Store) migrate(ctx context.Context) error {
	failed := func(err error) error { return unreadable(s.path, err) }
	if v, err := readVersion(ctx, s); err == nil && v == latestVersion() {
		return nil
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return failed(err)
	}
	defer func() { _ = tx.Rollback() }()
	version, err := schemaVersion(tx)
	if err != nil {
		return failed(err)
	}
	names := migrations()
	if version >= len(names) {
		return nil
	}
	for _, name := range names[version:] {
		script, err := migrationFiles.ReadFile(name)
		if err != nil {
			return failed(err)
		}
		if _, err := tx.Exec(string(script)); err != nil {
			return failed(err)
		}
	}
	if err := setStamp(tx, len(names)); err != nil {
		return failed(err)
	}
	if err := tx.Commit(); err != nil {
		return failed(err)
	}
	return nil
}

// readVersion makes the writing connection first, so that its settings are checked at every start.
func readVersion(ctx context.Context, s *Store) (version int, err error) {
	err = s.write.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}
