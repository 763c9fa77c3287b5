package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

var ctx = context.Background()

// school gives a site with one iPad and the person who holds it.
func school(t *testing.T) *store.Store {
	t.Helper()
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK", Name: "Oak Middle"})
	storetest.MustUser(t, s, store.User{UserID: "Ada.Byrne", FullName: "Ada Byrne", Site: "OAK", Position: "student"})
	storetest.MustDevice(t, s,
		store.Device{Serial: "DMPX10000001", AssetTag: "5000001", Model: "iPad mini", Platform: "iOS", Site: "OAK", Username: "Ada.Byrne", FullName: "Ada Byrne"},
		store.Device{Serial: "DMPX10000002", AssetTag: "5000002", Model: "iPad mini", Platform: "iOS", Site: "OAK"})
	return s
}

func device(t *testing.T, s *store.Store, serial string) store.Device {
	t.Helper()
	d, err := s.Device(ctx, serial)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func setRoom(d store.Device, room string) store.Change {
	return store.Change{
		Record: store.KindDevice, Key: d.Serial, Version: d.Version,
		Fields: []store.FieldChange{{Field: store.FieldRoom, Old: d.Room, New: room}},
	}
}

var edit = store.Act{Operator: "kim", Kind: store.ActSetup, Title: "an edit"}

func TestApply_WritesRecordAndHistoryInOneBreath(t *testing.T) {
	s := school(t)
	d := device(t, s, "DMPX10000001")
	if _, err := s.Apply(ctx, edit, []store.Change{setRoom(d, "12")}); err != nil {
		t.Fatal(err)
	}
	after := device(t, s, "DMPX10000001")
	if after.Room != "12" || after.FullName != "Ada Byrne" || after.Version <= d.Version {
		t.Fatalf("the record is %+v", after)
	}
	story, err := s.History(ctx, "5000001")
	if err != nil {
		t.Fatal(err)
	}
	last := story[len(story)-1]
	if last.ID != after.Version || last.Operator != "kim" || last.Fields[0] != (store.FieldChange{Field: store.FieldRoom, New: "12"}) {
		t.Fatalf("the history ends with %+v", last)
	}
}

func TestApply_R85_RefusesAllWhenOneRecordMoved(t *testing.T) {
	s := school(t)
	one, two := device(t, s, "DMPX10000001"), device(t, s, "DMPX10000002")
	storetest.Edit(t, s, "lee", one.Serial, map[store.Field]string{store.FieldRoom: "9"})
	_, err := s.Apply(ctx, edit, []store.Change{setRoom(two, "12"), setRoom(one, "12")})
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) || len(conflict.Moved) != 1 {
		t.Fatalf("got %v, want one moved record", err)
	}
	m := conflict.Moved[0]
	if m.By != "lee" || m.Now[0].New != "9" || !strings.Contains(m.Sentence(), "DMPX10000001 was changed by lee") {
		t.Fatalf("moved: %+v (%s)", m, m.Sentence())
	}
	if device(t, s, two.Serial).Room != "" {
		t.Fatal("the other record was saved although the act was refused")
	}
}

