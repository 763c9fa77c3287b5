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

func TestEdit_R85_AMovedRowIsHeldBackAndTheOthersAreSaved(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Room\nOAKIPAD00001,204\nOAKMAC000001,204\n")
	storetest.Edit(t, s.st, "zoe", "OAKIPAD00001", map[store.Field]string{store.FieldRoom: "99"})
	outcome := s.save(p)
	if outcome.Act != 0 || len(outcome.Moved) != 1 || outcome.Moved[0].Line != 2 {
		t.Fatalf("the outcome is %+v", outcome)
	}
	statuses(t, p, heldBack, change)
	n := note(t, p.Rows[0].Notes, "R-85", warning)
	contains(t, n.Message, "the sheet says “204”", "said “12” then", "says “99” now", "zoe")
	without(t, n.Message+n.Remedy, "file")
	if o := s.save(p); o.Saved != 1 {
		t.Fatalf("the second press saved %+v", o)
	}
	if a, b := s.deviceNow("OAKIPAD00001"), s.deviceNow("OAKMAC000001"); a.Room != "99" || b.Room != "204" {
		t.Errorf("rooms are %s and %s", a.Room, b.Room)
	}
}

func TestEdit_R85_OfTwoDevicesOfOnePersonTheOtherIsStillTakenBack(t *testing.T) {
	s := newSchool(t)
	p := s.two()
	storetest.Edit(t, s.st, "zoe", "OAKMAC000001", map[store.Field]string{store.FieldRoom: "99"})
	if outcome := s.save(p); len(outcome.Moved) != 1 || outcome.Moved[0].Line != 3 {
		t.Fatalf("moved are %+v", outcome.Moved)
	}
	statuses(t, p, taken, heldBack, same)
	if err := p.Decide(2, store.VerdictLater); err != nil {
		t.Fatal(err)
	}
	statuses(t, p, taken, heldBack, same)
	if err := p.Decide(2, store.VerdictAccept); err != nil {
		t.Fatal(err)
	}
	if o := s.save(p); o.Saved != 1 {
		t.Fatalf("the second press saved %+v", o)
	}
	if u := s.userNow("ana"); u.Invitation != store.InvitationAccepted {
		t.Errorf("a device is left, but the invitation is %q", u.Invitation)
	}
	if a, b := s.deviceNow("OAKIPAD00001"), s.deviceNow("OAKMAC000001"); !a.Placeholder() || b.Username != "Ana" {
		t.Errorf("the devices are %+v and %+v", a, b)
	}
}

func TestEdit_ARowOfItsOwnIsDecidedOn(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Room\nOAKMAC000002,204\n")
	if err := p.Decide(2, store.VerdictLeaveOut); err != nil || p.Accepted() != 0 {
		t.Errorf("%v, %d accepted", err, p.Accepted())
	}
	if err := p.Decide(9, store.VerdictAccept); err == nil || strings.Contains(err.Error(), "file") {
		t.Errorf("a row that is not there: %v", err)
	}
	contains(t, p.Sentence(), "Nothing will be saved")
}

func TestEdit_R85_AMovedPersonHoldsBackEveryRowThatTouchesThem(t *testing.T) {
	s := newSchool(t)
	p := s.two()
	u := s.userNow("ana")
	storetest.Apply(t, s.st, store.Change{
		Record: store.KindUser, Key: "ana", Version: u.Version, Fields: []store.FieldChange{{Field: store.FieldPhone, New: "5"}},
	})
	if outcome := s.save(p); len(outcome.Moved) != 2 {
		t.Fatalf("moved are %+v", outcome.Moved)
	}
	statuses(t, p, heldBack, heldBack, same)
	if len(p.Changes()) != 0 {
		t.Errorf("still to save: %+v", p.Changes())
	}
}

func TestEdit_R24_TakingDevicesBackAsksForTheirNumber(t *testing.T) {
	s := newSchool(t)
	p := s.two()
	if n, ask := p.Confirm(); !ask || n != 2 {
		t.Errorf("it asks for %d, %v", n, ask)
	}
	contains(t, p.Sentence(), "2 rows at site OAK", "2 devices are taken back", "1 person loses the apps", "1 row is the same")
	contains(t, p.Brief(), "1 person loses the apps, 2 devices taken back, 2 rows at site OAK will be saved")
	r := p.Reach()
	if len(r.LoseLast) != 1 || r.LoseLast[0] != "Ana Quill (Ana)" || r.LastLines[0] != 3 {
		t.Errorf("the reach is %+v", r)
	}
	if p := s.deviceSheet("Serial Number,Room\nOAKIPAD00001,204\n"); true {
		if _, ask := p.Confirm(); ask {
			t.Error("a room asks for a number")
		}
	}
}

func TestEdit_OfSeveralSitesCountsOverAllAndAsksForEachSite(t *testing.T) {
	s := newSchool(t)
	var oaks, ferns []string
	for i := range 40 {
		serial := fmt.Sprintf("OAKMAC%06d", i)
		s.device(store.Device{Serial: serial})
		oaks = append(oaks, serial)
	}
	for i := range 10 {
		serial := fmt.Sprintf("FERNMA%06d", i)
		s.device(store.Device{Serial: serial, Site: fern})
		ferns = append(ferns, serial)
	}
	plan := func(serials ...string) *importer.Plan {
		return s.deviceSheet("Serial Number,Room\n" + strings.Join(serials, ",7\n") + ",7\n")
	}
	p := plan(append(ferns[:3:3], oaks[:3]...)...)
	if p.Site.Code != "" {
		t.Errorf("the site is %s", p.Site.Code)
	}
	if r := p.Reach(); r.Devices != 6 || r.SiteDevices != 50 || r.Share != 6.0/50 {
		t.Errorf("the reach is %+v", r)
	}
	if _, ask := p.Confirm(); ask {
		t.Error("a third is not over 30 % of FERN's ten: three are")
	}
	contains(t, p.Sentence(), "6 rows at 2 sites")
	contains(t, p.Brief(), "6 rows at 2 sites")
	if n, ask := plan(append(ferns[:4:4], oaks[:3]...)...).Confirm(); !ask || n != 7 {
		t.Errorf("over 30 %% of FERN's devices ask for %d, %v", n, ask)
	}
	if n, ask := plan(ferns[:4]...).Confirm(); !ask || n != 4 {
		t.Errorf("over 30 %% of one site's devices ask for %d, %v", n, ask)
	}
	s.save(p)
}

