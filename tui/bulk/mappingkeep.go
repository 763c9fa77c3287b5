package bulk

import (
	"cmp"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// mappedMsg answers a mapping that was kept, renamed or deleted.
type mappedMsg struct {
	reply
	said string
	err  error
}

// askName asks under which name the mapping is kept.
func (m *mapping) askName() (screen.Screen, tea.Cmd) {
	line := dialog.NewLine(m.env.Theme, "Keep the mapping", "A file with the same headers is read so from now on, by everybody who uses these records.", "Name: ", "keep and read")
	base := filepath.Base(m.from.file.name)
	line.Propose(cmp.Or(m.named(), strings.TrimSuffix(base, filepath.Ext(base))))
	m.ask, m.yes = line, func() (screen.Screen, tea.Cmd) {
		name := line.Value()
		kept := store.Mapping{Name: name, Template: m.template().Name, Operator: m.env.Operator}
		found, err := m.template().MapBy(m.from.file.table, m.hand())
		if err != nil {
			return m, screen.Fail(err)
		}
		whole := m.template().Whole(m.from.file.table, found)
		for _, p := range whole {
			kept.Headers = append(kept.Headers, p.Column)
		}
		kept.Pairs = whole.String()
		over := strings.EqualFold(name, m.named())
		return m, m.change(mappedMsg{said: "Kept as mapping “" + name + "”."}, func() error {
			return m.env.Store.KeepMapping(m.env.Context, kept, over)
		})
	}
	return m, nil
}

// named is the name of the mapping by which the file is read now; empty where it has none.
func (m *mapping) named() string {
	if p := m.from.plan; p != nil {
		if k := p.MappedBy(); k != nil {
			return k.Name
		}
	}
	return ""
}

// change does something to the kept mappings, and answers with what is said when it went well.
func (m *mapping) change(done mappedMsg, do func() error) tea.Cmd {
	m.asked = m.next()
	done.reply = reply{m.session, m.asked}
	return func() tea.Msg {
		done.err = do()
		return done
	}
}

// kept goes on after a mapping was kept, renamed or deleted. A name that cannot be is told where it was typed.
func (m *mapping) kept(msg mappedMsg) (screen.Screen, tea.Cmd) {
	if line, typed := m.ask.(*dialog.Line); typed && msg.err != nil {
		refused := line.Value()
		what, _ := explain(msg.err)
		line.Tell(func(now string) string {
			if now == refused {
				return what
			}
			return ""
		})
		return m, nil
	}
	m.ask, m.yes = nil, nil
	if msg.err != nil {
		return m, screen.Fail(msg.err)
	}
	next, cmd := m.readSo()
	return next, tea.Batch(cmd, screen.Say(screen.Sentence(msg.said)))
}

// askRename asks for another name of the mapping in force.
func (m *mapping) askRename() (screen.Screen, tea.Cmd) {
	old := m.named()
	line := dialog.NewLine(m.env.Theme, "Rename the mapping", "It is called “"+or(old, "")+"” now.", "Name: ", "rename")
	line.SetValue(old)
	m.ask, m.yes = line, func() (screen.Screen, tea.Cmd) {
		return m, m.change(mappedMsg{said: "Renamed: mapping “" + line.Value() + "”."}, func() error {
			return m.env.Store.RenameMapping(m.env.Context, old, line.Value())
		})
	}
	return m, nil
}

// askDelete asks whether the mapping in force is to be forgotten.
func (m *mapping) askDelete() (screen.Screen, tea.Cmd) {
	old := m.named()
	m.ask = dialog.NewConfirm(m.env.Theme, "Delete the mapping", "“"+or(old, "")+"” is forgotten. Files with these headers are not read so any more; what was imported by it stays.", "D", "delete")
	m.yes = func() (screen.Screen, tea.Cmd) {
		return m, m.change(mappedMsg{said: "Deleted: mapping “" + old + "”."}, func() error {
			return m.env.Store.DeleteMapping(m.env.Context, old)
		})
	}
	return m, nil
}
