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
	{"part", byPart},
	{"only", oneOf(sideSiftings())},
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
		does := row.Does()
		for c := range does {
			for _, f := range does[c].Fields {
				if f.Old != f.New && holds(p.headerOf(f.Field)) {
					return true
				}
			}
		}
		return false
	}
}

// byLine takes lines and ranges of them: line:5-90, and of a file that holds several tables line:"Users 5-90". There a line
// without a table is that line of any.
func byLine(w *store.Word) (sifting, error) {
	ranges := make([]lineRange, len(w.Values))
	for n, value := range w.Values {
		r, ok := lineRangeOf(value)
		if !ok {
			return nil, undecidable(quoted(value)+" is no line", `write line:5, line:5-90, or line:"Users 5-90" of a file that holds several tables`)
		}
		ranges[n] = r
	}
	return func(p *Plan, row *Row, _ int) bool {
		part, within := p.Place(row.Line)
		return slices.ContainsFunc(ranges, func(r lineRange) bool {
			return r.part == "" && r.holds(row.Line) || r.holds(within) && (r.part == "" || samePart(r.part, part)) && part != onlyHerePart
		})
	}, nil
}

// lineRange are lines from one to another, of a table where one is named.
type lineRange struct {
	part        string
	first, last int
}

func (r *lineRange) holds(line int) bool { return r.first <= line && line <= r.last }

func lineRangeOf(value string) (r lineRange, ok bool) {
	if at := strings.LastIndexByte(value, ' '); at >= 0 {
		r.part, value = strings.TrimSpace(value[:at]), value[at+1:]
	}
	from, to, ranged := strings.Cut(value, "-")
	var err error
	if r.first, err = strconv.Atoi(from); err != nil {
		return r, false
	}
	if r.last = r.first; ranged {
		r.last, err = strconv.Atoi(to)
	}
	return r, err == nil && r.first >= 0 && r.last >= r.first
}

// byPart takes the rows of a table, by its name with or without its ending, and those that are only here.
func byPart(w *store.Word) (sifting, error) {
	return func(p *Plan, row *Row, _ int) bool {
		part, _ := p.Place(row.Line)
		return slices.ContainsFunc(w.Values, func(name string) bool { return samePart(name, part) })
	}, nil
}

// samePart reports whether somebody who writes a name means a table.
func samePart(name, part string) bool {
	return part != "" && (strings.EqualFold(name, part) || strings.EqualFold(name, strings.TrimSuffix(part, ".csv")))
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
