package plain_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/plain"
)

// handed is a desk with four devices of one site, three of them handed out.
func handed(t *testing.T) *desk {
	t.Helper()
	d, file := oak(t)
	d.run(t.Context(), 0, "import", file, "--mode", "assign", "--yes")
	return d
}

// room is what the record of KC00000001 says.
func (d *desk) room() string {
	d.t.Helper()
	var found []struct{ Room string }
	d.read(&found, 0, "devices", "serial:KC00000001", "--json")
	return found[0].Room
}

// readAny runs a command that may reject something and reads its JSON.
func (d *desk) readAny(into any, args ...string) {
	d.t.Helper()
	d.out.Reset()
	d.said.Reset()
	command := plain.Command(d.program)
	command.SetArgs(args)
	if code := plain.Report(&d.said, command.ExecuteContext(d.t.Context())); code > 1 {
		d.t.Fatalf("%s: exit code %d\n%s", strings.Join(args, " "), code, d.said.String())
	}
	if err := json.Unmarshal(d.out.Bytes(), into); err != nil {
		d.t.Fatal(err)
	}
}

// read runs a command and reads its JSON.
func (d *desk) read(into any, code int, args ...string) {
	d.t.Helper()
	if err := json.Unmarshal([]byte(d.run(d.t.Context(), code, args...)), into); err != nil {
		d.t.Fatal(err)
	}
}

func TestEdit_ShowsAsksAndTakesOnlyYesForYes(t *testing.T) {
	d := handed(t)
	for _, answer := range []string{"\n", "n\n", "yep\n", "save\n"} {
		d.program.In = strings.NewReader(answer)
		out := d.run(t.Context(), 1, "edit", "device", "8000001", "room=204")
		if !strings.Contains(out, "B1 → 204") || !strings.Contains(d.said.String(), "Save? [y/N]") || !strings.Contains(d.said.String(), "nothing was saved") {
			t.Errorf("after %q it wrote %q and said %q", answer, out, d.said.String())
		}
	}
	if got := d.room(); got != "B1" {
		t.Fatalf("the room is %q without a Yes", got)
	}
	d.program.In = strings.NewReader("")
	d.run(t.Context(), 2, "edit", "device", "8000001", "room=204") // nobody answers at all
	d.program.In = strings.NewReader("y\n")
	d.run(t.Context(), 0, "edit", "device", "8000001", "room=204")
	if got := d.room(); got != "204" {
		t.Errorf("the room is %q after a Yes", got)
	}
}

func TestEdit_JSONStandsAloneAndTheDiffIsShownBeforeTheQuestion(t *testing.T) {
	d := handed(t)
	d.program.In = strings.NewReader("y\n")
	var done struct {
		Saved bool
		Save  int64
	}
	d.read(&done, 0, "edit", "device", "8000001", "room=204", "--json")
	if !done.Saved || done.Save != 3 {
		t.Errorf("saved %v as %d, want 3", done.Saved, done.Save)
	}
	if shown, _, asked := strings.Cut(d.said.String(), "Save?"); !asked || !strings.Contains(shown, "B1 → 204") {
		t.Errorf("what is asked about is not shown: %q", d.said.String())
	}
}

// between the diff and the answer somebody else writes the same record.
func TestEdit_R85_AConflictIsToldWithWhoAndWhenAndTheThreeValues(t *testing.T) {
	for _, form := range []string{"", "--json"} {
		d := handed(t)
		other := storetest.OpenAt(t, d.program.Database)
		d.program.In = &meanwhile{
			change: func() {
				storetest.Edit(t, other, "robin", "KC00000001", map[store.Field]string{store.FieldRoom: "Library"})
			},
			answer: strings.NewReader("y\n"),
		}
		args := []string{"edit", "device", "8000001", "room=204"}
		if form != "" {
			args = append(args, form)
		}
		out := d.run(t.Context(), 1, args...)
		for _, want := range []string{"device KC00000001 was changed by robin at 20", "Room: yours 204, then B1, now Library", "nothing was saved, for the records moved meanwhile"} {
			if !strings.Contains(d.said.String(), want) {
				t.Errorf("%q is not said: %q", want, d.said.String())
			}
		}
		if form != "" && !strings.Contains(out, `"by": "robin"`) {
			t.Errorf("the JSON does not name who: %s", out)
		}
		if got := d.room(); got != "Library" {
			t.Errorf("the room is %q: robin's edit is lost", got)
		}
	}
}

