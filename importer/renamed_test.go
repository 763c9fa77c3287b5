package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

func TestReach_R02_WhoGetsAnotherUserIDLosesNoDevice(t *testing.T) {
	s := newSchool(t)
	s.two()
	p := s.vendor("mut-users", mutUserHeader, "Ana,ana.quill,,,,,,,")
	r := p.Reach()
	if len(r.LoseLast) != 0 || len(r.LastLines) != 0 || r.Devices != 2 {
		t.Errorf("the reach is %+v", r)
	}
	contains(t, p.Sentence(), "1 user renamed", "2 device records changed")
	without(t, p.Sentence(), "new user", "deleted")
	if err := p.Decide(2, store.VerdictLeaveOut); err != nil {
		t.Fatal(err)
	}
	if r := p.Reach(); r.Devices != 0 || len(r.LoseLast) != 0 {
		t.Errorf("left out, the reach is %+v", r)
	}
}

func TestReach_R02_WhoseDeviceGoesToSomebodyElseLosesIt(t *testing.T) {
	s := newSchool(t)
	s.three()
	s.device(store.Device{Serial: "OAKMAC000009", Model: "Mac", Site: "OAK"})
	s.person(store.User{UserID: "cyd", FullName: "Cyd Marl", Site: "OAK"}, "OAKMAC000009")
	p := s.vendor("mut-computers", "Computer Serial,Username,Real Name,Position", "OAKMAC000009,cyd.new,Cyd New,student")
	if r := p.Reach(); fmt.Sprint(r.LoseLast) != "[Cyd Marl (cyd)]" {
		t.Errorf("who loses the last device is %v", r.LoseLast)
	}
	contains(t, p.Sentence(), "1 new user")
	without(t, p.Sentence(), "renamed")
}

func TestReach_R81_TellsWhoDepartsAndWhatComes(t *testing.T) {
	s := newSchool(t)
	s.four()
	p := s.compared("mut-users", []byte("Current Username,Full Name\nnobody.new,No Body\n"))
	left := p.Left()
	if len(left) == 0 || p.Mode != template.ModeReconcile {
		t.Fatalf("%d could be marked, in the mode %s", len(left), p.Mode)
	}
	for _, line := range left {
		if err := p.Decide(line, store.VerdictAccept); err != nil {
			t.Fatal(err)
		}
	}
	if r := p.Reach(); r.Departs != len(left) || r.SitePeople < r.Departs {
		t.Errorf("of %d who are marked the reach is %+v", len(left), r)
	}
	q := s.request(importer.Request{
		Name: "preload.csv", Site: oak, Data: lines("Serial Number,Device Type", "OAKNEW000001,Computer", "OAKNEW000002,Computer"),
	})
	if r := q.Reach(); r.NewDevices != 2 || r.Devices != 0 {
		t.Errorf("of two new devices the reach is %+v", r)
	}
	if strings.Contains(q.Sentence(), "renamed") {
		t.Error(q.Sentence())
	}
}
