package store

import (
	"context"
	"database/sql"
	"time"
)

// Verdict is what the operator decided about a row.
type Verdict string

// The verdicts.
const (
	VerdictAccept   Verdict = "accept"
	VerdictLeaveOut Verdict = "leave_out"
	VerdictLater    Verdict = "later"
)

// Decision is one row's verdict. Operator and At are filled in on reading.
type Decision struct {
	Line     int
	Verdict  Verdict
	Reason   string // why, in the operator's words; may be empty
	Operator string // who decided; a review that was taken over has decisions of several
	At       time.Time
}

func decisions(ctx context.Context, tx *sql.Tx, review int64) ([]Decision, error) {
	rows, err := tx.QueryContext(ctx, "SELECT line, verdict, reason, operator, at FROM decisions WHERE review = ? ORDER BY line", review)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Decision
	for rows.Next() {
		var d Decision
		var at string
		if err := rows.Scan(&d.Line, &d.Verdict, &d.Reason, &d.Operator, &at); err != nil {
			return nil, err
		}
		d.At = parseTime(at)
		list = append(list, d)
	}
	return list, rows.Err()
}

// speakable refuses words that cannot go on record.
func speakable(what, words string) error {
	if f := Storable(words); f != nil {
		return &Error{Code: CodeInvalid, Message: what + " cannot be kept: " + f.Message, Remedy: f.Remedy}
	}
	return nil
}
