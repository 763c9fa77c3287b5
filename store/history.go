package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
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
	Template string // of the import
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

const entryQuery = `SELECT h.id, h.act, a.at, a.operator, a.kind, a.title, coalesce(i.file_name, ''), coalesce(i.template, ''),
	coalesce(i.sha256, ''), h.line, h.record, h.record_key, h.op, h.fields, h.undoes
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
	err = rows.Scan(&e.ID, &e.Act, &at, &e.Operator, &e.Kind, &e.Title, &e.FileName, &e.Template, &e.SHA256,
		&e.Line, &e.Record, &e.Key, &op, &fields, &e.Undoes)
	if err != nil {
		return e, err
	}
	e.At, e.Created, e.Deleted = parseTime(at), op == opCreate, op == opDelete
	e.Fields, err = fieldsOf(fields)
	return e, err
}

// History tells the story of a device (by serial number or asset tag, also one that it carried once) or a person (by
// User ID, also one that they had once): for a person also the devices given to them and taken from them. Oldest
// first. CodeNotFound when nothing was ever on record under that name.
func (s *Store) History(ctx context.Context, name string) ([]Entry, error) {
	t, err := s.story(ctx, name)
	return t.entries, err
}

// HistoryOf tells the story of one record, oldest first: of a person also the devices given to them and taken from them,
// and what was done to them under another User ID. Where a User ID is a serial number, History tells of the device and
// this of the record that is asked for. CodeNotFound when it never was on record.
func (s *Store) HistoryOf(ctx context.Context, kind Kind, key string) (list []Entry, err error) {
	if kind == KindUser {
		var t story
		t, err = s.userStory(ctx, UserKey(key))
		list = t.entries
	} else {
		list, err = entries(ctx, s.read, "WHERE h.record = ? AND h.record_key = ?", string(kind), key)
	}
	if err == nil && len(list) == 0 {
		err = &Error{
			Code: CodeNotFound, Message: fmt.Sprintf("no %s is or was on record under %s", kind, key),
			Remedy: "look at the list of what is on record",
		}
	}
	return list, s.failedRead("the history", err)
}

// story is what History answers, with the record that it is about.
type story struct {
	about   ref
	entries []Entry
	names   []alias  // of a person, the present one first
	renames []rename // of the person, or of those who held the device
}

func (s *Store) story(ctx context.Context, name string) (story, error) {
	t, err := s.deviceStory(ctx, name)
	if err == nil && len(t.entries) == 0 {
		t, err = s.userStory(ctx, UserKey(name))
	}
	if err == nil && len(t.entries) == 0 {
		t, err = s.formerTagStory(ctx, name)
	}
	if err == nil && len(t.entries) == 0 {
		err = &Error{
			Code: CodeNotFound, Message: "nothing is or was on record under " + name,
			Remedy: "give a serial number, an asset tag or a User ID",
		}
	}
	return t, s.failedRead("the history", err)
}

func (s *Store) deviceStory(ctx context.Context, name string) (t story, err error) {
	tagged, err := deviceKind.where(ctx, s.read, "WHERE asset_tag = ?", name)
	if err != nil {
		return t, err
	}
	serial := CleanSerial(name)
	if len(tagged) > 0 {
		serial = tagged[0].Serial
	}
	return s.storyOf(ctx, serial)
}

// storyOf is the story of the device with this serial number.
func (s *Store) storyOf(ctx context.Context, serial string) (t story, err error) {
	t.about = ref{KindDevice, serial}
	if t.entries, err = entries(ctx, s.read, "WHERE h.record = 'device' AND h.record_key = ?", serial); err != nil {
		return t, err
	}
	var holders []string
	for i := range t.entries {
		before, after := holdersOf(&t.entries[i])
		holders = append(holders, before, after)
	}
	t.renames, err = renamesOf(ctx, s.read, holders)
	return t, err
}

// formerTagStory is the story of the device that carried an asset tag last, long ago.
func (s *Store) formerTagStory(ctx context.Context, tag string) (t story, err error) {
	quoted, _ := json.Marshal(tag) // a string always marshals
	found, err := entries(ctx, s.read, "WHERE h.record = 'device' AND instr(h.fields, ?) > 0", string(quoted))
	for _, e := range slices.Backward(found) {
		for _, f := range e.Fields {
			if f.Field == FieldAssetTag && (f.Old == tag || f.New == tag) {
				return s.storyOf(ctx, e.Key)
			}
		}
	}
	return t, err
}

func (s *Store) userStory(ctx context.Context, key string) (t story, err error) {
	if t.renames, err = renamesOf(ctx, s.read, []string{key}); err != nil {
		return t, err
	}
	now, err := userKind.where(ctx, s.read, "WHERE user_key = ?", key)
	if err != nil {
		return t, err
	}
	t.names = namesOf(key, len(now) > 0, t.renames)
	t.about = ref{KindUser, t.names[0].key}
	keys := make([]string, len(t.names))
	for i, n := range t.names {
		keys[i] = n.key
	}
	t.entries, err = entries(ctx, s.read, `WHERE h.id IN (SELECT id FROM history WHERE record = 'user' AND record_key IN `+inSet+`
		UNION SELECT id FROM history WHERE holder_before <> '' AND holder_before IN `+inSet+`
		UNION SELECT id FROM history WHERE holder_after <> '' AND holder_after IN `+inSet+`)`, set(keys), set(keys), set(keys))
	there := 0 // user records that the person has
	t.entries = slices.DeleteFunc(t.entries, func(e Entry) bool {
		switch concerns := t.concerns(&e); {
		case !concerns:
			return true
		case e.Record == KindUser && e.Created:
			there++
		case e.Record == KindUser && e.Deleted:
			there--
		}
		return there == 0 && placed(&e)
	})
	return t, err
}

// placed reports whether an entry puts the placeholder on a device or takes it away: of a User ID that is the device's
// serial number it tells only while that is somebody's.
func placed(e *Entry) bool {
	before, after := holdersOf(e)
	return e.Record == KindDevice && (before == UserKey(e.Key) || after == UserKey(e.Key))
}

// concerns reports whether an entry is about the person: the same User ID may have been another's before or since.
func (t *story) concerns(e *Entry) bool {
	if e.Record == KindUser {
		return covers(t.names, e.Key, e.Act)
	}
	before, after := holdersOf(e)
	return covers(t.names, before, e.Act) || covers(t.names, after, e.Act)
}

// holdersOf are the folded User IDs that an entry takes a device, or a place in an assignment scope, from and gives it
// to.
func holdersOf(e *Entry) (before, after string) {
	return holders(&Change{Record: e.Record, Fields: e.Fields})
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
	PartlyBy int64   // the act that took this one back, where some of it was brought back since; 0 for none
	Entries  int     // history entries
	Import   *Import // without Bytes and Outcomes; nil for other acts
}

func (s *Store) acts(ctx context.Context, condition string, args ...any) ([]ActSummary, error) {
	list, err := s.bareActs(ctx, condition, args...)
	if err != nil {
		return nil, err
	}
	var imports []int64
	for i := range list {
		if list[i].Import != nil {
			imports = append(imports, list[i].ID)
		}
	}
	mends, err := importMends(ctx, s.read, imports)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if a := &list[i]; a.Import != nil {
			a.Import.Mends = mends[a.ID]
		}
	}
	if err := noteUndone(ctx, s.read, "acts", list, func(a *ActSummary) (int64, *int64) { return a.ID, &a.UndoneBy }); err != nil {
		return nil, err
	}
	return list, notePartly(ctx, s.read, list)
}

// bareActs lists acts, without their mends and without what took them back.
func (s *Store) bareActs(ctx context.Context, condition string, args ...any) ([]ActSummary, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT a.id, a.at, a.operator, a.kind, a.title, a.undoes,
		(SELECT count(*) FROM history h WHERE h.act = a.id), `+importColumns+`
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
		places := []any{&a.ID, &at, &a.Operator, &a.Kind, &a.Title, &a.Undoes, &a.Entries}
		if err := rows.Scan(append(places, im.scan(&counts)...)...); err != nil {
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
	return list, rows.Err()
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
