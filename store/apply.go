package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Apply is the one door through which records are written. In one immediate transaction it checks that every
// touched record still has the version its change was planned against, writes the records, the history and
// the import behind them, and closes the review they came from. All of it is saved, or nothing:
//
//   - *ConflictError: records moved meanwhile; nothing was saved.
//   - CodeInvalid: the changes contradict the records or each other; nothing was saved.
//   - CodeNotSaved: the database could not write; nothing was saved.
//   - CodeCancelled: ctx was cancelled before StageCommit; nothing was saved.
//   - CodeInDoubt: the commit failed and nobody can tell whether it happened.
//
// Whoever is told of its progress (act.Progress) is told beside it, and not any more once Apply has returned: what they
// do with it neither stops the save nor keeps anybody else from writing.
//
// Several changes of one record in one act are walked in order, all planned against the same version.
func (s *Store) Apply(ctx context.Context, act Act, changes []Change) (Receipt, error) {
	if err := checkChanges(changes); err != nil {
		return Receipt{}, err
	}
	token := newToken()
	tell := tellTo(act.Progress)
	receipt, err := s.apply(ctx, act, changes, token, tell)
	tell.end()
	if err == nil {
		return receipt, nil
	}
	return s.settle(receipt, token, err)
}

func (s *Store) apply(ctx context.Context, act Act, changes []Change, token string, tell *teller) (Receipt, error) {
	var file *packed
	if act.Import != nil {
		file = pack(act.Import.SHA256, act.Import.Bytes)
	}
	tx, err := s.begin(ctx, nothingSaved)
	if err != nil {
		return Receipt{}, err
	}
	defer func() { _ = tx.Rollback() }()
	sv, err := newSave(tx, act, s.now(), s.zone)
	if err != nil {
		return Receipt{}, err
	}
	sv.file, sv.meter = file, meter{ctx: ctx, tell: tell}
	if changes, err = sv.withPlaces(changes); err != nil {
		return Receipt{}, err
	}
	entries, err := sv.plan(changes)
	if err != nil {
		return Receipt{}, err
	}
	if err := sv.write(token, entries); err != nil {
		return Receipt{}, err
	}
	if err := sv.meter.enter(StageCommit, 1); err != nil {
		return Receipt{}, err
	}
	receipt := Receipt{Act: sv.actID, At: sv.at}
	if err := tx.Commit(); err != nil {
		return receipt, &commitError{err}
	}
	return receipt, nil
}

// commitError marks the one failure after which the save may have happened all the same.
type commitError struct{ error }

// settle turns a failure into the truth about it: after a failed commit the database is asked.
func (s *Store) settle(receipt Receipt, token string, err error) (Receipt, error) {
	switch e := err.(type) {
	case *ConflictError, *Error:
		return Receipt{}, err
	case *commitError:
		saved, asking := s.happened(token, e.error)
		switch {
		case asking != nil:
			return Receipt{}, &Error{
				CodeInDoubt, "the save ended in an error and the database does not answer whether it happened",
				"look at the history before saving again", e.error,
			}
		case saved:
			return receipt, nil
		}
		err = e.error
	}
	return Receipt{}, unwritten(nothingSaved, err)
}

// happened asks the database whether the save with this token is there. Where it is not, it makes sure that it will not
// be there later either.
func (s *Store) happened(token string, failed error) (saved bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }()
	var n int
	if err := tx.QueryRow("SELECT count(*) FROM acts WHERE token = ?", token).Scan(&n); err != nil || n > 0 {
		return n > 0, err
	}
	return false, overwrite(tx, failed)
}

// checkChanges refuses what could never be saved, before any lock is taken.
func checkChanges(changes []Change) error {
	if len(changes) == 0 {
		return &Error{Code: CodeInvalid, Message: "there is nothing to save"}
	}
	for i := range changes {
		c := &changes[i]
		t := tableOf(c.Record)
		if t == nil || c.Key == "" {
			return invalid(c, "it names no record")
		}
		for _, f := range c.Fields {
			if t.column(f.Field) < 0 {
				return invalid(c, fmt.Sprintf("a %s has no field %s", c.Record, f.Field))
			}
			if finding := Storable(f.New); finding != nil {
				return invalid(c, f.Field.Label()+": "+finding.Message)
			}
		}
	}
	return nil
}

