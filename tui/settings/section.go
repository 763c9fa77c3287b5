package settings

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// known is what the screen shows, as read at one moment.
type known struct {
	records *store.Records // with the sites, groups and locations
	members map[string]int // folded name of a group → how many are in it
	there   map[string]int // folded code of a location → how many people are at it
	classes map[string]int // and how many classes
	devices map[string]int // site code → device records
	people  map[string]int // and user records
	ageing  int            // days after which reviews age out; 0 is never
}

func read(ctx context.Context, s *store.Store) (k *known, err error) {
	k = &known{
		members: map[string]int{}, there: map[string]int{}, classes: map[string]int{}, devices: map[string]int{}, people: map[string]int{},
	}
	if k.records, err = s.Records(ctx, store.Wanted{}); err != nil {
		return nil, err
	}
	classes, err := s.Classes(ctx)
	if err != nil {
		return nil, err
	}
	for i := range classes {
		k.classes[store.ScopeKey(classes[i].Location)]++
	}
	err = s.Each(ctx, func(d *store.Device) { add(k.devices, d.Site) }, func(u *store.User) {
		add(k.people, u.Site)
		for _, name := range store.Names(u.Groups) {
			add(k.members, store.ScopeKey(name))
		}
		for _, code := range store.Names(u.Locations) {
			add(k.there, store.ScopeKey(code))
		}
	})
	if err != nil {
		return nil, err
	}
	k.ageing, err = s.Ageing(ctx)
	return k, err
}

// add counts. What a record says is not kept: it goes with what was read.
func add(counts map[string]int, key string) {
	if _, known := counts[key]; !known {
		key = strings.Clone(key)
	}
	counts[key]++
}

// section is a part of the screen: its title, its rows, and what stands there while it has none. One without both is not
// shown.
type section struct {
	title string
	none  string
	rows  []row
}

// row is a line of a section: its cells, and what Enter opens.
type row struct {
	key   string
	cells []string
	open  screen.OpenMsg
}

// sections are the parts of the screen, in order.
func (k *known) sections() []section {
	return []section{
		{title: "Groups", none: "None yet: n makes one. A file can name only groups that are on record.", rows: k.groups()},
		{title: "Locations", rows: k.locations()},
		{title: "Sites", rows: k.sites()},
		{title: "Reviews", rows: []row{{key: "reviews", cells: []string{k.aged()}, open: screen.OpenMsg{Name: "bulk"}}}},
	}
}

// groupKey begins the key of a group's line.
const groupKey = "group:"

func (k *known) groups() (rows []row) {
	for _, g := range k.records.Groups() {
		rows = append(rows, row{
			groupKey + g.Key(),
			[]string{g.Name, count(k.members[g.Key()], "user", "users")},
			screen.OpenMsg{Name: "users", Arg: query("group", g.Name)},
		})
	}
	return rows
}

func (k *known) locations() (rows []row) {
	for _, l := range k.records.Locations() {
		rows = append(rows, row{
			"location:" + l.Key(),
			[]string{l.Code, l.Name, l.Site, count(k.there[l.Key()], "user", "users"), count(k.classes[l.Key()], "class", "classes")},
			screen.OpenMsg{Name: "users", Arg: query("location", l.Code)},
		})
	}
	return rows
}

func (k *known) sites() (rows []row) {
	for _, s := range k.records.Sites() {
		rows = append(rows, row{
			"site:" + s.Code,
			[]string{s.Code, s.Name, string(s.Solution), count(k.devices[s.Code], "device", "devices"), count(k.people[s.Code], "user", "users")},
			screen.OpenMsg{Name: "devices", Arg: query("site", s.Code)},
		})
	}
	return rows
}

// aged says after how long reviews go that nobody touches; it is set where they are listed.
func (k *known) aged() string {
	if k.ageing == 0 {
		return "Open reviews never age out; A in Bulk sets a time"
	}
	return "Open reviews age out after " + count(k.ageing, "day", "days") + " without a touch; A in Bulk sets it"
}

// query asks for a field with a value, which may have spaces.
func query(field, value string) string {
	if strings.ContainsAny(value, " ,:!") {
		value = `"` + value + `"`
	}
	return field + ":" + value
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// group finds a group by the key of its line; nil for any other line.
func (k *known) group(key string) *store.Group {
	name, ok := strings.CutPrefix(key, groupKey)
	if !ok {
		return nil
	}
	groups := k.records.Groups()
	i := slices.IndexFunc(groups, func(g store.Group) bool { return g.Key() == name })
	if i < 0 {
		return nil
	}
	return &groups[i]
}

// lines draws the sections one below the other.
func (k *known) lines(th *theme.Theme, width int) []page.Line {
	var lines []page.Line
	for _, s := range k.sections() {
		if len(s.rows) == 0 && s.none == "" {
			continue
		}
		head := page.Heading(th, s.title)
		if lines == nil {
			head = head[1:]
		}
		lines = append(lines, head...)
		if len(s.rows) == 0 {
			lines = append(lines, page.Note(th, s.none, width)...)
		}
		lines = append(lines, s.lines(width)...)
	}
	return lines
}

// cellMost is the most room of a cell but the last: a long name is cut, and Enter tells the rest.
const cellMost = 34

// lines draws the rows with their cells below each other. A column that is empty in all of them takes no room. Where there
// is not room for all cells, a row goes on below.
func (s *section) lines(width int) []page.Line {
	widths := map[int]int{}
	for _, r := range s.rows {
		for i, c := range r.cells {
			widths[i] = max(widths[i], min(cellMost, screen.Width(page.Values("", c))))
		}
	}
	var lines []page.Line
	for _, r := range s.rows {
		for n, part := range r.parts(widths, width) {
			lines = append(lines, page.Line{Key: r.key, Text: screen.Clip(part, width), Open: r.open, Still: n > 0})
		}
	}
	return lines
}

// parts are the lines of a row: one where it has room, else as many as its cells or words need.
func (r *row) parts(widths map[int]int, width int) []string {
	if len(r.cells) == 1 { // a sentence
		return screen.Wrap(r.cells[0], width)
	}
	cells := slices.Clone(r.cells)
	for n := range len(cells) - 1 {
		cells[n] = screen.Fit(cells[n], widths[n])
	}
	if whole := page.Values("  ", cells...); screen.Width(whole) <= width {
		return []string{whole}
	}
	parts := []string{""}
	for _, c := range r.cells {
		last := &parts[len(parts)-1]
		switch c = page.Values("", c); {
		case c == "":
		case *last == "":
			*last = c
		case screen.Width(*last+"  "+c) <= width:
			*last += "  " + c
		default:
			parts = append(parts, "  "+c)
		}
	}
	return parts
}
