package plain

import (
	"context"
	"maps"
	"slices"
	"time"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// keptReview is the operator's review of a file, as it lies in the store, and the plan with everything decided in force.
// The console has the same review on its screen.
type keptReview struct {
	ctx     context.Context // lives on after ctrl+c: an answer that was given is kept
	st      *store.Store    // nil while there is no database
	open    func() error    // begins it
	by      string          // the operator
	now     func() time.Time
	review  store.Review
	known   int64 // the version of the review that this person has seen
	behind  bool  // another window has moved it since
	plan    *importer.Plan
	decided map[int]store.Decision // by line
	found   bool                   // it was begun before
}

// findKept finds the operator's open review of the plan's file. Where there is none, one is begun with the first answer:
// looking at a file leaves nothing behind, not even a new database. The caller closes it, also beside an error.
func (a *app) findKept(ctx context.Context, plan *importer.Plan) (*keptReview, error) {
	k := &keptReview{ctx: context.WithoutCancel(ctx), by: a.operator, now: a.Now, plan: plan, decided: map[int]store.Decision{}}
	k.open = func() (err error) {
		k.st, err = store.Open(k.ctx, a.database, store.Options{Now: a.Now})
		return err
	}
	if there, err := a.databaseExists(); err != nil || !there {
		return k, err
	}
	if err := k.open(); err != nil {
		return k, err
	}
	if err := a.ageOut(k.ctx, k.st); err != nil {
		return k, err
	}
	open, err := k.st.Reviews(k.ctx, k.by)
	if err != nil {
		return k, err
	}
	wanted := k.wanted()
	for i := range open {
		if sameReview(&open[i], &wanted) {
			k.review.ID, k.found = open[i].ID, true
			_, err = k.takeIn()
			break
		}
	}
	return k, err
}

// close lets the database go, if it was opened.
func (k *keptReview) close() {
	if k.st != nil {
		k.st.Close()
	}
}

// wanted is the review of the plan's file, as it is begun.
func (k *keptReview) wanted() store.Review {
	p := k.plan
	return store.Review{
		Operator: k.by, Site: p.Site.Code, Solution: string(p.Request.Solution), Template: p.Template.Name, Mode: string(p.Mode),
		Sheet: p.Table.Sheet, FileName: p.Name, SHA256: p.SHA256, Latest: p.Latest,
		Encoding: p.Encoding, Delimiter: p.Delimiter, HeaderLine: p.HeaderLine,
		Options: p.Request.Options.String(), Mapping: p.Hand(),
	}
}

// sameReview reports whether both are of the same bytes, read for the same in the same way.
func sameReview(a, b *store.Review) bool {
	return a.SHA256 == b.SHA256 && a.Site == b.Site && a.Template == b.Template && a.Mode == b.Mode && a.Sheet == b.Sheet &&
		a.Encoding == b.Encoding && a.Delimiter == b.Delimiter && a.HeaderLine == b.HeaderLine &&
		a.Options == b.Options && a.Mapping == b.Mapping
}

// begin begins the review, unless it is there. What another window decided in it meanwhile is still to be taken in.
func (k *keptReview) begin() error {
	if k.review.ID != 0 {
		return nil
	}
	if k.st == nil {
		if err := k.open(); err != nil {
			return err
		}
	}
	wanted := k.wanted()
	wanted.Known = true
	wanted.Shown, _ = k.plan.TakeShown()
	r, ds, err := k.st.OpenReview(k.ctx, wanted, k.plan.Data)
	if err != nil {
		return err
	}
	k.review, k.known, k.behind = r, r.Version, len(ds)+len(r.Mends) > 0
	return nil
}

// restore puts everything that was kept in force in a plan. An answer to a row that came out otherwise than it was shown
// is not in force any more, so that nothing is saved unseen.
func (k *keptReview) restore(r store.Review, ds []store.Decision, plan *importer.Plan) error {
	k.review, k.plan, k.known, k.behind = r, plan, r.Version, false
	k.decided = make(map[int]store.Decision, len(ds))
	for _, d := range ds {
		k.decided[d.Line] = d
	}
	plan.Restore(r, ds)
	return k.write(store.Kept{})
}

// previewKept compares the file of a review with the records as they are now, with its mends, and with others in view.
func previewKept(
	ctx context.Context, st *store.Store, operator string, r store.Review, data []byte, foresee []store.Mend,
) (*importer.Plan, error) {
	hand, err := template.ParseHand(r.Mapping)
	if err != nil {
		return nil, err
	}
	chosen, err := template.ParseOptions(nil, r.Options)
	if err != nil {
		return nil, err
	}
	plan, err := importer.Preview(ctx, st, importer.Request{
		Name: r.FileName, Data: data, Template: r.Template, Mode: template.Mode(r.Mode), Site: r.Site,
		Solution: store.Solution(r.Solution), Sheet: r.Sheet, Operator: operator, Mends: r.Mends, Foresee: foresee,
		Encoding: r.Encoding, Delimiter: r.Delimiter, HeaderLine: r.HeaderLine, Mapping: hand, Options: chosen,
	})
	if err == nil {
		_, err = plan.SavedBefore(ctx, st)
	}
	return plan, err
}

// isDecided reports whether nothing is left to decide about a row.
func (k *keptReview) isDecided(r *importer.Row) bool {
	d, ok := k.decided[r.Line]
	return ok && d.Verdict != store.VerdictLater && r.Turned == ""
}

// keep puts one verdict on rows, with one reason, and keeps that. It answers those that the rules refuse. CodeConflict
// where the review is not the operator's any more, or not open.
func (k *keptReview) keep(lines []int, v store.Verdict, reason string) (refused []importer.Refused, err error) {
	if err := k.begin(); err != nil {
		return nil, err
	}
	refused = k.plan.DecideAll(lines, v)
	not := map[int]bool{}
	for _, r := range refused {
		not[r.Line] = true
	}
	var ds []store.Decision
	for _, line := range lines {
		if not[line] {
			continue
		}
		if reason != "" {
			if err := k.plan.Explain(line, reason, k.by); err != nil {
				return nil, err
			}
		}
		ds = append(ds, store.Decision{Line: line, Verdict: v, Reason: reason, Operator: k.by, At: k.now()})
	}
	if len(ds) == 0 {
		return refused, nil
	}
	if err := k.write(store.Kept{Decisions: ds}); err != nil {
		return nil, err
	}
	for _, d := range ds {
		k.decided[d.Line] = d
	}
	return refused, nil
}

// write keeps decisions and mends in the store with the rows that they changed, as they are read out from now on.
func (k *keptReview) write(kept store.Kept) error {
	kept.Shown, kept.Afresh = k.plan.TakeShown()
	moves := len(kept.Decisions)+len(kept.Mends)+len(kept.Dropped) > 0
	if !moves && len(kept.Shown) == 0 && !kept.Afresh {
		return nil
	}
	version, err := k.st.Keep(k.ctx, k.review.ID, k.by, kept)
	switch {
	case err != nil:
		return err
	case moves && version == k.known+1 && !k.behind:
		k.known = version
	case version != k.known:
		k.behind = true
	}
	return nil
}

// remend changes the plan's mends and keeps what that comes to: a value as the file has it is no mend. Where the records
// were read without the values in view, the file is compared again.
func (k *keptReview) remend(change func() error) error {
	if err := k.begin(); err != nil {
		return err
	}
	before := k.plan.Mends()
	if err := change(); err != nil {
		return err
	}
	if came := mendsWithout(k.plan.Mends(), before); !k.plan.Knows(came...) {
		if _, err := k.takeIn(came...); err != nil {
			return err
		}
		before = k.plan.Mends()
		if err := change(); err != nil {
			return err
		}
	}
	after := k.plan.Mends()
	return k.write(store.Kept{Mends: mendsWithout(after, before), Dropped: mendsWithout(cells(before), cells(after))})
}

// cells are the places of mends, whatever their value.
func cells(mends []store.Mend) []store.Mend {
	list := slices.Clone(mends)
	for i := range list {
		list[i].Value = ""
	}
	return list
}

// mendsWithout are the mends that do not stand among others.
func mendsWithout(mends, others []store.Mend) []store.Mend {
	there := make(map[store.Mend]bool, len(others))
	for _, m := range others {
		there[m] = true
	}
	return slices.DeleteFunc(slices.Clone(mends), func(m store.Mend) bool { return there[m] })
}

// takeIn reads the review as it is in the store, and lists the lines that were decided or mended otherwise since. A
// review that was saved, thrown away or taken over is a CodeConflict that tells by whom. The records are read with more
// mends in view.
func (k *keptReview) takeIn(foresee ...store.Mend) (lines []int, err error) {
	r, ds, data, err := k.st.Review(k.ctx, k.review.ID)
	if err != nil {
		return nil, err
	}
	if err := k.ended(&r); err != nil {
		return nil, err
	}
	mends, decided := k.plan.Mends(), maps.Clone(k.decided)
	plan, err := previewKept(k.ctx, k.st, k.by, r, data, foresee)
	if err != nil {
		return nil, err
	}
	if err := k.restore(r, ds, plan); err != nil {
		return nil, err
	}
	moved := map[int]bool{}
	for _, m := range append(mendsWithout(mends, r.Mends), mendsWithout(r.Mends, mends)...) {
		moved[m.Line] = true
	}
	for _, d := range ds {
		if was, ok := decided[d.Line]; !ok || was.Verdict != d.Verdict || was.Reason != d.Reason {
			moved[d.Line] = true
		}
	}
	return slices.Sorted(maps.Keys(moved)), nil
}

// ended is the error of a review that is not the operator's to go on with.
func (k *keptReview) ended(r *store.Review) error {
	if r.State == store.ReviewOpen && r.Operator == k.by {
		return nil
	}
	_, err := k.st.Keep(k.ctx, r.ID, k.by, store.Kept{}) // it keeps nothing, and tells what became of the review
	return err
}
