package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// mendedIs holds a plan against the preview with the same mends.
func (s *school) mendedIs(p *importer.Plan, mends ...store.Mend) {
	s.t.Helper()
	if err := p.Mend(mends...); err != nil {
		s.t.Fatal(err)
	}
	ask := p.Request
	ask.Mends, ask.Site = p.Mends(), p.Site.Code
	sameJSON(s.t, p, s.request(ask))
}

// A mend that touches most of the file, before or after it, comes to the same.
func TestMend_ThatTouchesManyRowsIsThePreviewWithIt(t *testing.T) {
	s := newSchool(t)
	var rows []row
	for i := range 100 {
		r := row{tag: "1234567", serial: fmt.Sprintf("OAKNEW0%05d", i), room: "1"}
		if i < 10 {
			r.tag = ""
		}
		rows = append(rows, r)
	}
	s.device(store.Device{Serial: "OAKNEW000000", AssetTag: "7654321"})
	p := s.inventory(rows...)
	for step, m := range []store.Mend{
		{Line: 3, Column: "Asset Tag", Value: "1234567"},  // joins ninety others
		{Line: 4, Column: "Room", Value: "7"},             // touches none
		{Line: 50, Column: "Asset Tag", Value: "5555555"}, // leaves them
		{Line: 50, Column: "Asset Tag", Value: "1234567"}, // and is as it came
		{Line: 5, Column: "Serial Number", Value: "OAKNEW00009 9"},
	} {
		s.mendedIs(p, m)
		if step == 2 {
			contains(t, note(t, p.Rows[1].Notes, "R-16", severe).Message, "lines 3, 12, 13", "more")
		}
	}
	many := make([]store.Mend, 80)
	for i := range many {
		many[i] = store.Mend{Line: 22 + i, Column: "Asset Tag", Value: fmt.Sprint(3000000 + i)}
	}
	s.mendedIs(p, many...)
	if err := p.Unmend(p.Mends()...); err != nil {
		t.Fatal(err)
	}
	sameJSON(t, p, s.inventory(rows...))
	for i := range 80 { // one by one, until looking for what changed is not worth it any more
		if err := p.Mend(store.Mend{Line: 22 + i, Column: "Asset Tag", Value: fmt.Sprint(3000000 + i)}); err != nil {
			t.Fatal(err)
		}
	}
	s.mendedIs(p)
	sheet := s.deviceSheet("Serial Number,Room\n" + strings.Repeat("OAKNEW000000,1\nOAKNEW000001,1\n", 40))
	for i := range 80 {
		if err := sheet.Mend(store.Mend{Line: 2 + i, Column: "Serial Number", Value: fmt.Sprintf("OAKNEW0%05d", 100-i)}); err != nil {
			t.Fatal(err)
		}
	}
	s.mendedIs(sheet)
}

// Where rows come to be astray one after the other the columns are, and not when they are put right again.
func TestMend_R08_ColumnsComeToBeAstrayAndBack(t *testing.T) {
	s := newSchool(t)
	p := s.inventory(row{tag: "OAKMINI00001", serial: "5000001"}, row{tag: "5000002", serial: "OAKMINI00002"}, row{tag: "5000003", serial: "OAKMINI00003"})
	swap := func(line int, tag, serial string) []store.Mend {
		return []store.Mend{{Line: line, Column: "Asset Tag", Value: tag}, {Line: line, Column: "Serial Number", Value: serial}}
	}
	s.mendedIs(p, swap(3, "OAKMINI00002", "5000002")...)
	contains(t, said(p.Notes), "stand in each other's column in 2 rows of 3")
	s.mendedIs(p, store.Mend{Line: 4, Column: "Room", Value: "1"})
	s.mendedIs(p, swap(3, "5000002", "OAKMINI00002")...)
	without(t, said(p.Notes), "each other's column")
	s.mendedIs(p, store.Mend{Column: "Serial Number", Value: "Asset Tag"})
}

// what a save held back stays so when a row that it has to do with is mended, and when columns trade places.
func TestMend_R85_WhatASaveHeldBackStaysHeldBackAmongItsOwn(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: mini.Serial, AssetTag: mini.AssetTag, Phone: "1"})
	s.device(store.Device{Serial: air.Serial, AssetTag: air.AssetTag})
	s.device(mini2)
	p := s.assign(row{serial: mini.Serial, id: "ana", name: "Ana", position: "S"}, row{serial: air.Serial, id: "ana", name: "Ana", position: "S"}, row{serial: mini2.Serial, id: "bo", position: "S"})
	reach := p.Reach().Devices
	storetest.Edit(t, s.st, "somebody", mini.Serial, map[store.Field]string{store.FieldRoom: "9"})
	if outcome := s.save(p); len(outcome.Moved) != 1 {
		t.Fatalf("the outcome is %+v", outcome)
	}
	for step, m := range []store.Mend{{Line: 3, Column: "Room", Value: "4"}, {Column: "Room", Value: "Phone Number"}, {Line: 4, Column: "User ID", Value: "ana"}} {
		if err := p.Mend(m); err != nil {
			t.Fatal(err)
		}
		if step < 2 {
			statuses(t, p, heldBack, add, add)
			note(t, p.Rows[0].Notes, "R-85", warning)
			if n := p.Counts(); n[heldBack] != 1 || n[add] != 2 || p.Reach().Devices != reach-1 || p.Accepted() != 2 {
				t.Errorf("step %d: counts are %v, the reach %+v", step, n, p.Reach())
			}
		}
	}
	statuses(t, p, failed, add, failed) // an error is one, whatever moved
}

