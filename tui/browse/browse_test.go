package browse

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/table"
	"homeroom/tui/theme"
)

// people is a list of names; the query is asked of a user record of that name.
type people struct{ table.Rows }

func named(names ...string) people {
	rows := people{table.Rows{Keys: names}}
	for _, n := range names {
		rows.Cells = append(rows.Cells, []string{n})
	}
	return rows
}

func (p people) Match(q store.Query, _ time.Time) func(i int) bool {
	return func(i int) bool { return q.User(&store.User{UserID: p.Keys[i]}, 0) }
}

func (p people) Rank(i, col int) Rank { return Text(p.Cell(i, col)) }

func (p people) Other(int) screen.OpenMsg { return screen.OpenMsg{} }

func (p people) Refuse(screen.Act, int) string { return "" }

func newList(query string) *List {
	env := screen.Env{Context: context.Background(), Theme: theme.New(true, false), Now: time.Now}
	return New(env, Kind{
		Title: "People", One: "Person", Record: store.KindUser, Copies: "User ID",
		Columns: []Column{{Key: "n", Column: table.Column{Title: "Name", Min: 10}}},
		Load:    func(context.Context, *time.Location) (Rows, error) { return named("ada", "bea"), nil },
		Detail: func(_ context.Context, key string, _ *time.Location) (Detail, error) {
			if key == "bea" {
				return Detail{}, errors.New("bea cannot be read")
			}
			return Detail{Build: func(int) []page.Line { return []page.Line{{Text: "about " + key}} }}, nil
		},
	}, query)
}

// settle runs a command and everything that comes of it, as the program would.
func settle(s screen.Screen, cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		var all []tea.Msg
		for _, c := range batch {
			all = append(all, settle(s, c)...)
		}
		return all
	}
	_, next := s.Update(msg)
	return append([]tea.Msg{msg}, settle(s, next)...)
}

// Records that change while they are read are read once more, one reading at a time: each of them takes the room of all
// records.
func TestList_ReadsOnceMoreWhatChangedWhileItWasRead(t *testing.T) {
	l := newList("")
	readings := 0
	l.kind.Load = func(context.Context, *time.Location) (Rows, error) {
		readings++
		return named(fmt.Sprintf("reading %d", readings)), nil
	}
	first := l.load()
	for range 3 {
		if _, cmd := l.Update(screen.ChangedMsg{}); cmd != nil {
			t.Fatal("a second reading begins beside the first")
		}
	}
	_, again := l.Update(first())
	if view := l.View(80, 10); !strings.Contains(view, "reading 1") {
		t.Errorf("what was read is not shown:\n%s", view)
	}
	settle(l, again)
	if view := l.View(80, 10); readings != 2 || !strings.Contains(view, "reading 2") {
		t.Errorf("%d readings:\n%s", readings, view)
	}
}

func TestList_IgnoresAStaleAnswer(t *testing.T) {
	l := newList("")
	stale := l.load()().(loadedMsg)
	settle(l, func() tea.Msg { return stale })
	settle(l, l.load())
	stale.rows = named("old")
	l.Update(stale)
	if view := l.View(80, 10); strings.Contains(view, "old") || !strings.Contains(view, "ada") {
		t.Errorf("a stale answer is shown:\n%s", view)
	}
}

func TestList_IgnoresTheAnswerOfAnotherList(t *testing.T) {
	l, other := newList(""), newList("")
	settle(l, l.Init())
	answer := other.Init()().(loadedMsg)
	answer.rows = named("other")
	l.Update(answer)
	if view := l.View(80, 10); strings.Contains(view, "other") {
		t.Errorf("another list's answer is shown:\n%s", view)
	}
}

func TestList_ReadsTheDetailOnlyWhereThereIsRoom(t *testing.T) {
	l := newList("")
	l.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, msg := range settle(l, l.Init()) {
		if _, ok := msg.(detailMsg); ok {
			t.Error("the detail was read for a terminal of 80 cells")
		}
	}
	_, cmd := l.Update(tea.WindowSizeMsg{Width: 120, Height: 24})
	settle(l, cmd)
	if view := l.View(120, 20); !strings.Contains(view, "about ada") {
		t.Errorf("no detail beside the list:\n%s", view)
	}
	_, cmd = l.Update(screen.Press("j"))
	settle(l, cmd)
	if view := l.View(120, 20); !strings.Contains(view, "Bea cannot be read.") || strings.Contains(view, "about ada") {
		t.Errorf("the detail does not follow the cursor:\n%s", view)
	}
}

func TestList_CopiesTheKeyThroughTheTerminal(t *testing.T) {
	l := newList("")
	settle(l, l.Init())
	_, cmd := l.Update(screen.Press("y"))
	if !holds(settle(l, cmd), tea.SetClipboard("ada")()) {
		t.Error("y does not set the clipboard")
	}
}

