package importer

import (
	"slices"

	"homeroom/store/index"
)

// finder finds the file's rows by an identifier, also while mends change it here and there: then the index still holds
// those rows under what they were when it was made.
type finder struct {
	key   func(row int) string
	index *index.Index
	was   map[int32]string // of rows that changed since
}

func newFinder(rows int, key func(row int) string) *finder {
	f := &finder{key: key, was: map[int32]string{}}
	f.index = index.New(rows, f.indexed)
	return f
}

func (f *finder) indexed(row int) string {
	if len(f.was) > 0 {
		if was, changed := f.was[int32(row)]; changed {
			return was
		}
	}
	return f.key(row)
}

// leaves has to be told before a row changes.
func (f *finder) leaves(row int32) {
	if _, changed := f.was[row]; !changed {
		f.was[row] = f.key(int(row))
	}
}

// all are the rows with a key, in order.
func (f *finder) all(key string) []int32 {
	rows := f.index.All(key)
	if len(f.was) == 0 || key == "" {
		return rows
	}
	var now []int32
	for _, i := range rows {
		if f.key(int(i)) == key {
			now = append(now, i)
		}
	}
	for i, was := range f.was {
		if was != key && f.key(int(i)) == key {
			now = append(now, i)
		}
	}
	slices.Sort(now)
	return now
}

// has reports whether a row has the key.
func (f *finder) has(key string) bool { return len(f.all(key)) > 0 }
