package plain

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"homeroom/store"
)

// sortKey is what places one record of a listing.
type sortKey struct {
	place  int
	empty  bool
	number int64 // where the field is counted or dated; the text says it then only roughly
	text   string
	key    string
}

// exact are the fields that are no words: they are ordered letter by letter.
func exact(f store.Field) bool {
	switch f {
	case store.FieldSerial, store.FieldAssetTag, store.FieldUsername, store.FieldUserID, store.FieldEmail, store.FieldManagedAppleAccount:
		return true
	}
	return false
}

// sort puts the records in the order of the field asked for and, where that is the same, of their keys. Words are
// ordered as people do and as in the console, accents and letter case aside and numbers by their value. Empty values
// come last either way, for they say nothing about the order. It is an error when there is no such field.
func (l *listing) sort(f *listFlags) error {
	by, err := l.sortField(f.sort)
	if err != nil {
		return err
	}
	keys := make([]sortKey, len(l.order))
	words := collate.New(language.Und, collate.Loose, collate.Numeric)
	var buffer collate.Buffer
	for n, i := range l.order {
		keys[n] = l.sortKey(i, by)
		if !exact(by) {
			keys[n].text = string(words.KeyFromString(&buffer, keys[n].text))
			buffer.Reset()
		}
	}
	slices.SortFunc(keys, func(a, b sortKey) int {
		switch {
		case a.empty && !b.empty:
			return 1
		case b.empty && !a.empty:
			return -1
		}
		c := cmp.Or(cmp.Compare(a.number, b.number), strings.Compare(a.text, b.text))
		if f.desc {
			c = -c
		}
		return cmp.Or(c, strings.Compare(a.key, b.key))
	})
	for n := range keys {
		l.order[n] = keys[n].place
	}
	return nil
}

// sortField reads the name of the field to sort by; none is the key.
func (l *listing) sortField(name string) (store.Field, error) {
	if name == "" {
		return l.fields[0], nil
	}
	return fieldNamed(l.kind, append(slices.Clone(l.fields), fieldChanged), name)
}

func (l *listing) sortKey(i int, by store.Field) sortKey {
	value := l.get(i, by)
	k := sortKey{place: i, empty: value == "", text: strings.ToLower(value), key: l.key(i)}
	if number := l.number[by]; number != nil {
		k.number, k.text = number(i), ""
	}
	return k
}
