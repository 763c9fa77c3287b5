package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ReviewEvent is a line of a review's log.
type ReviewEvent struct {
	At       time.Time
	Operator string // empty where the time did it
	What     string
	Word     string // what the operator said to it
}

// What becomes of a review.
const (
	ReviewBegun      = "begun"
	ReviewTakenOver  = "taken over"
	ReviewThrownAway = "thrown away"
	ReviewAgedOut    = "aged out"
	ReviewWasSaved   = "saved"
)

// write puts an event into the log of a review, at the version that it made; after all that the log holds, should the
// version of the review have been behind it.
func (e *ReviewEvent) write(tx *sql.Tx, review, version int64) error {
	_, err := tx.Exec(`INSERT INTO review_log (review, version, at, operator, what, word)
		SELECT ?1, max(?2, coalesce(max(version), 0) + 1), ?3, ?4, ?5, ?6 FROM review_log WHERE review = ?1`,
		review, version, e.At.Format(timeLayout), e.Operator, e.What, e.Word)
	return err
}

func reviewLog(ctx context.Context, tx *sql.Tx, review int64) ([]ReviewEvent, error) {
	rows, err := tx.QueryContext(ctx, "SELECT at, operator, what, word FROM review_log WHERE review = ? ORDER BY version", review)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []ReviewEvent
	for rows.Next() {
		var e ReviewEvent
		var at string
		if err := rows.Scan(&at, &e.Operator, &e.What, &e.Word); err != nil {
			return nil, err
		}
		e.At = parseTime(at)
		list = append(list, e)
	}
	return list, rows.Err()
}

// touching notes when a review was touched. It never goes back: a clock that is behind makes nothing older.
const touching = "touched = max(touched, ?)"

// own changes an open review of the operator and answers its version.
func own(tx *sql.Tx, zone *time.Location, id int64, operator, assignment string, args ...any) (version int64, err error) {
	err = tx.QueryRow("UPDATE reviews SET "+assignment+" WHERE id = ? AND state = 'open' AND operator = ? RETURNING version",
		append(args, id, operator)...).Scan(&version)
	if err == sql.ErrNoRows {
		err = refusal(tx, zone, id)
	}
	return version, err
}

// turn changes an open review of the operator and writes that into its log. It answers the new version.
func turn(tx *sql.Tx, zone *time.Location, id int64, operator string, e ReviewEvent, assignment string, args ...any) (version int64, err error) {
	version, err = own(tx, zone, id, operator, assignment+", version = version + 1", args...)
	if err != nil {
		return 0, err
	}
	return version, e.write(tx, id, version)
}

// refusal tells why a review is not the operator's to change: who did what with it, and when.
func refusal(tx *sql.Tx, zone *time.Location, id int64) error {
	found, err := reviews(context.Background(), tx, "WHERE id = ?", id)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return noReview(id)
	}
	log, err := reviewLog(context.Background(), tx, id)
	if err != nil {
		return err
	}
	var last ReviewEvent
	for _, last = range log { // the newest
	}
	by, at := last.Operator, moment(last.At.In(zone))
	e := &Error{Code: CodeConflict, Message: fmt.Sprintf("this review is %s’s", found[0].Operator), Remedy: "take it over first"}
	switch last.What {
	case ReviewWasSaved:
		e.Message = fmt.Sprintf("this review was saved already, as save %d, by %s at %s", found[0].Act, by, at)
		e.Remedy = "look at that save in the history"
	case ReviewThrownAway:
		e.Message, e.Remedy = fmt.Sprintf("review %d was thrown away by %s at %s", id, by, at), "pick the file again"
	case ReviewAgedOut:
		e.Message, e.Remedy = fmt.Sprintf("review %d aged out at %s: %s", id, at, last.Word), "pick the file again"
	case ReviewTakenOver:
		e.Message = fmt.Sprintf("this review was taken over by %s at %s: “%s”", by, at, last.Word)
		e.Remedy = "talk to " + by + ", or take it over again"
	}
	return e
}

