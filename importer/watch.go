package importer

import (
	"context"
	"sync"

	"homeroom/store"
)

// Stage is what Preview is doing, in words.
type Stage string

// The stages, in the order in which they run. A file that is refused does not come to all of them.
const (
	StageRead    Stage = "reading the file"
	StageRecords Stage = "looking up the records"
	StageCompare Stage = "comparing the rows"
)

// Progress is how far Preview is: Done of Total rows. While the file is read nobody knows yet how many rows there are;
// then it is hundredths of the file. Total is 0 where nothing can be counted.
type Progress struct {
	Stage       Stage
	Done, Total int
}

const (
	tellings  = 16   // how often a stage is told, roughly
	tellFrom  = 2000 // rows from which on a file is told of: smaller ones are done before anybody has looked
	lookEvery = 1024 // after so many rows it is seen whether the comparison was cancelled
)

// watch tells how far a comparison is, and notices that it was cancelled. A nil one does neither.
type watch struct {
	ctx    context.Context
	tell   func(Progress) // nil for nobody
	mu     sync.Mutex     // rows are looked at on two goroutines
	at     Progress
	passes int // how often the rows are gone through
	passed int // rows gone through in all passes
	told   int // what of the stage was told already, in parts of tellings
	large  bool
}

// stopped is the error of a comparison that was cancelled; nil while it goes on.
func (w *watch) stopped() error {
	if w == nil || w.ctx.Err() == nil {
		return nil
	}
	return &store.Error{
		Code: store.CodeCancelled, Message: "the comparing was cancelled; nothing was written", Remedy: "do it again when you want it",
	}
}

// enter begins a stage in which so many are gone through a few times.
func (w *watch) enter(s Stage, total, passes int) error {
	if w != nil {
		w.at, w.passes, w.passed, w.told = Progress{Stage: s, Total: total}, passes, 0, 0
		w.say()
	}
	return w.stopped()
}

// read is told by the reader of the file how far it is.
func (w *watch) read(rows int, share float64) error {
	w.large = w.large || rows >= tellFrom
	w.mu.Lock()
	defer w.mu.Unlock()
	w.reach(int(share * 100))
	return w.stopped()
}

// chunks does the work on rows from to in pieces, and no more of it once the comparison is cancelled.
func (w *watch) chunks(from, to int, work func(from, to int)) {
	if w == nil {
		work(from, to)
		return
	}
	for ; from < to && w.stopped() == nil; from += lookEvery {
		end := min(from+lookEvery, to)
		work(from, end)
		w.add(end - from)
	}
}

// add counts rows as gone through.
func (w *watch) add(rows int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.reach(w.passed + rows)
}

// reach tells that so many are gone through, where that is news. That all are done is told by the answer itself.
func (w *watch) reach(passed int) {
	w.passed = max(w.passed, passed)
	w.at.Done = w.passed / w.passes
	if part := w.at.Done * tellings / max(1, w.at.Total); part > w.told && w.at.Done < w.at.Total {
		w.told = part
		w.say()
	}
}

func (w *watch) say() {
	if w.tell != nil && w.large {
		w.tell(w.at)
	}
}

// inTurn runs the steps one after the other, and no more of them once the comparison is cancelled.
func (w *watch) inTurn(steps ...func()) {
	for _, step := range steps {
		if w.stopped() != nil {
			return
		}
		step()
	}
}
