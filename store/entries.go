package store

import "context"

// EntriesBy reads the entries of the history with these ids, oldest first: what wrote a record last, or took something
// back.
func (s *Store) EntriesBy(ctx context.Context, ids []int64) ([]Entry, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := entries(ctx, s.read, "WHERE h.id IN "+inSet, set(ids))
	return list, s.failedRead("the history", err)
}
