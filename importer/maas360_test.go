package importer_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
)

const maasHeader = "Full Name,Username,Domain,Email Address,Managed Apple ID"

func TestMaaS360_R60_AnInvalidOrTakenAccountFailsItsRowAlone(t *testing.T) {
	s := newSchool(t)
	s.person(store.User{UserID: "ana", FullName: "Ana Quill", Site: oak, ManagedAppleAccount: "ana@oak.example"})
	s.person(store.User{UserID: "bo", Site: oak})
	p := s.vendor("maas360-users", maasHeader, "Bo Tan,bo,OAK,bo@oak.example,bo@oak.example", "Cy Low,cy,OAK,,cy.oak.example",
		"Di Ray,di,OAK,,ANA@oak.example", "Ed Fox,ed,OAK,,ed@oak.example", "Ana Quill,ana,,,ana@oak.example")
	statuses(t, p, change, failed, failed, add, same)
	contains(t, note(t, p.Rows[1].Notes, "R-05", severe).Message, "exactly one @")
	n := note(t, p.Rows[2].Notes, "R-60", severe)
	contains(t, n.Message, "Managed Apple ID already exists: Ana Quill (ana) has it")
	if n.Column != "Managed Apple ID" || n.Value != "ANA@oak.example" {
		t.Errorf("the note is %+v", n)
	}
	if done := s.save(p); done.Saved != 2 {
		t.Errorf("%d rows are saved", done.Saved)
	}
	if u := s.userNow("ed"); u == nil || u.Domain != "OAK" || u.ManagedAppleAccount != "ed@oak.example" {
		t.Errorf("saved is %+v", u)
	}
}

// thousand is a file of 1,000 people of whom 40 have no valid account.
func thousand(mended bool) []byte {
	var b strings.Builder
	b.WriteString(maasHeader + "\n")
	for i := range 1000 {
		account := fmt.Sprintf("p%04d@oak.example", i)
		if i%25 == 0 && !mended {
			account = fmt.Sprintf("p%04d at oak", i)
		}
		fmt.Fprintf(&b, "Person %d,p%04d,OAK,,%s\n", i, i, account)
	}
	return []byte(b.String())
}

func TestMaaS360_R60_R88_FortyOfAThousandComeBackWithReasonsAndAreSavedOnceMended(t *testing.T) {
	s := newSchool(t)
	p := s.request(importer.Request{Name: "users.csv", Data: thousand(false), Site: oak})
	if c := p.Counts(); c[add] != 960 || c[failed] != 40 {
		t.Fatalf("%v", c)
	}
	if done := s.save(p); done.Saved != 960 {
		t.Fatalf("%d rows are saved", done.Saved)
	}
	var rejects bytes.Buffer
	if n, err := p.WriteRejects(&rejects, "csv"); err != nil || n != 40 || !strings.Contains(rejects.String(), "R-05: a Managed Apple Account has exactly one @") {
		t.Fatalf("%d rows come back: %v\n%s", n, err, rejects.String())
	}
	again := s.request(importer.Request{Name: "rejects.csv", Data: []byte(strings.ReplaceAll(rejects.String(), " at oak", "@oak.example")), Site: oak})
	if done := s.save(again); done.Saved != 40 || len(again.Rows) != 40 {
		t.Errorf("mended, %d of %d rows are saved", done.Saved, len(again.Rows))
	}
	if c := s.request(importer.Request{Name: "users.csv", Data: thousand(true), Site: oak}).Counts(); c[same] != 1000 {
		t.Errorf("the whole mended file is %v", c)
	}
}

const requestHeader = "Username,Domain,Email Address,Platform,Ownership,Enroll Using iOS User Enrollment,Override Authentication Mode,Comments"

func (s *school) linked() {
	s.t.Helper()
	s.person(store.User{UserID: "ana", Site: oak, Domain: "OAK", ManagedAppleAccount: "ana@oak.example"})
	s.person(store.User{UserID: "bo", Site: oak})
}

func TestMaaS360_R61_AUserEnrolmentHoldsOnlyIfAllIsSo(t *testing.T) {
	s := newSchool(t)
	s.linked()
	p := s.vendor("maas360-enrollments", requestHeader,
		"ana,OAK,,iOS,Employee Owned,Yes,,MDM pilot",
		"bo,,,iOS,Employee Owned,Yes,,MDM pilot",
		"ana,,,Android,Corporate Owned,yes,Passcode,pilot",
		"nobody,,,iOS,Employee Owned,Yes,,MDM",
		"bo,FERN,,Android,Corporate Owned,No,Passcode,",
		"bo,,,,,Maybe,,")
	statuses(t, p, change, failed, failed, failed, change, failed)
	contains(t, note(t, p.Rows[1].Notes, "R-61", severe).Message, "needs a linked Managed Apple Account, and bo has none")
	contains(t, said(p.Rows[2].Notes), "is for the platform iOS alone, not “Android”", "needs the Ownership Employee Owned, not “Corporate Owned”",
		"does not go with Override Authentication Mode, which says “Passcode”", "a comment that starts with MDM")
	contains(t, said(p.Rows[3].Notes), "no user record of User ID nobody")
	contains(t, note(t, p.Rows[4].Notes, "R-61", warning).Message, "the user record of bo says an empty one")
	contains(t, said(p.Rows[5].Notes), "Platform is empty", "Yes or No, not “Maybe”")
	if done := s.save(p); done.Saved != 2 {
		t.Errorf("%d rows are saved", done.Saved)
	}
}

func TestMaaS360_R61_TheRequestIsKeptAndAskedAgainIsTheSame(t *testing.T) {
	s := newSchool(t)
	s.linked()
	row := "ANA,,,iOS,Employee Owned,Yes,,MDM pilot"
	s.save(s.vendor("maas360-enrollments", requestHeader, row))
	list, err := s.st.Requests(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].UserID != "ana" || list[0].Type() != "MDM (Apple User Enrollment)" {
		t.Fatalf("saved is %+v", list)
	}
	p := s.vendor("maas360-enrollments", requestHeader, row, "ana,,,macOS,Corporate Owned,No,,", "ana,,,ios,,,,MDM second")
	statuses(t, p, failed, change, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-16", severe).Message, "lines 2 and 4")
	p = s.vendor("maas360-enrollments", requestHeader, row, "bo,,,iOS,,No,,")
	statuses(t, p, same, change)
	contains(t, p.Sentence(), "1 enrolment request.")
	p = s.vendor("maas360-enrollments", requestHeader, "ana,,,iOS,,,,MDM second")
	statuses(t, p, change)
	s.save(p)
	if list, _ := s.st.Requests(t.Context()); list[0].Comments != "MDM second" || list[0].UserEnrollment != "Yes" {
		t.Errorf("saved is %+v", list)
	}
}
