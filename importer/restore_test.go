package importer_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// keep begins the review of a plan with what its rows are, and its mends.
func (s *school) keep(p *importer.Plan) int64 {
	s.t.Helper()
	ctx := context.Background()
	mends := p.Mends()
	shown, _ := p.TakeShown()
	r, _, err := s.st.OpenReview(ctx, store.Review{
		Operator: "lead", Site: p.Site.Code, Template: p.Template.Name, Mode: string(p.Mode), FileName: p.Name, SHA256: p.SHA256, Latest: p.Latest,
		Shown: shown, Known: true,
	}, p.Data)
	if err == nil && len(mends) > 0 {
		_, err = s.st.Keep(ctx, r.ID, "lead", store.Kept{Mends: mends})
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return r.ID
}

// shows keeps what a plan shows, with what was decided and mended on it.
func (s *school) shows(review int64, p *importer.Plan, k store.Kept) {
	s.t.Helper()
	k.Shown, k.Afresh = p.TakeShown()
	if _, err := s.st.Keep(context.Background(), review, "lead", k); err != nil {
		s.t.Fatal(err)
	}
}

// decided finds a review again, decides, and leaves it. What the rows refuse is kept all the same.
func (s *school) decided(review int64, ds ...store.Decision) {
	s.t.Helper()
	p, _ := s.again(review)
	for _, d := range ds {
		if p.Decide(d.Line, d.Verdict) == nil && d.Reason != "" {
			if err := p.Explain(d.Line, d.Reason, "lead"); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	s.shows(review, p, store.Kept{Decisions: ds})
}

// mends finds a review again, mends, and leaves it.
func (s *school) mends(review int64, ms ...store.Mend) {
	s.t.Helper()
	p, _ := s.again(review)
	if err := p.Mend(ms...); err != nil {
		s.t.Fatal(err)
	}
	s.shows(review, p, store.Kept{Mends: ms})
}

// again finds a review again, and what of it is dropped.
func (s *school) again(review int64) (*importer.Plan, []int) {
	s.t.Helper()
	r, ds, data, err := s.st.Review(context.Background(), review)
	if err != nil {
		s.t.Fatal(err)
	}
	p := s.request(importer.Request{
		Name: r.FileName, Data: data, Template: r.Template, Mode: template.Mode(r.Mode), Site: r.Site, Operator: "lead", Mends: r.Mends,
	})
	return p, p.Restore(r, ds)
}

// fourMinis are four devices and the file that gives them to four people.
func (s *school) fourMinis() *importer.Plan {
	s.t.Helper()
	var rows []row
	for i, id := range []string{"ana", "bo", "cy", "di"} {
		d := store.Device{Serial: fmt.Sprintf("OAKMINI1000%d", i), AssetTag: fmt.Sprintf("500100%d", i), Room: "1"}
		s.device(d)
		rows = append(rows, row{serial: d.Serial, id: id, position: "S", room: "7"})
	}
	return s.assign(rows...)
}

func TestRestore_BringsBackEveryDecisionWithItsReasonAndWhoMadeIt(t *testing.T) {
	s := newSchool(t)
	id := s.keep(s.fourMinis())
	s.decided(id, store.Decision{Line: 2, Verdict: store.VerdictLeaveOut, Reason: "gave it back"},
		store.Decision{Line: 3, Verdict: store.VerdictLater}, store.Decision{Line: 4, Verdict: store.VerdictAccept}, store.Decision{Line: 99, Verdict: store.VerdictAccept})
	p, dropped := s.again(id)
	if len(dropped) != 0 {
		t.Errorf("dropped are %v", dropped)
	}
	got := fmt.Sprint(p.Rows[0].Verdict, p.Rows[0].Reason, p.Rows[0].DecidedBy, p.Rows[1].Verdict, p.Rows[2].Verdict, p.Rows[3].Verdict, p.Rows[3].DecidedBy)
	if got != "leave_outgave it backleadlateracceptaccept" {
		t.Errorf("restored are %s", got)
	}
	for i := range p.Rows {
		if p.Rows[i].Turned != "" {
			t.Errorf("line %d has turned: %s", p.Rows[i].Line, p.Rows[i].Turned)
		}
	}
	if q, _ := s.again(id); !p.Like(q) {
		t.Error("found again twice it is not the same")
	}
}

// An accept of a row that would do something else now is not silently in force; what was left out stays so.
func TestRestore_R85_AnAcceptOfARowThatTurnedIsNotInForce(t *testing.T) {
	s := newSchool(t)
	id := s.keep(s.fourMinis())
	s.decided(id, store.Decision{Line: 2, Verdict: store.VerdictAccept}, store.Decision{Line: 3, Verdict: store.VerdictLeaveOut})
	for i := range 3 {
		storetest.Edit(t, s.st, "kim", fmt.Sprintf("OAKMINI1000%d", i), map[store.Field]string{store.FieldRoom: "9"})
	}
	p, dropped := s.again(id)
	if !slices.Equal(dropped, []int{2, 4}) { // 4 was accepted to begin with
		t.Errorf("dropped are %v", dropped)
	}
	for i, want := range []store.Verdict{store.VerdictLater, store.VerdictLeaveOut, store.VerdictLater, store.VerdictAccept} {
		if row := &p.Rows[i]; row.Verdict != want || (row.Turned != "") != (i < 3) {
			t.Errorf("line %d is %s, turned: %q", row.Line, row.Verdict, row.Turned)
		}
	}
	n := note(t, p.Rows[0].Notes, "R-85", warning)
	contains(t, n.Message, "then add (", "Room “1” → “7”", "now add (", "Room “9” → “7”")
	contains(t, p.Rows[0].Turned, "Room “1” → “7”")
	if p.Accepted() != 1 || p.Undecided() != 2 || len(p.Changes()) != 2 {
		t.Errorf("%d are accepted, %d undecided: %v", p.Accepted(), p.Undecided(), p.Changes())
	}

	// It stays so when the review is left and found again, until somebody decides.
	s.shows(id, p, store.Kept{})
	p, dropped = s.again(id)
	if !slices.Equal(dropped, []int{2, 4}) || p.Rows[0].Turned == "" || p.Rows[1].Turned != "" {
		t.Fatalf("found again, dropped are %v", dropped)
	}
	if err := p.Mend(store.Mend{Line: 4, Column: "Room", Value: "8"}); err != nil || p.Rows[0].Verdict != store.VerdictLater || p.Rows[0].Turned == "" {
		t.Errorf("after a mend of another row it is %s, %v", p.Rows[0].Verdict, err)
	}
	if err := p.Decide(2, store.VerdictAccept); err != nil || p.Rows[0].Turned != "" {
		t.Errorf("once it was looked at it is turned %q, %v", p.Rows[0].Turned, err)
	}
	silent(t, p.Rows[0].Notes, "R-85")
	if err := p.Unmend(store.Mend{Line: 4, Column: "Room"}); err != nil {
		t.Fatal(err)
	}
	s.shows(id, p, store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictAccept}}})
	if p, dropped = s.again(id); !slices.Equal(dropped, []int{4}) || p.Rows[0].Verdict != store.VerdictAccept {
		t.Errorf("then dropped are %v", dropped)
	}
}

