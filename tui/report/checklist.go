package report

import (
	"fmt"

	"homeroom/store/procedure"
)

// Checklist is a checklist as a page for the file: what it is about, and every step with who and when.
func Checklist(page procedure.Record) Report {
	r := Report{Title: page.Title, Part: Part{
		Title: "Steps", Header: []string{"Step", "What", "Device", "State", "By", "At", "Note"}, Lines: [][2]string{},
	}}
	for _, f := range page.Facts {
		r.Facts = append(r.Facts, [2]string{f.Label, f.Value})
	}
	for i := range page.Steps {
		s := &page.Steps[i]
		r.Rows = append(r.Rows, []string{fmt.Sprint(s.Number), s.Title, s.Device, string(s.State), s.By, s.At, s.Note})
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
	words := string(s.State)
	if s.By != "" {
		words += " by " + s.By + ", " + s.At
	}
	if s.Note != "" {
		words += "; " + s.Note
	}
	return words
}
