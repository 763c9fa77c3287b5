package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// assigned is an import of three rows: Bo comes on record with an iPad (2), gets a Mac (3), and Ada's iPad moves (4).
func assigned(t *testing.T) (*store.Store, int64) {
	t.Helper()
	s := school(t)
	storetest.MustDevice(t, s, store.Device{Serial: "C02X10000003", AssetTag: "3000003", Site: "OAK"})
	bo := store.User{UserID: "Bo.Quill", FullName: "Bo Quill", Site: "OAK"}
	given := []store.FieldChange{{Field: store.FieldUsername, New: "Bo.Quill"}, {Field: store.FieldFullName, New: "Bo Quill"}}
	gives := func(line int, serial string) store.Change {
		return store.Change{Record: store.KindDevice, Key: serial, Version: device(t, s, serial).Version, Line: line, Fields: given}
	}
	room := setRoom(device(t, s, "DMPX10000001"), "12")
	room.Line = 4
	act := readImport("c1")
	act.Import.Outcomes = nil
	receipt, err := s.Apply(ctx, act, []store.Change{
		{Record: store.KindUser, Key: bo.Key(), Fields: store.UserFields(bo), Line: 2},
		gives(2, "DMPX10000002"), gives(3, "C02X10000003"), room,
	})
	must(t, err)
	return s, receipt.Act
}

// records are all devices and users, as one text, whatever the order in which they came on record.
func records(t *testing.T, s *store.Store) string {
	t.Helper()
	devices, err := s.Devices(ctx)
	must(t, err)
	users, err := s.Users(ctx)
	must(t, err)
	var lines []string
	for _, d := range devices {
		d.Version = 0
		lines = append(lines, fmt.Sprintf("%+v", d))
	}
	for _, u := range users {
		u.Version = 0
		lines = append(lines, fmt.Sprintf("%+v", u))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func sound(t *testing.T, s *store.Store) {
	t.Helper()
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
}

func TestUndo_R87_SeveralRowsAtOnce(t *testing.T) {
	s, act := assigned(t)
	u, undo := takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{4, 2, 9, 2}})
	if u.Title != fmt.Sprintf("undo of lines 2, 4 and 9 of import %d (rooms.csv: 1 row)", act) || !slices.Equal(u.Nothing, []int{9}) {
		t.Errorf("%q, nothing by %v", u.Title, u.Nothing)
	}
	if device(t, s, "DMPX10000001").Room != "" || device(t, s, "DMPX10000002").Username != "" || device(t, s, "C02X10000003").Username != "Bo.Quill" {
		t.Error("lines 2 and 4 were to be taken back, and nothing else")
	}
	if len(u.Refused) != 1 || !strings.Contains(u.Refused[0].Reason, "device C02X10000003 still points at this user") || u.Refused[0].Entry.Line != 2 {
		t.Errorf("Bo keeps the Mac: %+v", u.Refused)
	}
	if sum, _, err := s.Act(ctx, act); err != nil || sum.UndoneBy != 0 {
		t.Errorf("rows of the import stand, and it says undone by %d, %v", sum.UndoneBy, err)
	}
	if sum, es, err := s.Act(ctx, undo); err != nil || sum.Undoes != 0 || len(es) != 2 {
		t.Errorf("%+v %v", es, err)
	}
	refused(t, second(s.PlanUndo(ctx, "kim", store.UndoRequest{Act: act, Lines: []int{8, 9}})), store.CodeNotFound,
		fmt.Sprintf("lines 8 and 9 of import %d changed nothing", act))
	refused(t, second(s.PlanUndo(ctx, "kim", store.UndoRequest{Act: act, Lines: []int{6, 7, 8, 9}})), store.CodeNotFound, "4 lines of import")
	sound(t, s)
}

func TestUndo_R87_AFewRowsThenTheWholeAndAllOfItAgain(t *testing.T) {
	s, act := assigned(t)
	saved := records(t, s)
	_, part := takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{2, 4}})
	parted := records(t, s)
	u, whole := takeBack(t, s, store.UndoRequest{Act: act})
	if len(u.Refused) != 2 || !strings.Contains(u.Refused[0].Reason, "already taken back by kim") || device(t, s, "C02X10000003").Username != "" {
		t.Fatalf("line 3 was to go, the others are back already: %+v", u.Refused)
	}
	if _, err := s.User(ctx, "bo.quill"); store.CodeOf(err) != store.CodeNotFound {
		t.Fatal("Bo was to go with the last device", err)
	}
	if sum, _, _ := s.Act(ctx, act); sum.UndoneBy != whole {
		t.Errorf("it says undone by %d, not %d", sum.UndoneBy, whole)
	}
	if u, _ := takeBack(t, s, store.UndoRequest{Act: whole}); len(u.Refused) > 0 || records(t, s) != parted {
		t.Errorf("redo of the whole: %+v\n%s\nwant\n%s", u.Refused, records(t, s), parted)
	}
	if sum, _, _ := s.Act(ctx, act); sum.UndoneBy != 0 {
		t.Error("the import stands again, in part")
	}
	if u, _ := takeBack(t, s, store.UndoRequest{Act: part}); len(u.Refused) > 0 || records(t, s) != saved {
		t.Errorf("redo of the part: %+v\n%s\nwant\n%s", u.Refused, records(t, s), saved)
	}
	sound(t, s)
}

