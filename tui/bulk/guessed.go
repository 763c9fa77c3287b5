package bulk

import (
	"errors"
	"fmt"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store/text"
)

// What the file was taken for, by which score, and what may be asked about that: which of several layouts is meant,
// whether a nearly right header is what it nearly is, by which kept mapping it is read.

// guessed is the name of the layout that a file looks like most; empty where several are as likely, or none is.
func (f *opened) guessed() string {
	possible := template.Possible(f.guesses)
	switch {
	case f.tied() != nil:
		return ""
	case len(possible) > 0:
		return possible[0].Template.Name
	}
	if near := template.Nearest(f.table).Template; near != nil {
		return near.Name
	}
	return ""
}

// tied are the layouts, or kept mappings, among which somebody has to choose.
func (f *opened) tied() []template.Candidate { return template.Tied(template.Possible(f.guesses)) }

// scored is what the chosen layout is weighed at.
func (f *opened) scored(c choice) string {
	for i := range f.guesses {
		if g := &f.guesses[i]; g.Template.Name == c.template && g.Kept == nil && g.Score > 0 {
			return g.Words()
		}
	}
	if near := template.Nearest(f.table); near.Score > 0 && near.Template.Name == c.template {
		return near.Words()
	}
	return ""
}

// candidateLines tell of each of several likely layouts by what it is one.
func (u *understood) candidateLines(name string, width int) (lines []string) {
	if name != "Template" && name != mappingLine || u.choice.template != "" {
		return nil
	}
	for _, g := range u.file.tied() {
		said := fmt.Sprintf("%s, %s", g.Template.Title, g.Words())
		lines = append(lines, wrap("    ", text.Visible(said), width)...)
	}
	return lines
}

// mappable reports whether a file was refused only because its columns are not those of a layout: then somebody may say
// what they are.
func mappable(err error) bool {
	var p *sheet.Problem
	if !errors.As(err, &p) {
		return false
	}
	return p.Code == "other_template" || p.Code == "column_twice" || lacks(p)
}

// unfit is the trouble of a file whose columns are not those of the layout that it is read as, if there is one.
func (u *understood) unfit(p *sheet.Problem) trouble {
	t, err := template.ByName(u.choice.template)
	what, _ := explain(p)
	switch near := u.unanswered(); {
	case near != "":
		return trouble{"The columns are nearly those of this template.", "Say whether this one is what it nearly is: ← →", near}
	case err != nil:
		return trouble{"No layout fits.", "m says which column is which, or choose a template: ← →", "Template"}
	case lacks(p):
		what = "The file has no column “" + p.Column + "”, and " + t.Title + " needs it."
	case p.Code == "other_template":
		what = "Hardly a column of the file belongs to " + t.Title + "."
	}
	return trouble{what, "Choose another template with ← →, or say with m which column is which.", "Template"}
}

// lacks reports whether a file was refused because it lacks a column.
func lacks(p *sheet.Problem) bool {
	return strings.HasPrefix(p.Code, "no_") && strings.HasSuffix(p.Code, "_column")
}

// mappingLine is the line of the kept mappings.
const mappingLine = "Mapping"

// The values of the lines about columns.
const (
	byHeaders = "\x00headers" // no name of a mapping can be this
	byHand    = "\x00hand"
	saidYes   = "yes"
	saidNo    = "no"
)

// mappingOptions are the lines about columns: by which mapping they are read, where there is one, and a question for each
// header that is nearly one of the layout's.
func mappingOptions(f *opened, c choice) (list []option) {
	if o, some := keptOption(f, c); some {
		list = append(list, o)
	}
	t, err := template.ByName(c.template)
	if err != nil || f.table == nil {
		return list
	}
	for _, n := range t.Nearly(f.table) {
		list = append(list, nearOption(n, c))
	}
	return list
}

func keptOption(f *opened, c choice) (o option, some bool) {
	o = option{name: mappingLine, set: func(c *choice, id string) { c.named, c.anew = true, false }}
	hands := map[string]template.Candidate{}
	for _, g := range f.guesses {
		if g.Kept != nil {
			id := g.Kept.Name + "\x00" + g.Kept.Hand.String()
			hands[id] = g
			o.values = append(o.values, value{id, g.Kept.Words()})
			if c.hand.String() == g.Kept.Hand.String() && c.template == g.Template.Name {
				o.now = id
			}
		}
	}
	said := c.hand
	if len(said) > 0 && o.now == "" {
		o.now = byHand
		o.values = append(o.values, value{byHand, "as you said"})
	}
	if len(o.values) == 0 {
		return o, false
	}
	o.values = append(o.values, value{byHeaders, "none: by the headers"})
	if o.now == "" && c.template != "" {
		o.now = byHeaders
	}
	o.set = func(c *choice, id string) {
		switch g, kept := hands[id]; {
		case kept:
			if c.template != g.Template.Name {
				c.template, c.mode, c.options = g.Template.Name, "", nil
			}
			c.hand, c.named, c.anew = g.Kept.Hand, true, false
		case id == byHeaders:
			c.hand = template.Hand{}
			c.anew = c.template == ""
		}
	}
	return o, true
}

// nearOption asks about a header that is nearly one of the layout's.
func nearOption(n template.Near, c choice) option {
	name := text.Visible("“" + n.Header + "”")
	o := option{
		name: "near " + n.Header, show: "Column " + name + ": is it " + n.Like + "?",
		values: []value{{saidYes, "yes"}, {saidNo, "no"}}, asks: "yes or no",
		set: func(c *choice, id string) {
			said := map[string]template.Hand{saidYes: c.hand.With(n.Header, n.Field), saidNo: c.hand.With(n.Header, "")}[id]
			c.hand, c.named = said, true
		},
	}
	switch field, said := c.hand.Of(n.Header); {
	case said && field == n.Field:
		o.now = saidYes
	case said:
		o.now = saidNo
	}
	return o
}

// unanswered is the first line that asks and was not answered.
func (u *understood) unanswered() string {
	for _, o := range u.options() {
		if strings.HasPrefix(o.name, "near ") && o.now == "" {
			return o.name
		}
	}
	return ""
}

// chosenOptions are the choices that the layout leaves to the operator.
func chosenOptions(c choice) (list []option) {
	t, err := template.ByName(c.template)
	if err != nil {
		return nil
	}
	for _, known := range t.Options {
		now := t.Option(c.options, known.Name)
		o := option{name: "option " + known.Name, show: known.Lead(), now: now, help: known.Note(now), set: func(c *choice, id string) {
			chosen := template.Options{}
			for name, v := range c.options {
				chosen[name] = v
			}
			chosen[known.Name] = id
			c.options = chosen
		}}
		for _, v := range known.Values {
			o.values = append(o.values, value{v, known.Says(v)})
		}
		list = append(list, o)
	}
	return list
}
