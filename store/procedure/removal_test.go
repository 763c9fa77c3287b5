package procedure_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

func TestRemoval_R30_TwoDevicesAreWalkedStepByStepInTheirOrder(t *testing.T) {
	s := newSchool(t)
	s.scope("Maths 7", "Ada.Byrne", "bo.tan")
	w := s.removal()
	want := []string{
		"now prove-ready " + macSerial, "ahead prove-ready " + padSerial, "ahead find-record " + macSerial, "ahead find-record " + padSerial,
		"ahead clear-position " + macSerial, "ahead clear-position " + padSerial, "ahead leave-scopes",
		"ahead clear-username " + macSerial, "ahead clear-username " + padSerial, "ahead delete-user",
		"ahead write-serial " + macSerial, "ahead write-serial " + padSerial, "ahead notice",
	}
	if got := keys(w); !slices.Equal(got, want) {
		t.Fatalf("the stages are\n%s", strings.Join(got, "\n"))
	}
	if w.Title != "Removal of Ada Byrne (ada.byrne)" || w.Checklist.Site != oak {
		t.Errorf("title %q at %s", w.Title, w.Checklist.Site)
	}
	s.tells(w.Stage("prove-ready "+padSerial).Text, "iPad mini 5072344", "iCloud")
	s.tells(w.Stage("prove-ready "+macSerial).Text, "MacBook Air", "2000001 is erased by the restore procedure")
	for w.Open() {
		at := w.Now()
		w = s.next(w)
		if done := w.Stage(at.Key); done.State != procedure.StateDone {
			t.Fatalf("%s is %s", at.Key, done.State)
		}
		s.clean()
	}
	for _, serial := range []string{macSerial, padSerial} {
		if d := s.device(serial); d.Username != serial || d.Position != "" || d.FullName != "" || d.Email != "" {
			t.Errorf("at the end the record is %+v", d)
		}
	}
	if s.user("ada.byrne") != nil {
		t.Error("the user record is still there")
	}
	if list, err := s.st.ScopesOf(context.Background(), "ada.byrne"); err != nil || len(list) > 0 {
		t.Errorf("still in scopes %v %v", list, err)
	}
	if w.Checklist.State != store.ChecklistDone || w.At != len(w.Stages) || w.Now() != nil || w.Checklist.Step != "" {
		t.Errorf("the checklist is %+v at %d", w.Checklist, w.At)
	}
	s.tells(w.Title, "Ada Byrne (ada.byrne)")
}

func TestRemoval_R22_TheAppsAreRevokedWithTheLastPosition(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	for w.Now().Step.Name != "clear-position" {
		w = s.next(w)
	}
	w = s.next(w)
	if u := s.user("ada.byrne"); u.Invitation != store.InvitationAccepted {
		t.Errorf("with a Position on the other device the invitation is %s", u.Invitation)
	}
	will := ""
	for _, l := range w.Now().Facts {
		if l.Record == store.KindUser && l.Field == store.FieldInvitation && l.Changes() {
			will = l.Now + " -> " + l.Will
		}
	}
	if will != "accepted -> revoked" {
		t.Errorf("the last Position shows %q of the invitation", will)
	}
	s.next(w)
	if u := s.user("ada.byrne"); u.Invitation != store.InvitationRevoked {
		t.Errorf("without a Position the invitation is %s", u.Invitation)
	}
}

func TestRemoval_R31_AStepShowsOldAndNewBeforeItDoesThem(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	for w.Now().Step.Name != "clear-position" {
		w = s.next(w)
	}
	st := w.Now()
	if st.Number != 3 || st.Of != 8 || st.Device.Serial != macSerial || st.Already {
		t.Fatalf("it is %+v", st)
	}
	for _, l := range st.Facts {
		if l.Field == store.FieldPosition && (l.Now != "teacher" || l.Will != "" || l.Name != "MacBook Air 11\" 2000001") {
			t.Errorf("the line is %+v", l)
		}
		if l.Field == store.FieldUsername && (l.Now != "ada.byrne" || l.Changes()) {
			t.Errorf("the line is %+v", l)
		}
	}
	if len(st.Facts) != 4 {
		t.Errorf("%d lines", len(st.Facts))
	}
}

func TestRemoval_TheSiteUsesNoScopes(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	if st := w.Stage("leave-scopes"); st.State != procedure.StateSkipped || st.Why != "the site uses no assignment scopes" {
		t.Errorf("it is %s: %q", st.State, st.Why)
	}
	s.tells(s.refuses(w, "leave-scopes", store.CodeInvalid), "does not apply", "uses no assignment scopes")
	for w.Open() {
		w = s.next(w)
	}
	if st := w.Stage("leave-scopes"); st.State != procedure.StateSkipped {
		t.Errorf("at the end it is %s", st.State)
	}
}

func TestRemoval_TheSiteUsesScopesAndThePersonIsInNone(t *testing.T) {
	s := newSchool(t)
	s.scope("Maths 7", "bo.tan")
	w := s.removal()
	if st := w.Stage("leave-scopes"); st.State != procedure.StateAhead || !st.Already && len(st.Blocked) != 1 {
		t.Errorf("it is %+v", st)
	}
	for w.Open() {
		w = s.next(w)
	}
}

