package store_test

import (
	"bytes"
	"database/sql"
	"os"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// sent is a database from which three files went out.
func sent(t *testing.T) *store.Store {
	t.Helper()
	s := storetest.Open(t)
	for _, site := range []string{"OAK", "ELM", "OAK"} {
		_, err := s.KeepExport(ctx, store.Export{
			Operator: "kim", Template: "mut-users", Site: site, Format: "csv", Latest: 7, Rows: 1,
			Bytes: []byte("User\navery.lane at " + site), Known: []string{"avery.lane", "blake.moss"},
		})
		must(t, err)
	}
	return s
}

func TestExports_AreRememberedListedAndTakenAgain(t *testing.T) {
	s := sent(t)
	list, err := s.Exports(ctx)
	must(t, err)
	if len(list) != 3 || list[0].ID != 3 || list[0].Operator != "kim" || list[0].At.IsZero() || list[0].Bytes != nil || len(list[0].SHA256) != 64 {
		t.Fatalf("%+v", list)
	}
	last, err := s.LastExport(ctx, "mut-users", "ELM", "")
	must(t, err)
	if last.ID != 2 || string(last.Bytes) != "User\navery.lane at ELM" || last.Latest != 7 || !slices.Equal(last.Known, []string{"avery.lane", "blake.moss"}) {
		t.Errorf("%+v", last)
	}
	if _, err := s.LastExport(ctx, "mut-users", "OAK", "room:1"); store.CodeOf(err) != store.CodeNotFound {
		t.Error(err)
	}
	if _, err := s.ExportFile(ctx, 9); store.CodeOf(err) != store.CodeNotFound {
		t.Error(err)
	}
}

func TestExports_ThrownAwayTheContentsAreGoneAndTheFactStays(t *testing.T) {
	s := sent(t)
	must(t, s.ThrowExport(ctx, 3, "lou"))
	list, err := s.Exports(ctx)
	must(t, err)
	if e := list[0]; !e.Gone() || e.Thrower != "lou" || e.Rows != 1 || e.Operator != "kim" || list[1].Gone() {
		t.Errorf("%+v", e)
	}
	for what, err := range map[string]error{
		"taken again": errorOf(s.ExportFile(ctx, 3)), "changes since": errorOf(s.LastExport(ctx, "mut-users", "OAK", "")), "thrown again": s.ThrowExport(ctx, 3, "kim"),
	} {
		if store.CodeOf(err) != store.CodeConflict {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := s.ThrowExport(ctx, 9, "kim"); store.CodeOf(err) != store.CodeNotFound {
		t.Error(err)
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
	_, err = s.KeepExport(ctx, store.Export{Operator: "kim", Template: "mut-users", Site: "OAK", Format: "csv", Bytes: []byte("User")})
	must(t, err)
	if last, err := s.LastExport(ctx, "mut-users", "OAK", ""); err != nil || last.ID != 4 {
		t.Errorf("%+v, %v", last, err)
	}
}

func errorOf(_ store.Export, err error) error { return err }

// Nothing of it is to be found in the database file afterwards, not in its free pages either.
func TestExports_NothingOfAThrownAwayFileIsLeftOnDisk(t *testing.T) {
	for _, throw := range []bool{false, true} {
		s := storetest.Open(t)
		_, err := s.KeepExport(ctx, store.Export{
			Operator: "kim", Template: "mut-users", Format: "csv", Bytes: []byte(strings.Repeat("quillon.wickwell,Quillon Wickwell\n", 9)), Known: []string{"quillon.wickwell"},
		})
		must(t, err)
		db, err := sql.Open("sqlite3", s.Path())
		must(t, err)
		var blob []byte
		must(t, db.QueryRow("SELECT deflated FROM export_files").Scan(&blob))
		must(t, db.Close())
		if throw {
			must(t, s.ThrowExport(ctx, 1, "kim"))
		}
		must(t, s.Close())
		data, err := os.ReadFile(s.Path())
		must(t, err)
		if bytes.Contains(data, blob) == throw {
			t.Errorf("thrown away: %v, and the file is there: %v", throw, !throw)
		}
	}
}

func TestExports_AreAppendOnlyAndVerified(t *testing.T) {
	for statement, fault := range map[string]string{
		"UPDATE exports SET operator = 'lou' WHERE id = 1":                                                                                                 "",
		"UPDATE exports SET thrown = '', thrower = '' WHERE id = 1":                                                                                        "",
		"UPDATE export_files SET deflated = x'00' WHERE export = 1":                                                                                        "",
		"DELETE FROM exports WHERE id = 3":                                                                                                                 "",
		"DELETE FROM export_files WHERE export = 1":                                                                                                        "",
		"INSERT INTO export_files (export, deflated, known) VALUES (2, x'00', x'00')":                                                                      "",
		"DROP TRIGGER export_files_no_update; UPDATE export_files SET deflated = x'00'":                                                                    "export 1 is not the file that went out",
		"DROP TRIGGER export_files_no_delete; DELETE FROM export_files WHERE export = 2":                                                                   "export 2 is not the file that went out",
		"DROP TRIGGER exports_no_update; DROP TRIGGER exports_thrown_once; UPDATE exports SET sha256 = 'x' WHERE id = 3":                                   "export 3 is not the file that went out",
		"UPDATE exports SET thrown = '2026-11-22', thrower = 'lou' WHERE id = 3":                                                                           "export 3 was thrown away, and its file is there",
		"DROP TRIGGER exports_no_delete; DROP TRIGGER export_files_no_delete; DELETE FROM export_files WHERE export = 2; DELETE FROM exports WHERE id = 2": "export 3 does not follow the export before it: one was taken out",
	} {
		s := sent(t)
		err := tryRaw(t, s.Path(), statement)
		if fault == "" {
			if err == nil {
				t.Errorf("%s is let through", statement)
			}
			continue
		}
		must(t, err)
		faults, _, err := s.Verify(ctx)
		must(t, err)
		if !slices.ContainsFunc(faults, func(f store.Fault) bool { return strings.Contains(f.Where+" "+f.Message, fault) }) {
			t.Errorf("%s: verify finds %v", statement, faults)
		}
	}
}
