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
	Operator string
	Record   Kind
	Key      string // of the record; empty for one that is to be made
	Version  int64  // of the record when the form was opened
	Values   []DraftValue
	Touched  time.Time
}

// KeepDraft keeps what was typed, in the place of what was kept of the same form before.
func (s *Store) KeepDraft(ctx context.Context, d Draft) error {
	typed, err := json.Marshal(d.Values)
	if err != nil {
		return err
	}
	return s.change(ctx, "what was typed was not kept", func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT INTO drafts (operator, record, record_key, version, typed, touched) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (operator, record, record_key) DO UPDATE SET version = excluded.version, typed = excluded.typed, touched = excluded.touched`,
			d.Operator, string(d.Record), d.Key, d.Version, string(typed), s.now().UTC().Format(timeLayout))
		return err
	})
}

// DropDraft throws away what was typed; it is no error when there is nothing.
func (s *Store) DropDraft(ctx context.Context, operator string, record Kind, key string) error {
	return s.change(ctx, "what was typed was not thrown away", func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM drafts WHERE operator = ? AND record = ? AND record_key = ?", operator, string(record), key)
		return err
	})
}

// Draft reads what the operator typed into a form; ok is false when nothing is kept.
func (s *Store) Draft(ctx context.Context, operator string, record Kind, key string) (d Draft, ok bool, err error) {
	list, err := s.drafts(ctx, "WHERE operator = ? AND record = ? AND record_key = ?", operator, string(record), key)
	if err != nil || len(list) == 0 {
		return Draft{}, false, err
	}
	return list[0], true, nil
}

// Drafts lists the operator's forms that are not saved yet, the one touched last first.
func (s *Store) Drafts(ctx context.Context, operator string) ([]Draft, error) {
	return s.drafts(ctx, "WHERE operator = ? ORDER BY touched DESC, record, record_key", operator)
}

func (s *Store) drafts(ctx context.Context, condition string, args ...any) ([]Draft, error) {
	list, err := readDrafts(ctx, s.read, condition, args...)
	return list, s.failedRead("the drafts", err)
}

func readDrafts(ctx context.Context, q querier, condition string, args ...any) ([]Draft, error) {
	rows, err := q.QueryContext(ctx, "SELECT operator, record, record_key, version, typed, touched FROM drafts "+condition, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Draft
	for rows.Next() {
		var d Draft
		var typed, touched string
		if err := rows.Scan(&d.Operator, &d.Record, &d.Key, &d.Version, &typed, &touched); err != nil {
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
