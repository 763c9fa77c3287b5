package template

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/text"
)

// Candidate is a layout that a file may have.
type Candidate struct {
	Template *Template
	Score    float64 // 0 to 1; 0 where the file cannot be of it
	Reason   string
	Kept     *Kept // the mapping that was kept for a file with these headers; nil for none
}

// understoodWeight puts how much of the file is understood above how much of the layout is there: a file may leave
// columns out, but seldom adds any.
const understoodWeight = 0.8

// contentWeight is what the values of a file count for beside its header.
const contentWeight = 0.2

// Guess lists the layouts that a file can have, best first; none when it can have none.
func Guess(tab *sheet.Table) []Candidate { return Possible(Weigh(tab, nil, nil)) }

// Possible are the layouts among those weighed that the file can have.
func Possible(all []Candidate) []Candidate {
	return slices.DeleteFunc(slices.Clone(all), func(c Candidate) bool { return c.Score == 0 })
}

// Weigh gives every layout its score and the reason for it, best first, with what somebody said by hand in force. Before
// all of them come the mappings that were kept for these very headers, those with a name first.
func Weigh(tab *sheet.Table, h Hand, kept []Kept) []Candidate {
	var all []Candidate
	for _, t := range known() {
		c := t.weigh(tab, h)
		if c.Score > 0 || !t.Own {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return append(Again(tab, kept), all...)
}

// Again are the kept mappings that a file is known by.
func Again(tab *sheet.Table, kept []Kept) []Candidate {
	var all []Candidate
	for i := range kept {
		k := &kept[i]
		if tab.Parts == nil && k.is(tab) {
			all = append(all, Candidate{Template: k.Template, Score: 1, Reason: k.Words(), Kept: k})
		}
	}
	return all
}

// weigh gives the layout its score. One that the file cannot have gets none, and the reason says why.
func (t *Template) weigh(tab *sheet.Table, h Hand) Candidate {
	cannot := func(why string) Candidate { return Candidate{Template: t, Reason: text.Visible(why)} }
	if (t.Parts != nil) != (tab.Parts != nil) {
		return cannot(map[bool]string{true: "it is of several tables, and the file is one", false: "it is one table, and the file is of several"}[t.Parts != nil])
	}
	m, err := t.MapBy(tab, h)
	if problem := new(sheet.Problem); errors.As(err, &problem) {
		return cannot(problem.Message)
	}
	switch {
	case err != nil:
		return cannot(err.Error())
	case t.Own && len(m.Missing)+len(m.Unknown) > 0, t.Unassigned && len(m.Unknown) > 0:
		return cannot("the file has other columns besides: " + strings.Join(m.Unknown, ", "))
	}
	odd, of := t.odd(tab, m, (*Column).looks)
	return Candidate{Template: t, Score: t.score(m, len(odd), of), Reason: t.reason(m, odd, of)}
}

// Points are a score as people are told it: of 100. Only what is perfect has all of them.
func (c *Candidate) Points() int {
	if c.Score < 1 {
		return min(99, int(math.Round(100*c.Score)))
	}
	return 100
}

// Words are the score with the reason: "92 of 100: 9 of 9 headers".
func (c *Candidate) Words() string { return fmt.Sprintf("%d of 100: %s", c.Points(), c.Reason) }

// tieWithin is how near two scores are between which nobody can choose but who knows the file.
const tieWithin = 0.01

// Tied are the layouts that a file may have as well as the best one; empty where that one is the best alone. A mapping
// that was kept under a name comes before what is guessed.
func Tied(guesses []Candidate) []Candidate {
	n := 0
	for n < len(guesses) && guesses[0].Score-guesses[n].Score < tieWithin && guesses[0].named() == guesses[n].named() &&
		(guesses[0].Kept != nil) == (guesses[n].Kept != nil) {
		n++
	}
	if n < 2 || guesses[0].Kept != nil && guesses[0].Kept.Name == "" { // of those without a name the newest counts
		return nil
	}
	return guesses[:n]
}

func (c *Candidate) named() bool { return c.Kept != nil && c.Kept.Name != "" }

func (t *Template) score(m *Mapping, odd, of int) float64 {
	found := float64(len(m.columns))
	score := understoodWeight*found/(found+float64(len(m.Unknown))) + (1-understoodWeight)*found/float64(t.expected(m))
	if of > 0 {
		score *= 1 - contentWeight*float64(odd)/float64(of)
	}
	return score
}

// expected counts the columns that the file may be expected to have: of one with several tables those that must be there,
// and the further ones that are.
func (t *Template) expected(m *Mapping) (n int) {
	for i := range t.Columns {
		if _, there := m.columns[t.Columns[i].Field]; there || t.Parts == nil || t.Columns[i].Required {
			n++
		}
	}
	return n
}

// reason tells what the score is made of: which headers are there, and how; what is missing, what is not understood, and
// which values do not look like those of their columns.
func (t *Template) reason(m *Mapping, odd []Odd, of int) string {
	parts := []string{fmt.Sprintf("%d of %d headers", len(m.columns), t.expected(m))}
	if also := t.otherwise(m); len(also) > 0 {
		parts[0] += " (" + some(also) + ")"
	}
	if len(m.Missing) > 0 {
		parts = append(parts, "missing: "+some(m.Missing))
	}
	if len(m.Unknown) > 0 {
		parts = append(parts, fmt.Sprintf("%d not understood: %s", len(m.Unknown), some(m.Unknown)))
	}
	if len(odd) > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d values do not look like it: %s", len(odd), of, odd[0].Words()))
	}
	return text.Visible(strings.Join(parts, "; "))
}

// otherwise are the columns that were not found by the layout's own header.
func (t *Template) otherwise(m *Mapping) []string {
	var list []string
	for i := range t.Columns {
		c := &t.Columns[i]
		switch at, there := m.columns[c.Field]; {
		case !there:
		case m.byHand[at]:
			list = append(list, m.headers[c.Field]+" by hand")
		case slices.Contains(m.ByPlace, c.Header):
			list = append(list, c.Header+" by its place")
		case c.match(m.headers[c.Field]) == 1:
			list = append(list, m.headers[c.Field]+" for "+c.Header)
		}
	}
	return list
}

// someOf is how many names a reason lists.
const someOf = 4

// some lists names, as far as a reason holds them.
func some(names []string) string {
	if len(names) <= someOf {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:someOf], ", "), len(names)-someOf)
}

