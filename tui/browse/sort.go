package browse

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/table"
)

// by is an order: a column, and whether its greatest values come first.
type by struct {
	column int
	down   bool
}

// Rank is what a row is ordered by in a column: by Number, then by Text.
type Rank struct {
	Last   bool // empty values come last, whichever way the others go
	Number int64
	Text   string
}

// Text is the rank of a value that is text.
func Text(value string) Rank { return Rank{Last: value == "", Text: value} }

// orderedMsg answers arrange.
type orderedMsg struct {
	list  *List
	read  int // of which reading the rows are
	by    by
	order []int32
}

// ranked is a row with its rank, ready to be compared.
type ranked struct {
	row    int32
	last   bool
	number int64
	text   string
}

// order works out in which order the rows come; nil is their own. Rows of the same rank stay in their own order.
func (k *Kind) order(rows Rows, by by) []int32 {
	if by == k.own() {
		return nil
	}
	compare := strings.Compare
	if k.Columns[by.column].Exact {
		compare = compareFolded
	}
	list := k.ranks(rows, by.column)
	slices.SortFunc(list, func(a, b ranked) int {
		if a.last != b.last {
			return compareLast(a.last)
		}
		c := cmp.Or(cmp.Compare(a.number, b.number), compare(a.text, b.text))
		if by.down {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(a.row, b.row))
	})
	order := make([]int32, len(list))
	for i := range list {
		order[i] = list[i].row
	}
	return order
}

// own is the order in which rows are loaded.
func (k *Kind) own() by { return by{k.Order, false} }

func compareLast(first bool) int {
	if first {
		return 1
	}
	return -1
}

// ranks are the rows of a column. Words are ordered as people do, accents and letter case aside and numbers by their
// value; identifiers are not words, and are taken as they are.
func (k *Kind) ranks(rows Rows, column int) []ranked {
	list := make([]ranked, rows.Len())
	words := newWords()
	for i := range list {
		r := rows.Rank(i, column)
		list[i] = ranked{row: int32(i), last: r.Last, number: r.Number, text: r.Text}
		if !k.Columns[column].Exact && r.Text != "" {
			list[i].text = words.key(r.Text)
		}
	}
	return list
}

// arrange puts the rows in the order wanted, beside whatever else goes on.
func (l *List) arrange() tea.Cmd {
	if l.rows == nil || l.by == l.shown {
		return nil
	}
	m := orderedMsg{list: l, read: l.read, by: l.by}
	kind, rows := l.kind, l.rows
	return func() tea.Msg {
		m.order = kind.order(rows, m.by)
		return m
	}
}

// arranged shows the order, unless another one is wanted or other rows came meanwhile.
func (l *List) arranged(m orderedMsg) tea.Cmd {
	if m.list != l || m.read != l.read || m.by != l.by {
		return nil
	}
	l.table.Order(m.order)
	l.ordered(m.by)
	return tea.Batch(l.release(), l.loadDetail(false))
}

func (l *List) ordered(by by) {
	l.shown = by
	l.table.Sorted(by.column, by.down)
}

// sortBy asks for another column's order.
func (l *List) sortBy(column int) tea.Cmd {
	l.by = by{column, l.kind.Columns[column].Down}
	return l.arrange()
}

// reverse turns the order round.
func (l *List) reverse() tea.Cmd {
	l.by.down = !l.by.down
	return l.arrange()
}

// sortMenu lists the columns to sort by.
func (l *List) sortMenu() *menu {
	m := newMenu(l.env.Theme, "Sort by")
	for i, c := range l.kind.Columns {
		note := ""
		if i == l.by.column {
			note = table.Arrow(l.by.down) + " now"
			m.cursor = i
		}
		m.add(entry{key: c.Key, words: c.Title, note: note, do: func() (overlay, tea.Cmd) { return nil, l.sortBy(i) }})
	}
	return m
}

// orderWords tell the order: colour and place are not enough.
func (l *List) orderWords() string {
	return "by " + l.kind.Columns[l.shown.column].Title + " " + table.Arrow(l.shown.down)
}
