package importer_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/storetest"
)

// rowsOf are the rows of an export as they stand in its CSV.
func rowsOf(t *testing.T, out *importer.Outgoing) []string {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(string(written(t, out, "csv")), "\n"), "\n")
	return lines[1:]
}

// told looks for a sentence of an export.
func told(t *testing.T, out *importer.Outgoing, want string) {
	t.Helper()
	if !slices.ContainsFunc(out.Told(), func(s string) bool { return strings.Contains(s, want) }) {
		t.Errorf("%q is not told: %q", want, out.Told())
	}
}

func TestExportChanges_WhatCameIntoTheSelectionIsWrittenWholeAndWhatWentIsTold(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air", Room: "5", Building: "North"})
	s.device(store.Device{Serial: "OAKMAC000004", Model: "MacBook Air", Room: "6", Building: "South"})
	first := s.export(importer.Selection{Template: "mut-computers", Keys: []string{"OAKMAC000003"}})
	out := s.export(importer.Selection{Template: "mut-computers", Keys: []string{"OAKMAC000004"}, Since: since(first)})
	if rows := rowsOf(t, out); len(rows) != 1 || !strings.HasPrefix(rows[0], "OAKMAC000004,") || !strings.Contains(rows[0], "South,6") {
		t.Errorf("what the vendor has not got is not written whole: %q", rows)
	}
	told(t, out, "OAKMAC000003: is not among what was asked for any more")
	if !slices.Equal(out.Known, []string{"OAKMAC000004"}) {
		t.Errorf("the vendor is thought to have %q", out.Known)
	}
	again := s.export(importer.Selection{Template: "mut-computers", Keys: []string{"OAKMAC000004"}, Since: since(out)})
	if again.Len() != 0 || len(again.Left) != 0 {
		t.Errorf("it is told once; now %d rows, %q", again.Len(), again.Told())
	}
}

func TestExportChanges_WhoeverIsNotOnRecordAnyMoreIsTold(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "bo.fenn", Site: oak})
	s.person(store.User{UserID: "cy.fenn", Site: oak})
	first := s.export(importer.Selection{Template: "mut-users"})
	u := s.userNow("bo.fenn")
	storetest.Apply(t, s.st, store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Delete: true, Fields: []store.FieldChange{
		{Field: store.FieldUserID, Old: "bo.fenn"}, {Field: store.FieldSite, Old: oak},
	}})
	out := s.export(importer.Selection{Template: "mut-users", Since: since(first)})
	told(t, out, "bo.fenn: is no longer on record; take it out there")
	if out.Len() != 0 || !slices.Equal(out.Known, []string{"cy.fenn"}) {
		t.Errorf("%d rows, known %q", out.Len(), out.Known)
	}
}

func TestExportChanges_R54_ADeviceThatIsFreeIsTakenBackByTheOtherLayout(t *testing.T) {
	s := newSchool(t)
	s.groups("Year 7")
	s.person(store.User{UserID: "bo.fenn", Site: oak, Email: "bo@oak.example", Groups: "Year 7", Domain: "OAK"})
	s.person(store.User{UserID: "cy.fenn", Site: oak, Email: "cy@oak.example", Groups: "Year 7", Domain: "ELSE"})
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air", Username: "bo.fenn", Email: "bo@oak.example", Ownership: "Personal"})
	assign, unassign := s.export(importer.Selection{Template: "manageengine-assign"}), s.export(importer.Selection{Template: "manageengine-unassign"})
	if assign.Len() != 1 || unassign.Len() != 0 {
		t.Fatalf("%d and %d rows", assign.Len(), unassign.Len())
	}
	storetest.Edit(t, s.st, "kim", "OAKMAC000003", map[store.Field]string{store.FieldUsername: "OAKMAC000003", store.FieldEmail: ""})
	out := s.export(importer.Selection{Template: "manageengine-assign", Since: since(assign)})
	told(t, out, "OAKMAC000003: nobody has it any more: manageengine-unassign takes it back there")
	free := s.export(importer.Selection{Template: "manageengine-unassign", Since: since(unassign)})
	if rows := rowsOf(t, free); !slices.Equal(rows, []string{"OAKMAC000003"}) {
		t.Errorf("to be taken back are %q", rows)
	}
	storetest.Edit(t, s.st, "kim", "OAKMAC000003", map[store.Field]string{store.FieldUsername: "cy.fenn", store.FieldEmail: "cy@oak.example"})
	if back := s.export(importer.Selection{Template: "manageengine-unassign", Since: since(free)}); back.Len() != 0 || len(back.Left) != 0 {
		t.Errorf("somebody has it again, which takes nothing out: %d rows, %q", back.Len(), back.Told())
	}
	whole := s.export(importer.Selection{Template: "manageengine-assign", Since: since(out)})
	if rows := rowsOf(t, whole); !slices.Equal(rows, []string{"OAKMAC000003,cy.fenn,ELSE,cy@oak.example,Year 7,Personal"}) {
		t.Errorf("%q", rows)
	}
}

