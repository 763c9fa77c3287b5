package importer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"homeroom/store"
)

// Sift is a filter over the rows of a plan: the language of `/` in a review. It has the grammar of the records' queries
// (store.Query): words that must all hold, name:value, name:a,b for either, ! for not, quotes around spaces. A word
// without a name is looked for in every cell.
type Sift struct{ terms []sifting }

// sifting is one term of a sift.
type sifting func(p *Plan, row *Row, i int) bool

// Empty reports whether everything passes.
func (s Sift) Empty() bool { return len(s.terms) == 0 }

// Keeps reports whether the row at a place among the plan's rows passes.
func (s Sift) Keeps(p *Plan, i int) bool {
	for _, holds := range s.terms {
		if !holds(p, &p.Rows[i], i) {
			return false
		}
	}
	return true
}

// SiftNames are the names that may stand before the colon of a sift.
func SiftNames() []string {
	names := make([]string, len(sieves))
	for i := range sieves {
		names[i] = sieves[i].name
	}
	return names
}

// ParseSift reads a sift. The error is a *store.Error that says what was not understood, and names what can be asked for:
// also the caller's own names, which it reads itself.
func ParseSift(text string, own ...string) (Sift, error) {
	words, err := store.SplitQuery(text)
	if err != nil {
		return Sift{}, err
	}
	var s Sift
	for _, w := range words {
		holds, err := siftingOf(&w, own)
		if err != nil {
			return Sift{}, err
		}
		if w.Not {
			asked := holds
			holds = func(p *Plan, row *Row, i int) bool { return !asked(p, row, i) }
		}
		s.terms = append(s.terms, holds)
	}
	return s, nil
}

func siftingOf(w *store.Word, own []string) (sifting, error) {
	if !w.Named {
		if w.Not && w.Values[0] == "" {
			return nil, undecidable("! stands alone", "write what not to find right behind it")
		}
		return anyCell(w.Holds()), nil
	}
	at := slices.IndexFunc(sieves, func(s sieve) bool { return s.name == w.Name })
	if at < 0 {
		return nil, undecidable(fmt.Sprintf("rows are not sifted by %s", quoted(w.Name)),
			"write one of "+strings.Join(append(SiftNames(), own...), ", ")+`; text that holds a colon stands in quotes`)
	}
	return sieves[at].read(w)
}

// sieve is a name of a sift and what its values mean.
type sieve struct {
	name string
	read func(w *store.Word) (sifting, error)
}

// sieves are all of them; a sift knows no others.
var sieves = []sieve{
	{"status", oneOf(statusSiftings())},
	{"rule", func(w *store.Word) (sifting, error) {
		return byNote(func(n *Note) bool {
			return slices.ContainsFunc(w.Values, func(rule string) bool { return strings.EqualFold(rule, n.Rule) })
		}), nil
	}},
	{"column", func(w *store.Word) (sifting, error) { return byColumn(w.Holds()), nil }},
	{"decided", oneOf([]siftWord{
		{"yes", func(p *Plan, row *Row, _ int) bool { return p.byHand(row) }},
		{"no", func(p *Plan, row *Row, _ int) bool { return row.decidable() && !p.byHand(row) }},
		{"later", byVerdict(store.VerdictLater)},
		{"left_out", byVerdict(store.VerdictLeaveOut)},
		{"accepted", byVerdict(store.VerdictAccept)},
	})},
	{"mended", yesNo(func(row *Row) bool { return len(row.Mends) > 0 })},
	{"turned", yesNo(func(row *Row) bool { return row.Turned != "" })},
	{"line", byLine},
}

// siftWord is a value that a sieve knows.
type siftWord struct {
	word  string
	holds sifting
}

// oneOf is a sieve of known values, spelled with _, - or a space.
func oneOf(known []siftWord) func(w *store.Word) (sifting, error) {
	return func(w *store.Word) (sifting, error) {
		asked := make([]sifting, len(w.Values))
		for n, value := range w.Values {
			spelled := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(value))
			at := slices.IndexFunc(known, func(k siftWord) bool { return k.word == spelled })
			if at < 0 {
				words := make([]string, len(known))
				for i := range known {
					words[i] = known[i].word
				}
				return nil, undecidable(fmt.Sprintf("%s is not answered by %s", w.Name, quoted(value)), "write "+w.Name+":"+strings.Join(words, ", "+w.Name+":"))
			}
			asked[n] = known[at].holds
		}
		return func(p *Plan, row *Row, i int) bool {
			return slices.ContainsFunc(asked, func(holds sifting) bool { return holds(p, row, i) })
		}, nil
	}
}

func yesNo(ask func(*Row) bool) func(w *store.Word) (sifting, error) {
	return oneOf([]siftWord{
		{"yes", func(_ *Plan, row *Row, _ int) bool { return ask(row) }},
		{"no", func(_ *Plan, row *Row, _ int) bool { return !ask(row) }},
	})
}

func statusSiftings() (known []siftWord) {
	for _, s := range Statuses {
		known = append(known, siftWord{string(s), func(_ *Plan, row *Row, _ int) bool { return row.Status == s }})
	}
	return known
}

func byVerdict(v store.Verdict) sifting {
	return func(_ *Plan, row *Row, _ int) bool { return row.Verdict == v }
}

// byHand reports whether somebody decided on the row.
func (p *Plan) byHand(row *Row) bool {
	d, decided := p.decided[row.Line]
	return decided && row.decidable() && !(d.verdict == store.VerdictAccept && p.waits(row.Line))
}

func byNote(is func(*Note) bool) sifting {
	return func(_ *Plan, row *Row, _ int) bool {
		for i := range row.Notes {
			if is(&row.Notes[i]) {
				return true
			}
		}
		return false
	}
}

// byColumn finds rows with a note about a column, a change or a mend of it.
func byColumn(holds func(string) bool) sifting {
	noted := byNote(func(n *Note) bool { return n.Column != "" && holds(n.Column) })
	return func(p *Plan, row *Row, i int) bool {
		if noted(p, row, i) || slices.ContainsFunc(row.Mends, func(m Mended) bool { return holds(m.Column) }) {
			return true
		}
		for c := range row.Changes {
			for _, f := range row.Changes[c].Fields {
				if f.Old != f.New && holds(p.headerOf(f.Field)) {
					return true
				}
			}
		}
		return false
	}
}

// byLine takes lines and ranges of them.
func byLine(w *store.Word) (sifting, error) {
	ranges := make([][2]int, len(w.Values))
	for n, value := range w.Values {
		from, to, ranged := strings.Cut(value, "-")
		first, err := strconv.Atoi(from)
		last := first
		if err == nil && ranged {
			last, err = strconv.Atoi(to)
		}
		if err != nil || first < 0 || last < first {
			return nil, undecidable(quoted(value)+" is no line", "write line:5, or line:5-90")
		}
		ranges[n] = [2]int{first, last}
	}
	return func(_ *Plan, row *Row, _ int) bool {
		return slices.ContainsFunc(ranges, func(r [2]int) bool { return r[0] <= row.Line && row.Line <= r[1] })
	}, nil
}

// anyCell looks into what stands in the row, and what it is about.
func anyCell(holds func(string) bool) sifting {
	return func(p *Plan, row *Row, i int) bool {
		if holds(row.Serial) || holds(row.AssetTag) || holds(row.UserID) {
			return true
		}
		for c := range p.columns {
			if holds(p.columns.cell(&p.Table.Records[i], c)) {
				return true
			}
		}
		return false
	}
}