func TestRemoval_R30_NoStepBeforeItsTurn(t *testing.T) {
	s := newSchool(t)
	s.scope("Maths 7", "ada.byrne")
	w := s.removal()
	for w.Open() {
		for i := range w.Stages {
			if st := &w.Stages[i]; st.Number > w.Now().Number && st.State == procedure.StateAhead {
				s.tells(s.refuses(w, st.Key, store.CodeInvalid), "step ", " comes first: "+w.Now().Title)
			}
		}
		w = s.next(w)
	}
	s.tells(s.refuses(w, "notice", store.CodeConflict), "this checklist is done, by "+me)
}

func TestRemoval_R30_TheDevicesOfAStepMayBeTakenInAnyOrder(t *testing.T) {
	s := newSchool(t)
	w := s.do(s.removal(), "prove-ready "+padSerial)
	if w.Now().Key != "prove-ready "+macSerial {
		t.Errorf("now it is %s", w.Now().Key)
	}
	s.do(w, "prove-ready "+macSerial)
}

func TestRemoval_R30_TheUserRecordStaysWhileADeviceOrAScopePointsAtIt(t *testing.T) {
	s := newSchool(t)
	s.scope("Maths 7", "ada.byrne")
	w := s.removal()
	for w.Now().Step.Name != "delete-user" {
		w = s.next(w)
	}
	spare := func() {
		s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, spareSerial, "ada.byrne") })
	}
	shown := w
	spare()
	storetest.Apply(t, s.st, member("Maths 7", "ada.byrne"))
	words := s.refuses(shown, "delete-user", store.CodeInvalid)
	s.tells(words, "step 1 comes first")
	w = s.load(w.Checklist.Number)
	st := w.Stage("delete-user")
	told := strings.Join(st.Blocked, "\n")
	s.tells(told, "2000002 (serial number "+spareSerial+") still points at ada.byrne: clear its Username first (R-30)",
		"assignment scope Maths 7 still lists ada.byrne: take them out of it first (R-30)")
	for w.Open() { // the device that came is walked, too; the scope step is done again
		w = s.next(w)
	}
	if d := s.device(spareSerial); d.Username != spareSerial {
		t.Errorf("the device that came in the middle ends as %+v", d)
	}
	if got := w.Checklist.Serials(); !slices.Contains(got, spareSerial) {
		t.Errorf("the checklist is about %v", got)
	}
	s.clean()
}

func TestRemoval_R30_WhatComesBetweenTheLookAndTheDeletionIsToldByTheStore(t *testing.T) {
	for name, between := range map[string]store.Change{
		"device still points at the user": {},
		"scope":                           member("Maths 7", "ada.byrne"),
	} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7")
			w := s.removal()
			for w.Now().Step.Name != "delete-user" {
				w = s.next(w)
			}
			changes := w.Now().Changes
			if between.Record == "" {
				s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, spareSerial, "ada.byrne") })
			} else {
				storetest.Apply(t, s.st, between)
			}
			if _, err := s.st.Apply(context.Background(), store.Act{Operator: me, Kind: store.ActStep, Title: "x"}, changes); err == nil {
				t.Fatal("the user record is gone")
			}
		})
	}
}

func TestRemoval_TheHistoryTellsEveryStep(t *testing.T) {
	s := newSchool(t)
	s.scope("Maths 7", "ada.byrne")
	w := s.removal()
	for w.Open() {
		w = s.next(w)
	}
	entries, err := s.st.History(context.Background(), padSerial)
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, e := range entries {
		if e.Kind == store.ActStep {
			titles = append(titles, e.Operator+" "+e.Title)
		}
	}
	want := []string{
		me + " Removal of ada.byrne, step 3: clear the Position (iPad mini 5072344)",
		me + " Removal of ada.byrne, step 5: clear the Username (iPad mini 5072344)",
		me + " Removal of ada.byrne, step 7: write the serial number into the Username (iPad mini 5072344)",
	}
	if !slices.Equal(titles, want) {
		t.Errorf("the device's history tells\n%s", strings.Join(titles, "\n"))
	}
	entries, err = s.st.History(context.Background(), "ada.byrne")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, e := range entries {
		all.WriteString(e.Title + "\n")
	}
	s.tells(all.String(), "step 3", "step 4: take the user out of every assignment scope", "step 5", "step 6: delete the user record")
	if strings.Contains(all.String(), "Ada") {
		t.Error("a title names a person")
	}
}

func TestRemoval_OfSomebodyWithoutAUserRecord(t *testing.T) {
	s := newSchool(t)
	storetest.MustDevice(t, s.st, store.Device{Serial: "OAKMINI00009", Model: "iPad mini", Platform: store.PlatformIOS, Site: oak, Username: "old.id", FullName: "Old Hand"})
	w := s.start(procedure.Request{Procedure: "removal", UserID: "OLD.ID", Devices: []string{"oakmini00009"}})
	if w.Title != "Removal of Old Hand (OLD.ID)" || w.Checklist.Site != oak {
		t.Errorf("title %q, site %q", w.Title, w.Checklist.Site)
	}
	for w.Open() {
		if w.Now().Key == "delete-user" && !w.Now().Already {
			t.Error("there is nothing to delete, and it is not told")
		}
		w = s.next(w)
	}
	if d := s.device("OAKMINI00009"); d.Username != d.Serial {
		t.Errorf("the record is %+v", d)
	}
	s.clean()
}

