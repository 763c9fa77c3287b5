package checklist

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/text"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// line is text that is asked for below the step: one field after the other.
type line struct {
	name   string // under which what is typed is kept
	step   string // key of the step that it was opened at
	moved  string // what has happened under it
	verb   string // what Enter in the last field does
	hint   string // what helps with it
	fields []*form.Field
	known  []string // what the first field can be completed to
	at     int
	wrong  string // why it could not be taken
	sure   string // what was typed when wrong asked for Enter once more
	back   mode   // where Esc leads to
	done   func(values []string) tea.Cmd
	after  func(name string) *didMsg // what a file that was written does to the checklist; nil for nothing
}

// The names under which lines are kept.
const (
	lineNote = "note"
	lineHand = "hand-over"
	lineFile = "file"
	linePage = "page"
)

func (l *line) field() *form.Field { return l.fields[l.at] }

// typed are what was typed, as it stands.
func (l *line) typed() []string {
	values := make([]string, len(l.fields))
	for i, f := range l.fields {
		values[i] = f.Value()
	}
	return values
}

// values are what was typed, without the spaces around it.
func (l *line) values() []string {
	values := l.typed()
	for i := range values {
		values[i] = strings.TrimSpace(values[i])
	}
	return values
}

// lineKey takes a key while a line is asked for.
func (w *walk) lineKey(msg tea.KeyPressMsg) tea.Cmd {
	l := w.line
	switch key := msg.String(); key {
	case "esc":
		w.mode, w.line = l.back, nil
		return w.drop(l)
	case "enter":
		if l.at < len(l.fields)-1 {
			l.at++
			l.suggest()
			return nil
		}
		return l.done(l.values())
	case "tab", "right", "down", "shift+tab", "up":
		switch {
		case (key == "tab" || key == "right") && l.complete():
			return w.lineTyped()
		case key == "right":
			return w.typed(msg)
		}
		l.at = (l.at + 1) % len(l.fields)
		l.suggest()
	default:
		return w.typed(msg)
	}
	return nil
}

// askLine gives the keyboard to a line, with what was typed into it before and never kept.
func (w *walk) askLine(l *line) {
	for i, value := range w.unkept[l.name].values {
		if i < len(l.fields) {
			l.fields[i].SetValue(value)
		}
	}
	l.back = w.mode
	if l.step == "" {
		l.step = w.step
	}
	w.line, w.mode = l, modeLine
	l.suggest()
}

func (w *walk) newField(prompt, value string) *form.Field {
	f := form.New(w.env.Theme, prompt)
	f.SetValue(value)
	return f
}

// writeOut asks for the name of a file of the inbox and writes it.
func (w *walk) writeOut(name, file string, endings []string, into func(inbox, name string) error) *line {
	hint := "It goes into your inbox; its ending decides: ." + strings.Join(endings, ", .") + "."
	l := &line{name: name, verb: "write", hint: hint, fields: []*form.Field{w.newField("Write to: ", free(file, w.files))}}
	l.done = func(v []string) tea.Cmd {
		w.busy = "Writing the file …"
		m, inbox, after := wroteMsg{walk: w, name: v[0]}, w.env.Inbox, l.after
		w.loads++ // what was read before is older than what is being done
		return func() tea.Msg {
			if m.err = into(inbox, m.name); m.err == nil && after != nil {
				m.did = after(m.name)
			}
			return m
		}
	}
	w.askLine(l)
	return l
}

// wroteMsg answers writeOut.
type wroteMsg struct {
	walk *walk
	name string
	did  *didMsg // what it did to the checklist; nil for nothing
	err  error
}

// wrote tells what became of it. What failed leaves the name to be changed.
func (w *walk) wrote(m wroteMsg) tea.Cmd {
	if m.walk != w {
		return nil
	}
	w.busy = ""
	if m.err != nil {
		w.line.wrong = screen.Words(m.err)
		return w.load()
	}
	dropped := w.drop(w.line)
	w.mode, w.line = modeWalk, nil
	if m.did != nil {
		w.looked = ""
		return tea.Batch(dropped, w.did(*m.did))
	}
	return tea.Batch(dropped, w.load(), screen.Say("Wrote "+text.Visible(m.name)+" in the inbox."))
}
