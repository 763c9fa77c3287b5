package template

import (
	"encoding/json"
	"slices"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/text"
)

// Pair says by hand what a column of a file is.
type Pair struct {
	Column string      // its header, or its place where the header is empty or another column has it, too (ColumnNames)
	Field  store.Field // of the layout; empty: it is not read
}

// Hand is what somebody said by hand of the columns of a file. Columns that it does not name are found by their headers.
type Hand []Pair

// String writes a Hand as it is kept: the same pairs give the same text in any order. None is empty.
func (h Hand) String() string {
	if len(h) == 0 {
		return ""
	}
	list := make([][2]string, len(h))
	for i, p := range h {
		list[i] = [2]string{p.Column, string(p.Field)}
	}
	slices.SortFunc(list, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	written, _ := json.Marshal(list) // texts always marshal
	return string(written)
}

// ParseHand reads what String wrote. CodeUnreadable for anything else.
func ParseHand(kept string) (Hand, error) {
	var list [][2]string
	if kept == "" {
		return Hand{}, nil
	}
	if err := json.Unmarshal([]byte(kept), &list); err != nil {
		return nil, &store.Error{Code: store.CodeUnreadable, Message: "the kept mapping cannot be read", Remedy: "make it anew", Err: err}
	}
	h := make(Hand, len(list))
	for i, p := range list {
		h[i] = Pair{p[0], store.Field(p[1])}
	}
	return h, nil
}

// TypedHand reads pairs as they are typed: HEADER=FIELD, where FIELD is a field or a header of the layout, and nothing
// after the = for a column that is not to be read. CodeInvalid where a pair is none.
func TypedHand(typed []string) (Hand, error) {
	var h Hand
	for _, pair := range typed {
		at := strings.LastIndex(pair, "=")
		if at <= 0 {
			return nil, &store.Error{
				Code: store.CodeInvalid, Message: "“" + text.Visible(pair) + "” does not say which column is which field",
				Remedy: `write it as --map "HEADER OF THE FILE=HEADER OF THE TEMPLATE"`,
			}
		}
		h = append(h, Pair{strings.TrimSpace(pair[:at]), store.Field(strings.TrimSpace(pair[at+1:]))})
	}
	return h, nil
}

// With is the Hand with one pair in the place of what it said of the column.
func (h Hand) With(column string, field store.Field) Hand {
	return append(h.Without(column), Pair{column, field})
}

// Without is the Hand that says nothing of a column.
func (h Hand) Without(column string) Hand {
	return slices.DeleteFunc(slices.Clone(h), func(p Pair) bool { return fold(p.Column) == fold(column) })
}

// Of is what the Hand says of a column.
func (h Hand) Of(column string) (field store.Field, said bool) {
	for _, p := range h {
		if fold(p.Column) == fold(column) {
			return p.Field, true
		}
	}
	return "", false
}

// ColumnNames are what the columns of a file are called in a Hand: by their headers, and by their places where a header is
// empty or stands twice.
func ColumnNames(tab *sheet.Table) []string {
	times := map[string]int{}
	for _, h := range tab.Header {
		times[fold(h)]++
	}
	names := make([]string, len(tab.Header))
	for i, h := range tab.Header {
		if key := fold(h); key == "" || times[key] > 1 {
			h = ""
		}
		names[i] = called(h, i)
	}
	return names
}

// Field finds a field of the layout by its name, its header or another spelling of that.
func (t *Template) Field(named string) (store.Field, bool) {
	best, field := 0, store.Field("")
	for i := range t.Columns {
		c := &t.Columns[i]
		match := c.match(named)
		if string(c.Field) == strings.TrimSpace(named) {
			match = 3
		}
		if match > best {
			best, field = match, c.Field
		}
	}
	return field, best > 0
}

// takeByHand takes the columns that a Hand names. CodeInvalid where the file has no such column, the layout no such field,
// or one of them is named twice.
func (m *Mapping) takeByHand(t *Template, tab *sheet.Table, h Hand) error {
	names := ColumnNames(tab)
	for _, pair := range h {
		at := slices.IndexFunc(names, func(n string) bool { return fold(n) == fold(pair.Column) })
		switch {
		case at < 0:
			return noSuch(tab, names, pair.Column)
		case m.byHand[at]:
			return handed("column “"+pair.Column+"” is said to be two things", "say one of them")
		}
		if m.byHand[at] = true; pair.Field == "" {
			continue
		}
		field, ok := t.Field(string(pair.Field))
		if !ok {
			return handed("template "+t.Name+" has no field “"+string(pair.Field)+"”", "it has: "+strings.Join(t.header(), ", "))
		}
		c, _ := t.Column(field)
		if was, twice := m.columns[field]; twice {
			return handed("columns “"+names[was]+"” and “"+names[at]+"” are both said to be "+c.Header, "say it of one of them")
		}
		m.take(tab, &c, at)
	}
	return nil
}

// noSuch refuses a column that the file has not, or has several times: those are named by their places.
func noSuch(tab *sheet.Table, names []string, column string) error {
	var alike []string
	for at, header := range tab.Header {
		if fold(header) == fold(column) && fold(header) != "" {
			alike = append(alike, letter(at))
		}
	}
	if len(alike) < 2 {
		return handed("the file has no column “"+column+"”", "its columns are: "+strings.Join(names, ", "))
	}
	last := len(alike) - 1
	return handed("columns "+strings.Join(alike[:last], ", ")+" and "+alike[last]+" are both called “"+column+"”",
		"write column "+strings.Join(alike, " or column ")+" in the place of the name")
}

func handed(message, remedy string) error {
	return &store.Error{Code: store.CodeInvalid, Message: text.Visible(message), Remedy: text.Visible(remedy)}
}

// Whole is a mapping as a Hand that names every column of the file: what is kept of it reads the same headers in the same
// way, whoever reads them. The column of reasons is not among them, nor are empty ones.
func (t *Template) Whole(tab *sheet.Table, m *Mapping) Hand {
	fields := make(map[int]store.Field, len(m.columns))
	for f, at := range m.columns {
		fields[at] = f
	}
	var h Hand
	for at, name := range ColumnNames(tab) {
		if t.counts(tab, at) {
			h = append(h, Pair{name, fields[at]})
		}
	}
	return h
}

// counts reports whether a column is one of those by which a file is known again.
func (t *Template) counts(tab *sheet.Table, at int) bool {
	if _, reason := t.rejected(tab.Header[at]); reason {
		return false
	}
	return strings.TrimSpace(tab.Header[at]) != "" || !emptyColumn(tab, at)
}

// Kept is a mapping that was kept: under a name, or with an import.
type Kept struct {
	Name     string // empty: of an import
	By       string
	Template *Template
	Hand     Hand
}

// is reports whether a file has the headers that the mapping was made for.
func (k *Kept) is(tab *sheet.Table) bool {
	n := 0
	for at, name := range ColumnNames(tab) {
		if !k.Template.counts(tab, at) {
			continue
		}
		if _, said := k.Hand.Of(name); !said {
			return false
		}
		n++
	}
	return n == len(k.Hand)
}

// Words tell of a kept mapping whose it is.
func (k *Kept) Words() string {
	if k.Name == "" {
		return text.Visible("as " + k.By + " said of these columns before")
	}
	return text.Visible("mapping " + k.Name + ", kept by " + k.By)
}
