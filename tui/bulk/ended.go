package bulk

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/trail"
)

// fate is what became of a review that is not open any more, or is not this window's any more.
type fate struct {
	act    int64  // the import that saved it, 0 when none did
	review int64  // the review where it is another's now and can be looked at, else 0
	owner  string // whose it is then
	say    string // what happened, by whom and when
}

// fateOf reads what became of a review; nil while it is open. It is for commands.
func fateOf(s *session, r store.Review) (*fate, error) {
	switch r.State {
	case store.ReviewOpen:
		return nil, nil
	case store.ReviewDiscarded:
		return &fate{say: "This review was thrown away in another window" + s.hand(&r) + "."}, nil
	case store.ReviewAged:
		return &fate{say: "This review aged out" + s.hand(&r) + ": nobody touched it since " + s.moment(r.Touched) + "."}, nil
	}
	act, _, err := s.env.Store.Act(s.env.Context, r.Act)
	if err != nil {
		return nil, err
	}
	return &fate{act: act.ID, say: "This review was saved in another window as " + trail.Save(act.Kind, act.ID) +
		" by " + text.Visible(act.Operator) + " at " + s.moment(act.At) + "."}, nil
}

// hand is who ended a review, and when.
func (s *session) hand(r *store.Review) string {
	if len(r.Log) == 0 {
		return " at " + s.moment(r.Touched)
	}
	last := r.Log[len(r.Log)-1]
	if last.Operator == "" { // the time did it
		return " at " + s.moment(last.At)
	}
	return " by " + text.Visible(last.Operator) + " at " + s.moment(last.At)
}

func (s *session) moment(at time.Time) string { return trail.Moment(at, s.env.Now().Location()) }

// ended is shown in the place of a review that ended in another window, or that somebody took over.
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
	switch {
	case e.fate.act != 0:
		return append([]action{{
			Key: screen.Key{Press: []string{"enter"}, Show: "⏎", Do: "open the " + e.job.save(), Help: "Open the " + e.job.save() + ": what became of every row, and to take it back."},
			do:  func() (screen.Screen, tea.Cmd) { return e, screen.Open("import", lineKey(int(e.fate.act))) },
		}}, list...)
	case e.fate.review != 0:
		return append([]action{{
			Key: screen.Key{Press: []string{"enter"}, Show: "⏎", Do: "look at it", Help: "Open the review to look at; there it can be taken over again."},
			do:  e.look,
		}}, list...)
	}
	return list
}

// look opens the review as its owner left it.
func (e *ended) look() (screen.Screen, tea.Cmd) {
	return begin(e.session, nil, "Finding the review again …", func(w work) tea.Cmd { return resume(w, e.fate.review) })
}

// next says what can be done now.
func (e *ended) next() (now, meanwhile string) {
	switch {
	case e.fate.act != 0:
		return "Enter opens that " + e.job.save() + ".", "This window saved nothing."
	case e.fate.review != 0:
		return "Ask " + e.fate.owner + ", or take it over again: Enter opens it to look at, and t there takes it over.", "What was decided here before that is in it. This window saves nothing."
	}
	return e.job.pick("Pick the file", "Mark the records") + " again to begin anew.", "This window saved nothing."
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
	now, meanwhile := e.next()
	lines = append(append(lines, ""), wrap(" → ", now, width-1)...)
	for _, l := range wrap(" ", meanwhile+" Esc goes back"+e.job.pick(" to the files", "")+".", width-1) {
		lines = append(lines, th.Dim.Render(l))
	}
	if len(lines) > height { // every line is needed for words
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	}
	return block(lines, width, height)
}
