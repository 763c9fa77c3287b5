package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/trail"
)

// fate is what became of a review that is not open any more.
type fate struct {
	act int64  // the import that saved it, 0 when it was thrown away
	say string // where, by whom and when
}

// fateOf reads what became of a review; nil while it is open. It is for commands.
func fateOf(s *session, r store.Review) (*fate, error) {
	switch r.State {
	case store.ReviewOpen:
		return nil, nil
	case store.ReviewDiscarded:
		return &fate{say: "This review was thrown away in another window at " + trail.Moment(r.Touched, s.env.Now().Location()) + "."}, nil
	}
	act, _, err := s.env.Store.Act(s.env.Context, r.Act)
	if err != nil {
		return nil, err
	}
	return &fate{act: act.ID, say: "This review was saved in another window as " + trail.Save(act.Kind, act.ID) +
		" by " + act.Operator + " at " + trail.Moment(act.At, s.env.Now().Location()) + "."}, nil
}

// ended is shown in the place of a review that was saved or thrown away in another window.
type ended struct {
	*session
	job  job
	name string // of the file, or the title of the edit
	fate fate
}

// Init has nothing to ask.
func (e *ended) Init() tea.Cmd { return nil }

// Title names the step and the file.
func (e *ended) Title() string { return e.job.heading() + e.name }

// Typing is false.
func (e *ended) Typing() bool { return false }

// Undecided is 0: the review is over.
func (e *ended) Undecided() int { return 0 }

// Update opens the import or goes back.
func (e *ended) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		next, cmd, _ := press(e, e.actions(), key.String())
		return next, cmd
	}
	return e, nil
}

func (e *ended) actions() []action {
	do, help := e.back(e.job)
	list := []action{{
		Key: screen.Key{Press: leaveKeys(e.session), Show: "esc", Do: do, Help: help},
		do:  func() (screen.Screen, tea.Cmd) { return leave(e, e.session, nil) },
	}}
	if e.fate.act == 0 {
		return list
	}
	return append([]action{{
		Key: screen.Key{Press: []string{"enter"}, Show: "⏎", Do: "open the " + e.job.save(), Help: "Open the " + e.job.save() + " in the history, to see what it saved and to take it back."},
		do:  func() (screen.Screen, tea.Cmd) { return e, screen.Open("act", lineKey(int(e.fate.act))) },
	}}, list...)
}

// Keys lead to the import and back to the files.
func (e *ended) Keys() []screen.Key { return keysOf(e.actions()) }

// View says what became of the review.
func (e *ended) View(width, height int) string {
	th := e.env.Theme
	lines := []string{""}
	for _, l := range wrap(" ! ", e.fate.say, width-1) {
		lines = append(lines, th.Warn.Render(l))
	}
	lines = append(lines, "")
	if e.fate.act != 0 {
		lines = append(lines, wrap(" → ", "Enter opens that "+e.job.save()+".", width-1)...)
	} else {
		lines = append(lines, wrap(" → ", e.job.pick("Pick the file", "Mark the records")+" again to begin anew.", width-1)...)
	}
	for _, l := range wrap(" ", "This window saved nothing. Esc goes back"+e.job.pick(" to the files", "")+".", width-1) {
		lines = append(lines, th.Dim.Render(l))
	}
	return block(lines, width, height)
}
