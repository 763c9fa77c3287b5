package store

import (
	"context"
	"fmt"
	"regexp"
	"testing"
	"time"
)

// steps is a school with a checklist whose steps are saved by hand.
type steps struct {
	*testing.T
	st *Store
	f  *fault
	n  int
}

func newSteps(t *testing.T) *steps {
	t.Helper()
	st, f := faulty(t)
	return &steps{t, st, f, 0}
}

func (s *steps) save(kind ActKind, operator, title string, changes ...Change) int64 {
	s.Helper()
	for i := range changes {
		if c := &changes[i]; c.Version == -1 {
			s.read(c)
		}
	}
	receipt, err := s.st.Apply(context.Background(), Act{Operator: operator, Kind: kind, Title: title}, changes)
	if err != nil {
		s.Fatal(err)
	}
	return receipt.Act
}

// read fills in against which version a change is made, and what it changes.
func (s *steps) read(c *Change) {
	s.Helper()
	pasts, err := pastsOf(context.Background(), s.st.read, []string{c.Key})
	if err != nil {
		s.Fatal(err)
	}
	p := pasts[ref{c.Record, c.Key}]
	c.Version = p.version
	for i, f := range c.Fields {
		c.Fields[i].Old = p.current[f.Field]
	}
	if !c.Delete {
		return
	}
	for _, f := range Fields(c.Record) {
		if v := p.current[f]; v != "" {
			c.Fields = append(c.Fields, FieldChange{Field: f, Old: v})
		}
	}
}

// step does a step of the checklist of a number.
func (s *steps) step(number string, changes ...Change) {
	s.Helper()
	s.n++
	list := Change{Record: KindChecklist, Key: number, Version: -1, Fields: []FieldChange{{Field: FieldStep, New: fmt.Sprint(s.n)}}}
	if _, _, err := s.st.Checklist(context.Background(), number); err != nil {
		list = Change{Record: KindChecklist, Key: number, Fields: ChecklistFields(Checklist{Number: number, State: ChecklistOpen})}
	}
	s.save(ActStep, "kim", fmt.Sprintf("Removal of ada, step %d: do it (iPad)", s.n), append(changes, list)...)
}

func (s *steps) edit(changes ...Change) int64 {
	s.Helper()
	return s.save(ActEdit, "lee", "by hand", changes...)
}

// tells looks what an undo puts back, and what it says of the rest.
func (s *steps) tells(r UndoRequest, changes int, reasons ...string) Undo {
	s.Helper()
	u, err := s.st.PlanUndo(context.Background(), "kim", r)
	if err != nil {
		s.Fatal(err)
	}
	if len(u.Changes) != changes || len(u.Refused) != len(reasons) {
		s.Errorf("%d changes, and refused: %+v", len(u.Changes), u.Refused)
		return u
	}
	for i, want := range reasons {
		if got := timeless(u.Refused[i].Reason); got != want {
			s.Errorf("refused: %s\nwant:    %s", got, want)
		}
	}
	return u
}

const ipad = "DMPX10000001"

func of(k Kind, key string, fields ...FieldChange) Change {
	return Change{Record: k, Key: key, Version: -1, Fields: fields}
}

func to(f Field, v string) FieldChange { return FieldChange{Field: f, New: v} }

func gone(k Kind, key string) Change { return Change{Record: k, Key: key, Version: -1, Delete: true} }

func arrives(u User) Change { return Change{Record: KindUser, Key: u.Key(), Fields: UserFields(u)} }

func TestUndo_R33_OfStepsNamesStepFieldWhoWhenAndWhatToTakeBackFirst(t *testing.T) {
	s := newSteps(t)
	s.step("1", of(KindDevice, ipad, to(FieldPosition, "staff")))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")), of(KindUser, "ada", to(FieldPhone, "2")))
	act := s.edit(of(KindDevice, ipad, to(FieldUsername, "cy")))
	s.tells(UndoRequest{Checklist: "1"}, 0,
		fmt.Sprintf("step 2: Username changed by lee at T: undo save %d first", act),
		fmt.Sprintf("step 1: Username changed by lee at T: undo save %d first", act))
	s.step("2", of(KindDevice, ipad, to(FieldUsername, "di")))
	s.tells(UndoRequest{Checklist: "1"}, 0,
		"step 2: Username changed by kim at T: abandon checklist 2 first", "step 1: Username changed by kim at T: abandon checklist 2 first")
	s.tells(UndoRequest{Act: act}, 0,
		"device DMPX10000001 was changed since by kim at T (Removal of ada, step 3: do it (iPad)): abandon checklist 2 first")
	last := s.save(ActStep, "kim", "x", of(KindChecklist, "2", to(FieldState, string(ChecklistDone))), of(KindDevice, ipad, to(FieldRoom, "1")))
	s.tells(UndoRequest{Act: act}, 0, fmt.Sprintf("device DMPX10000001 was changed since by kim at T (x): undo save %d first", last))
}

