package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"
)

func TestUndo_R33_NobodyIsPutBackOnRecordForADeviceThatStays(t *testing.T) {
	s := newSteps(t)
	s.step("1", arrives(User{UserID: "bo", Site: "OAK"}))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")))
	s.step("1", gone(KindUser, "ada"))
	act := s.edit(of(KindDevice, ipad, to(FieldUsername, "cy")))
	s.tells(UndoRequest{Checklist: "1"}, 1,
		"step 3: user ada would get back none of their devices",
		fmt.Sprintf("step 2: Username changed by lee at T: undo save %d first", act))
}

func TestUndo_R22_TheAppsOfWhomeverLosesTheLastDeviceByItAreRevoked(t *testing.T) {
	s := newSteps(t)
	s.edit(of(KindUser, "ada", to(FieldInvitation, "accepted")))
	act := s.edit(of(KindDevice, ipad, to(FieldPosition, "staff")))
	s.want(s.tells(UndoRequest{Act: act}, 2), "ada", "[{invitation accepted revoked}]")
}

func TestUndo_R22_WhoseDeviceStaysElsewhereIsNotInvitedByHalfAChecklist(t *testing.T) {
	s := newSteps(t)
	s.holds()
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")))
	s.step("1", of(KindUser, "ada", to(FieldPhone, "2")))
	act := s.edit(of(KindDevice, ipad, to(FieldUsername, "cy")))
	u := s.tells(UndoRequest{Checklist: "1"}, 1, fmt.Sprintf("step 1: Username changed by lee at T: undo save %d first", act))
	s.want(u, "ada", "[{phone 2 } {invitation accepted revoked}]")
}

func TestUndo_R15_AnInvitationThatAPositionNeedsIsNotTakenBack(t *testing.T) {
	s := newSteps(t)
	s.step("1", of(KindUser, "ada", to(FieldInvitation, "invited")))
	s.edit(of(KindDevice, ipad, to(FieldPosition, "staff")))
	s.want(s.tells(UndoRequest{Checklist: "1"}, 0), "ada", "")
}

func TestUndo_R15_APositionThatADeviceWasGivenWithStays(t *testing.T) {
	s := newSteps(t)
	first := s.edit(of(KindUser, "ada", to(FieldPosition, "staff")))
	act := s.edit(of(KindDevice, ipad, to(FieldPosition, "staff")))
	s.tells(UndoRequest{Act: first}, 0, fmt.Sprintf("user ada has device %s since, given by lee at T (by hand): undo save %d first", ipad, act))
}

func TestUndo_R33_AChecklistStaysOverWhileAnotherAboutTheSameIsOpen(t *testing.T) {
	s := newSteps(t)
	about := func(number string) Change { return of(KindChecklist, number, to(FieldDevices, ipad)) }
	s.step("1")
	s.edit(about("1"))
	act := s.end("1")
	s.tells(UndoRequest{Act: act}, 1)
	s.step("2")
	s.edit(about("2"))
	s.tells(UndoRequest{Act: act}, 0, "checklist 2 is open and about the same person or device: end it or abandon it first")
	everyFault(t, s.f, func() error {
		u, err := s.st.PlanUndo(context.Background(), "kim", UndoRequest{Act: act})
		if err == nil && len(u.Refused) != 1 {
			t.Fatal("it would be open beside the other one")
		}
		return err
	}, func(int) {})
	reopen := of(KindChecklist, "1", to(FieldState, string(ChecklistOpen)))
	s.read(&reopen)
	_, err := s.st.Apply(context.Background(), Act{Operator: "kim", Kind: ActUndo}, []Change{reopen})
	var conflict *ConflictError
	if !errors.As(err, &conflict) || !strings.Contains(err.Error(), "checklist 1 cannot be open again while another one about the same is: checklist 2") {
		t.Error(err)
	}
}

