package importer

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// names finds rows by a text, whatever its letter case, without keeping or folding the texts: those are asked of the rows.
type names struct {
	slots []int32 // row + 1; 0 is free
	of    func(row int32) string
	again map[int32][]int32 // first row → all rows of the same text, where there are several
}

// newNames indexes the rows from to. Those without a text are left aside.
func newNames(from, to int32, of func(row int32) string) *names {
	n := int(to - from)
	x := &names{slots: make([]int32, 1<<bits.Len(uint(n+n/2))), of: of, again: map[int32][]int32{}}
	for row := from; row < to; row++ {
		x.add(row)
	}
	return x
}

func (x *names) add(row int32) {
	text := x.of(row)
	if text == "" {
		return
	}
	at, first := x.find(text)
	if first < 0 {
		x.slots[at] = row + 1
		return
	}
	if x.again[first] == nil {
		x.again[first] = []int32{first}
	}
	x.again[first] = append(x.again[first], row)
}

// first is the first row with this text; -1 for none.
func (x *names) first(text string) int32 {
	if text == "" {
		return -1
	}
	_, row := x.find(text)
	return row
}

func (x *names) find(text string) (at uint32, row int32) {
	mask := uint32(len(x.slots) - 1)
	for at = foldedHash(text) & mask; x.slots[at] != 0; at = (at + 1) & mask {
		if row = x.slots[at] - 1; sameFolded(x.of(row), text) {
			return at, row
		}
	}
	return at, -1
}

// twins are the rows that share a text with others, each group in the order of the file.
func (x *names) twins(yield func(rows []int32) bool) {
	firsts := make([]int32, 0, len(x.again))
	for first := range x.again {
		firsts = append(firsts, first)
	}
	slices.Sort(firsts)
	for _, first := range firsts {
		if !yield(x.again[first]) {
			return
		}
	}
}

// sameFolded compares texts as their lower case is the same.
func sameFolded(a, b string) bool {
	return a == b || lowerOf(a) == lowerOf(b) // not EqualFold, to which more letters are the same: keys are in lower case
}

func foldedHash(s string) uint32 {
	const offset, prime = 2166136261, 16777619
	h := uint32(offset)
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return hashOf(strings.ToLower(s))
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint32(c)) * prime
	}
	return h
}

func hashOf(s string) uint32 {
	const offset, prime = 2166136261, 16777619
	h := uint32(offset)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * prime
	}
	return h
}

// leans are, for every row, those that name what it brings.
type leans struct {
	starts []int32
	rows   []int32
}

// newLeans asks for the rows that each row names, twice.
func newLeans(n int, names func(i int32, tell func(named int32))) leans {
	l := leans{starts: make([]int32, n+1)}
	row := int32(0)
	count := func(named int32) { l.starts[named+1]++ }
	for row = range int32(n) {
		names(row, count)
	}
	for i := range n {
		l.starts[i+1] += l.starts[i]
	}
	l.rows = make([]int32, l.starts[n])
	next := slices.Clone(l.starts[:n])
	put := func(named int32) {
		l.rows[next[named]] = row
		next[named]++
	}
	for row = range int32(n) {
		names(row, put)
	}
	return l
}

// on are the rows that name what a row brings.
func (l *leans) on(row int32) []int32 {
	if int(row)+1 >= len(l.starts) {
		return nil
	}
	return l.rows[l.starts[row]:l.starts[row+1]]
}
