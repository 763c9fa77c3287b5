package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// DraftValue is one field of a form: what the record said when the form was opened, and what was typed.
type DraftValue struct {
	Field Field  `json:"field"`
	Then  string `json:"then"`
	Text  string `json:"text"`
}

// Draft is what was typed into a form and is not saved yet: kept so that a lost line loses nothing. It is no
// record: it has no history.
type Draft struct {
	ID       int64 // 0 until it is kept
	Operator string
	Record   Kind
	Key      string // of the record; empty for one that is to be made
	Version  int64  // of the record when the form was opened
	Values   []DraftValue
	Touched  time.Time
	Written  int64 // how often it was written
}

// KeepDraft keeps what was typed. It writes over the draft that d was read or kept as, unless another console wrote
// there meanwhile: then d becomes a draft of its own, so that nothing typed is lost. It answers what is kept now. What its
// owner types into a review counts as touching it; one that is over takes no draft (CodeConflict).
func (s *Store) KeepDraft(ctx context.Context, d Draft) (Draft, error) {
	typed, _ := json.Marshal(d.Values) // texts always marshal
	kept := d
	err := s.change(ctx, "what was typed was not kept", func(tx *sql.Tx) error {
		kept.Touched = s.now().UTC().Truncate(time.Millisecond)
		at := kept.Touched.Format(timeLayout)
		if err := touchTyped(tx, d, at); err != nil {
			return err
		}
		err := tx.QueryRow(`UPDATE drafts SET version = ?, typed = ?, touched = ?, written = written + 1
			WHERE id = ? AND written = ? RETURNING written`, d.Version, string(typed), at, d.ID, d.Written).Scan(&kept.Written)
		if err != sql.ErrNoRows {
			return err
		}
		if err := s.typable(tx, d); err != nil {
			return err
		}
		return tx.QueryRow(`INSERT INTO drafts (operator, record, record_key, version, typed, touched, written)
			VALUES (?, ?, ?, ?, ?, ?, 1) RETURNING id, written`,
			d.Operator, string(d.Record), d.Key, d.Version, string(typed), at).Scan(&kept.ID, &kept.Written)
	})
	if err != nil {
		return d, err
	}
	return kept, nil
}

// touchTyped touches the open review that its owner types into.
func touchTyped(tx *sql.Tx, d Draft, at string) error {
	if d.Record != KindReview {
		return nil
	}
	_, err := tx.Exec("UPDATE reviews SET "+touching+" WHERE CAST(id AS TEXT) = ? AND state = 'open' AND operator = ?", at, d.Key, d.Operator)
	return err
}

// typable refuses a draft of a review that is over: what its file said goes with it.
func (s *Store) typable(tx *sql.Tx, d Draft) error {
	if d.Record != KindReview {
		return nil
	}
	var review int64
	err := tx.QueryRow("SELECT id FROM reviews WHERE CAST(id AS TEXT) = ? AND state <> 'open'", d.Key).Scan(&review)
	if err == sql.ErrNoRows {
		return nil
	}
	if err != nil {
		return err
	}
	return refusal(tx, s.zone, review)
}

// DropDraft throws a draft away as it was read or kept: what another console wrote there since stays.
func (s *Store) DropDraft(ctx context.Context, d Draft) error {
	if d.ID == 0 {
		return nil
	}
	return s.change(ctx, "what was typed was not thrown away", func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM drafts WHERE id = ? AND written = ?", d.ID, d.Written)
		return err
	})
}

// Draft reads the newest draft of a form of the operator; ok is false when nothing is kept.
func (s *Store) Draft(ctx context.Context, operator string, record Kind, key string) (d Draft, ok bool, err error) {
	return newestOf(s.drafts(ctx, "WHERE operator = ? AND record = ? AND record_key = ? ORDER BY touched DESC, id DESC LIMIT 1", operator, string(record), key))
}

// DraftByID reads a draft; ok is false when it is not kept any more.
func (s *Store) DraftByID(ctx context.Context, id int64) (d Draft, ok bool, err error) {
	return newestOf(s.drafts(ctx, "WHERE id = ?", id))
}

func newestOf(list []Draft, err error) (Draft, bool, error) {
	if err != nil || len(list) == 0 {
		return Draft{}, false, err
	}
	return list[0], true, nil
}

// Drafts lists the operator's forms that are not saved yet, the one touched last first.
func (s *Store) Drafts(ctx context.Context, operator string) ([]Draft, error) {
	return s.drafts(ctx, "WHERE operator = ? ORDER BY touched DESC, id DESC", operator)
}

func (s *Store) drafts(ctx context.Context, condition string, args ...any) ([]Draft, error) {
	list, err := readDrafts(ctx, s.read, condition, args...)
	return list, s.failedRead("the drafts", err)
}

func readDrafts(ctx context.Context, q querier, condition string, args ...any) ([]Draft, error) {
	rows, err := q.QueryContext(ctx, "SELECT id, operator, record, record_key, version, typed, touched, written FROM drafts "+condition, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Draft
	for rows.Next() {
		var d Draft
		var typed, touched string
		if err := rows.Scan(&d.ID, &d.Operator, &d.Record, &d.Key, &d.Version, &typed, &touched, &d.Written); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(typed), &d.Values); err != nil {
			return nil, err
		}
		d.Touched = parseTime(touched)
		list = append(list, d)
	}
	return list, rows.Err()
}
