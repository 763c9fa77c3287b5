package procedure_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

// through does the steps until one is done.
func (s *school) through(w procedure.Walk, key string) procedure.Walk {
	s.Helper()
	for {
		now := w.Now().Key
		if w = s.next(w); now == key {
			return w
		}
	}
}

// person puts a user record of OAK on record by hand.
func (s *school) person(id string, more ...edit.Value) store.Receipt {
	s.Helper()
	values := append([]edit.Value{{Field: store.FieldUserID, Text: id}, {Field: store.FieldSite, Text: oak}}, more...)
	return s.byHand(func(r *store.Records) edit.Plan { return edit.New(r, store.KindUser, values) })
}

func is(f store.Field, v string) edit.Value { return edit.Value{Field: f, Text: v} }

func (s *school) give(serial, id string) store.Receipt {
	s.Helper()
	return s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, serial, id) })
}

func (s *school) take(serial string) store.Receipt {
	s.Helper()
	return s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, serial) })
}

// takeBack takes an act back as far as it goes, and answers what stays.
func (s *school) takeBack(act int64) []store.Refusal {
	s.Helper()
	ctx := context.Background()
	u, err := s.st.PlanUndo(ctx, colleague, store.UndoRequest{Act: act})
	if err == nil && len(u.Changes) > 0 {
		_, err = s.st.Apply(ctx, u.Act, u.Changes)
	}
	if err != nil {
		s.Fatal(err)
	}
	return u.Refused
}

// newest is the act that was saved last.
func (s *school) newest() int64 {
	s.Helper()
	acts, err := s.st.Acts(context.Background(), 1)
	if err != nil {
		s.Fatal(err)
	}
	return acts[0].ID
}

// amiss is what contradicts itself on record: who is invited and has nothing, or has something and is not; a device that
// says another Position, name or site than the user record of who holds it.
func (s *school) amiss() map[string]bool {
	s.Helper()
	ctx := context.Background()
	devices, err := s.st.Devices(ctx)
	users, err2 := s.st.Users(ctx)
	if err != nil || err2 != nil {
		s.Fatal(err, err2)
	}
	wrong, people, placed := map[string]bool{}, map[string]store.User{}, map[string]bool{}
	for _, u := range users {
		people[u.Key()] = u
	}
	for _, d := range devices {
		u, held := people[store.UserKey(d.Username)]
		if held && d.Position != "" {
			placed[u.Key()] = true
		}
		for _, f := range []store.Field{store.FieldPosition, store.FieldFullName, store.FieldSite} {
			said := d.Get(f)
			if held && said != u.Get(f) && (f != store.FieldPosition || said != "") {
				wrong[fmt.Sprintf("%s says %s %q and %s says %q", d.Serial, f, said, u.UserID, u.Get(f))] = true
			}
		}
		if d.Held() && !held || !held && d.Position != "" {
			wrong[d.Serial+" is nobody's"] = true
		}
	}
	for key, u := range people {
		if invited := u.Invitation == store.InvitationInvited || u.Invitation == store.InvitationAccepted; invited != placed[key] {
			wrong[fmt.Sprintf("%s is %q", u.UserID, u.Invitation)] = true
		}
	}
	return wrong
}

// sound checks that nothing contradicts itself.
func (s *school) sound() {
	s.Helper()
	if wrong := s.amiss(); len(wrong) > 0 {
		s.Errorf("on record stands: %v", wrong)
	}
	s.clean()
}

// nobodys checks that a device was not put back, and not by half either.
func (s *school) nobodys(serials ...string) {
	s.Helper()
	for _, serial := range serials {
		if d := s.device(serial); d.Held() || d.Position != "" || d.FullName != "" {
			s.Errorf("%s is %+v", serial, d)
		}
	}
}

func TestAbandon_R02_WhoGotANameOnlyLaterIsAnotherPersonToo(t *testing.T) {
	for _, name := range []string{"", "Zed New"} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			w := s.through(s.removal(), "delete-user")
			act := s.person("ada.byrne", is(store.FieldEmail, "zed@oak.example")).Act
			if name != "" {
				s.touch("ada.byrne", store.FieldFullName, name)
			}
			refused := s.abandon(s.load(w.Checklist.Number))
			for _, step := range []string{"step 5", "step 3"} {
				s.tells(s.left(refused, step).Reason, "user ada.byrne is another person now, put on record by "+colleague, fmt.Sprintf("undo save %d first", act))
			}
			s.tells(s.left(refused, "step 6").Reason, "record made anew by "+colleague, fmt.Sprintf("undo save %d first", act))
			s.nobodys(macSerial, padSerial)
			s.sound()
		})
	}
}

