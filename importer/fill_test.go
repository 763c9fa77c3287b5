package importer_test

import (
	"bytes"
	"context"
	"testing"

	"homeroom/fixtures"
	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// filled writes a template and reads it back as a preview does.
func filled(t *testing.T, s *store.Store, q importer.Wanted) *importer.Plan {
	t.Helper()
	sheet, err := importer.Fill(context.Background(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := sheet.Write(&file, "xlsx"); err != nil {
		t.Fatal(err)
	}
	p, err := importer.Preview(context.Background(), s, importer.Request{
		Name: "filled.xlsx", Data: file.Bytes(), Template: q.Template, Mode: q.Mode, Site: q.Site, Operator: "test",
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Rows) != sheet.Len() {
		t.Errorf("%d rows of %d came back", len(p.Rows), sheet.Len())
	}
	return p
}

func district(t *testing.T) *store.Store {
	t.Helper()
	s := storetest.Open(t)
	if err := fixtures.Seed(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	return s
}

// The site's own template, as it was written, brings nothing new: what is on record is the same, the rest is to be typed.
func TestFill_R86_ASitesTemplateChangesNothingAsItIs(t *testing.T) {
	p := filled(t, district(t), importer.Wanted{Template: "mlti", Mode: template.ModeAssign, Site: fixtures.Primary})
	for _, r := range p.Rows {
		if r.Status == importer.StatusAdd || r.Status == importer.StatusChange {
			t.Errorf("line %d is %s: %+v", r.Line, r.Status, r.Notes)
		}
	}
}

func TestFill_R20_DeleteHoldsTheSerialNumberAndNobodyIsNamedTwice(t *testing.T) {
	devices := []string{"LKMB4BB18AA0", "LKPH8RQLZPML"}
	p := filled(t, district(t), importer.Wanted{Template: "mlti", Mode: template.ModeRevoke, Site: fixtures.Primary, Devices: devices, Delete: true})
	if len(p.Rows) != 2 {
		t.Fatalf("%d rows", len(p.Rows))
	}
	for _, r := range p.Rows {
		if r.Status != importer.StatusRevoke {
			t.Errorf("line %d is %s: %+v", r.Line, r.Status, r.Notes)
		}
	}
}

func TestFill_OneRowForOnePerson(t *testing.T) {
	p := filled(t, district(t), importer.Wanted{
		Template: "mlti", Mode: template.ModeAssign, Site: fixtures.Primary, UserID: "new.person", Devices: []string{"LKM3ZH21YJ"},
	})
	if len(p.Rows) != 1 || p.Rows[0].Status != importer.StatusAdd {
		t.Errorf("rows %+v", p.Rows)
	}
}

func TestFill_SaysWhenThereIsNoRowOrNoSuchTemplate(t *testing.T) {
	s := district(t)
	for _, q := range []importer.Wanted{
		{Template: "mlti", Mode: template.ModeRevoke, Site: fixtures.Primary, Devices: []string{}, Delete: true},
		{Template: "none", Mode: template.ModeRevoke, Site: fixtures.Primary},
		{Template: "mlti", Mode: "sideways", Site: fixtures.Primary},
	} {
		if _, err := importer.Fill(context.Background(), s, q); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%+v: %v", q, err)
		}
	}
}
