package procedure_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
)

const (
	oak, fern       = "OAK", "FERN"
	me, colleague   = "r.lindgren", "t.ostermoor"
	macSerial       = "OAKAIR000001"
	padSerial       = "OAKMINI00001"
	spareSerial     = "OAKAIR000002"
	takenSerial     = "OAKAIR000003"
	fernSerial      = "FERNAIR00001"
	appleTVSerial   = "OAKTV0000001"
	clearPositionOf = "clear-position "
)

// school is a small district: Ada Byrne, a teacher at OAK, holds a MacBook Air and an iPad mini.
type school struct {
	testing.TB
	st *store.Store
}

var ada = store.User{
	UserID: "ada.byrne", FullName: "Ada Byrne", Email: "ada.byrne@oak.example", Position: "teacher", Site: oak,
	Invitation: store.InvitationAccepted,
}

func newSchool(t testing.TB) *school {
	t.Helper()
	s := &school{t, storetest.OpenAt(t, filepath.Join(t.TempDir(), "data", "homeroom.db"))}
	s.fill()
	return s
}

// fill puts the district on record, in one act.
func (s *school) fill() {
	var changes []store.Change
	for _, site := range []store.Site{
		{Code: oak, Name: "Oak Hill School", Solution: store.SolutionPrimary},
		{Code: fern, Name: "Fern School", Solution: store.SolutionAlternate},
	} {
		changes = append(changes, store.Change{Record: store.KindSite, Key: site.Code, Fields: store.SiteFields(site)})
	}
	held := func(d store.Device, u store.User) store.Device {
		d.Username, d.FullName, d.Email, d.Position = u.UserID, u.FullName, u.Email, u.Position
		return d
	}
	bo := store.User{UserID: "bo.tan", FullName: "Bo Tan", Position: "staff", Site: oak, Invitation: store.InvitationInvited}
	fay := store.User{UserID: "fay", FullName: "Fay Ruiz", Position: "student", Site: fern, Invitation: store.InvitationInvited}
	for _, u := range []store.User{ada, bo, fay, {UserID: "cem", FullName: "Cem Aydin", Site: oak}} {
		changes = append(changes, store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u)})
	}
	mac := store.Device{Model: "MacBook Air 11", Platform: store.PlatformMacOS, Site: oak}
	for _, d := range []store.Device{
		held(with(mac, macSerial, "2000001"), ada),
		held(store.Device{Serial: padSerial, AssetTag: "5072344", Model: "iPad mini", Platform: store.PlatformIOS, Site: oak}, ada),
		with(mac, spareSerial, "2000002"),
		held(with(mac, takenSerial, "2000003"), bo),
		held(store.Device{Serial: fernSerial, AssetTag: "3000001", Model: "MacBook Air 13", Platform: store.PlatformMacOS, Site: fern}, fay),
		{Serial: appleTVSerial, AssetTag: "7000001", Model: "Apple TV", Platform: store.PlatformTVOS, Site: oak},
	} {
		if d.Username == "" {
			d.Username = d.Serial
		}
		changes = append(changes, store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
	}
	storetest.Apply(s, s.st, changes...)
}

func with(d store.Device, serial, tag string) store.Device {
	d.Serial, d.AssetTag = serial, tag
	return d
}

// scope puts an assignment scope of OAK on record, with these people in it.
func (s *school) scope(name string, ids ...string) {
	s.Helper()
	scope := store.Scope{Name: name, Title: name, Site: oak}
	changes := []store.Change{{Record: store.KindScope, Key: scope.Key(), Fields: store.ScopeFields(scope)}}
	for _, id := range ids {
		changes = append(changes, member(name, id))
	}
	storetest.Apply(s, s.st, changes...)
}

func member(scope, id string) store.Change {
	m := store.Member{Scope: scope, UserID: id}
	return store.Change{Record: store.KindMember, Key: m.Key(), Fields: store.MemberFields(m)}
}

func (s *school) start(r procedure.Request) procedure.Walk {
	s.Helper()
	w, err := procedure.Start(context.Background(), s.st, me, r)
	if err != nil {
		s.Fatal(err)
	}
	return w
}

func (s *school) removal() procedure.Walk {
	s.Helper()
	return s.start(procedure.Request{Procedure: "removal", UserID: "ada.byrne"})
}

func (s *school) load(number string) procedure.Walk {
	s.Helper()
	w, err := procedure.Load(context.Background(), s.st, number)
	if err != nil {
		s.Fatal(err)
	}
	return w
}

