package importer_test

import (
	"fmt"
	"slices"
	"testing"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/storetest"
)

// bosDevices are two devices of two sites that a sheet gives to one person: the second row is in error as long as the
// first is accepted.
func (s *school) bosDevices(rows string) *importer.Plan {
	s.t.Helper()
	s.three()
	s.device(store.Device{Serial: "FERNMAC00001", AssetTag: "3000009", Model: "MacBook Air", Site: fern, Username: "FERNMAC00001"})
	s.person(store.User{UserID: "bo", FullName: "Bo Reed", Position: "staff"})
	return s.deviceSheet("Serial Number,Username,Room\n" + rows)
}

// A row that was an error, and was accepted once another one was left out, is kept as it was accepted.
func TestRestore_R85_ARowThatAnotherDecisionFreedIsNotAcceptedUnseen(t *testing.T) {
	for _, byHand := range []bool{false, true} {
		s := newSchool(t)
		p := s.bosDevices("OAKMAC000002,bo,\nFERNMAC00001,bo,\n")
		s.person(store.User{UserID: "cy", FullName: "Cy Fern", Position: "staff", Site: fern})
		statuses(t, p, change, failed)
		id := s.keep(p)
		ds := []store.Decision{{Line: 2, Verdict: store.VerdictLeaveOut}}
		if byHand {
			ds = append(ds, store.Decision{Line: 3, Verdict: store.VerdictAccept})
		}
		s.decided(id, ds...)
		if q, dropped := s.again(id); len(dropped) != 0 || q.Rows[1].Verdict != store.VerdictAccept {
			t.Errorf("nothing moved, and dropped are %v, line 3 is %q", dropped, q.Rows[1].Verdict)
		}
		storetest.Edit(t, s.st, "kim", "FERNMAC00001", map[store.Field]string{store.FieldUsername: "cy", store.FieldFullName: "Cy Fern", store.FieldPosition: "staff"})
		q, dropped := s.again(id)
		if !slices.Equal(dropped, []int{3}) || q.Rows[1].Verdict != store.VerdictLater || q.Rows[1].Turned == "" {
			t.Errorf("by hand %v: dropped are %v, line 3 is %q", byHand, dropped, q.Rows[1].Verdict)
		}
	}
}

// The user record that moved is written by no other row of the person either.
func TestRestore_R85_NoOtherRowOfThePersonWritesTheUserRecordThatMoved(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "ana", FullName: "Ana", Position: "student", Site: oak, Invitation: store.InvitationInvited}, mini.Serial, air.Serial)
	id := s.keep(s.revoke(leaver(mini), leaver(air)))
	s.byKim(store.Wanted{UserIDs: []string{"ana"}}, func(r *store.Records) edit.Plan {
		return edit.Set(r, store.KindUser, "ana", []edit.Value{{Field: store.FieldGrade, Text: "9"}})
	})
	p, dropped := s.again(id)
	if !slices.Equal(dropped, []int{2, 3}) || p.Accepted() != 0 || p.Rows[0].Turned == "" || p.Rows[1].Turned == "" {
		t.Errorf("dropped are %v, %d rows are accepted", dropped, p.Accepted())
	}
	s.shows(id, p, store.Kept{})
	if q, dropped := s.again(id); !slices.Equal(dropped, []int{2, 3}) || !p.Like(q) {
		t.Errorf("left and found again, dropped are %v", dropped)
	}
}

// A row that turned into an error waits when it revives, in this window and when the review is found again.
func TestRestore_R85_ARowThatTurnedIntoAnErrorWaitsWhenItRevives(t *testing.T) {
	for _, byHand := range []bool{false, true} {
		s := newSchool(t)
		s.device(store.Device{Serial: "OAKMAC000009", AssetTag: "3000019", Model: "MacBook Air", Username: "OAKMAC000009"})
		p := s.bosDevices("OAKMAC000002,bo,\nOAKMAC000009,bo,\nFERNMAC00001,,7\n")
		statuses(t, p, change, change, change)
		id := s.keep(p)
		if byHand {
			s.decided(id, store.Decision{Line: 3, Verdict: store.VerdictAccept})
		}
		storetest.Edit(t, s.st, "kim", "OAKMAC000009", map[store.Field]string{store.FieldSite: fern, store.FieldRoom: "9"})
		q, dropped := s.again(id)
		statuses(t, q, change, failed, change)
		if !slices.Equal(dropped, []int{3}) {
			t.Errorf("dropped are %v", dropped)
		}
		s.shows(id, q, store.Kept{})
		q, _ = s.again(id)
		if err := q.Decide(2, store.VerdictLeaveOut); err != nil {
			t.Fatal(err)
		}
		if r := &q.Rows[1]; r.Status != change || r.Verdict != store.VerdictLater || r.Turned == "" {
			t.Errorf("by hand %v: line 3 is %s, %q, turned %q", byHand, r.Status, r.Verdict, r.Turned)
		}
	}
}

