package browse

import (
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// loadedMsg answers load: the records, and the order in which to show them.
type loadedMsg struct {
	list  *List
	id    int
	rows  Rows
	by    by
	order []int32
	now   time.Time
	err   error
}

// detailMsg answers loadDetail.
type detailMsg struct {
	list   *List
	id     int
	key    string
	detail Detail
	err    error
}

// Init reads the records.
func (l *List) Init() tea.Cmd { return l.load() }

// load reads all rows and puts them in order. Only one reading goes on at a time: when the records change meanwhile
// they are read once more.
func (l *List) load() tea.Cmd {
	if l.busy {
		l.again = true
		return nil
	}
	l.busy = true
	l.asked++
	m := loadedMsg{list: l, id: l.asked, by: l.by}
	kind, ctx, now := l.kind, l.env.Context, l.env.Now
	return func() tea.Msg {
		m.now = now()
		m.rows, m.err = kind.Load(ctx, m.now.Location())
		if m.err == nil {
			m.order = kind.order(m.rows, m.by)
		}
		return m
	}
}

func (l *List) loaded(m loadedMsg) tea.Cmd {
	if m.list != l || m.id != l.asked {
		return nil
	}
	l.busy = false
	var cmds []tea.Cmd
	if l.again {
		l.again = false
		cmds = append(cmds, l.load())
	}
	if m.err != nil {
		l.table.SetEmpty(screen.Words(m.err))
		return tea.Batch(append(cmds, screen.Fail(m.err))...)
	}
	l.rows, l.read, l.moment = m.rows, m.id, m.now
	l.table.SetEmpty("No records yet.")
	l.table.Show(m.rows, m.order, l.passing())
	l.landed()
	l.ordered(m.by)
	if m.by != l.by {
		cmds = append(cmds, l.arrange())
	}
	return tea.Batch(append(cmds, l.release(), l.loadDetail(true))...)
}

// release gives back the room of the records that were shown before, or of what it took to order them: the next
// collection may be hours away, and many consoles share a machine.
func (l *List) release() tea.Cmd {
	if l.rows.Len() < leastPart {
		return nil
	}
	return func() tea.Msg {
		debug.FreeOSMemory()
		return nil
	}
}

// loadDetail reads the record under the cursor when the detail pane is in sight and shows another one. After a
// reload it reads again, as the record may have changed.
func (l *List) loadDetail(again bool) tea.Cmd {
	key := l.table.Key()
	if !l.paned() || key == "" || (key == l.wanted && !again) {
		return nil
	}
	l.wanted = key
	m := detailMsg{list: l, id: l.read, key: key}
	read, ctx, now := l.kind.Detail, l.env.Context, l.env.Now
	return func() tea.Msg {
		m.detail, m.err = read(ctx, key, now().Location())
		return m
	}
}

func (l *List) showDetail(m detailMsg) {
	if m.list != l || m.key != l.wanted || m.id != l.read {
		return
	}
	build := m.detail.Build
	if m.err != nil {
		words := screen.Words(m.err)
		build = func(width int) []page.Line { return page.Note(l.env.Theme, words, width) }
	}
	l.pane.show(m.key, build)
}
