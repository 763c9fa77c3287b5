package checklist

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// walk is the screen of one checklist.
type walk struct {
	env       screen.Env
	number    string
	walk      procedure.Walk
	known     bool // walk has been read
	failed    string
	zone      *time.Location
	operators []string // who has worked here: whom it can be handed to
	files     []string // names that are taken in the inbox

	chosen string          // key of another stage of the same step than the one whose turn it is
	step   string          // key of the stage that is shown
	values *form.Form      // what is typed for the step; nil where it asks for nothing
	asked  bool            // the form was in sight
	with   string          // the note that goes with the step
	shown  procedure.Stage // the stage as it would be done now
	keeper *keeper
	looked string // key of an earlier step that is looked at; empty for none

	keepers map[string]*keeper // of the lines, by their names
	unkept  map[string]unkept  // what was typed into lines and is on record nowhere, by their names

	mode    mode
	line    *line             // what is being typed below, of modeLine
	leaving *leaving          // the question whether to abandon, of modeAbandon
	notice  string            // what has happened since the step was first shown
	ahead   []tea.KeyPressMsg // keys of before it was read
	busy    string            // what is being done; keys wait for it
	text    scroll
	loads   int // number of the newest reading; answers to older ones are ignored
	plans   int // and of the newest plan to abandon
}

// mode says who has the keyboard.
type mode int

const (
	modeWalk    mode = iota
	modeAsk          // the question whether to do the step
	modeForm         // the fields of the step
	modeLine         // a line of text: a note, a name
	modeAbandon      // the question whether to abandon
)

func newWalk(env screen.Env, number string) *walk {
	return &walk{
		env: env, number: number, zone: time.UTC, keeper: &keeper{env: env, number: number},
		keepers: map[string]*keeper{}, unkept: map[string]unkept{},
	}
}

// loadedMsg answers load.
type loadedMsg struct {
	walk      *walk
	id        int
	now       procedure.Walk
	zone      *time.Location
	operators []string
	files     []string
	draft     store.Draft
	lines     map[string]store.Draft // of what was typed into lines
	err       error
}

// Init reads the checklist.
func (w *walk) Init() tea.Cmd { return w.load() }

// Wake reads it again when it comes back on top: a file that was opened in Bulk meanwhile changed no record.
func (w *walk) Wake() tea.Cmd {
	if w.busy != "" {
		return nil
	}
	return w.load()
}

func (w *walk) load() tea.Cmd {
	w.loads++
	m, env, number := loadedMsg{walk: w, id: w.loads}, w.env, w.number
	return func() tea.Msg {
		m.zone = env.Now().Location()
		if m.now, m.err = procedure.Load(env.Context, env.Store, number); m.err != nil {
			return m
		}
		if m.draft, _, m.err = env.Store.Draft(env.Context, env.Operator, store.KindChecklist, number); m.err != nil {
			return m
		}
		if m.lines, m.err = readLines(env, number); m.err != nil {
			return m
		}
		m.files = inbox(env.Inbox)
		m.operators, m.err = colleagues(env)
		return m
	}
}

// most is how many colleagues are known at most: more than a district has.
const most = 1000

// colleagues are all who have worked here, but for the operator.
func colleagues(env screen.Env) ([]string, error) {
	_, all, err := env.Store.Operator(env.Context, "", most)
	return slices.DeleteFunc(all, func(name string) bool { return name == env.Operator }), err
}

// Update takes keys, pastes, answers and word of changes.
func (w *walk) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case loadedMsg:
		return w, w.loaded(msg)
	case didMsg:
		return w, w.did(msg)
	case plannedMsg:
		return w, w.planned(msg)
	case wroteMsg:
		return w, w.wrote(msg)
	case keptMsg:
		return w, w.kept(msg)
	case screen.ChangedMsg:
		if w.busy == "" {
			return w, w.load()
		}
	case tea.PasteMsg:
		return w, w.typed(msg)
	case tea.KeyPressMsg:
		return w, w.press(msg)
	}
	return w, nil
}

func (w *walk) loaded(m loadedMsg) tea.Cmd {
	switch {
	case m.walk != w || m.id != w.loads || w.busy != "":
		return nil
	case m.err != nil:
		w.failed = screen.Words(m.err)
		return screen.Fail(m.err)
	}
	first := !w.known
	w.zone, w.operators, w.files, w.known, w.failed = m.zone, m.operators, m.files, true, ""
	cmd := w.take(m.now)
	if first {
		w.resume(m.draft)
		w.resumeLines(m.lines)
		return tea.Batch(cmd, w.catchUp())
	}
	return cmd
}

