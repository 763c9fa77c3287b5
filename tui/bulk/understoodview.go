package bulk

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

// label is the width of the names at the left of what was understood.
const label = 14

// View draws what was understood, with the line of the cursor in sight, and the counts below.
func (u *understood) View(width, height int) string {
	u.small = height < tallFoot
	foot := append(u.sample(width), u.foot(width, height)...)
	lines, from, to := u.lines(width)
	u.long, u.room = len(lines), max(1, height-len(foot))
	if u.follow {
		u.top = max(min(u.top, from), to-u.room+2) // the last line may be taken
	}
	u.top = max(0, min(u.top, u.long-u.room))
	shown := append(make([]string, 0, height), lines[u.top:min(u.long, u.top+u.room)]...)
	if below := u.long - u.top - u.room; below > 0 {
		shown[u.room-1] = u.env.Theme.Dim.Render("  … " + many(below+1, "more line", "more lines") + " (PgDn)")
	}
	for len(shown) < u.room {
		shown = append(shown, "")
	}
	return block(append(shown, foot...), width, height)
}

// lines are all lines of the step; from and to are those of the cursor, with what is wrong there.
func (u *understood) lines(width int) (lines []string, from, to int) {
	th := u.env.Theme
	lines = append(lines, facts(th, u.file, width)...)
	if u.file.begun != nil && len(u.choice.hand) == 0 {
		lines = append(lines, wrap("  ", "Which column is which was begun to be said by hand: m goes on.", width)...)
	}
	lines = append(lines, "")
	t := u.trouble()
	for i, o := range u.options() {
		start := len(lines)
		if o.reads {
			lines = append(lines, u.readingLines(&o, i == u.at, width)...)
		} else {
			lines = append(lines, u.optionLines(&o, i == u.at, width)...)
		}
		if t.option == o.name {
			lines = append(lines, refusalLines(th, t.what, t.remedy, width)...)
			lines = append(lines, u.candidateLines(o.name, width)...)
		}
		if i == u.at {
			from, to = start, len(lines)-1
		}
	}
	switch {
	case u.asked != 0 && u.plan == nil:
		return append(lines, "", th.Dim.Render("  Comparing with the records …")), from, to
	case u.err != nil && t.option == "":
		return append(append(lines, ""), refusalLines(th, t.what, t.remedy, width)...), from, to
	case u.plan == nil && u.err == nil:
		return append(lines, "", "  Press e to type the code of the new site."), from, to
	case u.plan == nil:
		return lines, from, to
	}
	return append(lines, planLines(th, u.plan, u.file, width)...), from, to
}

// facts say what sort of file it is: on one line where there is room.
func facts(th *theme.Theme, f *opened, width int) []string {
	t := f.table
	about := []string{strings.ToUpper(t.Kind), bytes(int64(len(f.data)))}
	if n := sort.Search(len(t.Records), func(i int) bool { return t.Records[i].Line >= importer.OnlyHereLine }); n > 0 {
		about = append(about, many(n, "row", "rows"))
	}
	name, said := "  "+or(f.name, ""), th.Dim.Render(strings.Join(about, " · "))
	if screen.Width(name)+2+screen.Width(said) <= width {
		return []string{th.Title.Render(name) + "  " + said}
	}
	return []string{th.Title.Render(screen.Clip(name, width)), "  " + said}
}

// optionLines draw one line that can be changed: ‹ value › with the cursor's sign before it.
func (u *understood) optionLines(o *option, here bool, width int) []string {
	th := u.env.Theme
	sign := "  "
	if here {
		sign = th.Accent.Render("›") + " "
	}
	lead := sign + leadOf(cmp.Or(o.show, o.name), width)
	if o.typed && u.typing {
		lines := u.field.Lines(max(8, width-label))
		lines[0] = lead + lines[0]
		for i := 1; i < len(lines); i++ {
			lines[i] = strings.Repeat(" ", label) + lines[i]
		}
		return lines
	}
	value := or(o.label(), cmp.Or(o.asks, "choose with ← →"))
	if o.typed {
		value = or(o.now, "(none yet)")
	}
	if _, ok := o.step(1); ok && here {
		value = th.Accent.Render("‹ ") + value + th.Accent.Render(" ›")
	}
	line := lead + value
	if here {
		o.note = cmp.Or(o.help, o.note)
	}
	switch room := width - screen.Width(line) - 2; {
	case o.note == "":
		return []string{line}
	case screen.Width(o.note) <= room:
		return []string{line + "  " + th.Dim.Render(o.note)}
	case u.small && !here && o.name == "Template":
		return []string{line}
	case u.small:
		return []string{line, screen.Clip(strings.Repeat(" ", label)+th.Dim.Render(o.note), width)}
	}
	lines := []string{line}
	for _, l := range wrap(strings.Repeat(" ", label), o.note, width) {
		lines = append(lines, th.Dim.Render(l))
	}
	return lines
}

// leadOf is the name of a line, fit to the others; one that is longer keeps its words, as far as its value has room.
func leadOf(name string, width int) string {
	if screen.Width(name) < label-2 {
		return screen.Fit(name, label-2)
	}
	return elide(name, max(label-3, width-leastValue)) + " "
}

// leastValue is the room that a value has beside a long name.
const leastValue = 16

