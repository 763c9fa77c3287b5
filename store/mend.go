package store

import (
	"context"
	"database/sql"
)

// Mend is what takes the place of a cell of a file under review: nothing is mended in silence, and the kept
// file stays as it came. Without a column the whole row is left out, as one that repeats another. On line 0, which no
// row has, the whole column trades places with the one that Value names.
type Mend struct {
	Line   int
	Column string // its header, as it stands in the file
	Value  string // what the cell says from now on
}

// KeepMend keeps mends with an open review, as Decide keeps decisions; a later one of the same cell replaces the
// earlier. It answers the review's new version. CodeConflict when the review is not open any more.
func (s *Store) KeepMend(ctx context.Context, review int64, operator string, ms ...Mend) (version int64, err error) {
	return s.mend(ctx, review, func(tx *sql.Tx, at string) error {
		b := newBulk(tx, "mends", []string{"review", "line", "column", "value", "operator", "at"},
			" ON CONFLICT (review, line, column) DO UPDATE SET value = excluded.value, operator = excluded.operator, at = excluded.at")
		for _, m := range ms {
			b.add(review, m.Line, m.Column, m.Value, operator, at)
		}
		return b.flush()
	})
}

// DropMend forgets the mends of these cells: they say again what the file says. It answers as KeepMend does.
func (s *Store) DropMend(ctx context.Context, review int64, ms ...Mend) (version int64, err error) {
	return s.mend(ctx, review, func(tx *sql.Tx, _ string) error {
		stmt, err := tx.Prepare("DELETE FROM mends WHERE review = ? AND line = ? AND column = ?")
		if err != nil {
			return err
		}
		defer stmt.Close()
		for _, m := range ms {
			if _, err := stmt.Exec(review, m.Line, m.Column); err != nil {
				return err
			}
		}
		return nil
	})
}

// mend changes the mends of an open review.
func (s *Store) mend(ctx context.Context, review int64, do func(tx *sql.Tx, at string) error) (version int64, err error) {
	err = s.change(ctx, "the mend was not kept", func(tx *sql.Tx) error {
		at := s.now().UTC().Format(timeLayout)
		if version, err = touch(tx, review, "touched = ?", at); err != nil {
			return err
		}
		return do(tx, at)
	})
	return version, err
}

// mends reads the mends of a review, line by line.
func mends(tx *sql.Tx, review int64) ([]Mend, error) {
	rows, err := tx.Query("SELECT line, column, value FROM mends WHERE review = ? ORDER BY line, column", review)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Mend
	for rows.Next() {
		var m Mend
		if err := rows.Scan(&m.Line, &m.Column, &m.Value); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, rows.Err()
}
