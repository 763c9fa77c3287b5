package browse

import (
	"runtime"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
)

// momentMsg answers look: what time it is.
type momentMsg struct {
	list *List
	now  time.Time
}

// passing tells which rows the filter lets through, nil when all. While it is not understood the list is that of the
// filter kept last.
func (l *List) passing() func(i int) bool {
	query, err := store.ParseQuery(l.kind.Record, l.filter.Value())
	l.problem = ""
	if err != nil {
		l.problem = screen.Words(err)
		query, _ = store.ParseQuery(l.kind.Record, l.query) // empty where not even that one is
	}
	if l.rows == nil || query.Empty() {
		return nil
	}
	return sieve(l.rows.Len(), func() func(i int) bool { return l.rows.Match(query, l.moment) })
}

// sieve asks every row once, on all processors where there are many, as somebody is typing. Each has a match of its own.
func sieve(n int, match func() func(i int) bool) func(i int) bool {
	passes := make([]bool, n)
	part := max(leastPart, (n+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for from := 0; from < n; from += part {
		wait.Go(func() {
			keep := match()
			for i := from; i < min(n, from+part); i++ {
				passes[i] = keep(i)
			}
		})
	}
	wait.Wait()
	return func(i int) bool { return passes[i] }
}

// leastPart is the number of rows for which another processor is worth waking.
const leastPart = 10_000

// apply shows what the filter lets through.
func (l *List) apply() { l.table.Filter(l.passing()) }

// sift applies the filter and reads the record that the cursor comes to stand on. A filter that asks for dates is
// measured by the moment of the last look at the clock, and then by that of another one.
func (l *List) sift() tea.Cmd {
	l.apply()
	return tea.Batch(l.look(), l.loadDetail(false))
}

// look asks what time it is where the filter depends on it.
func (l *List) look() tea.Cmd {
	query, err := store.ParseQuery(l.kind.Record, l.filter.Value())
	if err != nil || !query.Dated() {
		return nil
	}
	now := l.env.Now
	return func() tea.Msg { return momentMsg{l, now()} }
}

// stale is how old a look at the clock may be.
const stale = time.Minute

func (l *List) looked(m momentMsg) tea.Cmd {
	if m.list != l || m.now.Sub(l.moment) < stale && m.now.YearDay() == l.moment.YearDay() {
		return nil
	}
	l.moment = m.now
	l.apply()
	return l.loadDetail(false)
}

// keep takes the filter as the one in force; it reports false while the filter is not understood.
func (l *List) keep() bool {
	if l.problem != "" {
		return false
	}
	l.query = l.filter.Value()
	l.table.Settle()
	return true
}

// use takes a query as the filter.
func (l *List) use(query string) tea.Cmd {
	l.filter.SetValue(query)
	cmd := l.sift()
	l.keep()
	return cmd
}
