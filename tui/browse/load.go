package browse

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/page"
)

// loadedMsg answers load.
type loadedMsg struct {
	list *List
	id   int
	rows Rows
	err  error
}

// detailMsg answers loadDetail.
type detailMsg struct {
	list  *List
	id    int
	key   string
	build page.Build
	err   error
}

// Init reads the records.
func (l *List) Init() tea.Cmd { return l.load() }

// load reads all rows. Only the newest request's answer counts.
func (l *List) load() tea.Cmd {
	l.asked++
	id, load, ctx := l.asked, l.kind.Load, l.env.Context
	return func() tea.Msg {
		rows, err := load(ctx)
		return loadedMsg{l, id, rows, err}
	}
}

// loadDetail reads the record under the cursor when the detail pane is in sight and shows another one. After a
// reload it reads again, as the record may have changed.
func (l *List) loadDetail(again bool) tea.Cmd {
	key := l.table.Key()
	if l.width < wide || key == "" || (key == l.wanted && !again) {
		return nil
	}
	l.wanted = key
	id, read, ctx, now := l.asked, l.kind.Detail, l.env.Context, l.env.Now
	return func() tea.Msg {
		build, err := read(ctx, key, zone(now))
		return detailMsg{l, id, key, build, err}
	}
}

func zone(now func() time.Time) *time.Location { return now().Location() }
