package history

import (
	"fmt"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/dialog"
	"homeroom/tui/report"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/trail"
)

// act is the screen of one save: its entries.
type act struct {
	env     screen.Env
	id      int64
	table   *table.Table
	summary store.ActSummary
	took    string // what it took back, by its name; empty when it is no undo
	entries []store.Entry
	zone    *time.Location
	asked   int            // number of the newest request; answers to older ones are ignored
	which   *dialog.Choice // asks how much to take back
	failed  string
}

func newAct(env screen.Env, id int64) *act {
	a := &act{env: env, id: id, zone: time.UTC, table: table.New(env.Theme, []table.Column{
		{Title: "Line", Min: 5, Right: true, Priority: 3},
		{Title: "Record", Min: 18, Max: 40, Weight: 2},
		{Title: "Old → new", Min: 14, Max: 160, Weight: 5},
		{Title: "Undone", Min: 6, Priority: 4},
		{Title: "Change", Min: 6, Max: 10, Priority: 2},
	})}
	a.table.SetEmpty("Reading what was changed …")
	return a
}

// actMsg answers load.
type actMsg struct {
	screen  *act
	id      int
	summary store.ActSummary
	took    string
	entries []store.Entry
	zone    *time.Location
	err     error
}

func (a *act) Init() tea.Cmd { return a.load() }

func (a *act) load() tea.Cmd {
	a.asked++
	m, s, ctx, now, number := actMsg{screen: a, id: a.asked}, a.env.Store, a.env.Context, a.env.Now, a.id
	return func() tea.Msg {
		m.zone = now().Location()
		m.summary, m.entries, m.err = s.Act(ctx, number)
		if m.err == nil && m.summary.Undoes != 0 {
			m.took, m.err = called(ctx, s, m.summary.Undoes)
		}
		return m
	}
}

func (a *act) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case actMsg:
		return a, a.loaded(msg)
	case screen.ChangedMsg:
		return a, a.load()
	case tea.KeyPressMsg:
		if a.which != nil {
			return a, a.chosen(a.which.Update(msg))
		}
		return a, a.press(msg)
	}
	return a, nil
}

func (a *act) loaded(m actMsg) tea.Cmd {
	if m.screen != a || m.id != a.asked {
		return nil
	}
	if m.err != nil {
		a.failed = screen.Words(m.err)
		a.table.SetEmpty(a.failed)
		return screen.Fail(m.err)
	}
	a.failed, a.summary, a.took, a.entries, a.zone = "", m.summary, m.took, m.entries, m.zone
	a.table.SetEmpty("No record was changed.")
	a.table.SetSource(entryRows{m.entries, a.env.Theme})
	return nil
}

func (a *act) press(msg tea.KeyPressMsg) tea.Cmd {
	i, ok := a.table.Index()
	switch msg.String() {
	case "enter":
		if ok {
			return openRecord(a.entries[i].Record, a.entries[i].Key, a.entries[i].Fields)
		}
	case "u":
		if ok {
			return a.takeBack(&a.entries[i])
		}
	case "s":
		if a.summary.Import != nil {
			return screen.Open("import", strconv.FormatInt(a.id, 10))
		}
	case "y":
		if ok {
			return copied(&a.entries[i])
		}
	case "r":
		return a.load()
	case "space": // there is nothing to do with marked entries
	default:
		a.table.Update(msg)
	}
	return nil
}

// openRecord opens what an entry is about; of a place in an assignment scope or a class, and of an enrolment request, that
// is the person. A site, an assignment scope, a group and a location have no screen of their own.
func openRecord(kind store.Kind, key string, fields []store.FieldChange) tea.Cmd {
	switch kind {
	case store.KindDevice, store.KindUser, store.KindChecklist, store.KindClass:
		return screen.Open(string(kind), key)
	case store.KindMember, store.KindRoster, store.KindRequest:
		return screen.Open(string(store.KindUser), report.Person(kind, key, fields))
	case store.KindGroup, store.KindLocation:
		return screen.Open("settings", "")
	case store.KindScope:
		return screen.Say("An assignment scope has no page of its own: the pages of its users name it.")
	}
	return screen.Say("A site has no record of its own to open.")
}

// copied copies the key of what an entry is about; of what somebody has it is their User ID.
func copied(e *store.Entry) tea.Cmd {
	kind, key := e.Record, e.Key
	if person := report.Person(kind, key, e.Fields); person != "" {
		kind, key = store.KindUser, person
	}
	return tea.Batch(tea.SetClipboard(key), screen.Say(fmt.Sprintf("Copied the %s %s.", kind, text.Visible(key))))
}

// name is what the save is called, as far as it is known.
func (a *act) name() string { return trail.Save(a.summary.Kind, a.id) }

func (a *act) Title() string { return sentence(a.name()) }

func (a *act) Typing() bool   { return a.which != nil }
func (a *act) Undecided() int { return 0 }

func (a *act) Keys() []screen.Key {
	if a.which != nil {
		return a.which.Keys()
	}
	none := ""
	switch {
	case a.failed != "":
		none = a.failed
	case a.table.Key() == "":
		none = "there is no row under the cursor"
	}
	rows := ""
	if a.summary.Import == nil {
		rows = "there are no rows behind this save: its changes are all there is"
	}
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "record", Help: "Open the record that this entry changed.", Disabled: none},
		{Press: []string{"u"}, Do: "undo", Help: "Take back this row or all of it: first it shows what would be put back, then it asks.", Disabled: none},
		{Press: []string{"s"}, Do: "all rows", Help: "Open the summary: every row behind this save with what became of it, its files, and undo of marked rows.", Disabled: rows},
		{Press: []string{"y"}, Do: "copy", Help: "Copy the serial number or User ID.", Disabled: none},
		{Press: []string{"r"}, Do: "refresh", Help: "Read it again.", Quiet: true},
	}, table.Moves()...)
}
