package plain

import (
	"slices"
	"strings"

	"homeroom/importer"
	"homeroom/store"
)

// answer is one of the answers to the question about a row: the question, its help and what an answer does are made of
// one list.
type answer struct {
	key, word string
	means     string
	fits      func(w *walker) bool
	do        func(w *walker) error // nil: the answers are told, and the question is put again
}

// answers are all of them, in the order in which the question names them.
func answers() []answer {
	put := func(v store.Verdict) func(*walker) error {
		return func(w *walker) error { return w.decide(v, "") }
	}
	rest := func(v store.Verdict) func(*walker) error {
		return func(w *walker) error { return w.decideRest(v) }
	}
	return []answer{
		{"y", "yes", "accept this row", (*walker).deciding, put(store.VerdictAccept)},
		{"n", "no", "leave this row out", (*walker).deciding, put(store.VerdictLeaveOut)},
		{"n", "no", "leave this row as it is, and go on", not((*walker).deciding), (*walker).pass},
		{"N", "", "leave this row out, and say why", (*walker).deciding, (*walker).leaveOutBecause},
		{"l", "", "decide about this row later", (*walker).deciding, put(store.VerdictLater)},
		{"m", "", "take the mends that are proposed", (*walker).proposes, (*walker).takeProposed},
		{"e", "", "mend a cell of this row by hand", always, (*walker).mendCell},
		{"u", "", "take the mends of this row back", (*walker).isMended, (*walker).takeBack},
		{"a", "", "accept this row and the rest that is not decided; held-back rows stay as they are", (*walker).deciding, rest(store.VerdictAccept)},
		{"d", "", "leave out this row and the rest that is not decided", (*walker).deciding, rest(store.VerdictLeaveOut)},
		{"b", "", "go back to the row before", (*walker).hasBefore, (*walker).back},
		{"q", "", "stop; nothing is saved, and what was decided is kept", always, (*walker).stop},
		{"?", "", "hear what the answers mean", always, nil},
	}
}

func always(*walker) bool { return true }

func not(fits func(*walker) bool) func(*walker) bool {
	return func(w *walker) bool { return !fits(w) }
}

// fitting are the answers that the row can be given.
func (w *walker) fitting() []answer {
	return slices.DeleteFunc(answers(), func(a answer) bool { return !a.fits(w) })
}

// understood finds what was answered. N is another answer than n; of the others the letter case does not matter.
func understood(list []answer, said string) (answer, bool) {
	for _, same := range [...]func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		for _, a := range list {
			if same(a.key, said) || a.word != "" && same(a.word, said) {
				return a, true
			}
		}
	}
	return answer{}, false
}

// keysOf lists the answers by their letters: "y, n, q or ?".
func keysOf(list []answer) string {
	keys := make([]string, len(list))
	for i := range list {
		keys[i] = list[i].key
	}
	last := len(keys) - 1
	return strings.Join(keys[:last], ", ") + " or " + keys[last]
}

func (w *walker) deciding() bool  { return askable(w.row()) }
func (w *walker) proposes() bool  { return len(w.plan.Proposed(w.row().Line)) > 0 }
func (w *walker) isMended() bool  { return len(w.plan.MendsOf(w.row().Line)) > 0 }
func (w *walker) hasBefore() bool { return w.before() >= 0 }

// askable reports whether there is something to decide about the row.
func askable(r *importer.Row) bool {
	return r.Verdict != "" && (r.Status != importer.StatusHeldBack || r.Includable)
}

// asks reports whether a question about the row is put: it can be decided, or it is rejected and could be mended.
func asks(r *importer.Row) bool { return askable(r) || r.Rejected() }
