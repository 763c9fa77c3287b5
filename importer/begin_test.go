package importer_test

import (
	"context"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/edit"
)

// begin begins an edit of many records, which must go through.
func (s *school) begin(kind store.Kind, v edit.Value, keys ...string) store.Review {
	s.t.Helper()
	r, err := importer.BeginEdit(context.Background(), s.st, "lead", kind, keys, v)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// resume plans a review anew, as whoever finds it again does.
func (s *school) resume(id int64) *importer.Plan {
	s.t.Helper()
	r, decided, data, err := s.st.Review(context.Background(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	p := s.request(importer.Request{Name: r.FileName, Data: data, Template: r.Template, Site: r.Site, Sheet: r.Sheet})
	for _, d := range decided {
		if err := p.Decide(d.Line, d.Verdict); err != nil {
			s.t.Fatal(err)
		}
	}
	return p
}

func TestBeginEdit_IsAReviewLikeThatOfAnImport(t *testing.T) {
	s := newSchool(t)
	s.three()
	latest, _ := s.st.Latest(context.Background())
	r := s.begin(store.KindDevice, edit.Value{Field: store.FieldRoom, Text: " 204 "}, "OAKMAC000001", "oakipad00001", "OAKMAC000001")
	if r.FileName != "Room → 204 · 2 devices" || r.Template != "device-edit" || r.State != store.ReviewOpen {
		t.Errorf("the review is %+v", r)
	}
	if now, _ := s.st.Latest(context.Background()); now != latest {
		t.Error("R-80: something was written to the records")
	}
	p := s.resume(r.ID)
	statuses(t, p, change, change)
	outcome, err := p.Save(context.Background(), s.st, "lead", r.ID, nil)
	if err != nil || outcome.Saved != 2 {
		t.Fatalf("%+v, %v", outcome, err)
	}
	act, entries, err := s.st.Act(context.Background(), outcome.Act)
	if err != nil || act.Kind != store.ActEdit || act.Title != "Room set to “204” on 2 devices" || act.Import == nil {
		t.Errorf("the act is %+v, %v", act, err)
	}
	if len(entries) != 2 || entries[0].Line != 2 || entries[1].Line != 3 || act.Import.Counts["change"] != 2 {
		t.Errorf("%d entries, counts %v", len(entries), act.Import.Counts)
	}
	if open, _ := s.st.Reviews(context.Background(), "lead"); len(open) != 0 {
		t.Error("the review is still open")
	}
	if _, err := p.Save(context.Background(), s.st, "lead", 0, nil); err == nil || !strings.Contains(err.Error(), "save ") {
		t.Errorf("saved again: %v", err)
	}
}

func TestBeginEdit_TheSameEditFindsItsReviewAgainWithItsDecisions(t *testing.T) {
	s := newSchool(t)
	s.three()
	v := edit.Value{Field: store.FieldUsername, Clear: true}
	r := s.begin(store.KindDevice, v, "OAKIPAD00001", "OAKMAC000001")
	if r.FileName != "Take back · 2 devices" {
		t.Errorf("it is called %s", r.FileName)
	}
	if _, err := s.st.Keep(context.Background(), r.ID, r.Operator, store.Kept{Decisions: []store.Decision{{Line: 3, Verdict: store.VerdictLeaveOut}}}); err != nil {
		t.Fatal(err)
	}
	again := s.begin(store.KindDevice, v, "OAKMAC000001", "OAKIPAD00001")
	if again.ID != r.ID {
		t.Fatalf("a second review was begun: %d, %d", r.ID, again.ID)
	}
	if open, _ := s.st.Reviews(context.Background(), "lead"); len(open) != 1 || open[0].FileName != r.FileName {
		t.Errorf("open are %+v", open)
	}
	p := s.resume(again.ID)
	if p.Rows[1].Verdict != store.VerdictLeaveOut || p.Accepted() != 1 {
		t.Errorf("line 3 is on %q", p.Rows[1].Verdict)
	}
	if _, ok := changed(&p.Rows[0], store.KindUser, "ana", store.FieldInvitation); ok {
		t.Error("line 2 revokes though the other device stays")
	}
	if other := s.begin(store.KindDevice, v, "OAKIPAD00001"); other.ID == r.ID || other.FileName != "Take back · 1 device" {
		t.Errorf("other records find the same review: %+v", other)
	}
}

func TestBeginEdit_AnyValueComesBackAsItWasTyped(t *testing.T) {
	s := newSchool(t)
	s.three()
	for _, value := range []string{
		"=1+1", "'x", "-", "a;b;c", "a|b", "sep=;", `say "hi"`, "a,b", "1.23E+11", "Zoë · 教室", "a/b\\c", "007", strings.Repeat("long ", 40) + "end", "two\nlines", "#N/A?",
	} {
		r := s.begin(store.KindDevice, edit.Value{Field: store.FieldBuilding, Text: value}, "OAKIPAD00001", "OAKMAC000002")
		p := s.resume(r.ID)
		for i := range p.Rows {
			if got, _ := changed(&p.Rows[i], store.KindDevice, p.Rows[i].Serial, store.FieldBuilding); got != value {
				t.Errorf("%q became %q: %s", value, got, said(p.Rows[i].Notes))
			}
		}
	}
}

func TestBeginEdit_OfUsersInAnyLetterCase(t *testing.T) {
	s := newSchool(t)
	s.three()
	r := s.begin(store.KindUser, edit.Value{Field: store.FieldDeparting, Text: "yes"}, "ana", "ANA")
	if got := s.begin(store.KindUser, edit.Value{Field: store.FieldGrade, Clear: true}, "ana").FileName; got != "Grade → (empty) · 1 user" {
		t.Errorf("it is called %s", got)
	}
	if r.FileName != "Departing → yes · 1 user" || r.Template != "user-edit" {
		t.Errorf("the review is %+v", r)
	}
	p := s.resume(r.ID)
	statuses(t, p, change)
	act, _, err := s.st.Act(context.Background(), s.save(p).Act)
	if err != nil || act.Title != "Departing set to “yes” on 1 user" {
		t.Errorf("the act is %+v, %v", act, err)
	}
}

func TestBeginEdit_RefusesWhatIsNoEditOfMany(t *testing.T) {
	s := newSchool(t)
	s.three()
	for _, c := range []struct {
		kind store.Kind
		keys []string
		v    edit.Value
		says string
	}{
		{store.KindDevice, nil, edit.Value{Field: store.FieldRoom, Text: "1"}, "no record is marked"},
		{store.KindDevice, []string{" "}, edit.Value{Field: store.FieldRoom, Text: "1"}, "no record is marked"},
		{store.KindDevice, []string{"OAKIPAD00001"}, edit.Value{Field: store.FieldRoom, Text: " "}, "nothing is said"},
		{store.KindDevice, []string{"OAKIPAD00001"}, edit.Value{Field: store.FieldRoom, Text: "CLEAR!"}, "empties the field"},
		{store.KindDevice, []string{"OAKIPAD00001"}, edit.Value{Field: store.FieldAssetTag, Text: "1"}, "Asset Tag is not the same"},
		{store.KindDevice, []string{"OAKIPAD00001"}, edit.Value{Field: store.FieldSerial, Text: "1"}, "Serial Number is not the same"},
		{store.KindSite, []string{oak}, edit.Value{Field: store.FieldName, Text: "1"}, "not edited at once"},
	} {
		_, err := importer.BeginEdit(context.Background(), s.st, "lead", c.kind, c.keys, c.v)
		if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v gives %v", c, err)
		}
	}
}

func TestBeginEdit_SaysWhenTheDatabaseCannotBeAsked(t *testing.T) {
	s := newSchool(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := importer.BeginEdit(ctx, s.st, "lead", store.KindDevice, []string{"OAKIPAD00001"}, edit.Value{Field: store.FieldRoom, Text: "1"})
	if err == nil {
		t.Error("a review was begun")
	}
}

func TestEdit_TitlesOfWhatWasDone(t *testing.T) {
	s := newSchool(t)
	s.three()
	for rows, want := range map[string]string{
		"Serial Number,Username\nOAKIPAD00001,CLEAR!\n":                  "1 device taken back",
		"Serial Number,Position\nOAKMAC000001,CLEAR!\n":                  "Position emptied on 1 device",
		"Serial Number,Room,Site\nOAKMAC000001,5,\nOAKMAC000002,6,\n":    "edit.csv: 2 rows saved",
		"Serial Number,Room\nOAKMAC000001,7\nOAKMAC000002,7\nOAKX,7\n\n": "Room set to “7” on 2 devices",
	} {
		act, _, err := s.st.Act(context.Background(), s.save(s.deviceSheet(rows)).Act)
		if err != nil || act.Title != want {
			t.Errorf("%q is called %q, %v", rows, act.Title, err)
		}
	}
}
