package importer_test

import (
	"testing"

	"homeroom/store"
)

func TestSentence_R24_ARevokeSaysWhoLosesWhat(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air, air2} {
		s.device(d)
	}
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak}, air.Serial, mini2.Serial)
	p := s.revoke(leaver(mini), leaver(air), leaver(air2))
	contains(t, p.Sentence(), "2 devices are taken back from 2 people at OAK; their apps are revoked; 1 of these people is removed from the records.",
		"1 row is the same.")
	contains(t, p.Brief(), "1 person removed, 2 devices taken back at OAK, apps revoked.")
	all := s.revoke(leaver(mini), leaver(air), leaver(mini2))
	contains(t, all.Sentence(), "3 devices are taken back from 2 people", "all of these people are removed")
	some := s.revoke(leaver(air))
	contains(t, some.Sentence(), "1 device is taken back from 1 person", "nobody is removed")
	if n, _ := all.Confirm(); n != 3 {
		t.Errorf("the number to type is %d, the sentence says 3 devices", n)
	}
}

func TestBrief_SaysWhereRowsGo(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	contains(t, s.assign(row{serial: mini.Serial, id: "bo", position: "student"}).Brief(), "1 row at site OAK will be saved.")
}

func TestReach_NamesTheLinesThatTakeTheLastDevice(t *testing.T) {
	s := newSchool(t)
	for _, d := range []store.Device{mini, mini2, air} {
		s.device(d)
	}
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	s.person(store.User{UserID: "teo", FullName: "Teo Lindqvist", Site: oak}, air.Serial, mini2.Serial)
	p := s.revoke(leaver(air), leaver(mini))
	if got := p.Reach().LastLines; len(got) != 1 || got[0] != 3 {
		t.Errorf("lines that take the last device: %v, want 3 alone", got)
	}
}