// looked is how many rows the guess looks at.
const looked = 200

// Odd is a value that does not look like those of its column.
type Odd struct{ Value, Column, Header string } // the column as in the file, and ours

// Words tell of it.
func (o *Odd) Words() string {
	said := "“" + o.Value + "” in " + o.Column
	if !strings.EqualFold(o.Column, o.Header) {
		said += " for " + o.Header
	}
	return text.Visible(said)
}

// odd lists the values that do not look like those of their columns, among those whose look can be told.
func (t *Template) odd(tab *sheet.Table, m *Mapping, look func(*Column) func(string) bool) (list []Odd, of int) {
	for i := range t.Columns {
		c := &t.Columns[i]
		looks := look(c)
		if looks == nil {
			continue
		}
		for r := range tab.Records[:min(len(tab.Records), looked)] {
			rec := &tab.Records[r]
			value := m.Value(rec, c.Field)
			if value == "" || value == t.Clears || t.Parts != nil && rec.Part() != c.Part {
				continue
			}
			if of++; !looks(value) {
				list = append(list, Odd{value, m.headers[c.Field], c.Header})
			}
		}
	}
	return list, of
}

// OddIn lists the values that do not look like those of their columns in a file that is read by a Hand, email addresses
// among them: they tell no layout from another, but a column that was said to be one by mistake.
func (t *Template) OddIn(tab *sheet.Table, h Hand) []Odd {
	m, err := t.MapBy(tab, h)
	if err != nil {
		return nil
	}
	list, _ := t.odd(tab, m, func(c *Column) func(string) bool {
		if c.Field == store.FieldEmail {
			return func(value string) bool { return strings.Contains(value, "@") }
		}
		return c.looks()
	})
	return list
}

// looks tells whether a value looks like one of the column, a serial number or a word that the vendor has; nil where any
// does.
func (c *Column) looks() func(string) bool {
	switch {
	case c.Words != nil:
		return func(value string) bool { _, known := c.Ours(value); return known }
	case c.Field == store.FieldSerial:
		return func(value string) bool { _, found := store.ParseSerial(value); return !store.Failed(found) }
	}
	return nil
}