// Whoever is another person than the one who had the device does not get it, though the User ID is the same.
func TestUndo_R02_NothingGoesToAnotherPersonOfTheSameUserID(t *testing.T) {
	for name, c := range map[string]struct {
		then, now string
		kept      bool
	}{
		"another":            {"Ada Byrne", "Ada Boole", true},
		"the same again":     {"Ada Byrne", "ADA Byrne", false},
		"nobody knows":       {"", "Ada Boole", true},
		"not known any more": {"Ada Byrne", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSteps(t)
			if c.then != "" {
				s.edit(of(KindUser, "ada", to(FieldFullName, c.then)))
			}
			s.step("1", of(KindDevice, ipad, to(FieldUsername, "")))
			s.step("1", gone(KindUser, "ada"))
			act := s.edit(arrives(User{UserID: "ada", FullName: c.now, Site: "OAK"}))
			reasons := []string{fmt.Sprintf("step 2: record made anew by lee at T: undo save %d first", act)}
			if c.kept {
				reasons = append(reasons, fmt.Sprintf("step 1: user ada is another person now, put on record by lee at T: undo save %d first", act))
			}
			s.tells(UndoRequest{Checklist: "1"}, 2-len(reasons), reasons...)
		})
	}
}

func TestUndo_ANameThatWasChangedWhileThePersonWasThereMakesNobodyAnother(t *testing.T) {
	s := newSteps(t)
	s.edit(of(KindUser, "ada", to(FieldFullName, "Ada Byrne")))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")))
	s.edit(of(KindUser, "ada", to(FieldFullName, "Ada Hall")))
	s.edit(gone(KindUser, "ada"))
	s.edit(arrives(User{UserID: "ada", FullName: "Ada Hall"}))
	act := s.edit(of(KindUser, "ada", to(FieldFullName, "Ada Byrne-Hall")))
	s.tells(UndoRequest{Checklist: "1"}, 0, fmt.Sprintf("step 1: user ada is another person now, put on record by lee at T: undo save %d first", act-1))
	s.edit(of(KindUser, "ada", to(FieldFullName, "ada hall")))
	s.edit(of(KindDevice, ipad, to(FieldPhone, "1")))
	act += 1
	s.tells(UndoRequest{Checklist: "1"}, 0, fmt.Sprintf("step 1: Full Name of user ada changed by lee at T: undo save %d first", act))
}

func TestUndo_R01_SaysUnderWhichUserIDThePersonIsNow(t *testing.T) {
	s := newSteps(t)
	s.step("1", of(KindUser, "ada", to(FieldPhone, "2")))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")))
	act := s.edit(gone(KindUser, "ada"), arrives(User{UserID: "ada.b", Site: "OAK", Phone: "2"}))
	s.tells(UndoRequest{Checklist: "1"}, 0,
		fmt.Sprintf("step 2: user ada, who had device DMPX10000001, has the User ID ada.b now, changed by lee at T: undo save %d first", act),
		fmt.Sprintf("step 1: User ID changed to ada.b by lee at T: undo save %d first", act))

	s = newSteps(t)
	s.step("1", of(KindUser, "ada", to(FieldPhone, "2")))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")))
	act = s.edit(gone(KindUser, "ada"))
	s.tells(UndoRequest{Checklist: "1"}, 0,
		fmt.Sprintf("step 2: user ada, who had device DMPX10000001, is not on record any more, deleted by lee at T: undo save %d first", act),
		fmt.Sprintf("step 1: record deleted by lee at T: undo save %d first", act))
}

