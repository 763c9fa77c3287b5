package importer_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

func TestRejects_R88_AreTheSameTemplateWithTheReasonAndCanBeImportedAgain(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air, air2} {
		s.device(d)
	}
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	p := s.assign(
		row{serial: mini2.Serial, id: "bo", position: "student"},
		row{tag: air.AssetTag, serial: air.Serial, id: "ana", name: "=1+1"},
		row{serial: air2.Serial},
		row{serial: "OAKNONE00001", id: "cy", position: "student"},
	)
	statuses(t, p, add, heldBack, leftOut, failed)
	for _, format := range []string{"csv", "xlsx"} {
		t.Run(format, func(t *testing.T) {
			var out bytes.Buffer
			n, err := p.WriteRejects(&out, format)
			if err != nil || n != 2 || n != p.Rejects() {
				t.Fatalf("%d rows written of %d: %v", n, p.Rejects(), err)
			}
			again := s.request(importer.Request{Name: "again." + format, Data: out.Bytes(), Site: oak})
			if again.Mode != template.ModeAssign || len(again.UnknownColumns) > 0 {
				t.Errorf("the rejects of an assign are proposed as %s; not understood: %v", again.Mode, again.UnknownColumns)
			}
			statuses(t, again, heldBack, failed)
			for _, c := range again.Cells(2) {
				if c.Field == store.FieldFullName && c.Value != "=1+1" {
					t.Errorf("the name came back as %q", c.Value)
				}
			}
			if reasons := again.Table.Records[1].Cells; !strings.Contains(reasons[len(reasons)-1], "R-17: ") {
				t.Errorf("the reason is %q", reasons[len(reasons)-1])
			}
		})
	}
	if err := p.Decide(3, store.VerdictAccept); err != nil {
		t.Fatal(err)
	}
	if p.Rejects() != 1 {
		t.Errorf("a held-back row that is included counts as one to mend: %d", p.Rejects())
	}
}

// A cell that is wrong by its kind alone is written so that it is in error again: as text it would come back clean, and
// name somebody called TRUE.
func TestRejects_R88_WhatIsWrongByTheKindOfItsCellComesBackAsAnError(t *testing.T) {
	s := newSchool(t)
	devices := []store.Device{mini, mini2, air, air2}
	book := excelize.NewFile()
	set := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, header := range []string{"Asset Tag", "Serial Number", "Device Type", "User ID", "Full Name", "Email Address", "Phone Number", "Position", "Room", "Delete"} {
		at, err := excelize.CoordinatesToCellName(i+1, 1)
		set(err)
		set(book.SetCellStr("Sheet1", at, header))
	}
	for i, d := range devices {
		s.device(d)
		set(book.SetCellStr("Sheet1", fmt.Sprintf("B%d", i+2), d.Serial))
		set(book.SetCellStr("Sheet1", fmt.Sprintf("H%d", i+2), "student"))
	}
	set(book.SetCellBool("Sheet1", "D2", true))
	set(book.SetCellFormula("Sheet1", "D3", "A1&B1"))
	set(book.SetCellFloat("Sheet1", "D4", 1.5, -1, 64))
	set(book.SetCellStr("Sheet1", "D5", "eve"))
	set(book.SetCellFormula("Sheet1", "I5", "A1&B1"))
	var data bytes.Buffer
	set(book.Write(&data))
	p := s.request(importer.Request{Name: "kinds.xlsx", Data: data.Bytes(), Mode: template.ModeAssign, Site: oak})
	statuses(t, p, failed, failed, failed, failed)
	for _, format := range []string{"csv", "xlsx"} {
		var out bytes.Buffer
		n, err := p.WriteRejects(&out, format)
		if err != nil || n != 4 {
			t.Fatalf("%d rejects, %v", n, err)
		}
		again := s.request(importer.Request{Name: "again." + format, Data: out.Bytes(), Site: oak})
		statuses(t, again, failed, failed, failed, failed)
		for i := range again.Rows {
			note(t, again.Rows[i].Notes, "R-08", store.SeverityError)
		}
	}
}
