package importer

import (
	"bytes"
	"strings"
	"testing"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// fuzzRecords are a few records that rows of the seeds meet.
func fuzzRecords() *store.Records {
	return store.NewRecords(
		[]store.Site{{Code: "OAK", Solution: store.SolutionPrimary, Version: 1}, {Code: "FERN", Version: 2}},
		[]store.Device{
			{Serial: "OAKMINI00001", AssetTag: "5000001", Site: "OAK", Username: "ana", Version: 3},
			{Serial: "OAKAIR000001", AssetTag: "2000001", Site: "OAK", Username: "oakair000001", Version: 4},
			{Serial: "OAKAIR000002", Site: "OAK", Username: "teo", Version: 5},
			{Serial: "FERNAIR00001", AssetTag: "012345", Site: "FERN", Username: "ida", Version: 6},
		},
		[]store.User{{UserID: "Ana", Site: "OAK", Version: 7}, {UserID: "ida", Site: "FERN", Version: 8}},
		"OAK",
	)
}

// FuzzPlan holds for any file: no panic, every row has one status and the counts add up, what is not
// decided by hand has no error among its notes, and only what may be saved has a verdict.
func FuzzPlan(f *testing.F) {
	f.Add("serial,user id,delete\nOAKMINI00001,ana,\n,,\nOAKAIR000001,bo,OAKAIR000001\n", byte(1), byte(3))
	f.Add("Asset Tag,Serial Number,User ID,Position\n5000001,OAKNEW000001,ida,T\n2000001,OAKAIR000001,teo,S\n", byte(0), byte(2))
	f.Add("Delete,Serial Number\nOAKMINI00001,oakmini00001\nx,OAKAIR000002\nOAKAIR000002,OAKAIR000002\n", byte(2), byte(2))
	f.Add("Asset Tag,Serial Number,User ID,Phone Number\nOAKMINI00001,5000001,,\nOAKAIR000001,2000001,,\n'5000001.0,0AKMIN1OOOO1,b\u00ado,1/1/18\n", byte(0), byte(3))
	f.Add("Serial Number,User ID,Delete,Full Name\nSOAKMINI00001,bo,,Аna\nOAKAIR000001,bo,,Ana\nOAKAIR000001,bo,,Ana\n12345E+3,1.2E+4,,\n", byte(1), byte(4))
	f.Fuzz(func(t *testing.T, text string, mode, line byte) {
		tab, err := sheet.Read("fuzz.csv", []byte(text), sheet.Options{})
		if err != nil {
			return
		}
		modes := template.MLTI().Modes
		p, err := understand(Request{Site: "OAK", Mode: modes[int(mode)%len(modes)]}, tab)
		if err != nil {
			return
		}
		if err := p.compare(fuzzRecords()); err != nil {
			t.Fatal(err)
		}
		_ = p.Decide(int(line), store.VerdictLeaveOut) // a line that cannot be decided is refused
		_ = p.Decide(int(line), store.VerdictAccept)
		mendsHold(t, p)
		sum := 0
		for _, n := range p.Counts() {
			sum += n
		}
		if sum != len(p.Rows) {
			t.Errorf("%d rows count %v", len(p.Rows), p.Counts())
		}
		for i := range p.Rows {
			holdsTrue(t, &p.Rows[i])
		}
		var out bytes.Buffer
		if err := p.WriteJSON(&out, nil); err != nil || strings.ContainsAny(out.String(), "\x1b\x7f\u009b\u202e") {
			t.Errorf("JSON: %v, %q", err, out.String())
		}
	})
}

// mendsHold holds for any plan: every mend that is proposed can be taken, the rows then say what the file with these
// values says, and putting them back gives the plan as it was. Some of them stay taken for what is looked at next.
func mendsHold(t *testing.T, p *Plan) {
	t.Helper()
	before := written(t, p)
	mends := p.ProposedBy("")
	if err := p.Mend(mends...); err != nil {
		t.Fatalf("%v cannot be taken: %v", mends, err)
	}
	after := written(t, p)
	if err := p.Unmend(p.Mends()...); err != nil || p.Mended() != 0 {
		t.Fatalf("%d mends cannot be put back: %v", p.Mended(), err)
	}
	if again := written(t, p); again != before {
		t.Fatalf("after %v and back the plan is\n%s\nit was\n%s", mends, again, before)
	}
	if err := p.Mend(mends...); err != nil || written(t, p) != after {
		t.Fatalf("%v taken twice differ: %v", mends, err)
	}
}

func written(t *testing.T, p *Plan) string {
	t.Helper()
	var out bytes.Buffer
	if err := p.WriteJSON(&out, nil); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func holdsTrue(t *testing.T, r *Row) {
	t.Helper()
	severe := false
	for _, n := range r.Notes {
		severe = severe || n.Severity == store.SeverityError
	}
	if severe != (r.Status == StatusError) {
		t.Errorf("line %d is %s with the notes %+v", r.Line, r.Status, r.Notes)
	}
	if len(r.Changes) > 0 && !r.active() {
		t.Errorf("line %d is %s and has changes", r.Line, r.Status)
	}
}
