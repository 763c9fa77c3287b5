package importer_test

import (
	"context"
	"fmt"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// many is a school with a file of so many rows, all about its devices.
func many(t testing.TB, n int) (*school, importer.Request) {
	t.Helper()
	changes, rows := fleet(n)
	s := &school{t, storetest.Open(t)}
	storetest.Apply(t, s.st, changes...)
	for i := range rows {
		rows[i].room = "new"
	}
	return s, importer.Request{Name: "inventory.csv", Data: file(t, "csv", rows...), Site: oak, Mode: template.ModeInventory}
}

// rooms is the same as a device-edit sheet.
func rooms(q importer.Request, n int) importer.Request {
	text := "Serial Number,Room\n"
	for i := range n {
		text += fmt.Sprintf("C02X%06dH,other\n", i)
	}
	q.Name, q.Data, q.Mode = "edit.csv", []byte(text), ""
	return q
}

func TestPreview_TellsEveryStageInItsOrderAndNeverGoesBack(t *testing.T) {
	const n = 6000
	s, q := many(t, n)
	workbook := q
	_, rows := fleet(n)
	workbook.Name, workbook.Data = "inventory.xlsx", file(t, "xlsx", rows...)
	for name, q := range map[string]importer.Request{"csv": q, "xlsx": workbook, "edit": rooms(q, n)} {
		var told []importer.Progress
		q.Progress = func(p importer.Progress) { told = append(told, p) }
		p, err := importer.Preview(t.Context(), s.st, q)
		if err != nil {
			t.Fatal(err)
		}
		if p.Request.Progress != nil {
			t.Errorf("%s: the plan keeps whoever looked on", name)
		}
		if len(told) < 10 || len(told) > 100 {
			t.Errorf("%s: told %d times", name, len(told))
		}
		order := map[importer.Stage]int{importer.StageRead: 1, importer.StageRecords: 2, importer.StageCompare: 3}
		seen := map[importer.Stage]bool{}
		last := importer.Progress{Stage: importer.StageRead}
		for _, at := range told {
			seen[at.Stage] = true
			if order[at.Stage] < order[last.Stage] || at.Stage == last.Stage && at.Done < last.Done || at.Total > 0 && at.Done >= at.Total {
				t.Errorf("%s: after %+v it tells %+v", name, last, at)
			}
			if at.Stage == importer.StageCompare && at.Total != n {
				t.Errorf("%s: it compares %d rows of %d", name, at.Total, n)
			}
			last = at
		}
		if len(seen) != 3 {
			t.Errorf("%s: the stages told are %v", name, seen)
		}
	}
}

func TestPreview_OfASmallFileTellsNothing(t *testing.T) {
	s, q := many(t, 1000)
	q.Progress = func(p importer.Progress) { t.Errorf("it tells %+v", p) }
	if _, err := importer.Preview(t.Context(), s.st, q); err != nil {
		t.Fatal(err)
	}
}

// Whoever cancels while anything at all is told gets no plan, and nothing is told to them afterwards but what another
// goroutine was about to tell; then the same file is compared as if nothing had been.
func TestPreview_CancelledAtWhateverItTells(t *testing.T) {
	const n = 6000
	s, q := many(t, n)
	for name, q := range map[string]importer.Request{"inventory": q, "edit": rooms(q, n)} {
		stages := map[importer.Stage]int{}
		for k := 1; ; k++ {
			ctx, cancel := context.WithCancel(t.Context())
			told := 0
			q.Progress = func(p importer.Progress) {
				if told++; told == k {
					stages[p.Stage]++
					cancel()
				}
			}
			p, err := importer.Preview(ctx, s.st, q)
			cancel()
			if told < k {
				if err != nil || len(p.Rows) != n || p.Accepted() != n {
					t.Errorf("%s: without a cancel: %v", name, err)
				}
				break
			}
			if store.CodeOf(err) != store.CodeCancelled || told > k+1 {
				t.Errorf("%s: cancelled at %d of %d: %v", name, k, told, err)
			}
			if want := "the comparing was cancelled; nothing was written"; err != nil {
				contains(t, err.Error(), want)
			}
		}
		if len(stages) != 3 {
			t.Errorf("%s: it was cancelled in %v", name, stages)
		}
	}
}

// A context that is cancelled before anything is read is no fault of the database.
func TestPreview_CancelledBeforeItBegan(t *testing.T) {
	s, q := many(t, 10)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, mode := range []template.Mode{"", template.ModeInventory} {
		q.Mode = mode
		if _, err := importer.Preview(ctx, s.st, q); store.CodeOf(err) != store.CodeCancelled {
			t.Errorf("the error is %v", err)
		}
	}
}
