package template

import (
	"slices"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/text"
)

// Near is a header that is nearly one of ours.
type Near struct {
	Header string // as in the file
	Like   string // ours
	Field  store.Field
}

// Mapping says which column of a file is which field of the layout.
type Mapping struct {
	columns map[store.Field]int
	headers map[store.Field]string
	byHand  map[int]bool // columns of which somebody said what they are
	Unknown []string     // columns that are not understood, near ones among them
	Near    []Near
	Missing []string // our headers that the file has not
	ByPlace []string // our headers that were taken by their place
	// Rejected is the mode in which these rows were rejected before, where the file says so.
	Rejected Mode
}

// Of is the 0-based column of a field.
func (m *Mapping) Of(f store.Field) (int, bool) {
	i, ok := m.columns[f]
	return i, ok
}

// Header is a field's header as it stands in the file, for messages.
func (m *Mapping) Header(f store.Field) string { return m.headers[f] }

// Value reads a field of a row; a field without a column is empty.
func (m *Mapping) Value(rec *sheet.Record, f store.Field) string {
	i, ok := m.columns[f]
	if !ok || i >= len(rec.Cells) {
		return ""
	}
	return Clean(rec.Cells[i])
}

// Clean takes off a cell what does not belong to its value: spaces around it, and the mark with which an
// export keeps a spreadsheet from running it.
func Clean(cell string) string { return strings.TrimSpace(text.Uncell(cell)) }

// Map finds the layout's columns in a file's header, in any order. Columns with a Place fall back to it
// when the header there is not ours and the values look the part. It returns a *sheet.Problem when the file
// cannot be of this layout: without its required column, with nothing but that, or with a column twice.
func (t *Template) Map(tab *sheet.Table) (*Mapping, error) { return t.MapBy(tab, nil) }

// MapBy is Map where somebody said of some columns what they are: those are taken as said, the others as Map takes them.
// A Hand that does not fit the file or the layout is CodeInvalid.
func (t *Template) MapBy(tab *sheet.Table, h Hand) (*Mapping, error) {
	switch {
	case t.Parts == nil:
	case len(h) > 0:
		return nil, handed("columns are not said by hand for a file of several tables, as "+t.Name+" is", "leave --map out, or name another --template")
	default:
		return t.mapParts(tab)
	}
	m := &Mapping{columns: map[store.Field]int{}, headers: map[store.Field]string{}, byHand: map[int]bool{}}
	if err := m.takeByHand(t, tab, h); err != nil {
		return nil, err
	}
	for i := range t.Columns {
		if err := m.byName(tab, &t.Columns[i]); err != nil {
			return nil, err
		}
	}
	named := len(m.columns)
	for i := range t.Columns {
		m.byPlace(tab, &t.Columns[i])
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		if _, ok := m.columns[c.Field]; ok {
			continue
		}
		if c.Required {
			return nil, t.without(tab, c)
		}
		m.Missing = append(m.Missing, c.Header)
	}
	if named < min(2, len(t.Columns)) && len(h) == 0 {
		return nil, t.foreign(tab)
	}
	m.listUnknown(t, tab)
	return m, nil
}

// byName takes the header that names the column best; two that do so equally well cannot be told apart.
func (m *Mapping) byName(tab *sheet.Table, c *Column) error {
	if _, said := m.columns[c.Field]; said {
		return nil
	}
	best, at, twice := 0, 0, -1
	for i, header := range tab.Header {
		switch match := c.match(header); {
		case m.byHand[i]:
		case match > best:
			best, at, twice = match, i, -1
		case match == best && match > 0:
			twice = i
		}
	}
	if twice >= 0 {
		return &sheet.Problem{
			Line: tab.HeaderLine, Column: called(tab.Header[twice], twice), Code: "column_twice",
			Message: "columns " + letter(at) + " and " + letter(twice) + " are both " + c.Header,
			Remedy:  "rename or remove one of them",
		}
	}
	if best > 0 {
		m.take(tab, c, at)
	}
	return nil
}

func (m *Mapping) take(tab *sheet.Table, c *Column, at int) {
	m.columns[c.Field], m.headers[c.Field] = at, called(tab.Header[at], at)
}

func (m *Mapping) taken(at int) bool {
	return m.byHand[at] || m.of(at)
}