// The same where a mend made it an error, and the mend is put back.
func TestRestore_R85_ARowThatAMendMadeAnErrorWaitsWhenTheMendIsPutBack(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	id := s.keep(s.inventory(row{serial: mini.Serial, room: "2"}, row{serial: mini2.Serial, room: "3"}))
	s.decided(id, store.Decision{Line: 3, Verdict: store.VerdictAccept})
	m := store.Mend{Line: 2, Column: "Serial Number", Value: mini2.Serial}
	s.mends(id, m)
	storetest.Edit(t, s.st, "kim", mini2.Serial, map[store.Field]string{store.FieldRoom: "Kim's lab"})
	p, _ := s.again(id)
	statuses(t, p, failed, failed)
	if err := p.Unmend(m); err != nil {
		t.Fatal(err)
	}
	if r := p.Rows[1]; r.Status != change || r.Verdict != store.VerdictLater {
		t.Errorf("line 3 is %s and %q: turned %q", r.Status, r.Verdict, r.Turned)
	}
}

// Of a review that an older program began it is not known what was shown: rows turn whose records were written since.
func TestRestore_R85_WithoutShownRowsThoseTurnWhoseRecordsWereWrittenSince(t *testing.T) {
	s := newSchool(t)
	p := s.fourMinis()
	r := store.Review{Latest: p.Latest}
	ds := []store.Decision{{Line: 2, Verdict: store.VerdictAccept}, {Line: 3, Verdict: store.VerdictLeaveOut}}
	s.person(store.User{UserID: "eve", FullName: "Eve", Position: "student", Site: oak}, "OAKMINI10000", "OAKMINI10001")
	q := s.request(p.Request)
	if dropped := q.Restore(r, ds); !slices.Equal(dropped, []int{2}) || q.Rows[0].Turned != "not known" || q.Rows[1].Verdict != store.VerdictLeaveOut || q.Rows[3].Turned != "" {
		t.Errorf("dropped are %v, line 2 turned %q, line 5 %q", dropped, q.Rows[0].Turned, q.Rows[3].Turned)
	}
	contains(t, note(t, q.Rows[0].Notes, "R-85", warning).Message, "was written since the review was begun", "it is ")
	if rows, all := q.TakeShown(); !all || len(rows) != 4 {
		t.Errorf("%d rows are kept, all: %v", len(rows), all)
	}
}

// So does the row of somebody whose other device was written since, and no row where nothing was.
func TestRestore_R85_WithoutShownRowsThePeoplesOtherDevicesCountToo(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "ana", FullName: "Ana", Position: "student", Site: oak}, mini.Serial, air.Serial)
	p := s.revoke(leaver(mini))
	r := store.Review{Latest: p.Latest}
	if dropped := p.Restore(r, nil); len(dropped) > 0 || p.Rows[0].Turned != "" {
		t.Errorf("nothing moved, and dropped are %v, turned: %q", dropped, p.Rows[0].Turned)
	}
	again := func(latest int64) {
		t.Helper()
		q := s.request(p.Request)
		if dropped := q.Restore(store.Review{Latest: latest}, nil); !slices.Equal(dropped, []int{2}) || q.Rows[0].Turned == "" {
			t.Errorf("dropped are %v, turned: %q", dropped, q.Rows[0].Turned)
		}
	}
	storetest.Edit(t, s.st, "kim", air.Serial, map[store.Field]string{store.FieldRoom: "9"})
	again(p.Latest)
	latest, err := s.st.Latest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.byKim(store.Wanted{UserIDs: []string{"ana"}}, func(r *store.Records) edit.Plan {
		return edit.Set(r, store.KindUser, "ana", []edit.Value{{Field: store.FieldGrade, Text: "9"}})
	})
	again(latest)
}

// A reason on a row that waits decides nothing.
func TestExplain_ARowThatWaitsIsNotDecidedByIt(t *testing.T) {
	s := newSchool(t)
	id := s.keep(s.fourMinis())
	storetest.Edit(t, s.st, "kim", "OAKMINI10000", map[store.Field]string{store.FieldRoom: "9"})
	p, _ := s.again(id)
	if err := p.Explain(2, "why", "lead"); err != nil || p.Rows[0].Turned == "" || p.Rows[0].Verdict != store.VerdictLater {
		t.Fatalf("%v, %+v", err, p.Rows[0])
	}
	s.shows(id, p, store.Kept{})
	if q, dropped := s.again(id); !slices.Equal(dropped, []int{2}) || q.Rows[0].Verdict != store.VerdictLater {
		t.Errorf("dropped are %v, it is %q", dropped, q.Rows[0].Verdict)
	}
}