// A change that was planned with people in mind tells how they moved, or that it cannot be read; never that it was saved.
func TestApply_R85_AFaultWhileAPersonMovedSavesNothing(t *testing.T) {
	s, f := faulty(t)
	for says, basis := range map[string]Basis{
		"user ada was changed by":   {UserID: "ada", User: 99, Held: "DMPX10000001  OAK"},
		"user ada has come on":      {UserID: "ada", Held: "DMPX10000001  OAK"},
		"what user ada holds is no": {UserID: "ada", User: 2},
	} {
		change := Change{Record: KindDevice, Key: ipad, Version: 3, Fields: []FieldChange{{FieldRoom, "", "1"}}, Bases: []Basis{basis}}
		for at := 1; ; at++ {
			f.countdown.Store(int64(at))
			_, err := s.Apply(context.Background(), Act{Operator: "lee", Kind: ActEdit}, []Change{change})
			struck := f.countdown.Swap(0) == 0
			var conflict *ConflictError
			if told := errors.As(err, &conflict); err == nil || !told && (!struck || CodeOf(err) != CodeNotSaved) {
				t.Fatalf("%s, fault %d: %v", says, at, err)
			}
			if !struck {
				if said := strings.ReplaceAll(err.Error(), ", written by", " by"); !strings.Contains(said, says) {
					t.Errorf("it says %v", err)
				}
				break
			}
		}
	}
}

func TestApply_R85_NamesWhatOthersHaveComeToHoldBeforeWhatClashesInItself(t *testing.T) {
	s, _ := faulty(t)
	var changes []Change
	for serial, tag := range map[string]string{"DMPX2": "5000001", "DMPX3": "77", "DMPX4": "77"} {
		changes = append(changes, Change{Record: KindDevice, Key: serial, Fields: DeviceFields(Device{Serial: serial, AssetTag: tag, Site: "OAK"})})
	}
	_, err := s.Apply(context.Background(), Act{Operator: "lee", Kind: ActEdit}, changes)
	var conflict *ConflictError
	if !errors.As(err, &conflict) || len(conflict.Moved) != 1 || !strings.Contains(err.Error(), "asset tag 5000001: it is on device DMPX10000001") {
		t.Error(err)
	}
}

func TestConflict_R85_NamesThreeRecordsAndCountsTheOthersInTheTimeOfTheSite(t *testing.T) {
	s, _ := faulty(t)
	s.zone = time.FixedZone("here", 2*60*60)
	s.now = func() time.Time { return time.Date(2026, 8, 24, 8, 0, 7, 0, time.UTC) }
	var changes []Change
	for i := range 5 {
		d := Device{Serial: fmt.Sprint("DMPX", i), AssetTag: fmt.Sprint(600 + i), Site: "OAK"}
		changes = append(changes, Change{Record: KindDevice, Key: d.Serial, Fields: DeviceFields(d)})
	}
	act := Act{Operator: "lee", Kind: ActEdit}
	if _, err := s.Apply(context.Background(), act, changes); err != nil {
		t.Fatal(err)
	}
	_, err := s.Apply(context.Background(), act, changes)
	const want = "nothing was saved: device DMPX0 came on record by lee at 2026-08-24 10:00:07; device DMPX1 came on record by lee at " +
		"2026-08-24 10:00:07; device DMPX2 came on record by lee at 2026-08-24 10:00:07; and 2 more"
	if err == nil || err.Error() != want {
		t.Errorf("it says %v, want %s", err, want)
	}
}

// A row that was damaged behind the door is neither written over nor taken for something else.
func TestApply_ADamagedRowIsNotWrittenOver(t *testing.T) {
	for says, damage := range map[string]string{
		"has 16 columns, not 15": "UPDATE devices SET building = char(31)",
		"invalid syntax":         "UPDATE devices SET version = 'three'",
	} {
		s, _ := faulty(t)
		if _, err := s.write.Exec(damage); err != nil {
			t.Fatal(err)
		}
		_, err := s.Apply(context.Background(), Act{Operator: "kim", Kind: ActEdit}, []Change{
			{Record: KindDevice, Key: ipad, Version: 3, Fields: []FieldChange{{FieldRoom, "", "7"}}},
		})
		if CodeOf(err) != CodeNotSaved || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", damage, err)
		}
	}
}

