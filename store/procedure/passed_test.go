package procedure_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

// rows are the lines of the page: how each step stands, and what is told of those that nobody pressed.
func rows(w procedure.Walk) map[string]string {
	told := map[string]string{}
	page := procedure.Page(w, time.UTC)
	for i, row := range page.Steps {
		told[w.Stages[i].Key] = string(row.State) + "|" + row.Why
	}
	return told
}

func TestEnded_WhatWasSeenAndWhyAStepWasSkippedStaysWithIt(t *testing.T) {
	s := newSchool(t)
	w := s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	s.saved("assign")
	w = s.load(w.Checklist.Number)
	open := rows(w)
	for w.Open() {
		w = s.next(w)
	}
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "ada.byrne", true) }) // what is so now does not count any more
	ended := rows(s.load(w.Checklist.Number))
	s.tells(ended["save"], "done|seen: import 3 was saved by m.holt at 2026-08-24 08:")
	if ended["revoke"] != "done|seen: nobody is left to revoke" || ended["invitations"] != "done|" {
		t.Errorf("%v", ended)
	}
	for key, told := range open {
		if strings.HasPrefix(told, "done") && ended[key] != told {
			t.Errorf("%s: %q while it was open, then %q", key, told, ended[key])
		}
	}
}

func TestEnded_AStepThatDidNotApplySaysWhy(t *testing.T) {
	s := newSchool(t)
	w := s.finish(s.start(procedure.Request{Procedure: "replacement", Devices: []string{macSerial, spareSerial}}))
	s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, spareSerial, "cem") })
	w = s.load(w.Checklist.Number)
	if told := rows(w)["take-back"]; told != `skipped|skipped: nobody else holds MacBook Air 11" 2000002` {
		t.Errorf("it says %q", told)
	}
	s.clean()
}

func TestAbandoned_AStepThatNobodyCameToIsNotDone(t *testing.T) {
	s := newSchool(t)
	w := s.upTo(1)
	if told := rows(w)["notice"]; told != "ahead|" {
		t.Errorf("while it is open it says %q", told)
	}
	s.abandon(w)
	w = s.load(w.Checklist.Number)
	told := rows(w)
	for key, want := range map[string]string{
		"prove-ready " + macSerial: "done|", "prove-ready " + padSerial: "not done|not done", "notice": "not done|not done",
		"leave-scopes": "skipped|skipped: the site uses no assignment scopes",
	} {
		if told[key] != want {
			t.Errorf("%s says %q, want %q", key, told[key], want)
		}
	}
	if w.Now() != nil {
		t.Errorf("there is something to do: %s", w.Now().Key)
	}
	s.tells(s.refuses(w, "notice", store.CodeConflict), "this checklist is abandoned")
}

func TestEnded_OneFromBeforeThisWasWrittenDownSaysSo(t *testing.T) {
	s := newSchool(t)
	for number, state := range map[string]store.ChecklistState{"1": store.ChecklistDone, "2": store.ChecklistAbandoned} {
		c := store.Checklist{Number: number, Procedure: "start-of-year", Site: oak, State: state, Owner: me}
		storetest.Apply(t, s.st, store.Change{Record: store.KindChecklist, Key: number, Fields: store.ChecklistFields(c)})
		if told := rows(s.load(number))["save"]; told != "skipped|not recorded" {
			t.Errorf("it says %q", told)
		}
	}
}

func TestEnded_AReasonWithALineBreakStaysOnItsLine(t *testing.T) {
	s := newSchool(t)
	storetest.MustUser(t, s.st, store.User{UserID: "li", FullName: "Li\n\tMa", Site: oak})
	w := s.removal()
	s.byHand(func(r *store.Records) edit.Plan { return edit.Assign(r, padSerial, "li") })
	w = s.finish(s.load(w.Checklist.Number))
	if told := rows(w)["write-serial "+padSerial]; !strings.HasPrefix(told, "skipped|skipped: iPad mini 5072344 has been given on: Li") || !strings.HasSuffix(told, "(li) holds it") {
		t.Errorf("it says %q", told)
	}
}

func TestList_R32_WhatIsSeenToBeDoneIsNotTheNextStep(t *testing.T) {
	s := newSchool(t)
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "fay", true) })
	s.start(procedure.Request{Procedure: "start-of-year", Site: oak})
	s.start(procedure.Request{Procedure: "start-of-year", Site: fern})
	at := func() string {
		list, err := procedure.List(context.Background(), s.st)
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, l := range list {
			told = append(told, l.About+"|"+l.Place+"|"+l.Step+"|"+l.With)
		}
		return strings.Join(told, "\n")
	}
	if got := at(); got != "FERN (Fern School)|1 of 7|Revoke who has left|"+me+"\nOAK (Oak Hill School)|2 of 7|Write the template|"+me {
		t.Errorf("the list says\n%s", got)
	}
	s.saved("assign")
	s.byHand(func(r *store.Records) edit.Plan { return edit.Depart(r, "fay", false) })
	if got := at(); got != "FERN (Fern School)|2 of 7|Write the template|"+me+"\nOAK (Oak Hill School)|6 of 7|The invitations have come|"+me {
		t.Errorf("the list says\n%s", got)
	}
}
