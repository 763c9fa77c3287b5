package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"homeroom/store/procedure"
)

// Checklist is a checklist as a page for the file: what it is about, and every step with who and when.
func Checklist(page procedure.Record) Report {
	r := Report{Title: page.Title, Stamps: true, Part: Part{
		Title: "Steps", Header: []string{"Step", "What", "Device", "State", "By", "At", "Note"}, Lines: [][2]string{},
	}}
	for _, f := range page.Facts {
		r.Facts = append(r.Facts, [2]string{f.Label, f.Value})
	}
	for i := range page.Steps {
		s := &page.Steps[i]
		r.Rows = append(r.Rows, []string{fmt.Sprint(s.Number), s.Title, s.Device, state(s), s.By, s.At, note(s)})
		r.Lines = append(r.Lines, [2]string{stepWords(s), outcome(s)})
	}
	return r
}

// stepWords is a step in words: "3. Clear the Position (iPad mini 5072344)".
func stepWords(s *procedure.RecordStep) string {
	words := fmt.Sprintf("%d. %s", s.Number, s.Title)
	if s.Device != "" {
		words += " (" + s.Device + ")"
	}
	return words
}

// outcome is what became of a step: "done by t.ostermoor, 2026-11-20 10:32Z; erased at the desk".
func outcome(s *procedure.RecordStep) string {
	words := cmp.Or(s.Why, string(s.State))
	if s.By != "" {
		words += " by " + s.By + ", " + s.At
	}
	return joined(append([]string{words, s.Note, s.Fate}, s.Before...)...)
}

// joined are the words that there are, in one sentence.
func joined(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "; ")
}

// state is how a step stands, in a word or two.
func state(s *procedure.RecordStep) string {
	if s.State == procedure.StateMissed {
		return s.Why
	}
	return string(s.State)
}

// note is what was noted at a step, what was seen of one that nobody pressed, what became of the records of one that is
// abandoned, and who did it before.
func note(s *procedure.RecordStep) string {
	if s.State == procedure.StateMissed {
		return s.Note
	}
	return joined(append([]string{s.Why, s.Note, s.Fate}, s.Before...)...)
}