// between the diff and the answer somebody else changes who holds what, though not the record that is edited.
func TestActs_R85_APersonWhoMovedMeanwhileIsToldWithWhoAndWhen(t *testing.T) {
	for name, args := range map[string][]string{
		"assign": {"assign", "8000003", "avery.lane"}, "position": {"position", "avery.lane", "staff"},
		"swap": {"swap", "8000003", "8000002"}, "rename": {"edit", "user", "avery.lane", "id=a.lane"},
	} {
		d := handed(t)
		other := storetest.OpenAt(t, d.program.Database)
		d.program.In = &meanwhile{
			change: func() {
				for _, serial := range []string{"KC00000001", "KC00000002"} {
					storetest.Edit(t, other, "robin", serial, map[store.Field]string{store.FieldPosition: "", store.FieldUsername: serial})
				}
			},
			answer: strings.NewReader("y\n"),
		}
		if name == "swap" { // one that leaves the device of the question as it is
			d.run(t.Context(), 0, "assign", "8000001", "blake.moss", "--yes")
			d.program.In = &meanwhile{
				change: func() {
					storetest.Edit(t, other, "robin", "KC00000001", map[store.Field]string{store.FieldPosition: "", store.FieldUsername: ""})
				},
				answer: strings.NewReader("y\n"),
			}
		}
		before := d.run(t.Context(), 0, "devices", "serial:KC00000003", "--json")
		out := d.run(t.Context(), 1, append(args, "--json")...)
		for _, want := range []string{"what user ", " holds is not what it was, written by robin at 20", "nothing was saved, for the records moved meanwhile"} {
			if !strings.Contains(d.said.String(), want) {
				t.Errorf("%s: %q is not said: %q", name, want, d.said.String())
			}
		}
		if !strings.Contains(out, `"message": "what user `) || !strings.Contains(out, `"saved": false`) {
			t.Errorf("%s: the JSON does not tell it: %s", name, out)
		}
		if after := d.run(t.Context(), 0, "devices", "serial:KC00000003", "--json"); after != before {
			t.Errorf("%s: it was saved: %s", name, after)
		}
	}
}

func TestActs_R02_APersonOfAnotherSiteIsRefusedWithoutAWordOfThem(t *testing.T) {
	d := handed(t)
	file := d.file("fern.csv", "Asset Tag,Serial Number,Device Type\n8000009,KC00000009,iPad Air\n")
	d.run(t.Context(), 0, "import", file, "--site", "FERN", "--solution", "primary", "--yes")
	d.run(t.Context(), 0, "new", "user", "id=bea", "name=Bea Okafor", "email=b.ok@fern.example", "site=FERN", "--yes")
	for _, args := range [][]string{
		{"assign", "8000003", "BEA"},
		{"edit", "device", "8000003", "username=bea"},
		{"edit", "device", "8000003", "username=bea", "name=Bea Okafor"},
		{"new", "device", "serial=KC00000010", "site=OAK", "username=bea"},
	} {
		for _, form := range []string{"--yes", "--json"} {
			out := d.run(t.Context(), 1, append(args, "--yes", form)...) + d.said.String()
			if !strings.Contains(out, "belongs to somebody at site FERN") || !strings.Contains(out, "move the person's user record first (edit its site)") {
				t.Errorf("%q: it answers\n%s", args, out)
			}
			if strings.Contains(out, "b.ok") || !strings.Contains(strings.Join(args, " "), "Okafor") && strings.Contains(out, "Okafor") {
				t.Errorf("%q: it tells of the person\n%s", args, out)
			}
		}
	}
	d.run(t.Context(), 0, "edit", "user", "bea", "site=OAK", "--yes") // the remedy
	d.run(t.Context(), 0, "assign", "8000003", "bea", "--yes")
}

