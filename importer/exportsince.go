package importer

import (
	"context"
	"slices"

	"homeroom/store"
)

// past is what records of a kind said at the export since which the changes are written.
type past struct {
	kind store.Kind
	then map[string]map[store.Field]string
}

// recall reads what the records said at the export since which the changes are written, and what the vendor has by it.
func (x *exporter) recall(ctx context.Context, st *store.Store) error {
	for _, kind := range [...]store.Kind{store.KindDevice, store.KindUser, store.KindRequest} {
		then, err := st.Then(ctx, x.q.Since.Latest, kind)
		if err != nil {
			return err
		}
		x.then = append(x.then, past{kind, then})
	}
	x.known = make(map[string]bool, len(x.q.Since.Known))
	for _, key := range x.q.Since.Known {
		x.known[key] = true
	}
	return nil
}

// meet finds what the vendor has of an item, under the key that it had then.
func (x *exporter) meet(it *item) {
	key := it.key
	if x.Template.Edits == store.KindUser {
		was, is := x.was(it, store.KindUser, store.FieldUserID, it.user.UserID)
		switch {
		case was != "":
			key, it.there = store.UserKey(was), was
		case is: // not on record then: whoever had this ID is somebody else
			it.fresh = true
			return
		}
	}
	it.had = x.known[key]
	delete(x.known, key)
	it.fresh = !it.had || x.passed(it)
}

// passed reports whether a device was given or taken back since, though it may be as it was: the other layout may have told
// the vendor so meanwhile.
func (x *exporter) passed(it *item) bool {
	if it.device == nil || !x.Template.Unassigned && x.Template.TakenBackBy == "" {
		return false
	}
	then, _ := x.before(it, store.KindDevice)
	_, told := then[store.FieldUsername]
	return told
}

// was is what a field said at the export since which the changes are written, and whether that is something else.
func (x *exporter) was(it *item, kind store.Kind, f store.Field, value string) (was string, changed bool) {
	then, written := x.before(it, kind)
	if !written {
		return value, false
	}
	was, told := then[f]
	if then != nil && !told {
		return value, false
	}
	return was, was != value
}

// before is what a row's record said then, and whether it was written since; nil where it was not there.
func (x *exporter) before(it *item, kind store.Kind) (then map[store.Field]string, written bool) {
	key := it.key
	if kind == store.KindUser && it.user != nil {
		key = it.user.Key()
	}
	i := slices.IndexFunc(x.then, func(p past) bool { return p.kind == kind })
	if i < 0 {
		return nil, false
	}
	then, written = x.then[i].then[key]
	return then, written
}

// gone tells what the vendor has and the file is not about any more: no layout has a word for that. Whoever has a device
// again takes nothing away from a file that takes devices back.
func (x *exporter) gone() {
	if x.Template.Unassigned {
		return
	}
	keys := make([]string, 0, len(x.known))
	for key := range x.known {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		it := &item{key: key}
		if x.onRecord(key) {
			x.leave(it, "is not among what was asked for any more, and stays with the vendor as it is: take it out there, unless it is meant to stay")
		} else {
			x.leave(it, "is no longer on record; take it out there")
		}
	}
}

func (x *exporter) onRecord(key string) bool {
	switch x.Template.Edits {
	case store.KindDevice:
		return x.records.Device(key) != nil
	case store.KindRequest:
		return slices.ContainsFunc(x.records.AllRequests(), func(q store.Request) bool { return q.Key() == key })
	}
	return x.records.User(key) != nil
}
