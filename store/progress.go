package store

import (
	"context"
	"database/sql"
)

// Stage is what Apply is doing.
type Stage string

// The stages, in the order in which they run. Once StageCommit is told, a save cannot be cancelled any more.
const (
	StageCheck   Stage = "check"   // the changes are held against the records
	StageHistory Stage = "history" // the history is written
	StageRows    Stage = "rows"    // the outcomes of an import's rows are written
	StageRecords Stage = "records" // the records are written
	StageCommit  Stage = "commit"  // all of it is made to last
)

// Progress is how far Apply is: so many of a stage's changes or rows are done.
type Progress struct {
	Stage Stage
	Done  int
	Total int
}

// meter tells how far a save is, and notices that it was cancelled.
type meter struct {
	ctx  context.Context
	tell *teller
	at   Progress
	told int // what of the stage was told already
}

const (
	tellings  = 16 // how often a stage is told, roughly
	lookEvery = 64 // after so many rows it is seen whether the save was cancelled
)

// enter begins a stage of so many rows; CodeCancelled when the save was cancelled before.
func (m *meter) enter(s Stage, total int) error {
	if err := cancelled(m.ctx, nothingSaved); err != nil {
		return err
	}
	m.at, m.told = Progress{s, 0, total}, 0
	m.tell.say(m.at)
	return nil
}

// step counts a row as done; CodeCancelled when the save was cancelled meanwhile.
func (m *meter) step() error {
	m.at.Done++
	last := m.at.Done == m.at.Total
	if m.at.Done%lookEvery != 0 && !last {
		return nil
	}
	if last || (m.at.Done-m.told)*tellings >= m.at.Total {
		m.told = m.at.Done
		m.tell.say(m.at)
	}
	return cancelled(m.ctx, nothingSaved)
}

const nothingSaved = "nothing was saved"

// cancelled is the error of a write that its caller gave up; nil while it goes on. failed says what that means.
func cancelled(ctx context.Context, failed string) error {
	if ctx.Err() == nil {
		return nil
	}
	return &Error{Code: CodeCancelled, Message: failed + ": it was cancelled", Remedy: "do it again when you want it"}
}

// begun is what came of beginning a transaction.
type begun struct {
	tx  *sql.Tx
	err error
}

// begin begins a transaction that does not see ctx being cancelled: one that is rolled back under the hands of whoever
// writes it would let the next statement run outside it. Whoever writes looks at ctx between statements instead. Only the
// waiting ends with ctx: another process may hold the lock for long. failed says what a failure means.
func (s *Store) begin(ctx context.Context, failed string) (*sql.Tx, error) {
	if err := cancelled(ctx, failed); err != nil {
		return nil, err
	}
	waiting := make(chan begun, 1)
	go func() {
		tx, err := s.write.BeginTx(context.WithoutCancel(ctx), nil)
		waiting <- begun{tx, err}
	}()
	select {
	case b := <-waiting:
		return b.tx, b.err
	case <-ctx.Done():
		go func() {
			if b := <-waiting; b.err == nil {
				_ = b.tx.Rollback()
			}
		}()
		return nil, cancelled(ctx, failed)
	}
}
