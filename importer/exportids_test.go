package importer_test

import (
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/storetest"
)

// renamed gives somebody another User ID.
func (s *school) renamed(from, to string) {
	s.t.Helper()
	s.save(s.vendor("mut-users", mutUserHeader, from+","+to+",,,,,,,"))
}

// anaAndBo are two people with everything that a list of users holds.
func (s *school) anaAndBo() {
	s.t.Helper()
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Email: "ana@oak.example", Position: "student", Site: oak})
	s.person(store.User{UserID: "bo", FullName: "Bo Tan", Email: "bo@oak.example", Position: "teacher", Site: oak})
}

func TestExportChanges_MUTUsers_WhoLeavesAUserIDComesBeforeWhoGetsIt(t *testing.T) {
	s := newSchool(t)
	s.anaAndBo()
	first := s.export(importer.Selection{Template: "mut-users"})
	s.renamed("ana", "annie")
	s.person(store.User{UserID: "ana", FullName: "Ana Other", Site: oak})
	out := s.export(importer.Selection{Template: "mut-users", Since: since(first)})
	if rows := rowsOf(t, out); !slices.Equal(rows, []string{"ana,annie,,,,,,,", "ana,,Ana Other,,,,,Oak Hill School,"}) || len(out.Left) != 0 {
		t.Errorf("%q, %q", rows, out.Told())
	}
	if slices.Sort(out.Known); !slices.Equal(out.Known, []string{"ana", "annie", "bo"}) {
		t.Errorf("the vendor is thought to have %q", out.Known)
	}
}

func TestExportChanges_MUTUsers_AChainOfUserIDsIsWrittenFromItsEnd(t *testing.T) {
	s := newSchool(t)
	s.anaAndBo()
	first := s.export(importer.Selection{Template: "mut-users"})
	s.renamed("bo", "cy")
	s.renamed("ana", "bo")
	out := s.export(importer.Selection{Template: "mut-users", Since: since(first)})
	if rows := rowsOf(t, out); !slices.Equal(rows, []string{"bo,cy,,,,,,,", "ana,bo,,,,,,,"}) || len(out.Left) != 0 {
		t.Errorf("%q, %q", rows, out.Told())
	}
}

func TestExportChanges_UserIDsThatWereExchangedAreTold(t *testing.T) {
	for _, layout := range []string{"mut-users", "maas360-users"} {
		s := newSchool(t)
		s.anaAndBo()
		first := s.export(importer.Selection{Template: layout})
		s.renamed("ana", "tmp")
		s.renamed("bo", "ana")
		s.renamed("tmp", "bo")
		out := s.export(importer.Selection{Template: layout, Since: since(first)})
		if out.Len() != 0 || len(out.Left) != 2 || len(out.Known) != 0 {
			t.Errorf("%s: %d rows, known %q", layout, out.Len(), out.Known)
		}
		told(t, out, "there ana is to become bo")
		told(t, out, "there bo is to become ana")
	}
}

// Whoever had the ID is not asked for any more: what the vendor has under it is not to be written over.
func TestExportChanges_AUserIDOfSomebodyWhomTheFileIsNotAboutIsNotWrittenOver(t *testing.T) {
	s := newSchool(t)
	s.anaAndBo()
	first := s.export(importer.Selection{Template: "mut-users", Site: oak})
	s.renamed("ana", "annie")
	s.save(s.vendor("mut-users", mutUserHeader, "annie,,,,,,,Fern School,"))
	s.person(store.User{UserID: "ana", FullName: "Ana Other", Site: oak})
	out := s.export(importer.Selection{Template: "mut-users", Site: oak, Since: since(first)})
	if out.Len() != 0 || slices.Contains(out.Known, "ana") {
		t.Errorf("%q, known %q", rowsOf(t, out), out.Known)
	}
	told(t, out, "ana: not written: its User ID is somebody else's there")
}

func TestExportChanges_MaaS360Users_AnotherUserIDIsToldAndItsRowIsWhole(t *testing.T) {
	s := newSchool(t)
	s.anaAndBo()
	first := s.export(importer.Selection{Template: "maas360-users"})
	s.renamed("ana", "annie")
	out := s.export(importer.Selection{Template: "maas360-users", Since: since(first)})
	if rows := rowsOf(t, out); !slices.Equal(rows, []string{"Ana Quill,annie,,ana@oak.example,"}) || len(out.Left) != 1 {
		t.Errorf("%q, %q", rows, out.Told())
	}
	told(t, out, "annie: Username was ana, and this layout cannot tell another one")
	s.person(store.User{UserID: "ana", FullName: "Ana Other", Site: oak})
	out = s.export(importer.Selection{Template: "maas360-users", Since: since(first)})
	if out.Len() != 0 || len(out.Left) != 2 {
		t.Errorf("the ID went from hand to hand, and written are %q: %q", rowsOf(t, out), out.Told())
	}
}