func TestRemoval_R12_WhereTheSerialNumberIsTheUserID(t *testing.T) {
	s := newSchool(t)
	storetest.MustUser(t, s.st, store.User{UserID: "OAKMINI00008", FullName: "Ida Holm", Site: oak})
	storetest.MustDevice(t, s.st, store.Device{Serial: "OAKMINI00008", Model: "iPad mini", Platform: store.PlatformIOS, Site: oak, Username: "OAKMINI00008", Position: "student"})
	w := s.start(procedure.Request{Procedure: "removal", UserID: "oakmini00008"})
	for w.Now().Step.Name != "delete-user" {
		w = s.next(w)
	}
	if d := s.device("OAKMINI00008"); d.Username != "" {
		t.Errorf("before the user record goes, Username is %q", d.Username)
	}
	for w.Open() {
		w = s.next(w)
	}
	if d := s.device("OAKMINI00008"); d.Username != d.Serial || s.user(d.Serial) != nil {
		t.Errorf("the record is %+v", d)
	}
}

func TestRemoval_TheSerialNumberIsSomebodyElsesUserID(t *testing.T) {
	s := newSchool(t)
	storetest.MustUser(t, s.st, store.User{UserID: padSerial, FullName: "Ida Holm", Site: oak})
	w := s.removal()
	for w.Open() {
		w = s.next(w)
	}
	if d := s.device(padSerial); d.Username != "" {
		t.Errorf("Username %q says that somebody else holds it", d.Username)
	}
}

func TestPage_AFinishedRemovalForTheFile(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	w := s.start(procedure.Request{Procedure: "removal", UserID: "ada.byrne", Note: "moves away"})
	w, err := procedure.Do(ctx, s.st, me, &w, "prove-ready "+macSerial, procedure.Answer{Note: "seen"})
	if err != nil {
		t.Fatal(err)
	}
	if w, err = procedure.Note(ctx, s.st, colleague, &w, "the iPad is at the office"); err != nil {
		t.Fatal(err)
	}
	for w.Open() {
		w = s.next(w)
	}
	p := procedure.Page(w, time.UTC)
	facts := map[string][]string{}
	for _, f := range p.Facts {
		facts[f.Label] = append(facts[f.Label], f.Value)
	}
	if p.Title != w.Title || facts["Note"][0] != "moves away" || facts["State"][0] != "done" || len(facts["Device"]) != 2 || facts["Site"][0] != "OAK (Oak Hill School)" {
		t.Errorf("%q: %v", p.Title, facts)
	}
	s.tells(facts["Ended"][0], me, "2026-08-24 08:0", "Z")
	first, second := p.Steps[0], p.Steps[1]
	if first.Note != "seen" || first.By != me || first.At == "" || first.Device != "MacBook Air 11\" 2000001" {
		t.Errorf("the first line is %+v", first)
	}
	if second.Note != colleague+": the iPad is at the office" {
		t.Errorf("the second line is %+v", second)
	}
	if n := len(p.Steps); n != 13 || p.Steps[n-1].Number != 8 {
		t.Errorf("%d lines", n)
	}
}

func TestRemoval_OfSomebodyWithoutADevice(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "removal", UserID: "cem"})
	if got := keys(w); !slices.Equal(got, []string{"skipped leave-scopes", "now delete-user", "ahead notice"}) {
		t.Fatalf("the stages are %v", got)
	}
	s.finish(w)
	if s.user("cem") != nil {
		t.Error("the user record is still there")
	}
}

func TestRemoval_R42_RemindsOfInventoryPreloadAndOfTheExportThatListsTheSite(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	s.tells(w.Stage("write-serial "+padSerial).Text, "If it is listed in Jamf's Inventory Preload, take its serial number out there", "R-42")
	for _, e := range []store.Export{
		{Operator: "kim", Template: "jamf-preload", Site: "ELSEWHERE", Format: "csv", Rows: 1},
		{Operator: "kim", Template: "mut-computers", Site: oak, Format: "csv", Rows: 1},
	} {
		if _, err := s.st.KeepExport(context.Background(), e); err != nil {
			t.Fatal(err)
		}
	}
	w = s.load(w.Checklist.Number)
	s.tells(w.Stage("write-serial "+padSerial).Text, "If it is listed in Jamf's Inventory Preload")
	if _, err := s.st.KeepExport(context.Background(), store.Export{Operator: "kim", Template: "jamf-preload", Site: oak, Format: "csv", Rows: 2}); err != nil {
		t.Fatal(err)
	}
	w = s.load(w.Checklist.Number)
	s.tells(w.Stage("write-serial "+padSerial).Text, "list for Jamf's Inventory Preload was written here (export 3, ", "by kim)", "take its serial number out there", "R-42")
}
