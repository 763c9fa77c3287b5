package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"homeroom/store/procedure"
)

// entry is a change of the history, as homeroom history --json has it.
type entry struct {
	Save   int64
	Record string
	Key    string
	Fields []struct{ Field, Old, New string }
}

// history reads the changes of one record.
func (p *place) history(name string) []entry {
	p.t.Helper()
	var list []entry
	if err := json.Unmarshal([]byte(p.run(0, "history", name, "--json")), &list); err != nil {
		p.t.Fatal(err)
	}
	return list
}

// pair starts two commands at once and returns their exit codes. Either is saved, or says one of the refusals.
func (p *place) pair(one, two []string, refusals ...string) (codes [2]int) {
	p.t.Helper()
	both := [2]*asked{newAsked(p.t, p.command(one...)), newAsked(p.t, p.command(two...))}
	for i, a := range both {
		codes[i] = a.end(p.t)
		said, out := a.said.String(), a.out.String()
		switch {
		case strings.Contains(said, "locked") || codes[i] > 1:
			p.t.Errorf("exit code %d: %s", codes[i], said)
		case codes[i] == 1 && !containsAny(said+out, refusals):
			p.t.Errorf("it was refused without telling why: %s%s", said, out)
		case (codes[i] == 0) != strings.Contains(out, "Saved as save"):
			p.t.Errorf("exit code %d after %q", codes[i], out)
		}
	}
	return codes
}

const rounds = 8

// TestEdit_TwoAtOnce_DifferentRecordsAreBothSaved lets two processes edit different devices at once: none is in the
// other's way.
func TestEdit_TwoAtOnce_DifferentRecordsAreBothSaved(t *testing.T) {
	p := newClass(t, 10)
	for n := range rounds {
		codes := p.pair(
			[]string{"edit", "device", "KC00000001", fmt.Sprintf("room=%d", n), "--yes"},
			[]string{"edit", "device", "KC00000002", fmt.Sprintf("room=%d", n), "--yes"})
		if codes != [2]int{} {
			t.Fatalf("round %d ended with %v", n, codes)
		}
	}
	for _, serial := range []string{"KC00000001", "KC00000002"} {
		if got := len(p.history(serial)); got != 1+rounds {
			t.Errorf("%s has %d changes, want the arrival and %d edits", serial, got, rounds)
		}
		if out := p.run(0, "devices", "serial:"+serial, fmt.Sprintf("room:%d", rounds-1)); !strings.Contains(out, "1 device record") {
			t.Errorf("%s has lost its last room: %s", serial, out)
		}
	}
	p.run(0, "verify")
}

// TestEdit_TwoAtOnce_R85_TheSameRecordLosesNothing lets two processes edit one device at once, one its room, one its
// building: each edit is in the history with what it found, or was refused with who had been quicker.
func TestEdit_TwoAtOnce_R85_TheSameRecordLosesNothing(t *testing.T) {
	p := newClass(t, 10)
	saved, want := 0, map[string]string{}
	for n := range rounds {
		codes := p.pair(
			[]string{"edit", "device", "KC00000001", fmt.Sprintf("room=R%d", n), "--yes", "--operator", "kim"},
			[]string{"edit", "device", "8000001", fmt.Sprintf("building=B%d", n), "--yes", "--operator", "robin"},
			"moved meanwhile")
		for i, field := range [2]string{"room", "building"} {
			if codes[i] == 0 {
				saved++
				want[field] = fmt.Sprintf("%c%d", strings.ToUpper(field)[0], n)
			}
		}
		if codes == [2]int{1, 1} {
			t.Errorf("round %d: both were refused", n)
		}
	}
	story := p.history("KC00000001")
	if len(story) != 1+saved {
		t.Errorf("%d changes in the history, want the arrival and %d edits", len(story), saved)
	}
	now := replay(t, story)
	for field, value := range want {
		if now[field] != value {
			t.Errorf("%s is %q, but the last one saved was %q", field, now[field], value)
		}
	}
	p.run(0, "verify")
}

// replay walks the changes from the first on: each must have found what the one before it left.
func replay(t *testing.T, story []entry) map[string]string {
	t.Helper()
	now := map[string]string{}
	for _, e := range story {
		for _, f := range e.Fields {
			if now[f.Field] != f.Old {
				t.Errorf("save %d found %s %q where %q stood: an update is lost", e.Save, f.Field, f.Old, now[f.Field])
			}
			now[f.Field] = f.New
		}
	}
	return now
}

