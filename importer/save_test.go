package importer_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

func TestSave_R80_WritesAllAcceptedRowsWithTheFileAndEveryOutcome(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air, air2} {
		s.device(d)
	}
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	p := s.request(importer.Request{
		Name: "inbox/assign.csv", Site: oak, Mode: template.ModeAssign,
		Data: file(t, "csv",
			row{serial: mini.Serial, id: "ana"},
			row{serial: mini2.Serial, id: "bo", position: "student"},
			row{serial: air.Serial, id: "ana"},
			row{serial: air2.Serial},
			row{serial: "OAKNONE00001", id: "cy", position: "student"},
		),
	})
	statuses(t, p, same, add, heldBack, leftOut, failed)
	before, _ := s.st.Latest(t.Context())
	outcome := s.save(p)
	if outcome.Saved != 1 || outcome.Act == 0 || len(outcome.Moved) != 0 {
		t.Fatalf("outcome is %+v", outcome)
	}
	if after, _ := s.st.Latest(t.Context()); after != before+2 {
		t.Errorf("%d entries in the history", after-before)
	}
	act, entries, err := s.st.Act(t.Context(), outcome.Act)
	if err != nil {
		t.Fatal(err)
	}
	if act.Title != "assign.csv: 1 row saved" || act.Operator != "lead" || act.Kind != store.ActImport || act.Import.Counts["left_out"] != 1 ||
		act.Import.Rows != 5 || act.Import.SHA256 != p.SHA256 || act.Import.FileName != "assign.csv" || entries[0].Line != 3 {
		t.Errorf("act is %+v, %+v", act, act.Import)
	}
	rows, err := s.st.Outcomes(t.Context(), outcome.Act)
	if err != nil || len(rows) != 4 {
		t.Fatalf("outcomes are %+v, %v", rows, err)
	}
	if !rows[0].Saved || rows[1].Saved || rows[1].Status != "held_back" || rows[1].UserID != "ana" {
		t.Errorf("outcomes are %+v", rows)
	}
	var notes []importer.Note
	if err := json.Unmarshal([]byte(rows[3].Notes), &notes); err != nil || len(notes) != 1 || notes[0].Rule != "R-17" {
		t.Errorf("notes are %s: %v", rows[3].Notes, err)
	}
	kept, err := s.st.ImportFile(t.Context(), outcome.Act)
	if err != nil || string(kept) != string(p.Data) {
		t.Errorf("the file is not kept: %v", err)
	}
}

func TestSave_APlanIsSavedOnce(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.assign(row{serial: mini.Serial, id: "ana", position: "student"})
	s.save(p)
	if _, err := p.Save(t.Context(), s.st, "lead", 0, nil); store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), "saved already") {
		t.Errorf("the error is %v", err)
	}
}

func TestPreview_R80_WritesNothing(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	before, _ := s.st.Latest(t.Context())
	s.assign(row{serial: mini.Serial, id: "ana"})
	if after, _ := s.st.Latest(t.Context()); after != before {
		t.Error("a preview wrote")
	}
}

func TestSave_R85_AMovedRecordIsHeldBackAndTheOthersCanBeSaved(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	p := s.assign(
		row{serial: mini.Serial, id: "ana", room: "1"},
		row{serial: mini2.Serial, id: "bo", position: "student"},
	)
	storetest.Edit(t, s.st, "other lead", mini.Serial, map[store.Field]string{store.FieldRoom: "9"})
	before, _ := s.st.Latest(t.Context())
	outcome := s.save(p)
	if outcome.Act != 0 || outcome.Saved != 0 || len(outcome.Moved) != 1 || outcome.Moved[0].Line != 2 {
		t.Fatalf("outcome is %+v", outcome)
	}
	if after, _ := s.st.Latest(t.Context()); after != before {
		t.Fatal("something was saved")
	}
	statuses(t, p, heldBack, add)
	n := note(t, p.Rows[0].Notes, "R-85", warning)
	contains(t, n.Message, "the file says “1”", "the record said “”", "it says “9” now", "other lead", "2026-")
	if n.Column != "Room" || n.Value != "1" || n.Line != 2 || n.Remedy == "" {
		t.Errorf("note is %+v", n)
	}
	if got := p.Counts(); got[heldBack] != 1 || got[add] != 1 {
		t.Errorf("counts are %v", got)
	}
	if err := p.Decide(2, store.VerdictAccept); err == nil {
		t.Error("a moved row may be included")
	}
	if outcome = s.save(p); outcome.Saved != 1 || outcome.Act == 0 {
		t.Fatalf("the second save: %+v", outcome)
	}
	if s.userNow("ana") != nil || s.userNow("bo") == nil || s.deviceNow(mini.Serial).Username != "" {
		t.Error("the wrong rows were saved")
	}
}

