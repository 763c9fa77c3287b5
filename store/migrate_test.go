package store_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// versionSix puts down a database as the program wrote it before reviews could be taken over: a school, an import with
// its review, an undo of one row of it, open reviews of two operators, one thrown away, a draft.
func versionSix(t *testing.T) (path string) {
	t.Helper()
	script, err := os.ReadFile(filepath.Join("testdata", "version6.sql"))
	must(t, err)
	path = filepath.Join(t.TempDir(), "homeroom.db")
	raw(t, path, string(script))
	return path
}

// rowsOf reads a table as lines of text, by its columns, sorted.
func rowsOf(t *testing.T, path, columns, from string) (lines []string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	defer db.Close()
	rows, err := db.Query("SELECT concat_ws('|', " + columns + ") FROM " + from)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var line string
		must(t, rows.Scan(&line))
		lines = append(lines, line)
	}
	must(t, rows.Err())
	slices.Sort(lines)
	return lines
}

func columnsOf(t *testing.T, path, table string) string {
	t.Helper()
	var quoted []string
	for _, name := range rowsOf(t, path, "name", "pragma_table_info('"+table+"')") {
		quoted = append(quoted, `hex("`+name+`")`)
	}
	return strings.Join(quoted, ", ")
}

func TestMigrate_OpenReviewsDecisionsMendsAndTheHistoryComeThroughWhole(t *testing.T) {
	path := versionSix(t)
	kept := map[string]string{"decisions": "decisions WHERE review <> 4", "mends": "mends WHERE review <> 4"}
	before, columns := map[string][]string{}, map[string]string{}
	tables := rowsOf(t, path, "name", "sqlite_master WHERE type = 'table'")
	if !slices.Contains(tables, "mends") {
		t.Fatal("there is nothing to migrate")
	}
	for _, table := range tables {
		if kept[table] == "" {
			kept[table] = table
		}
		if table == "files" { // that of the review which was thrown away goes
			kept[table] = "files WHERE sha256 <> (SELECT sha256 FROM reviews WHERE id = 4)"
		}
		columns[table] = columnsOf(t, path, table)
		before[table] = rowsOf(t, path, columns[table], kept[table])
	}
	s := storetest.OpenAt(t, path)
	for _, table := range tables {
		if after := rowsOf(t, path, columns[table], table); !slices.Equal(after, before[table]) {
			t.Errorf("%s was\n%s\nand is\n%s", table, strings.Join(before[table], "\n"), strings.Join(after, "\n"))
		}
	}
	if faults, stats, err := s.Verify(ctx); err != nil || len(faults) > 0 || stats.Entries != 9 || stats.Acts != 3 {
		t.Fatal(faults, stats, err)
	}
	fresh := storetest.Open(t)
	const schema = "sqlite_master WHERE name NOT LIKE 'sqlite_%'"
	if old, made := rowsOf(t, path, "type, name, tbl_name, sql", schema), rowsOf(t, fresh.Path(), "type, name, tbl_name, sql", schema); !slices.Equal(old, made) {
		t.Errorf("the schema is\n%s\na new database has\n%s", strings.Join(old, "\n"), strings.Join(made, "\n"))
	}
}

func TestMigrate_AReviewBegunBeforeGoesOn(t *testing.T) {
	path := versionSix(t)
	s := storetest.OpenAt(t, path)
	open, err := s.AllReviews(ctx)
	if err != nil || len(open) != 2 {
		t.Fatal(open, err)
	}
	r, ds, file, err := s.Review(ctx, 2)
	if err != nil || r.Operator != "ada" || r.Encoding != "windows-1252" || r.Delimiter != ";" || r.HeaderLine != 1 || r.Later != 1 ||
		!strings.Contains(string(file), "Cy.Fernside") {
		t.Fatalf("%+v %q %v", r, file, err)
	}
	if len(ds) != 2 || ds[1].Line != 3 || ds[1].Verdict != store.VerdictLeaveOut || ds[1].Operator != "ada" || !ds[1].At.Equal(r.Touched.Add(-1e9)) {
		t.Errorf("decided %+v", ds)
	}
	mends := []store.Mend{{Column: "User ID", Value: "Serial Number"}, {Line: 2}, {Line: 3, Column: "Room", Value: "15"}}
	if !slices.Equal(r.Mends, mends) || len(r.Log) != 1 || r.Log[0] != (store.ReviewEvent{At: r.Started, Operator: "ada", What: store.ReviewBegun}) {
		t.Errorf("mended %+v, log %+v", r.Mends, r.Log)
	}
	if r.Known || r.Shown != nil {
		t.Error("nobody kept then what was shown")
	}
	if taken, err := s.TakeOver(ctx, 2, "kim", "ada is away"); err != nil || taken.Version != r.Version+1 {
		t.Fatal(taken, err)
	}
	saved, _, _, err := s.Review(ctx, 1)
	if err != nil || len(saved.Log) != 2 || saved.Log[1] != (store.ReviewEvent{At: saved.Touched, Operator: "kim", What: store.ReviewWasSaved, Word: "save 2"}) {
		t.Fatalf("%+v %v", saved.Log, err)
	}
	thrown, ds, file, err := s.Review(ctx, 4)
	if err != nil || thrown.State != store.ReviewDiscarded || len(ds)+len(file)+len(thrown.Mends) != 0 || thrown.Log[1].What != store.ReviewThrownAway {
		t.Fatalf("%+v %v %q %v", thrown, ds, file, err)
	}
}

// What was saved before the program knew how files were read is taken back, and what is saved since joins the same chain.
func TestMigrate_R87_WhatWasSavedBeforeCanBeTakenBack(t *testing.T) {
	s := storetest.OpenAt(t, versionSix(t))
	if d := device(t, s, "DMPX10000002"); d.Username != "" {
		t.Fatalf("%+v", d)
	}
	if u, redo := takeBack(t, s, store.UndoRequest{Act: 3}); redo == 0 || len(u.Refused) > 0 || device(t, s, "DMPX10000002").Username != "Bo.Quill" {
		t.Fatalf("%+v", u)
	}
	act := readImport("c1", store.Mend{Line: 2, Column: "Room", Value: "7"})
	_, err := s.Apply(ctx, act, []store.Change{setRoom(device(t, s, "DMPX10000001"), "7")})
	must(t, err)
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	old, _, err := s.Act(ctx, 2)
	if err != nil || old.Import.Content != "" || old.Import.Encoding != "" || old.Import.Mends != nil {
		t.Fatal(fmt.Sprintf("%+v", old.Import), err)
	}
}

// A review that never moved has a version like any other: it can be decided on, saved and ended.
func TestMigrate_AReviewOfNoVersionGoesOn(t *testing.T) {
	path := versionSix(t)
	raw(t, path, "UPDATE reviews SET version = 0")
	s := storetest.OpenAt(t, path)
	if r, _, _, err := s.Review(ctx, 2); err != nil || r.Version != 1 {
		t.Fatal(r.Version, err)
	}
	must(t, s.DiscardReview(ctx, 2, "ada"))
}