// A row that can be saved now and was shown as the same, and one that is the same now, turned as well.
func TestRestore_R85_TellsRowsThatTurnedFromOrToTheSame(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: mini.Serial, AssetTag: mini.AssetTag, Room: "1"})
	s.device(store.Device{Serial: mini2.Serial, AssetTag: mini2.AssetTag, Room: "2"})
	id := s.keep(s.inventory(row{serial: mini.Serial, room: "1"}, row{serial: mini2.Serial, room: "3"}))
	s.decided(id, store.Decision{Line: 3, Verdict: store.VerdictAccept})
	storetest.Edit(t, s.st, "kim", mini.Serial, map[store.Field]string{store.FieldRoom: "9"})
	storetest.Edit(t, s.st, "kim", mini2.Serial, map[store.Field]string{store.FieldRoom: "3"})
	p, dropped := s.again(id)
	statuses(t, p, change, same)
	if !slices.Equal(dropped, []int{2, 3}) || p.Rows[0].Turned != "same" || p.Rows[1].Turned != "change (Room “2” → “3”)" {
		t.Errorf("dropped are %v; turned %q and %q", dropped, p.Rows[0].Turned, p.Rows[1].Turned)
	}
	contains(t, note(t, p.Rows[1].Notes, "R-85", warning).Message, "now same")
}

// Of a row that would do much only the beginning is told.
func TestRestore_R85_CountsWhatDoesNotFitIntoASentence(t *testing.T) {
	s := newSchool(t)
	id := s.keep(s.inventory(row{tag: mini.AssetTag, serial: mini.Serial, kind: "iPad", phone: "1", room: "2"}))
	s.device(store.Device{Serial: mini.Serial, AssetTag: mini.AssetTag, Room: "9"})
	p, dropped := s.again(id)
	if !slices.Equal(dropped, []int{2}) {
		t.Errorf("dropped are %v", dropped)
	}
	contains(t, p.Rows[0].Turned, "add (", "1 more)")
}

// A record that moved in a field which the row does not name has moved all the same.
func TestRestore_R85_TellsOfARecordThatMovedElsewhere(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: mini.Serial, AssetTag: mini.AssetTag, Room: "1"})
	id := s.keep(s.inventory(row{serial: mini.Serial, room: "2"}))
	storetest.Edit(t, s.st, "kim", mini.Serial, map[store.Field]string{store.FieldBuilding: "North"})
	p, dropped := s.again(id)
	if !slices.Equal(dropped, []int{2}) {
		t.Errorf("dropped are %v", dropped)
	}
	contains(t, note(t, p.Rows[0].Notes, "R-85", warning).Message, "in fields that the row does not name")
}

