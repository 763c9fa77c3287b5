package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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

// Decision is one row's verdict.
type Decision struct {
	Line    int
	Verdict Verdict
}

// Review is a preview being decided on: kept so that a lost line loses nothing.
type Review struct {
	ID       int64
	Operator string
	Site     string
	Solution string // for a site that the import will create
	Template string
	Mode     string
	Sheet    string
	// How the file is read, where somebody chose that by hand; empty, or 0, where its content decides. A file that is
	// read otherwise has other rows: no decision and no mend goes from one reading to another.
	Encoding   string
	Delimiter  string
	HeaderLine int

	FileName string
	SHA256   string
	Latest   int64 // the newest history entry when it was begun
	Started  time.Time
	Touched  time.Time
	Version  int64  // moves with every decision, from whichever window
	State    string // "open", "saved", "discarded"
	Act      int64  // the save it led to
	Later    int    // rows decided to be decided later
	Mends    []Mend // made by hand or proposed and taken; a list of reviews leaves them out
}

// The states of a review.
const (
	ReviewOpen      = "open"
	ReviewSaved     = "saved"
	ReviewDiscarded = "discarded"
)

const reviewQuery = `SELECT id, operator, site, solution, template, mode, sheet, encoding, delimiter, header_line, file_name, sha256, latest,
	started, touched, version, state, act, (SELECT count(*) FROM decisions d WHERE d.review = r.id AND d.verdict = 'later') FROM reviews r `

