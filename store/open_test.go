package store_test

import (
	"crypto/sha256"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestOpen_ClosesFilesToOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	path := filepath.Join(dir, "homeroom.db")
	s := storetest.OpenAt(t, path)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	if info, _ := os.Stat(dir); info.Mode().Perm() != 0o700 {
		t.Errorf("the folder is %v", info.Mode())
	}
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", filepath.Base(name), info.Mode(), err)
		}
	}
	must(t, s.Close())
	must(t, os.Chmod(path, 0o644))
	storetest.OpenAt(t, path)
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("an old file stays %v", info.Mode())
	}
}

func raw(t *testing.T, path, script string) {
	t.Helper()
	must(t, tryRaw(t, path, script))
}

func tryRaw(t *testing.T, path, script string) error {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	defer db.Close()
	_, err = db.Exec(script)
	return err
}

func TestOpen_RefusesWhatIsNotOursAndLeavesItUntouched(t *testing.T) {
	newer := filepath.Join(t.TempDir(), "newer.db")
	must(t, storetest.OpenAt(t, newer).Close())
	raw(t, newer, "PRAGMA user_version = 9999; PRAGMA journal_mode = DELETE")
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	raw(t, foreign, "CREATE TABLE songs (title TEXT)")
	garbage := filepath.Join(t.TempDir(), "garbage.db")
	must(t, os.WriteFile(garbage, []byte(strings.Repeat("this is a letter, not a database. ", 200)), 0o600))
	for path, c := range map[string]struct {
		code store.Code
		says string
	}{
		newer:   {store.CodeNewer, "written by a newer Homeroom; it was left untouched"},
		foreign: {store.CodeUnreadable, "a database of another program"},
		garbage: {store.CodeUnreadable, "cannot be opened"},
	} {
		before, err := os.ReadFile(path)
		must(t, err)
		_, err = store.Open(ctx, path, store.Options{})
		if store.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
		after, err := os.ReadFile(path)
		must(t, err)
		if sha256.Sum256(before) != sha256.Sum256(after) {
			t.Errorf("%s was changed", filepath.Base(path))
		}
	}
	if _, err := store.Open(ctx, t.TempDir(), store.Options{}); store.CodeOf(err) != store.CodeUnreadable {
		t.Errorf("a folder: %v", err)
	}
}

func TestOpen_ManyAtOnceOnANewFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "homeroom.db")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s, err := store.Open(ctx, path, store.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if _, err := s.Sites(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestHistory_IsAppendOnlyAndChained(t *testing.T) {
	s := school(t)
	for _, attempt := range []string{
		"UPDATE history SET fields = '[]'", "DELETE FROM history WHERE id = 1",
		"INSERT OR REPLACE INTO history SELECT * FROM history WHERE id = 1",
		"UPDATE acts SET operator = 'x'", "DELETE FROM acts", "UPDATE imports SET site = 'x'",
	} {
		db, err := sql.Open("sqlite3", s.Path())
		must(t, err)
		_, err = db.Exec(attempt)
		if strings.Contains(attempt, "imports") {
			continue // empty here: the trigger has no row to fire for
		}
		if err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", attempt, err)
		}
		_ = db.Close()
	}
}

func TestVerify_NamesWhatWasAlteredBehindTheDoor(t *testing.T) {
	for name, c := range map[string]struct{ script, check, where string }{
		"an entry":       {"DROP TRIGGER history_no_update; UPDATE history SET fields = replace(fields, 'Ada', 'Eve') WHERE id = 2", "history", "entry c2"},
		"an entry gone":  {"DROP TRIGGER history_no_delete; DELETE FROM history WHERE id = 2", "history", "entry c3"},
		"the last entry": {"DROP TRIGGER history_no_delete; DELETE FROM history WHERE id = 4", "records", "device DMPX10000002"},
		"an act":         {"DROP TRIGGER acts_no_update; UPDATE acts SET operator = 'eve' WHERE id = 3", "history", "act 3"},
		"a record":       {"UPDATE devices SET room = '1' WHERE serial = 'DMPX10000001'", "records", "device DMPX10000001"},
		"a record gone":  {"DELETE FROM users", "records", "user ada.byrne"},
		"a kept file": {
			"DROP TRIGGER files_no_update; PRAGMA foreign_keys = OFF; INSERT INTO files VALUES ('abc', x'0102')", "file", "file abc",
		},
		"a reference": {"PRAGMA foreign_keys = OFF; DELETE FROM sites", "references", "devices 1"},
	} {
		t.Run(name, func(t *testing.T) {
			s := school(t)
			if faults, stats, err := s.Verify(ctx); err != nil || len(faults) > 0 || stats.Entries != 4 || stats.Devices != 2 || stats.Users != 1 || stats.Acts != 4 {
				t.Fatal(faults, stats, err)
			}
			raw(t, s.Path(), c.script)
			faults, _, err := s.Verify(ctx)
			if err != nil || len(faults) == 0 || faults[0].Check != c.check || faults[0].Where != c.where {
				t.Fatal(faults, err)
			}
			for i, f := range faults {
				if slices.Contains(faults[:i], f) {
					t.Errorf("told twice: %+v", f)
				}
			}
		})
	}
}

func TestVerify_NamesADeviceOfAPersonWhoIsGone(t *testing.T) {
	s := school(t)
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldUsername: "DMPX10000001"})
	ada := user(t, s, "ada.byrne")
	gone := store.Change{Record: store.KindUser, Key: ada.Key(), Version: ada.Version, Delete: true}
	for _, f := range store.UserFields(ada) {
		gone.Fields = append(gone.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	storetest.Apply(t, s, gone)
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	raw(t, s.Path(), "UPDATE devices SET username = 'ada.byrne' WHERE serial = 'DMPX10000002'") // the door would not
	faults, _, err := s.Verify(ctx)
	if err != nil || len(faults) == 0 || faults[0] != (store.Fault{Check: "references", Where: "device DMPX10000002", Message: "names user ada.byrne, whose record is gone"}) {
		t.Fatal(faults, err)
	}
}

func TestBackup_IsAWholeDatabaseThatNobodyElseReads(t *testing.T) {
	s := school(t)
	dest := filepath.Join(t.TempDir(), "copy.db")
	must(t, s.Backup(ctx, dest))
	if info, _ := os.Stat(dest); info.Mode().Perm() != 0o600 {
		t.Errorf("the copy is %v", info.Mode())
	}
	if err := s.Backup(ctx, dest); store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), "never overwrites") {
		t.Errorf("a second time: %v", err)
	}
	if err := s.Backup(ctx, filepath.Join(dest, "x")); store.CodeOf(err) != store.CodeNotSaved {
		t.Errorf("an impossible place: %v", err)
	}
	restored := storetest.OpenAt(t, dest)
	if faults, stats, err := restored.Verify(ctx); err != nil || len(faults) > 0 || stats.Devices != 2 {
		t.Fatal(faults, stats, err)
	}
	devices, _ := s.Devices(ctx)
	users, _ := s.Users(ctx)
	sameRecords(t, restored, devices, users)
}
