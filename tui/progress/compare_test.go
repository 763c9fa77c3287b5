package progress_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"homeroom/importer"
	"homeroom/tui/progress"
	"homeroom/tui/theme"
)

func TestCompare_IsLongOnlyOnceSomethingIsToldAfterAWhile(t *testing.T) {
	var now time.Time
	r, ctx := progress.Compare(context.Background(), theme.New(true, false), "Reading oak.csv", func() time.Time { return now })
	tell := func(p importer.Progress) {
		r.Compared(p)
		took(t, r)
	}
	tell(importer.Progress{Stage: importer.StageRead, Done: 7, Total: 100})
	if r.Long() {
		t.Error("it is long from the beginning")
	}
	now = now.Add(time.Second)
	if r.Long() {
		t.Error("it became long though nothing was told")
	}
	last := -1
	for _, p := range []importer.Progress{
		{Stage: importer.StageRead, Done: 50, Total: 100},
		{Stage: importer.StageRecords},
		{Stage: importer.StageCompare, Total: 9000},
		{Stage: importer.StageCompare, Done: 8000, Total: 9000},
	} {
		tell(p)
		full := strings.Count(strings.Join(r.Brief(80), "\n"), "█")
		if !r.Long() || full < last {
			t.Errorf("%+v: the bar went from %d to %d", p, last, full)
		}
		last = full
	}
	r.Cancel()
	if view := strings.Join(r.Brief(80), "\n"); ctx.Err() == nil || !strings.Contains(view, "Cancelling") {
		t.Errorf("esc did not stop it:\n%s", view)
	}
	if (*progress.Run)(nil).Long() {
		t.Error("what is not under way is long")
	}
}
