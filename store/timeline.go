package store

import (
	"context"
	"sort"
	"time"
)

// Clock is what the dates of a query are measured by.
type Clock struct {
	Now      time.Time // in the zone whose days are meant
	Timeline *Timeline
}

// Timeline tells when a version of a record was written: a version is the id of a history entry, and entries are
// numbered in the order in which they were made.
type Timeline struct {
	first []int64 // the first entry of every act, in order
	at    []int64 // milliseconds since 1970, never less than the one before, should a clock have gone back
}

// Timeline reads when every act was made.
func (s *Store) Timeline(ctx context.Context) (*Timeline, error) {
	t, err := readTimeline(ctx, s.read)
	return t, s.failedRead("the history", err)
}

func readTimeline(ctx context.Context, q querier) (*Timeline, error) {
	// no act is without an entry
	rows, err := q.QueryContext(ctx, "SELECT at, (SELECT min(id) FROM history WHERE act = acts.id) FROM acts ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	t := &Timeline{}
	for rows.Next() {
		var at string
		var first int64
		if err := rows.Scan(&at, &first); err != nil {
			return nil, err
		}
		t.add(first, parseTime(at).UnixMilli())
	}
	return t, rows.Err()
}

func (t *Timeline) add(first, at int64) {
	if n := len(t.at); n > 0 {
		at = max(at, t.at[n-1])
	}
	t.first, t.at = append(t.first, first), append(t.at, at)
}

// At is when a version was written; the zero time when the timeline does not know it.
func (t *Timeline) At(version int64) time.Time {
	i := sort.Search(len(t.first), func(i int) bool { return t.first[i] > version })
	if i == 0 {
		return time.Time{}
	}
	return time.UnixMilli(t.at[i-1])
}

// from is the first version that was not written before at; one that does not exist yet when all were.
func (t *Timeline) from(at time.Time) int64 {
	ms := at.UnixMilli()
	i := sort.Search(len(t.at), func(i int) bool { return t.at[i] >= ms })
	if i == len(t.at) {
		return 1<<63 - 1
	}
	return t.first[i]
}
