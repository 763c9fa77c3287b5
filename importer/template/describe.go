package template

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
)

// Line is the layout in one line that an ordinary terminal has room for: name, title, modes, and the forms of the file
// where they are not CSV and XLSX.
func (t *Template) Line() string {
	said := []string{t.Title}
	if len(t.Modes) > 0 {
		said = append(said, spaced(t.Modes))
	}
	if f := t.Formats(); !slices.Equal(f, []string{"csv", "xlsx"}) {
		said = append(said, strings.Join(f, " "))
	}
	return fmt.Sprintf("%-21s %s", t.Name, strings.Join(said, "; "))
}

func spaced(modes []Mode) string {
	words := make([]string, len(modes))
	for i, m := range modes {
		words[i] = string(m)
	}
	return strings.Join(words, " ")
}

// Fact is something that is told of a layout.
type Fact struct{ Name, Says string }

// Facts are what is told of a layout as a whole: how it is read and written, and what its cells mean.
func (t *Template) Facts() (facts []Fact) {
	tell := func(name, says string) {
		if says != "" {
			facts = append(facts, Fact{name, says})
		}
	}
	tell("For", t.Title)
	tell("Where from", t.Note)
	tell("Files", strings.ToUpper(strings.Join(t.Formats(), ", "))+", in and out")
	tell("Tables", strings.Join(t.Parts, ", "))
	tell("A row is", t.rowIs())
	tell("Platforms", t.platforms())
	tell("Modes", strings.Join(strings.Fields(spaced(t.Modes)), ", "))
	for _, m := range append([]Mode{""}, t.Modes...) {
		name := "A blank cell"
		if m != "" {
			name += " in " + string(m)
		}
		tell(name, t.Blank[m])
	}
	for _, o := range t.Options {
		tell("Option "+o.Name, o.Title+": "+strings.Join(o.Values, ", ")+" ("+o.Help+")")
	}
	tell("Empties a field", t.emptied())
	if t.Spaces {
		tell("A single space", "is written as a space (R-40)")
	}
	tell("Delimiter", t.Delimiter)
	tell("Changes alone", t.changes())
	tell("Rules", strings.Join(t.rules(), ", "))
	return facts
}

func (t *Template) rowIs() string {
	switch {
	case t.Unassigned:
		return "a device that is taken back"
	case t.Edits == store.KindRequest:
		return "a person's request for a platform"
	case t.Parts != nil:
		return "a record of its table"
	case t.Edits == "":
		return "a device, and who has it"
	}
	what := "a " + string(t.Edits)
	switch {
	case t.NewDevice:
		what += "; one that is not on record comes on record"
	case t.Edits == store.KindUser && t.NewUser:
		what += "; one that is not on record comes on record"
	case t.Edits == store.KindDevice && t.NewUser:
		what += " on record; a user who is not on record comes on record"
	default:
		what += " on record"
	}
	return what
}

func (t *Template) platforms() string {
	words := make([]string, len(t.Platforms))
	for i, p := range t.Platforms {
		words[i] = string(p)
	}
	return strings.Join(words, ", ")
}

func (t *Template) emptied() string {
	switch {
	case t.Clears != "":
		return t.Clears + ", exactly so (R-40)"
	case t.MayChange() != nil:
		return "no word does"
	}
	return "no word does; what was emptied is told beside the file"
}

func (t *Template) changes() string {
	if t.MayChange() != nil {
		return "no, the file is whole"
	}
	return "yes, with --changes"
}

// rules are the rules that the layout's own data names.
func (t *Template) rules() (rules []string) {
	for c := range t.Columns {
		rules = append(rules, t.Columns[c].Rule)
	}
	rules = slices.DeleteFunc(rules, func(r string) bool { return r == "" })
	slices.Sort(rules)
	return slices.Compact(rules)
}

// ColumnFact is what is told of one column.
type ColumnFact struct {
	Table, Header, Field string
	Says                 []string
}

// ColumnFacts are the layout's columns, in its order.
func (t *Template) ColumnFacts() []ColumnFact {
	list := make([]ColumnFact, len(t.Columns))
	for i := range t.Columns {
		c := &t.Columns[i]
		list[i] = ColumnFact{Header: c.Header, Field: t.fieldOf(c), Says: c.says()}
		if t.Parts != nil {
			list[i].Table = t.Parts[c.Part]
		}
	}
	return list
}

// fieldOf is what a column is on record, in words; empty for nothing.
func (t *Template) fieldOf(c *Column) string {
	switch {
	case c.Uncarried || strings.HasPrefix(string(c.Field), "their_"):
		return ""
	case c.Field == FieldDelete:
		return "take back"
	case c.Sets != "":
		return "new " + c.Sets.Label()
	case t.Archive:
		return "read by its name"
	case c.Of != "" && c.Of != t.Edits:
		return c.Field.Label() + " of the " + string(c.Of)
	}
	return c.Field.Label()
}

func (c *Column) says() (said []string) {
	add := func(is bool, what string) {
		if is {
			said = append(said, what)
		}
	}
	add(c.Required, "the column must be there")
	add(c.Must, "may not be empty")
	add(c.Default != "", "empty is "+c.Default)
	add(c.Identifier, "text, never a number")
	add(c.Place > 0, "found at place "+letter(c.Place-1)+" too")
	if len(c.Words) > 0 {
		words := make([]string, len(c.Words))
		for i, w := range c.Words {
			words[i] = w.Theirs
		}
		add(true, "one of "+strings.Join(words, ", "))
	}
	add(len(c.Aliases) > 0, "also called "+strings.Join(c.Aliases, ", "))
	add(c.Uncarried, "understood, and no record carries it")
	return said
}

// Docs is a page about all layouts, in Markdown, made of what they are.
func Docs() string {
	var b strings.Builder
	b.WriteString("# Vendors' files\n\nWritten by `homeroom template --docs` from the layouts themselves; a test holds it up to date.\n" +
		"Letter case, spaces and `_ - .` in a header do not count when a file is read; it is written byte for byte as here.\n\n```\n")
	for _, t := range All() {
		b.WriteString(t.Line() + "\n")
	}
	b.WriteString("```\n")
	for _, t := range All() {
		t.page(&b)
	}
	return b.String()
}

func (t *Template) page(b *strings.Builder) {
	fmt.Fprintf(b, "\n## %s\n\n", t.Name)
	for _, f := range t.Facts() {
		fmt.Fprintf(b, "- %s: %s\n", f.Name, marked(f.Says))
	}
	table := ""
	for i, c := range t.ColumnFacts() {
		if i == 0 || c.Table != table {
			if table = c.Table; table != "" {
				fmt.Fprintf(b, "\n### %s\n", table)
			}
			b.WriteString("\n| column | on record | |\n|---|---|---|\n")
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", c.Header, marked(c.Field), marked(strings.Join(c.Says, "; ")))
	}
}

// marked keeps Markdown from reading marks into words.
func marked(words string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "_", `\_`, "*", `\*`).Replace(words)
}
