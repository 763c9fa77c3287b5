package importer_test

import (
	"bytes"
	"strings"
	"testing"

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
