package store

import (
	"context"
	"testing"
)

// What was typed is kept, or it is said that it was not; never an answer that is short.
func TestDesk_AFaultAtEveryCallIsToldAndLosesNothing(t *testing.T) {
	s, f := faulty(t)
	ctx := context.Background()
	nothing := func(int) {}
	draft := Draft{Operator: "kim", Record: KindDevice, Key: "DMPX10000001", Values: []DraftValue{{FieldRoom, "", "14"}}}
	everyFault(t, f, func() (err error) { draft, err = s.KeepDraft(ctx, draft); return err }, nothing)
	everyFault(t, f, func() (err error) { draft, err = s.KeepDraft(ctx, draft); return err }, nothing)
	everyFault(t, f, func() error {
		d, ok, err := s.Draft(ctx, "kim", KindDevice, "DMPX10000001")
		if err == nil && (!ok || len(d.Values) != 1) {
			t.Fatalf("the draft is %+v", d)
		}
		return err
	}, nothing)
	everyFault(t, f, func() error {
		list, err := s.Drafts(ctx, "kim")
		if err == nil && len(list) != 1 {
			t.Fatalf("the drafts are %+v", list)
		}
		return err
	}, nothing)
	everyFault(t, f, func() error { return s.DropDraft(ctx, draft) }, nothing)

	view := View{Record: KindDevice, Name: "carts", Query: "room:cart", Operator: "kim"}
	everyFault(t, f, func() error { return s.SaveView(ctx, view) }, nothing)
	everyFault(t, f, func() error {
		list, err := s.Views(ctx, KindDevice)
		if err == nil && len(list) != 1 {
			t.Fatalf("the views are %+v", list)
		}
		return err
	}, nothing)
	everyFault(t, f, func() error { return s.DropView(ctx, KindDevice, "carts") }, func(int) {
		if list, err := s.Views(ctx, KindDevice); err != nil || len(list) != 1 {
			t.Fatalf("said to be there still: %+v, %v", list, err)
		}
	})
}

func TestFinding_AFaultAtEveryCallIsToldAndFindsNoLess(t *testing.T) {
	s, f := faulty(t)
	ctx := context.Background()
	nothing := func(int) {}
	everyFault(t, f, func() error {
		found, err := s.Find(ctx, "SDMPX10000001")
		if err == nil && len(found) != 1 {
			t.Fatalf("found %+v", found)
		}
		return err
	}, nothing)
	everyFault(t, f, func() error {
		near, err := s.Near(ctx, "DMPX1000000I", 3)
		if err == nil && len(near) != 1 {
			t.Fatalf("near are %+v", near)
		}
		return err
	}, nothing)
	everyFault(t, f, func() error {
		b, err := s.Biography(ctx, "5000001")
		if err == nil && len(b.Holdings) != 1 {
			t.Fatalf("the biography is %+v", b)
		}
		return err
	}, nothing)
	everyFault(t, f, func() error {
		timeline, err := s.Timeline(ctx)
		if err == nil && timeline.At(1).IsZero() {
			t.Fatal("the timeline is short")
		}
		return err
	}, nothing)
}
