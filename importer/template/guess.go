package template

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/text"
)

// Candidate is a layout that a file may have.
type Candidate struct {
	Template *Template
	Score    float64 // 0 to 1
	Reason   string
}

// understoodWeight puts how much of the file is understood above how much of the layout is there: a file may leave
// columns out, but seldom adds any.
const understoodWeight = 0.8

// contentWeight is what the values of a file count for beside its header.
const contentWeight = 0.2

// Guess lists the layouts that a file can have, best first; none when it can have none.
func Guess(tab *sheet.Table) []Candidate {
	var guesses []Candidate
	for _, t := range known() {
		m, err := t.Map(tab)
		if err != nil || (t.Parts != nil) != (tab.Parts != nil) || t.Own && len(m.Missing)+len(m.Unknown) > 0 || t.Unassigned && len(m.Unknown) > 0 {
			continue
		}
		fit, of := t.fits(tab, m)
		guesses = append(guesses, Candidate{t, t.score(m, fit, of), t.reason(m, fit, of)})
	}
	slices.SortStableFunc(guesses, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return guesses
}

// tieWithin is how near two scores are between which nobody can choose but who knows the file.
const tieWithin = 0.01

// Tied are the layouts that a file may have as well as the best one; empty where that one is the best alone.
func Tied(guesses []Candidate) []Candidate {
	n := 0
	for n < len(guesses) && guesses[0].Score-guesses[n].Score < tieWithin {
		n++
	}
	if n < 2 {
		return nil
	}
	return guesses[:n]
}

func (t *Template) score(m *Mapping, fit, of int) float64 {
	found := float64(len(m.columns))
	score := understoodWeight*found/(found+float64(len(m.Unknown))) + (1-understoodWeight)*found/float64(len(t.Columns))
	if of > 0 {
		score *= 1 - contentWeight*(1-float64(fit)/float64(of))
	}
	return score
}

func (t *Template) reason(m *Mapping, fit, of int) string {
	reason := fmt.Sprintf("%d of its %d columns are there", len(m.columns), len(t.Columns))
	if len(m.Unknown) > 0 {
		reason += fmt.Sprintf(", %d are not understood: %s", len(m.Unknown), text.Visible(strings.Join(m.Unknown, ", ")))
	}
	if fit < of {
		reason += fmt.Sprintf("; %d of %d values do not look like it", of-fit, of)
	}
	return reason
}

// looked is how many rows the guess looks at.
const looked = 200

// fits counts the values that look like those of their columns, among those whose look can be told: serial numbers, and
// the words that a vendor has.
func (t *Template) fits(tab *sheet.Table, m *Mapping) (fit, of int) {
	for i := range t.Columns {
		c := &t.Columns[i]
		looks := c.looks()
		if looks == nil {
			continue
		}
		for r := range tab.Records[:min(len(tab.Records), looked)] {
			if value := m.Value(&tab.Records[r], c.Field); value != "" {
				of++
				if looks(value) {
					fit++
				}
			}
		}
	}
	return fit, of
}

// looks tells whether a value looks like one of the column; nil where any does.
func (c *Column) looks() func(string) bool {
	switch {
	case c.Words != nil:
		return func(value string) bool { _, known := c.Ours(value); return known }
	case c.Field == store.FieldSerial:
		return func(value string) bool { _, found := store.ParseSerial(value); return !store.Failed(found) }
	}
	return nil
}
