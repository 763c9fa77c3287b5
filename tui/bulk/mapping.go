package bulk

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/progress"
	"homeroom/tui/screen"
)

// mapping is the page on which somebody says which column of a file is which field of a layout. What is said is kept from
// key to key, so that a lost line loses nothing, and under a name once it is whole.
type mapping struct {
	*session
	from    *understood
	layouts []*template.Template
	layout  int
	columns []column
	at      int          // 0 is the layout, then the columns
	top     int          // first line in sight
	pick    *fieldPicker // nil while no field is looked for
	ask     dialog.Dialog
	yes     func() (screen.Screen, tea.Cmd)
	asked   int
	notice  string
}

// column is a column of the file on that page.
type column struct {
	name    string // as a mapping names it
	shown   string
	samples []string
	field   store.Field // empty: not read
}

// samplesOf is how many values of a column are shown, of so many rows at most.
const (
	samplesOf = 3
	sampled   = 200
)

// newMapping opens the page with what the file is read as now, or with what was begun before.
func newMapping(u *understood) *mapping {
	m := &mapping{session: u.session, from: u}
	for _, t := range template.All() {
		if t.Parts == nil {
			m.layouts = append(m.layouts, t)
		}
	}
	for at, name := range template.ColumnNames(u.file.table) {
		shown := name
		if h := strings.TrimSpace(u.file.table.Header[at]); h != "" && h != name {
			shown = h + " (" + name + ")" // another column has that name, too
		}
		m.columns = append(m.columns, column{name: name, shown: shown, samples: samplesIn(u.file, at)})
	}
	layout, hand := u.choice.template, u.choice.hand
	if d := u.file.begun; d != nil {
		if said, err := template.ParseHand(d.text); err == nil {
			layout, hand = d.column, said
			m.notice = "Found again: what you said of the columns before. s keeps it, p reads the file so once."
		}
	}
	for i, t := range m.layouts {
		if t.Name == layout {
			m.layout = i
		}
	}
	m.byNames(hand)
	return m
}

// samplesIn are the first values of a column that are not alike.
func samplesIn(f *opened, at int) (list []string) {
	seen := map[string]bool{}
	for i := range f.table.Records[:min(len(f.table.Records), sampled)] {
		cells := f.table.Records[i].Cells
		if at >= len(cells) || strings.TrimSpace(cells[at]) == "" || seen[cells[at]] {
			continue
		}
		seen[cells[at]] = true
		if list = append(list, cells[at]); len(list) == samplesOf {
			break
		}
	}
	return list
}

// mappingKey names what is being said of a file's columns, by its content: the review has not begun yet.
func mappingKey(f *opened) string { return "mapping " + digest(f.data) }

// byNames gives every column its field: as it was said, or as its header says.
func (m *mapping) byNames(h template.Hand) {
	for i, p := range m.template().Propose(m.from.file.table, h) {
		m.columns[i].field = p.Field
	}
}

func (m *mapping) template() *template.Template { return m.layouts[m.layout] }

// hand is what is said of all columns.
func (m *mapping) hand() template.Hand {
	h := make(template.Hand, len(m.columns))
	for i, c := range m.columns {
		h[i] = template.Pair{Column: c.name, Field: c.field}
	}
	return h
}

// holder is the column that has a field; -1 for none.
func (m *mapping) holder(f store.Field) int {
	for i := range m.columns {
		if f != "" && m.columns[i].field == f {
			return i
		}
	}
	return -1
}

// lacking says why the file cannot be read so; empty when it can be.
func (m *mapping) lacking() string {
	_, err := m.template().MapBy(m.from.file.table, m.hand())
	if problem := new(sheet.Problem); errors.As(err, &problem) && lacks(problem) {
		return "No column is " + problem.Column + " yet, which this layout needs: Enter chooses the field of the column under the cursor."
	}
	if err != nil {
		what, _ := explain(err)
		return what
	}
	for _, c := range m.columns {
		if c.field != "" {
			return ""
		}
	}
	return "No column is read yet: Enter chooses the field of the column under the cursor."
}

