package procedure_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

func TestHandOver_TheNameIsTakenAsItIsKnown(t *testing.T) {
	s := newSchool(t)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "cem", true) }) // the colleague has worked here
	w := s.removal()
	w, err := procedure.HandOver(context.Background(), s.st, me, &w, procedure.Colleague{Name: " T.Ostermoor"}, "")
	if err != nil || w.Checklist.Owner != colleague {
		t.Fatalf("it is with %q: %v", w.Checklist.Owner, err)
	}
	_, err = procedure.HandOver(context.Background(), s.st, me, &w, procedure.Colleague{Name: "T.OSTERMOOR", New: true}, "")
	if store.CodeOf(err) != store.CodeInvalid {
		t.Fatalf("handed to whom it is with: %v", err)
	}
	s.tells(err.Error(), "the checklist is with "+colleague+" already")
}

func TestHandOver_ToSomebodyNobodyKnowsIsMeantOrMistyped(t *testing.T) {
	s := newSchool(t)
	ctx := context.Background()
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "cem", true) })
	w := s.removal()
	_, err := procedure.HandOver(ctx, s.st, me, &w, procedure.Colleague{Name: "t.ostermor"}, "")
	var stranger *procedure.StrangerError
	if !errors.As(err, &stranger) || stranger.Name != "t.ostermor" || store.CodeOf(err) != store.CodeNotFound {
		t.Fatalf("it answers %v", err)
	}
	if !slices.Equal(stranger.Near, []string{colleague, "test", me}) {
		t.Errorf("near are %v", stranger.Near)
	}
	s.tells(err.Error(), "nobody called t.ostermor has worked here yet", "nearest to it: "+colleague)
	if _, err = procedure.HandOver(ctx, s.st, me, &w, procedure.Colleague{Name: "moor"}, ""); !errors.As(err, &stranger) || stranger.Near[0] != colleague {
		t.Errorf("a part of a name: %v", err)
	}
	if w = s.load(w.Checklist.Number); w.Checklist.Owner != me {
		t.Fatalf("it is with %s", w.Checklist.Owner)
	}
	w, err = procedure.HandOver(ctx, s.st, me, &w, procedure.Colleague{Name: "N.Ewe", New: true}, "")
	if err != nil || w.Checklist.Owner != "N.Ewe" {
		t.Fatalf("it is with %s: %v", w.Checklist.Owner, err)
	}
	other := s.start(procedure.Request{Procedure: "removal", UserID: "bo.tan"})
	other, err = procedure.HandOver(ctx, s.st, me, &other, procedure.Colleague{Name: "n.ewe"}, "") // known as the owner of a checklist
	if err != nil || other.Checklist.Owner != "N.Ewe" {
		t.Errorf("it is with %s: %v", other.Checklist.Owner, err)
	}
}
