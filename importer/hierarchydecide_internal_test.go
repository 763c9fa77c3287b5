package importer

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

// drawnDoing is a plan with what each of its rows would do, which a roster works out when it is asked.
func drawnDoing(p *Plan) string {
	drawn := drawnWhole(p)
	for i := range p.Rows {
		drawn += fmt.Sprintf("%d %s %+v\n", p.Rows[i].Line, p.Rows[i].Verdict, p.Rows[i].Does())
	}
	return drawn
}

// TestASM_R81_AnyDecisionsAreWhatAFreshPreviewMakesOfThem: what hangs on a row follows its decision, one after the other or
// all at once, and a review that is found again stands as it was left.
func TestASM_R81_AnyDecisionsAreWhatAFreshPreviewMakesOfThem(t *testing.T) {
	st := storetest.Open(t)
	storetest.MustSite(t, st, store.Site{Code: "OAK", Name: "Oak", Solution: store.SolutionPrimary})
	storetest.MustUser(t, st, store.User{UserID: "ana", FullName: "Ana Quill", Site: "OAK"})
	seed := uint64(rand.Int64())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for round := range 60 {
		data := oddRoster(r)
		preview := func() *Plan {
			p, err := Preview(context.Background(), st, Request{Name: "roster.zip", Data: data, Site: "OAK", Operator: "kim"})
			if err != nil {
				return nil
			}
			return p
		}
		p := preview()
		if p == nil {
			continue
		}
		untouched := drawnDoing(p)
		for range 6 {
			lines := []int{p.Rows[r.IntN(len(p.Rows))].Line}
			for r.IntN(3) > 0 {
				lines = append(lines, p.Rows[r.IntN(len(p.Rows))].Line)
			}
			p.DecideAll(lines, []store.Verdict{store.VerdictAccept, store.VerdictLeaveOut, store.VerdictLater}[r.IntN(3)])
		}
		var ds []store.Decision
		for line, d := range p.decided {
			ds = append(ds, store.Decision{Line: line, Verdict: d.verdict, Reason: d.reason, Operator: d.by})
		}
		shown, _ := p.TakeShown()
		again := preview()
		dropped := again.Restore(store.Review{Known: true, Shown: shown, Latest: again.Latest}, ds)
		if got, want := drawnDoing(again), drawnDoing(p); got != want || len(dropped) > 0 {
			t.Fatalf("round %d: dropped are %v, found again it is\n%s", round, dropped, differing(got, want))
		}
		for i := range p.Rows { // everything accepted again is as if nobody had decided
			_ = p.Decide(p.Rows[i].Line, store.VerdictAccept)
		}
		for i := range p.Rows {
			p.decide(p.Rows[i].Line, decision{})
		}
		p.replay()
		if got := drawnDoing(p); got != untouched {
			t.Fatalf("round %d: accepted again it is\n%s", round, differing(got, untouched))
		}
	}
}
