package table_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/table"
	"homeroom/tui/theme"
	"homeroom/tui/tuitest"
)

// many is a source of invented devices that are made up as they are asked for.
type many struct{ rows, asked int }

func (m *many) Len() int         { return m.rows }
func (m *many) Key(i int) string { return fmt.Sprintf("C02%07d", i) }

func (m *many) Cell(i, col int) string {
	m.asked++
	return []string{m.Key(i), fmt.Sprintf("3%06d", i), "MacBook Air 13\"", fmt.Sprintf("user.%d", i*7919), fmt.Sprintf("Room %d", i%40)}[col]
}

func columns() []table.Column {
	return []table.Column{
		{Title: "Serial Number", Min: 12},
		{Title: "Asset Tag", Min: 9},
		{Title: "Model", Min: 10, Weight: 1, Priority: 2},
		{Title: "Username", Min: 12, Weight: 2},
		{Title: "Room", Min: 7, Priority: 1},
	}
}

// page is a screen with a title, a table of the whole height, and where the cursor is.
type page struct {
	table         *table.Table
	width, height int
}

func (p *page) Init() tea.Cmd { return nil }

func (p *page) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.width, p.height = msg.Width, msg.Height
	case tea.KeyPressMsg:
		p.table.Update(msg)
	}
	return p, nil
}

func (p *page) View() tea.View {
	v := tea.NewView("Devices\n" + p.table.View(p.width, p.height-3) + "\n" + p.table.Info() + "\n? help")
	v.AltScreen = true
	return v
}

// The figures of quality.md for a terminal of 80×24, as counts of bytes.
func TestTable_BytesOnTheWireStaySmallOn100000Rows(t *testing.T) {
	source := &many{rows: 100_000}
	tab := table.New(theme.New(true, true), columns())
	tab.SetSource(source)
	term := tuitest.Start(t, &page{table: tab}, 80, 24)
	term.WaitFor("1 of 100000")

	press := func(key, info string) int {
		t.Helper()
		term.Bytes()
		term.Press(key)
		term.WaitFor(info)
		return term.Bytes()
	}
	at := func(what string, got, most int) {
		t.Helper()
		t.Logf("%s: %d bytes", what, got)
		if got > most {
			t.Errorf("%s costs %d bytes on the wire, at most %d wanted", what, got, most)
		}
	}
	press("j", "\n2 of") // after it the first frames are done with, those that answer the terminal's own words, too
	press("k", "\n1 of")
	at("cursor down", press("j", "\n2 of"), 60)
	at("cursor up", press("k", "\n1 of"), 60)
	for i := 2; i <= 20; i++ {
		press("j", fmt.Sprintf("\n%d of", i))
	}
	at("scroll at the edge", press("j", "\n21 of"), 260)
	shown := len(strings.ReplaceAll(term.Screen(), "\n", "\r\n"))
	at("page", press("pgdown", "\n40 of"), shown*13/10)
	at("end", press("G", "\n100000 of"), shown*13/10)
	at("page back", press("pgup", "\n99981 of"), shown*13/10)
}
