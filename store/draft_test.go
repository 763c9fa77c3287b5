package store_test

import (
	"context"
	"path/filepath"
	"reflect"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestDraft_SurvivesTheProgramAndIsTheOperatorsOwn(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "h.db")
	s := storetest.OpenAt(t, path)
	typed := []store.DraftValue{{Field: store.FieldRoom, Then: "12", Text: "14"}, {Field: store.FieldFullName, Text: "Ivy \u202e\x00"}}
	keep := func(d store.Draft, values []store.DraftValue) store.Draft {
		t.Helper()
		d.Record, d.Version, d.Values = store.KindDevice, 7, values
		kept, err := s.KeepDraft(ctx, d)
		if err != nil || kept.ID == 0 {
			t.Fatal(kept, err)
		}
		return kept
	}
	first := keep(store.Draft{Operator: "t.ostermoor", Key: "DMPX10000001"}, typed[:1])
	mine := keep(first, typed)
	keep(store.Draft{Operator: "t.ostermoor"}, typed[:1]) // a new device
	keep(store.Draft{Operator: "h.brackenmere", Key: "DMPX10000001"}, typed[:1])
	if mine.ID != first.ID {
		t.Error("a second writing made a second draft")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = storetest.OpenAt(t, path)
	d, ok, err := s.Draft(ctx, "t.ostermoor", store.KindDevice, "DMPX10000001")
	if err != nil || !ok || d.Version != 7 || !reflect.DeepEqual(d.Values, typed) || !reflect.DeepEqual(d, mine) {
		t.Errorf("found %+v, %v, %v", d, ok, err)
	}
	list, err := s.Drafts(ctx, "t.ostermoor")
	if err != nil || len(list) != 2 || list[0].Key != "" || list[1].Key != "DMPX10000001" {
		t.Errorf("drafts %+v, %v", list, err)
	}
	for range 2 { // the second time there is nothing to throw away
		if err := s.DropDraft(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok, err := s.Draft(ctx, "t.ostermoor", store.KindDevice, "DMPX10000001"); ok || err != nil {
		t.Errorf("the draft is still there: %v", err)
	}
	if _, ok, err := s.DraftByID(ctx, list[0].ID); !ok || err != nil {
		t.Errorf("the draft of a new device went, too: %v", err)
	}
	if _, ok, _ := s.Draft(ctx, "h.brackenmere", store.KindDevice, "DMPX10000001"); !ok {
		t.Error("another operator's draft went, too")
	}
	if id, err := s.Latest(ctx); err != nil || id != 0 {
		t.Errorf("a draft is in the history: %d, %v", id, err)
	}
}

// One operator, two windows, one form: each keeps what was typed there.
func TestDraft_OfTwoConsolesOfOneOperatorDoNotWriteOverEachOther(t *testing.T) {
	ctx, s := context.Background(), storetest.Open(t)
	keep := func(d store.Draft, text string) store.Draft {
		t.Helper()
		d.Operator, d.Record, d.Key, d.Values = "kim", store.KindDevice, "DMPX10000001", []store.DraftValue{{Field: store.FieldRoom, Text: text}}
		kept, err := s.KeepDraft(ctx, d)
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}
	one := keep(store.Draft{}, "1")
	two, _, _ := s.Draft(ctx, "kim", store.KindDevice, "DMPX10000001") // the second window finds it
	one = keep(one, "12")
	two = keep(two, "9") // the first has written since
	if one.ID == two.ID {
		t.Fatal("the second window wrote over the first")
	}
	two = keep(two, "99")
	if err := s.DropDraft(ctx, two); err != nil { // it saved
		t.Fatal(err)
	}
	list, err := s.Drafts(ctx, "kim")
	if err != nil || len(list) != 1 || list[0].Values[0].Text != "12" {
		t.Fatalf("kept are %+v, %v", list, err)
	}
	stale := one
	keep(one, "123")
	if err := s.DropDraft(ctx, stale); err != nil {
		t.Fatal(err)
	}
	if list, _ := s.Drafts(ctx, "kim"); len(list) != 1 || list[0].Values[0].Text != "123" {
		t.Errorf("thrown away was what somebody else wrote: %+v", list)
	}
}

func TestView_IsFoundByEverybodyAndReplacedByItsName(t *testing.T) {
	ctx, s := context.Background(), storetest.Open(t)
	save := func(operator, name, query string) error {
		return s.SaveView(ctx, store.View{Record: store.KindDevice, Name: name, Query: query, Operator: operator})
	}
	for _, v := range [][3]string{{"a", "Spares at OAK", "held:no"}, {"b", " Spares at OAK ", "held:no site:oak"}, {"a", "carts", "room:cart"}} {
		if err := save(v[0], v[1], v[2]); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Views(ctx, store.KindDevice)
	want := []store.View{
		{Record: store.KindDevice, Name: "carts", Query: "room:cart", Operator: "a"},
		{Record: store.KindDevice, Name: "Spares at OAK", Query: "held:no site:oak", Operator: "b"},
	}
	if err != nil || !reflect.DeepEqual(list, want) {
		t.Errorf("views %+v, %v", list, err)
	}
	if list, err := s.Views(ctx, store.KindUser); err != nil || len(list) != 0 {
		t.Errorf("users have the devices' views: %+v, %v", list, err)
	}
	if err := s.DropView(ctx, store.KindDevice, "carts"); err != nil {
		t.Fatal(err)
	}
	if err := s.DropView(ctx, store.KindDevice, "carts"); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("forgetting twice: %v", err)
	}
	for name, query := range map[string]string{
		"": "held:no", "Placeholders": "held:no", "wrong": "colour:red", "nothing": " ", "a name that is much longer than it has to be": "x", "es\x1bcape": "x", "query": "a\x1bb",
	} {
		if err := save("a", name, query); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%q %q: %v", name, query, err)
		}
	}
}