func invalid(c *Change, why string) error {
	return &Error{
		Code:    CodeInvalid,
		Message: fmt.Sprintf("the change of %s %s cannot be saved: %s", c.Record, c.Key, why),
		Remedy:  "look at the record again and make the change anew",
	}
}

// save is one run of Apply.
type save struct {
	tx     *sql.Tx
	act    Act
	at     time.Time
	zone   *time.Location // of the times in refusals
	actID  int64
	last   int64 // the newest history entry so far
	chain  []byte
	states map[Kind]map[string]*state
	order  map[Kind][]string
	file   *packed // the import's, nil for other acts
	meter  meter
}

func newSave(tx *sql.Tx, act Act, now time.Time, zone *time.Location) (*save, error) {
	sv := &save{
		tx: tx, act: act, zone: zone, at: now.UTC().Truncate(time.Millisecond),
		states: map[Kind]map[string]*state{}, order: map[Kind][]string{},
	}
	err := tx.QueryRow("SELECT coalesce(max(id), 0) + 1 FROM acts").Scan(&sv.actID)
	if err != nil {
		return nil, err
	}
	err = tx.QueryRow("SELECT id, digest FROM history ORDER BY id DESC LIMIT 1").Scan(&sv.last, &sv.chain)
	if err == sql.ErrNoRows {
		err = nil
	}
	return sv, err
}

// plan holds the changes against the records as they are, and makes the history of them.
func (sv *save) plan(changes []Change) ([]entry, error) {
	if err := sv.meter.enter(StageCheck, len(changes)); err != nil {
		return nil, err
	}
	if err := sv.read(changes); err != nil {
		return nil, err
	}
	if err := sv.conflicts(changes); err != nil {
		return nil, err
	}
	return sv.walk(changes)
}

// read loads every record that the changes touch, as sets.
func (sv *save) read(changes []Change) error {
	for i := range changes {
		c := &changes[i]
		if sv.states[c.Record] == nil {
			sv.states[c.Record] = map[string]*state{}
		}
		if _, seen := sv.states[c.Record][c.Key]; !seen {
			sv.states[c.Record][c.Key] = &state{}
			sv.order[c.Record] = append(sv.order[c.Record], c.Key)
		}
	}
	for i := range tables {
		t := &tables[i]
		if len(sv.order[t.kind]) == 0 {
			continue
		}
		if err := t.load(sv.tx, sv.order[t.kind], sv.states[t.kind]); err != nil {
			return err
		}
	}
	return nil
}

// walk checks every change against its record and turns it into a history entry.
func (sv *save) walk(changes []Change) ([]entry, error) {
	entries := make([]entry, 0, len(changes))
	for i := range changes {
		c := &changes[i]
		st := sv.states[c.Record][c.Key]
		op, err := step(c, st)
		if err != nil {
			return nil, err
		}
		sv.last++
		st.version = sv.last
		entries = append(entries, entry{id: sv.last, op: op, change: c})
		if err := sv.meter.step(); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// step makes one change in memory and says what it was.
func step(c *Change, st *state) (op string, err error) {
	t := tableOf(c.Record)
	op = opUpdate
	switch {
	case c.Delete && st.values == nil:
		return "", invalid(c, "the record is not there")
	case c.Delete:
		op = opDelete
	case st.values == nil:
		op = opCreate
		st.values = make([]string, len(t.fields))
	}
	for _, f := range c.Fields {
		i := t.column(f.Field)
		if st.values[i] != f.Old {
			return "", invalid(c, fmt.Sprintf("%s is not what the change was planned against", f.Field.Label()))
		}
		st.values[i] = f.New
	}
	if c.Delete {
		for i, v := range st.values {
			if v != "" {
				return "", invalid(c, fmt.Sprintf("deleting it would lose %s", Field(t.fields[i]).Label()))
			}
		}
		st.values = nil
		return op, nil
	}
	if t.keyOf(st.values) != c.Key {
		return "", invalid(c, "its key would not match")
	}
	return op, nil
}
