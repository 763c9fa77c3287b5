package bulk

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/progress"
	"homeroom/tui/screen"
)

// wait is shown while a command works, and keeps showing what went wrong if the step it leads to cannot begin.
type wait struct {
	*session
	work
	from  step // the step to go back to, nil when the visit begins here
	words string
	start tea.Cmd
	err   error
}

func newWait(s *session, from step, words string, start func(work) tea.Cmd) *wait {
	words = text.Visible(words)
	w := &wait{session: s, work: s.work(strings.TrimSuffix(words, " …")), from: from, words: words}
	w.start = w.do(start(w.work))
	return w
}

// begin is newWait for a step that becomes the next one: with the command started.
func begin(s *session, from step, words string, start func(work) tea.Cmd) (screen.Screen, tea.Cmd) {
	w := newWait(s, from, words, start)
	return w, w.Init()
}

// Init starts the work.
func (w *wait) Init() tea.Cmd { return w.start }

// Title names the step.
func (w *wait) Title() string { return "Bulk" }

// Typing is false.
func (w *wait) Typing() bool { return false }

// Undecided is 0.
func (w *wait) Undecided() int { return 0 }

// Update goes on when the answer is there.
func (w *wait) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case openedMsg:
		if !msg.answers(w.session, w.id) {
			return w, nil
		}
		if msg.err != nil {
			w.err = msg.err
			return w, nil
		}
		return newUnderstood(w.session, msg), nil
	case reviewMsg:
		if !msg.answers(w.session, w.id) {
			return w, nil
		}
		if msg.err != nil {
			w.err = msg.err
			return w, nil
		}
		if msg.fate != nil {
			return &ended{w.session, jobOf(msg.review.Template), msg.review.FileName, *msg.fate}, nil
		}
		return newReview(w.session, w.from, msg)
	case progress.Msg:
		return w, w.run.Took(msg)
	case tea.KeyPressMsg:
		next, cmd, _ := press(w, w.actions(), msg.String())
		return next, cmd
	}
	return w, nil
}

func (w *wait) actions() []action {
	return []action{{
		screen.Key{Press: leaveKeys(w.session), Show: "esc", Do: "back", Help: "Go back. Nothing was written."},
		w.back,
	}}
}

// Keys leads back to the files.
func (w *wait) Keys() []screen.Key { return keysOf(w.actions()) }

// View says what is being done, or what went wrong and what to do about it.
func (w *wait) View(width, height int) string {
	th := w.env.Theme
	switch {
	case w.err != nil:
	case w.run.Long():
		return block(w.run.Lines(width, height), width, height)
	default:
		return block([]string{"", " " + th.Dim.Render(screen.Clip(w.words, width-1))}, width, height)
	}
	what, remedy := explain(w.err)
	lines := []string{""}
	file, named := strings.CutPrefix(strings.TrimSuffix(w.words, " …"), "Reading ")
	if named {
		lines = append(lines, " "+th.Title.Render(screen.Clip(file, width-1)))
	}
	for _, l := range wrap(" ! ", what, width-1) {
		lines = append(lines, th.Bad.Render(l))
	}
	if remedy != "" {
		lines = append(lines, "")
		lines = append(lines, wrap(" → ", remedy, width-1)...)
	}
	lines = append(lines, "", th.Dim.Render(" Nothing was written. Esc goes back."))
	if len(lines) > height { // every line is needed for words
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
		if named && len(lines) > height { // the line above the screen names the step; what to do is said nowhere else
			lines = lines[1:]
		}
	}
	return block(lines, width, height)
}

// back stops the work and goes to the step before. What the command still answers is for nobody then.
func (w *wait) back() (screen.Screen, tea.Cmd) {
	w.id = w.next()
	w.run.Cancel()
	if w.from == nil {
		return leave(w, w.session, nil)
	}
	return w.from, w.from.again()
}

// explain splits an error into what is wrong and what to do next.
func explain(err error) (what, remedy string) {
	var problem *sheet.Problem
	if errors.As(err, &problem) {
		return screen.Sentence(place(problem) + problem.Message), screen.Sentence(problem.Remedy)
	}
	var e *store.Error
	if !errors.As(err, &e) {
		return screen.Sentence(err.Error()), ""
	}
	what = e.Message
	if e.Err != nil {
		what += ": " + e.Err.Error()
	}
	return screen.Sentence(what), screen.Sentence(e.Remedy)
}

// place says where in the file a problem is.
func place(p *sheet.Problem) string {
	where := ""
	if p.Line > 0 {
		where = "line " + lineKey(p.Line)
	}
	if p.Column != "" {
		if where != "" {
			where += ", "
		}
		where += p.Column
	}
	if where == "" {
		return ""
	}
	return where + ": "
}
