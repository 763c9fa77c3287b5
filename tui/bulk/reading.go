package bulk

import (
	"slices"
	"strconv"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
)

// What a file does not say itself was decided to read it. Each decision is a line that tells what, why, and what may be
// chosen instead; as found is always one of its values.

// reading is one of the decisions: its name on the screen, and where it is kept among the choices.
type reading struct {
	what, name string
	place      func(c *choice) *string // nil where there is nothing to choose
	order      func() []string         // of the values; nil is by number
}

func readings() []reading {
	return []reading{
		{"encoding", "Encoding", func(c *choice) *string { return &c.encoding }, sheet.Encodings},
		{"delimiter", "Delimiter", func(c *choice) *string { return &c.delimiter }, sheet.Delimiters},
		{"line ends", "Line ends", nil, nil},
		{"header line", "Header line", func(c *choice) *string { return &c.header }, nil},
	}
}

// took takes over what was decided to read the file; of a refused one that is only a part.
func (f *opened) took(t *sheet.Table, c choice) {
	if f.decided == nil {
		f.decided, f.found = map[string]sheet.Decision{}, map[string]string{}
	}
	f.table = t
	for what, d := range f.decided {
		d.Why = "" // that was another reading; what may be chosen stays
		f.decided[what] = d
	}
	for _, d := range t.Decisions {
		f.decided[d.What] = d
	}
	for _, r := range readings() {
		byHand := r.place != nil && *r.place(&c) != ""
		if d := f.decided[r.what]; d.Why != "" && !byHand {
			f.found[r.what] = d.Chosen
		}
	}
}

// offer adds the decisions about a refused file that could not be taken.
func (f *opened) offer() {
	for _, d := range f.helps {
		if _, ok := f.decided[d.What]; !ok {
			f.decided[d.What] = d
		}
	}
}

// readingOptions are the lines of how the file is read.
func readingOptions(f *opened, c choice) []option {
	var list []option
	for _, r := range readings() {
		if d, ok := f.decided[r.what]; ok {
			for _, h := range f.helps {
				if h.What == r.what {
					d.Others = slices.Concat(d.Others, h.Others)
				}
			}
			list = append(list, r.option(d, f.found[r.what], c))
		}
	}
	return list
}

// option is the line of a decision.
func (r *reading) option(d sheet.Decision, found string, c choice) option {
	o := option{name: r.name, reads: true, why: d.Why, values: []value{{"", or(found, "none found")}}}
	if r.place == nil {
		return o
	}
	o.now = *r.place(&c)
	others := append(slices.Clone(d.Others), d.Chosen, o.now)
	for _, other := range r.sorted(others) {
		if other != "" && other != found {
			o.values = append(o.values, value{other, other})
		}
	}
	if r.order == nil { // lines in their order, the one that was found among them
		slices.SortStableFunc(o.values, func(a, b value) int { return lineOf(a.label) - lineOf(b.label) })
	}
	if o.now == "" && len(o.values) > 1 && o.why != "" {
		o.whence = "as found: "
	}
	o.set = func(c *choice, id string) {
		if r.what == "delimiter" {
			c.header = "" // it was chosen among other rows
		}
		*r.place(c) = id
	}
	return o
}

// sorted are values once each, in an order that does not depend on the one in force.
func (r *reading) sorted(values []string) []string {
	if r.order == nil {
		slices.SortFunc(values, func(a, b string) int { return lineOf(a) - lineOf(b) })
		return slices.Compact(values)
	}
	return slices.DeleteFunc(r.order(), func(v string) bool { return !slices.Contains(values, v) })
}

func lineOf(text string) int {
	n, _ := strconv.Atoi(text) // the reader wrote it
	return n
}

// headerLine is the line of the header that was chosen, 0 for the one that is found.
func (c choice) headerLine() int { return lineOf(c.header) }

// begun is the version of a review in which nothing was decided yet.
const begun = 1

// readOtherwise finds an open review of the same file, site, template and mode that reads it in another way: decisions
// and mends stay with the reading that they were made in.
func readOtherwise(s *session, r store.Review) (*store.Review, error) {
	open, err := s.env.Store.Reviews(s.env.Context, s.env.Operator)
	for i := range open {
		o := &open[i]
		if o.ID != r.ID && o.SHA256 == r.SHA256 && o.Site == r.Site && o.Template == r.Template && o.Mode == r.Mode && readAs(*o) != readAs(r) {
			return o, err
		}
	}
	return nil, err
}

// readAs says what was chosen by hand of how a review's file is read; nothing where that is as found.
func readAs(r store.Review) string {
	var parts []string
	for _, p := range [...]string{r.Encoding, r.Delimiter} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if r.HeaderLine > 0 {
		parts = append(parts, "header on line "+strconv.Itoa(r.HeaderLine))
	}
	if r.Mapping != "" {
		parts = append(parts, "columns by hand")
	}
	if r.Options != "" {
		parts = append(parts, r.Options)
	}
	return strings.Join(parts, ", ")
}

// otherReading is that in a sentence.
func otherReading(r store.Review) string {
	if as := readAs(r); as != "" {
		return "otherwise (" + as + ")"
	}
	return "as it was found"
}