// Where a device goes to somebody else, an empty Domain Name is MDM and an empty Owned By is Corporate: what stays
// as it was has to be said there.
func TestExportChanges_R50_AHandoverSaysWhatTheDefaultsWouldSayOtherwise(t *testing.T) {
	s := newSchool(t)
	s.groups("Year 7")
	s.person(store.User{UserID: "bo.fenn", Site: oak, Email: "bo@oak.example", Groups: "Year 7", Domain: "OAK"})
	s.person(store.User{UserID: "cy.fenn", Site: oak, Email: "cy@oak.example", Groups: "Year 7", Domain: "ELSE"})
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air", Username: "bo.fenn", Email: "bo@oak.example", Ownership: "Personal"})
	first := s.export(importer.Selection{Template: "manageengine-assign"})
	storetest.Edit(t, s.st, "kim", "OAKMAC000003", map[store.Field]string{store.FieldUsername: "cy.fenn", store.FieldEmail: "cy@oak.example"})
	rows := rowsOf(t, s.export(importer.Selection{Template: "manageengine-assign", Since: since(first)}))
	if !slices.Equal(rows, []string{"OAKMAC000003,cy.fenn,ELSE,cy@oak.example,Year 7,Personal"}) {
		t.Errorf("%q", rows)
	}
}

func TestExportChanges_AreRefusedWhereTheFileIsWhole(t *testing.T) {
	s := newSchool(t)
	for name, why := range map[string]string{"mlti": "inventory", "mosyle-hierarchy": "whole hierarchy", "asm-roster": "whole roster"} {
		_, err := importer.Export(t.Context(), s.st, importer.Selection{Template: name, Site: oak, Since: &store.Export{}})
		if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestExport_WhoeverWasNamedAndIsNotWrittenIsTold(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air"})
	out := s.export(importer.Selection{Template: "mut-computers", Keys: []string{"oakmac000003", " OAKIPAD00001", "NOSUCH000001"}, Named: true})
	if rows := rowsOf(t, out); len(rows) != 1 {
		t.Errorf("%q", rows)
	}
	told(t, out, "OAKIPAD00001: has no row in this layout")
	told(t, out, "NOSUCH000001: is not on record")
	if a, b := importer.NamedQuery([]string{"B", "a "}), importer.NamedQuery([]string{"A", "b", "B"}); a != b || !strings.HasPrefix(a, "2 named (") {
		t.Errorf("%q and %q", a, b)
	} else if n, ok := importer.NamedIn(a); n != 2 || !ok {
		t.Errorf("%q is about %d, %v", a, n, ok)
	}
	if n, ok := importer.NamedIn("2 named"); ok {
		t.Errorf("a query that somebody typed is about %d", n)
	}
}

func TestExport_IsCancelled(t *testing.T) {
	s := newSchool(t)
	s.three()
	out := s.export(importer.Selection{Template: "mut-users"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := importer.Export(ctx, s.st, importer.Selection{Template: "mut-users"})
	if store.CodeOf(err) != store.CodeCancelled || !strings.Contains(err.Error(), "the export was cancelled") || out.Len() == 0 {
		t.Errorf("%v", err)
	}
}

func TestExport_TheSiteMustBeOnRecordAndTheOnlyOneNeedNotBeNamed(t *testing.T) {
	s := newSchool(t)
	if _, err := importer.Export(t.Context(), s.st, importer.Selection{Template: "mut-users", Site: "NOWHERE"}); store.CodeOf(err) != store.CodeNotFound {
		t.Error(err)
	}
	s.device(store.Device{Serial: "OAKMAC000003", Model: "MacBook Air"})
	if n := s.export(importer.Selection{Template: "mlti"}).Len(); n != 1 {
		t.Errorf("%d rows", n)
	}
	s.device(store.Device{Serial: "FERNMAC00001", Model: "MacBook Air", Site: fern})
	if _, err := importer.Export(t.Context(), s.st, importer.Selection{Template: "mlti"}); store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), "one site") {
		t.Error(err)
	}
}

func TestExport_R73_R74_APartOfARosterResolvesAndTellsWhoHasNoPlaceInIt(t *testing.T) {
	s := newSchool(t)
	for _, id := range []string{"ada.fenn", "bo.fenn", "cy.fenn"} {
		s.person(store.User{UserID: id, FullName: "Some Body", Site: oak})
	}
	s.person(store.User{UserID: "di.fenn", FullName: "Di Fenn", Position: "student", Site: oak})
	s.taught("ada.fenn", "bo.fenn", "cy.fenn")
	whole := s.export(importer.Selection{Template: "asm-roster", Site: oak})
	told(t, whole, "di.fenn: is in no class, and has no place in a roster (R-74)")
	part := s.export(importer.Selection{Template: "asm-roster", Keys: []string{"ada.fenn", "bo.fenn"}})
	told(t, part, "the classes name only those who were asked for")
	p := s.request(importer.Request{Name: "part.zip", Data: written(t, part, "zip"), Site: oak})
	for i := range p.Rows {
		if r := &p.Rows[i]; r.Status == importer.StatusError {
			t.Errorf("line %d is %s: %s", r.Line, r.Status, said(r.Notes))
		}
	}
}
