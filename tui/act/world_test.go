package act_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/act"
	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// Devices and people of the district.
const (
	held     = "LKP6FMAT0T9L" // 9975685, an iPad mini Retina
	holder   = "mkallithori"  // who holds it, and nothing else
	spare    = "LKM3ZH21YJ"   // 2261168, a MacBook Air that nobody ever held
	tagless  = "LKMFJRDZ08J9" // 032419, whose tag begins with a zero
	teacher  = "anouk.ivermere"
	mac      = "LKMB4BB18AA0" // 3451499, hers
	ipad     = "LKPH8RQLZPML" // 5072344, hers, too
	fernMac  = "FHMWVY1BJW2R"
	fernUser = "f_hazelmere" // who holds it, at the other site
)

// ask is an act on records.
func ask(a screen.Act, record store.Kind, keys ...string) screen.ActMsg {
	return screen.ActMsg{Act: a, Record: record, Keys: keys}
}

// console runs a session with the act on top of a device's page, where Esc and a save lead back to.
func console(t *testing.T, env screen.Env, m screen.ActMsg, width, height int) *tuitest.Term {
	t.Helper()
	env = district.Session(env)
	return tuitest.Start(t, tui.New(env, device.Record(env, held), act.Do(env, m)), width, height)
}

// form opens the form of a record and waits for it.
func form(t *testing.T, env screen.Env, kind store.Kind, key string) *tuitest.Term {
	t.Helper()
	term := console(t, env, ask(screen.ActEdit, kind, key), 80, 24)
	term.WaitFor("review and save")
	return term
}

// goTo moves the cursor of a form down to a field.
func goTo(term *tuitest.Term, label string) {
	step(term, "down", label)
}

// step presses a key until the cursor is in a field. It looks at the label alone: what was typed may still be on its
// way to the screen.
func step(term *tuitest.Term, key, label string) {
	for at := name(term.Screen()); at != label; at = name(term.Screen()) {
		term.Press(key)
		term.WaitUntil("the next field", func(screen string) bool { return name(screen) != at })
	}
}

// name is the label of the field with the cursor.
func name(screen string) string {
	line := strings.TrimPrefix(cursor(screen), "› ")
	for _, end := range []string{"  ", " ~ ", " ! "} {
		line, _, _ = strings.Cut(line, end)
	}
	return line
}

func focused(screen, label string) bool { return name(screen) == label }

// cursor is the line with the cursor.
func cursor(screen string) string {
	for _, l := range strings.Split(screen, "\n") {
		if strings.HasPrefix(l, "› ") {
			return l
		}
	}
	return ""
}

// replace types a value in the place of the field's.
func replace(term *tuitest.Term, label, value string) {
	goTo(term, label)
	term.Press("ctrl+u")
	if value != "" {
		term.Type(value)
	}
}

// other is a colleague's session on the same store.
func other(env screen.Env) screen.Env {
	env.Operator = "k.alder"
	return env
}

func deviceNow(t *testing.T, env screen.Env, serial string) store.Device {
	t.Helper()
	d, err := env.Store.Device(env.Context, serial)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func userNow(t *testing.T, env screen.Env, id string) store.User {
	t.Helper()
	u, err := env.Store.User(env.Context, id)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// move writes the room of a device as a colleague would.
func move(t *testing.T, env screen.Env, serial, room string) {
	t.Helper()
	storetest.Edit(t, env.Store, "k.alder", serial, map[store.Field]string{store.FieldRoom: room})
}

// drafts are what the operator typed and did not save.
func drafts(t *testing.T, env screen.Env) []store.Draft {
	t.Helper()
	list, err := env.Store.Drafts(env.Context, env.Operator)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// undo takes the newest save back.
func undo(t *testing.T, env screen.Env) {
	t.Helper()
	acts, err := env.Store.Acts(env.Context, 1)
	if err != nil {
		t.Fatal(err)
	}
	u, err := env.Store.PlanUndo(env.Context, env.Operator, store.UndoRequest{Act: acts[0].ID})
	if err != nil || len(u.Refused) > 0 {
		t.Fatalf("undo: %v, refused %+v", err, u.Refused)
	}
	if _, err := env.Store.Apply(env.Context, u.Act, u.Changes); err != nil {
		t.Fatal(err)
	}
}