func TestMend_OfAnEditLeavesARowOut(t *testing.T) {
	s := newSchool(t)
	s.three()
	p := s.deviceSheet("Serial Number,Room\nOAKMAC000001,5\nOAKMAC000001,6\n")
	statuses(t, p, failed, failed)
	s.mendedIs(p, store.Mend{Line: 3})
	statuses(t, p, change, leftOut)
	contains(t, p.Rows[1].Mends[0].Words(), "left out by a mend")
	if got := p.MendsOf(3); len(got) != 1 || got[0].Column != "" {
		t.Errorf("the mends of line 3 are %v", got)
	}
	if p.Proposed(99) != nil || p.MendsOf(99) != nil {
		t.Error("a line that is not there has mends")
	}
	users := s.request(importer.Request{Data: []byte("User ID,Phone\nana,01.01.2018\nnobody,#REF!\n"), Template: "user-edit"})
	s.mendedIs(users, store.Mend{Line: 3, Column: "User ID", Value: "Ana"})
	statuses(t, users, failed, failed)
}

func TestLike_NeedsTheSameRows(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	one := s.inventory(row{serial: mini.Serial, room: "2"})
	two := s.inventory(row{serial: mini.Serial, room: "2"}, row{serial: air.Serial})
	if one.Like(two) || one.Like(s.at(oak, template.ModeAssign, row{serial: mini.Serial, room: "2"})) {
		t.Error("another file is like it")
	}
	id := s.keep(one)
	storetest.Edit(t, s.st, "kim", mini.Serial, map[store.Field]string{store.FieldRoom: "9"})
	told, _ := s.again(id)
	plain := s.inventory(row{serial: mini.Serial, room: "2"})
	if err := plain.Decide(2, store.VerdictLater); err != nil || !told.Like(plain) {
		t.Errorf("that it tells how it stood before makes it another one: %v", err)
	}
	if dropped := told.Restore(store.Review{Latest: told.Latest}, nil); len(dropped) != 0 || told.Rows[0].Turned != "" || told.Accepted() != 1 {
		t.Errorf("restored from nothing it is %+v", told.Rows[0])
	}
	silent(t, told.Rows[0].Notes, "R-85")
}

// R-12 hangs on the serial numbers of the file: a mend of one row leaves another one out, and takes it in again.
func TestMend_R12_ASerialNumberThatComesIntoTheFileLeavesAnotherRowOut(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: mini.Serial, AssetTag: "5000001"})
	p := s.assign(row{serial: mini.Serial, id: "OAKNEWX00001", position: "T"}, row{serial: "OAKNONE00001", id: "bo", position: "S"})
	statuses(t, p, add, failed)
	s.mendedIs(p, store.Mend{Line: 3, Column: "Serial Number", Value: "OAKNEWX00001"})
	statuses(t, p, leftOut, failed)
	s.mendedIs(p, store.Mend{Line: 3, Column: "Serial Number", Value: "OAKNONE00002"})
	statuses(t, p, add, failed)
}

// what a serial number seems to be is not proposed while another row has it.
func TestMend_R08_WhatARowSeemsToMeanHangsOnTheOtherRows(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: "OAKMINI00001", AssetTag: "5000001"})
	s.device(store.Device{Serial: "OAKMINI00002", AssetTag: "5000002"})
	p := s.assign(row{serial: "OAKMINIOOOO1", id: "bo", position: "S"}, row{serial: "OAKMINI00002", id: "cy", position: "S"})
	if got := p.Proposed(2); len(got) != 1 || got[0].Value != "OAKMINI00001" {
		t.Fatalf("proposed is %v", got)
	}
	s.mendedIs(p, store.Mend{Line: 3, Column: "Serial Number", Value: "OAKMINI00001"})
	if got := p.Proposed(2); len(got) != 0 {
		t.Errorf("proposed is %v, though line 3 has it", got)
	}
	s.mendedIs(p, store.Mend{Line: 3, Column: "Serial Number", Value: "OAKMINI00002"})
	if got := p.Proposed(2); len(got) != 1 {
		t.Errorf("then proposed is %v", got)
	}
}
