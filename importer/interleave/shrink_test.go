package interleave_test

import "slices"

// shrink makes a failing list of ops as small as it can: it drops ops, then rows of files, and then lowers numbers, as long
// as the list still fails.
func shrink(ops []op, fails func([]op) bool) []op {
	for smaller := true; smaller; {
		smaller = false
		for _, candidate := range candidates(ops) {
			if fails(candidate) {
				ops, smaller = candidate, true
				break
			}
		}
	}
	return ops
}

// candidates are the lists one step smaller, the smallest first.
func candidates(ops []op) (list [][]op) {
	for size := len(ops) / 2; size >= 1; size /= 2 {
		for at := 0; at+size <= len(ops); at += size {
			list = append(list, slices.Delete(slices.Clone(ops), at, at+size))
		}
	}
	for i, o := range ops {
		if o.kind == "preview" {
			for at := 1; at < len(o.n); at += perRow {
				list = append(list, with(ops, i, op{o.who, o.kind, slices.Delete(slices.Clone(o.n), at, at+perRow)}))
			}
		}
	}
	for i, o := range ops {
		if o.who > 0 {
			list = append(list, with(ops, i, op{0, o.kind, o.n}))
		}
		for at, n := range o.n {
			for _, lower := range []int{0, n / 2, n - 1} {
				if lower >= 0 && lower < n {
					numbers := slices.Clone(o.n)
					numbers[at] = lower
					list = append(list, with(ops, i, op{o.who, o.kind, numbers}))
				}
			}
		}
	}
	return list
}

// with is the list with another op in one place.
func with(ops []op, at int, o op) []op {
	next := slices.Clone(ops)
	next[at] = o
	return next
}
