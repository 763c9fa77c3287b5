package bulk

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// actions are the keys of the page.
func (m *mapping) actions() []action {
	onColumn, onLayout := "the cursor is on the layout: ← → change it", "the layout is chosen on the first line"
	if m.at > 0 {
		onColumn = ""
	} else {
		onLayout = ""
	}
	unnamed := ""
	if m.named() == "" {
		unnamed = "the file is read by no mapping that has a name"
	}
	step := func(by int) func() (screen.Screen, tea.Cmd) {
		return func() (screen.Screen, tea.Cmd) { m.move(by); return m, nil }
	}
	return []action{
		{screen.Key{Press: []string{"enter"}, Show: "⏎", Do: "field", Help: "Choose which field the column under the cursor is.", Disabled: onColumn}, m.openPicker},
		{screen.Key{Press: []string{"right", "l"}, Show: "← →", Do: "layout", Help: "Choose another layout.", Disabled: onLayout, Quiet: onLayout != ""}, m.relayout(1)},
		{screen.Key{Press: []string{"left", "h"}, Disabled: onLayout}, m.relayout(-1)},
		{screen.Key{Press: []string{"x"}, Do: "not read", Help: "Do not read the column under the cursor.", Disabled: onColumn, Quiet: onColumn != ""}, func() (screen.Screen, tea.Cmd) { return m.give("") }},
		{screen.Key{Press: []string{"s", "ctrl+s"}, Show: "s", Do: "keep and read", Help: "Keep this under a name, for files with the same headers, and read the file so.", Disabled: m.lacking()}, m.askName},
		{screen.Key{Press: []string{"p"}, Do: "read once", Help: "Read the file so, without keeping it under a name.", Disabled: m.lacking()}, m.readSo},
		{screen.Key{Press: []string{"R"}, Do: "rename", Help: "Give the mapping by which the file is read another name.", Disabled: unnamed, Quiet: true}, m.askRename},
		{screen.Key{Press: []string{"D"}, Do: "delete", Help: "Forget the mapping by which the file is read.", Disabled: unnamed, Quiet: true}, m.askDelete},
		{screen.Key{Press: []string{"down", "j", "tab"}, Show: "j k", Do: "move", Help: "Go to the next column, or the one before.", Quiet: true}, step(1)},
		{screen.Key{Press: []string{"up", "k", "shift+tab"}}, step(-1)},
		{screen.Key{Press: []string{"pgdown", "ctrl+d"}, Show: "PgDn PgUp", Do: "page", Help: "Go on by five columns, or back.", Quiet: true}, step(5)},
		{screen.Key{Press: []string{"pgup", "ctrl+u"}}, step(-5)},
		{screen.Key{Press: []string{"G", "end"}, Show: "g G", Do: "ends", Help: "Go to the layout, or to the last column.", Quiet: true}, step(len(m.columns))},
		{screen.Key{Press: []string{"g", "home"}}, step(-len(m.columns))},
		{screen.Key{Press: []string{"esc", "q"}, Show: "esc", Do: "back", Help: "Go back to what was understood. What you said here is kept, and found again with m."}, m.back},
	}
}

// back goes back to what was understood, as it was.
func (m *mapping) back() (screen.Screen, tea.Cmd) {
	return m.from, m.from.again()
}

// Keys are the keys of the page, of the picker, or of the question.
func (m *mapping) Keys() []screen.Key {
	switch {
	case m.ask != nil:
		return m.ask.Keys()
	case m.pick != nil:
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: "choose", Help: "The column is this field."},
			{Press: []string{"down", "up"}, Show: "↓ ↑", Do: "move", Help: "Move the cursor (also PgDn and PgUp)."},
			{Press: []string{"esc"}, Do: "back", Help: "Leave the column as it is."},
		}
	}
	return keysOf(m.actions())
}

// View draws the layout, the columns with their first values and fields, and what is missing.
func (m *mapping) View(width, height int) string {
	if m.pick != nil {
		return m.pickView(width, height)
	}
	th := m.env.Theme
	head := []string{m.layoutLine(width)}
	if height >= tallFoot {
		head = append(facts(th, m.from.file, width), "", head[0], "")
	}
	foot := m.foot(width, height)
	room := max(1, height-len(head)-len(foot))
	m.top = max(0, min(m.top, max(0, m.at-1)))
	m.top = max(m.top, m.at-room)
	m.top = max(0, min(m.top, len(m.columns)-room))
	lines := head
	for i := m.top; i < min(len(m.columns), m.top+room); i++ {
		lines = append(lines, m.columnLine(i, width))
	}
	for len(lines) < height-len(foot) {
		lines = append(lines, "")
	}
	view := block(append(lines, foot...), width, height)
	if m.ask != nil {
		return dialog.Over(view, m.ask.View(width, height), width, height)
	}
	return view
}