// take shows the checklist as it is now. A question under which something else would happen now is closed, so that a
// key that is on its way confirms nothing that was not in sight; what was typed for it stays, and stays its own.
func (w *walk) take(now procedure.Walk) tea.Cmd {
	before, with, mode := w.shown, w.with, w.mode
	w.walk = now
	moved, same := w.stand(before.Key), sameStage(&before, &w.shown)
	asked := mode == modeAsk || mode == modeLine && w.line.back == modeAsk
	switch {
	case mode == modeAbandon:
		return w.leave()
	case moved && before.Key != "" && mode == modeLine:
		w.overtaken(before.Key)
	case moved && before.Key != "" && with != "":
		w.mode = modeWalk
		return w.rescue(before.Key, with)
	case moved && before.Key != "":
		w.mode, w.notice = modeWalk, w.quicker(before.Key)
	case !moved && asked && !same:
		w.reopen("This has changed meanwhile: look at the step again.")
	case !moved && !same && len(before.Blocked) > 0: // what was said of it may hold no more
		w.notice = ""
		return nil
	default:
		return nil
	}
	w.text.rewind()
	return nil
}

// reopen closes the question, or lets the line that goes with it lead back to the step instead.
func (w *walk) reopen(why string) {
	if w.mode == modeLine {
		w.line.back, w.line.moved = modeWalk, why
		return
	}
	w.mode, w.notice = modeWalk, why
}

// stand goes to the stage whose turn it is, or stays at the one that was chosen. It reports whether it is another one.
func (w *walk) stand(before string) bool {
	s := w.stage()
	key := ""
	if s != nil {
		key = s.Key
	}
	if key != before || !w.known {
		w.enter(s)
		return true
	}
	w.follow(s)
	return false
}

// stage is the stage that is shown: the chosen one as long as it is still to be done, else the one whose turn it is.
func (w *walk) stage() *procedure.Stage {
	now := w.walk.Now()
	if c := w.walk.Stage(w.chosen); now != nil && c != nil && c.Number == now.Number && undone(c) {
		return c
	}
	w.chosen = ""
	return now
}

func undone(s *procedure.Stage) bool {
	return s.State != procedure.StateDone && s.State != procedure.StateSkipped
}

// enter begins with a stage.
func (w *walk) enter(s *procedure.Stage) {
	w.values, w.asked, w.with, w.notice, w.looked = nil, false, "", "", ""
	w.shown = procedure.Stage{}
	w.text.rewind()
	if s == nil {
		w.step = ""
		return
	}
	w.step, w.shown = s.Key, *s
	if len(s.Asks) > 0 {
		w.values = newForm(w.env.Theme, s.Asks)
	}
}

// follow stays at a stage whose records may have moved.
func (w *walk) follow(s *procedure.Stage) {
	if s == nil {
		return
	}
	if w.values != nil {
		said := map[store.Field]string{}
		for _, a := range s.Asks {
			said[a.Field] = a.Value
		}
		w.values.Follow(func(f store.Field) string { return said[f] }, func(store.Field) string { return "meanwhile" })
	}
	w.preview()
}

// preview works out what the step would do with what is typed. Nothing is read or written by it.
func (w *walk) preview() {
	if stage, err := w.walk.Preview(w.step, w.answer()); err == nil {
		w.shown = stage
	}
}

// answer is what the operator gives with the step.
func (w *walk) answer() procedure.Answer {
	a := procedure.Answer{Note: w.with}
	if w.values == nil {
		return a
	}
	for _, v := range w.values.Values() {
		if a.Values == nil {
			a.Values = map[store.Field]string{}
		}
		a.Values[v.Field] = v.Text
	}
	return a
}

// sameStage reports whether two looks at a step say the same to the eye.
func sameStage(a, b *procedure.Stage) bool {
	return a.Key == b.Key && a.State == b.State && a.Already == b.Already && slices.Equal(a.Facts, b.Facts) &&
		slices.Equal(a.Blocked, b.Blocked) && sameChanges(a.Changes, b.Changes)
}

func sameChanges(a, b []store.Change) bool {
	return slices.EqualFunc(a, b, func(x, y store.Change) bool {
		return x.Record == y.Record && x.Key == y.Key && x.Delete == y.Delete && slices.Equal(x.Fields, y.Fields)
	})
}

// Title names the checklist.
func (w *walk) Title() string { return "Checklist " + w.number }

// Typing is true while the keyboard belongs to a question or a line of text.
func (w *walk) Typing() bool { return w.mode != modeWalk || w.busy != "" || !w.known }

// Undecided is 0: a checklist waits where it was left.
func (w *walk) Undecided() int { return 0 }