func TestUndo_R30_SaysWhoGaveSomethingToAPersonWhoWouldGo(t *testing.T) {
	s := newSteps(t)
	s.step("1", arrives(User{UserID: "bo", Site: "OAK"}))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "bo")))
	s.edit(Change{Record: KindSite, Key: "ELM", Fields: SiteFields(Site{Code: "ELM", Name: "Elm", Solution: SolutionPrimary})})
	act := s.edit(of(KindDevice, ipad, to(FieldSite, "ELM")))
	s.tells(UndoRequest{Checklist: "1"}, 0,
		fmt.Sprintf("step 2: Site changed by lee at T: undo save %d first", act),
		"step 1: device DMPX10000001 still points at this user")
	s.edit(of(KindDevice, ipad, to(FieldUsername, ""), to(FieldSite, "OAK")))
	act = s.edit(of(KindDevice, ipad, to(FieldUsername, "BO")))
	s.tells(UndoRequest{Checklist: "1"}, 0,
		fmt.Sprintf("step 2: Username changed by lee at T: undo save %d first", act),
		fmt.Sprintf("step 1: device DMPX10000001 still points at this user, given by lee at T: undo save %d first", act))
}

func TestUndo_R33_TheTimeOfWhatStaysIsThatOfTheSite(t *testing.T) {
	s := newSteps(t)
	s.st.now = func() time.Time { return time.Date(2026, 8, 24, 8, 0, 7, 0, time.UTC) }
	s.step("1", of(KindDevice, ipad, to(FieldRoom, "1")))
	act := s.edit(of(KindDevice, ipad, to(FieldRoom, "2")))
	for zone, want := range map[*time.Location]string{time.UTC: "08:00Z", time.FixedZone("here", 2*60*60): "10:00"} {
		s.st.zone = zone
		u, err := s.st.PlanUndo(context.Background(), "kim", UndoRequest{Checklist: "1"})
		want = fmt.Sprintf("step 1: Room changed by lee at 2026-08-24 %s: undo save %d first", want, act)
		if err != nil || len(u.Refused) != 1 || u.Refused[0].Reason != want {
			t.Errorf("%+v, %v, want %s", u.Refused, err, want)
		}
	}
}

// A field that an act writes twice goes back to what it was before the act.
func TestUndo_OfAFieldThatChangedTwiceInOneActGivesTheFirstValue(t *testing.T) {
	s := newSteps(t)
	s.edit(of(KindDevice, ipad, to(FieldRoom, "1")))
	d, err := s.st.Device(context.Background(), ipad)
	if err != nil {
		t.Fatal(err)
	}
	act := s.edit(Change{Record: KindDevice, Key: ipad, Version: d.Version, Fields: []FieldChange{{FieldRoom, "1", "2"}, {FieldRoom, "2", "3"}}})
	u := s.tells(UndoRequest{Act: act}, 1)
	if _, err := s.st.Apply(context.Background(), u.Act, u.Changes); err != nil {
		t.Fatal(err)
	}
	if d, _ = s.st.Device(context.Background(), ipad); d.Room != "1" {
		t.Errorf("the room is %q", d.Room)
	}
}

func TestPlanUndo_R33_AFaultAtEveryCallLosesNothingOfAChecklist(t *testing.T) {
	s := newSteps(t)
	s.step("1", of(KindDevice, ipad, to(FieldPosition, "staff")))
	s.step("1", of(KindDevice, ipad, to(FieldUsername, "")), gone(KindUser, "ada"))
	s.step("2", of(KindDevice, ipad, to(FieldRoom, "1")))
	s.edit(arrives(User{UserID: "ada.b", Site: "OAK"}))
	for _, r := range []UndoRequest{{Checklist: "1"}, {Entry: 4}} {
		everyFault(t, s.f, func() error {
			u, err := s.st.PlanUndo(context.Background(), "kim", r)
			if err == nil && len(u.Changes)+len(u.Refused) == 0 {
				t.Fatal("the answer is short")
			}
			return err
		}, func(int) {})
	}
}

var times = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?Z?`)

// timeless is a reason with T for the time: these tests run with the clock of the machine.
func timeless(reason string) string { return times.ReplaceAllString(reason, "T") }