func TestAbandon_R33_OnceTheOtherPersonIsGoneAllOfItComesBack(t *testing.T) {
	for name, leaves := range map[string]func(s *school, act int64){
		"undone":  func(s *school, act int64) { s.takeBack(act) },
		"renamed": func(s *school, _ int64) { s.rename("ada.byrne", "zed.new") },
		"deleted": func(s *school, _ int64) {
			s.byHand(func(r *store.Records) edit.Plan {
				return edit.Plan{Changes: []store.Change{edit.Deletion(r.User("ada.byrne"))}}
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			s.scope("Maths 7", "ada.byrne")
			before := s.picture()
			w := s.through(s.removal(), "delete-user")
			act := s.person("ada.byrne", is(store.FieldFullName, "Zed New"), is(store.FieldPosition, "student")).Act
			undo, err := procedure.PlanAbandon(context.Background(), s.st, me, &w)
			if err != nil || len(undo.Changes) > 0 || !strings.HasSuffix(undo.Refused[0].Reason, fmt.Sprintf("undo save %d first", act)) {
				t.Fatalf("%+v %v", undo, err)
			}
			leaves(s, act)
			if refused := s.abandon(s.load(w.Checklist.Number)); len(refused) > 0 {
				t.Errorf("not put back: %+v", refused)
			}
			if after := s.picture(); name != "renamed" && after != before {
				t.Errorf("the records are\n%s\nand were\n%s", after, before)
			}
			s.sound()
		})
	}
}

func TestAbandon_R33_AUserRecordThatNoDeviceGoesBackToStaysGone(t *testing.T) {
	s := newSchool(t)
	s.scope("Maths 7", "ada.byrne", "bo.tan")
	w := s.through(s.removal(), "write-serial "+padSerial)
	s.give(macSerial, "cem")
	s.give(padSerial, "bo.tan")
	refused := s.abandon(s.load(w.Checklist.Number))
	s.tells(s.left(refused, "step 6").Reason, "user ada.byrne would get back none of their devices")
	s.tells(s.left(refused, "step 4").Reason, "user ada.byrne, who had a place in assignment scope maths 7, is not on record any more")
	if s.user("ada.byrne") != nil || s.listed("ada.byrne") {
		t.Error("the user record came back alone")
	}
	s.sound()
}

func TestAbandon_R33_AUserRecordThatNoDeviceBelongedToComesBackAlone(t *testing.T) {
	s := newSchool(t)
	before := s.picture()
	w := s.through(s.start(procedure.Request{Procedure: "removal", UserID: "cem"}), "delete-user")
	if refused := s.abandon(w); len(refused) > 0 || s.picture() != before {
		t.Errorf("not put back: %+v", refused)
	}
	s.sound()
}

func TestAbandon_R15_TheInvitationFollowsWhatGoesBack(t *testing.T) {
	for name, c := range map[string]struct {
		key  string
		hand func(s *school)
		gone string
		want store.Invitation
	}{
		"the device that it hung on was taken back": {"clear-position " + padSerial, func(s *school) { s.take(padSerial) }, padSerial, store.InvitationAccepted},
		"the device that it hung on went to another site": {
			"write-serial " + padSerial, func(s *school) { s.set(padSerial, store.FieldSite, fern) }, padSerial, store.InvitationAccepted,
		},
		"invited again meanwhile": {"clear-username " + padSerial, func(s *school) { s.give(spareSerial, "ada.byrne") }, "", store.InvitationInvited},
		"made anew": {"delete-user", func(s *school) {
			s.person("ada.byrne", is(store.FieldFullName, ada.FullName), is(store.FieldEmail, ada.Email), is(store.FieldPosition, ada.Position))
		}, "", store.InvitationAccepted},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			w := s.through(s.removal(), c.key)
			c.hand(s)
			s.abandon(s.load(w.Checklist.Number))
			for _, serial := range []string{macSerial, padSerial} {
				if d := s.device(serial); (d.Username == "ada.byrne" && d.Position == "teacher") == (serial == c.gone) {
					t.Errorf("%s is %+v", serial, d)
				}
			}
			if got := s.user("ada.byrne").Invitation; got != c.want {
				t.Errorf("the invitation is %q", got)
			}
			s.sound()
		})
	}
}