func TestSave_R85_AFieldThatTheFileDoesNotName(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.assign(row{serial: mini.Serial, id: "ana"})
	storetest.Edit(t, s.st, "other lead", mini.Serial, map[store.Field]string{store.FieldBuilding: "C"})
	s.save(p)
	contains(t, note(t, p.Rows[0].Notes, "R-85", warning).Message, "other lead", "fields that the file does not name")
}

// A colleague gives the device another asset tag, which an assignment does not write: the file names it all the same.
func TestSave_R85_AFieldThatTheFileNamesAndDoesNotWrite(t *testing.T) {
	s := newSchool(t)
	d := s.device(mini)
	p := s.assign(row{serial: mini.Serial, tag: d.AssetTag, id: "ana"})
	storetest.Edit(t, s.st, "other lead", mini.Serial, map[store.Field]string{store.FieldAssetTag: "3999999"})
	s.save(p)
	n := note(t, p.Rows[0].Notes, "R-85", warning)
	contains(t, n.Message, "the file says “"+d.AssetTag+"”", "the record said “"+d.AssetTag+"” then", "it says “3999999” now", "other lead")
	if n.Column != "Asset Tag" {
		t.Errorf("the note is about %q", n.Column)
	}
}

// The file of a revoke names no placeholder: that is what the revoke would have written.
func TestSave_R85_ARevokeSaysNothingOfAPlaceholder(t *testing.T) {
	s := newSchool(t)
	d := s.device(mini)
	d.Username = "ana"
	s.person(store.User{UserID: "ana", FullName: "Ana Ash", Site: "OAK"}, mini.Serial)
	p := s.revoke(row{serial: mini.Serial, tag: d.AssetTag, id: "ana", del: mini.Serial})
	storetest.Edit(t, s.st, "other lead", mini.Serial, map[store.Field]string{store.FieldUsername: "bo"})
	s.save(p)
	n := note(t, p.Rows[0].Notes, "R-85", warning)
	contains(t, n.Message, "would have written", "the record said “ana” then", "it says “bo” now")
	if strings.Contains(n.Message, "file says") {
		t.Errorf("the file says no such thing: %s", n.Message)
	}
}

func TestSave_R85_TheOtherRowOfThePersonMakesTheUserRecord(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	p := s.assign(row{serial: mini.Serial, id: "teo", position: "T"}, row{serial: air.Serial, id: "teo", position: "T"})
	storetest.Edit(t, s.st, "other lead", mini.Serial, map[store.Field]string{store.FieldUsername: "bo"})
	if outcome := s.save(p); len(outcome.Moved) != 1 {
		t.Fatalf("outcome is %+v", outcome)
	}
	contains(t, note(t, p.Rows[0].Notes, "R-85", warning).Column, "User ID")
	statuses(t, p, heldBack, add)
	s.save(p)
	if s.userNow("teo") == nil || s.deviceNow(air.Serial).Username != "teo" {
		t.Error("the other row was not saved")
	}
}

func TestSave_R85_AUserRecordThatMovedHoldsBackAllRowsOfThePerson(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, air, mini2} {
		s.device(d)
	}
	p := s.assign(
		row{serial: mini.Serial, id: "teo", name: "Teo Lindqvist"},
		row{serial: air.Serial, id: "teo"},
		row{serial: mini2.Serial, id: "bo"},
	)
	s.person(store.User{UserID: "Teo", FullName: "Tea Other", Site: fern})
	outcome := s.save(p)
	if len(outcome.Moved) != 2 {
		t.Fatalf("outcome is %+v", outcome)
	}
	statuses(t, p, heldBack, heldBack, add)
	contains(t, said(p.Rows[0].Notes), "came on record", "test")
	if outcome = s.save(p); outcome.Saved != 1 {
		t.Errorf("the second save: %+v", outcome)
	}
}

func TestSave_R85_InARevokeTheUserRecordStaysWithTheDeviceThatMoved(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak, Position: "teacher"}, mini.Serial, air.Serial)
	p := s.revoke(leaver(mini), leaver(air))
	storetest.Edit(t, s.st, "other lead", air.Serial, map[store.Field]string{store.FieldRoom: "9"})
	s.save(p)
	statuses(t, p, taken, heldBack)
	note(t, p.Rows[0].Notes, "R-22", warning)
	s.save(p)
	if s.userNow("teo") == nil || s.userNow("teo").Invitation != store.InvitationRevoked {
		t.Errorf("user is %+v", s.userNow("teo"))
	}
}

func TestSave_R85_R30_APersonWhoWasGivenAnotherDeviceIsHeldBackAlone(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.device(mini2)
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak, Position: "teacher"}, mini.Serial)
	s.person(store.User{UserID: "una", FullName: "Una Marsh", Site: oak, Position: "student"}, mini2.Serial)
	p := s.revoke(leaver(mini), leaver(mini2))
	storetest.Edit(t, s.st, "other lead", air.Serial, map[store.Field]string{store.FieldUsername: "teo"})
	s.save(p)
	statuses(t, p, heldBack, taken)
	n := note(t, p.Rows[0].Notes, "R-85", warning)
	contains(t, n.Message, "what user teo holds is not what it was", "other lead")
	if outcome := s.save(p); outcome.Saved != 1 || s.userNow("una") != nil || s.deviceNow(mini.Serial).Username != "teo" {
		t.Errorf("the second save: %+v", outcome)
	}
}

