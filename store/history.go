package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// Entry is one line of the history: what one act did to one record.
type Entry struct {
	ID       int64
	Act      int64
	At       time.Time
	Operator string
	Kind     ActKind
	Title    string
	FileName string // of the import, empty otherwise
	SHA256   string
	Line     int // line of that file
	Record   Kind
	Key      string
	Created  bool
	Deleted  bool
	Fields   []FieldChange
	Undoes   int64 // the entry that this one took back
	UndoneBy int64 // the entry that took this one back and was not taken back itself, 0 for none
}

const entryQuery = `SELECT h.id, h.act, a.at, a.operator, a.kind, a.title, coalesce(i.file_name, ''), coalesce(i.sha256, ''),
	h.line, h.record, h.record_key, h.op, h.fields, h.undoes
	FROM history h JOIN acts a ON a.id = h.act LEFT JOIN imports i ON i.act = h.act `

func entries(ctx context.Context, q querier, condition string, args ...any) ([]Entry, error) {
	rows, err := q.QueryContext(ctx, entryQuery+condition+" ORDER BY h.id", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return list, noteUndone(ctx, q, "history", list, func(e *Entry) (int64, *int64) { return e.ID, &e.UndoneBy })
}

func scanEntry(rows *sql.Rows) (e Entry, err error) {
	var at, op, fields string
	err = rows.Scan(&e.ID, &e.Act, &at, &e.Operator, &e.Kind, &e.Title, &e.FileName, &e.SHA256,
		&e.Line, &e.Record, &e.Key, &op, &fields, &e.Undoes)
	if err != nil {
		return e, err
	}
	e.At, e.Created, e.Deleted = parseTime(at), op == opCreate, op == opDelete
	e.Fields, err = fieldsOf(fields)
	return e, err
}

// History tells the story of a device (by serial number or asset tag) or a person (by User ID): for a person
// also the devices given to them and taken from them. Oldest first. CodeNotFound when nothing was ever on
// record under that name.
func (s *Store) History(ctx context.Context, name string) ([]Entry, error) {
	list, _, err := s.story(ctx, name)
	return list, err
}

// story is what History answers, and which record it is about.
func (s *Store) story(ctx context.Context, name string) ([]Entry, ref, error) {
	list, about, err := s.history(ctx, name)
	if err == nil && len(list) == 0 {
		err = &Error{
			Code: CodeNotFound, Message: "nothing is or was on record under " + name,
			Remedy: "give a serial number, an asset tag or a User ID",
		}
	}
	return list, about, s.failedRead("the history", err)
}

func (s *Store) history(ctx context.Context, name string) ([]Entry, ref, error) {
	device := ref{KindDevice, CleanSerial(name)}
	tagged, err := deviceKind.where(ctx, s.read, "WHERE asset_tag = ?", name)
	if err != nil {
		return nil, device, err
	}
	if len(tagged) > 0 {
		device.key = tagged[0].Serial
	}
	list, err := entries(ctx, s.read, "WHERE h.record = 'device' AND h.record_key = ?", device.key)
	if err != nil || len(list) > 0 {
		return list, device, err
	}
	user := ref{KindUser, UserKey(name)}
	list, err = entries(ctx, s.read, `WHERE h.id IN (SELECT id FROM history WHERE record = 'user' AND record_key = ?
		UNION SELECT id FROM history WHERE holder_before = ? AND holder_before <> ''
		UNION SELECT id FROM history WHERE holder_after = ? AND holder_after <> '')`, user.key, user.key, user.key)
	return list, user, err
}

// Since reads what was done to these records after a history entry, oldest first: what moved while nobody looked
// . For a user also their places in assignment scopes.
func (s *Store) Since(ctx context.Context, entry int64, devices, userIDs []string) ([]Entry, error) {
	list, err := entries(ctx, s.read, `WHERE h.id > ? AND (h.record = 'device' AND h.record_key IN `+inSet+`
		OR h.record = 'user' AND h.record_key IN `+inSet+`
		OR h.record = 'member' AND (h.holder_before IN `+inSet+` OR h.holder_after IN `+inSet+`))`,
		entry, set(devices), set(folded(userIDs)), set(folded(userIDs)), set(folded(userIDs)))
	return list, s.failedRead("the history", err)
}

// ActSummary is one act as a line of a list.
type ActSummary struct {
	ID       int64
	At       time.Time
	Operator string
	Kind     ActKind
	Title    string
	Undoes   int64
	UndoneBy int64   // the act that took this one back and was not taken back itself, 0 for none
	Entries  int     // history entries
	Import   *Import // without Bytes and Outcomes; nil for other acts
}

func (s *Store) acts(ctx context.Context, condition string, args ...any) ([]ActSummary, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT a.id, a.at, a.operator, a.kind, a.title, a.undoes,
		(SELECT count(*) FROM history h WHERE h.act = a.id),
		coalesce(i.template, ''), coalesce(i.mode, ''), coalesce(i.site, ''), coalesce(i.file_name, ''),
		coalesce(i.sheet, ''), coalesce(i.sha256, ''), coalesce(i.row_count, 0), coalesce(i.counts, '')
		FROM acts a LEFT JOIN imports i ON i.act = a.id `+condition, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []ActSummary
	for rows.Next() {
		var a ActSummary
		var im Import
		var at, counts string
		err := rows.Scan(&a.ID, &at, &a.Operator, &a.Kind, &a.Title, &a.Undoes, &a.Entries,
			&im.Template, &im.Mode, &im.Site, &im.FileName, &im.Sheet, &im.SHA256, &im.Rows, &counts)
		if err != nil {
			return nil, err
		}
		a.At = parseTime(at)
		if counts != "" {
			if err := json.Unmarshal([]byte(counts), &im.Counts); err != nil {
				return nil, err
			}
			a.Import = &im
		}
		list = append(list, a)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return list, noteUndone(ctx, s.read, "acts", list, func(a *ActSummary) (int64, *int64) { return a.ID, &a.UndoneBy })
}

// Acts lists the newest acts, newest first.
func (s *Store) Acts(ctx context.Context, limit int) ([]ActSummary, error) {
	list, err := s.acts(ctx, "ORDER BY a.id DESC LIMIT ?", limit)
	return list, s.failedRead("the history", err)
}

// Act reads one act and its entries; CodeNotFound if there is none of that number.
func (s *Store) Act(ctx context.Context, id int64) (ActSummary, []Entry, error) {
	list, err := s.acts(ctx, "WHERE a.id = ?", id)
	if err == nil && len(list) == 0 {
		err = &Error{Code: CodeNotFound, Message: "there is no import or change of that number", Remedy: "look it up in the history"}
	}
	if err != nil {
		return ActSummary{}, nil, s.failedRead("the history", err)
	}
	es, err := entries(ctx, s.read, "WHERE h.act = ?", id)
	return list[0], es, s.failedRead("the history", err)
}

// ImportOf lists the imports of a file with these bytes, newest first.
func (s *Store) ImportOf(ctx context.Context, sha256 string) ([]ActSummary, error) {
	list, err := s.acts(ctx, "WHERE i.sha256 = ? ORDER BY a.id DESC", sha256)
	return list, s.failedRead("the history", err)
}

// Outcomes reads what became of an import's rows, by line; a row without an outcome was the same.
func (s *Store) Outcomes(ctx context.Context, act int64) ([]ImportRow, error) {
	list, err := outcomes(ctx, s.read, act)
	return list, s.failedRead("the import", err)
}

func outcomes(ctx context.Context, q querier, act int64) ([]ImportRow, error) {
	rows, err := q.QueryContext(ctx, `SELECT line, status, serial, asset_tag, user_id, saved, notes
		FROM import_rows WHERE act = ? ORDER BY line`, act)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []ImportRow
	for rows.Next() {
		var r ImportRow
		if err := rows.Scan(&r.Line, &r.Status, &r.Serial, &r.AssetTag, &r.UserID, &r.Saved, &r.Notes); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// ImportFile returns the bytes of the file behind an import.
func (s *Store) ImportFile(ctx context.Context, act int64) ([]byte, error) {
	b, err := fileOf(ctx, s.read, "JOIN imports i ON i.sha256 = f.sha256 WHERE i.act = ?", act)
	if err == sql.ErrNoRows {
		err = &Error{Code: CodeNotFound, Message: "there is no import of that number", Remedy: "look it up in the history"}
	}
	return b, s.failedRead("the file", err)
}
