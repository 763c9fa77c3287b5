package template

import (
	"slices"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/store"
)

// Nearly lists the headers of a file that name no column of the layout but nearly do, whatever else the file lacks.
func (t *Template) Nearly(tab *sheet.Table) (list []Near) {
	if t.Parts != nil || tab.Parts != nil {
		return nil
	}
	there := func(c *Column) bool {
		return slices.ContainsFunc(tab.Header, func(h string) bool { return c.match(h) > 0 })
	}
	names, asked := ColumnNames(tab), map[store.Field]bool{}
	for at, header := range tab.Header {
		if strings.TrimSpace(header) == "" || slices.ContainsFunc(t.Columns, func(c Column) bool { return c.match(header) > 0 }) {
			continue
		}
		for i := range t.Columns {
			if c := &t.Columns[i]; c.near(header) && !there(c) && !asked[c.Field] {
				asked[c.Field] = true
				list = append(list, Near{names[at], c.Header, c.Field})
				break
			}
		}
	}
	return list
}

// Nearest is the layout that a file has but for its nearly right headers, with the score that it has once they are taken
// for what they nearly are; else, with no score, the one to which at least half of its headers belong. Its Template is nil
// for none.
func Nearest(tab *sheet.Table) (best Candidate) {
	if tab.Parts != nil {
		return best
	}
	known := 0
	for _, t := range All() {
		if c := t.ifRight(tab); c.Score > best.Score {
			best = c
		}
	}
	for _, t := range All() {
		if n := t.known(tab); best.Score == 0 && n > max(known, 1) && 2*n >= len(tab.Header) {
			best, known = Candidate{Template: t}, n
		}
	}
	return best
}

// ifRight weighs the layout for a file whose nearly right headers are taken for what they nearly are.
func (t *Template) ifRight(tab *sheet.Table) Candidate {
	near := t.Nearly(tab)
	if len(near) == 0 {
		return Candidate{}
	}
	right, names := *tab, ColumnNames(tab)
	right.Header = slices.Clone(tab.Header)
	for _, n := range near {
		right.Header[slices.Index(names, n.Header)] = n.Like
	}
	c := t.weigh(&right, nil)
	c.Reason = "nearly " + c.Reason
	return c
}

// known counts the headers of a file that are the layout's.
func (t *Template) known(tab *sheet.Table) (n int) {
	for _, header := range tab.Header {
		if _, is := t.Field(header); is {
			n++
		}
	}
	return n
}

// Propose says of every column what it is, as far as somebody said it, or else its header does, whatever the file lacks.
func (t *Template) Propose(tab *sheet.Table, h Hand) Hand {
	names, taken := ColumnNames(tab), map[store.Field]bool{}
	list := make(Hand, len(names))
	for at, name := range names {
		field, said := h.Of(name)
		if _, known := t.Column(field); !known {
			field = ""
		}
		list[at], taken[field] = Pair{name, field}, said || taken[field]
	}
	for at, header := range tab.Header {
		field, there := t.Field(header)
		if _, said := h.Of(names[at]); !said && there && !taken[field] {
			list[at].Field, taken[field] = field, true
		}
	}
	return list
}
