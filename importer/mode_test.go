package importer_test

import (
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

func TestPreview_ProposesTheModeFromTheContent(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air, air2} {
		s.device(d)
	}
	s.person(store.User{UserID: "ana", Site: oak}, mini.Serial)
	s.person(store.User{UserID: "bo", Site: oak}, air.Serial)
	for name, c := range map[string]struct {
		mode template.Mode
		rows []row
	}{
		"most rows hold their own serial in Delete": {template.ModeRevoke, []row{
			{serial: mini.Serial, del: strings.ToLower(mini.Serial)}, {serial: air.Serial, del: air.Serial}, {}, {}, {serial: mini2.Serial},
		}},
		"one stray Delete does not make a revoke (R-20)": {template.ModeAssign, []row{
			{serial: mini2.Serial, id: "cy"}, {serial: air2.Serial, id: "di"}, {serial: mini.Serial, del: mini.Serial},
		}},
		"half of the rows are not most": {template.ModeAssign, []row{
			{serial: mini2.Serial, id: "cy"}, {serial: mini.Serial, del: mini.Serial},
		}},
		"a Delete that is another row's serial is none": {template.ModeInventory, []row{
			{serial: mini.Serial, del: air.Serial}, {serial: air.Serial, del: mini.Serial},
		}},
		"no User ID at all":     {template.ModeInventory, []row{{serial: mini.Serial}, {serial: air.Serial}}},
		"most serials are new":  {template.ModeInventory, []row{{serial: mini2.Serial, id: "cy"}, {serial: "OAKNONE00001", id: "di"}, {serial: "OAKNONE00002"}}},
		"all IDs stand already": {template.ModeInventory, []row{{serial: mini.Serial, id: "ANA"}, {serial: air.Serial, id: "bo"}, {serial: mini2.Serial, room: "7"}}},
		"one device has changed hands": {template.ModeInventory, []row{
			{serial: mini.Serial, id: "ANA"}, {serial: air.Serial, id: "cy"}, {serial: "OAKNONE00001", id: "di"}, {serial: "OAKNONE00002"}, {serial: "OAKNONE00003"},
		}},
		"a whole template with one new person filled in": {template.ModeAssign, []row{
			{serial: mini.Serial, id: "ANA"}, {serial: air.Serial, id: "bo"}, {serial: mini2.Serial, id: "cy"},
		}},
		"new people": {template.ModeAssign, []row{{serial: mini.Serial, id: "ana"}, {serial: mini2.Serial, id: "cy"}, {serial: air2.Serial}, {id: "x"}}},
	} {
		p := s.at(oak, "", c.rows...)
		if p.Mode != c.mode || !p.ModeProposed {
			t.Errorf("%s: proposes %s, want %s", name, p.Mode, c.mode)
		}
	}
	if p := s.assign(row{serial: mini2.Serial, id: "cy"}); p.ModeProposed || p.ModeDoubt != "" {
		t.Error("a mode that was asked for counts as proposed")
	}
}

func TestPreview_R24_AProposedRevokeIsInDoubtWhereSomebodyGetsADevice(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air} {
		s.device(d)
	}
	clear := []row{leaver(mini), leaver(mini2), {serial: air.Serial}}
	if p := s.at(oak, "", clear...); p.Mode != template.ModeRevoke || p.ModeDoubt != "" {
		t.Errorf("%s is in doubt: %s", p.Mode, p.ModeDoubt)
	}
	rows := []row{leaver(mini), leaver(mini2), {serial: air.Serial, id: "ana"}}
	p := s.at(oak, "", rows...)
	if p.Mode != template.ModeRevoke {
		t.Fatalf("proposes %s", p.Mode)
	}
	contains(t, p.ModeDoubt, "line 4", "User ID", "Delete")
	if p := s.revoke(rows...); p.ModeDoubt != "" {
		t.Errorf("a revoke that was asked for is in doubt: %s", p.ModeDoubt)
	}
}

// The second import of one file must be the same job as the first.
func TestPreview_R86_TheSameBytesAreProposedAsTheyWereImported(t *testing.T) {
	for name, c := range map[string]struct {
		mode template.Mode
		rows []row
	}{
		"inventory": {template.ModeInventory, []row{
			{tag: "4000001", serial: "OAKNEW000001", kind: "iPad", id: "ana", name: "Ana Mendes", position: "S"},
			{tag: "4000002", serial: "OAKNEW000002", kind: "iPad", id: "bo", name: "Bo Quill"},
			{serial: "OAKNEW000003", id: "OAKNEW000003"},
		}},
		"assign": {template.ModeAssign, []row{
			{serial: mini.Serial, id: "ana", position: "S"}, {serial: mini2.Serial, id: "bo"}, {serial: air.Serial},
		}},
		"assign that looks like an inventory": {template.ModeAssign, []row{{serial: mini.Serial, id: "held", position: "S"}}},
	} {
		s := newSchool(t)
		for _, d := range []store.Device{mini, mini2, air, air2} {
			s.device(d)
		}
		mode := c.mode
		if name != "assign that looks like an inventory" {
			mode = ""
		}
		p := s.at(oak, mode, c.rows...)
		if p.Mode != c.mode {
			t.Fatalf("%s: proposes %s", name, p.Mode)
		}
		s.save(p)
		again := s.at(oak, "", c.rows...)
		if again.Mode != c.mode || !again.ModeProposed {
			t.Errorf("%s: the second import is proposed as %s", name, again.Mode)
		}
		for i := range again.Rows {
			if r := &again.Rows[i]; r.Status != same && r.Status != leftOut {
				t.Errorf("%s: the second import's line %d is %s: %s", name, r.Line, r.Status, said(r.Notes))
			}
		}
	}
}

func TestPreview_AnImportThatWasTakenBackProposesNothing(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(mini2)
	rows := []row{{serial: mini.Serial, id: "ana"}, {serial: mini2.Serial, id: "bo"}}
	outcome := s.save(s.inventory(rows...))
	if p := s.at(oak, "", rows...); p.Mode != template.ModeInventory {
		t.Fatalf("proposes %s", p.Mode)
	}
	undo, err := s.st.PlanUndo(t.Context(), "lead", store.UndoRequest{Act: outcome.Act})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.st.Apply(t.Context(), undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	if p := s.at(oak, "", rows...); p.Mode != template.ModeAssign {
		t.Errorf("after the undo it proposes %s", p.Mode)
	}
}

func TestPreview_R88_TheReasonColumnIsUnderstoodAndNotRead(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	data := "Serial Number,User ID,Position,reason\n" + mini.Serial + ",ana,student,R-17: it was not on record\n"
	p := s.request(importer.Request{Data: []byte(data), Mode: template.ModeAssign, Site: oak})
	statuses(t, p, add)
	if len(p.UnknownColumns)+len(p.Notes) != 0 {
		t.Errorf("not understood: %v; %s", p.UnknownColumns, said(p.Notes))
	}
}

func TestJSON_SaysWhetherTheImportBeginsASite(t *testing.T) {
	s := newSchool(t)
	p := s.request(importer.Request{
		Data: file(t, "csv", row{tag: "4000001", serial: "ELMNEW000001"}), Mode: template.ModeInventory, Site: "elm", Solution: store.SolutionAlternate,
	})
	if got, _ := decode(t, p, nil); !got.NewSite || !p.NewSite {
		t.Errorf("object is %+v", got)
	}
	p = s.inventory(row{tag: "4000001", serial: "OAKNEW000001"})
	if got, text := decode(t, p, nil); got.NewSite || p.NewSite || !strings.Contains(text, `"new_site":false`) {
		t.Errorf("object is %+v", got)
	}
}