func TestSave_R85_ASiteThatCameOnRecordAsksForAnotherPreview(t *testing.T) {
	s := newSchool(t)
	p := s.request(importer.Request{
		Data: file(t, "csv", row{serial: "ELMNEW000001"}), Site: "ELM", Mode: template.ModeInventory, Solution: store.SolutionPrimary,
	})
	storetest.MustSite(t, s.st, store.Site{Code: "ELM", Name: "Elm School"})
	_, err := p.Save(t.Context(), s.st, "lead", 0, nil)
	if store.CodeOf(err) != store.CodeConflict {
		t.Fatalf("the error is %v", err)
	}
	contains(t, err.Error(), "nothing was saved", "ELM", "preview the file again")
}

func TestSave_GivesTheStoresErrors(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.assign(row{serial: mini.Serial, id: "ana"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Save(ctx, s.st, "lead", 0, nil); store.CodeOf(err) != store.CodeCancelled {
		t.Errorf("the error is %v", err)
	}
	for _, mode := range []template.Mode{"", template.ModeAssign} { // the imports are asked first, or the records
		_, err := importer.Preview(ctx, s.st, importer.Request{Data: p.Data, Site: oak, Mode: mode})
		if store.CodeOf(err) != store.CodeCancelled {
			t.Errorf("the error is %v", err)
		}
	}
}

func TestSave_R87_UndoBringsEveryRecordBack(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak, Position: "teacher"}, mini.Serial, air.Serial)
	before := [2]store.Device{s.deviceNow(mini.Serial), s.deviceNow(air.Serial)}
	outcome := s.save(s.revoke(leaver(mini), leaver(air)))
	undo, err := s.st.PlanUndo(t.Context(), "lead", store.UndoRequest{Act: outcome.Act})
	if err != nil || len(undo.Refused) > 0 {
		t.Fatalf("undo: %+v, %v", undo.Refused, err)
	}
	if _, err := s.st.Apply(t.Context(), undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	for i, d := range []store.Device{s.deviceNow(mini.Serial), s.deviceNow(air.Serial)} {
		d.Version = before[i].Version
		if d != before[i] {
			t.Errorf("device is %+v", d)
		}
	}
	if u := s.userNow("teo"); u == nil || u.FullName != "Teo Lindqvist" {
		t.Errorf("user is %+v", u)
	}
}

func TestDecide_RefusesWhereThereIsNothingToDecide(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "ana", Site: oak}, mini.Serial)
	p := s.assign(row{serial: mini.Serial, id: "ana"}, row{serial: mini2.Serial}, row{serial: "?", id: "bo"})
	statuses(t, p, same, leftOut, failed)
	for line, says := range map[int]string{2: "already", 3: "not meant", 4: "error", 99: "no row on line 99"} {
		err := p.Decide(line, store.VerdictAccept)
		if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), says) {
			t.Errorf("line %d gives %v", line, err)
		}
	}
	p = s.assign(row{serial: mini2.Serial, id: "bo"})
	if err := p.Decide(2, "perhaps"); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("the error is %v", err)
	}
}

func TestConfirm_AsksOverAThirdOfASiteOfTenOrMore(t *testing.T) {
	s := newSchool(t)
	var rows []row
	for i := range 10 {
		d := store.Device{Serial: "OAKPAD00000" + string(rune('0'+i)), Model: "iPad"}
		s.device(d)
		rows = append(rows, row{serial: d.Serial, room: "5"})
	}
	if n, ask := s.inventory(rows[:3]...).Confirm(); ask || n != 3 {
		t.Errorf("three of ten: asks %v for %d", ask, n)
	}
	p := s.inventory(rows[:4]...)
	if n, ask := p.Confirm(); !ask || n != 4 {
		t.Errorf("four of ten: asks %v for %d", ask, n)
	}
	if r := p.Reach(); r.Devices != 4 || r.SiteDevices != 10 || r.Share != 0.4 || len(r.LoseLast) != 0 {
		t.Errorf("reach is %+v", r)
	}
	if err := p.Decide(2, store.VerdictLater); err != nil {
		t.Fatal(err)
	}
	if n, ask := p.Confirm(); ask || n != 3 || p.Accepted() != 3 {
		t.Errorf("one of four put off: asks %v for %d", ask, n)
	}
	contains(t, p.Sentence(), "3 rows", "1 row is not saved")
}

func TestReach_WhoGetsAnotherDeviceDoesNotLoseTheLast(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	p := s.inventory(row{serial: mini.Serial, id: "bo"}, row{serial: mini2.Serial, id: "ana"})
	if r := p.Reach(); len(r.LoseLast) != 0 {
		t.Errorf("people who lose their last device: %v", r.LoseLast)
	}
}