// do does a step that can be done, and looks whether the record then says so.
func (s *school) do(w procedure.Walk, key string, values ...map[store.Field]string) procedure.Walk {
	s.Helper()
	a := procedure.Answer{}
	if len(values) > 0 {
		a.Values = values[0]
	}
	got, err := procedure.Do(context.Background(), s.st, me, &w, key, a)
	if err != nil {
		s.Fatalf("%s: %v", key, err)
	}
	if st := got.Stage(key); st.State != procedure.StateDone || st.Done == nil || st.Done.Operator != me {
		s.Fatalf("%s is %s: %s", key, st.State, st.Why)
	}
	return got
}

// next does the step to do now.
func (s *school) next(w procedure.Walk) procedure.Walk {
	s.Helper()
	return s.do(w, w.Now().Key, answers(w.Now()))
}

// answers are what somebody types who goes through the steps.
func answers(stage *procedure.Stage) map[store.Field]string {
	values := map[store.Field]string{}
	for _, a := range stage.Asks {
		if a.Required && a.Value == "" {
			values[a.Field] = "student"
		}
	}
	return values
}

// refuses tries a step that cannot be done, and gives the words of the refusal.
func (s *school) refuses(w procedure.Walk, key string, code store.Code) string {
	s.Helper()
	before := s.picture()
	_, err := procedure.Do(context.Background(), s.st, me, &w, key, procedure.Answer{})
	if store.CodeOf(err) != code {
		s.Fatalf("%s: %v, want it refused as %s", key, err, code)
	}
	if after := s.picture(); after != before {
		s.Fatalf("%s was refused and changed something:\n%s\n%s", key, before, after)
	}
	return err.Error()
}

func (s *school) device(serial string) store.Device {
	s.Helper()
	d, err := s.st.Device(context.Background(), serial)
	if err != nil {
		s.Fatal(err)
	}
	return d
}

// user is the user record; nil when there is none.
func (s *school) user(id string) *store.User {
	s.Helper()
	u, err := s.st.User(context.Background(), id)
	if err != nil {
		return nil
	}
	return &u
}

// byHand saves an edit as a colleague would.
func (s *school) byHand(plan func(r *store.Records) edit.Plan) store.Receipt {
	s.Helper()
	ctx := context.Background()
	users, err := s.st.Users(ctx)
	if err != nil {
		s.Fatal(err)
	}
	devices, err := s.st.Devices(ctx)
	if err != nil {
		s.Fatal(err)
	}
	var w store.Wanted
	for _, u := range users {
		w.UserIDs = append(w.UserIDs, u.UserID)
	}
	for _, d := range devices {
		w.Serials = append(w.Serials, d.Serial)
	}
	r, err := s.st.Records(ctx, w)
	if err != nil {
		s.Fatal(err)
	}
	p := plan(r)
	if p.Failed() || len(p.Changes) == 0 {
		s.Fatalf("nothing to save by hand: %+v", p)
	}
	receipt, err := s.st.Apply(ctx, p.Act(colleague), p.Changes)
	if err != nil {
		s.Fatal(err)
	}
	return receipt
}

// set gives a device's field another value by hand.
func (s *school) set(serial string, f store.Field, v string) {
	s.Helper()
	s.byHand(func(r *store.Records) edit.Plan {
		return edit.Set(r, store.KindDevice, serial, []edit.Value{{Field: f, Text: v, Clear: v == ""}})
	})
}

// picture is everything on record but the checklists, and leaving aside the versions.
func (s *school) picture() string {
	s.Helper()
	ctx := context.Background()
	var b strings.Builder
	devices, err := s.st.Devices(ctx)
	users, err2 := s.st.Users(ctx)
	members, err3 := s.st.Members(ctx)
	if err != nil || err2 != nil || err3 != nil {
		s.Fatal(err, err2, err3)
	}
	for _, d := range devices {
		d.Version = 0
		fmt.Fprintf(&b, "%+v\n", d)
	}
	var lines []string // a record that came back stands at the end
	for _, u := range users {
		u.Version = 0
		lines = append(lines, fmt.Sprintf("%+v", u))
	}
	for _, m := range members {
		lines = append(lines, m.Key())
	}
	slices.Sort(lines)
	return b.String() + strings.Join(lines, "\n")
}

// clean holds the records against their history.
func (s *school) clean() {
	s.Helper()
	faults, _, err := s.st.Verify(context.Background())
	if err != nil || len(faults) > 0 {
		s.Fatalf("verify: %v %v", faults, err)
	}
}

// tells checks that a text contains these parts, in this order.
func (s *school) tells(text string, parts ...string) {
	s.Helper()
	rest := text
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			s.Errorf("%q is not told (here) in:\n%s", part, text)
			return
		}
		rest = after
	}
}

// keys are the stages in their order, with how they stand.
func keys(w procedure.Walk) []string {
	var list []string
	for i := range w.Stages {
		list = append(list, string(w.Stages[i].State)+" "+w.Stages[i].Key)
	}
	return list
}
