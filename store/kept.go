package store

import (
	"context"
	"database/sql"
)

// ShownRow is how a row of a review stood when it was shown, in the words of whoever judges rows; nil Row: as the records
// said, and nothing is kept of it.
type ShownRow struct {
	Line int
	Row  []byte
}

// Kept is what is kept of a review at once: what somebody decided and mended, with how the rows stood on which that was
// done.
type Kept struct {
	Decisions []Decision // a later one about the same row replaces the earlier
	Mends     []Mend     // a later one of the same cell replaces the earlier
	Dropped   []Mend     // mends of these cells are forgotten, before the others are kept: they say again what the file says
	Shown     []ShownRow
	Afresh    bool // Shown are all there are: what else was shown is forgotten
}

// moves reports whether it makes a new version of its review.
func (k *Kept) moves() bool { return len(k.Decisions)+len(k.Mends)+len(k.Dropped) > 0 }

// Keep keeps all of it in one transaction, so that the rows kept are always those that were decided on. Decisions and
// mends make one new version of the review, shown rows none; it answers the version. It counts as touching the review,
// also where there is nothing to keep. CodeConflict when the review is not open any more, or not the operator's: the
// sentence tells what became of it. CodeInvalid for a reason that cannot go on record.
func (s *Store) Keep(ctx context.Context, review int64, operator string, k Kept) (version int64, err error) {
	for _, d := range k.Decisions {
		if err := speakable("the reason", d.Reason); err != nil {
			return 0, err
		}
	}
	err = s.change(ctx, k.failed(), func(tx *sql.Tx) error {
		at := s.now().UTC().Format(timeLayout)
		assignment := touching
		if k.moves() {
			assignment += ", version = version + 1"
		}
		if version, err = own(tx, s.zone, review, operator, assignment, at); err != nil {
			return err
		}
		if err := k.keepDecisions(tx, review, operator, at); err != nil {
			return err
		}
		if err := k.keepMends(tx, review, operator, at); err != nil {
			return err
		}
		return keepShown(tx, review, k.Shown, k.Afresh)
	})
	return version, err
}

// failed says what it means that nothing was kept.
func (k *Kept) failed() string {
	switch {
	case len(k.Decisions) > 0:
		return "the decision was not kept"
	case k.moves():
		return "the mend was not kept"
	default:
		return "what was shown was not kept"
	}
}

func (k *Kept) keepDecisions(tx *sql.Tx, review int64, operator, at string) error {
	b := newBulk(tx, "decisions", []string{"review", "line", "verdict", "reason", "operator", "at"},
		` ON CONFLICT (review, line) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason,
		operator = excluded.operator, at = excluded.at`)
	for _, d := range k.Decisions {
		b.add(review, d.Line, string(d.Verdict), d.Reason, operator, at)
	}
	return b.flush()
}

func (k *Kept) keepMends(tx *sql.Tx, review int64, operator, at string) error {
	gone := make([][]any, len(k.Dropped))
	for i, m := range k.Dropped {
		gone[i] = []any{review, m.Line, m.Column}
	}
	if err := each(tx, "DELETE FROM mends WHERE review = ? AND line = ? AND column = ?", gone); err != nil {
		return err
	}
	b := newBulk(tx, "mends", []string{"review", "line", "column", "value", "operator", "at"},
		" ON CONFLICT (review, line, column) DO UPDATE SET value = excluded.value, operator = excluded.operator, at = excluded.at")
	for _, m := range k.Mends {
		b.add(review, m.Line, m.Column, m.Value, operator, at)
	}
	return b.flush()
}

// keepShown keeps how rows stand on the screen.
func keepShown(tx *sql.Tx, review int64, rows []ShownRow, afresh bool) error {
	if afresh {
		if _, err := tx.Exec("UPDATE reviews SET known = 1 WHERE id = ?", review); err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM shown_rows WHERE review = ?", review); err != nil {
			return err
		}
	}
	var gone [][]any
	b := newBulk(tx, "shown_rows", []string{"review", "line", "row"}, " ON CONFLICT (review, line) DO UPDATE SET row = excluded.row")
	for _, r := range rows {
		if r.Row == nil {
			gone = append(gone, []any{review, r.Line})
			continue
		}
		b.add(review, r.Line, r.Row)
	}
	if err := b.flush(); err != nil {
		return err
	}
	return each(tx, "DELETE FROM shown_rows WHERE review = ? AND line = ?", gone)
}

// each runs a statement for every set of arguments.
func each(tx *sql.Tx, statement string, all [][]any) error {
	if len(all) == 0 {
		return nil
	}
	stmt, err := tx.Prepare(statement)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, args := range all {
		if _, err := stmt.Exec(args...); err != nil {
			return err
		}
	}
	return nil
}

func shownRows(ctx context.Context, tx *sql.Tx, review int64) ([]ShownRow, error) {
	rows, err := tx.QueryContext(ctx, "SELECT line, row FROM shown_rows WHERE review = ? ORDER BY line", review)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []ShownRow
	for rows.Next() {
		var r ShownRow
		if err := rows.Scan(&r.Line, &r.Row); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}
