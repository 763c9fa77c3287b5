package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// bond is a rule that ties records together, so that no change of one record alone can see it broken.
type bond struct {
	record Kind // of the changes that can break it
	// value is what the change puts at stake, "" for nothing.
	value func(e *entry) string
	// query gives, for a set of values, each broken one with the record on the other side and its version.
	query string
	told  string // the sentence, with the value and the other record
}

// plainLower lowers plain letters and leaves the others, as SQLite's lower() does: both must give the same.
func plainLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

var bonds = []bond{
	{
		KindDevice, given(FieldAssetTag),
		"SELECT d.asset_tag, d.serial, d.version FROM devices d WHERE d.asset_tag IN " + inSet +
			" AND EXISTS (SELECT 1 FROM devices o WHERE o.asset_tag = d.asset_tag AND o.serial <> d.serial) ORDER BY d.version",
		"two devices would carry the asset tag %s: it is on device %s",
	},
	{
		KindUser, given(FieldManagedAppleAccount),
		"SELECT lower(u.managed_apple_account), u.user_id, u.version FROM users u WHERE lower(u.managed_apple_account) IN " + inSet +
			" AND EXISTS (SELECT 1 FROM users o WHERE lower(o.managed_apple_account) = lower(u.managed_apple_account)" +
			" AND o.user_key <> u.user_key) ORDER BY u.version",
		"two users would have the Managed Apple Account %s, which must be one person's (R-05): it is on user %s",
	},
	{
		KindDevice, given(FieldUsername),
		"SELECT lower(username), serial, version FROM devices WHERE lower(username) IN " + inSet + " AND lower(username) <> lower(serial)" +
			" AND NOT EXISTS (SELECT 1 FROM users WHERE user_key = lower(username))" +
			" AND EXISTS (SELECT 1 FROM history WHERE record = 'user' AND record_key = lower(username)) ORDER BY version",
		"user %s, whose record is gone, would hold device %s",
	},
	{
		KindUser, deleted,
		"SELECT lower(username), serial, version FROM devices WHERE lower(username) IN " + inSet + " AND lower(username) <> lower(serial)" +
			" AND NOT EXISTS (SELECT 1 FROM users WHERE user_key = lower(username)) ORDER BY version",
		"user %s cannot go while a device points at them (R-30): device %s does",
	},
	{
		KindUser, deleted,
		"SELECT lower(user_id), scope, version FROM members WHERE lower(user_id) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM users WHERE user_key = lower(members.user_id)) ORDER BY version",
		"user %s cannot go while an assignment scope points at them (R-30): scope %s does",
	},
	{
		KindMember, given(FieldUserID),
		"SELECT lower(user_id), scope, version FROM members WHERE lower(user_id) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM users WHERE user_key = lower(members.user_id)) ORDER BY version",
		"user %s is not on record and would be in assignment scope %s",
	},
	{
		KindMember, given(FieldScope),
		"SELECT lower(scope), user_id, version FROM members WHERE lower(scope) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM scopes WHERE scope_key = lower(members.scope)) ORDER BY version",
		"assignment scope %s is not on record and would list user %s",
	},
	{
		KindScope, deleted,
		"SELECT lower(scope), user_id, version FROM members WHERE lower(scope) IN " + inSet +
			" AND NOT EXISTS (SELECT 1 FROM scopes WHERE scope_key = lower(members.scope)) ORDER BY version",
		"assignment scope %s cannot go while users are in it: user %s is",
	},
	{
		KindChecklist, reopened, rivalOf(onRecord),
		"checklist %s cannot be open again while another one about the same is: checklist %s",
	},
}

func given(f Field) func(*entry) string {
	return func(e *entry) string {
		for _, c := range e.change.Fields {
			if c.Field == f {
				if f == FieldAssetTag {
					return c.New // text, as it is
				}
				return plainLower(c.New)
			}
		}
		return ""
	}
}

func deleted(e *entry) string {
	if e.op == opDelete {
		return e.change.Key
	}
	return ""
}

// check holds the whole against the bonds between records. What this act alone breaks is CodeInvalid; where a
// record outside the act stands on the other side, somebody was there first: a *ConflictError.
func (sv *save) check(entries []entry) error {
	var moved []Moved
	for _, b := range slices.Concat(bonds, listBonds) {
		found, err := sv.broken(&b, entries)
		if err != nil {
			return err
		}
		moved = append(moved, found...)
	}
	if moved == nil {
		return nil
	}
	return &ConflictError{moved}
}

// atStake are the values that these entries put at stake, each once, and the last change that does: thousands of people
// may be in one class or at one location.
func (b *bond) atStake(entries []entry) (at map[string]*Change, values []string) {
	at = map[string]*Change{}
	for i := range entries {
		if entries[i].change.Record != b.record {
			continue
		}
		if v := b.value(&entries[i]); v != "" {
			if at[v] == nil {
				values = append(values, v)
			}
			at[v] = entries[i].change
		}
	}
	return at, values
}

func (sv *save) broken(b *bond, entries []entry) ([]Moved, error) {
	at, values := b.atStake(entries)
	if values == nil {
		return nil, nil
	}
	rows, err := sv.tx.QueryContext(context.Background(), b.query, set(values))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var moved []Moved
	for rows.Next() {
		var value, other string
		var version int64
		if err := rows.Scan(&value, &other, &version); err != nil {
			return nil, err
		}
		c := at[value]
		told := fmt.Sprintf(b.told, value, other)
		if c == nil {
			continue
		}
		if version >= entries[0].id {
			if moved == nil {
				return nil, &Error{Code: CodeInvalid, Message: "nothing was saved: " + told, Remedy: "mend that first"}
			}
			continue
		}
		m := Moved{Change: *c, Clash: told}
		if err := sv.wrote(version, &m); err != nil {
			return nil, err
		}
		moved = append(moved, m)
		delete(at, value)
	}
	return moved, rows.Err()
}

// wrote fills in who made a version of a record, and when.
func (sv *save) wrote(version int64, m *Moved) error {
	var at string
	err := sv.tx.QueryRow("SELECT a.operator, a.at FROM history h JOIN acts a ON a.id = h.act WHERE h.id = ?", version).Scan(&m.By, &at)
	m.At = parseTime(at).In(sv.zone)
	return err
}
