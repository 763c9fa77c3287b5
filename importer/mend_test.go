package importer_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/storetest"
)

// What is saved is what was shown: the mended values. The file is kept as it came, and the history tells of the mends.
func TestMend_R08_IsSavedAsShownAndTheFileStaysAsItCame(t *testing.T) {
	s := clinic(t)
	data := file(t, "csv", row{tag: "5000001.0", serial: "'" + mini.Serial, id: "bo", position: "S"})
	p := s.request(importer.Request{Data: data, Mode: template.ModeAssign, Site: oak})
	if err := p.Mend(p.Proposed(2)...); err != nil {
		t.Fatal(err)
	}
	contains(t, p.Sentence(), "2 mends are part of it.")
	outcome := s.save(p)
	if d := s.deviceNow(mini.Serial); d.Username != "bo" || d.AssetTag != mini.AssetTag {
		t.Errorf("the record is %+v", d)
	}
	ctx := context.Background()
	act, _, err := s.st.Act(ctx, outcome.Act)
	if err != nil || act.Import.Counts["mended"] != 2 || !strings.Contains(act.Title, "2 mends") {
		t.Errorf("the import is %+v, %v", act, err)
	}
	kept, err := s.st.ImportFile(ctx, outcome.Act)
	if err != nil || !bytes.Equal(kept, data) {
		t.Errorf("the kept file is %q, %v", kept, err)
	}
	if err := p.Mend(store.Mend{Line: 2, Column: "Room", Value: "7"}); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("after the save a mend is %v", err)
	}
}

// A mend runs the rules again, on the row and on those it touches, and the decisions stay.
func TestMend_RunsTheRulesOnWhateverItTouches(t *testing.T) {
	s := clinic(t)
	p := s.assign(row{serial: mini.Serial, id: "bo", position: "S"}, row{serial: "OAKOLD000001", id: "cy", position: "S"},
		row{serial: "123456789012", id: "di", position: "S"})
	statuses(t, p, add, add, add)
	if err := p.Decide(4, store.VerdictLater); err != nil {
		t.Fatal(err)
	}
	if err := p.Mend(store.Mend{Line: 3, Column: "Serial Number", Value: mini.Serial}); err != nil {
		t.Fatal(err)
	}
	statuses(t, p, failed, failed, add)
	contains(t, note(t, p.Rows[0].Notes, "R-16", severe).Message, "lines 2 and 3")
	if p.Rows[2].Verdict != store.VerdictLater || p.Undecided() != 1 {
		t.Errorf("the decision on line 4 is %q", p.Rows[2].Verdict)
	}
	if n := p.Counts(); n[failed] != 2 || n[add] != 1 || p.MendedRows() != 1 {
		t.Errorf("counts are %v", n)
	}
	if err := p.Mend(store.Mend{Line: 3, Column: "Serial Number", Value: air.Serial}); err != nil || len(p.Rows[1].Mends) != 1 || p.Rows[1].Mends[0].Old != "OAKOLD000001" {
		t.Errorf("mended twice it is %+v, %v", p.Rows[1].Mends, err)
	}
	if err := p.Mend(store.Mend{Line: 3, Column: "Serial Number", Value: "OAKOLD000001"}); err != nil || p.Mended() != 0 {
		t.Errorf("mended to what the file says it counts %d, %v", p.Mended(), err)
	}
	statuses(t, p, add, add, add)
}

func TestMend_RefusesWhatTheFileHasNot(t *testing.T) {
	s := clinic(t)
	p := s.assign(row{serial: mini.Serial, id: "bo", position: "S"})
	for _, m := range []store.Mend{
		{Line: 9, Column: "Room", Value: "1"}, {Line: 2, Column: "Colour", Value: "1"}, {Line: 0, Column: "Room", Value: "Colour"},
	} {
		if err := p.Mend(store.Mend{Line: 2, Column: "Room", Value: "1"}, m); store.CodeOf(err) != store.CodeInvalid || p.Mended() != 0 {
			t.Errorf("%+v: %v, and %d are mended", m, err, p.Mended())
		}
	}
	p = s.request(importer.Request{Data: p.Data, Mode: template.ModeAssign, Site: oak, Mends: []store.Mend{{Line: 9, Column: "Room", Value: "1"}}})
	contains(t, note(t, p.Notes, "R-08", warning).Message, "line 9", "fits no cell")
}