func TestApply_R85_NewAndGoneRecordsAreMovedToo(t *testing.T) {
	s := school(t)
	late := store.Device{Serial: "DMPX10000001", Site: "OAK"}
	_, err := s.Apply(ctx, edit, []store.Change{{Record: store.KindDevice, Key: late.Serial, Fields: store.DeviceFields(late)}})
	if err == nil || !strings.Contains(err.Error(), "came on record by test") {
		t.Fatalf("creating what is there: %v", err)
	}
	two := device(t, s, "DMPX10000002")
	gone := store.Change{Record: store.KindDevice, Key: two.Serial, Version: two.Version, Delete: true}
	for _, f := range store.DeviceFields(two) {
		gone.Fields = append(gone.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	storetest.Apply(t, s, gone)
	_, err = s.Apply(ctx, edit, []store.Change{setRoom(two, "1")})
	if err == nil || !strings.Contains(err.Error(), "was deleted by test") {
		t.Fatalf("changing what is gone: %v", err)
	}
}

func TestApply_WalksSeveralChangesOfOneRecord(t *testing.T) {
	s := school(t)
	d := device(t, s, "DMPX10000001")
	first, second := setRoom(d, "1"), setRoom(d, "2")
	second.Fields[0].Old = "1"
	storetest.Apply(t, s, first, second)
	if got := device(t, s, d.Serial).Room; got != "2" {
		t.Fatalf("room %q", got)
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
}

func TestApply_RefusesWhatContradictsTheRecords(t *testing.T) {
	s := school(t)
	d := device(t, s, "DMPX10000001")
	for name, c := range map[string]struct {
		change store.Change
		says   string
	}{
		"no such kind":        {store.Change{Record: "printer", Key: "x"}, "names no record"},
		"no such field":       {store.Change{Record: store.KindDevice, Key: d.Serial, Version: d.Version, Fields: []store.FieldChange{{Field: "colour", New: "red"}}}, "no field colour"},
		"a control character": {setRoom(d, "1\x1b[2J"), "control character U+001B"},
		"another old value":   {store.Change{Record: store.KindDevice, Key: d.Serial, Version: d.Version, Fields: []store.FieldChange{{Field: store.FieldRoom, Old: "7", New: "8"}}}, "planned against"},
		"another key":         {store.Change{Record: store.KindDevice, Key: d.Serial, Version: d.Version, Fields: []store.FieldChange{{Field: store.FieldSerial, Old: d.Serial, New: "X"}}}, "key would not match"},
		"a half deletion":     {store.Change{Record: store.KindDevice, Key: d.Serial, Version: d.Version, Delete: true}, "would lose"},
		"deleting nothing":    {store.Change{Record: store.KindDevice, Key: "NOSUCHSERIAL", Delete: true}, "not there"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.Apply(ctx, edit, []store.Change{c.change})
			if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("got %v, want %q", err, c.says)
			}
		})
	}
	if _, err := s.Apply(ctx, edit, nil); store.CodeOf(err) != store.CodeInvalid {
		t.Fatalf("an empty act: %v", err)
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
}

// What is one record's alone is kept so even when nobody changed the record that an act was planned against:
// somebody else's record stands in the way, and the act is told whose.
func TestApply_R85_RefusesWhatAnotherRecordHasComeToHold(t *testing.T) {
	s := school(t)
	storetest.MustUser(t, s, store.User{UserID: "one", ManagedAppleAccount: "one@oak.example"})
	u, twin := user(t, s, "ada.byrne"), device(t, s, "DMPX10000002")
	var gone []store.FieldChange
	for _, f := range store.UserFields(u) {
		gone = append(gone, store.FieldChange{Field: f.Field, Old: f.New})
	}
	two := store.User{UserID: "two", ManagedAppleAccount: "ONE@oak.example"}
	for name, c := range map[string]struct {
		change store.Change
		says   string
	}{
		"an asset tag": {store.Change{Record: store.KindDevice, Key: twin.Serial, Version: twin.Version, Fields: []store.FieldChange{
			{Field: store.FieldAssetTag, Old: "5000002", New: "5000001"},
		}}, "asset tag 5000001: it is on device DMPX10000001, written by test at 2026-08-24"},
		"R-05: a Managed Apple Account": {store.Change{Record: store.KindUser, Key: "two", Fields: store.UserFields(two)}, "(R-05): it is on user one"},
		"R-30: a person":                {store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Delete: true, Fields: gone}, "(R-30): device DMPX10000001 does"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.Apply(ctx, edit, []store.Change{c.change})
			var conflict *store.ConflictError
			if !errors.As(err, &conflict) || len(conflict.Moved) != 1 || conflict.Moved[0].Change.Key != c.change.Key || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("got %v, want %q", err, c.says)
			}
		})
	}
}