func TestEdit_OfUsersOfSeveralSitesWithoutADevice(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "ana", Site: oak})
	s.person(store.User{UserID: "bo", Site: fern})
	p := s.sheet("user-edit", "User ID,Grade\nana,5\nbo,5\n")
	contains(t, p.Sentence(), "2 rows will be saved: 2 user records changed.")
	contains(t, p.Brief(), "2 rows will be saved.")
	if _, ask := p.Confirm(); ask {
		t.Error("it asks for a number of no devices")
	}
}

func TestEdit_R17_ASiteThatIsAskedForKeepsOthersOut(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.device(store.Device{Serial: "FERNMAC00001", AssetTag: "3000009", Site: fern})
	s.person(store.User{UserID: "ida", Site: fern}, "FERNMAC00001")
	const rows = "Serial Number,Room\nOAKIPAD00001,1\nFERNMAC00001,1\n"
	p := s.request(importer.Request{Name: "x.csv", Template: "device-edit", Site: oak, Data: []byte(rows)})
	statuses(t, p, change, failed)
	contains(t, note(t, p.Rows[1].Notes, "R-17", severe).Message, "FERN (Fern School)")
	if p.Rows[1].AssetTag != "" || p.Rows[1].UserID != "" {
		t.Errorf("R-02: more than the site is told: %+v", p.Rows[1])
	}
	statuses(t, s.deviceSheet(rows), change, change)
	for _, q := range []importer.Request{{Site: "NOWHERE"}, {Site: oak, Solution: store.SolutionPrimary}, {Mode: template.ModeAssign}} {
		q.Template, q.Data = "device-edit", []byte(rows)
		if _, err := s.try(q); err == nil {
			t.Errorf("%+v goes through", q)
		}
	}
}

func TestEdit_R87_OneLineCanBeTakenBack(t *testing.T) {
	s := newSchool(t)
	before := s.two()
	was := s.deviceNow("OAKMAC000001")
	act := s.save(before).Act
	ctx := context.Background()
	undo, err := s.st.PlanUndo(ctx, "lead", store.UndoRequest{Act: act, Lines: []int{3}})
	if err != nil || len(undo.Refused) != 0 {
		t.Fatalf("%v, refused %+v", err, undo.Refused)
	}
	if _, err := s.st.Apply(ctx, undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	is := s.deviceNow("OAKMAC000001")
	was.Version, is.Version = 0, 0
	if is != was || s.userNow("ana").Invitation != store.InvitationAccepted {
		t.Errorf("after the undo it is %+v, %s", is, s.userNow("ana").Invitation)
	}
	if d := s.deviceNow("OAKIPAD00001"); !d.Placeholder() {
		t.Errorf("the other line went back, too: %+v", d)
	}
}

func TestEdit_R88_RejectsAreTheSameSheetAgain(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Username,Room\nOAKIPAD00001,nobody,204\nOAKMAC000001,,204\nOAKNOWHERE01,CLEAR!,\n")
	var b strings.Builder
	if n, err := p.WriteRejects(&b, "csv"); err != nil || n != 2 {
		t.Fatalf("%d rows, %v", n, err)
	}
	mended := s.request(importer.Request{Name: "mend.csv", Data: []byte(strings.Replace(b.String(), "nobody", "", 1))})
	if mended.Template.Name != "device-edit" || len(mended.UnknownColumns) != 0 {
		t.Errorf("it is taken for %s, not understood: %v", mended.Template.Name, mended.UnknownColumns)
	}
	statuses(t, mended, change, failed)
}

func TestEdit_JSONOfAnEditOverTwoSites(t *testing.T) {
	s := newSchool(t)
	s.three()
	var b strings.Builder
	s.device(store.Device{Serial: "FERNMAC00001", Site: fern})
	p := s.deviceSheet("Serial Number,Room\nOAKIPAD00001,7\nFERNMAC00001,7\n")
	if err := p.WriteJSON(&b, nil); err != nil {
		t.Fatal(err)
	}
	contains(t, b.String(), `"template":"device-edit","mode":"","site":""`, `"status":"change"`, `"asset_tag":"8000001"`, `"user_id":"Ana"`)
}

func TestEdit_OfSeveralSitesNamesWhoLosesTheLastDevice(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKMAC000001"})
	s.device(store.Device{Serial: "FERNMAC00001", Site: fern})
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Site: oak}, "OAKMAC000001")
	s.person(store.User{UserID: "bo", FullName: "Bo Reed", Site: fern}, "FERNMAC00001")
	r := s.deviceSheet("Serial Number,Username\nOAKMAC000001,CLEAR!\nFERNMAC00001,CLEAR!\n").Reach()
	if want := []string{"Ana Quill (ana)", "Bo Reed (bo)"}; !slices.Equal(r.LoseLast, want) {
		t.Errorf("they lose it: %v", r.LoseLast)
	}
}
