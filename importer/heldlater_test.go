package importer_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// What somebody put off stays put off, whatever is mended in another row of the same person.
func TestMend_R85_AHeldBackRowThatWasPutOffStaysPutOff(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.device(air)
	p := s.assign(row{serial: mini.Serial, id: "teo", position: "T"}, row{serial: air.Serial, id: "teo", position: "T"})
	storetest.Edit(t, s.st, "kim", mini.Serial, map[store.Field]string{store.FieldRoom: "9"})
	if outcome := s.save(p); len(outcome.Moved) != 1 {
		t.Fatalf("the outcome is %+v", outcome)
	}
	if err := p.Decide(2, store.VerdictLater); err != nil {
		t.Fatal(err)
	}
	if err := p.Mend(store.Mend{Line: 3, Column: "Room", Value: "4"}); err != nil || p.Rows[0].Status != heldBack || p.Rows[0].Verdict != store.VerdictLater {
		t.Errorf("the row is %s, %s: %v", p.Rows[0].Status, p.Rows[0].Verdict, err)
	}
}