func TestList_AQueryThatIsNotUnderstoodLeavesTheRows(t *testing.T) {
	l := newList("held:maybe")
	settle(l, l.Init())
	view := l.View(80, 10)
	if !strings.Contains(view, "Held is answered by yes or no") || !strings.Contains(view, "ada") || strings.Contains(view, " of ") {
		t.Errorf("view:\n%s", view)
	}
	if n := strings.Count(view, "\n") + 1; n != 10 {
		t.Errorf("the view has %d lines, not 10", n)
	}
}

func TestList_WhileAFilterIsNotUnderstoodTheListBeforeItStays(t *testing.T) {
	for before, want := range map[string]int{"": 2, "bea": 1} {
		l := newList(before)
		settle(l, l.Init())
		l.Update(screen.Press("/"))
		l.Update(screen.Press("ctrl+u"))
		for _, r := range "foo:bar" {
			_, cmd := l.Update(screen.Press(string(r)))
			settle(l, cmd)
		}
		view := l.View(80, 10)
		if l.table.Len() != want || !strings.Contains(view, `no field "foo"`) || strings.Contains(view, " of ") {
			t.Errorf("after the filter %q, %d rows:\n%s", before, l.table.Len(), view)
		}
		if l.Update(screen.Press("enter")); !l.Typing() {
			t.Error("Enter keeps a filter that was not understood")
		}
		if strings.Contains(l.Title(), "foo") {
			t.Errorf("the title tells of a filter that is not in force: %s", l.Title())
		}
	}
}

func TestList_TabGivesTheRecordBesideItTheKeyboard(t *testing.T) {
	l := newList("")
	l.kind.Detail = func(context.Context, string, *time.Location) (Detail, error) {
		return Detail{Build: func(int) []page.Line {
			var lines []page.Line
			for i := range 30 {
				lines = append(lines, page.Line{Text: fmt.Sprintf("fact %d.", i)})
			}
			return lines
		}}, nil
	}
	l.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	settle(l, l.Init())
	if l.Update(screen.Press("tab")); l.pane.focused {
		t.Error("there is no record beside the list, and it has the keyboard")
	}
	_, cmd := l.Update(tea.WindowSizeMsg{Width: 120, Height: 24})
	settle(l, cmd)
	if view := l.View(120, 11); !strings.Contains(view, "fact 8.") || !strings.Contains(view, "… 21 more lines") {
		t.Errorf("it does not say how much is hidden:\n%s", view)
	}
	for _, k := range []string{"tab", "j", "pgdown"} {
		l.Update(screen.Press(k))
	}
	if view := l.View(120, 11); !strings.Contains(view, "fact 10.") || l.table.Key() != "ada" {
		t.Errorf("the keys did not scroll the record:\n%s", view)
	}
	l.Update(screen.Press("G"))
	if view := l.View(120, 11); !strings.Contains(view, "fact 29.") || strings.Contains(view, "more line") {
		t.Errorf("the end of the record:\n%s", view)
	}
	l.Update(screen.Press("esc"))
	_, cmd = l.Update(screen.Press("j"))
	settle(l, cmd)
	if l.table.Key() != "bea" || !strings.Contains(l.View(120, 11), "fact 0.") {
		t.Error("Esc does not give the keyboard back to the list")
	}
}

func TestList_SaysWhyItCouldNotBeRead(t *testing.T) {
	l := newList("")
	l.kind.Load = func(context.Context, *time.Location) (Rows, error) { return nil, errors.New("the disk is gone") }
	settle(l, l.Init())
	if view := l.View(80, 10); !strings.Contains(view, "The disk is gone.") {
		t.Errorf("view:\n%s", view)
	}
	for _, k := range l.Keys() {
		if k.Is("enter") && k.Disabled == "" {
			t.Error("enter is offered with no row under the cursor")
		}
	}
}

func TestList_EscClearsTheFilterAndIsOfferedOnlyThen(t *testing.T) {
	l := newList("")
	settle(l, l.Init())
	for _, key := range []string{"/", "b", "e", "a", "enter"} {
		_, cmd := l.Update(screen.Press(key))
		settle(l, cmd)
	}
	if !offers(l, "esc") || l.table.Len() != 1 {
		t.Fatalf("esc offered %v, %d rows", offers(l, "esc"), l.table.Len())
	}
	_, cmd := l.Update(screen.Press("esc"))
	settle(l, cmd)
	if offers(l, "esc") || l.table.Len() != 2 || l.table.Key() != "bea" {
		t.Errorf("esc offered %v, %d rows, cursor on %q", offers(l, "esc"), l.table.Len(), l.table.Key())
	}
}

