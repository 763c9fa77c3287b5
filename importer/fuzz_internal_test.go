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
