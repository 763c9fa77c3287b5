// Package index finds rows by a text. It holds row numbers and a few bits of each key's hash, so that 100,000
// rows cost one megabyte; the text is asked of the rows themselves.
package index

import (
	"hash/maphash"
	"math/bits"
)

// Index finds the rows of a list by their keys.
type Index struct {
	seed maphash.Seed
	// slots hold row + 1 in the low bits and as much of the key's hash as fits above; 0 is free. A key is asked
	// for only where those bits of the hash agree.
	slots []uint32
	low   uint32 // the bits of the row
	key   func(row int) string
	twins map[int32][]int32 // first row → all rows with its key, where there is more than one
}

// New indexes rows 0 to n, less than 2³¹, by key. Rows whose key is empty are left aside. The key function must
// go on giving the same answers.
func New(n int, key func(row int) string) *Index {
	x := &Index{
		seed:  maphash.MakeSeed(),
		slots: make([]uint32, 1<<bits.Len(uint(n+n/2))),
		low:   1<<bits.Len(uint(n)) - 1,
		key:   key,
		twins: map[int32][]int32{},
	}
	for row := range n {
		if text := key(row); text != "" {
			x.add(row, text)
		}
	}
	return x
}

func (x *Index) add(row int, text string) {
	at, hash, found := x.find(text)
	if !found {
		x.slots[at] = hash | uint32(row+1)
		return
	}
	first := int32(x.row(at))
	if x.twins[first] == nil {
		x.twins[first] = []int32{first}
	}
	x.twins[first] = append(x.twins[first], int32(row))
}

func (x *Index) row(at uint64) int { return int(x.slots[at]&x.low) - 1 }

// Has reports whether a row has this key.
func (x *Index) Has(text string) bool {
	_, ok := x.First(text)
	return ok
}

// First is the first row with this key; false if there is none.
func (x *Index) First(text string) (row int, ok bool) {
	if text == "" {
		return 0, false
	}
	at, _, found := x.find(text)
	return x.row(at), found
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

// find is where the key's first row stands, or would stand, with the bits of its hash.
func (x *Index) find(text string) (at uint64, hash uint32, found bool) {
	mask := uint64(len(x.slots) - 1)
	sum := maphash.String(x.seed, text)
	hash = uint32(sum>>32) &^ x.low
	for at = sum & mask; x.slots[at] != 0; at = (at + 1) & mask {
		if x.slots[at]&^x.low == hash && x.key(x.row(at)) == text {
			return at, hash, true
		}
	}
	return at, hash, false
}
