package store

import (
	"context"
	"database/sql"
	"iter"
	"maps"
	"slices"
	"strings"
)

// guess is the one identifier on record that a damaged one may have been.
type guess struct {
	key  string
	many bool // several would do: then none is meant plainly enough
}

func (g *guess) add(key string) { g.key, g.many = key, g.many || g.key != "" && g.key != key }

// guessed answers for each value the one record that was found; those with none, or with several, are not in it.
func guessed(values []string, of func(value string) *guess) map[string]string {
	found := map[string]string{}
	for _, v := range values {
		if g := of(v); g != nil && g.key != "" && !g.many && g.key != v {
			found[v] = g.key
		}
	}
	return found
}

// AlikeSerials finds for serial numbers that are not on record the one record each that differs in nothing but
// characters that are taken for one another: O and 0, I, L and 1, B and 8, S and 5.
func (r *Records) AlikeSerials(serials []string) map[string]string {
	return alikeAmong(r.column(r.devices, serialColumn), serials)
}

// AlikeTags does the same for asset tags.
func (r *Records) AlikeTags(tags []string) map[string]string {
	return alikeAmong(r.column(r.devices, tagColumn), tags)
}

// RoundedTo finds for identifiers in scientific notation the one on record each that a spreadsheet would show so
// f is a serial number, an asset tag or a User ID.
func (r *Records) RoundedTo(f Field, values []string) map[string]string {
	switch f {
	case FieldSerial:
		return roundedAmong(r.column(r.devices, serialColumn), values)
	case FieldAssetTag:
		return roundedAmong(r.column(r.devices, tagColumn), values)
	case FieldUserID:
		return roundedAmong(r.column(r.users, userIDColumn), values)
	}
	return nil
}

// column goes through one value of joined rows.
func (r *Records) column(rows []string, column int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, row := range rows {
			if !yield(field(row, column)) {
				return
			}
		}
	}
}

// alikeAmong goes once through the keys on record, however many values there are.
func alikeAmong(keys iter.Seq[string], values []string) map[string]string {
	wanted := make(map[string]*guess, len(values))
	for _, v := range values {
		wanted[looks(v)] = &guess{}
	}
	if len(wanted) == 0 {
		return nil
	}
	var buffer []byte
	for key := range keys {
		buffer = appendLook(buffer[:0], key)
		if g := wanted[string(buffer)]; g != nil {
			g.add(key)
		}
	}
	return guessed(values, func(v string) *guess { return wanted[looks(v)] })
}

// looks is a text with each character as the one that it is taken for.
func looks(s string) string { return string(appendLook(nil, s)) }

func appendLook(b []byte, s string) []byte {
	for i := range len(s) {
		b = append(b, look(s[i]))
	}
	return b
}

// doubtful reads, of the identifiers that the file names and nobody has, the devices that they may have been before
// somebody typed them wrong or a spreadsheet rounded them. Of users it answers their keys.
func (r *Records) doubtful(ctx context.Context, tx *sql.Tx, w Wanted) (users []string, err error) {
	missing := missingOf(w.Alike, r.devices)
	if len(missing)+len(w.Rounded) == 0 {
		return nil, nil
	}
	var devices []string
	for _, column := range [...]string{"serial", "asset_tag"} {
		keys, err := keysOf(ctx, tx, column, "devices")
		if err != nil {
			return nil, err
		}
		devices = slices.AppendSeq(devices, maps.Values(alikeAmong(keys, missing)))
		devices = slices.AppendSeq(devices, maps.Values(roundedAmong(keys, w.Rounded)))
	}
	if len(w.Rounded) > 0 {
		keys, err := keysOf(ctx, tx, "user_key", "users")
		if err != nil {
			return nil, err
		}
		users = slices.Collect(maps.Values(roundedAmong(keys, w.Rounded)))
	}
	if len(devices) == 0 {
		return users, nil
	}
	rows, err := deviceKind.rowsWhere(ctx, tx, "WHERE serial IN "+inSet+" OR asset_tag IN "+inSet, set(devices), set(devices))
	r.devices = merge(r.devices, rows)
	return users, err
}

// missingOf are the values that are neither serial number nor asset tag of the devices read.
func missingOf(values, devices []string) []string {
	known := make(map[string]bool, 2*len(devices))
	for _, row := range devices {
		known[field(row, serialColumn)], known[field(row, tagColumn)] = true, true
	}
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return known[v] })
}

// keysOf reads a whole column at once: row by row it would cost ten times as much.
func keysOf(ctx context.Context, tx *sql.Tx, column, table string) (iter.Seq[string], error) {
	var all string
	err := tx.QueryRowContext(ctx, "SELECT coalesce(group_concat("+column+", char(31)), '') FROM "+table).Scan(&all)
	return slices.Values(strings.Split(all, fieldMark)), err
}
