package template

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/sheet"
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
const understoodWeight = 0.7

// Guess lists the layouts that a file can have, best first; none when it can have none.
func Guess(tab *sheet.Table) []Candidate {
	var guesses []Candidate
	for _, t := range known() {
		m, err := t.Map(tab)
		if err != nil || t.Own && len(m.Missing)+len(m.Unknown) > 0 || t.Unassigned && len(m.Unknown) > 0 {
			continue
		}
		guesses = append(guesses, Candidate{t, t.score(m), t.reason(m)})
	}
	slices.SortStableFunc(guesses, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return guesses
}

func (t *Template) score(m *Mapping) float64 {
	found := float64(len(m.columns))
	return understoodWeight*found/(found+float64(len(m.Unknown))) + (1-understoodWeight)*found/float64(len(t.Columns))
}

func (t *Template) reason(m *Mapping) string {
	reason := fmt.Sprintf("%d of its %d columns are there", len(m.columns), len(t.Columns))
	if len(m.Unknown) > 0 {
		reason += fmt.Sprintf(", %d are not understood: %s", len(m.Unknown), text.Visible(strings.Join(m.Unknown, ", ")))
	}
	return reason
}
