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

// mends reads the mends of a review, line by line; columns that trade places in the order in which they did.
func mends(ctx context.Context, tx *sql.Tx, review int64) ([]Mend, error) {
	rows, err := tx.QueryContext(ctx, "SELECT line, column, value FROM mends WHERE review = ? ORDER BY line, CASE line WHEN 0 THEN rowid END, column", review)
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