func TestActs_ADamagedImportIsToldAsOne(t *testing.T) {
	s, _ := faulty(t)
	act := Act{Operator: "kim", Kind: ActImport, Import: &Import{SHA256: "abc", Counts: map[string]int{"add": 1}}}
	_, err := s.Apply(context.Background(), act, []Change{{Record: KindDevice, Key: ipad, Version: 3, Fields: []FieldChange{{FieldRoom, "", "7"}}}})
	if err == nil {
		_, err = s.write.Exec(`DROP TRIGGER imports_no_update; UPDATE imports SET counts = '{'`)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Acts(context.Background(), 5); CodeOf(err) != CodeUnreadable {
		t.Errorf("it is read as %v", err)
	}
	if _, err := s.PlanUndo(context.Background(), "kim", UndoRequest{Act: 2}); CodeOf(err) != CodeUnreadable {
		t.Errorf("its undo says %v", err)
	}
}

// A full disk has not taken the commit: there is nothing to write over, and no room to do so.
func TestSettle_AFullDiskIsNoDoubt(t *testing.T) {
	s, _ := faulty(t)
	full := &commitError{sqlite3.Error{Code: sqlite3.ErrFull}}
	if _, err := s.settle(Receipt{}, "no such save", full); CodeOf(err) != CodeNotSaved || !strings.Contains(err.Error(), "free space") {
		t.Error(err)
	}
}

// After a commit that failed the database is asked, and what the commit may have left is written over. Where that fails,
// too, nobody knows: it is not said that nothing was saved.
func TestSettle_AFaultWhileTheDatabaseIsAskedLeavesItInDoubt(t *testing.T) {
	s, f := faulty(t)
	doubts := 0
	for at := int64(1); ; at++ {
		f.countdown.Store(at)
		_, err := s.settle(Receipt{}, "no such save", &commitError{errFault})
		if f.countdown.Swap(0) > 0 {
			if CodeOf(err) != CodeNotSaved {
				t.Errorf("without a fault it says %v", err)
			}
			break
		}
		if CodeOf(err) == CodeInDoubt {
			doubts++
		}
	}
	if doubts < 5 {
		t.Errorf("%d faults left it in doubt: they did not reach it", doubts)
	}
}

func TestCodeOf_AnErrorOfAnotherProgramHasNone(t *testing.T) {
	if code := CodeOf(fmt.Errorf("deep down: %w", &Error{Code: CodeConflict})); code != CodeConflict {
		t.Error(code)
	}
	if code := CodeOf(errFault); code != "" {
		t.Error(code)
	}
}

func TestEntriesBy_ReadsTheEntriesOfTheseNumbers(t *testing.T) {
	s, f := faulty(t)
	everyFault(t, f, func() error {
		list, err := s.EntriesBy(context.Background(), []int64{3, 1, 99})
		if err == nil && (len(list) != 2 || list[0].Key != "OAK" || list[1].Key != ipad) {
			t.Fatalf("%+v", list)
		}
		return err
	}, func(int) {})
	if list, err := s.EntriesBy(context.Background(), nil); list != nil || err != nil {
		t.Error(list, err)
	}
}

// A database that cannot be opened for want of room needs room, and no backup.
func TestOpen_OnAFullDiskAsksForRoom(t *testing.T) {
	var e *Error
	if err := unreadable("homeroom.db", fmt.Errorf("migrating: %w", sqlite3.Error{Code: sqlite3.ErrFull})); !errors.As(err, &e) || !strings.Contains(e.Remedy, "room on the disk") {
		t.Error(err)
	}
	if err := unreadable("homeroom.db", errors.New("not a database")); !errors.As(err, &e) || !strings.Contains(e.Remedy, "backup") {
		t.Error(err)
	}
}