func reviews(ctx context.Context, q querier, condition string, args ...any) ([]Review, error) {
	rows, err := q.QueryContext(ctx, reviewQuery+condition, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Review
	for rows.Next() {
		var r Review
		var started, touched string
		err := rows.Scan(&r.ID, &r.Operator, &r.Site, &r.Solution, &r.Template, &r.Mode, &r.Sheet,
			&r.Encoding, &r.Delimiter, &r.HeaderLine, &r.FileName, &r.SHA256, &r.Latest, &started, &touched, &r.Version, &r.State, &r.Act, &r.Later)
		if err != nil {
			return nil, err
		}
		r.Started, r.Touched = parseTime(started), parseTime(touched)
		list = append(list, r)
	}
	return list, rows.Err()
}

// OpenReview finds the operator's open review of the same bytes, site, template, mode and sheet, read in the same
// way, with its decisions and mends; or begins one and keeps the file.
func (s *Store) OpenReview(ctx context.Context, r Review, file []byte) (Review, []Decision, error) {
	var decided []Decision
	kept := pack(r.SHA256, file)
	err := s.change(ctx, "the decision was not kept", func(tx *sql.Tx) error {
		found, err := reviews(context.Background(), tx, `WHERE state = 'open' AND operator = ? AND sha256 = ? AND site = ?
			AND template = ? AND mode = ? AND sheet = ? AND encoding = ? AND delimiter = ? AND header_line = ? ORDER BY id DESC LIMIT 1`,
			r.Operator, r.SHA256, r.Site, r.Template, r.Mode, r.Sheet, r.Encoding, r.Delimiter, r.HeaderLine)
		if err != nil {
			return err
		}
		if len(found) == 1 {
			r = found[0]
			if decided, err = decisions(tx, r.ID); err == nil {
				r.Mends, err = mends(tx, r.ID)
			}
			return err
		}
		if err := kept.keep(tx); err != nil {
			return err
		}
		at := s.now().UTC()
		r.State, r.Started, r.Touched = ReviewOpen, at, at
		return tx.QueryRow(`INSERT INTO reviews (operator, site, solution, template, mode, sheet, encoding, delimiter, header_line,
			file_name, sha256, latest, started, touched, version, state, act)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 'open', 0) RETURNING id, version`,
			r.Operator, r.Site, r.Solution, r.Template, r.Mode, r.Sheet, r.Encoding, r.Delimiter, r.HeaderLine,
			r.FileName, r.SHA256, r.Latest, at.Format(timeLayout), at.Format(timeLayout)).Scan(&r.ID, &r.Version)
	})
	return r, decided, err
}

func decisions(tx *sql.Tx, review int64) ([]Decision, error) {
	rows, err := tx.Query("SELECT line, verdict FROM decisions WHERE review = ? ORDER BY line", review)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Decision
	for rows.Next() {
		var d Decision
		if err := rows.Scan(&d.Line, &d.Verdict); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// Decide keeps decisions; a later one about the same row replaces the earlier. It answers the review's new
// version. CodeConflict when the review is not open any more: the sentence tells what became of it.
func (s *Store) Decide(ctx context.Context, review int64, ds []Decision) (version int64, err error) {
	err = s.change(ctx, "the decision was not kept", func(tx *sql.Tx) error {
		at := s.now().UTC().Format(timeLayout)
		version, err = touch(tx, review, "touched = ?", at)
		if err != nil {
			return err
		}
		b := newBulk(tx, "decisions", []string{"review", "line", "verdict", "at"},
			" ON CONFLICT (review, line) DO UPDATE SET verdict = excluded.verdict, at = excluded.at")
		for _, d := range ds {
			b.add(review, d.Line, string(d.Verdict), at)
		}
		return b.flush()
	})
	return version, err
}

// DiscardReview throws an open review away; what was decided stays in the database, the review is listed no more.
// CodeConflict when it is not open any more.
func (s *Store) DiscardReview(ctx context.Context, id int64) error {
	return s.change(ctx, "the decision was not kept", func(tx *sql.Tx) error {
		_, err := touch(tx, id, "state = 'discarded', touched = ?", s.now().UTC().Format(timeLayout))
		return err
	})
}

// touch changes an open review and answers its new version.
func touch(tx *sql.Tx, id int64, assignment string, args ...any) (version int64, err error) {
	err = tx.QueryRow("UPDATE reviews SET "+assignment+", version = version + 1 WHERE id = ? AND state = 'open' RETURNING version",
		append(args, id)...).Scan(&version)
	if err == sql.ErrNoRows {
		err = closed(tx, id)
	}
	return version, err
}

// closed tells what became of a review that is not open.
func closed(tx *sql.Tx, id int64) error {
	found, err := reviews(context.Background(), tx, "WHERE id = ?", id)
	if err != nil {
		return err
	}
	e := &Error{Code: CodeConflict, Message: fmt.Sprintf("review %d was thrown away", id), Remedy: "pick the file again"}
	if len(found) == 1 && found[0].State == ReviewSaved {
		e.Message = fmt.Sprintf("this review was saved already, as save %d", found[0].Act)
		e.Remedy = "look at that save in the history"
	}
	return e
}

// change runs a small write that is no record's: reviews with their decisions, drafts, views. failed says what a
// failure means.
func (s *Store) change(ctx context.Context, failed string, do func(*sql.Tx) error) error {
	err := func() error {
		tx, err := s.write.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }()
		if err := do(tx); err != nil {
			return err
		}
		return tx.Commit()
	}()
	var ours *Error
	if err == nil || errors.As(err, &ours) {
		return err
	}
	return &Error{CodeNotSaved, failed, "try again; if it stays, look at free space on the disk", err}
}

// Reviews lists the operator's open reviews, the one touched last first.
func (s *Store) Reviews(ctx context.Context, operator string) ([]Review, error) {
	list, err := reviews(ctx, s.read, "WHERE state = 'open' AND operator = ? ORDER BY touched DESC, id DESC", operator)
	return list, s.failedRead("the reviews", err)
}

// Review reads a review with its decisions and mends, and the bytes of its file; CodeNotFound if there is none.
func (s *Store) Review(ctx context.Context, id int64) (Review, []Decision, []byte, error) {
	r, ds, file, err := s.review(ctx, id)
	return r, ds, file, s.failedRead("the review", err)
}

func (s *Store) review(ctx context.Context, id int64) (Review, []Decision, []byte, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Review{}, nil, nil, err
	}
	defer func() { _ = tx.Rollback() }()
	found, err := reviews(ctx, tx, "WHERE id = ?", id)
	if err == nil && len(found) == 0 {
		err = &Error{Code: CodeNotFound, Message: fmt.Sprintf("there is no review %d", id), Remedy: "pick the file again"}
	}
	if err != nil {
		return Review{}, nil, nil, err
	}
	ds, err := decisions(tx, id)
	if err == nil {
		found[0].Mends, err = mends(tx, id)
	}
	if err != nil {
		return Review{}, nil, nil, err
	}
	file, err := fileOf(ctx, tx, "WHERE f.sha256 = ?", found[0].SHA256)
	return found[0], ds, file, err
}

// ReviewsSince lists all reviews of a template, by whomever and whatever became of them, that were begun or decided on
// since a time, the one begun last first.
func (s *Store) ReviewsSince(ctx context.Context, template string, at time.Time) ([]Review, error) {
	since := at.UTC().Format(timeLayout)
	list, err := reviews(ctx, s.read, `WHERE template = ? AND (started >= ? OR touched >= ? AND state <> 'discarded') ORDER BY id DESC`,
		template, since, since)
	return list, s.failedRead("the reviews", err)
}
