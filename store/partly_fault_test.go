package store

import (
	"context"
	"strings"
	"testing"
)

// A list of saves that cannot be read whole never says that one was taken back of which a row stands again.
func TestActs_R87_AFaultAtEveryCallHidesNoRowThatWasBroughtBack(t *testing.T) {
	s, f := faulty(t)
	ctx := context.Background()
	d, err := s.Device(ctx, "DMPX10000001")
	if err != nil {
		t.Fatal(err)
	}
	u, err := s.User(ctx, "ada")
	if err != nil {
		t.Fatal(err)
	}
	act := Act{Operator: "kim", Kind: ActImport, Title: "rooms.csv", Import: &Import{FileName: "rooms.csv", SHA256: strings.Repeat("1", 64)}}
	made, err := s.Apply(ctx, act, []Change{
		{Record: KindDevice, Key: d.Serial, Version: d.Version, Line: 2, Fields: []FieldChange{{FieldRoom, "", "7"}}},
		{Record: KindUser, Key: u.Key(), Version: u.Version, Line: 3, Fields: []FieldChange{{FieldPhone, "", "2030"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	back := func(r UndoRequest) Receipt {
		u, err := s.PlanUndo(ctx, "kim", r)
		if err != nil {
			t.Fatal(err)
		}
		receipt, err := s.Apply(ctx, u.Act, u.Changes)
		if err != nil {
			t.Fatal(err)
		}
		return receipt
	}
	undone := back(UndoRequest{Act: made.Act})
	back(UndoRequest{Act: undone.Act, Lines: []int{3}})
	everyFault(t, f, func() error {
		list, err := s.Acts(ctx, 10)
		if err != nil {
			return err
		}
		for _, a := range list {
			if a.ID == made.Act && (a.UndoneBy != 0 || a.PartlyBy != undone.Act) {
				t.Fatalf("it says undone by %d, in part by %d", a.UndoneBy, a.PartlyBy)
			}
		}
		return nil
	}, func(int) {})
}