func TestApply_RefusesAnActThatClashesWithItself(t *testing.T) {
	s := school(t)
	one, two := store.Device{Serial: "DMPX10000007", AssetTag: "5000007", Site: "OAK"}, store.Device{Serial: "DMPX10000008", AssetTag: "5000007", Site: "OAK"}
	_, err := s.Apply(ctx, edit, []store.Change{
		{Record: store.KindDevice, Key: one.Serial, Fields: store.DeviceFields(one)},
		{Record: store.KindDevice, Key: two.Serial, Fields: store.DeviceFields(two)},
	})
	if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), "two devices would carry the asset tag 5000007") {
		t.Fatal(err)
	}
}

// Two tags may change places in one act: only the end counts.
func TestApply_LetsTwoDevicesSwapTheirTags(t *testing.T) {
	s := school(t)
	one, two := device(t, s, "DMPX10000001"), device(t, s, "DMPX10000002")
	swap := func(d store.Device, tag string) store.Change {
		return store.Change{Record: store.KindDevice, Key: d.Serial, Version: d.Version, Fields: []store.FieldChange{
			{Field: store.FieldAssetTag, Old: d.AssetTag, New: tag},
		}}
	}
	storetest.Apply(t, s, swap(one, two.AssetTag), swap(two, one.AssetTag))
	if device(t, s, one.Serial).AssetTag != "5000002" || device(t, s, two.Serial).AssetTag != "5000001" {
		t.Fatal("the tags did not change places")
	}
}

func TestApply_KeepsTheImportWithEveryOutcome(t *testing.T) {
	s := school(t)
	d := device(t, s, "DMPX10000001")
	c := setRoom(d, "12")
	c.Line = 4
	act := store.Act{Operator: "kim", Kind: store.ActImport, Title: "assign.csv: 1 row", Import: &store.Import{
		Template: "mlti", Mode: "assign", Site: "OAK", FileName: "assign.csv", SHA256: "abc", Bytes: []byte("the file"), Rows: 3,
		Counts:   map[string]int{"change": 1, "same": 1, "error": 1},
		Outcomes: []store.ImportRow{{Line: 4, Status: "change", Serial: d.Serial, Saved: true, Notes: "[]"}, {Line: 5, Status: "error", Notes: `[{"rule":"R-03"}]`}},
	}}
	receipt, err := s.Apply(ctx, act, []store.Change{c})
	if err != nil {
		t.Fatal(err)
	}
	sum, entries, err := s.Act(ctx, receipt.Act)
	if err != nil || sum.Import.Counts["error"] != 1 || sum.Import.Rows != 3 || len(entries) != 1 || entries[0].FileName != "assign.csv" || entries[0].Line != 4 {
		t.Fatalf("%+v %+v %v", sum, entries, err)
	}
	rows, err := s.Outcomes(ctx, receipt.Act)
	if err != nil || len(rows) != 2 || rows[1].Notes != `[{"rule":"R-03"}]` {
		t.Fatalf("%+v %v", rows, err)
	}
	file, err := s.ImportFile(ctx, receipt.Act)
	if err != nil || string(file) != "the file" {
		t.Fatalf("%q %v", file, err)
	}
	if again, err := s.ImportOf(ctx, "abc"); err != nil || len(again) != 1 || again[0].ID != receipt.Act {
		t.Fatalf("%+v %v", again, err)
	}
	if _, err := s.ImportFile(ctx, 99); store.CodeOf(err) != store.CodeNotFound {
		t.Fatal(err)
	}
}

func user(t *testing.T, s *store.Store, id string) store.User {
	t.Helper()
	u, err := s.User(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestUser_R01_FoundInAnyLetterCaseKeptAsTyped(t *testing.T) {
	s := school(t)
	if u := user(t, s, "ADA.BYRNE"); u.UserID != "Ada.Byrne" {
		t.Fatalf("%+v", u)
	}
	if _, err := s.User(ctx, "nobody"); store.CodeOf(err) != store.CodeNotFound {
		t.Fatal(err)
	}
}
