package store_test

import (
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func listMapping(name string) store.Mapping {
	return store.Mapping{Name: name, Template: "mut-users", Headers: []string{"Login", "Pupil"}, Pairs: `[["Login","user_id"]]`, Operator: "kim"}
}

func TestMappings_HaveANameOnceWithoutRegardToLetterCase(t *testing.T) {
	s, ctx := storetest.Open(t), t.Context()
	if err := s.KeepMapping(ctx, listMapping("  Pupil list "), false); err != nil {
		t.Fatal(err)
	}
	refused(t, s.KeepMapping(ctx, listMapping("PUPIL LIST"), false), store.CodeInvalid, "“Pupil list” already, kept by kim")
	refused(t, s.KeepMapping(ctx, listMapping(" "), false), store.CodeInvalid, "no name")
	refused(t, s.KeepMapping(ctx, listMapping(strings.Repeat("x", 41)), false), store.CodeInvalid, "too long")
	refused(t, s.KeepMapping(ctx, listMapping("a\u202eb"), false), store.CodeInvalid, "nobody sees")
	over := listMapping("pupil list")
	over.Operator = "lee"
	if err := s.KeepMapping(ctx, over, true); err != nil {
		t.Fatal(err)
	}
	list, err := s.Mappings(ctx)
	if err != nil || len(list) != 1 || list[0].Name != "pupil list" || list[0].Operator != "lee" || !slices.Equal(list[0].Headers, over.Headers) {
		t.Errorf("kept are %+v, %v", list, err)
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("verify finds %v, %v", faults, err)
	}
}

func TestMappings_AreRenamedAndDeleted(t *testing.T) {
	s, ctx := storetest.Open(t), t.Context()
	for _, name := range []string{"One", "Two"} {
		if err := s.KeepMapping(ctx, listMapping(name), false); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, s.RenameMapping(ctx, "one", "TWO"), store.CodeInvalid, "“Two” already")
	refused(t, s.RenameMapping(ctx, "Three", "Four"), store.CodeNotFound, "no mapping “Three”")
	refused(t, s.RenameMapping(ctx, "One", ""), store.CodeInvalid, "no name")
	if err := s.RenameMapping(ctx, "one", "ONE"); err != nil { // only its letter case
		t.Fatal(err)
	}
	if m, err := s.Mapping(ctx, "one"); err != nil || m.Name != "ONE" {
		t.Errorf("found is %+v, %v", m, err)
	}
	if err := s.DeleteMapping(ctx, "one"); err != nil {
		t.Fatal(err)
	}
	refused(t, s.DeleteMapping(ctx, "one"), store.CodeNotFound, "no mapping “one”")
	_, err := s.Mapping(ctx, "one")
	refused(t, err, store.CodeNotFound, "no mapping “one”")
}

// A review is found again by how its columns are read, too, and keeps that whoever takes it over.
func TestReview_IsOfOneMappingAndItsOptions(t *testing.T) {
	s, ctx := storetest.Open(t), t.Context()
	begin := func(mapping, options string) store.Review {
		t.Helper()
		r := store.Review{Operator: "kim", Template: "mut-users", FileName: "a.csv", SHA256: strings.Repeat("ab", 32), Mapping: mapping, Options: options}
		r, _, err := s.OpenReview(ctx, r, []byte("a"))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	plain, mapped, chosen := begin("", ""), begin(`[["A","user_id"]]`, ""), begin("", "user-id=email")
	if plain.ID == mapped.ID || plain.ID == chosen.ID || begin(`[["A","user_id"]]`, "").ID != mapped.ID {
		t.Errorf("the reviews are %d, %d and %d", plain.ID, mapped.ID, chosen.ID)
	}
	taken, err := s.TakeOver(ctx, mapped.ID, "lee", "kim is ill")
	if err != nil || taken.Mapping != mapped.Mapping {
		t.Errorf("taken over is %+v, %v", taken, err)
	}
	found, _, _, err := s.Review(ctx, chosen.ID)
	if err != nil || found.Options != "user-id=email" {
		t.Errorf("found is %+v, %v", found, err)
	}
}