func TestHistory_IsFoundUnderWhatIsWrittenForTheRecordElsewhere(t *testing.T) {
	d := handed(t)
	d.run(t.Context(), 0, "edit", "user", "avery.lane", "account=avery@oak.example", "--yes")
	for name, want := range map[string]string{
		"SKC00000001": "device record KC00000001", "kc00000001": "device record KC00000001", "Avery@OAK.example": "user record avery.lane",
		"AVERY.LANE": "user record avery.lane",
	} {
		if out := d.run(t.Context(), 0, "history", name, "--holders"); !strings.Contains(out, want) {
			t.Errorf("%s: it tells\n%s", name, out)
		}
	}
	d.run(t.Context(), 2, "history", "nobody.here")
	if !strings.Contains(d.said.String(), "nothing is or was on record under nobody.here") {
		t.Errorf("it says %q", d.said.String())
	}
}

func TestHistory_APageHoldsNoControlCharacter(t *testing.T) {
	d := handed(t)
	d.run(t.Context(), 0, "edit", "user", "avery.lane", "name=Avery\tLane\u202e", "--yes")
	for _, ending := range []string{"csv", "txt"} {
		path := filepath.Join(d.dir, "page."+ending)
		d.run(t.Context(), 0, "history", "8000001", "-o", path)
		page, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.ContainsAny(page, "\t\u202e\x1b") || !bytes.Contains(page, []byte("Avery␉Lane‹U+202E›")) {
			t.Errorf("the page is\n%q", page)
		}
	}
}

func TestActs_UndoAndRedoByCommand(t *testing.T) {
	d := handed(t)
	d.run(t.Context(), 0, "swap", "8000001", "8000004", "--yes")
	holds := func(want string) {
		t.Helper()
		if out := d.run(t.Context(), 0, "devices", "username:avery.lane", "--csv"); !strings.Contains(out, want) || strings.Count(out, "\n") != 2 {
			t.Errorf("Avery holds, want %s:\n%s", want, out)
		}
	}
	holds("KC00000004")
	d.run(t.Context(), 0, "undo", "3", "--yes")
	holds("KC00000001")
	d.run(t.Context(), 0, "undo", "4", "--yes") // redo is the undo of the undo
	holds("KC00000004")
}

// a swap touches two records; where somebody changed one of them since, neither goes back, or one person would
// hold both.
func TestUndo_R87_ASwapGoesBackWholeOrStays(t *testing.T) {
	d := handed(t)
	d.run(t.Context(), 0, "swap", "8000001", "8000004", "--yes")
	storetest.Edit(t, storetest.OpenAt(t, d.program.Database), "robin", "KC00000004", map[store.Field]string{store.FieldRoom: "Library"})
	out := d.run(t.Context(), 1, "undo", "3", "--yes")
	if !strings.Contains(out+d.said.String(), "robin") {
		t.Errorf("who moved it since is not told:\n%s", out)
	}
	if out := d.run(t.Context(), 0, "devices", "username:avery.lane"); !strings.Contains(out, "1 device record") || !strings.Contains(out, "KC00000004") {
		t.Errorf("the swap went back by half:\n%s", out)
	}
}

