package importer_test

import (
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// sheet previews rows of a sheet of an edit as they were typed.
func (s *school) sheet(name, text string) *importer.Plan {
	s.t.Helper()
	return s.request(importer.Request{Name: "edit.csv", Template: name, Data: []byte(text)})
}

func (s *school) deviceSheet(text string) *importer.Plan {
	s.t.Helper()
	return s.sheet("device-edit", text)
}

// three puts Ana with an iPad and a MacBook Air on record, and a spare.
func (s *school) three() {
	s.t.Helper()
	s.device(store.Device{Serial: "OAKIPAD00001", AssetTag: "8000001", Model: "iPad Air", Room: "12"})
	s.device(store.Device{Serial: "OAKMAC000001", AssetTag: "3000001", Model: "MacBook Air", Room: "12"})
	s.device(store.Device{Serial: "OAKMAC000002", AssetTag: "3000002", Model: "MacBook Air", Username: "OAKMAC000002"})
	s.person(store.User{UserID: "Ana", FullName: "Ana Quill", Position: "teacher", Site: oak, Invitation: store.InvitationAccepted},
		"OAKIPAD00001", "OAKMAC000001")
}

func TestEdit_R40_BlankClearAndAValueAreThreeThings(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Room,Building\nOAKIPAD00001,CLEAR!,\nOAKMAC000001,204,   \nOAKMAC000002,,North\n")
	statuses(t, p, change, change, change)
	if got, ok := changed(&p.Rows[0], store.KindDevice, "OAKIPAD00001", store.FieldRoom); !ok || got != "" {
		t.Errorf("CLEAR! gives %q, %v", got, ok)
	}
	if _, ok := changed(&p.Rows[0], store.KindDevice, "OAKIPAD00001", store.FieldBuilding); ok {
		t.Error("a blank cell changes its field")
	}
	if got, _ := changed(&p.Rows[1], store.KindDevice, "OAKMAC000001", store.FieldRoom); got != "204" {
		t.Errorf("a value gives %q", got)
	}
	if _, ok := changed(&p.Rows[1], store.KindDevice, "OAKMAC000001", store.FieldBuilding); ok {
		t.Error("a cell of spaces changes its field")
	}
	s.save(p)
	if d := s.deviceNow("OAKIPAD00001"); d.Room != "" || d.Building != "" || d.Username != "Ana" {
		t.Errorf("saved is %+v", d)
	}
}

func TestEdit_R40_OnlyTheExactWordEmpties(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Room\nOAKIPAD00001,clear!\nOAKMAC000001,Clear\n")
	statuses(t, p, change, change)
	for i := range p.Rows {
		contains(t, note(t, p.Rows[i].Notes, "R-40", warning).Message, "taken as it stands")
	}
}

func TestEdit_R84_SaysWhatABlankMeans(t *testing.T) {
	s := newSchool(t)
	s.three()
	contains(t, s.deviceSheet("Serial Number,Room\nOAKIPAD00001,1\n").BlankMeans, "empty cell leaves", "spaces alone", "CLEAR!", "takes the device back")
	contains(t, s.sheet("user-edit", "User ID,Grade\nAna,5\n").BlankMeans, "empty cell leaves", "CLEAR!", "revokes the apps")
}

func TestEdit_R81_EveryRowHasOneStatusAndTheyAddUp(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Username,Room\nOAKIPAD00001,,204\nOAKMAC000001,CLEAR!,\nOAKMAC000002,,\n,,\nOAKNOWHERE01,,1\nOAKMAC000002X,,\n")
	statuses(t, p, change, taken, same, leftOut, failed, failed)
	sum := 0
	for _, n := range p.Counts() {
		sum += n
	}
	if sum != len(p.Rows) || p.Accepted() != 2 {
		t.Errorf("%d rows count %v, %d accepted", len(p.Rows), p.Counts(), p.Accepted())
	}
}

func TestEdit_R17_UnknownRecordIsNamedWithTheZeroItLost(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "012345678901", AssetTag: "8000001", Model: "iPad Air"})
	s.person(store.User{UserID: "007", FullName: "Jo Bond", Site: oak})
	p := s.deviceSheet("Serial Number,Room\n12345678901,1\nOAKNOWHERE01,1\n")
	statuses(t, p, failed, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-17", severe).Message, "12345678901 is not on record")
	contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "leading zero", "012345678901")
	n := note(t, p.Rows[1].Notes, "R-17", severe)
	contains(t, n.Message, "OAKNOWHERE01")
	if n.Line != 3 || n.Column != "Serial Number" || n.Value != "OAKNOWHERE01" || n.Remedy == "" {
		t.Errorf("the note is %+v", n)
	}
	p = s.sheet("user-edit", "User ID,Grade\n07,5\nnobody,5\n")
	statuses(t, p, failed, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "007")
	contains(t, p.Rows[1].Notes[0].Message, "nobody")
}

