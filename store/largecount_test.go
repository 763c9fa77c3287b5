package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// countConnector opens connections whose queries are counted.
type countConnector struct {
	faultConnector
	queries *atomic.Int64
}

func (c countConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.faultConnector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &countConn{conn.(*faultConn), c.queries}, nil
}

type countConn struct {
	*faultConn
	queries *atomic.Int64
}

func (c *countConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.queries.Add(1)
	return c.faultConn.QueryContext(ctx, query, args)
}

// counting is a database with a school in it, whose queries are counted.
func counting(t *testing.T) (*Store, *atomic.Int64) {
	t.Helper()
	s, f := faulty(t)
	queries := &atomic.Int64{}
	path := s.path
	_ = s.Close()
	s.write = sql.OpenDB(countConnector{faultConnector{newConnector(path, "mode=rw&_txlock=immediate", writerSettings), f}, queries})
	s.write.SetMaxOpenConns(1)
	s.read = sql.OpenDB(countConnector{faultConnector{newConnector(path, "mode=rw", readerSettings), f}, queries})
	return s, queries
}

// inClass is so many people of a location and a group, each in a class of ten and asked to enrol, a line each.
func inClass(people int) (changes []Change) {
	add := func(record Kind, key string, fields []FieldChange) {
		changes = append(changes, Change{Record: record, Key: key, Fields: fields, Line: len(changes) + 2})
	}
	add(KindLocation, "l1", LocationFields(Location{Code: "L1", Site: "OAK"}))
	add(KindGroup, "year 7", GroupFields(Group{Name: "Year 7"}))
	for i := range people {
		u := User{UserID: fmt.Sprint("s", i), Site: "OAK", Locations: "L1", Groups: "Year 7"}
		add(KindUser, u.Key(), UserFields(u))
	}
	for i := range people / 10 {
		c := Class{Class: fmt.Sprint("M", i), Location: "L1"}
		add(KindClass, c.Key(), ClassFields(c))
	}
	for i := range people {
		r := Roster{Class: fmt.Sprint("M", i/10), UserID: fmt.Sprint("s", i), Role: RoleStudent}
		add(KindRoster, r.Key(), RosterFields(r))
		q := Request{UserID: r.UserID, Platform: string(PlatformIOS)}
		add(KindRequest, q.Key(), RequestFields(q))
	}
	return changes
}

// goneAll are the changes by which all these people go.
func goneAll(t *testing.T, s *Store, people int) []Change {
	t.Helper()
	changes := make([]Change, people)
	for i := range changes {
		u, err := s.User(context.Background(), fmt.Sprint("s", i))
		if err != nil {
			t.Fatal(err)
		}
		changes[i] = Change{Record: KindUser, Key: u.Key(), Version: u.Version, Delete: true, Line: i + 2, Fields: UserFields(u)}
		for k := range changes[i].Fields {
			f := &changes[i].Fields[k]
			f.Old, f.New = f.New, ""
		}
	}
	return changes
}

// Whatever the number of rows, a save and its undo read sets.
func TestApply_TheNumberOfQueriesDoesNotGrowWithTheRows(t *testing.T) {
	counts := map[int][]int64{}
	for _, people := range []int{20, 400} {
		s, queries := counting(t)
		counted := func(work func() error) {
			before := queries.Load()
			if err := work(); err != nil {
				t.Fatal(err)
			}
			counts[people] = append(counts[people], queries.Load()-before)
		}
		counted(func() error {
			_, err := s.Apply(context.Background(), Act{Operator: "kim", Kind: ActImport}, inClass(people))
			return err
		})
		for undone := range 2 { // they come back, and go for good
			leaves := goneAll(t, s, people)
			var left Receipt
			counted(func() (err error) {
				left, err = s.Apply(context.Background(), Act{Operator: "kim", Kind: ActEdit}, leaves)
				return err
			})
			if undone == 0 {
				counted(func() error { return undoWhole(s, left.Act, 3*people) })
			}
		}
		if places, err := s.Rosters(context.Background()); err != nil || len(places) > 0 {
			t.Error(len(places), err)
		}
	}
	if !slices.Equal(counts[20], counts[400]) {
		t.Errorf("20 people cost %d queries, 400 people %d", counts[20], counts[400])
	}
}

