package importer

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/importer/template"
	"homeroom/store/text"
)

// Left is something that the file does not tell the vendor.
type Left struct {
	Key string // of the record; empty where it is about the file
	Why string
}

// leave notes what of a record is not written.
func (x *exporter) leave(it *item, why string) {
	x.Left = append(x.Left, Left{text.Visible(it.key), text.Visible(why)})
}

func (x *exporter) note(s *template.Said, line int, value string) {
	header := ""
	if c, ok := x.Template.Column(s.Field); ok {
		header = c.Header
	}
	x.Notes = append(x.Notes, Note{
		Rule: s.Rule, Severity: s.Severity, Line: line, Column: header, Value: value,
		Message: text.Visible(s.Message), Remedy: text.Visible(s.Remedy),
	})
}

// Told are the notes and what was left in sentences, what is the same of several records in one.
func (o *Outgoing) Told() []string {
	var notes, left grouped
	for i := range o.Notes {
		n := &o.Notes[i]
		notes.add(fmt.Sprintf("%s: %s: %s → %s", n.Column, n.Rule, n.Message, n.Remedy), strconv.Itoa(n.Line)+" “"+text.Visible(n.Value)+"”")
	}
	for _, l := range o.Left {
		left.add(l.Why, l.Key)
	}
	return append(notes.words("line "), left.words("")...)
}

// grouped are things that the same is said of.
type grouped struct {
	order []string
	of    map[string][]string
}

func (g *grouped) add(said, of string) {
	if g.of == nil {
		g.of = map[string][]string{}
	}
	if g.of[said] == nil {
		g.order = append(g.order, said)
	}
	g.of[said] = append(g.of[said], of)
}

// namedOnes is how many are named before the others are only counted.
const namedOnes = 5

func (g *grouped) words(before string) []string {
	list := make([]string, 0, len(g.order))
	for _, said := range g.order {
		of := g.of[said]
		named := strings.Join(of[:min(len(of), namedOnes)], ", ")
		if more := len(of) - namedOnes; more > 0 {
			named += fmt.Sprintf(" and %d more", more)
		}
		if named == "" {
			list = append(list, said)
			continue
		}
		list = append(list, before+named+": "+said)
	}
	return list
}