func TestAbandon_R33_WhoseRecordSaysSomethingElseNowGetsNoDeviceThatDoesNot(t *testing.T) {
	type hand = func(s *school) store.Receipt
	for name, c := range map[string]struct {
		key   string
		hand  hand
		field string
	}{
		"name":     {"clear-username " + padSerial, func(s *school) store.Receipt { return s.touch("ada.byrne", store.FieldFullName, "Ada Hall") }, "Full Name"},
		"address":  {"clear-username " + padSerial, func(s *school) store.Receipt { return s.touch("ada.byrne", store.FieldEmail, "a@oak.example") }, "Email"},
		"phone":    {"clear-username " + padSerial, func(s *school) store.Receipt { return s.touch("ada.byrne", store.FieldPhone, "2018") }, "Phone"},
		"position": {"clear-username " + padSerial, func(s *school) store.Receipt { return s.touch("ada.byrne", store.FieldPosition, "staff") }, "Position"},
		"site":     {"clear-username " + padSerial, func(s *school) store.Receipt { return s.touch("ada.byrne", store.FieldSite, fern) }, "Site"},
		"made anew without an address": {"delete-user", func(s *school) store.Receipt {
			return s.person("ada.byrne", is(store.FieldFullName, ada.FullName), is(store.FieldPosition, ada.Position))
		}, "Email"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			w := s.through(s.removal(), c.key)
			act := c.hand(s).Act
			refused := s.abandon(s.load(w.Checklist.Number))
			for _, step := range []string{"step 5", "step 3"} {
				s.tells(s.left(refused, step).Reason, c.field+" of user ada.byrne changed by "+colleague+" at 2026-08-24", fmt.Sprintf(": undo save %d first", act))
			}
			s.nobodys(macSerial, padSerial)
			s.sound()
		})
	}
}

func TestAbandon_R02_NobodyWhoWentToAnotherSiteGetsADeviceBack(t *testing.T) {
	s := newSchool(t)
	w := s.through(s.start(requests()["replacement of another"]), "hand-over")
	act := s.touch("bo.tan", store.FieldSite, fern).Act
	refused := s.abandon(s.load(w.Checklist.Number))
	for _, step := range []string{"step 3", "step 2"} { // the two devices were exchanged in one act: neither goes back alone
		s.tells(s.left(refused, step).Reason, "Site of user bo.tan changed by "+colleague, fmt.Sprintf("undo save %d first", act))
	}
	if old, now := s.device(macSerial), s.device(takenSerial); old.Held() || now.Username != "ada.byrne" {
		t.Errorf("half put back: %+v %+v", old, now)
	}
	s.sound()
}

func TestAbandon_R33_ADeviceGoesBackWholeAlsoWhereAnOlderStepStays(t *testing.T) {
	s := newSchool(t)
	w := s.through(s.removal(), "write-serial "+macSerial)
	last := s.newest()
	s.through(w, "write-serial "+padSerial)
	s.person("ada.byrne", is(store.FieldFullName, "Zed New"))
	refused := s.abandon(s.load(w.Checklist.Number))
	for _, step := range []string{"step 7", "step 5", "step 3"} {
		s.tells(s.left(refused, step).Reason, "user ada.byrne is another person now")
	}
	for _, serial := range []string{macSerial, padSerial} {
		if d := s.device(serial); !d.Placeholder() {
			t.Errorf("after save %d %s is %+v", last, serial, d)
		}
	}
	s.nobodys(macSerial, padSerial)
	s.sound()
}

