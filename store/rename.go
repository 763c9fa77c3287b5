package store

import (
	"context"
	"slices"
)

// rename is an act that gave a person another User ID: the record under the old one went, one under the new one came.
type rename struct {
	act      int64
	from, to string // folded
}

// renamesOf reads every rename that has to do with these User IDs, by way of others too, oldest first.
func renamesOf(ctx context.Context, q querier, keys []string) ([]rename, error) {
	known := map[string]bool{}
	seen := map[rename]bool{}
	var list []rename
	for len(keys) > 0 {
		found, err := readRenames(ctx, q, keys)
		if err != nil {
			return nil, err
		}
		for _, k := range keys {
			known[k] = true
		}
		keys = nil
		for _, r := range found {
			if !seen[r] {
				seen[r] = true
				list = append(list, r)
			}
			for _, k := range [...]string{r.from, r.to} {
				if !known[k] {
					keys = append(keys, k)
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b rename) int { return int(a.act - b.act) })
	return list, nil
}

// readRenames reads the renames from or to one of these User IDs. A rename is what took one user record away and brought
// one in on the same line of an act. They are put together here: in SQL every record that a large act took away would be
// held against every one that it brought in.
func readRenames(ctx context.Context, q querier, keys []string) ([]rename, error) {
	rows, err := q.QueryContext(ctx, `SELECT act, line, record_key, op = 'delete' FROM history
		WHERE record = 'user' AND op <> 'update' AND act IN (SELECT h.act FROM history h JOIN acts a ON a.id = h.act
			WHERE h.record = 'user' AND h.record_key IN `+inSet+` AND h.op <> 'update' AND a.kind IN ('edit', 'undo', 'import'))
		ORDER BY id`, set(keys))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	went, came := map[rowOf][]string{}, map[rowOf][]string{}
	var places []rowOf
	for rows.Next() {
		var at rowOf
		var key string
		var gone bool
		if err := rows.Scan(&at.act, &at.line, &key, &gone); err != nil {
			return nil, err
		}
		if gone {
			went[at] = append(went[at], key)
			places = append(places, at)
		} else {
			came[at] = append(came[at], key)
		}
	}
	return pairsOf(places, went, came, keys), rows.Err()
}

// pairsOf are the renames among who went and who came, place by place, that have to do with one of the keys.
func pairsOf(places []rowOf, went, came map[rowOf][]string, keys []string) (list []rename) {
	asked := make(map[string]bool, len(keys))
	for _, k := range keys {
		asked[k] = true
	}
	for _, at := range slices.Compact(places) {
		for _, from := range went[at] {
			for _, to := range came[at] {
				if asked[from] || asked[to] {
					list = append(list, rename{at.act, from, to})
				}
			}
		}
	}
	return list
}

// alias is a User ID that a person had from one act to another, both included. The same ID may have been, or become,
// somebody else's.
type alias struct {
	key         string
	first, last int64
}

const forever = 1<<63 - 1

// namesOf are the User IDs of the person who has this one, or had it last, the present one first.
func namesOf(key string, onRecord bool, renames []rename) []alias {
	if !onRecord {
		key = lastName(key, renames)
	}
	var list []alias
	last := int64(forever)
	for {
		a := alias{key, 0, last}
		came := before(renames, last, func(r rename) bool { return r.to == key })
		went := before(renames, last, func(r rename) bool { return r.from == key })
		if went.act > came.act { // whoever had the ID before is another person
			a.first = went.act + 1
			return append(list, a)
		}
		a.first = came.act
		list = append(list, a)
		if came.act == 0 {
			return list
		}
		key, last = came.from, came.act
	}
}

// renamedTo is the User ID that a person has whose record an entry took away; the same where that was no rename.
func renamedTo(gone *Entry, renames []rename) string {
	key := gone.Key
	for _, r := range renames {
		if r.from == key && (r.act == gone.Act || r.act > gone.Act && key != gone.Key) {
			key = r.to
		}
	}
	return key
}

// lastName follows a person who was renamed away from this User ID.
func lastName(key string, renames []rename) string {
	act := before(renames, forever, func(r rename) bool { return r.from == key }).act
	for _, r := range renames {
		if r.act >= act && r.from == key {
			key = r.to
		}
	}
	return key
}

// before is the newest rename of a kind that was made before an act; the zero one when there is none.
func before(renames []rename, act int64, is func(rename) bool) rename {
	for _, r := range slices.Backward(renames) {
		if r.act < act && is(r) {
			return r
		}
	}
	return rename{}
}

// covers reports whether a User ID was the person's at an act.
func covers(list []alias, key string, act int64) bool {
	return slices.ContainsFunc(list, func(a alias) bool { return a.key == key && act >= a.first && act <= a.last })
}

// renamed reports whether an act gave the person of one User ID the other.
func renamed(renames []rename, act int64, from, to string) bool {
	return slices.Contains(renames, rename{act, from, to})
}