// A decision that is refused leaves the mark of a row that turned, its note, and what is kept of it.
func TestDecideAll_R85_ARefusedDecisionLeavesTheMark(t *testing.T) {
	s := newSchool(t)
	p := s.bosDevices("OAKMAC000002,bo,\nFERNMAC00001,bo,7\n")
	id := s.keep(p)
	s.decided(id, store.Decision{Line: 2, Verdict: store.VerdictLeaveOut})
	storetest.Edit(t, s.st, "kim", "FERNMAC00001", map[store.Field]string{store.FieldRoom: "9"})
	q, _ := s.again(id)
	if refused := q.DecideAll([]int{2, 3}, store.VerdictAccept); len(refused) != 1 || q.Rows[1].Turned == "" {
		t.Fatalf("refused are %v, line 3 turned %q", refused, q.Rows[1].Turned)
	}
	note(t, q.Rows[1].Notes, "R-85", warning)
	if err := q.Decide(2, store.VerdictLeaveOut); err != nil {
		t.Fatal(err)
	}
	s.shows(id, q, store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictLeaveOut}}})
	if z, dropped := s.again(id); !slices.Equal(dropped, []int{3}) || z.Rows[1].Verdict != store.VerdictLater || z.Rows[1].Turned != q.Rows[1].Turned {
		t.Errorf("dropped are %v, line 3 is %q, turned %q", dropped, z.Rows[1].Verdict, z.Rows[1].Turned)
	}
}

// The clashes that are told before a save follow decisions and mends.
func TestReach_R02_ClashesOfAnEditFollowDecisionsAndMends(t *testing.T) {
	s := newSchool(t)
	p := s.bosDevices("OAKMAC000002,bo,\nFERNMAC00001,bo,\n")
	at := func(want int) {
		t.Helper()
		if n := p.Reach().Clashes; n != want {
			t.Errorf("%d clashes, want %d: line 3 is %s", n, want, p.Rows[1].Status)
		}
	}
	at(1)
	for i, v := range []store.Verdict{store.VerdictLeaveOut, store.VerdictAccept, store.VerdictLater} {
		if err := p.Decide(2, v); err != nil {
			t.Fatal(err)
		}
		at(i % 2)
	}
	if err := p.Decide(2, store.VerdictAccept); err != nil {
		t.Fatal(err)
	}
	if err := p.Mend(store.Mend{Line: 2, Column: "Username", Value: ""}); err != nil {
		t.Fatal(err)
	}
	at(0)
}

// Columns that trade places one after the other do so again in the same order, and without the first of them.
func TestMend_TradesThatOverlapAreKeptInTheOrderOfDoing(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	one, two := store.Mend{Column: "Room", Value: "Phone Number"}, store.Mend{Column: "Full Name", Value: "Room"}
	p := s.inventory(row{tag: mini.AssetTag, serial: mini.Serial, room: "5", phone: "2030", name: "Ana"})
	file := fmt.Sprint(p.Cells(2))
	if err := p.Mend(one, two); err != nil {
		t.Fatal(err)
	}
	id := s.keep(p)
	if q, _ := s.again(id); fmt.Sprint(q.Cells(2)) != fmt.Sprint(p.Cells(2)) || q.Content() != p.Content() {
		t.Errorf("mended to %v, found again as %v", p.Cells(2), q.Cells(2))
	}
	if err := p.Unmend(one); err != nil {
		t.Fatal(err)
	}
	fresh := s.request(importer.Request{Data: p.Data, Mode: p.Mode, Site: oak, Mends: p.Mends()})
	if fmt.Sprint(fresh.Cells(2)) != fmt.Sprint(p.Cells(2)) {
		t.Errorf("without the first it is %v, and fresh %v", p.Cells(2), fresh.Cells(2))
	}
	if err := p.Unmend(two); err != nil || fmt.Sprint(p.Cells(2)) != file {
		t.Errorf("without both it is %v, %v", p.Cells(2), err)
	}
}

// What another window decided is taken over where that window showed the row as it stands here; else the row waits here.
func TestAdopt_R85_OnlyWhatTheOtherWindowShowedAsItStandsHere(t *testing.T) {
	s := newSchool(t)
	theirs := s.fourMinis()
	id := s.keep(theirs)
	storetest.Edit(t, s.st, "kim", "OAKMINI10000", map[store.Field]string{store.FieldRoom: "9"})
	ours, _ := s.again(id)
	ds := []store.Decision{{Line: 2, Verdict: store.VerdictAccept, Operator: "lead"}, {Line: 3, Verdict: store.VerdictLeaveOut, Reason: "away", Operator: "lead"}}
	adopt := func(p *importer.Plan) []int {
		t.Helper()
		for _, d := range ds {
			if err := p.Decide(d.Line, d.Verdict); err != nil {
				t.Fatal(err)
			}
		}
		s.shows(id, p, store.Kept{Decisions: ds})
		r, _, _, err := s.st.Review(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return ours.Adopt(ds, r.Shown)
	}
	if lines := adopt(theirs); !slices.Equal(lines, []int{2, 3}) || ours.Rows[0].Verdict != store.VerdictLater || ours.Rows[0].Turned == "" || ours.Rows[1].Reason != "away" {
		t.Errorf("%v: line 2 is %q, turned %q", lines, ours.Rows[0].Verdict, ours.Rows[0].Turned)
	}
	now, _ := s.again(id)
	if adopt(now); ours.Rows[0].Verdict != store.VerdictAccept || ours.Rows[0].Turned != "" {
		t.Errorf("decided on as it stands, line 2 is %q, turned %q", ours.Rows[0].Verdict, ours.Rows[0].Turned)
	}
}