// A User ID may be a serial number: then the Username of that device is somebody's, or nobody's placeholder.
func TestAbandon_R12_AUserIDThatIsASerialNumberIsLookedAtToo(t *testing.T) {
	for _, anew := range []bool{false, true} {
		t.Run(fmt.Sprint(anew), func(t *testing.T) {
			s := newSchool(t)
			s.person(spareSerial, is(store.FieldFullName, "Ser Ial"), is(store.FieldPosition, "teacher"))
			s.take(padSerial)
			s.give(padSerial, spareSerial)
			for _, v := range []edit.Value{is(store.FieldFullName, "Ser Ial"), is(store.FieldPosition, "teacher")} {
				s.set(spareSerial, v.Field, v.Text)
			}
			before := s.picture()
			w := s.through(s.start(procedure.Request{Procedure: "removal", UserID: spareSerial}), "delete-user")
			if !anew {
				if refused := s.abandon(w); len(refused) > 0 || s.picture() != before {
					t.Errorf("not put back: %+v", refused)
				}
				s.sound()
				return
			}
			act := s.person(spareSerial, is(store.FieldFullName, "Zed New")).Act
			refused := s.abandon(s.load(w.Checklist.Number))
			s.tells(s.left(refused, "step 3").Reason, "user "+spareSerial+" is another person now, put on record by "+colleague, fmt.Sprintf("undo save %d first", act))
			if d := s.device(spareSerial); d.Position != "" || d.FullName != "" {
				t.Errorf("another person's device says %+v", d)
			}
			s.clean()
		})
	}
}

// The User ID went on to another person: nobody changed an invitation.
func TestAbandon_R01_NobodyIsSaidToHaveChangedAnInvitation(t *testing.T) {
	s := newSchool(t)
	w := s.through(s.removal(), "clear-position "+padSerial)
	s.take(macSerial)
	s.take(padSerial)
	s.rename("ada.byrne", "ada.old")
	second := s.person("ada.byrne", is(store.FieldFullName, "Ada Second")).Act
	s.give(padSerial, "ada.byrne")
	refused := s.abandon(s.load(w.Checklist.Number))
	if len(refused) != 2 {
		t.Fatalf("a line a step, for step 3 of the two devices: %+v", refused)
	}
	s.tells(refused[0].Reason, "step 3: user ada.byrne is another person now, put on record by "+colleague, fmt.Sprintf("undo save %d first", second))
	s.tells(refused[1].Reason, "step 3: Username changed by "+colleague)
	s.sound()
}

// Where a colleague wrote over a step, and a step over the colleague, the steps can still be taken back.
func TestAbandon_R86_WhatAStepWroteOverAgainKeepsNothing(t *testing.T) {
	s := newSchool(t)
	w := s.next(s.start(requests()["adding"]))
	w = s.next(w)
	s.set(spareSerial, store.FieldUsername, "")
	w = s.load(w.Checklist.Number)
	w = s.next(w)
	if refused := s.abandon(w); len(refused) > 0 || s.user("dee.ford") != nil {
		t.Errorf("not put back: %+v", refused)
	}
	s.nobodys(spareSerial)
	s.sound()
}

// The device that a checklist gave may be the last one that the person has by now.
func TestAbandon_R22_WhoHasNothingLeftIsInvitedNoMore(t *testing.T) {
	s := newSchool(t)
	w := s.through(s.start(procedure.Request{Procedure: "adding", UserID: "bo.tan", Devices: []string{spareSerial}}), "username")
	s.give(takenSerial, "ada.byrne")
	if refused := s.abandon(s.load(w.Checklist.Number)); len(refused) > 0 {
		t.Errorf("%+v", refused)
	}
	if got := s.user("bo.tan").Invitation; got != store.InvitationRevoked {
		t.Errorf("the invitation is %q", got)
	}
	s.sound()
}

// Somebody else took the last device with a Position, while the others were without one already.
func TestAbandon_R15_TheInvitationThatWasRevokedByHandComesBackToo(t *testing.T) {
	s := newSchool(t)
	w := s.removal()
	s.give(spareSerial, "ada.byrne")
	w = s.through(s.load(w.Checklist.Number), "clear-position "+padSerial)
	s.take(spareSerial)
	w = s.through(s.load(w.Checklist.Number), "clear-username "+padSerial)
	s.abandon(w)
	if u := s.user("ada.byrne"); u.Invitation != store.InvitationAccepted || s.device(padSerial).Position != "teacher" {
		t.Errorf("the invitation is %q", u.Invitation)
	}
	s.sound()
}
