package checklist

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// line is text that is asked for below the step: one field after the other.
type line struct {
	verb   string // what Enter in the last field does
	hint   string // what helps with it
	fields []*form.Field
	at     int
	wrong  string // why it could not be taken
	back   mode   // where Esc leads to
	done   func(values []string) tea.Cmd
}

func (l *line) field() *form.Field { return l.fields[l.at] }

// values are what was typed, without the spaces around it.
func (l *line) values() []string {
	values := make([]string, len(l.fields))
	for i, f := range l.fields {
		values[i] = strings.TrimSpace(f.Value())
	}
	return values
}

// lineKey takes a key while a line is asked for.
func (w *walk) lineKey(msg tea.KeyPressMsg) tea.Cmd {
	l := w.line
	switch msg.String() {
	case "esc":
		w.mode, w.line = l.back, nil
	case "enter":
		if l.at < len(l.fields)-1 {
			l.at++
			return nil
		}
		return l.done(l.values())
	case "tab", "down", "shift+tab", "up":
		l.at = (l.at + 1) % len(l.fields)
	default:
		return w.typed(msg)
	}
	return nil
}

func (w *walk) askLine(l *line) {
	l.back = w.mode
	w.line, w.mode = l, modeLine
}

func (w *walk) newField(prompt, value string) *form.Field {
	f := form.New(w.env.Theme, prompt)
	f.SetValue(value)
	return f
}

// note asks for a note. While the step is asked about it goes with the step; else it is kept by itself.
func (w *walk) note() {
	if w.mode == modeAsk {
		w.askLine(&line{verb: "keep", hint: "It is kept with the step, with your name and the time.", fields: []*form.Field{w.newField("Note: ", w.with)}, done: func(v []string) tea.Cmd {
			w.with, w.mode, w.line = v[0], modeAsk, nil
			return w.keep()
		}})
		return
	}
	w.askLine(&line{verb: "note it", hint: "It is kept at this step, with your name and the time; nothing is done by it.", fields: []*form.Field{w.newField("Note: ", "")}, done: func(v []string) tea.Cmd {
		if v[0] == "" {
			w.line.wrong = "There is nothing to note yet."
			return nil
		}
		env := w.env
		return w.write("Keeping the note …", "The note is kept at this step.", func(now *procedure.Walk) (procedure.Walk, error) {
			return procedure.Note(env.Context, env.Store, env.Operator, now, v[0])
		})
	}})
}

// handOver asks who goes on with it, and for a note to them.
func (w *walk) handOver() {
	hint := "The colleague finds it among theirs; you find it under handed over."
	if len(w.operators) > 0 {
		hint = "Known here: " + text.Visible(strings.Join(w.operators, ", ")) + ". " + hint
	}
	fields := []*form.Field{w.newField("Hand over to: ", ""), w.newField("Note to them: ", "")}
	w.askLine(&line{verb: "hand over", hint: hint, fields: fields, done: func(v []string) tea.Cmd {
		if v[0] == "" {
			w.line.at, w.line.wrong = 0, "Name the colleague who goes on with it."
			return nil
		}
		env := w.env
		return w.write("Handing over …", "Handed over to "+text.Visible(v[0])+".", func(now *procedure.Walk) (procedure.Walk, error) {
			return procedure.HandOver(env.Context, env.Store, env.Operator, now, v[0], v[1])
		})
	}})
}

// writeOut asks for the name of a file of the inbox and writes it.
func (w *walk) writeOut(name string, endings []string, into func(inbox, name string) error) {
	hint := "It goes into your inbox; its ending decides: ." + strings.Join(endings, ", .") + "."
	w.askLine(&line{verb: "write", hint: hint, fields: []*form.Field{w.newField("Write to: ", name)}, done: func(v []string) tea.Cmd {
		w.busy = "Writing the file …"
		inbox := w.env.Inbox
		return func() tea.Msg { return wroteMsg{w, v[0], into(inbox, v[0])} }
	}})
}

// wroteMsg answers writeOut.
type wroteMsg struct {
	walk *walk
	name string
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
		return nil
	}
	w.mode, w.line = modeWalk, nil
	return tea.Batch(w.load(), screen.Say("Wrote "+text.Visible(m.name)+" in the inbox."))
}
