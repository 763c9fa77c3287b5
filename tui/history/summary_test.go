package history_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/fixtures"
	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui"
	"homeroom/tui/history"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// imported is the district with a file of it saved, and the number of that import.
func imported(t *testing.T) (screen.Env, int64) {
	t.Helper()
	env := district.Env(t)
	data, err := fixtures.File("inventory-lark.csv")
	if err != nil {
		t.Fatal(err)
	}
	p, err := importer.Preview(env.Context, env.Store, importer.Request{Name: "inventory-lark.csv", Data: data, Site: fixtures.Primary, Operator: env.Operator})
	if err != nil {
		t.Fatal(err)
	}
	o, err := p.Save(env.Context, env.Store, env.Operator, 0, nil)
	if err != nil || o.Act == 0 {
		t.Fatalf("saved %+v (%v)", o, err)
	}
	return env, o.Act
}

func TestAct_OfAnImportLeadsToEveryRowOfItsFile(t *testing.T) {
	env, act := imported(t)
	term := tuitest.Start(t, tui.New(env, history.Act(env, act)), 80, 24)
	term.WaitFor("File inventory-lark.csv")
	term.Press("s")
	term.WaitFor("Homeroom  Bulk · saved · inventory-lark.csv")
	term.WaitFor("as import ")
	term.Press("esc")
	term.WaitFor("File inventory-lark.csv")
}

func TestAct_WithoutRowsBehindItSaysThatItsChangesAreAllThereIs(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, history.Act(env, 1)), 80, 24)
	term.WaitFor("Homeroom  Save 1")
	term.WaitFor("1 of ")
	term.Press("s")
	term.WaitFor("There are no rows behind this save: its changes are all there is.")
}

func TestUndo_IsCancelledUntilTheCommit(t *testing.T) {
	env := rooms(t)
	u := history.Undo(env, store.UndoRequest{Act: 3})
	u.Update(u.Init()())
	u.Update(screen.Press("u"))
	_, saving := u.Update(screen.Press("y")) // not run yet
	u.Update(screen.Press("esc"))
	told := answers(saving)
	if len(told) == 0 {
		t.Fatal("nothing answers")
	}
	var said []string
	for _, msg := range told {
		_, cmd := u.Update(msg)
		for _, m := range answers(cmd) {
			if s, ok := m.(screen.StatusMsg); ok {
				said = append(said, s.Text)
			}
		}
	}
	if len(said) != 1 || said[0] != "Nothing was put back: it was cancelled." {
		t.Errorf("it said %q", said)
	}
	if acts, err := env.Store.Acts(env.Context, 1); err != nil || acts[0].ID != 3 {
		t.Errorf("the newest save is %+v (%v)", acts, err)
	}
}

// answers runs a command and what it leads to, as the runtime does.
func answers(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return []tea.Msg{msg}
	}
	var all []tea.Msg
	for _, c := range batch {
		all = append(all, answers(c)...)
	}
	return all
}
