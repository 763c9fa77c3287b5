package importer_test

import (
	"context"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// leaver is a row that takes a device back.
func leaver(d store.Device) row { return row{tag: d.AssetTag, serial: d.Serial, del: d.Serial} }

func TestRevoke_R22_ThePersonGoesAndTheDeviceStaysWithThePlaceholder(t *testing.T) {
	s := newSchool(t)
	d := mini
	d.Email, d.Phone, d.Department, d.Building, d.Room = "ana@oak.example", "2030", "Art", "B", "7"
	s.device(d)
	s.person(store.User{UserID: "Ana", FullName: "Ana Mendes", Site: oak, Position: "student", Invitation: store.InvitationAccepted}, mini.Serial)
	p := s.revoke(leaver(mini))
	statuses(t, p, taken)
	if n, ask := p.Confirm(); n != 1 || !ask {
		t.Errorf("R-24: asks %v for %d", ask, n)
	}
	if r := p.Reach(); len(r.LoseLast) != 1 || r.LoseLast[0] != "Ana Mendes (Ana)" {
		t.Errorf("people who lose their last device: %v", r.LoseLast)
	}
	contains(t, p.Sentence(), "1 device is taken back from 1 person at OAK", "apps are revoked", "this person is removed from the records")
	contains(t, p.Brief(), "1 person removed", "1 device taken back")
	s.save(p)
	got := s.deviceNow(mini.Serial)
	want := store.Device{
		Serial: mini.Serial, AssetTag: mini.AssetTag, Model: mini.Model, Platform: store.PlatformIOS, Site: oak,
		Username: mini.Serial, Building: "B", Room: "7", Version: got.Version,
	}
	if got != want {
		t.Errorf("device is %+v", got)
	}
	if s.userNow("ana") != nil {
		t.Error("the user record is still there, and nothing points at it")
	}
}

func TestRevoke_R22_TheUserRecordGoesWithTheLastDevice(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak, Position: "teacher", Invitation: store.InvitationInvited, Departing: true},
		mini.Serial, air.Serial)
	p := s.revoke(leaver(mini), leaver(air))
	statuses(t, p, taken, taken)
	silent(t, append(p.Rows[0].Notes, p.Rows[1].Notes...), "R-22")
	deletes := func(i int) bool {
		for _, c := range p.Rows[i].Changes {
			if c.Delete {
				return true
			}
		}
		return false
	}
	if deletes(0) || !deletes(1) {
		t.Error("the deletion is not with the last row")
	}
	if err := p.Decide(p.Rows[1].Line, store.VerdictLater); err != nil {
		t.Fatal(err)
	}
	if p.Undecided() != 1 {
		t.Errorf("%d undecided", p.Undecided())
	}
	contains(t, note(t, p.Rows[0].Notes, "R-22", warning).Message, "keeps", air.AssetTag)
	silent(t, p.Rows[1].Notes, "R-22")
	if deletes(0) || !deletes(1) {
		t.Error("with one device kept, the first row deletes the user")
	}
	s.save(p)
	if u := s.userNow("teo"); u == nil || u.Invitation != store.InvitationRevoked || u.Site != "" || !u.Departing {
		t.Errorf("user is %+v", u)
	}
	p = s.revoke(leaver(mini), leaver(air))
	statuses(t, p, same, taken)
	s.save(p)
	if s.userNow("teo") != nil {
		t.Error("the last device is taken back, and the user record with its departing mark is still there")
	}
}

func TestRevoke_R14_WhoKeepsADeviceStaysDeparting(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak, Departing: true}, mini.Serial, air.Serial)
	p := s.revoke(leaver(mini))
	if mark, ok := changed(&p.Rows[0], store.KindUser, "teo", store.FieldDeparting); ok {
		t.Errorf("the departing mark becomes %q", mark)
	}
	s.save(p)
	if u := s.userNow("teo"); u == nil || !u.Departing || u.Invitation != store.InvitationRevoked {
		t.Errorf("user is %+v", u)
	}
}

