package tui

import (
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/screen"
)

// The smallest terminal that can be worked in, and the lines around the body: top, status, footer.
const (
	leastWidth  = 40
	leastHeight = 10
	around      = 3
	statusLines = 3  // a long message covers the last lines of the body
	fewLines    = 14 // below so many it takes them from the body: what stands last there must be seen
)

// View draws the top line, the body, the status line and the footer: exactly as many lines as the terminal has,
// none wider than it.
func (m *Model) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	switch {
	case m.width <= 0 || m.height <= 0:
	case m.width < leastWidth || m.height < leastHeight:
		v.SetContent(strings.Join(m.tooSmall(), "\n"))
	default:
		v.SetContent(strings.Join(m.lines(), "\n"))
	}
	return v
}

func (m *Model) tooSmall() []string {
	words := fmt.Sprintf("This terminal is %d×%d. Homeroom needs at least %d×%d: make the window larger. Nothing is lost.",
		m.width, m.height, leastWidth, leastHeight)
	return screen.Body(strings.Join(screen.Wrap(words, m.width), "\n"), m.width, m.height)
}

func (m *Model) lines() []string {
	height, status := m.height-around, m.statusBlock()
	if m.height < fewLines && m.over == nil {
		height -= max(0, len(status)-1)
	}
	body := ""
	if s := m.top(); s != nil {
		body = s.View(m.width, height)
	}
	if m.over != nil {
		body = m.over.view(m, body, m.width, height)
	}
	lines := append(make([]string, 0, m.height), m.topLine())
	lines = append(lines, screen.Body(body, m.width, m.height-around)...)
	lines = append(lines, "", screen.Clip(m.footer(), m.width))
	for i, l := range status {
		lines[m.height-2-i] = screen.Clip(l, m.width)
	}
	return lines
}

// leastOwner is how many cells of the operator's name and the database's are worth showing.
const leastOwner = 12

// topLine names the program, the screen, the operator and the database; the last two get the room that is left.
func (m *Model) topLine() string {
	th := m.env.Theme
	left := m.tabLine()
	if left == "" {
		left = th.Title.Render("Homeroom")
		if s := m.top(); s != nil {
			left += "  " + th.Accent.Render(text.Visible(s.Title()))
		}
	}
	right := text.Visible(m.env.Operator)
	if m.env.Store != nil {
		right += " · " + text.Visible(filepath.Base(m.env.Store.Path()))
	}
	room := m.width - screen.Width(left) - 2
	if screen.Width(right) > room && room < leastOwner {
		return screen.Clip(left, m.width)
	}
	right = screen.Clip(right, room)
	return screen.Fill(left, m.width-screen.Width(right)) + th.Dim.Render(right)
}

// wording is how much of the other tabs is written in the line of tabs.
type wording int

const (
	allNames    wording = iota // each with its name
	closeNames                 // but with no room around it
	allDigits                  // the digits alone
	closeDigits                // with no room around them
)

// tabLine names the screens with their digits, the one on top in brackets. It stands where a tab's first screen is on
// top. Where its title would be cut, the other tabs are written shorter and shorter; where that does not help it is cut, or
// the line is empty and the title stands alone.
func (m *Model) tabLine() string {
	if len(m.current().entries) != 1 {
		return ""
	}
	title := text.Visible(m.top().Title())
	for w := allNames; w <= closeDigits; w++ {
		if screen.Width(title) <= m.tabRoom(w) {
			return m.tabsAround(title, w)
		}
	}
	if room := m.tabRoom(closeNames); room >= leastTitle {
		return m.tabsAround(screen.Clip(title, room), closeNames)
	}
	if room := m.tabRoom(closeDigits); room >= 2*leastTitle { // the title alone would have little more
		return m.tabsAround(screen.Clip(title, room), closeDigits)
	}
	return ""
}

// tabRoom is how many cells the other tabs leave for a title; negative for none.
func (m *Model) tabRoom(w wording) int {
	if _, ok := m.place(m.current().name); !ok {
		return -1
	}
	return m.width - screen.Width(m.tabsAround("", w))
}

func (m *Model) tabsAround(title string, w wording) string {
	th := m.env.Theme
	line := th.Title.Render("Homeroom")
	if w == allNames || w == allDigits {
		line += " "
	}
	for _, p := range m.places {
		name := p.digit
		if w == allNames || w == closeNames {
			name += " " + p.title
		}
		switch {
		case p.digit == "":
			continue
		case p.name == m.current().name:
			name = th.Accent.Render("[" + p.digit + " " + title + "]")
		case w == allNames || w == allDigits:
			name = th.Dim.Render(" " + name + " ")
		default:
			name = th.Dim.Render(name)
		}
		if w == closeNames || w == closeDigits {
			name = " " + name
		}
		line += name
	}
	return line
}

// leastTitle is how many cells of a title are worth showing in its tab.
const leastTitle = 12

// statusBlock is the command bar or the message, the lowest line first.
func (m *Model) statusBlock() []string {
	if bar, ok := m.over.(*bar); ok {
		return []string{bar.line(m, m.width)}
	}
	if m.status.Text == "" {
		return nil
	}
	style := m.env.Theme.Text
	if m.status.Error {
		style = m.env.Theme.Bad
	}
	var lines []string
	for _, p := range strings.Split(m.status.Text, "\n") {
		lines = append(lines, screen.Wrap(p, m.width)...)
	}
	if len(lines) > statusLines {
		lines = lines[:statusLines]
		lines[statusLines-1] = screen.Fit(lines[statusLines-1], m.width-1) + "…"
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[len(lines)-1-i] = style.Render(l)
	}
	return out
}

// footer shows as many keys as fit; the way to all of them is always the last.
func (m *Model) footer() string {
	keys, last := m.footerKeys()
	end := m.hint(last)
	line := ""
	for _, k := range keys {
		next := line + m.hint(k) + "  "
		if screen.Width(next)+screen.Width(end) > m.width {
			continue
		}
		line = next
	}
	return line + end
}

// footerKeys are the keys that can be used now and are not quiet, and the one that must be seen.
func (m *Model) footerKeys() (keys []screen.Key, last screen.Key) {
	own := m.keys()
	from, last := append(m.screenKeys(), own[1:]...), own[0]
	switch {
	case m.over != nil:
		from = m.over.keys()
		from, last = from[:len(from)-1], from[len(from)-1]
	case m.top() != nil && m.top().Typing():
		from = m.screenKeys()
		last.Show = "F1"
	}
	for _, k := range from {
		if !k.Quiet && k.Disabled == "" {
			keys = append(keys, k)
		}
	}
	return keys, last
}

func (m *Model) hint(k screen.Key) string {
	return m.env.Theme.Key.Render(shown(k)) + " " + m.env.Theme.Dim.Render(k.Do)
}

// shown is how a key is written.
func shown(k screen.Key) string {
	switch {
	case k.Show != "":
		return k.Show
	case len(k.Press) > 0:
		return k.Press[0]
	}
	return ""
}