// The dates of a query are measured by the clock, in UTC.
func TestDevices_ChangedIsMeasuredByTheClock(t *testing.T) {
	d := newDesk(t)
	now := time.Date(2026, 11, 1, 23, 30, 0, 0, time.UTC)
	d.program.Now = func() time.Time { return now }
	d.run(t.Context(), 0, "import", d.file("stock.csv", stock), "--site", "OAK", "--solution", "primary", "--yes")
	now = now.AddDate(0, 0, 9)
	d.run(t.Context(), 0, "edit", "device", "8000002", "room=204", "--yes")
	now = now.Add(time.Hour) // past midnight
	for query, want := range map[string]string{
		"changed:today": "0 device", "changed:yesterday": "1 device record\n", "changed:<7d": "1 device record\n", "changed:>7d": "3 device",
		"changed:2026-11-01": "3 device", "changed:>=2026-11-02": "1 device record\n", "changed:2026-11-01..2026-11-20": "4 device", "!changed:<1w": "3 device",
	} {
		if out := d.run(t.Context(), 0, "devices", query); !strings.Contains(out, want) {
			t.Errorf("%s finds, want %s:\n%s", query, want, out)
		}
	}
	out := d.run(t.Context(), 0, "devices", "--sort", "changed", "--desc")
	for _, name := range []string{"Changed", "CHANGED", " changed "} {
		if other := d.run(t.Context(), 0, "devices", "--sort", name, "--desc"); other != out {
			t.Errorf("--sort %q lists\n%s", name, other)
		}
	}
	if lines := strings.Split(out, "\n"); !strings.HasPrefix(lines[1], "KC00000002") || !strings.HasSuffix(lines[1], "2026-11-10 23:30:00Z") {
		t.Errorf("the one changed last is not first:\n%s", out)
	}
	if out := d.run(t.Context(), 1, "history", "8000002", "--on", "2026-11-10"); out != "On 2026-11-10 nobody held device KC00000002.\n" {
		t.Errorf("it answers %q", out)
	}
	if out := d.run(t.Context(), 1, "history", "8000002", "--on", "2026-10-31"); !strings.Contains(out, "not on record yet: it came on 2026-11-01 23:30:00Z") {
		t.Errorf("it answers %q", out)
	}
}

func TestActs_AnAnswerThatIsNotWrittenLeavesNoDoubtWhetherItWasSaved(t *testing.T) {
	for _, c := range []struct {
		name  string
		out   *full
		args  []string
		code  int
		says  string
		saved bool
	}{
		{"the diff is lost", &full{}, nil, 2, "nothing was saved: the answer could not be written", false},
		{"the number is lost", &full{writes: 1}, nil, 1, "saved as save 3, but the answer could not be written", true},
		{"the JSON is lost", &full{}, []string{"--json"}, 1, "saved as save 3, but the answer could not be written", true},
	} {
		d := handed(t)
		d.program.Out = c.out
		d.run(t.Context(), c.code, append([]string{"edit", "device", "8000001", "room=204", "--yes"}, c.args...)...)
		if !strings.Contains(d.said.String(), c.says) {
			t.Errorf("%s: it said %q", c.name, d.said.String())
		}
		d.program.Out = &d.out
		if saved := d.room() == "204"; saved != c.saved {
			t.Errorf("%s: saved is %v", c.name, saved)
		}
	}
}

// A device may carry another's serial number as its tag: the serial number is the key. A person is found by the
// account, too.
func TestActs_TheKeyGoesBeforeATagOfTheSameLettersAndAnAccountNamesAPerson(t *testing.T) {
	d := handed(t)
	d.run(t.Context(), 0, "edit", "device", "KC00000004", "tag=KC00000001", "--yes")
	d.run(t.Context(), 0, "edit", "device", "kc00000001", "room=204", "--yes")
	if got := d.room(); got != "204" {
		t.Errorf("the room of KC00000001 is %q", got)
	}
	d.run(t.Context(), 0, "edit", "user", "blake.moss", "account=blake@oak.example", "--yes")
	d.run(t.Context(), 0, "depart", "BLAKE@oak.example", "--yes")
	if out := d.run(t.Context(), 0, "users", "departing:yes"); !strings.Contains(out, "blake.moss") {
		t.Errorf("nobody departs:\n%s", out)
	}
}

func TestViews_ASavedViewIsFoundInAnyLetterCaseAndTheExactNameGoesFirst(t *testing.T) {
	d := handed(t)
	d.run(t.Context(), 0, "views", "devices", "--save", "east", "room:B1")
	d.run(t.Context(), 0, "views", "devices", "--save", "EAST", "room:B2")
	for name, want := range map[string]string{"east": "KC00000001", "EAST": "KC00000002", "placeholders": "0 device records"} {
		if out := d.run(t.Context(), 0, "devices", "--view", name); !strings.Contains(out, want) {
			t.Errorf("%s: want %s:\n%s", name, want, out)
		}
	}
}
