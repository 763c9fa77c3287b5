package home

import (
	"fmt"

	"homeroom/store"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// section is a heading with what stands below it, drawn for a width.
type section struct {
	title, legend string
	lines         func(th *theme.Theme, width int) []page.Line
}

// lines draws sections one below the other, without the blank above the first.
func (s *state) lines(th *theme.Theme, width int, groups ...[]section) []page.Line {
	var lines []page.Line
	for _, group := range groups {
		for _, c := range group {
			below := c.lines(th, width)
			if len(below) == 0 {
				continue
			}
			head := page.Heading(th, c.title)
			head[1].Text = screen.Clip(head[1].Text+th.Dim.Render(c.legend), width)
			lines = append(append(lines, head...), below...)
		}
	}
	if len(lines) > 0 {
		lines = lines[1:]
	}
	return lines
}

// work is what waits to be done: first what was begun, then what the records lack.
func (s *state) work() []section {
	return []section{
		{"Go on with", "", s.goOn},
		{"Needs attention", "", s.attention},
	}
}

// stock is who holds what.
func (s *state) stock() []section {
	return []section{
		{"Devices by kind", "  █ held  ░ not held", func(th *theme.Theme, width int) []page.Line { return tallied(th, s.kinds, shownKinds, width) }},
		{"Sites", "  █ held  ░ not held", s.schools},
	}
}

// past is what was saved last.
func (s *state) past() []section {
	return []section{
		{"Last imports", "", func(th *theme.Theme, width int) []page.Line {
			return s.acted(th, width, s.imports(shownActs), "None yet: 4 opens Bulk, where files are picked.")
		}},
		{"Last saves", "", func(th *theme.Theme, width int) []page.Line {
			return s.acted(th, width, s.saves(shownActs), "None yet.")
		}},
	}
}

// How many lines a section has at most.
const (
	shownActs    = 4
	shownKinds   = 16
	shownReviews = 5
)

func (s *state) attention(th *theme.Theme, width int) []page.Line {
	gauges := make([]gauge, len(s.concerns))
	for i := range s.concerns {
		c := &s.concerns[i]
		all := s.users
		if c.record == store.KindDevice {
			all = s.devices
		}
		gauges[i] = gauge{
			label: label(c), part: c.n, all: all, scale: all, light: "·",
			words: []string{fmt.Sprintf("%6d of %d", c.n, all), fmt.Sprintf("%6d", c.n)},
		}
	}
	wide := widest(gauges, width*3/5)
	lines := make([]page.Line, len(gauges))
	for i, g := range gauges {
		c := &s.concerns[i]
		lines[i] = page.Line{
			Key: string(c.record) + " " + c.Query, Text: g.draw(th, wide, width),
			Open: screen.OpenMsg{Name: string(c.record) + "s", Arg: c.Query},
		}
		if c.n == 0 {
			lines[i].Text = th.Dim.Render(g.draw(theme.New(th.Dark, false), wide, width))
		}
	}
	return lines
}

// label names a concern; what is said of both kinds of record says which.
func label(c *concern) string {
	if c.Key == "c" {
		return map[store.Kind]string{store.KindDevice: "Devices changed this week", store.KindUser: "Users changed this week"}[c.record]
	}
	return c.Name
}

func (s *state) schools(th *theme.Theme, width int) []page.Line {
	if len(s.sites) == 0 {
		return page.Note(th, "No site is on record yet: import an inventory file (4 Bulk).", width)
	}
	return tallied(th, s.sites, len(s.sites), width)
}

// tallied draws counts of devices, at most most of them.
func tallied(th *theme.Theme, list []tally, most, width int) []page.Line {
	scale := 0
	gauges := make([]gauge, min(most, len(list)))
	for i := range gauges {
		t := &list[i]
		scale = max(scale, t.all)
		gauges[i] = gauge{
			label: page.Values("  ", t.code, or(t.name, "(kind not known)")), part: t.held, all: t.all, light: "░",
			words: []string{fmt.Sprintf("%6d %6d held", t.all, t.held), fmt.Sprintf("%6d", t.all)},
		}
	}
	wide := widest(gauges, width/2)
	lines := make([]page.Line, 0, len(gauges)+1)
	for i, g := range gauges {
		g.scale = scale
		lines = append(lines, page.Line{
			Key: "devices " + list[i].query, Text: g.draw(th, wide, width),
			Open: screen.OpenMsg{Name: "devices", Arg: list[i].query},
		})
	}
	if more := len(list) - len(gauges); more > 0 {
		lines = append(lines, page.Line{
			Key: "more kinds", Text: th.Dim.Render(screen.Clip(fmt.Sprintf("and %d more: 2 lists all devices", more), width)),
			Open: screen.OpenMsg{Name: "devices"},
		})
	}
	return lines
}

func or(value, instead string) string {
	if value == "" {
		return instead
	}
	return value
}