// of reports whether a column is read.
func (m *Mapping) of(at int) bool {
	for _, i := range m.columns {
		if i == at {
			return true
		}
	}
	return false
}

// byPlace takes the column at its usual place (R-20 and domain section 3: only B and J have one).
func (m *Mapping) byPlace(tab *sheet.Table, c *Column) {
	at := c.Place - 1
	if _, ok := m.columns[c.Field]; ok || at < 0 || at >= len(tab.Header) || m.taken(at) {
		return
	}
	looks := m.serials
	if c.Field == FieldDelete {
		looks = m.repeatsSerial
	}
	if looks(tab, at) {
		m.take(tab, c, at)
		m.ByPlace = append(m.ByPlace, c.Header)
	}
}

// serials reports whether most filled cells of a column have a serial number's shape.
func (m *Mapping) serials(tab *sheet.Table, at int) bool {
	filled, fit := 0, 0
	for i := range tab.Records {
		cell := Clean(tab.Records[i].Cells[at])
		if cell == "" {
			continue
		}
		filled++
		if _, findings := store.ParseSerial(cell); !store.Failed(findings) {
			fit++
		}
	}
	return fit*2 > filled
}

// repeatsSerial reports whether every filled cell of a column is its own row's serial number.
func (m *Mapping) repeatsSerial(tab *sheet.Table, at int) bool {
	filled := 0
	for i := range tab.Records {
		cell := store.CleanSerial(Clean(tab.Records[i].Cells[at]))
		if cell == "" {
			continue
		}
		filled++
		if cell != store.CleanSerial(m.Value(&tab.Records[i], store.FieldSerial)) {
			return false
		}
	}
	return filled > 0
}

// listUnknown names the columns that are not understood, and which of ours they nearly are.
func (m *Mapping) listUnknown(t *Template, tab *sheet.Table) {
	for at, header := range tab.Header {
		if m.of(at) || strings.TrimSpace(header) == "" && emptyColumn(tab, at) {
			continue
		}
		if mode, is := t.rejected(header); is {
			m.Rejected = mode
			continue
		}
		m.Unknown = append(m.Unknown, called(header, at))
		if m.byHand[at] {
			continue
		}
		like := slices.IndexFunc(t.Columns, func(c Column) bool { return c.match(header) > 0 || c.near(header) })
		if like >= 0 {
			m.Near = append(m.Near, Near{called(header, at), t.Columns[like].Header, t.Columns[like].Field})
		}
	}
}

func emptyColumn(tab *sheet.Table, at int) bool {
	for i := range tab.Records {
		if strings.TrimSpace(tab.Records[i].Cells[at]) != "" {
			return false
		}
	}
	return true
}

func (t *Template) without(tab *sheet.Table, c *Column) *sheet.Problem {
	p := &sheet.Problem{
		Line: tab.HeaderLine, Column: c.Header, Code: "no_" + string(c.Field) + "_column",
		Message: "this file has no " + c.Header + " column, so it is not the template " + t.Name,
		Remedy:  "name the column " + c.Header + " in the header line, or start from: homeroom template " + t.Name,
	}
	for at, header := range tab.Header {
		if c.near(header) {
			p.Message = "this file has no " + c.Header + " column; " + text.Visible(called(header, at)) + " is nearly one"
			p.Remedy = "if that is what it is, rename it to " + c.Header + ", or say so: " + sayIt(called(header, at), c.Header)
		}
	}
	return p
}

func (t *Template) foreign(tab *sheet.Table) *sheet.Problem {
	return &sheet.Problem{
		Line: tab.HeaderLine, Code: "other_template",
		Message: "hardly a column of this file belongs to the template " + t.Name,
		Remedy:  "check that it is the right file, or start from: homeroom template " + t.Name,
	}
}

// Swap makes the columns of two fields trade places.
func (m *Mapping) Swap(a, b store.Field) {
	m.columns[a], m.columns[b] = m.columns[b], m.columns[a]
	m.headers[a], m.headers[b] = m.headers[b], m.headers[a]
}

// sayIt is how a command is told what a column is.
func sayIt(column, header string) string {
	return text.Visible("--map \"" + column + "=" + header + "\"")
}

// Say is how a command is told that the near header is what it nearly is.
func (n *Near) Say() string { return sayIt(n.Header, n.Like) }
