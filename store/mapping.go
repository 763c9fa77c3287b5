package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// Mapping says which column of a file is which field of a layout, under a name that somebody gave it. Everybody who uses
// the database finds it, by the headers of a file.
type Mapping struct {
	Name     string
	Template string
	Headers  []string // of the file it was made for, in its order
	Pairs    string   // column and field, as the importer writes them
	Operator string   // who kept it last
	At       time.Time
}

// longestMapping is the number of characters that the name of a mapping may have.
const longestMapping = 40

// Mappings lists the mappings that have a name, by name.
func (s *Store) Mappings(ctx context.Context) ([]Mapping, error) {
	list, err := mappings(ctx, s.read, "ORDER BY name_key")
	return list, s.failedRead("the mappings", err)
}

// Mapping is the mapping of a name, without regard to letter case; CodeNotFound when there is none.
func (s *Store) Mapping(ctx context.Context, name string) (Mapping, error) {
	list, err := mappings(ctx, s.read, "WHERE name_key = ?", mappingKey(name))
	switch {
	case err != nil:
		return Mapping{}, s.failedRead("the mappings", err)
	case len(list) == 0:
		return Mapping{}, noMapping(name)
	}
	return list[0], nil
}

func mappings(ctx context.Context, q querier, condition string, args ...any) (list []Mapping, err error) {
	rows, err := q.QueryContext(ctx, "SELECT name, template, headers, pairs, operator, at FROM mappings "+condition, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var m Mapping
		var headers, at string
		if err := rows.Scan(&m.Name, &m.Template, &headers, &m.Pairs, &m.Operator, &at); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(headers), &m.Headers); err != nil {
			return nil, err
		}
		m.At = parseTime(at)
		list = append(list, m)
	}
	return list, rows.Err()
}

func mappingKey(name string) string { return plainLower(strings.TrimSpace(name)) }

// KeepMapping keeps a mapping under its name; with over in the place of the one that has the name already. CodeInvalid
// for a name that is empty, too long, or another's.
func (s *Store) KeepMapping(ctx context.Context, m Mapping, over bool) error {
	m.Name = strings.TrimSpace(m.Name)
	if err := checkMappingName(m.Name); err != nil {
		return err
	}
	headers, _ := json.Marshal(m.Headers) // texts always marshal
	return s.change(ctx, "the mapping was not kept", func(tx *sql.Tx) error {
		if err := mappingFree(tx, m.Name); err != nil && !over {
			return err
		}
		_, err := tx.Exec(`INSERT INTO mappings (name_key, name, template, headers, pairs, operator, at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, template = excluded.template, headers = excluded.headers,
			pairs = excluded.pairs, operator = excluded.operator, at = excluded.at`,
			mappingKey(m.Name), m.Name, m.Template, string(headers), m.Pairs, m.Operator, s.now().UTC().Format(timeLayout))
		return err
	})
}

func checkMappingName(name string) error {
	refuse := func(message, remedy string) error {
		return &Error{Code: CodeInvalid, Message: message, Remedy: remedy}
	}
	switch {
	case name == "":
		return refuse("the mapping has no name", "give it one")
	case len([]rune(name)) > longestMapping:
		return refuse("the name of the mapping is too long", "use at most 40 characters")
	case Storable(name) != nil || Invisible(name) != nil:
		return refuse("the name of the mapping holds a character that nobody sees", "type the name again")
	}
	return nil
}

// mappingFree refuses a name that another mapping has.
func mappingFree(tx *sql.Tx, name string) error {
	there, err := mappings(context.Background(), tx, "WHERE name_key = ?", mappingKey(name))
	if err != nil || len(there) == 0 {
		return err
	}
	return &Error{
		Code: CodeInvalid, Message: "there is a mapping “" + there[0].Name + "” already, kept by " + there[0].Operator,
		Remedy: "choose another name, or delete that one first",
	}
}

// RenameMapping gives a mapping another name. CodeNotFound when there is none of that name; CodeInvalid as KeepMapping.
func (s *Store) RenameMapping(ctx context.Context, name, to string) error {
	to = strings.TrimSpace(to)
	if err := checkMappingName(to); err != nil {
		return err
	}
	return s.change(ctx, "the mapping was not renamed", func(tx *sql.Tx) error {
		if mappingKey(name) != mappingKey(to) {
			if err := mappingFree(tx, to); err != nil {
				return err
			}
		}
		done, err := tx.Exec("UPDATE mappings SET name_key = ?, name = ? WHERE name_key = ?", mappingKey(to), to, mappingKey(name))
		return oneMapping(done, err, name)
	})
}

// DeleteMapping forgets a mapping; CodeNotFound when there is none of that name. Reviews and imports that were read by it
// keep what they need.
func (s *Store) DeleteMapping(ctx context.Context, name string) error {
	return s.change(ctx, "the mapping was not deleted", func(tx *sql.Tx) error {
		done, err := tx.Exec("DELETE FROM mappings WHERE name_key = ?", mappingKey(name))
		return oneMapping(done, err, name)
	})
}

func oneMapping(done sql.Result, err error, name string) error {
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return noMapping(name)
}

func noMapping(name string) error {
	return &Error{
		Code: CodeNotFound, Message: "there is no mapping “" + name + "”", Remedy: "look at the list: homeroom mappings list",
	}
}

// PastMappings lists the mappings without a name by which files were imported, the newest first and each once: rows that
// were rejected come back under the same headers.
func (s *Store) PastMappings(ctx context.Context) ([]Mapping, error) {
	list, err := pastMappings(ctx, s.read)
	return list, s.failedRead("the imports", err)
}

func pastMappings(ctx context.Context, q querier) (list []Mapping, err error) {
	rows, err := q.QueryContext(ctx, `SELECT i.template, i.mapping, a.operator, max(a.at) FROM imports i JOIN acts a ON a.id = i.act
		WHERE i.mapping <> '' GROUP BY i.template, i.mapping ORDER BY max(a.id) DESC`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var m Mapping
		var at string
		if err := rows.Scan(&m.Template, &m.Pairs, &m.Operator, &at); err != nil {
			return nil, err
		}
		m.At = parseTime(at)
		list = append(list, m)
	}
	return list, rows.Err()
}

// verifyMappings reads every mapping that has a name.
func verifyMappings(ctx context.Context, tx *sql.Tx) ([]Fault, error) {
	rows, err := tx.QueryContext(ctx, "SELECT name_key, name FROM mappings WHERE NOT json_valid(headers) OR NOT json_valid(pairs) ORDER BY name_key")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var faults []Fault
	for rows.Next() {
		var key, name string
		if err := rows.Scan(&key, &name); err != nil {
			return nil, err
		}
		faults = append(faults, Fault{"references", "mapping " + name, "cannot be read"})
	}
	return faults, rows.Err()
}