// Init has nothing to ask.
func (m *mapping) Init() tea.Cmd { return nil }

func (m *mapping) again() tea.Cmd { return nil }

// Title names the step and the file.
func (m *mapping) Title() string { return "Bulk · columns of " + m.from.file.name }

// Typing reports whether the keyboard belongs to a line or a question.
func (m *mapping) Typing() bool { return m.pick != nil || m.ask != nil }

// Undecided is 0.
func (m *mapping) Undecided() int { return 0 }

// Update takes keys, pastes and answers.
func (m *mapping) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case mappedMsg:
		if msg.answers(m.session, m.asked) {
			return m.kept(msg)
		}
	case untypedMsg:
		if msg.to == m.from.file.scribe {
			m.notice = "What you say here is not kept: " + screen.Words(msg.err)
		}
	case planMsg, progress.Msg:
		next, cmd := m.from.Update(msg)
		if next != screen.Screen(m.from) {
			return next, cmd
		}
		return m, cmd
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.PasteMsg:
		switch {
		case m.ask != nil:
			return m.answer(msg)
		case m.pick != nil:
			m.pick.typed(msg)
		}
	}
	return m, nil
}

func (m *mapping) press(msg tea.KeyPressMsg) (screen.Screen, tea.Cmd) {
	switch {
	case m.ask != nil:
		return m.answer(msg)
	case m.pick != nil:
		return m.picking(msg)
	}
	if next, cmd, ok := press(m, m.actions(), msg.String()); ok {
		return next, cmd
	}
	return m, nil
}

// answer gives a message to the open question.
func (m *mapping) answer(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch m.ask.Update(msg) {
	case dialog.Yes:
		yes := m.yes
		return yes()
	case dialog.No:
		m.ask, m.yes = nil, nil
	}
	return m, nil
}

// said keeps what is said now.
func (m *mapping) said() tea.Cmd {
	m.notice = ""
	m.from.file.begun = &unfinished{column: m.template().Name, text: m.hand().String()}
	return m.from.file.scribe.keep(m.from.file.begun)
}

// relayout goes through the layouts. What was said of a column stays where the next layout has the field, too.
func (m *mapping) relayout(by int) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		var h template.Hand
		for _, c := range m.columns {
			if c.field != "" {
				h = append(h, template.Pair{Column: c.name, Field: c.field})
			}
		}
		m.layout = (m.layout + by + len(m.layouts)) % len(m.layouts)
		fits := template.Hand{}
		for _, p := range h {
			if _, ok := m.template().Column(p.Field); ok {
				fits = append(fits, p)
			}
		}
		m.byNames(fits)
		return m, m.said()
	}
}

// readSo goes back to what was understood, with the file read as it was said.
func (m *mapping) readSo() (screen.Screen, tea.Cmd) {
	u := m.from
	if u.choice.template != m.template().Name {
		u.choice.mode, u.choice.options = "", nil
	}
	u.choice.template, u.choice.hand = m.template().Name, m.hand()
	u.choice.named, u.choice.anew, u.err = true, false, nil
	u.goTo("Template")
	return u, u.again()
}

// mapByHand opens the page.
func (u *understood) mapByHand() (screen.Screen, tea.Cmd) {
	u.stop()
	return newMapping(u), nil
}

// unmappable says why the columns cannot be said by hand.
func (u *understood) unmappable() string {
	switch t := u.file.table; {
	case t == nil || t.Parts != nil:
		return "a file of several tables is read by its headers"
	case len(t.Header) == 0 || len(t.Records) == 0:
		return "the file has no columns with values yet"
	}
	return ""
}

// thenDrop forgets, once the review is begun and holds it, what was being said of the columns.
func thenDrop(k *scribe, first tea.Cmd) tea.Cmd {
	forget := k.later(nil)
	return func() tea.Msg {
		msg := first()
		if m, ok := msg.(reviewMsg); ok && m.err == nil {
			_ = forget() // what stays is found again, and does no harm
		}
		return msg
	}
}
