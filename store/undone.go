package store

import (
	"context"
	"slices"
)

// noteUndone fills in what took each of the list back: an undo counts as long as it was not taken back itself, so
// that after a redo the first one stands again. table is history or acts; its ids come from at, with the place to
// note the answer.
func noteUndone[T any](ctx context.Context, q querier, table string, list []T, at func(*T) (id int64, note *int64)) error {
	ids := make([]int64, len(list))
	for i := range list {
		ids[i], _ = at(&list[i])
	}
	undoers, err := undoersOf(ctx, q, table, ids)
	if err != nil {
		return err
	}
	var standing func(id int64) int64
	standing = func(id int64) int64 {
		for _, u := range slices.Backward(undoers[id]) {
			if standing(u) == 0 {
				return u
			}
		}
		return 0
	}
	for i := range list {
		id, note := at(&list[i])
		*note = standing(id)
	}
	return nil
}

// undoersOf finds what took these back, what took that back, and so on: each with its undoers, oldest first. Each is asked
// for once, also where the list holds what took another of it back.
func undoersOf(ctx context.Context, q querier, table string, ids []int64) (map[int64][]int64, error) {
	undoers, asked := map[int64][]int64{}, map[int64]bool{}
	for len(ids) > 0 {
		for _, id := range ids {
			asked[id] = true
		}
		found, err := pairs(ctx, q, "SELECT undoes, id FROM "+table+" WHERE undoes <> 0 AND undoes IN "+inSet+" ORDER BY id", set(ids))
		if err != nil {
			return nil, err
		}
		ids = nil
		for _, p := range found {
			undoers[p[0]] = append(undoers[p[0]], p[1])
			if !asked[p[1]] {
				ids = append(ids, p[1])
			}
		}
	}
	return undoers, nil
}

func pairs(ctx context.Context, q querier, query string, args ...any) ([][2]int64, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list [][2]int64
	for rows.Next() {
		var p [2]int64
		if err := rows.Scan(&p[0], &p[1]); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, rows.Err()
}