// TakeOver makes a colleague's open review the operator's, with a word to whoever had it. CodeInvalid without a word, or
// when it is theirs already; CodeConflict when it is not open any more, CodeNotFound if there is none.
func (s *Store) TakeOver(ctx context.Context, review int64, operator, word string) (Review, error) {
	word = strings.TrimSpace(word)
	if word == "" {
		return Review{}, &Error{
			Code: CodeInvalid, Message: "a review is taken over with a word to whoever had it", Remedy: "say why, in a few words",
		}
	}
	if err := speakable("the word", word); err != nil {
		return Review{}, err
	}
	var taken Review
	err := s.change(ctx, "the review was not taken over", func(tx *sql.Tx) error {
		found, err := reviews(context.Background(), tx, "WHERE id = ? AND state = 'open'", review)
		switch {
		case err != nil:
			return err
		case len(found) == 0:
			return refusal(tx, s.zone, review)
		case found[0].Operator == operator:
			return &Error{Code: CodeInvalid, Message: "this review is yours already", Remedy: "go on with it"}
		}
		e := ReviewEvent{At: s.now().UTC(), Operator: operator, What: ReviewTakenOver, Word: word}
		_, err = turn(tx, s.zone, review, found[0].Operator, e, "operator = ?, "+touching, operator, e.At.Format(timeLayout))
		if err != nil {
			return err
		}
		if err == nil {
			taken, _, err = readReview(tx, review)
		}
		return err
	})
	return taken, err
}

// DiscardReview throws the operator's open review away, with its decisions, mends and shown rows, and with its file
// unless an import or another review has the same. That it was there stays. The errors are those of Keep.
func (s *Store) DiscardReview(ctx context.Context, id int64, operator string) error {
	return s.change(ctx, "the review was not thrown away", func(tx *sql.Tx) error {
		e := ReviewEvent{At: s.now().UTC(), Operator: operator, What: ReviewThrownAway}
		if _, err := turn(tx, s.zone, id, operator, e, "state = 'discarded', "+touching, e.At.Format(timeLayout)); err != nil {
			return err
		}
		return forget(tx, id)
	})
}

// dropTyped takes away what somebody was typing into a review.
const dropTyped = "DELETE FROM drafts WHERE record = 'review' AND record_key = CAST(? AS TEXT)"

// forget takes away what a review that came to nothing knows of its file: records of minors are not kept for nothing.
func forget(tx *sql.Tx, review int64) error {
	for _, statement := range [...]string{
		"DELETE FROM decisions WHERE review = ?",
		"DELETE FROM mends WHERE review = ?",
		"DELETE FROM shown_rows WHERE review = ?",
		dropTyped,
		"UPDATE reviews SET file = NULL WHERE id = ?",
		`DELETE FROM files WHERE sha256 = (SELECT sha256 FROM reviews WHERE id = ?)
			AND NOT EXISTS (SELECT 1 FROM imports i WHERE i.sha256 = files.sha256)
			AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.file = files.sha256)`,
	} {
		if _, err := tx.Exec(statement, review); err != nil {
			return err
		}
	}
	return nil
}

// closeReview closes the review that a save came from. Its decisions and mends stay with it.
func (sv *save) closeReview() error {
	id := sv.act.Review
	e := ReviewEvent{At: sv.at, Operator: sv.act.Operator, What: ReviewWasSaved, Word: fmt.Sprintf("save %d", sv.actID)}
	version, err := turn(sv.tx, sv.zone, id, sv.act.Operator, e, "state = 'saved', act = ?, "+touching,
		sv.actID, sv.at.Format(timeLayout))
	var refused *Error
	if errors.As(err, &refused) {
		refused.Message = "nothing was saved: " + refused.Message
	}
	if err != nil {
		return err
	}
	if sv.act.ReviewVersion != 0 && version != sv.act.ReviewVersion+1 {
		return &Error{
			Code: CodeConflict, Message: "nothing was saved: rows of this review were decided on in another window meanwhile",
			Remedy: "look at them and save again",
		}
	}
	for _, statement := range [...]string{dropTyped, "DELETE FROM shown_rows WHERE review = ?"} {
		if _, err := sv.tx.Exec(statement, id); err != nil {
			return err
		}
	}
	return nil
}
