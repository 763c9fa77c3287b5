package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Review is a preview being decided on: kept so that a lost line loses nothing.
type Review struct {
	ID       int64
	Operator string // whose it is now
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
	Options    string // of the layout, that differ from its defaults
	Mapping    string // which column is which field, where somebody said so by hand

	FileName string
	SHA256   string
	Latest   int64 // the newest history entry when it was begun
	Started  time.Time
	Touched  time.Time
	Ages     time.Time // when it ages out if nobody touches it; zero is never
	Version  int64     // moves with every decision, from whichever window
	State    string    // "open", "saved", "discarded", "aged"
	Act      int64     // the save it led to
	Later    int       // rows decided to be decided later
	Decided  int       // rows decided otherwise
	Known    bool      // it is known how its rows stood when they were shown: not of a review that an older program began

	// What a list of reviews leaves out.
	Mends []Mend        // made by hand or proposed and taken
	Shown []ShownRow    // how the rows stood when they were shown, by line; a row that is not among them was as the records said
	Log   []ReviewEvent // what became of it, oldest first
}

// The states of a review.
const (
	ReviewOpen      = "open"
	ReviewSaved     = "saved"
	ReviewDiscarded = "discarded"
	ReviewAged      = "aged"
)

const reviewQuery = `SELECT id, operator, site, solution, template, mode, sheet, encoding, delimiter, header_line, options, mapping, file_name, sha256, latest,
	started, touched, version, state, act, known, (SELECT count(*) FROM decisions d WHERE d.review = r.id AND d.verdict = 'later'),
	(SELECT count(*) FROM decisions d WHERE d.review = r.id AND d.verdict <> 'later'), ` +
	ageingQuery + ` FROM reviews r `

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
		var days int
		err := rows.Scan(&r.ID, &r.Operator, &r.Site, &r.Solution, &r.Template, &r.Mode, &r.Sheet,
			&r.Encoding, &r.Delimiter, &r.HeaderLine, &r.Options, &r.Mapping, &r.FileName, &r.SHA256, &r.Latest, &started, &touched,
			&r.Version, &r.State, &r.Act, &r.Known, &r.Later, &r.Decided, &days)
		if err != nil {
			return nil, err
		}
		r.Started, r.Touched = parseTime(started), parseTime(touched)
		if r.State == ReviewOpen && days > 0 {
			r.Ages = r.Touched.AddDate(0, 0, days)
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// whole reads what a list of reviews leaves out, and the decisions.
func (r *Review) whole(ctx context.Context, tx *sql.Tx) (ds []Decision, err error) {
	if ds, err = decisions(ctx, tx, r.ID); err != nil {
		return nil, err
	}
	if r.Mends, err = mends(ctx, tx, r.ID); err != nil {
		return nil, err
	}
	if r.Log, err = reviewLog(ctx, tx, r.ID); err != nil {
		return nil, err
	}
	r.Shown, err = shownRows(ctx, tx, r.ID)
	return ds, err
}

// OpenReview finds the operator's open review of the same bytes, site, template, mode and sheet, read in the same
// way, whole and with its decisions; or begins one, with how its rows are shown (r.Shown; r.Known where there may be
// none), and keeps the file. It counts as touching the review. A colleague's review of the same file stays theirs.
func (s *Store) OpenReview(ctx context.Context, r Review, file []byte) (Review, []Decision, error) {
	var decided []Decision
	kept := pack(r.SHA256, file)
	err := s.change(ctx, "the review was not kept", func(tx *sql.Tx) error {
		found, err := reviews(context.Background(), tx, `WHERE state = 'open' AND operator = ? AND sha256 = ? AND site = ?
			AND template = ? AND mode = ? AND sheet = ? AND encoding = ? AND delimiter = ? AND header_line = ? AND options = ? AND mapping = ?
			ORDER BY touched DESC, id DESC LIMIT 1`,
			r.Operator, r.SHA256, r.Site, r.Template, r.Mode, r.Sheet, r.Encoding, r.Delimiter, r.HeaderLine, r.Options, r.Mapping)
		if err != nil {
			return err
		}
		if len(found) == 1 {
			if _, err = own(tx, s.zone, found[0].ID, r.Operator, touching, s.now().UTC().Format(timeLayout)); err != nil {
				return err
			}
			r, decided, err = readReview(tx, found[0].ID)
			return err
		}
		if err := kept.keep(tx); err != nil {
			return err
		}
		r, err = s.beginReview(tx, r)
		return err
	})
	return r, decided, err
}

func (s *Store) beginReview(tx *sql.Tx, r Review) (Review, error) {
	now := s.now().UTC()
	at := now.Format(timeLayout)
	var id int64
	err := tx.QueryRow(`INSERT INTO reviews (operator, site, solution, template, mode, sheet, encoding, delimiter, header_line, options, mapping,
		file_name, sha256, file, latest, started, touched, version, state, act, known)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, max(?, `+lastWritten+`), 1, 'open', 0, ?) RETURNING id`,
		r.Operator, r.Site, r.Solution, r.Template, r.Mode, r.Sheet, r.Encoding, r.Delimiter, r.HeaderLine, r.Options, r.Mapping,
		r.FileName, r.SHA256, r.SHA256, r.Latest, at, at, r.Known || len(r.Shown) > 0).Scan(&id)
	if err != nil {
		return r, err
	}
	e := ReviewEvent{At: now, Operator: r.Operator, What: ReviewBegun}
	if err := e.write(tx, id, 1); err != nil {
		return r, err
	}
	if err := keepShown(tx, id, r.Shown, false); err != nil {
		return r, err
	}
	r, _, err = readReview(tx, id)
	return r, err
}

// readReview reads a review that is there, whole and with its decisions.
func readReview(tx *sql.Tx, id int64) (Review, []Decision, error) {
	found, err := reviews(context.Background(), tx, "WHERE id = ?", id)
	if err != nil {
		return Review{}, nil, err
	}
	ds, err := found[0].whole(context.Background(), tx)
	return found[0], ds, err
}

// change runs a small write that is no record's: reviews with their decisions, drafts, views. failed says what a
// failure means.
func (s *Store) change(ctx context.Context, failed string, do func(*sql.Tx) error) error {
	err := func() error {
		tx, err := s.begin(ctx, failed)
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }()
		if err := do(tx); err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return &commitError{err}
		}
		return nil
	}()
	var ours *Error
	if err == nil || errors.As(err, &ours) {
		return err
	}
	if e, ok := err.(*commitError); ok {
		err = e.error
		if _, asking := s.happened("", err); asking != nil { // no save has this token
			return &Error{CodeInDoubt, "it may be that " + failed, "look at it again before you go on", err}
		}
	}
	return unwritten(failed, err)
}

