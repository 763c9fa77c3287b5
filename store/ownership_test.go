package store_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"homeroom/store"
)

// begin opens the review of a file as an operator.
func begin(t *testing.T, s *store.Store, operator, file string) store.Review {
	t.Helper()
	r := assignReview
	r.Operator = operator
	r, _, err := s.OpenReview(ctx, r, []byte(file))
	must(t, err)
	return r
}

// refused holds an error to its code and the words it must have.
func refused(t *testing.T, err error, code store.Code, words ...string) {
	t.Helper()
	if store.CodeOf(err) != code {
		t.Fatalf("got %v, want %s", err, code)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
}

// everyChange tries all that an owner may do with a review.
func everyChange(s *store.Store, review int64, operator string) []error {
	mend := store.Mend{Line: 2, Column: "Room", Value: "7"}
	save := readImport("c1")
	save.Operator, save.Review = operator, review
	_, err := s.Apply(ctx, save, []store.Change{{Record: store.KindSite, Key: "ELM", Fields: store.SiteFields(store.Site{Code: "ELM", Solution: store.SolutionPrimary})}})
	if err == nil || !strings.HasPrefix(err.Error(), "nothing was saved: ") {
		return []error{fmt.Errorf("a save says %v", err)}
	}
	return []error{
		second(s.Keep(ctx, review, operator, store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictAccept}}})),
		second(s.Keep(ctx, review, operator, store.Kept{Mends: []store.Mend{mend}})), second(s.Keep(ctx, review, operator, store.Kept{Dropped: []store.Mend{mend}})),
		second(s.Keep(ctx, review, operator, store.Kept{Shown: rows("2 rows")})), s.DiscardReview(ctx, review, operator), err,
	}
}

func TestReview_ADecisionKeepsWhoWhenAndWhy(t *testing.T) {
	s := school(t)
	r := begin(t, s, "kim", "bytes")
	decide(t, s, r.ID, store.Decision{Line: 2, Verdict: store.VerdictAccept}, store.Decision{Line: 3, Verdict: store.VerdictLeaveOut, Reason: "left in June"})
	decide(t, s, r.ID, store.Decision{Line: 2, Verdict: store.VerdictLeaveOut, Reason: "twice in the file"})
	_, err := s.TakeOver(ctx, r.ID, "lee", "kim is ill")
	must(t, err)
	_, err = s.Keep(ctx, r.ID, "lee", store.Kept{Decisions: []store.Decision{{Line: 3, Verdict: store.VerdictLater}}})
	must(t, err)
	again, ds, _, err := s.Review(ctx, r.ID)
	must(t, err)
	want := []store.Decision{
		{Line: 2, Verdict: store.VerdictLeaveOut, Reason: "twice in the file", Operator: "kim", At: r.Started.Add(2 * time.Second)},
		{Line: 3, Verdict: store.VerdictLater, Operator: "lee", At: again.Touched},
	}
	if !slices.Equal(ds, want) {
		t.Errorf("decided\n%+v, want\n%+v", ds, want)
	}
	_, err = s.Keep(ctx, r.ID, "lee", store.Kept{Decisions: []store.Decision{{Line: 2, Verdict: store.VerdictLeaveOut, Reason: "a\x1b[2Jb"}}})
	refused(t, err, store.CodeInvalid, "the reason cannot be kept", "control character U+001B")
}

func TestReview_EveryOperatorHasTheirOwnOfTheSameFile(t *testing.T) {
	s := school(t)
	kims, lees := begin(t, s, "kim", "bytes"), begin(t, s, "lee", "bytes")
	if kims.ID == lees.ID {
		t.Fatal("two operators share a review without a word")
	}
	decide(t, s, kims.ID, store.Decision{Line: 2, Verdict: store.VerdictLater})
	all, err := s.AllReviews(ctx)
	if err != nil || len(all) != 2 || all[0].ID != kims.ID || all[0].Later != 1 || all[1].Operator != "lee" {
		t.Fatal(all, err)
	}
	for _, err := range everyChange(s, lees.ID, "kim") {
		refused(t, err, store.CodeConflict, "this review is lee’s", "take it over first")
	}
	if _, ds, _, _ := s.Review(ctx, lees.ID); len(ds) != 0 {
		t.Errorf("kim decided in lee's review: %+v", ds)
	}
}

