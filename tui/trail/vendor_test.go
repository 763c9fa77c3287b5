package trail_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/tui/trail"
)

// seats are places in so many classes that one save gave, each from a line of its own.
func seats(n int) (list []store.Entry) {
	for i := range n {
		r := store.Roster{Class: fmt.Sprintf("M%d", i+1), UserID: "Ada", Role: store.RoleStudent}
		list = append(list, store.Entry{
			ID: int64(i + 1), Act: 4, At: at, Operator: "kim", Kind: store.ActImport, Title: "roster.zip: 30 rows", FileName: "roster.zip", Line: i + 1,
			Record: store.KindRoster, Key: r.Key(), Created: true, Fields: store.RosterFields(r),
		})
	}
	return list
}

func TestTrail_R73_AFewClassesAreNamedAndManyAreCounted(t *testing.T) {
	_, text := drawn(seats(2), store.KindUser, 100)
	if !strings.Contains(text, "roster.zip line 2  put into class M2") || !strings.Contains(text, "put into class M1") || strings.Contains(text, "m1/ada") {
		t.Errorf("got\n%s", text)
	}
	lines, text := drawn(seats(30), store.KindUser, 100)
	if len(lines) != 1 || !strings.Contains(text, "roster.zip: 30 rows  put into 30 classes") {
		t.Errorf("got\n%s", text)
	}
	another := seats(30)
	for i := 10; i < 30; i++ {
		another[i].Act = 5
	}
	if _, text = drawn(another, store.KindUser, 100); !strings.Contains(text, "put into 20 classes") || !strings.Contains(text, "put into 10 classes") {
		t.Errorf("two saves are told as one:\n%s", text)
	}
}

func TestTrail_R61_AnEnrolmentRequestIsToldByItsPlatform(t *testing.T) {
	q := store.Request{UserID: "Ada", Platform: "iOS", UserEnrollment: "Yes"}
	asked := store.Entry{ID: 1, Act: 1, At: at, Operator: "kim", Title: "x", Record: store.KindRequest, Key: q.Key(), Created: true, Fields: store.RequestFields(q)}
	changed := asked
	changed.Created, changed.Fields = false, []store.FieldChange{{Field: store.FieldComments, New: "MDM pilot"}}
	_, text := drawn([]store.Entry{asked, changed}, store.KindUser, 100)
	if !strings.Contains(text, "asked to enrol iOS") || !strings.Contains(text, "enrolment request of ada for ios") || strings.Contains(text, "ada/ios") {
		t.Errorf("got\n%s", text)
	}
}

func TestRecords_CountsWhatVendorsFilesBringInInWords(t *testing.T) {
	var changes []store.Change
	for _, kind := range []store.Kind{store.KindRoster, store.KindRequest, store.KindClass, store.KindGroup, store.KindLocation} {
		changes = append(changes, store.Change{Record: kind, Key: "a"}, store.Change{Record: kind, Key: "b"})
	}
	const want = "2 enrolment requests, 2 places in classes, 2 classes, 2 groups and 2 locations"
	if got := trail.Records(changes); got != want {
		t.Errorf("got %q", got)
	}
	if got := trail.Records(changes[:1]); got != "1 place in a class" {
		t.Errorf("got %q", got)
	}
}
