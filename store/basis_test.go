package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// leaning is a change of a spare that was planned with Ada in mind, who holds one device.
func leaning(t *testing.T) (*store.Store, store.Change) {
	t.Helper()
	ctx, s := context.Background(), storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustUser(t, s, store.User{UserID: "Ada.Byrne"})
	storetest.MustDevice(t, s,
		store.Device{Serial: "DMPX10000001", Site: "OAK", Username: "ada.BYRNE", Position: "student"},
		store.Device{Serial: "DMPX10000002", Site: "OAK"})
	r, err := s.Records(ctx, store.Wanted{UserIDs: []string{"ada.byrne"}, Serials: []string{"DMPX10000002"}})
	if err != nil {
		t.Fatal(err)
	}
	return s, store.Change{
		Record: store.KindDevice, Key: "DMPX10000002", Version: r.Device("DMPX10000002").Version,
		Fields: []store.FieldChange{{Field: store.FieldUsername, New: "Ada.Byrne"}},
		Bases:  []store.Basis{r.BasisOf("ADA.byrne")},
	}
}

func TestApply_R85_WhatAPersonHoldsMayNotMoveUnderAChangePlannedWithIt(t *testing.T) {
	for name, c := range map[string]struct {
		meanwhile func(t *testing.T, s *store.Store)
		says      string
	}{
		"nothing": {func(*testing.T, *store.Store) {}, ""},
		"the room of their device": {func(t *testing.T, s *store.Store) {
			storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldRoom: "12"})
		}, ""},
		"their device is taken back": {func(t *testing.T, s *store.Store) {
			storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldUsername: "DMPX10000001"})
		}, "what user ada.byrne holds is not what it was, written by kim at "},
		"their position is cleared": {func(t *testing.T, s *store.Store) {
			storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldPosition: ""})
		}, "what user ada.byrne holds is not what it was, written by kim at "},
		"they get another": {func(t *testing.T, s *store.Store) {
			storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000003", Site: "OAK", Username: "ada.byrne"})
		}, "what user ada.byrne holds is not what it was, written by test at "},
		"their record goes": {func(t *testing.T, s *store.Store) {
			storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldUsername: ""})
			u, err := s.User(context.Background(), "ada.byrne")
			if err != nil {
				t.Fatal(err)
			}
			storetest.Apply(t, s, store.Change{
				Record: store.KindUser, Key: u.Key(), Version: u.Version, Delete: true, Fields: []store.FieldChange{{Field: store.FieldUserID, Old: "Ada.Byrne"}},
			})
		}, "user ada.byrne is not on record any more, written by test at "},
	} {
		t.Run(name, func(t *testing.T) {
			s, change := leaning(t)
			c.meanwhile(t, s)
			_, err := s.Apply(context.Background(), store.Act{Operator: "lee", Kind: store.ActEdit}, []store.Change{change})
			if c.says == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var conflict *store.ConflictError
			if !errors.As(err, &conflict) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

func TestApply_R30_NoDeviceComesToAPersonWhoseRecordIsGone(t *testing.T) {
	s, change := leaning(t)
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldUsername: ""})
	u, err := s.User(context.Background(), "ada.byrne")
	if err != nil {
		t.Fatal(err)
	}
	storetest.Apply(t, s, store.Change{
		Record: store.KindUser, Key: u.Key(), Version: u.Version, Delete: true, Fields: []store.FieldChange{{Field: store.FieldUserID, Old: "Ada.Byrne"}},
	})
	change.Bases = nil // as a change that knew nothing of her
	_, err = s.Apply(context.Background(), store.Act{Operator: "lee", Kind: store.ActEdit}, []store.Change{change})
	if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), "ada.byrne, whose record is gone, would hold device DMPX10000002") {
		t.Error(err)
	}
}