func TestTakeOver_MovesTheReviewWithAWordThatTheFormerOwnerIsTold(t *testing.T) {
	s := school(t)
	r := begin(t, s, "kim", "bytes")
	decide(t, s, r.ID, store.Decision{Line: 2, Verdict: store.VerdictLater})
	shown(t, s, r.ID, rows("2 the row as shown"))
	refused(t, second(s.TakeOver(ctx, r.ID, "lee", " \t ")), store.CodeInvalid, "with a word", "say why")
	refused(t, second(s.TakeOver(ctx, r.ID, "lee", "a\x00b")), store.CodeInvalid, "the word cannot be kept", "U+0000")
	refused(t, second(s.TakeOver(ctx, r.ID, "kim", "mine")), store.CodeInvalid, "yours already")
	refused(t, second(s.TakeOver(ctx, 99, "lee", "why")), store.CodeNotFound, "there is no review 99", "pick the file again")
	taken, err := s.TakeOver(ctx, r.ID, "lee", "  school starts tomorrow ")
	if err != nil || taken.Operator != "lee" || taken.Version != r.Version+2 || taken.Later != 1 || asShown(taken.Shown) != "2 the row as shown" {
		t.Fatalf("%+v %v", taken, err)
	}
	log := []store.ReviewEvent{
		{At: r.Started, Operator: "kim", What: store.ReviewBegun},
		{At: taken.Touched, Operator: "lee", What: store.ReviewTakenOver, Word: "school starts tomorrow"},
	}
	if !slices.Equal(taken.Log, log) {
		t.Errorf("the log is %+v, want %+v", taken.Log, log)
	}
	for _, err := range everyChange(s, r.ID, "kim") {
		refused(t, err, store.CodeConflict, "this review was taken over by lee at 2026-08-24 08:00:", "“school starts tomorrow”", "talk to lee")
	}
	if list, _ := s.Reviews(ctx, "kim"); len(list) != 0 {
		t.Error("it is still kim's")
	}
	again, ds, err := s.OpenReview(ctx, withOperator("lee"), []byte("bytes"))
	if err != nil || again.ID != r.ID || len(ds) != 1 || ds[0].Operator != "kim" {
		t.Errorf("lee finds %+v with %+v, %v", again, ds, err)
	}
	if back, err := s.TakeOver(ctx, r.ID, "kim", "I am here"); err != nil || back.Operator != "kim" {
		t.Error(back, err)
	}
}

func withOperator(name string) store.Review {
	r := assignReview
	r.Operator = name
	return r
}

// Who takes a review over has two of the same file, if they had begun one themselves: the one touched last is found.
func TestTakeOver_IsFoundBeforeTheOwnOneThatWasBegunEarlier(t *testing.T) {
	s := school(t)
	kims := begin(t, s, "kim", "bytes")
	lees := begin(t, s, "lee", "bytes")
	_, err := s.TakeOver(ctx, kims.ID, "lee", "go home")
	must(t, err)
	if found := begin(t, s, "lee", "bytes"); found.ID != kims.ID {
		t.Errorf("found is review %d, not %d", found.ID, kims.ID)
	}
	must(t, s.DiscardReview(ctx, kims.ID, "lee"))
	if found := begin(t, s, "lee", "bytes"); found.ID != lees.ID {
		t.Errorf("found is review %d, not %d", found.ID, lees.ID)
	}
}

