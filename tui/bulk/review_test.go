package bulk_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/bulk"
)

// counted are the counts of assignFile as every width shows them.
func counted(screen string) bool {
	flat := strings.Join(strings.Fields(screen), " ")
	table := strings.Contains(flat, "rows + add ~ change - revoke = same . left out ? held back ! error 7 2 0 0 1 1 1 2")
	words := strings.Contains(flat, "+add 2 ~change 0 -revoke 0 =same 1 .left out 1 ?held back 1 !error 2") ||
		strings.Contains(flat, "+ add 2 ~ change 0 - revoke 0 = same 1 . left out 1 ? held back 1 ! error 2")
	return table || words
}

func TestReview_R81_CountsAreAlwaysInSight(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {60, 20}, {40, 10}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			s := newSchool(t)
			s.put("assign.csv", assignFile)
			term := s.review("assign.csv", size[0], size[1])
			term.WaitUntil("the counts", counted)
			for _, key := range []string{"G", "tab", "j", "esc", "f"} {
				term.Press(key)
				term.WaitUntil("the counts after "+key, counted)
			}
		})
	}
}

func TestReview_ResizeKeepsTheRow(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := s.review("assign.csv", 120, 40)
	term.Press("g", "j")
	term.WaitFor("Ben Cole")
	for _, size := range [][2]int{{40, 10}, {80, 24}, {50, 30}} {
		term.Resize(size[0], size[1])
		term.WaitUntil("the row of line 3 at another size", func(screen string) bool {
			return line(screen, "›", "ben.cole") != "" && counted(screen)
		})
	}
}

func TestReview_DecisionIsKeptAtOnceAndInOrder(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g")
	h.keep = true
	h.press("n", "k", "y", "k", "l")
	h.keep = false
	for i := len(h.kept) - 1; i >= 0; i-- { // the runtime promises no order
		h.run(h.kept[i])
	}
	reviews, err := s.store.Reviews(s.env.Context, "ada")
	if err != nil || len(reviews) != 1 {
		t.Fatalf("%d open reviews (%v)", len(reviews), err)
	}
	_, kept, _, err := s.store.Review(s.env.Context, reviews[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(kept) != 1 || kept[0].Line != 2 || kept[0].Verdict != store.VerdictLater {
		t.Errorf("kept is %v, the last key was l on line 2", kept)
	}
}

func TestReview_KeyThatCannotWorkSaysWhy(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	term := s.review("assign.csv", 80, 24)
	for l, why := range map[string]string{
		"5": "nothing to decide on this row: the records say it already",
		"6": "nothing to decide on this row: its note says why",
		"8": "row with an error cannot be saved",
	} {
		term.Press("/")
		term.Press("backspace")
		term.Type(map[string]string{"5": "dora.fry", "6": "TVXOAK", "8": "NOWHERE"}[l])
		term.Press("enter")
		term.WaitUntil("line "+l, func(screen string) bool { return line(screen, "›", " "+l+" ") != "" })
		term.Press("y")
		term.WaitFor(why)
		term.Press("esc")
		term.WaitGone("Shown: only")
	}
}

func TestReview_NextProblemFilterAndSearch(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	at := func(want string) {
		t.Helper()
		if got := line(h.view(80, 21), "›"); !strings.Contains(got, want) {
			t.Fatalf("the cursor is on %q, not on %q", got, want)
		}
	}
	at("   4  ? held back")
	h.press("]")
	at("   7  ! error")
	h.press("]")
	at("   8  ! error")
	h.press("]")
	if h.said != "No problem below this row." {
		t.Errorf("after the last problem it said %q", h.said)
	}
	h.press("[", "[")
	at("   4  ? held back")
	h.press("[")
	at("   4  ? held back")

	h.press("G", "f")
	if view := h.view(80, 21); strings.Contains(view, "held back  ") && line(view, "   4  ") != "" {
		t.Errorf("f shows other statuses too:\n%s", view)
	}
	h.wants("only ! error")
	h.press("f")
	at("   8  ! error")

	h.press("/")
	h.send(tea.PasteMsg{Content: "dora"})
	at("   5  = same")
	h.press("esc", "/")
	for _, r := range "ELM" { // not on any row: nothing is found
		h.press(string(r))
	}
	h.wants("No row passes the filter.")
	h.press("backspace", "backspace", "backspace")
	for _, r := range "ben@oak" {
		h.press(string(r))
	}
	h.press("enter")
	at("   3  + add")
	h.press("esc")
	at("   3  + add")
	if strings.Contains(h.view(80, 21), "Shown: only") {
		t.Error("Esc does not show all rows again")
	}
}

func TestReview_AcceptRestAsksForHeldBackRowsAndSparesThoseLeftOutByHand(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter")
	h.press("a")
	h.wants("Accept 1 held-back row (line 4) all the same?")
	h.press("n")
	h.wants("Save takes 2 rows")
	h.press("a", "y")
	h.wants("Save takes 3 rows")

	h.press("g", "n", "l", "g") // line 2 left out, line 3 later
	h.wants("Save takes 1 row", "1 undecided")
	h.press("j", "a")
	h.wants("Save takes 2 rows")
	if line(h.view(80, 21), "   2  ", " · ") == "" {
		t.Errorf("accepting the rest overruled what was left out by hand:\n%s", h.view(80, 21))
	}
}

func TestReview_SaveSaysWhatIsUndecided(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("enter", "g", "l", "s")
	h.wants("1 row is undecided and is left out")
	h.press("n")
	if h.screen.Undecided() != 1 {
		t.Errorf("Undecided() = %d", h.screen.Undecided())
	}
}

func TestReview_StaleComparisonIsIgnored(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	h := play(t, bulk.Open(s.env, "assign.csv"))
	h.press("j") // the mode
	h.keep = true
	h.press("right") // revoke
	h.press("right") // inventory
	revoke, inventory := h.kept[0], h.kept[1]
	h.keep, h.kept = false, nil
	h.run(inventory)
	h.wants("‹ inventory ›")
	h.run(revoke) // late
	h.wants("‹ inventory ›")
	if strings.Contains(h.view(80, 21), "Comparing") {
		t.Error("it still waits for an answer that came")
	}
}

func TestReview_AnswerForAnotherScreenIsIgnored(t *testing.T) {
	s := newSchool(t)
	s.put("assign.csv", assignFile)
	s.put("revoke.csv", revokeFile)
	one, two := bulk.Open(s.env, "assign.csv"), bulk.Open(s.env, "revoke.csv")
	var answer tea.Msg = one.Init()()
	two, _ = two.Update(answer)
	if view := two.View(80, 21); !strings.Contains(view, "Reading revoke.csv") {
		t.Errorf("the answer for one file was shown for another:\n%s", view)
	}
}
