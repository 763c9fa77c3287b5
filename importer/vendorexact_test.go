package importer_test

import (
	"fmt"
	"testing"

	"homeroom/importer"
	"homeroom/store"
)

// Only the cell CLEAR!, as it stands in the file, empties a field. One that holds more than that would either empty it
// though nobody said so exactly, or write CLEAR! onto a record: it is refused, and what was meant is proposed.
func TestMUT_R40_OnlyTheCellAsItStandsEmptiesAField(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	const refused = "R-40 error [Room] the cell holds more than CLEAR!, and only CLEAR!, exactly so, empties the field"
	p := s.become("mut-computers", fewComputers,
		outcome{`OAKMAC000001,,,,,," CLEAR!"`, failed, refused},
		outcome{"OAKMAC000002,,,,,,CLEAR! ", failed, refused},
		outcome{"OAKMAC000003,,,,,,\u00a0CLEAR!\u00a0", failed, refused},
		outcome{"OAKMAC000004,,,,,,CLEAR!\u200b", failed, refused},
		outcome{"OAKIPAD00001,,,,,,'CLEAR!", failed, refused})
	n := note(t, p.Rows[0].Notes, "R-40", severe)
	if n.Mend == nil || n.Mend.Column != "Room" || n.Mend.Value != "CLEAR!" {
		t.Fatalf("it proposes %+v", n.Mend)
	}
	must(t, p.Mend(store.Mend{Line: 2, Column: n.Mend.Column, Value: n.Mend.Value}))
	if p.Rows[0].Status == failed {
		t.Errorf("mended it says %s", said(p.Rows[0].Notes))
	}
}

func TestMUT_R40_WhatNoRecordCarriesMayHoldMoreThanTheWord(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	s.become("mut-computers", "Computer Serial,Vendor", outcome{"OAKMAC000001,CLEAR! ", same, ""})
}

// A single space is written as one wherever the field is text of any kind: Phone is. Where a field has a shape, a
// space is none.
func TestMUT_R40_R07_ASingleSpaceIsOneThingInEveryField(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	s.save(s.become("mut-users", mutUserHeader, outcome{"ana,, ,, ,,,,", change, ""}))
	s.says("user ana full_name=_ phone=_")
	s.become("mut-users", mutUserHeader,
		outcome{"ana,,,,,,,,", same, ""},
		outcome{"bo,,, ,,,,,", failed, "R-40 error [Email Address] Email would be a single space, which no Email is"},
		outcome{"cy, ,,,,,,,", failed, "R-17"})
	for _, row := range []string{"bo, ,,,,,,,", "bo,,,,, ,,,", "bo,,,,,,,, ", "bo,,,,,,, ,"} {
		p := s.become("mut-users", mutUserHeader, outcome{row, failed, "R-40 error"})
		contains(t, note(t, p.Rows[0].Notes, "R-40", severe).Message, "would be a single space")
	}
}

// The vendor's default is for somebody of whom no domain is known: a person keeps the one that they have.
func TestManageEngine_R50_ADomainThatIsKnownStays(t *testing.T) {
	s := newSchool(t)
	oaksWithGroups(s)
	s.person(store.User{UserID: "eve", FullName: "Eve Dunn", Site: oak, Domain: "OAK"})
	s.save(s.become("manageengine-assign", assignHeader, outcome{"OAKMAC000002,eve,,eve@oak.example,Staff,", change, "R-15"}))
	s.says("user eve domain=OAK")
	s.save(s.become("manageengine-assign", assignHeader, outcome{"OAKMAC000004,ned,,ned@oak.example,Staff,", add, "R-15"}))
	s.says("user ned domain=MDM")
}

// A sign-in name is held against the domain that the person has where the file does not say one.
func TestManageEngine_R55_ASignInNameOfADomainThatIsKnown(t *testing.T) {
	s := newSchool(t)
	oaksWithGroups(s)
	s.person(store.User{UserID: "eve", FullName: "Eve Dunn", Site: oak, Domain: "OAK"})
	s.become("manageengine-assign", assignHeader, outcome{`OAKMAC000002,OAK\eve,,eve@oak.example,Staff,`, change, "R-15"})
	s.become("manageengine-assign", assignHeader, outcome{`OAKMAC000002,ELM\eve,,eve@oak.example,Staff,`, failed, "R-55 error [User Name] the sign-in name is of the domain ELM"})
}

// A request brings in neither a person nor a device: it alters what is asked of somebody who is on record.
func TestMaaS360_R81_ARequestOfSomebodyOnRecordIsAChange(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	p := s.become("maas360-enrollments", requestHeader, outcome{"bo,,,Android,Corporate Owned,No,,", change, ""})
	if n := p.Counts()[importer.StatusAdd]; n != 0 {
		t.Errorf("%d rows count as add", n)
	}
}

// So it is of a class: it hangs on the class, and on who is in it.
func TestSavedBefore_R86_OfClassesNamesTheSaveThatWroteThem(t *testing.T) {
	s := newSchool(t)
	s.rostered()
	const people = "ana|Ana Quill|||student|L1|\nteo|Teo Lind|||teacher|L1|\nuna|Una Roe|||student|L1|"
	s.save(s.request(importer.Request{Name: "h.xlsx", Site: oak, Data: hierarchy(t, people, "L1", "", "M7|Maths|Maths 7|L1|teo|ana")}))
	classes := s.save(s.request(importer.Request{Name: "h.xlsx", Site: oak, Data: hierarchy(t, "", "", "", "M7|Maths|Maths 7|L1|teo|ana, una")}))
	p := s.request(importer.Request{Name: "g.xlsx", Site: oak, Data: hierarchy(t, "", "L1", "", "M7|Maths|Maths 7|L1|teo|ana, una")})
	before, err := p.SavedBefore(t.Context(), s.st)
	must(t, err)
	contains(t, before, "the newest of them was written last by lead at", fmt.Sprintf("with import %d.", classes.Act))
}

// Whose save it was is told of the records that the rows are about: of requests, of those, not of the people.
func TestSavedBefore_R86_OfRequestsNamesTheSaveThatWroteThem(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	people := s.save(s.become("maas360-users", maasHeader, outcome{"Bo Tan,bo,OAK,,", change, ""}))
	requests := s.save(s.become("maas360-enrollments", requestHeader,
		outcome{"bo,,,Android,Corporate Owned,No,,", change, ""}, outcome{"bo,,,iOS,Corporate Owned,No,,", change, ""}))
	p := s.become("maas360-enrollments", requestHeader, outcome{"bo,,,iOS,Corporate Owned,No,,", same, ""})
	before, err := p.SavedBefore(t.Context(), s.st)
	must(t, err)
	contains(t, before, "written last by lead at", fmt.Sprintf("with import %d.", requests.Act))
	if people.Act == requests.Act {
		t.Error("both were saved as one")
	}
}

// A row that fails by one cell tells of the others, too.
func TestVendor_R18_EveryNoteOfARowThatFailsIsShown(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	p := s.become("mut-computers", fewComputers, outcome{"NO,,a na,Ana\u200b,,parent,", failed, "R-03 error"})
	contains(t, said(p.Rows[0].Notes), "R-01 error [Username]", "R-08 warning [Real Name]", "R-06 error [Position]")
	p = s.become("mut-computers", fewComputers, outcome{"OAKMAC000001,,a na,,,parent,", failed, "R-01 error"})
	if n := len(p.Rows[0].Notes); n != 2 {
		t.Errorf("%d notes: %s", n, said(p.Rows[0].Notes))
	}
}
