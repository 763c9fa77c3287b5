package bulk

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/tui/screen"
)

// fewFailed are how many of the rows that failed the summary names at its head; the list tells of all, and why.
const fewFailed = 4

// failing names the rows that were not saved though somebody meant them to be.
func (m *summary) failing() string {
	var names []string
	for _, o := range m.rows.list {
		if o.Rejected() {
			names = append(names, m.nameOf(o))
		}
	}
	more := len(names) - fewFailed
	said := strings.Join(names[:min(len(names), fewFailed)], ", ")
	if more > 0 {
		said += " and " + many(more, "more", "more")
	}
	return said
}

// nameOf is what a row is about: its person, its device, or else where it stands.
func (m *summary) nameOf(o *outcome) string {
	for _, name := range [...]string{m.result.About(o.line), o.UserID, o.AssetTag, o.Serial} {
		if name != "" {
			return or(name, "")
		}
	}
	return or(importer.InLine(m.result, o.line), "")
}

// problem goes to the next row that failed, or the one before.
func (m *summary) problem(by int) func() (screen.Screen, tea.Cmd) {
	return func() (screen.Screen, tea.Cmd) {
		shows := m.sieve()
		at, ok := m.table.Index()
		for i := at + by; ok && i >= 0 && i < len(m.rows.list); i += by {
			if m.rows.list[i].Rejected() && (shows == nil || shows(i)) {
				m.table.GotoKey(m.rows.Key(i))
				return m, nil
			}
		}
		if by > 0 {
			return m, screen.Say("No row below this one failed.")
		}
		return m, screen.Say("No row above this one failed.")
	}
}

// problemActions are the keys that go to what failed.
func (m *summary) problemActions() []action {
	none := ""
	if m.result == nil || m.result.Rejects() == 0 {
		none = "no row is in error or held back"
	}
	return []action{
		{screen.Key{Press: []string{"]"}, Show: "] [", Do: "failed", Help: "Go to the next row in error or held back, or the one before.", Disabled: none, Quiet: none != ""}, m.problem(1)},
		{screen.Key{Press: []string{"["}, Disabled: none}, m.problem(-1)},
	}
}

// departed counts the people whom a list did not name, and whom the save marked departing.
func (m *summary) departed() (n int) {
	for _, o := range m.rows.list {
		if o.saved && o.back == nil && o.line >= importer.OnlyHereLine {
			n++
		}
	}
	return n
}

// leaverLine leads to End of year, where people were marked departing; empty where nobody was.
func (m *summary) leaverLine() string {
	n := m.departed()
	if n == 0 {
		return ""
	}
	return many(n, "person is", "people are") + " marked departing: E begins End of year at " + or(m.result.Act.Import.Site, "") + ", which takes back what they have."
}

// yearActions is the key that begins End of year.
func (m *summary) yearActions() []action {
	if m.result == nil || m.departed() == 0 {
		return nil
	}
	return []action{{screen.Key{
		Press: []string{"E", "shift+e"}, Show: "E", Do: "End of year",
		Help: "Begin the checklist End of year of the site: whoever is marked departing gives back what they have.",
	}, func() (screen.Screen, tea.Cmd) {
		return m, screen.Open("start", "end-of-year site "+m.result.Act.Import.Site)
	}}}
}
