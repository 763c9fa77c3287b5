package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"testing"

	"homeroom/store"
)

// readImport is an import of one row that was read in a way chosen by hand.
func readImport(content string, mends ...store.Mend) store.Act {
	file := []byte("Serial Number;Room\nDMPX10000001;" + content + "\n")
	sum := sha256.Sum256(file)
	return store.Act{Operator: "kim", Kind: store.ActImport, Title: "rooms.csv: 1 row", Import: &store.Import{
		Template: "mlti", Mode: "assign", Site: "OAK", FileName: "rooms.csv", SHA256: hex.EncodeToString(sum[:]), Bytes: file, Rows: 1,
		Counts: map[string]int{"change": 1}, Outcomes: []store.ImportRow{{Line: 2, Status: "change", Serial: "DMPX10000001", Saved: true, Notes: "[]"}},
		Encoding: "windows-1252", Delimiter: ";", HeaderLine: 1, Content: content, Mends: mends,
	}}
}

func saveRead(t *testing.T, s *store.Store, act store.Act) int64 {
	t.Helper()
	d := device(t, s, "DMPX10000001")
	receipt, err := s.Apply(ctx, act, []store.Change{setRoom(d, d.Room+"+")})
	must(t, err)
	return receipt.Act
}

func TestImport_KeepsHowItWasReadAndWhatWasMended(t *testing.T) {
	s := school(t)
	mends := []store.Mend{{Line: 2, Column: "Room", Value: "7"}, {Column: "Room", Value: "Building"}}
	id := saveRead(t, s, readImport("c1", mends...))
	saveRead(t, s, readImport("c2"))
	sum, _, err := s.Act(ctx, id)
	must(t, err)
	got := *sum.Import
	if got.Encoding != "windows-1252" || got.Delimiter != ";" || got.HeaderLine != 1 || got.Content != "c1" {
		t.Errorf("it was read %+v", got)
	}
	if want := []store.Mend{mends[1], mends[0]}; !reflect.DeepEqual(got.Mends, want) {
		t.Errorf("mended %+v, want %+v", got.Mends, want)
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
}

func TestImportsAlike_FindsTheSameBytesAndTheSameRowsInAnotherForm(t *testing.T) {
	s := school(t)
	csv := readImport("c1")
	workbook := readImport("c2")
	workbook.Import.Content = "c1"
	old := readImport("c3")
	old.Import.Content = ""
	var acts []int64
	for _, act := range []store.Act{csv, workbook, old} {
		acts = append(acts, saveRead(t, s, act))
	}
	for name, c := range map[string]struct {
		sum, content string
		want         []int64
	}{
		"the rows, whatever the form": {csv.Import.SHA256, "c1", []int64{acts[1], acts[0]}},
		"the bytes alone":             {csv.Import.SHA256, "", []int64{acts[0]}},
		"the bytes of an old import":  {old.Import.SHA256, "other", []int64{acts[2]}},
		"nothing":                     {"none", "", nil},
	} {
		list, err := s.ImportsAlike(ctx, c.sum, c.content)
		var got []int64
		for i := range list {
			got = append(got, list[i].ID)
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v (%v)", name, got, c.want, err)
		}
	}
}

func TestVerify_CoversHowAnImportWasReadAndItsMends(t *testing.T) {
	const free = "DROP TRIGGER imports_no_update; DROP TRIGGER import_mends_no_update; DROP TRIGGER import_mends_no_delete; "
	for name, script := range map[string]string{
		"the encoding":    "UPDATE imports SET encoding = 'UTF-8'",
		"the delimiter":   "UPDATE imports SET delimiter = ','",
		"the header":      "UPDATE imports SET header_line = 2",
		"the content":     "UPDATE imports SET content = 'c9'",
		"all of it":       "UPDATE imports SET encoding = '', delimiter = '', header_line = 0, content = ''; DELETE FROM import_mends",
		"a mend's value":  "UPDATE import_mends SET value = '8'",
		"a mend's column": "UPDATE import_mends SET column = 'Building'",
		"a mend gone":     "DELETE FROM import_mends",
		"a mend more":     "INSERT INTO import_mends SELECT act, 9, column, value FROM import_mends",
	} {
		t.Run(name, func(t *testing.T) {
			s := school(t)
			id := saveRead(t, s, readImport("c1", store.Mend{Line: 2, Column: "Room", Value: "7"}))
			raw(t, s.Path(), free+script)
			faults, _, err := s.Verify(ctx)
			if err != nil || len(faults) == 0 || faults[0].Where != fmt.Sprint("act ", id) {
				t.Fatal(faults, err)
			}
		})
	}
}

func TestReviewsAndImports_WhatIsHistoryOnlyGrows(t *testing.T) {
	s := school(t)
	r, _, err := s.OpenReview(ctx, assignReview, nil)
	must(t, err)
	act := readImport("c1", store.Mend{Line: 2, Column: "Room", Value: "7"})
	act.Review = r.ID
	saveRead(t, s, act)
	for _, table := range []string{"review_log", "import_mends", "imports", "import_rows"} {
		for _, attempt := range []string{"UPDATE " + table + " SET rowid = rowid", "DELETE FROM " + table, "INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table} {
			if err := tryRaw(t, s.Path(), attempt); err == nil {
				t.Errorf("%s was let through", attempt)
			}
		}
	}
}