// Somebody comes back with their first device, though the file brought them in on another line.
func TestUndo_R87_APartOfATakingBackIsTakenBack(t *testing.T) {
	s, act := assigned(t)
	saved := records(t, s)
	_, undo := takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{2, 3}})
	u, _ := takeBack(t, s, store.UndoRequest{Act: undo, Lines: []int{3}})
	if len(u.Refused) > 0 || device(t, s, "C02X10000003").Username != "Bo.Quill" || device(t, s, "DMPX10000002").Username != "" {
		t.Fatalf("only the Mac was to go back to Bo: %+v", u.Refused)
	}
	if user(t, s, "bo.quill").FullName != "Bo Quill" {
		t.Fatal("Bo is not on record")
	}
	if u, _ := takeBack(t, s, store.UndoRequest{Act: undo}); records(t, s) != saved || len(u.Refused) != 2 || !strings.Contains(u.Refused[0].Reason, "already taken back by kim") {
		t.Errorf("the rest: %+v\n%s\nwant\n%s", u.Refused, records(t, s), saved)
	}
	sound(t, s)
}

func TestUndo_R87_NobodyComesBackForARowThatStays(t *testing.T) {
	s, act := assigned(t)
	_, undo := takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{2, 3}})
	storetest.Edit(t, s, "lee", "C02X10000003", map[store.Field]string{store.FieldUsername: "Ada.Byrne"})
	u, _ := takeBack(t, s, store.UndoRequest{Act: undo, Lines: []int{3}})
	if len(u.Changes) != 0 || len(u.Refused) != 1 || !strings.Contains(u.Refused[0].Reason, "changed since by lee at 2026-08-24") {
		t.Fatalf("%+v", u)
	}
	if u, _ := takeBack(t, s, store.UndoRequest{Act: undo, Lines: []int{2}}); len(u.Changes) != 2 || device(t, s, "DMPX10000002").Username != "Bo.Quill" {
		t.Fatalf("line 2 was to be redone: %+v", u)
	}
	sound(t, s)
}

func TestUndo_R87_MarkedRowsAreRefusedOneByOne(t *testing.T) {
	s, act := assigned(t)
	storetest.Edit(t, s, "lee", "DMPX10000001", map[store.Field]string{store.FieldRoom: "99"})
	u, _ := takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{2, 3, 4}})
	if len(u.Refused) != 1 || u.Refused[0].Entry.Line != 4 || !strings.Contains(u.Refused[0].Reason, "changed since by lee at 2026-08-24") {
		t.Fatalf("%+v", u.Refused)
	}
	if device(t, s, "DMPX10000001").Room != "99" || device(t, s, "DMPX10000002").Username != "" || device(t, s, "C02X10000003").Username != "" {
		t.Error("lines 2 and 3 were to go back, lee's room to stay")
	}
	sound(t, s)
}

// Whatever rows are taken back, in whatever order: in the end the records are as before the import, and taking each of
// these back again, the newest first, leads through the same records.
func TestUndo_R87_AnyRowsInAnyOrderAndBackAgain(t *testing.T) {
	for seed := range uint64(24) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 87))
			s := school(t)
			before := records(t, s)
			act, lines := randomImport(t, s, random)
			var undos []int64
			states := []string{records(t, s)}
			random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
			for len(lines) > 0 {
				n := 1 + random.IntN(len(lines))
				_, undo := takeBack(t, s, store.UndoRequest{Act: act, Lines: slices.Clone(lines[:n])})
				lines = lines[n:]
				undos, states = append(undos, undo), append(states, records(t, s))
			}
			if after := records(t, s); after != before {
				t.Fatalf("it was\n%s\nand is\n%s", before, after)
			}
			for i, undo := range slices.Backward(undos) {
				u, _ := takeBack(t, s, store.UndoRequest{Act: undo})
				if now := records(t, s); len(u.Refused) > 0 || now != states[i] {
					t.Fatalf("redo %d, refused %+v: it was\n%s\nand is\n%s", i, u.Refused, states[i], now)
				}
			}
			sound(t, s)
		})
	}
}

// randomImport gives new devices to three new people, who come on record with the first of theirs.
func randomImport(t *testing.T, s *store.Store, random *rand.Rand) (act int64, lines []int) {
	t.Helper()
	var changes []store.Change
	known := map[string]bool{}
	for line := 2; line < 10; line++ {
		u := store.User{UserID: fmt.Sprint("new.person", random.IntN(3)), Site: "OAK"}
		if !known[u.UserID] {
			known[u.UserID] = true
			changes = append(changes, store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u), Line: line})
		}
		d := store.Device{Serial: fmt.Sprintf("DMPX9%07d", line), AssetTag: fmt.Sprint(5900000 + line), Site: "OAK", Username: u.UserID}
		changes = append(changes, store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d), Line: line})
		lines = append(lines, line)
	}
	receipt, err := s.Apply(ctx, store.Act{Operator: "kim", Kind: store.ActImport, Title: "new.csv"}, changes)
	must(t, err)
	return receipt.Act, lines
}

// Thousands of people who come back at once must not be held against each other one by one: that took minutes.
func TestUndo_R87_ALargeImportIsTakenBackAndBroughtBack(t *testing.T) {
	s := school(t)
	act, changes := large(t, s, 2500)
	receipt, err := s.Apply(ctx, act, changes)
	must(t, err)
	saved := records(t, s)
	_, undo := takeBack(t, s, store.UndoRequest{Act: receipt.Act})
	if u, _ := takeBack(t, s, store.UndoRequest{Act: undo}); len(u.Changes) != len(changes) || records(t, s) != saved {
		t.Errorf("%d of %d changes came back, refused %d", len(u.Changes), len(changes), len(u.Refused))
	}
	if story, err := s.History(ctx, "person.77"); err != nil || len(story) != 6 {
		t.Errorf("the story has %d entries, %v", len(story), err)
	}
}
