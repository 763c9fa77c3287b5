package importer_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

func TestDecideAll_DecidesInOnePassAndTellsWhatItRefuses(t *testing.T) {
	s := newSchool(t)
	p := s.mixed("csv")
	refused := p.DecideAll([]int{8, 2, 3, 3, 5, 6, 99, 7}, store.VerdictAccept)
	said := map[int]string{2: "the records already say so", 5: "not meant", 6: "an error", 99: "no row on line 99"}
	if len(refused) != len(said) {
		t.Errorf("refused are %v", refused)
	}
	for _, r := range refused {
		if store.CodeOf(r.Err) != store.CodeInvalid || said[r.Line] == "" {
			t.Errorf("line %d is refused: %v", r.Line, r.Err)
		}
		contains(t, r.Err.Error(), said[r.Line])
	}
	if p.Accepted() != 3 || p.Rows[5].Verdict != store.VerdictAccept || p.Rows[5].Reason != "" || p.Rows[5].DecidedBy != "lead" {
		t.Errorf("%d are accepted, line 7 is %+v", p.Accepted(), p.Rows[5])
	}
	if refused := p.DecideAll([]int{3}, "perhaps"); len(refused) != 1 {
		t.Errorf("a verdict that is none is taken: %v", refused)
	}
}

// Decided at once it is as decided one by one, in a file and in an edit whose rows lean on each other.
func TestDecideAll_IsTheSameAsDecidingOneByOne(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	s := newSchool(t)
	s.three()
	s.device(store.Device{Serial: "FERNMAC00001", AssetTag: "3000009", Model: "MacBook Air", Site: fern, Username: "FERNMAC00001"})
	s.person(store.User{UserID: "bo", FullName: "Bo Reed", Position: "staff"}) // of no site yet
	for _, ask := range []importer.Request{
		{Template: "device-edit", Data: []byte("Serial Number,Username\nOAKMAC000002,bo\nFERNMAC00001,bo\nOAKMAC000001,bo\n")},
		{Site: oak, Mode: template.ModeAssign, Data: file(t, "csv", row{serial: "OAKMAC000001", id: "x", position: "S"}, row{serial: "OAKIPAD00001", id: "x", position: "S"})},
	} {
		for range 20 {
			a, b := s.request(ask), s.request(ask)
			for range 4 {
				var lines []int
				for i := range a.Rows {
					if random.IntN(2) == 0 {
						lines = append(lines, a.Rows[i].Line)
					}
				}
				v := []store.Verdict{store.VerdictAccept, store.VerdictLeaveOut, store.VerdictLater}[random.IntN(3)]
				var refusedOne []int
				for _, line := range lines {
					if a.Decide(line, v) != nil {
						refusedOne = append(refusedOne, line)
					}
				}
				var refusedAll []int
				for _, r := range b.DecideAll(lines, v) {
					refusedAll = append(refusedAll, r.Line)
				}
				slices.Sort(refusedAll)
				if !a.Like(b) || fmt.Sprint(refusedOne) != fmt.Sprint(refusedAll) {
					t.Fatalf("seed %d: %s on %v\n%s\nat once\n%s\nrefused %v and %v", seed, v, lines, outline(a), outline(b), refusedOne, refusedAll)
				}
			}
		}
	}
}

func TestExplain_IsToldInTheHistoryTheJSONAndTheRejects(t *testing.T) {
	s := newSchool(t)
	p := s.mixed("csv")
	got, _ := decode(t, p, nil)
	if got.Items[5].Reason != "moves away" || got.Items[5].DecidedBy != "kim" || got.Items[1].Reason != "" {
		t.Errorf("the object says %+v", got.Items[5])
	}
	for line, said := range map[int]string{9: "no row on line 9", 2: "nothing to decide", 6: "nothing to decide"} {
		if err := p.Explain(line, "why", "kim"); store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), said) {
			t.Errorf("line %d: %v", line, err)
		}
	}
	if err := p.Explain(7, "no\x1btext", "kim"); store.CodeOf(err) != store.CodeInvalid || p.Rows[5].Reason != "moves away" {
		t.Errorf("a reason that is no text: %v", err)
	}
	if err := p.Mend(store.Mend{Line: 8, Column: "Room", Value: "5"}, store.Mend{Line: 7, Column: "Room", Value: "5"}); err != nil || p.Rows[5].Reason != "moves away" {
		t.Errorf("a mend loses the reason: %+v, %v", p.Rows[5], err)
	}
	if err := p.Explain(3, "asked for it", "kim"); err != nil {
		t.Fatal(err)
	}
	act := s.save(p).Act
	rows, err := s.st.Outcomes(t.Context(), act)
	if err != nil {
		t.Fatal(err)
	}
	told := map[int]string{}
	for _, r := range rows {
		var notes []importer.Note
		if err := json.Unmarshal([]byte(r.Notes), &notes); err != nil {
			t.Fatal(err)
		}
		if n := len(notes); n > 0 {
			told[r.Line] = notes[n-1].Message
		}
	}
	for line, want := range map[int]string{3: "accepted by kim: asked for it", 4: "left out by kim: shares one", 7: "left out by kim: moves away", 8: "undecided by lead"} {
		if told[line] != want {
			t.Errorf("line %d: the history says %q", line, told[line])
		}
	}
}