// Reviews lists the operator's open reviews, the one touched last first.
func (s *Store) Reviews(ctx context.Context, operator string) ([]Review, error) {
	list, err := reviews(ctx, s.read, "WHERE state = 'open' AND operator = ? ORDER BY touched DESC, id DESC", operator)
	return list, s.failedRead("the reviews", err)
}

// AllReviews lists everybody's open reviews, the one touched last first.
func (s *Store) AllReviews(ctx context.Context) ([]Review, error) {
	list, err := reviews(ctx, s.read, "WHERE state = 'open' ORDER BY touched DESC, id DESC")
	return list, s.failedRead("the reviews", err)
}

// Review reads a review with its decisions, mends, shown rows and log, and the bytes of its file, which one that was
// thrown away or aged out has no more; CodeNotFound if there is none.
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
	if err != nil {
		return Review{}, nil, nil, err
	}
	if len(found) == 0 {
		return Review{}, nil, nil, noReview(id)
	}
	ds, err := found[0].whole(ctx, tx)
	if err != nil {
		return Review{}, nil, nil, err
	}
	file, err := fileOf(ctx, tx, "JOIN reviews r ON r.file = f.sha256 WHERE r.id = ?", id)
	if err == sql.ErrNoRows {
		err = nil
	}
	return found[0], ds, file, err
}

func noReview(id int64) error {
	return &Error{Code: CodeNotFound, Message: fmt.Sprintf("there is no review %d", id), Remedy: "pick the file again"}
}

// ReviewsSince lists all reviews of a template, by whomever and whatever became of them, that were begun or decided on
// since a time, the one begun last first.
func (s *Store) ReviewsSince(ctx context.Context, template string, at time.Time) ([]Review, error) {
	since := at.UTC().Format(timeLayout)
	list, err := reviews(ctx, s.read, `WHERE template = ? AND (started >= ? OR touched >= ? AND state NOT IN ('discarded', 'aged'))
		ORDER BY id DESC`, template, since, since)
	return list, s.failedRead("the reviews", err)
}
