package bulk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// newcomers is an inventory that any site could be meant by.
const newcomers = "Asset Tag,Serial Number,Device Type\n4000001,DMPNEW000001,iPad Retina\n4000002,DMPNEW000002,iPad Retina\n"

func TestUnderstood_SiteThatCannotBeToldIsChosenWithArrows(t *testing.T) {
	s := newSchool(t)
	s.put("new.csv", newcomers)
	h := play(t, bulk.Open(s.env, "new.csv"))
	for _, size := range sizes {
		view := h.view(size[0], size[1]-3)
		if line(view, "› Site") == "" || line(view, "Choose the site: ← →") == "" {
			t.Errorf("at %v:\n%s", size, view)
		}
		if strings.Contains(view, "--") || strings.Contains(view, "held back") {
			t.Errorf("at %v a command's flag, or counts of nothing:\n%s", size, view)
		}
	}
	if k := h.screen.Keys()[1]; k.Show != "← →" || k.Disabled != "" {
		t.Errorf("the footer says %+v", k)
	}
	h.wants("inventory")
	h.press("right")
	for _, size := range sizes {
		if view := h.view(size[0], size[1]-3); line(view, "› Site") == "" {
			t.Errorf("the line of the cursor is out of sight at %v:\n%s", size, view)
		}
	}
	h.wants("‹ ELM Elm Hill School (primary) ›", "+ add")
}

func TestUnderstood_NothingIsHiddenWithoutAMark(t *testing.T) {
	s := newSchool(t)
	columns, cells := "Serial Number,User ID", "C02OAK000001,ana.bell"
	for i := range 15 {
		columns += fmt.Sprintf(",Extra %d", i)
		cells += ",x"
	}
	s.put("assign.csv", columns+"\n"+cells+"\n")
	h := play(t, bulk.Open(s.env, "assign.csv"))
	const last = "Extra 14"
	bottom := func() bool { return !strings.Contains(h.view(80, 21), "more lines") }
	if bottom() {
		t.Fatalf("the rest is hidden without a mark:\n%s", h.view(80, 21))
	}
	for _, keys := range [][2]string{{"G", "g"}, {"pgdown", "pgup"}, {"ctrl+d", "ctrl+u"}, {"j", "k"}} {
		for range 100 {
			h.press(keys[0])
			h.view(80, 21)
		}
		if view := h.view(80, 21); !bottom() || !strings.Contains(view, "i note · R-83 · "+last) {
			t.Errorf("%s does not lead to the end:\n%s", keys[0], view)
		}
		h.press(keys[1])
		if keys[1] != "k" && bottom() || keys[1] == "k" && h.view(80, 21) == "" {
			t.Errorf("%s answers only after many presses", keys[1])
		}
		for range 100 {
			h.press(keys[1])
			h.view(80, 21)
		}
		h.wants("assign.csv", "Encoding", "Template")
	}
}

func TestSummary_R22_OpensThePersonShownAfterARevoke(t *testing.T) {
	s := newSchool(t)
	s.put("revoke.csv", revokeFile)
	h := play(t, bulk.Open(s.env, "revoke.csv"))
	h.press("enter", "s", "2", "enter")
	h.wants("Saved 2 rows", "carl.dean")
	h.keep = true
	h.press("o")
	if msg, ok := h.kept[len(h.kept)-1]().(screen.OpenMsg); !ok || msg.Name != "user" || msg.Arg != "carl.dean" {
		t.Errorf("o opens %+v", msg)
	}
}

