package plain_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// half is a desk with a review of dana's in which line 2 is accepted, line 3 is left out, and a cell of line 4 is mended.
func half(t *testing.T) (*desk, string) {
	t.Helper()
	d, file := oak(t)
	d.answer(2, file, "y\nN\nspare\x00\nN\nspare\ne\nRoom\nB9\n")
	return d, file
}

func TestReviews_TellWhoseTheyAreAndHowFar(t *testing.T) {
	d, _ := half(t)
	inOrder(t, d.run(t.Context(), 0, "reviews"), "No.", "Decided  Undecided", "1    dana  assign.csv  assign, OAK", "2        1", "1 open review")
	inOrder(t, d.run(t.Context(), 0, "reviews", "show", "1"), "Review 1: assign.csv", "Of        dana", "Decided   2 of 3 rows", "3 rows: 3 add", "Decided:",
		"line 2  KC00000001  8000001  avery.lane  accepted  dana", "line 3  KC00000002  8000002  blake.moss  left out  dana", "spare",
		"Mended; the file stays as it came:", "line 4  Room  B9", "What became of it:", "begun  dana")
	d.run(t.Context(), 0, "reviews", "take-over", "1", "--word", "you are ill", "--operator", "kim")
	d.run(t.Context(), 0, "reviews", "throw-away", "1", "--yes", "--operator", "kim")
	out := d.run(t.Context(), 0, "reviews", "show", "1")
	inOrder(t, out, "State    thrown away", "begun        dana", "taken over   kim   you are ill", "thrown away  kim")
	if strings.Contains(out, "avery") || strings.Contains(out, "spare") {
		t.Errorf("what was decided is still told:\n%s", out)
	}
	if out := d.run(t.Context(), 0, "reviews"); out != "0 open reviews\n" {
		t.Errorf("open are:\n%s", out)
	}
}

func TestReviews_AReasonThatNobodySeesIsAskedForAgain(t *testing.T) {
	d, _ := half(t)
	_, ds := d.review()
	if decided(ds) != "2 accept, 3 leave_out because spare" {
		t.Errorf("kept is %q", decided(ds))
	}
}

func TestReviews_JSONHasEverything(t *testing.T) {
	d, _ := half(t)
	var list []struct{ Review, Decided, Undecided, Mended int }
	if err := json.Unmarshal([]byte(d.run(t.Context(), 0, "reviews", "--json")), &list); err != nil || len(list) != 1 || list[0].Decided != 2 || list[0].Undecided != 1 || list[0].Mended != 1 {
		t.Errorf("the list is %+v, %v", list, err)
	}
	var whole struct {
		State     string
		Decisions []struct {
			Line                                        int
			Verdict, Reason, Operator, Serial, AssetTag string
		}
		Mends []struct {
			Line          int
			Column, Value string
		}
		Log []struct{ What, Operator string }
	}
	if err := json.Unmarshal([]byte(d.run(t.Context(), 0, "reviews", "show", "1", "--json")), &whole); err != nil {
		t.Fatal(err)
	}
	if whole.State != "open" || len(whole.Decisions) != 2 || whole.Decisions[1].Reason != "spare" || whole.Decisions[1].Serial != "KC00000002" ||
		len(whole.Mends) != 1 || whole.Mends[0].Value != "B9" || len(whole.Log) != 1 || whole.Log[0].What != "begun" {
		t.Errorf("the review is %+v", whole)
	}
}

func TestReviews_TakingOverWantsAWordAndThrowingAwayAsks(t *testing.T) {
	d, _ := half(t)
	for _, c := range []struct {
		code int
		args []string
		says string
	}{
		{2, []string{"take-over", "1", "--operator", "kim"}, "with a word"},
		{2, []string{"take-over", "1", "--word", "mine"}, "yours already"},
		{2, []string{"take-over", "9", "--word", "mine"}, "no review 9"},
		{2, []string{"show", "9"}, "no review 9"},
		{2, []string{"show", "nine"}, `"nine" is not the number of a review (homeroom reviews lists them)`},
		{1, []string{"throw-away", "1", "--yes", "--operator", "kim"}, "dana"},
		{1, []string{"throw-away", "1"}, "They are gone for good. Throw it away? [y/N] homeroom: nothing was thrown away"},
		{2, []string{"shove"}, `there is no command "shove"`},
		{2, []string{"keep", "-3"}, "reviews keep"},
		{2, []string{"keep", "soon"}, `"soon" is not a number of days`},
	} {
		d.program.In = strings.NewReader("n\n")
		d.run(t.Context(), c.code, append([]string{"reviews"}, c.args...)...)
		if !strings.Contains(d.said.String(), c.says) {
			t.Errorf("%q: it said %q, want %q", c.args, d.said.String(), c.says)
		}
	}
	d.program.In = strings.NewReader("y\n")
	if out := d.run(t.Context(), 0, "reviews", "throw-away", "1"); !strings.Contains(out, "Thrown away: review 1 of assign.csv") {
		t.Errorf("it said %q", out)
	}
}

// What nobody touches for so long is found no more, neither by the list nor by an import of the file.
func TestReviews_AgeOut(t *testing.T) {
	d, file := half(t)
	if out := d.run(t.Context(), 0, "reviews", "keep"); out != "Reviews age out after 60 days without a touch.\n" {
		t.Errorf("at first %q", out)
	}
	if out := d.run(t.Context(), 0, "reviews", "keep", "30"); out != "Reviews age out after 30 days without a touch.\n" {
		t.Errorf("then %q", out)
	}
	at := time.Now().AddDate(0, 0, 29)
	d.program.Now = func() time.Time { return at }
	inOrder(t, d.run(t.Context(), 0, "reviews"), "dana", "1 open review")
	at = at.AddDate(0, 0, 2)
	if out := d.answer(1, file, "q\n"); strings.Contains(out, "Decided already") {
		t.Errorf("a review that aged out was found:\n%s", out)
	}
	inOrder(t, d.run(t.Context(), 0, "reviews", "show", "1"), "aged out")
	if out := d.run(t.Context(), 0, "reviews", "keep", "0"); out != "Reviews never age out.\n" {
		t.Errorf("at last %q", out)
	}
}

func TestReviews_TheFileOfAReviewTakenOverCanBeHad(t *testing.T) {
	d, _ := half(t)
	d.run(t.Context(), 0, "reviews", "take-over", "1", "--word", "ill", "--operator", "kim")
	copied := filepath.Join(d.dir, "copy.csv")
	d.run(t.Context(), 0, "reviews", "file", "1", "-o", copied)
	if data, err := os.ReadFile(copied); err != nil || string(data) != assign {
		t.Errorf("the file is %q, %v", data, err)
	}
	d.run(t.Context(), 2, "reviews", "file", "1", "-o", copied)
	if !strings.Contains(d.said.String(), "is there already") {
		t.Errorf("it said %q", d.said.String())
	}
	inOrder(t, d.answer(1, copied, "\nq\n", "--operator", "kim"), "Decided already: 2 of 3 rows to decide.", "3 of 3. Line 4")
}
