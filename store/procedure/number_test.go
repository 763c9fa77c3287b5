package procedure_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/procedure"
)

// Where the beginning of a checklist is taken back, its number is free. A press on a screen that still shows the old one
// does nothing to the one that has its number by now.
func TestDo_R32_APressOnAChecklistThatWasTakenBackDoesNothingToTheOneThatHasItsNumber(t *testing.T) {
	s := newSchool(t)
	shown := s.start(procedure.Request{Procedure: "adding", UserID: "bo.tan", Devices: []string{spareSerial}})
	s.takeBack(s.newest())
	now := s.start(procedure.Request{Procedure: "adding", UserID: "cem", Devices: []string{spareSerial}})
	if now.Checklist.Number != shown.Checklist.Number {
		t.Fatalf("the number is %s, not %s", now.Checklist.Number, shown.Checklist.Number)
	}
	s.refuses(shown, "user", store.CodeConflict)
	if w := s.load(now.Checklist.Number); w.Checklist.Version != now.Checklist.Version {
		t.Error("a step of the other checklist was done")
	}
}
