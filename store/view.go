package store

import (
	"context"
	"database/sql"
	"strings"
)

// View is a query that somebody gave a name. Everybody who uses the database finds it.
type View struct {
	Record   Kind
	Name     string
	Query    string
	Operator string // who saved it last
}

// longestView is the number of characters that the name of a view may have.
const longestView = 40

// Views lists the saved views of a kind of record, by name.
func (s *Store) Views(ctx context.Context, record Kind) ([]View, error) {
	list, err := views(ctx, s.read, "WHERE record = ? ORDER BY lower(name), name", string(record))
	return list, s.failedRead("the views", err)
}

func views(ctx context.Context, q querier, condition string, args ...any) ([]View, error) {
	rows, err := q.QueryContext(ctx, "SELECT record, name, query, operator FROM views "+condition, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []View
	for rows.Next() {
		var v View
		if err := rows.Scan(&v.Record, &v.Name, &v.Query, &v.Operator); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// SaveView keeps a query under a name, in the place of what stood under the same name. CodeInvalid for a query that
// is not understood, or a name that is empty, too long, or a preset's.
func (s *Store) SaveView(ctx context.Context, v View) error {
	v.Name = strings.TrimSpace(v.Name)
	if err := checkView(&v); err != nil {
		return err
	}
	return s.change(ctx, "the view was not saved", func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT INTO views (record, name, query, operator) VALUES (?, ?, ?, ?)
			ON CONFLICT (record, name) DO UPDATE SET query = excluded.query, operator = excluded.operator`,
			string(v.Record), v.Name, v.Query, v.Operator)
		return err
	})
}

func checkView(v *View) error {
	refuse := func(message, remedy string) error {
		return &Error{Code: CodeInvalid, Message: message, Remedy: remedy}
	}
	switch q, err := ParseQuery(v.Record, v.Query); {
	case err != nil:
		return err
	case Storable(v.Query) != nil || strings.ContainsAny(v.Query, "\n\r\t"):
		return refuse("the filter holds a character that cannot be stored", "type the filter again")
	case q.Empty():
		return refuse("the view has no filter", "type a filter first")
	case v.Name == "":
		return refuse("the view has no name", "give it one")
	case len([]rune(v.Name)) > longestView:
		return refuse("the name of the view is too long", "use at most 40 characters")
	case Storable(v.Name) != nil || strings.ContainsAny(v.Name, "\n\r\t"):
		return refuse("the name of the view holds a character that cannot be stored", "type the name again")
	}
	for _, p := range Presets(v.Record) {
		if strings.EqualFold(p.Name, v.Name) {
			return refuse("“"+p.Name+"” is a view of Homeroom's own", "choose another name")
		}
	}
	return nil
}

// DropView forgets a saved view; CodeNotFound when there is none of that name.
func (s *Store) DropView(ctx context.Context, record Kind, name string) error {
	return s.change(ctx, "the view was not forgotten", func(tx *sql.Tx) error {
		done, err := tx.Exec("DELETE FROM views WHERE record = ? AND name = ?", string(record), name)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return &Error{Code: CodeNotFound, Message: "there is no view of the name " + name, Remedy: "look at the list of views"}
	})
}
