package history

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/report"
	"homeroom/tui/screen"
	"homeroom/tui/trail"
)

// takeBack asks how much is meant: the row of the file that the entry belongs to, or all of it.
func (a *act) takeBack(e *store.Entry) tea.Cmd {
	if a.parts() == 1 {
		return screen.Open("undo", written(store.UndoRequest{Act: a.id}))
	}
	row := fmt.Sprintf("only this change (%s)", trail.Change(e.ID))
	switch {
	case e.Line != 0 && a.summary.Kind == store.ActEdit:
		row = "what belongs to " + report.Called(e.Record, e.Key, e.Fields)
	case e.Line != 0:
		row = fmt.Sprintf("this row (%s)", report.Line(e))
	}
	a.which = dialog.NewChoice(a.env.Theme, "Undo", "What is taken back? You see what it would put back before anything happens.",
		dialog.Option{Key: "r", Words: row},
		dialog.Option{Key: "w", Words: "the whole " + a.name()})
	return nil
}

// parts counts what can be taken back by itself.
func (a *act) parts() int {
	seen := map[string]bool{}
	for i := range a.entries {
		seen[written(partOf(&a.entries[i]))] = true
	}
	return len(seen)
}

// partOf is the row of the file that an entry belongs to, or the entry itself where there was no file.
func partOf(e *store.Entry) store.UndoRequest {
	if e.Line != 0 {
		return store.UndoRequest{Act: e.Act, Lines: []int{e.Line}}
	}
	return store.UndoRequest{Entry: e.ID}
}

func (a *act) chosen(answer dialog.Answer) tea.Cmd {
	if answer == dialog.Open {
		return nil
	}
	which := a.which
	a.which = nil
	i, ok := a.table.Index()
	switch {
	case answer != dialog.Yes || !ok:
		return nil
	case which.Chosen() == 0:
		return screen.Open("undo", written(partOf(&a.entries[i])))
	}
	return screen.Open("undo", written(store.UndoRequest{Act: a.id}))
}
