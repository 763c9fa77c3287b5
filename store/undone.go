package store

import (
	"context"
	"slices"
)

// TakenBack is the act that took this one back, and how: "" for all of it, " in part" where some of it stands again. It is 0
// where the act stands.
func (a *ActSummary) TakenBack() (by int64, how string) {
	if a.PartlyBy != 0 {
		return a.PartlyBy, " in part"
	}
	return a.UndoneBy, ""
}

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

// broughtBack are the acts of which somebody took back or brought back single rows after an act: what their undo says of
// all of them may not hold of each.
const broughtBack = `WITH RECURSIVE touched(id) AS (
	SELECT h.undoes FROM acts a JOIN history h ON h.act = a.id
		WHERE a.kind = 'undo' AND a.undoes = 0 AND a.id > ? AND h.undoes <> 0
	UNION SELECT h.undoes FROM touched t JOIN history h ON h.id = t.id WHERE h.undoes <> 0)
	SELECT DISTINCT h.act, 0 FROM touched t JOIN history h ON h.id = t.id`

// notePartly finds the acts that were taken back as a whole and of which some entries stand again: rows of an undo can be
// brought back one by one.
func notePartly(ctx context.Context, q querier, list []ActSummary) error {
	first := int64(0)
	for i := range list {
		if by := list[i].UndoneBy; by != 0 && (first == 0 || by < first) {
			first = by
		}
	}
	if first == 0 {
		return nil
	}
	touched, err := pairs(ctx, q, broughtBack, first)
	if err != nil {
		return err
	}
	for i := range list {
		a := &list[i]
		if a.UndoneBy == 0 || !slices.Contains(touched, [2]int64{a.ID, 0}) {
			continue
		}
		stands, err := someStand(ctx, q, a.ID)
		if err != nil {
			return err
		}
		if stands {
			a.PartlyBy, a.UndoneBy = a.UndoneBy, 0
		}
	}
	return nil
}

// someStand reports whether any entry of an act was not taken back, or was brought back.
func someStand(ctx context.Context, q querier, act int64) (bool, error) {
	ids, err := pairs(ctx, q, "SELECT id, 0 FROM history WHERE act = ?", act)
	if err != nil {
		return false, err
	}
	if err := noteUndone(ctx, q, "history", ids, func(p *[2]int64) (int64, *int64) { return p[0], &p[1] }); err != nil {
		return false, err
	}
	return slices.ContainsFunc(ids, func(p [2]int64) bool { return p[1] == 0 }), nil
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