func TestReview_EndedItTellsWhoWhenAndWhatNext(t *testing.T) {
	s := school(t)
	saved, thrown, aged := begin(t, s, "kim", "bytes"), begin(t, s, "lee", "bytes"), begin(t, s, "ada", "bytes")
	act := readImport("c1")
	act.Review = saved.ID
	saveRead(t, s, act)
	must(t, s.DiscardReview(ctx, thrown.ID, "lee"))
	late(t, s.Path(), 61)
	for _, c := range []struct {
		review int64
		owner  string
		words  []string
	}{
		{saved.ID, "kim", []string{"saved already, as save 5, by kim at 2026-08-24", "look at that save"}},
		{thrown.ID, "lee", []string{"review 2 was thrown away by lee at 2026-08-24", "pick the file again"}},
		{aged.ID, "ada", []string{"review 3 aged out at 2026-10-24", "nobody touched it since 2026-08-24", "pick the file again"}},
	} {
		for _, err := range everyChange(s, c.review, c.owner) {
			refused(t, err, store.CodeConflict, c.words...)
		}
		refused(t, second(s.TakeOver(ctx, c.review, "zoe", "mine now")), store.CodeConflict, c.words...)
	}
	r, _, _, err := s.Review(ctx, saved.ID)
	if err != nil || r.Log[1] != (store.ReviewEvent{At: r.Touched, Operator: "kim", What: store.ReviewWasSaved, Word: "save 5"}) || !r.Ages.IsZero() {
		t.Errorf("%+v %v", r, err)
	}
}

// What a file of minors said is not kept for nothing: not in the tables, and not in a page of the database or of its
// journal that nobody uses any more.
func TestReview_EndedWithoutASaveLeavesNoTraceOfTheFile(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *store.Store, store.Review){
		"thrown away": func(t *testing.T, s *store.Store, r store.Review) { must(t, s.DiscardReview(ctx, r.ID, r.Operator)) },
		"aged out":    func(t *testing.T, s *store.Store, r store.Review) { late(t, s.Path(), 90) },
	} {
		t.Run(name, func(t *testing.T) {
			s := school(t)
			names := invented(800)
			r := begin(t, s, "kim", names)
			shown(t, s, r.ID, rows("2 "+names[:30_000]))
			var ds []store.Decision
			for line := range 400 {
				ds = append(ds, store.Decision{Line: line, Verdict: store.VerdictLeaveOut, Reason: "Dot Marrowby left"})
			}
			decide(t, s, r.ID, ds...)
			_, err := s.Keep(ctx, r.ID, "kim", store.Kept{Mends: []store.Mend{{Line: 2, Column: "Full Name", Value: "Dot Marrowby"}}})
			must(t, err)
			_, err = s.KeepDraft(ctx, store.Draft{Operator: "kim", Record: store.KindReview, Key: "1", Values: []store.DraftValue{{Field: store.FieldFullName, Text: "Dot Marrowby"}}})
			must(t, err)
			traces := append(pieces(t, s.Path(), "SELECT deflated FROM files"), pieces(t, s.Path(), "SELECT row FROM shown_rows")...)
			traces = append(traces, "Dot Marrowby")
			if left := found(t, s.Path(), traces); len(left) != len(traces) {
				t.Fatalf("only %d of %d traces are there to begin with", len(left), len(traces))
			}
			end(t, s, r)
			raw(t, s.Path(), "PRAGMA wal_checkpoint(TRUNCATE)")
			if left := found(t, s.Path(), traces); len(left) > 0 {
				t.Errorf("%d of %d traces are left, such as %q", len(left), len(traces), left[0])
			}
			if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
				t.Error(faults, err)
			}
		})
	}
}