// a row that a save held back because its record moved stays held back when another is mended.
func TestMend_R85_WhatASaveHeldBackStaysHeldBack(t *testing.T) {
	s := clinic(t)
	p := s.assign(row{serial: mini.Serial, id: "bo", position: "S"}, row{tag: "0123456.0", serial: "OAKOLD000001", id: "cy", position: "S"})
	storetest.Edit(t, s.st, "somebody", mini.Serial, map[store.Field]string{store.FieldRoom: "9"})
	outcome := s.save(p)
	if len(outcome.Moved) != 1 || outcome.Act != 0 {
		t.Fatalf("the outcome is %+v", outcome)
	}
	statuses(t, p, heldBack, failed)
	if err := p.Mend(p.Proposed(3)...); err != nil {
		t.Fatal(err)
	}
	statuses(t, p, heldBack, add)
	note(t, p.Rows[0].Notes, "R-85", warning)
	if outcome = s.save(p); outcome.Saved != 1 {
		t.Errorf("the outcome is %+v", outcome)
	}
}

// The sheets of an edit of many records are mended like a file.
func TestMend_R08_InAnEditOfManyRecords(t *testing.T) {
	s := clinic(t)
	data := []byte("Serial Number,Username,Phone\nOAKMINIOOOOI,,2018-01-01\n" + mini2.Serial + ",4711,\n" + air.Serial + ",jo\u00adse,\n")
	ask := importer.Request{Data: data, Template: "device-edit", Site: oak}
	p := s.request(ask)
	statuses(t, p, failed, failed, failed)
	if got := p.Proposed(2); len(got) != 1 || got[0].Value != mini.Serial {
		t.Errorf("proposed for line 2 is %v", got)
	}
	if err := p.Mend(p.ProposedBy("")...); err != nil {
		t.Fatal(err)
	}
	if p.Rows[0].Status != change || p.Rows[2].Status != same {
		t.Errorf("mended they are %s and %s: %s", p.Rows[0].Status, p.Rows[2].Status, said(p.Rows[2].Notes))
	}
	if got := p.Proposed(2); len(got) != 1 || got[0].Value != "2018" {
		t.Errorf("then proposed for line 2 is %v", got)
	}
	ask.Mends = p.Mends()
	sameJSON(t, p, s.request(ask))
}

// the file of rejects says what would put a row right.
func TestMend_R88_TheRejectsTellWhatIsProposed(t *testing.T) {
	s := clinic(t)
	p := s.assign(row{tag: "123456", serial: "OAKOLD000001", id: "bo", position: "S"})
	var out bytes.Buffer
	if _, err := p.WriteRejects(&out, "csv"); err != nil {
		t.Fatal(err)
	}
	contains(t, out.String(), "proposed: Asset Tag becomes “0123456”")
}

func TestMend_IsInTheJSON(t *testing.T) {
	s := clinic(t)
	p := s.assign(row{tag: "5000001.0", serial: mini.Serial, id: "bo", position: "S"})
	got, text := decode(t, p, nil)
	contains(t, text, `"mend":{"damage":"trailing_zero","column":"Asset Tag","value":"5000001"}`)
	if got.Mended != 0 || len(got.Items[0].Mends) != 0 {
		t.Errorf("before the mend: %+v", got.Items[0].Mends)
	}
	if err := p.Mend(p.ProposedBy(edit.DamagePoint)...); err != nil {
		t.Fatal(err)
	}
	got, _ = decode(t, p, nil)
	if m := got.Items[0].Mends; got.Mended != 1 || len(m) != 1 || m[0].Column != "Asset Tag" || m[0].Old != "5000001.0" || m[0].New != "5000001" {
		t.Errorf("after it: %+v", m)
	}
}

func TestMend_SaysInWordsWhatItDoes(t *testing.T) {
	for want, m := range map[string]importer.Mend{
		"Asset Tag and Room change places": {Column: "Asset Tag", Swap: "Room"},
		"the row is left out":              {},
		"Room becomes “7”":                 {Column: "Room", Value: "7"},
	} {
		if got := m.Words(); got != want {
			t.Errorf("%+v says %q", m, got)
		}
	}
}