func TestEdit_R16_ARecordOnSeveralRowsIsRefusedOnAllOfThem(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Room\nOAKIPAD00001,1\nOAKMAC000001,2\noakipad00001,3\n")
	statuses(t, p, failed, change, failed)
	for _, i := range []int{0, 2} {
		contains(t, note(t, p.Rows[i].Notes, "R-16", severe).Message, "lines 2 and 4")
	}
	p = s.sheet("user-edit", "User ID,Grade\nana,1\nANA,2\n")
	statuses(t, p, failed, failed)
}

func TestEdit_R08_WhatASpreadsheetDidToACellIsNamed(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Username,Room\nOAKIPAD00001,2018-05-01,\nOAKMAC000001,,#N/A\n1.23E+11,,1\n")
	statuses(t, p, failed, failed, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-08", severe).Message, "date")
	contains(t, note(t, p.Rows[1].Notes, "R-08", severe).Message, "error")
}

func TestEdit_R06_AValueIsRefusedInTheWordsOfItsRule(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Position,Site\nOAKMAC000001,janitor,\nOAKIPAD00001,T,\nOAKMAC000002,,NOWHERE\n")
	statuses(t, p, failed, same, failed)
	n := note(t, p.Rows[0].Notes, "R-06", severe)
	if n.Column != "Position" || n.Value != "janitor" {
		t.Errorf("the note is %+v", n)
	}
}

func TestEdit_R86_AlreadySoIsTheSame(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Username,Room\nOAKIPAD00001,ana,12\nOAKMAC000002,CLEAR!,CLEAR!\n")
	statuses(t, p, same, same)
	if o := s.save(p); o.Act != 0 {
		t.Errorf("nothing changes, but save %d was made", o.Act)
	}
	if err := p.Decide(2, store.VerdictAccept); err == nil {
		t.Error("a row that is the same is decided on")
	}
}

// two takes both devices of Ana back in one edit.
func (s *school) two() *importer.Plan {
	s.t.Helper()
	s.three()
	return s.deviceSheet("Serial Number,Username\nOAKIPAD00001,CLEAR!\nOAKMAC000001,CLEAR!\nOAKMAC000002,CLEAR!\n")
}

func TestEdit_R22_TheInvitationIsRevokedOnceByTheLastDevice(t *testing.T) {
	s := newSchool(t)
	p := s.two()
	statuses(t, p, taken, taken, same)
	if _, ok := changed(&p.Rows[0], store.KindUser, "ana", store.FieldInvitation); ok {
		t.Error("the first device revokes, though another is left")
	}
	contains(t, note(t, p.Rows[0].Notes, "R-22", info).Message, "keeps 3000001")
	if got, _ := changed(&p.Rows[1], store.KindUser, "ana", store.FieldInvitation); got != string(store.InvitationRevoked) {
		t.Errorf("the last device makes the invitation %q", got)
	}
	s.save(p)
	if u := s.userNow("ana"); u == nil || u.Invitation != store.InvitationRevoked {
		t.Errorf("the user record is %+v", u)
	}
	for _, serial := range []string{"OAKIPAD00001", "OAKMAC000001"} {
		if d := s.deviceNow(serial); !d.Placeholder() || d.FullName != "" || d.Position != "" || d.Room != "12" {
			t.Errorf("taken back is %+v", d)
		}
	}
}

func TestEdit_DecisionsArePlannedAnewTogether(t *testing.T) {
	s := newSchool(t)
	p := s.two()
	decide := func(line int, v store.Verdict) {
		t.Helper()
		if err := p.Decide(line, v); err != nil {
			t.Fatal(err)
		}
	}
	revokes := func(row int) bool {
		_, ok := changed(&p.Rows[row], store.KindUser, "ana", store.FieldInvitation)
		return ok
	}
	decide(3, store.VerdictLeaveOut)
	if revokes(0) || !revokes(1) {
		t.Error("with line 3 left out, line 2 revokes; or line 3 does not show that it would")
	}
	decide(2, store.VerdictLater)
	if revokes(0) || revokes(1) {
		t.Error("with none accepted a row revokes though another device is left")
	}
	decide(3, store.VerdictAccept)
	if revokes(1) {
		t.Error("line 3 revokes though line 2 is left out")
	}
	decide(2, store.VerdictAccept)
	if revokes(0) || !revokes(1) {
		t.Error("with both accepted again the last one does not revoke")
	}
	s.save(p)
}

// A row that another one's decision makes impossible is an error as long as it does, and the counts follow.
func TestEdit_R02_OnePersonAtTwoSitesIsRefusedOnTheSecondRow(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.device(store.Device{Serial: "FERNMAC00001", AssetTag: "3000009", Model: "MacBook Air", Site: fern, Username: "FERNMAC00001"})
	s.person(store.User{UserID: "bo", FullName: "Bo Reed", Position: "staff"}) // of no site yet
	p := s.deviceSheet("Serial Number,Username\nOAKMAC000002,bo\nFERNMAC00001,bo\n")
	statuses(t, p, change, failed)
	note(t, p.Rows[1].Notes, "R-02", severe)
	if n := p.Reach().Clashes; n != 1 {
		t.Errorf("%d clash elsewhere", n)
	}
	unknown := s.deviceSheet("Serial Number,Username\nOAKMAC000002,nobody\n")
	statuses(t, unknown, failed)
	if n := unknown.Reach().Clashes; n != 0 {
		t.Errorf("a User ID that nobody has clashes elsewhere: %d", n)
	}
	if err := p.Decide(3, store.VerdictLeaveOut); err == nil {
		t.Error("an error is decided on")
	}
	if err := p.Decide(2, store.VerdictLeaveOut); err != nil {
		t.Fatal(err)
	}
	statuses(t, p, change, change)
	if p.Counts()[failed] != 0 || p.Counts()[change] != 2 || p.Rows[1].Verdict != store.VerdictAccept || p.Accepted() != 1 {
		t.Errorf("counts are %v, line 3 is on %q", p.Counts(), p.Rows[1].Verdict)
	}
	if err := p.Decide(3, store.VerdictLater); err != nil {
		t.Fatal(err)
	}
	for _, v := range []store.Verdict{store.VerdictAccept, store.VerdictLeaveOut} {
		if err := p.Decide(2, v); err != nil {
			t.Fatal(err)
		}
	}
	if p.Rows[1].Verdict != store.VerdictLater || p.Undecided() != 1 {
		t.Errorf("what was decided on line 3 is forgotten: %q", p.Rows[1].Verdict)
	}
}

func TestEdit_R15_ADeviceThatGoesFromOneRowsPersonToAnothers(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.person(store.User{UserID: "bo", FullName: "Bo Reed", Position: "staff", Site: oak, Invitation: store.InvitationInvited}, "OAKMAC000002")
	p := s.deviceSheet("Serial Number,Username\nOAKMAC000002,Ana\nOAKMAC000001,bo\n")
	statuses(t, p, change, change)
	contains(t, note(t, p.Rows[0].Notes, "R-10", warning).Message, "second device of the same platform")
	s.save(p)
	if d := s.deviceNow("OAKMAC000001"); d.Username != "bo" || d.FullName != "Bo Reed" {
		t.Errorf("the device is %+v", d)
	}
	if u := s.userNow("bo"); u.Invitation != store.InvitationInvited {
		t.Errorf("bo has a device again, but the invitation is %q", u.Invitation)
	}
}

func TestEdit_UserRecordsTakeTheirDevicesAlong(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.sheet("user-edit", "User ID,Position,Departing\nana,staff,yes\n")
	statuses(t, p, change)
	for _, serial := range []string{"OAKIPAD00001", "OAKMAC000001"} {
		if got, _ := changed(&p.Rows[0], store.KindDevice, serial, store.FieldPosition); got != "staff" {
			t.Errorf("%s gets the position %q", serial, got)
		}
	}
	if r := p.Reach(); r.Devices != 2 {
		t.Errorf("the reach is %+v", r)
	}
	contains(t, p.Sentence(), "1 row at site OAK", "2 device records changed", "1 user record changed")
	s.save(p)
	if u := s.userNow("ana"); !u.Departing || u.Position != "staff" {
		t.Errorf("the user is %+v", u)
	}
}

func TestEdit_TheLayoutsHaveTheFieldsThatManyRecordsCanShare(t *testing.T) {
	for kind, extra := range map[store.Kind]store.Field{store.KindDevice: store.FieldUsername, store.KindUser: ""} {
		want := map[store.Field]bool{}
		for _, f := range edit.ManyFields(kind) {
			want[f] = true
		}
		if extra != "" {
			want[extra] = true
		}
		for _, c := range template.EditOf(kind).Columns[1:] {
			if !want[c.Field] {
				t.Errorf("%s: column %s is no field of many", kind, c.Header)
			}
			delete(want, c.Field)
		}
		if len(want) > 0 {
			t.Errorf("%s: no column for %v", kind, want)
		}
	}
}

// A sheet of an edit says what a form says of a garbled value, and proposes what is on record.
func TestEdit_R08_GarbledWordsAndDressedNumbers(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.person(store.User{UserID: "4711", FullName: "Bo Quill", Site: oak})
	s.device(store.Device{Serial: "OAKMAC000003", AssetTag: "3000003", Model: "MacBook Air", Room: "Cafétéria"})
	for cells, mend := range map[string]string{
		"Serial Number,Room\nOAKMAC000003,Caf?t?ria\n":     "Cafétéria",
		"Serial Number,Room\nOAKMAC000003,204.0\n":         "204",
		"Serial Number,Building\nOAKMAC000003,Ã‰cole\n":    "École",
		"Serial Number,Username\nOAKMAC000003,\"4,711\"\n": "4711",
		"Serial Number,Room\nOAKMAC000003,B&amp;W Lab\n":   "B&W Lab",
		"Serial Number,Room\nOAKMAC000003,4-Mar\n":         "",
	} {
		p := s.deviceSheet(cells)
		severity := warning
		if p.Rows[0].Status == failed {
			severity = severe
		}
		n := note(t, p.Rows[0].Notes, "R-08", severity)
		if mend == "" && n.Mend != nil || mend != "" && (n.Mend == nil || n.Mend.Value != mend || !p.Knows(p.Proposed(2)...)) {
			t.Errorf("%q: proposed is %+v, want %q; notes: %s", cells, n.Mend, mend, said(p.Rows[0].Notes))
		}
		_, found := edit.Check(store.KindDevice, store.FieldRoom, "4-Mar")
		if mend == "" && n.Message != found[len(found)-1].Message {
			t.Errorf("the form says %q, the sheet %q", found[len(found)-1].Message, n.Message)
		}
	}
}
