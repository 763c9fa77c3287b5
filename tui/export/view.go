package export

import (
	"fmt"
	"strings"

	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/trail"
)

// labels is how wide the names of the lines are.
const labels = 8

func (p *page) View(width, height int) string {
	if p.writing && p.run.Long() {
		return strings.Join(screen.Body(strings.Join(p.run.Lines(width, height), "\n"), width, height), "\n")
	}
	rows := p.choices(width)
	room := max(0, height-len(rows)-1)
	told := p.tells(width)
	p.told = len(told)
	p.top = max(0, min(p.top, len(told)-room))
	rows = append(rows, "")
	rows = append(rows, told[p.top:min(len(told), p.top+room)]...)
	if more := len(told) - p.top - room; more > 0 && room > 0 {
		rows[len(rows)-1] = p.env.Theme.Dim.Render(fmt.Sprintf("  … %d more lines (PgDn)", more+1))
	}
	return strings.Join(screen.Body(strings.Join(rows, "\n"), width, height), "\n")
}

// choices are the lines that can be changed.
func (p *page) choices(width int) []string {
	th, t := p.env.Theme, p.template()
	what := "all of it"
	if p.changes && p.last != nil {
		what = fmt.Sprintf("what changed since export %d, %s by %s", p.last.ID, trail.Moment(p.last.At, p.env.Now().Location()), p.last.Operator)
	}
	values := [lines]string{lineLayout: t.Name + "  " + t.Title, lineForm: strings.ToUpper(p.form()), lineWhat: what, lineFile: p.name.Value()}
	rows := make([]string, 0, lines)
	for i, name := range [lines]string{"Layout", "Form", "What", "File"} {
		sign := "  "
		if i == p.cursor {
			sign = th.Accent.Render("› ")
		}
		value := text.Visible(values[i])
		if i == lineFile && p.typing {
			value = p.name.View(max(1, width-labels-2))
		}
		rows = append(rows, sign+th.Dim.Render(screen.Fit(name, labels))+value)
	}
	return rows
}

// tells says what would be written, and what would not.
func (p *page) tells(width int) []string {
	th := p.env.Theme
	var list []string
	say := func(style interface{ Render(...string) string }, words string) {
		for i, l := range screen.Wrap(words, max(1, width-4)) {
			indent := "  "
			if i > 0 {
				indent = "    "
			}
			list = append(list, indent+style.Render(l))
		}
	}
	switch {
	case p.err != nil:
		say(th.Bad, screen.Words(p.err))
		return list
	case p.out == nil && p.run.Long():
		return p.run.Brief(width)
	case p.out == nil:
		say(th.Dim, "Working it out …")
		return list
	}
	switch n := p.out.Len(); {
	case n == 0 && p.changes:
		say(th.Warn, "Nothing changed: there is no row to write.")
	case n == 0:
		say(th.Warn, "There is no row to write.")
	default:
		into := ""
		if p.env.Inbox != "" {
			into = " into " + text.Visible(p.env.Inbox)
		}
		say(th.Text, counted(n, "row", "rows")+" will be written"+into+".")
	}
	if len(p.out.Left) > 0 {
		say(th.Warn, "The file cannot tell everything:")
	}
	for _, line := range p.out.Told() {
		say(th.Text, line)
	}
	if p.why != "" {
		say(th.Dim, p.why)
	}
	return list
}