// undoWhole takes back an act that has so many entries.
func undoWhole(s *Store, act int64, entries int) error {
	u, err := s.PlanUndo(context.Background(), "kim", UndoRequest{Act: act})
	if err != nil {
		return err
	}
	if len(u.Refused) > 0 || len(u.Changes) != entries {
		return fmt.Errorf("%d of %d go back: %v", len(u.Changes), entries, u.Refused)
	}
	_, err = s.Apply(context.Background(), u.Act, u.Changes)
	return err
}

// A class or a location of thousands is asked for once. The change that is told is the last one.
func TestBonds_AValueThatManyShareIsAtStakeOnce(t *testing.T) {
	changes := inClass(400)
	entries := make([]entry, len(changes))
	for i := range changes {
		entries[i] = entry{op: opCreate, change: &changes[i]}
	}
	for _, c := range []struct {
		bond bond
		want int
		last string
	}{
		{bond{record: KindUser, value: given(FieldGroups)}, 1, "s399"},
		{bond{record: KindUser, value: given(FieldLocations)}, 1, "s399"},
		{bond{record: KindClass, value: given(FieldLocation)}, 1, "m39"},
		{bond{record: KindRoster, value: given(FieldClass)}, 40, MemberKey("M0", "s9")},
		{bond{record: KindGroup, value: given(FieldGroups)}, 0, ""},
	} {
		at, values := c.bond.atStake(entries)
		if len(values) != c.want || len(at) != c.want {
			t.Errorf("%s: %d values are asked for, not %d", c.bond.record, len(values), c.want)
		}
		if c.want > 0 && at[values[0]].Key != c.last {
			t.Errorf("%s: it is told of %s, not of %s", c.bond.record, at[values[0]].Key, c.last)
		}
	}
}

// No bond looks at all records of a table for each of the values at stake: ten times the rows would cost a hundred times
// the time.
func TestBonds_NoneLooksThroughATableForEveryValue(t *testing.T) {
	s, _ := faulty(t)
	for _, b := range slices.Concat(bonds, listBonds) {
		args := make([]any, strings.Count(b.query, "?"))
		for i := range args {
			args[i] = "[]"
		}
		rows, err := s.read.Query("EXPLAIN QUERY PLAN "+b.query, args...)
		if err != nil {
			t.Fatal(err)
		}
		loops := map[int][]string{} // of every node of the plan, the loops right in it, the outer ones first
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			scan := strings.HasPrefix(detail, "SCAN ")
			if len(loops[parent]) > 0 && scan {
				t.Errorf("%s\n%s is gone through for each of %s", b.told, detail, loops[parent])
			}
			if scan || strings.HasPrefix(detail, "SEARCH ") {
				loops[parent] = append(loops[parent], detail)
			}
		}
		if err := rows.Err(); err != nil || len(loops) == 0 {
			t.Error(b.told, err, "has no plan")
		}
		_ = rows.Close()
	}
}

// Several lists may name what goes, and one list several of them.
func TestApply_R51_AGroupCannotGoWhileAnyListNamesIt(t *testing.T) {
	s, _ := faulty(t)
	var changes []Change
	for _, name := range []string{"A", "B", "AB"} {
		changes = append(changes, Change{Record: KindGroup, Key: plainLower(name), Fields: GroupFields(Group{Name: name})})
	}
	for id, groups := range map[string]string{"bo": "AB", "cy": "ab/B", "di": "b", "el": ""} {
		changes = append(changes, Change{Record: KindUser, Key: id, Fields: UserFields(User{UserID: id, Groups: groups})})
	}
	if _, err := s.Apply(context.Background(), Act{Operator: "kim", Kind: ActEdit}, changes); err != nil {
		t.Fatal(err)
	}
	for key, blocked := range map[string]bool{"a": false, "b": true, "ab": true} {
		g := groupOf(t, s, key)
		_, err := s.Apply(context.Background(), Act{Operator: "kim", Kind: ActEdit}, []Change{
			{Record: KindGroup, Key: key, Version: g.Version, Delete: true, Fields: []FieldChange{{FieldName, g.Name, ""}}},
		})
		if told := err != nil && strings.Contains(err.Error(), "group "+key+" cannot go while users are in it: user "); told != blocked || err != nil != blocked {
			t.Errorf("group %s: %v", key, err)
		}
	}
}

func groupOf(t *testing.T, s *Store, key string) Group {
	t.Helper()
	groups, err := s.Groups(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(groups, func(g Group) bool { return g.Key() == key })
	return groups[i]
}
