package edit_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

// listing is the picture of a district whose assignment scope Maths lists these people.
func listing(people []store.Member, records ...any) *store.Records {
	r := on(records...)
	r.PutScopes([]store.Scope{{Name: "Maths", Title: "Maths 7", Site: oak, Version: 31}, {Name: "Atlas", Title: "Atlas", Site: fern, Version: 32}}, people)
	return r
}

var (
	anaMaths = store.Member{Scope: "Maths", UserID: "ana", Version: 41}
	anaAtlas = store.Member{Scope: "Atlas", UserID: "ana", Version: 42}
	teoMaths = store.Member{Scope: "Maths", UserID: "Teo.L", Version: 43}
)

func TestSet_R22_APersonKeepsTheirScopesUnderAnotherUserID(t *testing.T) {
	r := listing([]store.Member{anaMaths, anaAtlas, teoMaths}, ana, teo)
	p := edit.Set(r, store.KindUser, "ANA", []edit.Value{text(store.FieldUserID, "ana.mendes")})
	changes(t, p,
		"delete user ana", `new user ana.mendes user_id "" -> "ana.mendes"`, `new user ana.mendes full_name "" -> "Ana Mendes"`,
		`new user ana.mendes email "" -> "ana@oak.example"`, `new user ana.mendes phone "" -> "2030"`,
		`new user ana.mendes position "" -> "student"`, `new user ana.mendes site "" -> "OAK"`,
		"delete member atlas/ana", "delete member maths/ana",
		`new member atlas/ana.mendes scope "" -> "Atlas"`, `new member atlas/ana.mendes user_id "" -> "ana.mendes"`,
		`new member maths/ana.mendes scope "" -> "Maths"`, `new member maths/ana.mendes user_id "" -> "ana.mendes"`)
}

func TestSet_R01_InOtherLettersThePlaceInAScopeIsTheSame(t *testing.T) {
	p := edit.Set(listing([]store.Member{anaMaths}, ana), store.KindUser, "ana", []edit.Value{text(store.FieldUserID, "Ana")})
	changes(t, p, `user ana user_id "ana" -> "Ana"`, `member maths/ana user_id "ana" -> "Ana"`)
	if c := p.Changes[len(p.Changes)-1]; c.Version != anaMaths.Version {
		t.Errorf("planned against version %d", c.Version)
	}
}

func TestLeave_R22_ThePersonLeavesEveryScope(t *testing.T) {
	r := listing([]store.Member{anaMaths, anaAtlas, teoMaths}, ana, teo)
	p := edit.Leave(r, "Ana")
	changes(t, p, "delete member atlas/ana", "delete member maths/ana")
	if p.Title != "user ana taken out of the assignment scopes" {
		t.Errorf("title %q", p.Title)
	}
	changes(t, edit.Leave(r, "nobody"))
}

func TestDesk_R22_EditsOfScopesLieOnTopOfEachOther(t *testing.T) {
	desk := edit.On(listing([]store.Member{anaMaths}, ana))
	first := desk.Set(store.KindUser, "ana", []edit.Value{text(store.FieldUserID, "mendes")})
	if first.Failed() {
		t.Fatal(words(first))
	}
	changes(t, desk.Leave("mendes"), "delete member maths/mendes")
	changes(t, desk.Leave("mendes"))
	if got := desk.Picture().ScopesOf("ana"); len(got) != 0 {
		t.Errorf("the former User ID is in %v", got)
	}
	d := newDistrict(t)
	d.save(edit.New(d.read(store.Wanted{}), store.KindUser, []edit.Value{text(store.FieldUserID, "ana"), text(store.FieldSite, oak)}))
	scope := store.Scope{Name: "Maths", Title: "Maths 7", Site: oak}
	m := store.Member{Scope: "Maths", UserID: "ana"}
	d.save(edit.Plan{Changes: []store.Change{
		{Record: store.KindScope, Key: scope.Key(), Fields: store.ScopeFields(scope)},
		{Record: store.KindMember, Key: m.Key(), Fields: store.MemberFields(m)},
	}})
	there := edit.On(d.read(store.Wanted{UserIDs: []string{"ana", "mendes"}}))
	out := there.Set(store.KindUser, "ana", []edit.Value{text(store.FieldUserID, "mendes")})
	back := there.Set(store.KindUser, "mendes", []edit.Value{text(store.FieldUserID, "ana")})
	d.save(edit.Plan{Changes: append(out.Changes, back.Changes...)})
	d.clean()
}

func TestRelease_ThePersonIsTakenOffAndTheUsernameStaysEmpty(t *testing.T) {
	d := held(mini, ana)
	d.Department, d.Room = "Art", "7"
	u := ana
	u.Invitation = store.InvitationAccepted
	p := edit.Release(on(d, u), mini.Serial)
	changes(t, p,
		`device OAKMINI00001 username "ana" -> ""`, `device OAKMINI00001 full_name "Ana Mendes" -> ""`,
		`device OAKMINI00001 email "ana@oak.example" -> ""`, `device OAKMINI00001 phone "2030" -> ""`,
		`device OAKMINI00001 position "student" -> ""`, `device OAKMINI00001 department "Art" -> ""`,
		`user ana invitation "accepted" -> "revoked"`)
	says(t, p)
	refused(t, edit.Release(on(), mini.Serial), "error R-17")
}
