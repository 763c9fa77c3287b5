package store

import (
	"context"
	"testing"
)

// Whoever goes leaves their places, those that the changes tell of and those that they do not, once each; or, with a fault at
// any call, nothing is saved. Where two come on the line on which somebody goes, neither gets the places.
func TestApply_R22_AFaultWhileSomebodyLeavesTheirPlacesSavesNothing(t *testing.T) {
	s, f := faulty(t)
	ctx := context.Background()
	if _, err := s.Apply(ctx, Act{Operator: "kim", Kind: ActSetup}, inClass(20)); err != nil {
		t.Fatal(err)
	}
	places, err := s.ClassesOf(ctx, "s0")
	if err != nil || len(places) != 1 {
		t.Fatal(places, err)
	}
	leaves := Change{Record: KindRoster, Key: places[0].Key(), Version: places[0].Version, Delete: true, Line: 2}
	for _, field := range RosterFields(places[0]) {
		leaves.Fields = append(leaves.Fields, FieldChange{field.Field, field.New, ""})
	}
	changes := append(goneAll(t, s, 2), leaves)
	for _, id := range []string{"n1", "n2"} {
		u := User{UserID: id, Site: "OAK"}
		changes = append(changes, Change{Record: KindUser, Key: id, Fields: UserFields(u), Line: 2})
	}
	everyFault(t, f, func() error {
		_, err := s.Apply(ctx, Act{Operator: "kim", Kind: ActEdit}, changes)
		return err
	}, func(at int) {
		if places, err := s.ClassesOf(ctx, "s0"); err != nil || len(places) != 1 {
			t.Fatalf("fault %d leaves %v, %v", at, places, err)
		}
	})
	for _, id := range []string{"s0", "s1", "n1", "n2"} {
		if places, err := s.ClassesOf(ctx, id); err != nil || len(places) > 0 {
			t.Errorf("%s is in %v, %v", id, places, err)
		}
	}
	es, err := s.HistoryOf(ctx, KindRoster, places[0].Key())
	if err != nil || len(es) != 2 {
		t.Errorf("the place was left %d times, %v", len(es)-1, err)
	}
}
