package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// read reads what became of an import.
func (s *school) read(act int64) *importer.Result {
	s.t.Helper()
	r, err := importer.ReadResult(context.Background(), s.st, act)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// undo takes lines of an import back, or all of it.
func (s *school) undo(operator string, act int64, lines ...int) int64 {
	s.t.Helper()
	u, err := s.st.PlanUndo(context.Background(), operator, store.UndoRequest{Act: act, Lines: lines})
	if err != nil || len(u.Refused) > 0 {
		s.t.Fatalf("%v, refused: %v", err, u.Refused)
	}
	receipt, err := s.st.Apply(context.Background(), u.Act, u.Changes)
	if err != nil {
		s.t.Fatal(err)
	}
	return receipt.Act
}

// mixed is a plan with a row of every sort: same, saved and mended, held back, left out, in error, left out by hand, put
// off.
func (s *school) mixed(format string) *importer.Plan {
	s.t.Helper()
	for _, d := range []store.Device{mini, mini2, air, air2, {Serial: "OAKMINI10001"}, {Serial: "OAKMINI10002"}} {
		s.device(d)
	}
	s.person(store.User{UserID: "ana", FullName: "Ana Mendes", Site: oak}, mini.Serial)
	p := s.request(importer.Request{
		Name: "assign." + format, Mode: template.ModeAssign, Site: oak, Operator: "lead",
		Data: file(s.t, format, row{serial: mini.Serial, id: "ana"}, row{serial: mini2.Serial, id: "bo", position: "S", room: "1"},
			row{serial: air.Serial, id: "ana"}, row{serial: air2.Serial}, row{serial: "OAKNONE00001", id: "cy", name: "=1+1", position: "S"},
			row{serial: "OAKMINI10001", id: "di", position: "S"}, row{serial: "OAKMINI10002", id: "ed", position: "S"}),
	})
	statuses(s.t, p, same, add, heldBack, leftOut, failed, add, add)
	if err := p.Mend(store.Mend{Line: 3, Column: "Room", Value: "204"}); err != nil {
		s.t.Fatal(err)
	}
	for line, v := range map[int]store.Verdict{4: store.VerdictLeaveOut, 7: store.VerdictLeaveOut, 8: store.VerdictLater} {
		if err := p.Decide(line, v); err != nil {
			s.t.Fatal(err)
		}
	}
	for line, reason := range map[int]string{4: "shares one", 7: "moves away"} {
		if err := p.Explain(line, reason, "kim"); err != nil {
			s.t.Fatal(err)
		}
	}
	return p
}

func TestResult_TellsOfEveryRowFromTheStoreAlone(t *testing.T) {
	for _, format := range []string{"csv", "xlsx"} {
		s := newSchool(t)
		p := s.mixed(format)
		act := s.save(p).Act
		r := s.read(act)
		if len(r.Rows) != 7 || r.Saved() != 1 || r.Rejects() != 2 || r.Act.ID != act || r.Row(9) != nil || r.Row(3).UserID != "bo" {
			t.Fatalf("%s: %d rows, %d saved, %d to mend: %+v", format, len(r.Rows), r.Saved(), r.Rejects(), r.Act)
		}
		for i := range r.Rows {
			row := &r.Rows[i]
			if row.Line != i+2 || row.Status != p.Rows[i].Status || row.Saved != (i == 1) || row.Serial != p.Rows[i].Serial || row.Reason == "" && i != 1 {
				t.Errorf("%s: line %d is %+v", format, i+2, row)
			}
		}
		contains(t, r.Rows[0].Reason, "said so already")
		contains(t, r.Rows[1].Reason, "Room is mended: the file says “1”")
		contains(t, r.Rows[2].Reason, "R-10", "left out by kim: shares one")
		contains(t, r.Rows[3].Reason, "R-11")
		contains(t, r.Rows[4].Reason, "R-17")
		contains(t, r.Rows[5].Reason, "left out by kim: moves away")
		contains(t, r.Rows[6].Reason, "undecided by lead")
		if len(r.Rows[1].Entries) != 2 || len(r.Rows[1].Mends) != 1 || r.Cells(3)[8].Value != "204" {
			t.Errorf("%s: line 3 is %+v, %v", format, r.Rows[1], r.Cells(3))
		}
	}
}

func TestResult_R87_TellsWhoTookWhatBack(t *testing.T) {
	s := newSchool(t)
	act := s.save(s.fourMinis()).Act
	back := s.undo("kim", act, 3)
	r := s.read(act)
	for i := range r.Rows {
		row := &r.Rows[i]
		if undone := row.UndoneBy == "kim" && row.UndoneAct == back && !row.UndoneAt.IsZero() && !row.Partly; undone != (i == 1) {
			t.Errorf("line %d: %+v", row.Line, row)
		}
	}
	s.undo("kim", back) // that is a redo
	if r = s.read(act); r.Rows[1].UndoneBy != "" || r.Rows[1].Partly {
		t.Errorf("brought back it is %+v", r.Rows[1])
	}
	s.undo("lou", act)
	r = s.read(act)
	var out bytes.Buffer
	if n, err := r.Write(&out, "csv"); err != nil || n != 4 || r.Act.UndoneBy == 0 {
		t.Errorf("%d rows, %v", n, err)
	}
	for i := range r.Rows {
		if r.Rows[i].UndoneBy != "lou" {
			t.Errorf("line %d is %+v", r.Rows[i].Line, r.Rows[i])
		}
	}
	contains(t, out.String(), "taken back by lou at 20")
}

// One entry of a row may be taken back by itself.
func TestResult_R87_TellsOfARowThatWasTakenBackInPart(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	s.person(store.User{UserID: "ana", Site: oak}, mini.Serial)
	act := s.save(s.at(oak, template.ModeRevoke, leaver(mini))).Act
	_, entries, err := s.st.Act(context.Background(), act)
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	for _, e := range entries {
		u, err := s.st.PlanUndo(context.Background(), "kim", store.UndoRequest{Entry: e.ID})
		if err != nil || len(u.Changes) != 1 {
			continue
		}
		if _, err := s.st.Apply(context.Background(), u.Act, u.Changes); err != nil {
			t.Fatal(err)
		}
		break
	}
	r := s.read(act)
	if !r.Rows[0].Partly || r.Rows[0].UndoneBy != "kim" {
		t.Fatalf("the row is %+v", r.Rows[0])
	}
	var out bytes.Buffer
	if _, err := r.Write(&out, "csv"); err != nil {
		t.Fatal(err)
	}
	contains(t, out.String(), "taken back in part by kim at")
}

// The summary is a table of the layout with what became of every row, which no spreadsheet runs.
func TestResult_WritesTheTemplateWithStatusSavedAndReason(t *testing.T) {
	s := newSchool(t)
	r := s.read(s.save(s.mixed("csv")).Act)
	for _, format := range []string{"csv", "xlsx"} {
		var out bytes.Buffer
		if n, err := r.Write(&out, format); err != nil || n != 7 {
			t.Fatalf("%s: %d rows, %v", format, n, err)
		}
		tab, err := sheet.Read("summary."+format, out.Bytes(), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(tab.Header[8:], " "); got != "Room Delete Status Saved Reason" {
			t.Errorf("%s: the header ends in %s", format, got)
		}
		got := fmt.Sprintf("%q %q", tab.Records[1].Cells[8:12], tab.Records[2].Cells[10:12])
		if got != `["204" "" "add" "yes"] ["held back" "no"]` || tab.Records[4].Cells[4] != "'=1+1" {
			t.Errorf("%s: the rows are %s, %q", format, got, tab.Records[4].Cells[4])
		}
		if p := s.request(importer.Request{Name: "summary." + format, Data: out.Bytes(), Mode: template.ModeAssign, Site: oak}); p.Rows[4].Status != failed || p.Cells(6)[4].Value != "=1+1" {
			t.Errorf("%s: read back line 6 is %+v", format, p.Cells(6))
		}
	}
	if _, err := r.Write(&bytes.Buffer{}, "ods"); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("another format is %v", err)
	}
}

// what is to be mended is the same from the plan and from the store, and the mended file touches those rows alone.
func TestResult_R88_TheRejectsAreThoseOfThePlanAndImportAgain(t *testing.T) {
	for _, format := range []string{"csv", "xlsx"} {
		s := newSchool(t)
		p := s.mixed(format)
		act := s.save(p).Act
		var ofPlan, ofStore bytes.Buffer
		if n, err := p.WriteRejects(&ofPlan, "csv"); err != nil || n != 2 {
			t.Fatalf("%d rows, %v", n, err)
		}
		if n, err := s.read(act).WriteRejects(&ofStore, "csv"); err != nil || n != 2 || ofStore.String() != ofPlan.String() {
			t.Fatalf("%d rows, %v:\n%s\nof the plan\n%s", n, err, &ofStore, &ofPlan)
		}
		contains(t, ofStore.String(), "left out by kim: shares one")
		ofStore.Reset()
		if _, err := s.read(act).WriteRejects(&ofStore, format); err != nil {
			t.Fatal(err)
		}
		s.device(store.Device{Serial: "OAKNONE00001"}) // that makes the row in error good
		latest, _ := s.st.Latest(context.Background())
		again := s.request(importer.Request{Name: "rejects." + format, Data: ofStore.Bytes(), Site: oak})
		if again.Mode != template.ModeAssign || len(again.UnknownColumns) != 0 {
			t.Errorf("the mode is %s, not understood are %v", again.Mode, again.UnknownColumns)
		}
		statuses(t, again, heldBack, add)
		second := s.save(again)
		_, entries, err := s.st.Act(context.Background(), second.Act)
		if err != nil || second.Saved != 1 {
			t.Fatalf("%+v, %v", second, err)
		}
		for _, e := range entries {
			if e.Line != 3 || e.ID <= latest || e.Key != "cy" && e.Key != "OAKNONE00001" {
				t.Errorf("touched is %+v", e)
			}
		}
		statuses(t, s.request(importer.Request{Name: "rejects." + format, Data: ofStore.Bytes(), Site: oak}), heldBack, same)
	}
}

// The kept file is read as it was read then, in whatever form it was and whatever was chosen by hand.
func TestResult_ReadsTheFileAsItWasReadThen(t *testing.T) {
	s := newSchool(t)
	n := 0
	read := func(name string, ask importer.Request) {
		t.Helper()
		ask.Site, ask.Mode = oak, template.ModeInventory
		p := s.request(ask)
		r := s.read(s.save(p).Act)
		for i := range p.Rows {
			if got, want := fmt.Sprint(r.Cells(p.Rows[i].Line)), fmt.Sprint(p.Cells(p.Rows[i].Line)); got != want || len(r.Rows) != len(p.Rows) {
				t.Errorf("%s, line %d: read again it is %s, and was %s", name, p.Rows[i].Line, got, want)
			}
		}
	}
	table := func() [][]string {
		n++
		return [][]string{
			{"Serial Number", "Full Name", "Room"},
			{fmt.Sprintf("OAKFORM000%02d", n), "Zoë “Zo” O’Neil", "B1, east; left | 2"},
			{"", "", ""},
			{"x", "José \"Pepe\" Peña", "Größe – 3"},
		}
	}
	for _, f := range forms {
		read(f.name, importer.Request{Name: "list.csv", Data: f.write(t, table())})
	}
	read("a workbook", importer.Request{Name: "list.xlsx", Data: workbookOf(t, table())})
	read("a workbook under another name", importer.Request{Name: "list.csv", Data: workbookOf(t, table())})
	read("a header by hand", importer.Request{Name: "list.csv", HeaderLine: 2, Data: []byte("Serial Number;Room\nSerial Number;Room\nOAKFORM00090;1\n")})
	read("an encoding by hand", importer.Request{Name: "list.csv", Encoding: "Mac Roman", Data: []byte("Serial Number;Room\nOAKFORM00091;An\x8e\n")})
	read("a delimiter by hand", importer.Request{Name: "list.csv", Delimiter: "semicolon", Data: []byte("Serial Number;Room;a,b\nOAKFORM00092;1;c,d\n")})
}

func TestResult_RefusesWhatIsNoImport(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	ctx := context.Background()
	if _, err := importer.ReadResult(ctx, s.st, 99); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("an act that is not there is %v", err)
	}
	list, err := s.st.Acts(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := importer.ReadResult(ctx, s.st, list[0].ID); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("an act without a file is %v", err)
	}
}

// Columns that traded places stay so in what is read again.
func TestResult_ReadsColumnsThatTradedPlaces(t *testing.T) {
	s := newSchool(t)
	s.device(store.Device{Serial: mini.Serial, AssetTag: "5000001"})
	p := s.inventory(row{tag: mini.Serial, serial: "5000001", room: "1"})
	if err := p.Mend(store.Mend{Column: "Serial Number", Value: "Asset Tag"}, store.Mend{Line: 2, Column: "Room", Value: "2"}); err != nil {
		t.Fatal(err)
	}
	r := s.read(s.save(p).Act)
	if r.Rows[0].Serial != mini.Serial || !r.Rows[0].Saved || s.deviceNow(mini.Serial).Room != "2" {
		t.Errorf("read again it is %+v", r.Rows[0])
	}
	storetest.Edit(t, s.st, "kim", mini.Serial, map[store.Field]string{store.FieldRoom: "3"})
	if r = s.read(r.Act.ID); r.Rows[0].Status != change || r.Cells(2)[len(r.Cells(2))-2].Value != "2" {
		t.Errorf("the records moved, and it is %+v, %v", r.Rows[0], r.Cells(2))
	}
}
