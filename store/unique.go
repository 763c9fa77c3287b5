package store

import (
	"context"
	"fmt"
	"strings"
)

// unique is a value that only one record may carry: an asset tag, a Managed Apple Account.
type unique struct {
	field Field
	value string // folded
}

// uniques are the fields of such values: on which kind of record, and how to find who carries some of them now.
var uniques = map[Field]struct {
	record Kind
	query  string
}{
	FieldAssetTag:            {KindDevice, "SELECT asset_tag, serial FROM devices WHERE asset_tag IN " + inSet},
	FieldManagedAppleAccount: {KindUser, "SELECT lower(managed_apple_account), user_key FROM users WHERE managed_apple_account <> '' AND lower(managed_apple_account) IN " + inSet},
}

// readTaken finds who carries, now, the unique values that would come back.
func (b *back) readTaken(ctx context.Context, q querier) error {
	b.taken = map[unique]string{}
	for field, u := range uniques {
		var values []string
		for i := range b.wanted {
			for _, f := range b.wanted[i].Fields {
				if f.Field == field && f.Old != "" && b.wanted[i].Record == u.record {
					values = append(values, folds(field, f.Old))
				}
			}
		}
		if values == nil {
			continue
		}
		if err := b.readTakenOf(ctx, q, field, u.query, values); err != nil {
			return err
		}
	}
	return nil
}

func (b *back) readTakenOf(ctx context.Context, q querier, field Field, query string, values []string) error {
	rows, err := q.QueryContext(ctx, query, set(values))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var value, key string
		if err := rows.Scan(&value, &key); err != nil {
			return err
		}
		b.taken[unique{field, value}] = key
	}
	return rows.Err()
}

// checkUnique keeps every row that would bring back a value which another record has come to carry since.
func (b *back) checkUnique() {
	for _, c := range b.changes {
		for _, f := range c.Fields {
			u, ok := uniques[f.Field]
			if !ok || f.New == "" || c.Record != u.record {
				continue
			}
			other, ok := b.taken[unique{f.Field, folds(f.Field, f.New)}]
			if !ok || other == c.Key {
				continue
			}
			if p := b.after[ref{c.Record, other}]; p != nil && folds(f.Field, p.current[f.Field]) != folds(f.Field, f.New) {
				continue // it gives the value back in the same undo
			}
			b.stay(b.entry(c.Undoes), fmt.Sprintf("%s %s is on %s %s now", f.Field.Label(), f.New, c.Record, other))
		}
	}
}

func folds(f Field, value string) string {
	if f == FieldManagedAppleAccount {
		return strings.ToLower(value)
	}
	return value
}
