package importer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"homeroom/store"
)

// Chosen are the keys of the devices, or of the people, that a query finds; never nil. Its dates are measured from now.
func Chosen(ctx context.Context, st *store.Store, kind store.Kind, words string, now time.Time) ([]string, error) {
	query, err := store.ParseQuery(kind, words)
	if err != nil {
		return nil, err
	}
	if query.Dated() {
		timeline, err := st.Timeline(ctx)
		if err != nil {
			return nil, err
		}
		query = query.Measure(store.Clock{Now: now, Timeline: timeline})
	}
	if query.Classed() {
		classes, err := st.Attendance(ctx)
		if err != nil {
			return nil, err
		}
		query = query.Attend(classes)
	}
	devices, err := st.Devices(ctx)
	if err != nil {
		return nil, err
	}
	keys, held := []string{}, map[string]int{}
	for i := range devices {
		switch d := &devices[i]; {
		case kind == store.KindDevice && query.Device(d):
			keys = append(keys, d.Serial)
		case d.Held():
			held[store.UserKey(d.Username)]++
		}
	}
	if kind == store.KindDevice {
		return keys, nil
	}
	users, err := st.Users(ctx)
	for i := range users {
		if u := &users[i]; query.User(u, held[u.Key()]) {
			keys = append(keys, u.Key())
		}
	}
	return keys, err
}

// NamedQuery is under what an export of records that were named one by one is remembered: how many, and a digest by which
// the same ones are known again.
func NamedQuery(keys []string) string {
	folded := make([]string, len(keys))
	for i, key := range keys {
		folded[i] = strings.ToLower(strings.TrimSpace(key))
	}
	slices.Sort(folded)
	folded = slices.Compact(folded)
	sum := sha256.Sum256([]byte(strings.Join(folded, "\n")))
	return fmt.Sprintf("%d named (%s)", len(folded), hex.EncodeToString(sum[:4]))
}

// NamedIn is how many records the words of NamedQuery are about; false for any other query.
func NamedIn(query string) (n int, ok bool) {
	var digest string
	_, err := fmt.Sscanf(query, "%d named (%8s)", &n, &digest)
	return n, err == nil && query == fmt.Sprintf("%d named (%s)", n, digest)
}

// missed tells of records that were named one by one and of which the file has no row.
func (x *exporter) missed() {
	if !x.q.Named {
		return
	}
	for _, key := range slices.Sorted(slices.Values(x.q.Keys)) {
		it := &item{key: strings.TrimSpace(key)}
		switch folded := x.folded(key); {
		case x.took[folded]:
		case x.listed(folded) == nil:
			x.leave(it, "is not on record")
		default:
			x.leave(it, "has no row in this layout")
		}
		x.took[x.folded(key)] = true // once, however often it is named
	}
}

// folded is a key as items have it.
func (x *exporter) folded(key string) string {
	if x.Template.Lists() == store.KindDevice {
		return store.CleanSerial(key)
	}
	return store.UserKey(strings.TrimSpace(key))
}

// listed is the record of a key; nil for none.
func (x *exporter) listed(key string) any {
	if x.Template.Lists() == store.KindDevice {
		if d := x.records.Device(key); d != nil {
			return d
		}
		return nil
	}
	if u := x.records.User(key); u != nil {
		return u
	}
	return nil
}