// invented are lines of names that cannot be packed to nothing.
func invented(lines int) string {
	random := rand.New(rand.NewPCG(6, 7))
	var b strings.Builder
	for range lines {
		for range 60 {
			b.WriteByte(byte('a' + random.IntN(26)))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// pieces are short parts of a large value as it lies in the file, some from each of its pages.
func pieces(t *testing.T, path, query string) (parts []string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	defer db.Close()
	var whole string
	must(t, db.QueryRow(query).Scan(&whole))
	for at := 100; at+24 < len(whole); at += 777 {
		parts = append(parts, whole[at:at+24])
	}
	return parts
}

// found are those of the traces that stand in the bytes of the database or its journal; a piece may lie across two pages.
func found(t *testing.T, path string, traces []string) (left []string) {
	t.Helper()
	var bytes string
	for _, name := range []string{path, path + "-wal"} {
		b, err := os.ReadFile(name)
		must(t, err)
		bytes += string(b)
	}
	for _, trace := range traces {
		if strings.Contains(bytes, trace[:len(trace)/2]) || strings.Contains(bytes, trace[len(trace)/2:]) {
			left = append(left, trace)
		}
	}
	return left
}

func TestReview_ThrownAwayItsFileStaysWhileSomebodyElseHasIt(t *testing.T) {
	s := school(t)
	kims, lees := begin(t, s, "kim", "bytes"), begin(t, s, "lee", "bytes")
	must(t, s.DiscardReview(ctx, kims.ID, "kim"))
	if _, _, file, err := s.Review(ctx, lees.ID); err != nil || string(file) != "bytes" {
		t.Fatalf("lee has %q, %v", file, err)
	}
	again := begin(t, s, "kim", "bytes")
	act := readImport("c1")
	act.Operator, act.Review, act.Import.SHA256 = "lee", lees.ID, lees.SHA256
	saved := saveRead(t, s, act)
	must(t, s.DiscardReview(ctx, again.ID, "kim"))
	if file, err := s.ImportFile(ctx, saved); err != nil || string(file) != "bytes" {
		t.Errorf("the import has %q, %v", file, err)
	}
	if r, ds, file, err := s.Review(ctx, again.ID); err != nil || r.State != store.ReviewDiscarded || r.FileName != "assign.csv" || len(ds)+len(file) != 0 {
		t.Errorf("%+v %v %q %v", r, ds, file, err)
	}
}

// Whoever was typing when a colleague ended the review leaves nothing behind either.
func TestReview_OverItTakesNoDraft(t *testing.T) {
	s := school(t)
	r := begin(t, s, "kim", "bytes")
	typing := store.Draft{Operator: "lee", Record: store.KindReview, Key: "1", Values: []store.DraftValue{{Field: store.FieldFullName, Text: "Dot Mar"}}}
	kept, err := s.KeepDraft(ctx, typing)
	must(t, err)
	must(t, s.DiscardReview(ctx, r.ID, "kim"))
	kept.Values[0].Text += "rowby"
	refused(t, second(s.KeepDraft(ctx, kept)), store.CodeConflict, "review 1 was thrown away by kim")
	if list, err := s.Drafts(ctx, "lee"); err != nil || len(list) != 0 {
		t.Errorf("kept is %+v, %v", list, err)
	}
}

// A saved review tells for ever what was decided and mended, and by whom; only what helped to show it goes.
func TestReview_SavedKeepsWhatWasDecidedAndMended(t *testing.T) {
	s := school(t)
	r := begin(t, s, "kim", "bytes")
	decide(t, s, r.ID, store.Decision{Line: 3, Verdict: store.VerdictLeaveOut, Reason: "left in June"})
	_, err := s.Keep(ctx, r.ID, "kim", store.Kept{Mends: []store.Mend{{Line: 2, Column: "Room", Value: "7"}}})
	must(t, err)
	shown(t, s, r.ID, rows("2 a row"))
	_, err = s.KeepDraft(ctx, store.Draft{Operator: "kim", Record: store.KindReview, Key: "1"})
	must(t, err)
	act := readImport("c1")
	act.Review, act.ReviewVersion = r.ID, r.Version+2
	saveRead(t, s, act)
	saved, ds, file, err := s.Review(ctx, r.ID)
	if err != nil || len(ds) != 1 || ds[0].Reason != "left in June" || len(saved.Mends) != 1 || string(file) != "bytes" || saved.Shown != nil {
		t.Errorf("%+v %+v %q %v", saved, ds, file, err)
	}
	if drafts, err := s.Drafts(ctx, "kim"); err != nil || len(drafts) != 0 {
		t.Errorf("what was being typed stays: %+v %v", drafts, err)
	}
	if n := late(t, s.Path(), 999); n != 0 {
		t.Error("a saved review aged out")
	}
}