// TestSwap_TwoAtOnce_BothDevicesOrNeither lets two processes swap the same two devices at once: whatever comes of it,
// two people hold two devices.
func TestSwap_TwoAtOnce_BothDevicesOrNeither(t *testing.T) {
	p := newClass(t, 4)
	p.run(0, "import", "assign.csv", "--site", "OAK", "--mode", "assign", "--yes")
	saved := 0
	for range rounds {
		swap := []string{"swap", "KC00000001", "KC00000002", "--yes"}
		codes := p.pair(swap, swap, "moved meanwhile")
		for _, c := range codes {
			saved += 1 - c
		}
	}
	want := [2]string{"kid.1", "kid.2"}
	if saved%2 == 1 {
		want = [2]string{"kid.2", "kid.1"}
	}
	for i, serial := range []string{"KC00000001", "KC00000002"} {
		if out := p.run(0, "devices", "serial:"+serial, "username:"+want[i]); !strings.Contains(out, "1 device record") {
			t.Errorf("after %d swaps %s is not held by %s", saved, serial, want[i])
		}
		if got := len(p.history(serial)); got != 2+saved {
			t.Errorf("%s has %d changes, want 2 and %d swaps", serial, got, saved)
		}
	}
	p.run(0, "verify")
}

// TestAssign_TwoAtOnce_ADeviceHasOneHolder lets two processes bring the same person on record at once, and then
// give one device to two people.
func TestAssign_TwoAtOnce_ADeviceHasOneHolder(t *testing.T) {
	p := newClass(t, 4)
	p.run(0, "import", "assign.csv", "--site", "OAK", "--mode", "assign", "--yes")
	given := 0
	for n := range rounds {
		late := fmt.Sprintf("late.%d", n)
		codes := p.pair([]string{"new", "user", "id=" + late, "--yes"}, []string{"new", "user", "id=" + strings.ToUpper(late), "--yes"},
			"moved meanwhile", "R-02 error")
		if codes[0]+codes[1] != 1 {
			t.Fatalf("%s came on record with exit codes %v", late, codes)
		}
		for _, c := range p.pair([]string{"assign", "KC00000003", late, "--yes"}, []string{"assign", "KC00000003", fmt.Sprintf("kid.%d", n%2), "--yes"}, "moved meanwhile") {
			given += 1 - c
		}
	}
	story := p.history("KC00000003")
	if len(story) != 2+given {
		t.Errorf("%d changes in the history, want 2 and %d", len(story), given)
	}
	holder := replay(t, story)["username"]
	if out := p.run(0, "users", holder, "devices:>0"); !strings.Contains(out, "KC00000003") {
		t.Errorf("%s does not have the device: %s", holder, out)
	}
	p.run(0, "verify")
}

// TestChecklistDo_TwoAtOnce_OneStepEach lets two scripts do "the next step" of one checklist at once: as many steps are
// done as were acknowledged. With --step they mean the same one, and it is done once.
func TestChecklistDo_TwoAtOnce_OneStepEach(t *testing.T) {
	for _, named := range []bool{false, true} {
		p := newSchool(t)
		p.run(0, "checklist", "start", "removal", "--user", "avery.lane")
		for {
			before := p.now()
			if before.Now() == nil {
				break
			}
			do := []string{"checklist", "do", "1", "--yes"}
			if named {
				do = append(do, "--step", before.Now().Key)
			}
			acknowledged := p.bothDo(do)
			if after := p.now(); pressed(&after)-pressed(&before) != acknowledged || acknowledged == 0 || named && acknowledged != 1 {
				t.Fatalf("%s, named %v: %d steps after %d, and %d acknowledged", before.Now().Key, named, pressed(&after), pressed(&before), acknowledged)
			}
		}
		p.run(0, "verify")
	}
}

// bothDo starts a command twice at once and returns how often it was acknowledged; else it says that it was not done.
func (p *place) bothDo(do []string) (acknowledged int) {
	p.t.Helper()
	for _, a := range []*asked{newAsked(p.t, p.command(do...)), newAsked(p.t, p.command(do...))} {
		code := a.end(p.t)
		said, out := a.said.String(), a.out.String()
		switch {
		case code == 0 && strings.Contains(out, "Done: step"):
			acknowledged++
		case code != 1 || !containsAny(said, []string{"was done by", "did step", "checklist 1 is done, by", "nothing was done"}) || strings.Contains(said, "locked"):
			p.t.Errorf("exit code %d: %s%s", code, said, out)
		}
	}
	return acknowledged
}

// pressed counts the steps that somebody did.
func pressed(w *procedure.Walk) (n int) {
	for i := range w.Stages {
		if w.Stages[i].Done != nil {
			n++
		}
	}
	return n
}