// planLines say how the columns were read, what a blank means, and what holds for the whole file.
func planLines(th *theme.Theme, p *importer.Plan, f *opened, width int) []string {
	lines := append(append([]string{""}, seenBefore(f, width)...), columnLines(th, p, width)...)
	if look := fileNotes(th, unasked(p), false, width); look != nil {
		lines = append(append(lines, look...), "")
	}
	if p.BlankMeans != "" {
		lines = append(lines, labelled("A blank", p.BlankMeans, width)...)
	}
	if p.NewSite {
		lines = append(lines, labelled("New site", p.Site.Code+" comes on record with this import", width)...)
	}
	if p.ModeDoubt != "" {
		lines = append(lines, "")
		for _, l := range wrap("  ! ", screen.Sentence(p.ModeDoubt), width) {
			lines = append(lines, th.Warn.Render(l))
		}
	}
	return append(lines, fileNotes(th, p.Notes, true, width)...)
}

// seenBefore says that this very file was saved before: whoever sees that has to decide whether to go on at all.
func seenBefore(f *opened, width int) []string {
	if len(f.earlier) == 0 {
		return nil
	}
	a := f.earlier[0]
	said := "this very file was saved before, as " + trail.Save(a.Kind, a.ID) + " by " + a.Operator + " at " + trail.Moment(a.At, f.zone)
	if by, how := a.TakenBack(); by != 0 {
		said += ", and taken back" + how + " since"
	}
	return labelled("Seen before", said, width)
}

// unasked are the notes of the file, without those of headers that the lines above ask about.
func unasked(p *importer.Plan) []importer.Note {
	return slices.DeleteFunc(slices.Clone(p.Notes), func(n importer.Note) bool {
		return slices.ContainsFunc(p.Mapping.Near, func(near template.Near) bool { return n.Rule == "R-83" && n.Column == near.Header })
	})
}

// fileNotes are what holds for the whole file: what needs a look, or what is only good to know.
func fileNotes(th *theme.Theme, notes []importer.Note, info bool, width int) []string {
	var lines []string
	for i := range notes {
		if (notes[i].Severity == store.SeverityInfo) != info {
			continue
		}
		lines = append(lines, "")
		for _, l := range noteOf(th, oneTable{}, &notes[i], nil, job{}, width-2) {
			lines = append(lines, "  "+l)
		}
	}
	return lines
}

// columnLines list the columns that were matched, those that were not understood, and those missing.
func columnLines(th *theme.Theme, p *importer.Plan, width int) []string {
	lines := labelled("Columns", matchedColumns(p), width)
	if len(p.Mapping.ByPlace) > 0 {
		lines = append(lines, labelled("By place", strings.Join(p.Mapping.ByPlace, ", "), width)...)
	}
	if len(p.UnknownColumns) > 0 {
		for _, l := range labelled("? not read", strings.Join(p.UnknownColumns, ", ")+" (not understood)", width) {
			lines = append(lines, th.Warn.Render(l))
		}
	}
	if len(p.Mapping.Missing) > 0 {
		lines = append(lines, labelled("Missing", strings.Join(p.Mapping.Missing, ", "), width)...)
	}
	return lines
}

// matchedColumns list the columns that were matched; of a file with several tables, which has many, only those that the
// file names otherwise.
func matchedColumns(p *importer.Plan) string {
	var matched, otherwise []string
	for _, c := range p.Template.Columns {
		if _, ok := p.Mapping.Of(c.Field); !ok {
			continue
		}
		matched = append(matched, matchedAs(c, p.Mapping))
		if h := p.Mapping.Header(c.Field); p.Template.Parts != nil && !strings.EqualFold(h, p.Template.Parts[c.Part]+": "+c.Header) {
			otherwise = append(otherwise, matchedAs(c, p.Mapping))
		}
	}
	switch {
	case p.Template.Parts == nil:
		return strings.Join(matched, ", ")
	case len(otherwise) == 0:
		return "all " + strconv.Itoa(len(matched)) + " as expected"
	}
	return many(len(matched), "column", "columns") + ", of them otherwise: " + strings.Join(otherwise, ", ")
}

// matchedAs names a column as the file does, and as we do where that is another word.
func matchedAs(c template.Column, m *template.Mapping) string {
	if h := m.Header(c.Field); !strings.EqualFold(h, c.Header) {
		return h + " (" + c.Header + ")"
	}
	return c.Header
}

func labelled(name, value string, width int) []string {
	return wrap("  "+screen.Fit(name, label-2), value, width)
}

// refusalLines say why there is no plan yet.
func refusalLines(th *theme.Theme, what, remedy string, width int) []string {
	var lines []string
	for _, l := range wrap("  ! ", what, width) {
		lines = append(lines, th.Bad.Render(l))
	}
	if remedy != "" {
		lines = append(lines, wrap("  → ", remedy, width)...)
	}
	return lines
}

// foot is the counts, once there are any, or how far a comparison is that takes long.
func (u *understood) foot(width, height int) []string {
	switch {
	case u.plan == nil && u.run.Long():
		return u.run.Brief(width)
	case u.plan == nil:
		return nil
	case height < tallFoot:
		return countLines(u.env.Theme, u.tally, width)
	}
	return append([]string{u.env.Theme.Border.Render(rule(width))}, countLines(u.env.Theme, u.tally, width)...)
}