func TestSummary_SeesWhatAnotherHandTookBack(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y")
	h.wants("Saved 2 rows as import 18")
	undo, err := s.store.PlanUndo(s.env.Context, "zoe", store.UndoRequest{Act: 18})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.Apply(s.env.Context, undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	h.send(screen.ChangedMsg{Latest: s.latest()})
	h.wants("Import 18: taken back by zoe at 2026-08-24")
	if view := h.view(80, 21); strings.Contains(view, "Saved 2 rows") || !strings.Contains(h.screen.Title(), "taken back") {
		t.Errorf("%s still says saved:\n%s", h.screen.Title(), view)
	}
	for _, k := range h.screen.Keys() {
		if k.Is("u") && k.Do != "redo" {
			t.Errorf("u is %+v", k)
		}
	}
}

func TestUndo_EqualReasonsAreToldOnce(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y")
	undo, err := s.store.PlanUndo(s.env.Context, "zoe", store.UndoRequest{Act: 18})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.Apply(s.env.Context, undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	h.press("u")
	h.wants("2 rows stay (lines 2, 3): already taken back by zoe")
}

func TestSummary_R88_ShowsAndWritesTheRowsToMend(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "n", "s", "y")
	_, view, _ := strings.Cut(h.view(120, 37), "Status") // above, those that failed are named
	var at []int
	for _, words := range []string{"ben.cole", "eve.gray", "finn.hart", "carl.dean", "ana.bell", "TVX", "dora.fry"} {
		if words == "TVX" {
			words = "7000001"
		}
		at = append(at, strings.Index(view, words))
	}
	for i := 1; i < len(at); i++ {
		if at[i] < at[i-1] {
			t.Errorf("saved, errors, held back, left out, same is not the order: %v\n%s", at, view)
		}
	}
	h.wants("not saved: left out by ada", "3 rows are in error or held back")
	h.press("w")
	h.wants("In the inbox: assign-rejects.csv (rows to mend).")
	h.press("j", "f")
	h.wants("only ! error", "R-02")
	path := filepath.Join(s.env.Inbox, "assign-rejects.csv")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the file is %v, %v", info, err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := importer.Preview(s.env.Context, s.store, importer.Request{Name: "assign-rejects.csv", Data: data, Mode: template.ModeAssign, Site: "OAK"})
	if err != nil || len(p.Rows) != 3 || p.Counts()[importer.StatusError] != 2 || p.Counts()[importer.StatusHeldBack] != 1 {
		t.Errorf("the file that was written has %v: %v", p, err)
	}
	for _, k := range h.screen.Keys() {
		if k.Is("w") && k.Disabled == "" {
			t.Error("w writes the same rows again")
		}
	}
}

func TestSummary_R88_WritesNoSecondFileOfTheSameBytes(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y", "O")
	if _, err := os.Stat(filepath.Join(s.env.Inbox, "assign-2.csv")); err == nil || !strings.Contains(h.said, "lies in the inbox already: assign.csv") {
		t.Errorf("a second one was written (%v); it said %q", err, h.said)
	}
}

func TestSummary_R88_NeverWritesOverAFile(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	s.put("assign-rejects.csv", "being mended")
	s.put("assign-rejects-2.csv", "being mended")
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y", "w")
	h.wants("assign-rejects-3.csv")
	for _, name := range []string{"assign-rejects.csv", "assign-rejects-2.csv"} {
		if data, err := os.ReadFile(filepath.Join(s.env.Inbox, name)); err != nil || string(data) != "being mended" {
			t.Errorf("%s is %q, %v", name, data, err)
		}
	}
}

func TestSave_R24_ARevokeSaysWhatItTakesAtEverySize(t *testing.T) {
	s := newSchool(t)
	s.put("revoke.csv", revokeFile)
	h := play(t, bulk.Open(s.env, "revoke.csv"))
	h.press("enter", "s")
	h.wants("Revoke", "2 devices are taken back from 2 people at OAK", "their apps are", "removed from the records")
	h.press("3")
	small := h.view(40, 7)
	for _, words := range []string{"2 people removed", "taken", "apps revoked.", "Type the number 2: 3"} {
		if !strings.Contains(small, words) {
			t.Errorf("%q is not on the small screen:\n%s", words, small)
		}
	}
	h.press("enter")
	if small := h.view(40, 7); !strings.Contains(small, `"3" is not 2`) || !strings.Contains(small, "apps revoked.") {
		t.Errorf("after a wrong number:\n%s", small)
	}
}

// swapFile gives dora.fry's only device to somebody new.
const swapFile = "Serial Number,Username,User ID,Full Name,Position\nC02OAK000001,,ana.bell,Ana Bell,student\nC02OAK000009,,gus.hill,Gus Hill,student\n"

func TestReview_WarningsAndLastDevicesShowInTheListAndAreStoppedAt(t *testing.T) {
	s := newSchool(t)
	s.put("swap.csv", swapFile)
	h := play(t, bulk.Open(s.env, "swap.csv"))
	h.press("enter", "g")
	if view := h.view(80, 21); line(view, "   3  + add !       ✓") == "" || line(view, "   2  + add         ✓") == "" {
		t.Errorf("only line 3 has more to say:\n%s", view)
	}
	h.press("]")
	h.wants("›    3", "1 person loses the last device", "dora.fry loses the last")
}

func TestReview_IdentifyingWordsAreNotCutAlike(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", header+
		"3000001,C02OAK000001,MacBook Air,averbovitsky.anna,Anna Averbovitsky,,2030,student,101,\n"+
		"3000002,C02OAK000002,MacBook Air,averbovitsky.anton,Anton Averbovitsky,,2030,student,101,\n"+
		"3000003,C02OAK000003,MacBook Air,averbovitsky.long.name.here.anja.in.oak,Anja Averbovitsky,,2030,student,101,\n"+
		"3000004,C02OAK000004,MacBook Air,averbovitsky.long.name.here.anka.at.oak,Anka Averbovitsky,,2030,student,101,\n")
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	ids := map[string]bool{}
	for _, l := range strings.Split(h.view(80, 21), "\n") {
		if i := strings.Index(l, "averbo"); i >= 0 && strings.Contains(l, "│") {
			ids[strings.Fields(l[i:])[0]] = true
		}
	}
	if len(ids) < 4 {
		t.Errorf("the four User IDs read as %v:\n%s", ids, h.view(80, 21))
	}
	s.put("a-long-name-of-a-file-from-the-office-2026-rejects.csv", assignFile)
	p := play(t, bulk.New(s.env))
	if view := p.view(40, 7); line(view, "a-long-name", "ejects.csv") == "" {
		t.Errorf("the file's ending is cut away:\n%s", view)
	}
}

func TestUnderstood_TimesAreThoseOfTheSession(t *testing.T) {
	s := newSchool(t)
	zone := time.FixedZone("east", 5*60*60)
	s.env.Now = func() time.Time { return storetest.Start.Add(2 * time.Hour).In(zone) }
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "s", "y")
	again := play(t, bulk.Open(s.env, "assign.csv"))
	if view := again.view(100, 40); !strings.Contains(view, "by ada at 2026-08-24 13:00") {
		t.Errorf("not in the session's time:\n%s", view)
	}
}

func TestKeys_EachPairIsListedOnce(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	for _, step := range []string{"understood", "review"} {
		seen := map[string]int{}
		for _, k := range h.screen.Keys() {
			if seen[k.Do]++; seen[k.Do] > 1 || k.Do == "" || k.Help == "" {
				t.Errorf("%s: %q is listed as %+v", step, k.Do, k)
			}
		}
		h.press("enter")
	}
}
