package interleave_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// op is one thing that an operator does. Its numbers are reduced to what there is when it is done, so that any list of
// them makes sense, whatever was dropped from it.
type op struct {
	who  int
	kind string
	n    []int
}

// kind is a sort of op: how often it comes, how many numbers it has, and what it does.
type kind struct {
	name   string
	weight int
	size   int // at least as many as an edit needs, which takes its place where there is nothing that it is about
	do     func(s *session, n []int)
	has    func(d *desk) bool // it is done by somebody who has this open; nil: by anybody
	after  string             // the op that opens it
}

const perRow = 6 // numbers of a row of a file

func opKinds() []kind {
	file := func(d *desk) bool { return d.review != nil }
	return []kind{
		{"edit", 16, 4, (*session).edit, nil, ""},
		{"form", 8, 4, (*session).fillIn, nil, ""},
		{"press", 10, 4, (*session).press, func(d *desk) bool { return d.form != nil }, "form"},
		{"preview", 18, 1 + 4*perRow, (*session).preview, nil, ""},
		{"decide", 12, 4, (*session).decide, file, "preview"},
		{"mend", 7, 4, (*session).mend, file, "preview"},
		{"unmend", 2, 4, (*session).unmend, file, "preview"},
		{"come back", 5, 4, (*session).comeBack, file, "preview"},
		{"save", 22, 4, (*session).save, file, "preview"},
		{"undo", 18, 4, (*session).undo, nil, ""},
		{"ask", 6, 4, (*session).ask, nil, ""},
		{"take back", 8, 4, (*session).takeBack, func(d *desk) bool { return d.taking != nil }, "ask"},
		{"start", 9, 4, (*session).start, nil, ""},
		{"step", 24, 4, (*session).step, nil, "start"},
		{"look", 5, 4, (*session).look, nil, "start"},
		{"tick", 8, 4, (*session).tick, func(d *desk) bool { return d.walk != nil }, "look"},
		{"abandon", 1, 4, (*session).abandon, nil, "start"},
	}
}

// most is one more than the highest number of an op.
const most = 72

// random makes an interleaving: eight to twelve things.
func random(seed, number uint64) []op {
	r := rand.New(rand.NewPCG(seed, number))
	list, total := opKinds(), 0
	for _, k := range list {
		total += k.weight
	}
	ops, did := make([]op, 8+r.IntN(5)), map[string]bool{"": true}
	few := make([]int, 6) // most numbers are of a few, so that the ops meet
	for i := range few {
		few[i] = r.IntN(most)
	}
	for i := range ops {
		var k kind
		for !did[k.after] || k.name == "" { // what needs something open comes after what opens it
			at, w := 0, r.IntN(total)
			for ; w >= list[at].weight; at++ {
				w -= list[at].weight
			}
			k = list[at]
		}
		did[k.name] = true
		n := make([]int, k.size)
		for j := range n {
			if n[j] = r.IntN(most); r.IntN(4) > 0 {
				n[j] = few[r.IntN(len(few))]
			}
		}
		if k.name == "preview" { // of one to four rows
			n = n[:1+perRow*[]int{1, 2, 2, 3, 3, 4}[r.IntN(6)]]
		}
		ops[i] = op{r.IntN(4), k.name, n}
	}
	return ops
}

// String writes an op as it can be replayed.
func (o op) String() string {
	return fmt.Sprintf("{%d, %q, []int{%s}}", o.who, o.kind, strings.Trim(strings.ReplaceAll(fmt.Sprint(o.n), " ", ", "), "[]"))
}

// deviceOf is a device by a number of an op.
func deviceOf(n int) int {
	return []int{0, 1, 2, 3, 4, 0, 2, 4, 7, 8, 0, 1, 2, 3, 4, 0, 2, 4, 7, 8, 0, 2, appleTV, elsewhere}[n%24]
}

// personOf is a person by a number of an op, or nobody.
func personOf(n int) int {
	return []int{0, 1, 2, 3, 4, 0, 1, 3, 0, 1, 2, 3, 4, 0, 1, 3, 0, 1, 2, 3, 4, 0, foreign, nobody}[n%24]
}

// pick is an index into so many, by a number of an op.
func pick(n []int, at, of int) int { return n[at] % of }
