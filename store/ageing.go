package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// ageingQuery answers after how many days reviews age out.
const ageingQuery = "coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'ageing'), 60)"

// maxAgeing is the longest that can be set: ten years.
const maxAgeing = 3650

// Ageing is after how many days without a touch a review ages out; 0 is never.
func (s *Store) Ageing(ctx context.Context) (days int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT "+ageingQuery).Scan(&days)
	return days, s.failedRead("the settings", err)
}

// SetAgeing sets after how many days without a touch reviews age out, everybody's; 0 is never. CodeInvalid for less, or
// for more than ten years.
func (s *Store) SetAgeing(ctx context.Context, operator string, days int) error {
	if days < 0 || days > maxAgeing {
		return &Error{
			Code: CodeInvalid, Message: fmt.Sprintf("reviews cannot age out after %d days", days),
			Remedy: fmt.Sprintf("give 1 to %d days, or 0 for never", maxAgeing),
		}
	}
	return s.change(ctx, "the setting was not kept", func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT INTO settings (name, value, operator, at) VALUES ('ageing', ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value, operator = excluded.operator, at = excluded.at`,
			strconv.Itoa(days), operator, s.now().UTC().Format(timeLayout))
		return err
	})
}

// lastWritten is the time of what was written down last, as text: a save, or what became of a review.
const lastWritten = `max(coalesce((SELECT at FROM acts ORDER BY id DESC LIMIT 1), ''),
	coalesce((SELECT at FROM review_log ORDER BY rowid DESC LIMIT 1), ''))`

// quiet is for how many days, beyond Ageing, nothing may have been written down for a clock to be believed: a summer.
const quiet = 120

// AgeOut ends every open review that nobody touched for as long as Ageing says, as DiscardReview does, and answers how
// many these were. A clock may be wrong, and what is thrown away does not come back. So none ages out by a clock that is
// behind what was written down last (a save, or what became of a review), or ahead of it by more than Ageing and a summer;
// the same goes for the newest of what is older than a day, so that nobody with a wrong clock bears themselves out.
func (s *Store) AgeOut(ctx context.Context) (n int, err error) {
	old, err := due(ctx, s.read, s.now())
	if err != nil || len(old) == 0 { // most often: then nobody has to wait for the lock
		return 0, s.failedRead("the reviews", err)
	}
	err = s.change(ctx, "no review was aged out", func(tx *sql.Tx) error {
		now := s.now().UTC()
		old, err := due(context.Background(), tx, now)
		if err != nil {
			return err
		}
		for i := range old {
			if err := s.ageOut(tx, &old[i], now); err != nil {
				return err
			}
		}
		n = len(old)
		return nil
	})
	if err != nil {
		n = 0
	}
	return n, err
}

// due are the reviews that have aged out by now; none by a clock that is not believed.
func due(ctx context.Context, q querier, now time.Time) ([]Review, error) {
	var last, older string
	var days int
	err := q.QueryRowContext(ctx, "SELECT "+lastWritten+`, (SELECT coalesce(max(at), '')
		FROM (SELECT at FROM acts UNION ALL SELECT at FROM review_log) WHERE at <= ?), `+ageingQuery,
		now.AddDate(0, 0, -1).UTC().Format(timeLayout)).Scan(&last, &older, &days)
	if err != nil {
		return nil, err
	}
	farthest := parseTime(min(last, older)).AddDate(0, 0, days+quiet)
	if now.Before(parseTime(last)) || now.After(farthest) {
		return nil, nil
	}
	open, err := reviews(ctx, q, "WHERE state = 'open' ORDER BY id")
	return slices.DeleteFunc(open, func(r Review) bool { return r.Ages.IsZero() || r.Ages.After(now) }), err
}

// ageOut ends one review. When somebody touched it last stays.
func (s *Store) ageOut(tx *sql.Tx, r *Review, now time.Time) error {
	e := ReviewEvent{At: now, What: ReviewAgedOut, Word: "nobody touched it since " + moment(r.Touched.In(s.zone))}
	if _, err := turn(tx, s.zone, r.ID, r.Operator, e, "state = 'aged'"); err != nil {
		return err
	}
	return forget(tx, r.ID)
}