func TestRevoke_R22_AKeptDeviceOfAnotherSiteIsNotDescribed(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(fernAir)
	for _, serial := range []string{"FERNAIR00005", "FERNAIR00006", "FERNAIR00007"} {
		s.device(store.Device{Serial: serial, Site: fern})
	}
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak}, mini.Serial, fernAir.Serial, "FERNAIR00005", "FERNAIR00006", "FERNAIR00007")
	p := s.revoke(leaver(mini))
	n := note(t, p.Rows[0].Notes, "R-22", warning)
	contains(t, n.Message, fern, "and more")
	without(t, n.Message, fernAir.Serial, "FERNAIR00005")
	if strings.Count(n.Message, "FERN (") != 3 {
		t.Errorf("it names %s", n.Message)
	}
}

func TestRevoke_R20_OnlyTheRowsOwnSerialCounts(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "ana", Site: oak}, mini.Serial, mini2.Serial)
	p := s.revoke(
		row{tag: "1.2E+06", serial: "??"},
		row{serial: mini.Serial, del: mini2.Serial},
		row{serial: mini2.Serial, del: " " + strings.ToLower(mini2.Serial)},
		row{serial: mini2.Serial},
	)
	statuses(t, p, leftOut, failed, taken, leftOut)
	note(t, p.Rows[0].Notes, "R-20", info)
	contains(t, note(t, p.Rows[1].Notes, "R-20", severe).Message, mini.Serial)
}

func TestRevoke_R20_WithoutSerialNumberThereIsNothingToCompare(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	p := s.revoke(row{tag: mini.AssetTag, del: mini.Serial}, row{tag: mini2.AssetTag, serial: mini2.Serial})
	statuses(t, p, failed, leftOut)
	n := note(t, p.Rows[0].Notes, "R-20", severe)
	contains(t, n.Message, "the row has no serial number to compare Delete with")
	contains(t, n.Remedy, "write the serial number")
	contains(t, note(t, p.Rows[1].Notes, "R-20", info).Message, "Delete is empty: this device is not to be taken back")
}

func TestRevoke_R21_NothingElseInTheRowIsRead(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: "ana", Site: oak}, mini.Serial)
	r := leaver(mini)
	r.kind, r.id, r.name, r.phone, r.position = "Apple TV", "not an id!", "#N/A", "5/1/2018", "boss"
	p := s.revoke(r)
	statuses(t, p, taken)
	note(t, p.Rows[0].Notes, "R-23", info)
	contains(t, p.BlankMeans, "Delete")
}

func TestRevoke_R86_NobodyHoldsTheDevice(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	d := air
	d.Username = strings.ToLower(air.Serial)
	s.device(d)
	p := s.revoke(leaver(mini), leaver(air))
	statuses(t, p, same, same)
	if n, ask := p.Confirm(); n != 0 || ask {
		t.Errorf("asks %v for %d", ask, n)
	}
	contains(t, p.Sentence(), "Nothing")
}

func TestRevoke_APersonWhoseIDIsTheSerialIsTakenOff(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: mini.Serial, FullName: "Ana Mendes", Site: oak}, mini.Serial)
	p := s.revoke(leaver(mini))
	statuses(t, p, taken)
	s.save(p)
	if s.userNow(mini.Serial) != nil || s.deviceNow(mini.Serial).FullName != "" {
		t.Error("the person is still there")
	}
	statuses(t, s.revoke(leaver(mini)), same)
}

func TestRevoke_APersonWithoutUserRecord(t *testing.T) {
	s := newSchool(t)
	d := mini
	d.Username, d.FullName = "ana", "Ana Mendes"
	s.device(d)
	p := s.revoke(leaver(mini))
	statuses(t, p, taken)
	contains(t, strings.Join(p.Reach().LoseLast, ""), "Ana Mendes")
	s.save(p)
	if got := s.deviceNow(mini.Serial); !got.Placeholder() {
		t.Errorf("device is %+v", got)
	}
}

