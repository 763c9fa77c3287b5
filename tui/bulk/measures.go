package bulk

import (
	"strconv"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

const (
	tagWidth      = 8  // a little more than an asset tag has
	serialWidth   = 12 // a serial number
	fullNameWidth = 18 // cells that a full name is given beside a User ID
	nameWidth     = 30 // cells that a User ID is given at most
	statusWidth   = 12 // ". left out !"
	sideWidth     = 14 // "+ only there !"
	partWidth     = 12 // cells of a table's name on a narrow list
	partFrom      = 60 // cells from which a list has room for it in full
	leastAbout    = 12 // cells in which what a row is about can be told
)

// measures are the widths that rows need.
type measures struct {
	line, device, name int
	status             int  // of the status
	part, short        int  // of the longest name of a table, 0 where the file holds one; and without its ending
	people             bool // the rows are about people, who come before their devices
	names              bool // their names stand in the place of these
}

// fit is what the columns of rows have room for at the width of the last View.
type fit struct {
	name    int // cells that a User ID has, or what the row is about
	line    int // cells of a line
	part    int // cells of the name of its table, which may be longer
	longest int
	names   bool // the full names of people stand where their devices would
	tables  bool // the file holds several tables: its rows tell what they are about, which may be neither device nor person
}

func measure(p *importer.Plan) measures {
	list := p.Rows
	m := measures{status: statusWidth, name: len("User ID"), people: aboutPeople(p.Template.Edits)}
	if p.BothWays() {
		m.status = sideWidth
	}
	for i := range list {
		m.spot(p, list[i].Line)
		if m.part == 0 {
			m.device = max(m.device, deviceWidth(list[i].AssetTag, list[i].Serial))
			m.name = max(m.name, min(nameWidth, screen.Width(who(&list[i]))))
		}
	}
	switch m.names = m.people && p.BothWays() && m.part == 0; {
	case m.names:
		m.device = fullNameWidth
	case m.people && m.part == 0:
		m.device = followers(list)
	}
	return m.settled()
}

// followers is how wide it is to tell how many devices follow people.
func followers(list []importer.Row) int {
	wide := len("Device")
	for i := range list {
		wide = max(wide, screen.Width(device(&list[i])))
	}
	return min(wide, serialWidth)
}

// deviceWidth is what a device takes by which a row is told: its tag, or its serial number in full, as those of one school
// begin alike.
func deviceWidth(tag, serial string) int {
	if tag != "" {
		return min(tagWidth, screen.Width(tag))
	}
	return min(serialWidth, screen.Width(serial))
}

// aboutPeople reports whether rows that are about a kind of record name people first.
func aboutPeople(kind store.Kind) bool { return kind == store.KindUser || kind == store.KindRequest }

// spot takes the place of a row into account.
func (m *measures) spot(p importer.Placer, line int) {
	part, within := p.Place(line)
	if line < importer.OnlyHereLine {
		m.line = max(m.line, len(strconv.Itoa(within)))
		m.part = max(m.part, screen.Width(part))
		m.short = max(m.short, screen.Width(unended(part)))
		return
	}
	if m.part == 0 {
		m.line = max(m.line, len(part))
	}
}

// settled are the widths once all rows were looked at.
func (m measures) settled() measures {
	switch {
	case m.part > 0:
		m.device, m.name = 0, nameWidth
		return m
	case m.device == 0: // a file without tags
		m.device = serialWidth
	}
	m.line = max(m.line, len("Line"))
	return m
}

// lineCells are the cells of the column that tells where a row stands, with so much room for the name of a table.
func (m measures) lineCells(part int) int {
	if part > 0 {
		return part + 1 + m.line
	}
	return m.line
}

// fixed is what the columns of a row take beside the User ID, or beside what the row is about, with the gaps and the sign
// of the cursor.
func (m measures) fixed() int { return m.fixedWith(m.part) }

func (m measures) fixedWith(part int) int {
	fixed := 2 + m.lineCells(part) + 2 + m.status + 2 + 1 + 2
	if m.part > 0 {
		return fixed
	}
	return fixed + m.device + 2
}

// columns are a row's columns on width cells, and what these have room for.
func (m measures) columns(width int) (list []table.Column, f fit) {
	if m.part > 0 {
		return m.ofTables(width)
	}
	f = fit{name: max(6, width-m.fixed()), line: m.line, names: m.names}
	line, device, user, what := 0, 1, 2, "Device"
	switch short := f.name < min(leastAbout, m.name); {
	case m.names: // by which people are told; the pane tells the rest
		line, user, what = 3, 4, "Full Name"
	case m.people:
		if device, user = user, device; short { // the device has no room
			f.name = width - m.fixed() + m.device + 2
		}
	case short && width > m.fixed(): // the line has none: the pane tells it
		line, f.name = 3, max(6, width-m.fixed()+m.line+2)
	}
	return []table.Column{
		{Title: "Line", Min: m.line, Right: true, Priority: line},
		{Title: "Status", Min: m.status},
		{Title: "", Min: 1},
		{Title: what, Min: m.device, Priority: device},
		{Title: "User ID", Short: "User", Min: f.name, Priority: user},
	}, f
}

// ofTables are the columns of a file that holds several tables. On a very narrow screen the line goes first: the pane of the
// row tells it.
func (m measures) ofTables(width int) (list []table.Column, f fit) {
	f = fit{tables: true, part: m.part, longest: m.part, line: m.line}
	if width < partFrom {
		f.part = min(m.short, partWidth)
	}
	line := m.lineCells(f.part)
	f.name = width - m.fixedWith(f.part)
	if f.name < leastAbout {
		f.name += line + 2
	}
	return []table.Column{
		{Title: "Line", Min: line, Priority: 1},
		{Title: "Status", Min: m.status},
		{Title: "", Min: 1},
		{Title: "About", Min: f.name},
	}, f
}

// spot is where a row stands. Of several tables the name stands at the left and the line at the right, so that they stay in
// their columns.
func (f *fit) spot(p importer.Placer, line int) string {
	part, within := p.Place(line)
	if f.part == 0 || line >= importer.OnlyHereLine {
		return importer.Spot(p, line)
	}
	return screen.Fit(bare(part, f.part, f.longest), f.part) + " " + screen.FitRight(strconv.Itoa(within), f.line)
}

// about is what a row is about. Where that has no room, the word before it goes: the table's name says what it is.
func (f *fit) about(from teller, line int) string {
	said := from.About(line)
	if screen.Width(or(said, "")) > f.name {
		for _, word := range [...]string{"class ", "course ", "location ", "grade "} {
			said = strings.TrimPrefix(said, word)
		}
	}
	return elide(said, f.name)
}
