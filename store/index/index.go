// Package index finds rows by a text. It holds row numbers alone, so that 100,000 rows cost one megabyte; the
// text is asked of the rows themselves.
package index

import (
	"hash/maphash"
	"math/bits"
)

// Index finds the rows of a list by their keys.
type Index struct {
	seed  maphash.Seed
	slots []int32 // row + 1; 0 is free
	key   func(row int) string
	twins map[int32][]int32 // first row → all rows with its key, where there is more than one
}

// New indexes rows 0 to n by key. Rows whose key is empty are left aside. The key function must go on giving
// the same answers.
func New(n int, key func(row int) string) *Index {
	x := &Index{
		seed:  maphash.MakeSeed(),
		slots: make([]int32, 1<<bits.Len(uint(2*n))),
		key:   key,
		twins: map[int32][]int32{},
	}
	for row := range n {
		if text := key(row); text != "" {
			x.add(int32(row), text)
		}
	}
	return x
}

func (x *Index) add(row int32, text string) {
	slot, found := x.slot(text)
	if !found {
		x.slots[slot] = row + 1
		return
	}
	first := x.slots[slot] - 1
	if x.twins[first] == nil {
		x.twins[first] = []int32{first}
	}
	x.twins[first] = append(x.twins[first], row)
}

// First is the first row with this key; false if there is none.
func (x *Index) First(text string) (row int, ok bool) {
	if text == "" {
		return 0, false
	}
	slot, found := x.slot(text)
	return int(x.slots[slot]) - 1, found
}

// All are the rows with this key, in order.
func (x *Index) All(text string) []int32 {
	row, ok := x.First(text)
	if !ok {
		return nil
	}
	if twins := x.twins[int32(row)]; twins != nil {
		return twins
	}
	return []int32{int32(row)}
}

// Twins maps the first row of every key that stands on more than one row to all of them.
func (x *Index) Twins() map[int32][]int32 { return x.twins }

// slot is where the key's first row stands, or would stand.
func (x *Index) slot(text string) (slot uint64, found bool) {
	mask := uint64(len(x.slots) - 1)
	for slot = maphash.String(x.seed, text) & mask; x.slots[slot] != 0; slot = (slot + 1) & mask {
		if x.key(int(x.slots[slot]-1)) == text {
			return slot, true
		}
	}
	return slot, false
}
