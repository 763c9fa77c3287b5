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

// A device may name a User ID that never had a record: a record that is made while it does is the person's; one that is
// made when nothing is left of them is not, unless it has the name that the device had.
func TestRemoval_R02_SomebodyWithoutARecordAndWhoeverGetsTheUserIDThen(t *testing.T) {
	for name, c := range map[string]struct {
		steps, cleared int
		fullName       string
		another        bool
	}{
		"a device is left":         {3, 1, "Adam Byrne", false},
		"nothing is left":          {3, 2, "Adam Byrne", true},
		"nothing is left, nobody":  {3, 2, "", true},
		"nothing is left, herself": {3, 2, "GIA Holm", false},
		"cleared by the steps":     {8, 0, "Adam Byrne", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t)
			for _, serial := range []string{"OAKAIR000007", "OAKMINI00007"} {
				platform := map[bool]store.Platform{true: store.PlatformIOS, false: store.PlatformMacOS}[strings.Contains(serial, "MINI")]
				storetest.MustDevice(t, s.st, store.Device{
					Serial: serial, Model: "iPad mini", Username: "gia", FullName: "Gia Holm", Position: "student", Site: oak, Platform: platform,
				})
			}
			w := s.start(procedure.Request{Procedure: "removal", UserID: "gia"})
			for range c.steps {
				w = s.next(w)
			}
			for _, serial := range []string{"OAKAIR000007", "OAKMINI00007"}[:c.cleared] {
				s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, serial) })
			}
			s.newcomer("gia", c.fullName, spareSerial)
			w = s.load(w.Checklist.Number)
			if another := w.Stage("prove-ready "+spareSerial) == nil; another != c.another {
				t.Fatalf("%s: %v", w.Title, keys(w))
			}
			if c.another {
				s.tells(w.Title, "Removal of Gia Holm (gia, somebody else's by now)")
			}
			s.finish(w)
			if kept := s.user("gia") != nil && s.device(spareSerial).Username == "gia"; kept != c.another {
				t.Errorf("kept: %t", kept)
			}
			s.clean()
		})
	}
}

func TestRemoval_R02_ADeviceThatIsTakenBackAndGivenAgainWithoutARecord(t *testing.T) {
	s := newSchool(t)
	storetest.MustDevice(t, s.st, store.Device{Serial: "OAKAIR000007", Username: "gia", FullName: "Gia Holm", Site: oak, Platform: store.PlatformMacOS})
	w := s.start(procedure.Request{Procedure: "removal", UserID: "gia"})
	s.byHand(func(r *store.Records) edit.Plan { return edit.Clear(r, "OAKAIR000007") })
	storetest.Edit(t, s.st, colleague, "OAKAIR000007", map[store.Field]string{store.FieldUsername: "gia"})
	s.byHand(func(r *store.Records) edit.Plan {
		return edit.New(r, store.KindUser, []edit.Value{{Field: store.FieldUserID, Text: "gia"}, {Field: store.FieldSite, Text: oak}})
	})
	w = s.load(w.Checklist.Number)
	if strings.Contains(w.Title, "somebody else") {
		t.Fatal(w.Title)
	}
	s.finish(w)
	if s.user("gia") != nil || s.device("OAKAIR000007").Username == "gia" {
		t.Error("something is left")
	}
}

// An ended checklist is called by its own person, whoever has the User ID since.
func TestEnded_R02_EveryProcedureKeepsTheNameOfItsOwnPerson(t *testing.T) {
	for name, c := range map[string]struct{ id, about, title string }{
		"removal":     {"ada.byrne", "Ada Byrne (ada.byrne)", "Removal of Ada Byrne (ada.byrne)"},
		"replacement": {"ada.byrne", "Ada Byrne (ada.byrne)", `Replacement of MacBook Air 11" 2000001 by MacBook Air 11" 2000002 for Ada Byrne (ada.byrne)`},
		"adding":      {"dee.ford", "Dee Ford (dee.ford)", `Adding Dee Ford (dee.ford) to MacBook Air 11" 2000002`},
	} {
		for _, newName := range []string{"Zed New", ""} {
			t.Run(name+newName, func(t *testing.T) {
				s := newSchool(t)
				w := s.start(requests()[name])
				if name == "adding" {
					w = s.do(w, "user", map[store.Field]string{store.FieldFullName: "Dee Ford"})
				}
				w = s.finish(w)
				if w.Title != c.title {
					t.Fatalf("%q", w.Title)
				}
				if s.user(c.id) != nil {
					s.strip(c.id)
					s.drop(c.id)
				}
				s.newcomer(c.id, newName, spareSerial)
				w = s.load(w.Checklist.Number)
				if page := procedure.Page(w, time.UTC); w.Title != c.title || page.Title != c.title {
					t.Errorf("%q, on the page %q", w.Title, page.Title)
				}
				list, err := procedure.List(context.Background(), s.st)
				if err != nil || !strings.HasPrefix(list[0].About, c.about+" ") {
					t.Errorf("in the list it is about %q, %v", list[0].About, err)
				}
			})
		}
	}
}

func TestOverlap_R02_TheOpenOneIsNamedByItsOwnPerson(t *testing.T) {
	s := newSchool(t)
	w := s.gone(1)
	s.newcomer("ada.byrne", "Adam Byrne", spareSerial)
	_, err := procedure.Start(context.Background(), s.st, me, procedure.Request{Procedure: "removal", UserID: "ada.byrne"})
	if err == nil {
		t.Fatal("a second one was begun")
	}
	s.tells(err.Error(), "checklist "+w.Checklist.Number+" is open already", "Removal of Ada Byrne (ada.byrne, somebody else's by now)")
}

func TestList_R02_OfSomebodyWhoseNameIsNotKnown(t *testing.T) {
	s := newSchool(t)
	storetest.MustUser(t, s.st, store.User{UserID: "dee", Site: oak})
	s.finish(s.start(procedure.Request{Procedure: "removal", UserID: "dee"}))
	s.newcomer("dee", "Dee Ford", spareSerial)
	list, err := procedure.List(context.Background(), s.st)
	if err != nil || list[0].About != "dee" {
		t.Errorf("it is about %q, %v", list[0].About, err)
	}
}