// What was decided or mended turns no row: the rows that it changed are kept with it.
func TestRestore_DecisionsAndMendsTurnNoRow(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.device(mini2)
	id := s.keep(s.assign(row{serial: mini.Serial, id: "ana", name: "Ana", position: "S"}, row{serial: air.Serial, id: "ana", name: "Ana", position: "S"}, row{serial: mini2.Serial, id: "bo", position: "S"}))
	s.decided(id, store.Decision{Line: 2, Verdict: store.VerdictLeaveOut}) // the user record is line 3's from now on
	s.mends(id, store.Mend{Line: 4, Column: "Room", Value: "5"})
	p, dropped := s.again(id)
	if len(dropped) != 0 || p.Rows[1].Turned != "" || p.Rows[2].Turned != "" || len(p.Rows[1].Changes) != 2 {
		t.Errorf("dropped are %v, turned %q and %q", dropped, p.Rows[1].Turned, p.Rows[2].Turned)
	}
}

// A mend touches other rows, too: none of them turned by that. Those whose records moved did all the same.
func TestRestore_R85_WhatAMendTouchedHasNotTurned(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air} {
		s.device(d)
	}
	p := s.assign(row{serial: mini.Serial, id: "ana", position: "S"}, row{serial: mini.Serial, id: "bo", position: "S"}, row{serial: air.Serial, id: "cy", position: "S"})
	statuses(t, p, failed, failed, add)
	id := s.keep(p)
	s.mends(id, store.Mend{Line: 4, Column: "Room", Value: "5"}, store.Mend{Column: "Room", Value: "Phone Number"})
	s.mends(id, store.Mend{Line: 3, Column: "Serial Number", Value: mini2.Serial})
	storetest.Edit(t, s.st, "kim", air.Serial, map[store.Field]string{store.FieldRoom: "9"})
	p, dropped := s.again(id)
	statuses(t, p, add, add, add)
	if !slices.Equal(dropped, []int{4}) || p.Rows[0].Turned != "" || p.Rows[1].Turned != "" || p.Rows[2].Turned == "" {
		t.Errorf("dropped are %v, turned %q, %q and %q; mended %v", dropped, p.Rows[0].Turned, p.Rows[1].Turned, p.Rows[2].Turned, p.Mends())
	}
	marks := 0
	for _, n := range p.Rows[2].Notes {
		if n.Rule == "R-85" {
			marks++
		}
	}
	if marks != 1 || p.Rows[0].Verdict != store.VerdictAccept || p.Rows[2].Verdict != store.VerdictLater {
		t.Errorf("%d notes of line 4; the verdicts are %s and %s", marks, p.Rows[0].Verdict, p.Rows[2].Verdict)
	}
}

// Of a row that is kept in bytes which nobody can read it is not known how it was shown: it waits.
func TestRestore_R85_ARowThatCannotBeReadWaits(t *testing.T) {
	s := newSchool(t)
	p := s.fourMinis()
	shown, all := p.TakeShown()
	if !all || len(shown) != 4 || !strings.Contains(string(shown[3].Row), "OAKMINI10003") {
		t.Fatalf("%d rows are kept", len(shown))
	}
	whole := shown[1].Row
	for n := range whole {
		for _, cut := range [][]byte{whole[:n:n], append(whole[:n:n], 0xff, 0xff), append([]byte{9}, whole[1:]...)} {
			shown[1].Row = append([]byte{}, cut...)
			if dropped := p.Restore(store.Review{Known: true, Shown: shown}, nil); !slices.Equal(dropped, []int{3}) || p.Rows[1].Turned != "not known" {
				t.Fatalf("of the first %d bytes %q dropped are %v, turned %q", n, cut, dropped, p.Rows[1].Turned)
			}
		}
	}
	shown[1].Row = whole
	if dropped := p.Restore(store.Review{Known: true, Shown: shown}, nil); len(dropped) != 0 || p.Accepted() != 4 {
		t.Errorf("what it wrote drops %v", dropped)
	}
	if rows, all := p.TakeShown(); len(rows) != 0 || all {
		t.Errorf("found again as it was kept, %d rows are kept anew", len(rows))
	}
}

// A row that is taken back and a record that goes are among what was shown, too.
func TestRestore_R85_KnowsARevokeAgain(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "ana", FullName: "Ana", Position: "student", Site: oak}, mini.Serial)
	s.person(store.User{UserID: "bo", FullName: "Bo", Position: "student", Site: oak}, mini2.Serial)
	id := s.keep(s.revoke(leaver(mini), leaver(mini2)))
	if p, dropped := s.again(id); len(dropped) != 0 || p.Accepted() != 2 {
		t.Errorf("dropped are %v", dropped)
	}
	storetest.MustDevice(t, s.st, store.Device{Serial: air.Serial, AssetTag: air.AssetTag, Site: oak, Platform: store.PlatformMacOS, Username: "ana", FullName: "Ana"})
	p, dropped := s.again(id)
	if fmt.Sprint(dropped) != "[2]" {
		t.Errorf("dropped are %v", dropped)
	}
	contains(t, note(t, p.Rows[0].Notes, "R-85", warning).Message, "then revoke (User ID “ana” → “”, Full Name “Ana” → “”", "); now revoke (")
}
