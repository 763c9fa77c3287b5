package store_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// scoped is a school with a scope that Ada is in.
func scoped(t *testing.T) *store.Store {
	t.Helper()
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustUser(t, s, store.User{UserID: "Ada"})
	storetest.Apply(t, s, store.Change{Record: store.KindScope, Key: "maths 7", Fields: store.ScopeFields(store.Scope{Name: "Maths 7", Title: "Numbers", Site: "OAK"})})
	storetest.Apply(t, s, member("Maths 7", "ada"))
	return s
}

func member(scope, userID string) store.Change {
	return store.Change{
		Record: store.KindMember, Key: store.MemberKey(scope, userID), Fields: store.MemberFields(store.Member{Scope: scope, UserID: userID}),
	}
}

func gone(t *testing.T, s *store.Store, userID string) store.Change {
	t.Helper()
	u := user(t, s, userID)
	c := store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Delete: true}
	for _, f := range store.UserFields(u) {
		c.Fields = append(c.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	return c
}

func TestScope_R30_AUserInAScopeDoesNotGoAndOneWhoIsGoneDoesNotCome(t *testing.T) {
	s := scoped(t)
	act := store.Act{Operator: "kim", Kind: store.ActEdit}
	if _, err := s.Apply(ctx, act, []store.Change{gone(t, s, "ada")}); err == nil || !strings.Contains(err.Error(), "an assignment scope points at them (R-30): scope Maths 7 does") {
		t.Error(err)
	}
	if _, err := s.Apply(ctx, act, []store.Change{member("Maths 7", "nobody")}); err == nil || !strings.Contains(err.Error(), "user nobody is not on record and would be in assignment scope Maths 7") {
		t.Error(err)
	}
	out := member("Maths 7", "ada")
	found, err := s.ScopesOf(ctx, "ADA")
	must(t, err)
	out.Version, out.Delete = found[0].Version, true
	for i := range out.Fields {
		out.Fields[i].Old, out.Fields[i].New = out.Fields[i].New, ""
	}
	_, err = s.Apply(ctx, act, []store.Change{out})
	must(t, err)
	acts, err := s.Acts(ctx, 1)
	must(t, err)
	storetest.Apply(t, s, gone(t, s, "ada"))
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: acts[0].ID})
	must(t, err)
	if len(undo.Changes) != 0 || len(undo.Refused) != 1 || !strings.Contains(undo.Refused[0].Reason, "user ada, who had a place in assignment scope maths 7, is not on record any more") {
		t.Errorf("%+v", undo)
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestUndo_R30_OfANewUserIsRefusedWhileAScopeListsThem(t *testing.T) {
	s := scoped(t)
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: 2})
	must(t, err)
	if len(undo.Changes) != 0 || len(undo.Refused) != 1 || undo.Refused[0].Reason != "assignment scope Maths 7 still points at this user, given by test at 2026-08-24 08:00:03Z (test): undo save 4 first" {
		t.Errorf("%+v", undo)
	}
}

func TestHistory_OfAPersonTellsTheirPlacesInScopes(t *testing.T) {
	list, err := scoped(t).History(ctx, "ada")
	if err != nil || len(list) != 2 || list[1].Record != store.KindMember {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestScope_OfAnyNameKeepsItsUsers(t *testing.T) {
	s := scoped(t)
	storetest.Apply(t, s, store.Change{Record: store.KindScope, Key: (&store.Scope{Name: "CAFÉ Ä"}).Key(), Fields: store.ScopeFields(store.Scope{Name: "CAFÉ Ä", Site: "OAK"})})
	acts, err := s.Acts(ctx, 1)
	must(t, err)
	storetest.Apply(t, s, member("CAFÉ Ä", "ada"))
	if list, err := s.Members(ctx); err != nil || len(list) != 2 || list[0].Key() != (&store.Scope{Name: "CAFÉ Ä"}).Key()+"/ada" {
		t.Errorf("%+v, %v", list, err)
	}
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: acts[0].ID})
	must(t, err)
	if _, err := s.Apply(ctx, undo.Act, undo.Changes); err == nil || !strings.Contains(err.Error(), "cannot go while users are in it: user ada is") {
		t.Error(err)
	}
}