func TestList_EscGoesStraightBackFromTheFilterItWasOpenedWith(t *testing.T) {
	l := newList("bea")
	settle(l, l.Init())
	if offers(l, "esc") || l.table.Len() != 1 {
		t.Fatalf("esc offered %v, %d rows", offers(l, "esc"), l.table.Len())
	}
	l.Update(screen.Press("space"))
	if !offers(l, "esc") {
		t.Error("a mark cannot be taken away")
	}
	l.Update(screen.Press("esc"))
	if offers(l, "esc") || l.table.Marks() > 0 || l.table.Len() != 1 {
		t.Errorf("esc offered %v, %d marks, %d rows", offers(l, "esc"), l.table.Marks(), l.table.Len())
	}
}

func offers(s screen.Screen, press string) bool {
	for _, k := range s.Keys() {
		if k.Is(press) {
			return true
		}
	}
	return false
}

func holds(msgs []tea.Msg, wanted tea.Msg) bool {
	for _, m := range msgs {
		if reflect.DeepEqual(m, wanted) {
			return true
		}
	}
	return false
}

// slow are rows that count how often they are asked for their order and their values.
type slow struct {
	people
	ranked, drawn *int
}

func (s slow) Rank(i, col int) Rank {
	*s.ranked++
	return s.people.Rank(i, col)
}

func (s slow) Cell(i, col int) string {
	*s.drawn++
	return s.people.Cell(i, col)
}

func TestList_OrdersRowsBesideTheKeyboard(t *testing.T) {
	l := newList("")
	rows := slow{named("bea", "ada", "cat"), new(int), new(int)}
	l.kind.Load = func(context.Context, *time.Location) (Rows, error) { return rows, nil }
	settle(l, l.Init())
	_, cmd := l.Update(screen.Press("S"))
	if *rows.ranked != 0 || l.table.Key() != "bea" {
		t.Fatalf("the key itself asked %d rows for their place", *rows.ranked)
	}
	l.Update(screen.Press("j"))
	answer := cmd()
	if *rows.ranked != 3 {
		t.Errorf("%d rows were asked for their place, not 3", *rows.ranked)
	}
	l.Update(answer)
	if view := l.View(80, 10); l.table.Key() != "ada" || l.table.Place() != 3 || !strings.Contains(view, "by Name ↓") {
		t.Errorf("the cursor is on %s at %d:\n%s", l.table.Key(), l.table.Place(), view)
	}
}

func TestList_AnOrderThatIsNoLongerWantedIsNotShown(t *testing.T) {
	l := newList("")
	settle(l, l.Init())
	_, first := l.Update(screen.Press("S"))
	_, second := l.Update(screen.Press("S"))
	settle(l, first)
	settle(l, second)
	if view := l.View(80, 10); !strings.Contains(view, "by Name ↑") || l.shown != l.by {
		t.Errorf("wanted %v, shown %v:\n%s", l.by, l.shown, view)
	}
	_, late := l.Update(screen.Press("S"))
	settle(l, l.load())
	settle(l, late) // of rows that are shown no more
	if view := l.View(80, 10); !strings.Contains(view, "by Name ↓") || l.shown != l.by {
		t.Errorf("wanted %v, shown %v:\n%s", l.by, l.shown, view)
	}
}

func TestList_FirstFrameWaitsForNothing(t *testing.T) {
	l := newList("")
	l.kind.Load = func(context.Context, *time.Location) (Rows, error) {
		t.Error("the records are read before the first frame")
		return nil, nil
	}
	if cmd := l.Init(); cmd == nil {
		t.Fatal("nothing is read")
	}
	for _, key := range []string{"j", "G", "e", "c", "o", "u", "b", "y", "enter", "S", "space", "*", "esc"} {
		l.Update(screen.Press(key))
	}
	if view := l.View(80, 10); !strings.Contains(view, "Reading the records …") || strings.Contains(view, "0 of 0") {
		t.Errorf("the first frame:\n%s", view)
	}
	l.Keys()
}

func TestList_DatesOfAFilterAreMeasuredByTheClock(t *testing.T) {
	l := newList("")
	now := time.Date(2026, 11, 1, 23, 0, 0, 0, time.UTC)
	l.env.Now = func() time.Time { return now }
	settle(l, l.Init())
	for _, c := range []struct {
		after time.Duration
		moved bool
	}{{0, false}, {2 * time.Second, false}, {time.Hour, true}, {2 * time.Minute, true}} {
		was := l.moment
		now = now.Add(c.after)
		l.filter.SetValue("changed:today")
		settle(l, l.sift())
		if l.moment.Equal(was) == c.moved {
			t.Errorf("after %s the filter is measured from %s", c.after, l.moment)
		}
	}
}