func TestRevoke_R17_UnknownOrForeignDevices(t *testing.T) {
	s := newSchool(t)
	s.device(fernAir)
	s.person(store.User{UserID: "ida", FullName: "Ida Quill", Site: fern}, fernAir.Serial)
	p := s.revoke(leaver(fernAir), row{serial: "OAKNONE00001", del: "OAKNONE00001"}, row{del: "X"})
	statuses(t, p, failed, failed, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-17", severe).Message, fern)
	without(t, said(p.Rows[0].Notes), "Quill", "ida")
}

func TestRevoke_R16_TheSameSerialTwiceAmongThoseThatCount(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	s.person(store.User{UserID: "ana", Site: oak}, mini.Serial, mini2.Serial)
	p := s.revoke(leaver(mini), leaver(mini), leaver(mini2), row{tag: mini2.AssetTag, serial: mini2.Serial})
	statuses(t, p, failed, failed, taken, leftOut)
	contains(t, note(t, p.Rows[0].Notes, "R-16", severe).Message, "lines 2 and 3")
}

func TestRevoke_R24_SaysHowManyOfThePeopleGo(t *testing.T) {
	s := newSchool(t)
	for i, d := range []store.Device{mini, mini2, air, air2} {
		s.device(d)
		if i < 3 {
			s.person(store.User{UserID: "p" + d.AssetTag, Site: oak}, d.Serial)
		}
	}
	storetest.Edit(t, s.st, "test", air2.Serial, map[store.Field]string{store.FieldUsername: "p" + air.AssetTag})
	contains(t, s.revoke(leaver(mini), leaver(mini2), leaver(air)).Sentence(), "3 people", "2 of these people are removed")
}

// listed puts an assignment scope of a site on record, with these people in it.
func (s *school) listed(name, site string, ids ...string) {
	s.t.Helper()
	scope := store.Scope{Name: name, Title: name, Site: site}
	changes := []store.Change{{Record: store.KindScope, Key: scope.Key(), Fields: store.ScopeFields(scope)}}
	for _, id := range ids {
		m := store.Member{Scope: name, UserID: id}
		changes = append(changes, store.Change{Record: store.KindMember, Key: m.Key(), Fields: store.MemberFields(m)})
	}
	storetest.Apply(s.t, s.st, changes...)
}

// scopesNow names the assignment scopes that a person is in.
func (s *school) scopesNow(id string) (names []string) {
	s.t.Helper()
	list, err := s.st.ScopesOf(context.Background(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, m := range list {
		names = append(names, m.Scope)
	}
	return names
}

func TestRevoke_R22_ThePersonLeavesTheAssignmentScopesOfTheSite(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	s.person(store.User{UserID: "Teo", FullName: "Teo Lindqvist", Site: oak, Position: "teacher"}, mini.Serial, air.Serial)
	s.person(store.User{UserID: "ana", Site: oak})
	s.listed("Maths 7", oak, "Teo", "ana")
	s.listed("Atlas", oak, "teo")
	s.save(s.revoke(leaver(mini)))
	if got := s.scopesNow("teo"); got != nil || s.userNow("teo") == nil {
		t.Errorf("taken off the site with the first device, the person is in %v", got)
	}
	if got := s.scopesNow("ana"); len(got) != 1 {
		t.Errorf("somebody else is in %v", got)
	}
	p := s.revoke(leaver(air))
	s.save(p)
	if s.userNow("teo") != nil {
		t.Error("the user record is there, and nothing points at it")
	}
}

func TestRevoke_R22_TheUserRecordStaysWhileAScopeOfAnotherSiteListsThePerson(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak, Position: "teacher"}, mini.Serial)
	s.listed("Maths 7", oak, "teo")
	s.listed("Atlas", fern, "teo")
	p := s.revoke(leaver(mini))
	statuses(t, p, taken)
	contains(t, note(t, p.Rows[0].Notes, "R-22", warning).Message, "Teo Lindqvist (teo) stays", "site FERN (Fern School)")
	s.save(p)
	if u := s.userNow("teo"); u == nil || u.Site != "" || u.Invitation == store.InvitationInvited {
		t.Errorf("the user record is %+v", u)
	}
	if got := s.scopesNow("teo"); len(got) != 1 || got[0] != "Atlas" {
		t.Errorf("the person is in %v", got)
	}
	silent(t, s.revoke(leaver(mini)).Rows[0].Notes, "R-22")
}

func TestRevoke_R30_AScopeThatListsThePersonSinceThePreviewHoldsTheRowBack(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: "teo", Site: oak}, mini.Serial)
	p := s.revoke(leaver(mini))
	s.listed("Maths 7", oak, "teo")
	if out := s.save(p); len(out.Moved) != 1 || out.Saved != 0 {
		t.Errorf("saved: %+v", out)
	}
}