func TestUndo_PutsNobodyBackIntoAScopeThatIsGone(t *testing.T) {
	s := scoped(t)
	found, err := s.ScopesOf(ctx, "ada")
	must(t, err)
	out := member("Maths 7", "ada")
	out.Version, out.Delete = found[0].Version, true
	for i := range out.Fields {
		out.Fields[i].Old, out.Fields[i].New = out.Fields[i].New, ""
	}
	receipt := storetest.Apply(t, s, out)
	scopes, err := s.Scopes(ctx)
	must(t, err)
	goes := store.Change{Record: store.KindScope, Key: "maths 7", Version: scopes[0].Version, Delete: true}
	for _, f := range store.ScopeFields(scopes[0]) {
		goes.Fields = append(goes.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	storetest.Apply(t, s, goes)
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: receipt.Act})
	must(t, err)
	if len(undo.Changes) != 0 || len(undo.Refused) != 1 || undo.Refused[0].Reason != "assignment scope Maths 7 is not on record any more, deleted by test at 2026-08-24 08:00:05Z (test): undo save 6 first" {
		t.Errorf("%+v", undo)
	}
	act := store.Act{Operator: "kim", Kind: store.ActEdit}
	if _, err := s.Apply(ctx, act, []store.Change{member("Maths 7", "ada")}); err == nil || !strings.Contains(err.Error(), "assignment scope maths 7 is not on record and would list user ada") {
		t.Error(err)
	}
	raw(t, s.Path(), "INSERT INTO members (member_key, scope, user_id, version) VALUES ('maths 7/ada', 'Maths 7', 'ada', 1)")
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) == 0 || faults[0].Where != "member maths 7/ada" {
		t.Error(faults, err)
	}
}

func TestApply_R04_AnAssetTagWithLettersIsOneDevicesToo(t *testing.T) {
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK"})
	storetest.MustDevice(t, s, store.Device{Serial: "DMPX10000001", AssetTag: "Cart-A1", Site: "OAK"})
	d := store.Device{Serial: "DMPX10000002", AssetTag: "Cart-A1", Site: "OAK"}
	_, err := s.Apply(ctx, store.Act{Operator: "kim", Kind: store.ActEdit}, []store.Change{{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)}})
	if err == nil || !strings.Contains(err.Error(), "two devices would carry the asset tag Cart-A1") {
		t.Error(err)
	}
}

func TestUndo_R87_NamesWhoChangedItAndNotWhatIsTakenBackWithIt(t *testing.T) {
	s := school(t)
	edit := func(operator string, values map[store.Field]string) {
		storetest.Edit(t, s, operator, "DMPX10000001", values)
	}
	step := func(fields ...store.FieldChange) {
		t.Helper()
		d := device(t, s, "DMPX10000001")
		n := store.Checklist{Number: "1", Procedure: "removal", State: store.ChecklistOpen, Step: "x"}
		changes := []store.Change{{Record: store.KindDevice, Key: d.Serial, Version: d.Version, Fields: fields}}
		if c, _, err := s.Checklist(ctx, "1"); err != nil {
			changes = append(changes, store.Change{Record: store.KindChecklist, Key: "1", Fields: store.ChecklistFields(n)})
		} else {
			changes = append(changes, store.Change{Record: store.KindChecklist, Key: "1", Version: c.Version, Fields: []store.FieldChange{{Field: store.FieldStep, Old: c.Step, New: c.Step + "x"}}})
		}
		if _, err := s.Apply(ctx, store.Act{Operator: "kim", Kind: store.ActStep, Title: "a step"}, changes); err != nil {
			t.Fatal(err)
		}
	}
	step(store.FieldChange{Field: store.FieldBuilding, New: "B"})
	edit("lee", map[store.Field]string{store.FieldBuilding: "999"})
	step(store.FieldChange{Field: store.FieldDepartment, New: "D"})
	undo, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Checklist: "1"})
	must(t, err)
	if len(undo.Changes) != 0 || len(undo.Refused) != 2 { // what the steps did to one device stays together
		t.Fatalf("%+v", undo)
	}
	for _, r := range undo.Refused {
		if !strings.Contains(r.Reason, "Building changed by lee at") {
			t.Errorf("%+v", r)
		}
	}
}