// An empty Domain Name is MDM, and an empty Owned By is Corporate: they stand on every row.
func TestExportChanges_R50_WhatHasADefaultStandsOnEveryRow(t *testing.T) {
	s := newSchool(t)
	s.groups("Year 7", "Year 8")
	s.person(store.User{UserID: "bo", Site: oak, Email: "bo@oak.example", Groups: "Year 7", Domain: "OAK"})
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air", Username: "bo", Email: "bo@oak.example", Ownership: "Personal"})
	first := s.export(importer.Selection{Template: "manageengine-assign"})
	u := s.userNow("bo")
	storetest.Apply(t, s.st, store.Change{Record: store.KindUser, Key: "bo", Version: u.Version, Fields: []store.FieldChange{{Field: store.FieldGroups, Old: "Year 7", New: "Year 8"}}})
	out := s.export(importer.Selection{Template: "manageengine-assign", Since: since(first)})
	if rows := rowsOf(t, out); !slices.Equal(rows, []string{"OAKMAC000003,bo,OAK,bo@oak.example,Year 8,Personal"}) {
		t.Errorf("%q", rows)
	}
	u = s.userNow("bo")
	storetest.Apply(t, s.st, store.Change{Record: store.KindUser, Key: "bo", Version: u.Version, Fields: []store.FieldChange{{Field: store.FieldDomain, Old: "OAK"}}})
	out = s.export(importer.Selection{Template: "manageengine-assign", Since: since(out)})
	if rows := rowsOf(t, out); !slices.Equal(rows, []string{"OAKMAC000003,bo,,bo@oak.example,Year 8,Personal"}) || len(out.Left) != 0 {
		t.Errorf("an empty one is the default, which needs no word: %q, %q", rows, out.Told())
	}
}

// Between the two exports somebody had the device, which another file may have told the vendor.
func TestExportChanges_R54_ADeviceThatSomebodyHadMeanwhileIsTakenBackAgain(t *testing.T) {
	s := newSchool(t)
	s.groups("Year 7")
	s.person(store.User{UserID: "bo", Site: oak, Email: "bo@oak.example", Groups: "Year 7"})
	free := s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air", Username: "OAKMAC000003"})
	first := s.export(importer.Selection{Template: "manageengine-unassign"})
	if first.Len() != 1 {
		t.Fatal(rowsOf(t, first))
	}
	storetest.Edit(t, s.st, "kim", free.Serial, map[store.Field]string{store.FieldUsername: "bo", store.FieldEmail: "bo@oak.example"})
	given := s.export(importer.Selection{Template: "manageengine-assign"})
	storetest.Edit(t, s.st, "kim", free.Serial, map[store.Field]string{store.FieldUsername: free.Serial, store.FieldEmail: ""})
	back := s.export(importer.Selection{Template: "manageengine-unassign", Since: since(first)})
	if rows := rowsOf(t, back); !slices.Equal(rows, []string{free.Serial}) {
		t.Errorf("taken back are %q", rows)
	}
	storetest.Edit(t, s.st, "kim", free.Serial, map[store.Field]string{store.FieldUsername: "bo", store.FieldEmail: "bo@oak.example"})
	again := s.export(importer.Selection{Template: "manageengine-assign", Since: since(given)})
	if rows := rowsOf(t, again); !slices.Equal(rows, []string{free.Serial + ",bo,,bo@oak.example,Year 7,"}) {
		t.Errorf("given again are %q", rows)
	}
}

func TestExportChanges_R40_AnEmptiedPositionIsNoReasonToComplain(t *testing.T) {
	s := newSchool(t)
	s.anaAndBo()
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air", Username: "ana", FullName: "Ana Quill", Email: "ana@oak.example", Position: "student"})
	users, computers := s.export(importer.Selection{Template: "mut-users"}), s.export(importer.Selection{Template: "mut-computers"})
	s.save(s.vendor("mut-users", mutUserHeader, "ana,,,,,CLEAR!,,,"))
	for name, first := range map[string]*importer.Outgoing{"mut-users": users, "mut-computers": computers} {
		out := s.export(importer.Selection{Template: name, Since: since(first)})
		if rows := rowsOf(t, out); len(rows) != 1 || !strings.Contains(rows[0], ",CLEAR!,") || len(out.Told()) != 0 {
			t.Errorf("%s: %q, %q", name, rows, out.Told())
		}
	}
}

func TestExportChanges_TwoRenamesThatAreTakenBackAtOnceAreTwo(t *testing.T) {
	s := newSchool(t)
	s.anaAndBo()
	p := s.vendor("mut-users", mutUserHeader, "ana,annie,,,,,,,", "bo,bob,,,,,,,")
	act := s.save(p).Act
	first := s.export(importer.Selection{Template: "mut-users"})
	s.undo("lead", act)
	out := s.export(importer.Selection{Template: "mut-users", Since: since(first)})
	if rows := rowsOf(t, out); !slices.Equal(rows, []string{"annie,ana,,,,,,,", "bob,bo,,,,,,,"}) {
		then, err := s.st.Then(t.Context(), first.Latest, store.KindUser)
		t.Errorf("%q %q %+v %v", rows, out.Told(), then, err)
	}
}
