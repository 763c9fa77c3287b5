package store_test

import (
	"context"
	"slices"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestOperator_IsFoundInAnyLetterCaseOrTheNearestAreNamed(t *testing.T) {
	s := storetest.Open(t)
	ctx := context.Background()
	for i, name := range []string{"Kim", "kim", "h.brackenmere", "t.ostermoor"} {
		site := store.Site{Code: "S" + string(rune('A'+i)), Name: name, Solution: store.SolutionPrimary}
		_, err := s.Apply(ctx, store.Act{Operator: name, Kind: store.ActSetup, Title: "x"},
			[]store.Change{{Record: store.KindSite, Key: site.Code, Fields: store.SiteFields(site)}})
		if err != nil {
			t.Fatal(err)
		}
	}
	c := store.Checklist{Number: "1", Procedure: "removal", State: store.ChecklistOpen, Owner: "n.ewe", Step: "x"}
	storetest.Apply(t, s, store.Change{Record: store.KindChecklist, Key: "1", Fields: store.ChecklistFields(c)})
	for typed, want := range map[string]string{
		"kim": "kim", "Kim": "Kim", "KIM": "Kim", "H.Brackenmere": "h.brackenmere", "N.EWE": "n.ewe", "TEST": "test",
	} {
		if known, near, err := s.Operator(ctx, typed, 3); err != nil || known != want || near != nil {
			t.Errorf("%s is %q, near %v, %v", typed, known, near, err)
		}
	}
	for typed, want := range map[string][]string{
		"t.ostermore": {"t.ostermoor"}, "bracken": {"h.brackenmere"},
	} {
		if known, near, err := s.Operator(ctx, typed, 1); err != nil || known != "" || !slices.Equal(near, want) {
			t.Errorf("%s is %q, near %v, %v", typed, known, near, err)
		}
	}
	_ = s.Close()
	if _, _, err := s.Operator(ctx, "kim", 3); err == nil {
		t.Error("a closed database answers")
	}
}
