package progress_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/tui/progress"
	"homeroom/tui/theme"
)

func begin(t *testing.T) (*progress.Run, context.Context) {
	t.Helper()
	return progress.New(context.Background(), theme.New(true, false), "Saving 5,000 rows")
}

// took gives a run what was reported of it, as the screen does.
func took(t *testing.T, r *progress.Run) {
	t.Helper()
	msg, ok := r.Next()().(progress.Msg)
	if !ok || r.Took(msg) == nil {
		t.Fatal("the run has nothing to show")
	}
}

func TestRun_ShowsTheStageItsCountAndABarThatOnlyGrows(t *testing.T) {
	r, _ := begin(t)
	last := -1
	for _, stage := range []store.Stage{store.StageCheck, store.StageHistory, store.StageRows, store.StageRecords, store.StageCommit} {
		for _, done := range []int{0, 2500, 5000} {
			r.Report(store.Progress{Stage: stage, Done: done, Total: 5000})
			took(t, r)
			full := strings.Count(strings.Join(r.Lines(80, 21), "\n"), "█")
			if full < last {
				t.Errorf("%s %d: the bar went from %d to %d", stage, done, last, full)
			}
			last = full
		}
	}
	if last != 60 {
		t.Errorf("at the end the bar has %d of 60 cells", last)
	}
	r.Report(store.Progress{Stage: store.StageRecords, Done: 1200, Total: 5000})
	took(t, r)
	if view := strings.Join(r.Lines(80, 21), "\n"); !strings.Contains(view, "Writing the records · 1,200 of 5,000") {
		t.Errorf("the stage is not told:\n%s", view)
	}
}

func TestRun_IsCancelledUntilTheCommit(t *testing.T) {
	r, ctx := begin(t)
	r.Report(store.Progress{Stage: store.StageRecords, Done: 1, Total: 2})
	took(t, r)
	r.Cancel()
	if ctx.Err() == nil || r.Keys()[0].Disabled != "it is being cancelled" {
		t.Error("esc did not cancel")
	}
	r, ctx = begin(t)
	r.Report(store.Progress{Stage: store.StageCommit})
	took(t, r)
	r.Cancel()
	if ctx.Err() != nil || r.Keys()[0].Disabled == "" {
		t.Error("the commit was cancelled")
	}
	if view := strings.Join(r.Lines(80, 21), "\n"); !strings.Contains(view, "cannot be cancelled any more") {
		t.Errorf("it does not say so:\n%s", view)
	}
}

// A save must never wait for a screen, and of what it said while nobody looked the newest counts.
func TestRun_ReportNeverWaitsAndTheNewestCounts(t *testing.T) {
	r, ctx := begin(t)
	for i := range 1000 {
		r.Report(store.Progress{Stage: store.StageCheck, Done: i, Total: 1000})
	}
	took(t, r)
	if view := strings.Join(r.Lines(80, 21), "\n"); !strings.Contains(view, "999 of 1,000") {
		t.Errorf("not the newest:\n%s", view)
	}
	r.End()
	if msg, ok := r.Next()().(progress.Msg); !ok || r.Took(msg) != nil {
		t.Error("it goes on after the end")
	}
	if ctx.Err() == nil {
		t.Error("the end leaves the context behind")
	}
}

func TestRun_TakesItsOwnMessagesAlone(t *testing.T) {
	a, _ := begin(t)
	b, _ := begin(t)
	a.Report(store.Progress{Stage: store.StageCheck, Done: 7, Total: 9})
	msg := a.Next()().(progress.Msg)
	if b.Took(msg) != nil || (*progress.Run)(nil).Took(msg) != nil {
		t.Error("another run took the message")
	}
}

func TestRun_GoldenAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{80, 21}, {120, 37}, {40, 7}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			r, _ := begin(t)
			r.Report(store.Progress{Stage: store.StageRecords, Done: 1200, Total: 5000})
			took(t, r)
			lines := r.Lines(size[0], size[1])
			if len(lines) > size[1] {
				t.Errorf("%d lines of %d", len(lines), size[1])
			}
			golden.RequireEqual(t, ansi.Strip(strings.Join(lines, "\n")))
		})
	}
}