func (m *mapping) layoutLine(width int) string {
	th, t := m.env.Theme, m.template()
	sign, value := "  ", t.Title
	if m.at == 0 {
		sign, value = th.Accent.Render("›")+" ", th.Accent.Render("‹ ")+value+th.Accent.Render(" ›")
	}
	return screen.Clip(sign+screen.Fit("Layout", 8)+value+"  "+th.Dim.Render(rowsAre(t)), width)
}

// rowsAre says what the rows of a layout are.
func rowsAre(t *template.Template) string {
	switch t.Edits {
	case store.KindUser:
		return "its rows are people"
	case store.KindRequest:
		return "its rows are people with a platform"
	}
	return "its rows are devices"
}

// columnLine is a column: its name, its first values, and the field that it is.
func (m *mapping) columnLine(i, width int) string {
	th, c := m.env.Theme, &m.columns[i]
	sign := "  "
	if m.at == i+1 {
		sign = th.Accent.Render("›") + " "
	}
	name, field := max(10, width*3/10), max(12, width*3/10)
	samples := width - 2 - name - 2 - field - 3
	if samples < leastSamples {
		field = width - 2 - name - 3
	}
	what := th.Warn.Render(screen.Fit(notRead, field))
	if known, ok := m.template().Column(c.field); ok {
		what = screen.Fit(known.Header, field)
	}
	line := sign + elideFit(c.shown, name)
	if samples >= leastSamples {
		line += "  " + th.Dim.Render(screen.Fit(strings.Join(visible(c.samples), " · "), samples))
	}
	return screen.Clip(line+" → "+what, width)
}

// leastSamples is how many cells of a column's values are worth showing.
const leastSamples = 12

func elideFit(value string, width int) string { return screen.Fit(elide(value, width), width) }

func visible(values []string) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = or(v, "")
	}
	return list
}

// foot says what keeps the file from being read so, and which fields no column is.
func (m *mapping) foot(width, height int) []string {
	th := m.env.Theme
	var lines []string
	if height >= tallFoot {
		lines = append(lines, th.Border.Render(rule(width)))
	}
	switch why := m.lacking(); {
	case m.notice != "":
		lines = append(lines, wrap("  ", m.notice, width)...)
	case why != "":
		for _, l := range wrap("  ! ", why, width) {
			lines = append(lines, th.Bad.Render(l))
		}
	case m.odd() != "":
		for _, l := range wrap("  ! ", m.odd(), width) {
			lines = append(lines, th.Warn.Render(l))
		}
	}
	var missing []string
	for _, c := range m.template().Columns {
		if m.holder(c.Field) < 0 {
			missing = append(missing, c.Header)
		}
	}
	said := cmp.Or(strings.Join(missing, ", "), "nothing")
	if height < tallFoot {
		return append(lines, screen.Clip("  Missing  "+said, width))[:min(len(lines)+1, 2)]
	}
	return append(lines, clipLines(labelled("Missing", said, width), 3)...)
}

// odd says which values do not look like those of the fields that their columns are said to be; empty for none.
func (m *mapping) odd() string {
	list := m.template().OddIn(m.from.file.table, m.hand())
	if len(list) == 0 {
		return ""
	}
	return many(len(list), "value does", "values do") + " not look like it: " + list[0].Words() + "."
}

// clipLines are the first lines, the last of them cut where there are more.
func clipLines(lines []string, n int) []string {
	if len(lines) <= n {
		return lines
	}
	return append(lines[:n-1:n-1], lines[n-1]+" …")
}

// pickView draws the column, the line that is typed into, and the fields that have those words.
func (m *mapping) pickView(width, height int) string {
	th, p, c := m.env.Theme, m.pick, &m.columns[m.at-1]
	lines := []string{th.Title.Render(screen.Clip(text.Visible("Which field is “"+c.name+"”?"), width))}
	if len(c.samples) > 0 {
		lines = append(lines, th.Dim.Render(screen.Clip("  "+strings.Join(visible(c.samples), " · "), width)))
	}
	lines = append(lines, p.field.View(width))
	if height >= tallFoot {
		lines = append(lines, "")
	}
	room := max(1, height-len(lines))
	top := max(0, min(p.at-room/2, len(p.shown)-room))
	for i := top; i < min(len(p.shown), top+room); i++ {
		lines = append(lines, screen.Clip(m.fieldLine(i), width))
	}
	if len(p.shown) == 0 {
		lines = append(lines, "  No field has these words.")
	}
	return block(lines, width, height)
}

func (m *mapping) fieldLine(i int) string {
	th, p := m.env.Theme, m.pick
	sign, name, note := "  ", notRead, ""
	if at := p.shown[i]; at >= 0 {
		name = p.fields[at].Header
		if p.fields[at].Required {
			note = "required"
		}
		if was := m.holder(p.fields[at].Field); was >= 0 {
			note = "“" + or(m.columns[was].name, "") + "”"
		}
	}
	if i == p.at {
		sign = th.Accent.Render("›") + " "
	}
	if note != "" {
		name += "  " + th.Dim.Render(note)
	}
	return sign + name
}
