package checklist

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/form"
)

// note asks for a note. While the step is asked about it goes with the step; else it is kept by itself. What was typed
// before at another step and never kept is still of that step.
func (w *walk) note() {
	switch typed := w.unkept[lineNote]; {
	case w.walk.Stage(typed.step) != nil && typed.step != w.step:
		w.mode = modeWalk
		w.askLine(w.noteLine(typed.step))
	case w.mode == modeAsk:
		w.askLine(w.withLine())
	default:
		w.askLine(w.noteLine(w.step))
	}
}

// withLine is a note that goes with the step that is asked about.
func (w *walk) withLine() *line {
	l := &line{name: lineNote, verb: "keep", hint: "It is kept with the step, with your name and the time.", fields: []*form.Field{w.newField("Note: ", w.with)}}
	l.done = func(v []string) tea.Cmd {
		w.with, w.mode, w.line = v[0], l.back, nil
		return tea.Batch(w.keep(), w.drop(l))
	}
	return l
}

// noteLine is a note at a step, whether that is to do now or was done meanwhile.
func (w *walk) noteLine(key string) *line {
	l := &line{name: lineNote, step: key, verb: "note it", hint: "It is kept at this step, with your name and the time; nothing is done by it.", fields: []*form.Field{w.newField("Note: ", "")}}
	at := "at this step"
	if s := w.walk.Stage(key); s != nil {
		at = "at " + place(s)
	}
	switch {
	case !w.walk.Open():
		l.hint = "Nothing can be noted any more. What you typed stands here until Esc."
	case key != w.step:
		l.hint = "It is kept " + at + ", with your name and the time; nothing is done by it."
	}
	l.done = func(v []string) tea.Cmd {
		if v[0] == "" {
			l.wrong = "There is nothing to note yet."
			return nil
		}
		env := w.env
		return w.write("Keeping the note …", "The note is kept "+at+".", func(now *procedure.Walk) (procedure.Walk, error) {
			return procedure.NoteAt(env.Context, env.Store, env.Operator, now, key, v[0])
		})
	}
	return l
}

// place is a step by its number, with its device.
func place(s *procedure.Stage) string {
	if s.Device == nil {
		return "step " + decimal(s.Number)
	}
	return "step " + decimal(s.Number) + " (" + deviceName(s.Device) + ")"
}

// overtaken keeps a line open under which the order has changed: it says what has happened, and a note stays with the
// step it was typed for. A note that was to go with that step cannot any more: it is kept there by itself.
func (w *walk) overtaken(key string) {
	l := w.line
	if l.name == lineNote {
		key = l.step
	}
	told := w.quicker(key)
	if l.name == lineNote && l.step != w.step {
		typed := l.fields[0].Value()
		l = w.noteLine(l.step)
		l.fields[0].SetValue(typed)
		w.line = l
	}
	l.moved, l.wrong, l.back = told, "", modeWalk
}

// rescue opens the note that was to go with a step as a line of its own, where the step was done meanwhile.
func (w *walk) rescue(key, note string) tea.Cmd {
	l := w.noteLine(key)
	w.askLine(l)
	l.fields[0].SetValue(note)
	l.moved, l.back = w.quicker(key), modeWalk
	return w.lineTyped()
}

// quicker tells who did the step that was in sight, or that it was seen to be done by itself.
func (w *walk) quicker(key string) string {
	switch s := w.walk.Stage(key); {
	case s != nil && s.State == procedure.StateDone && s.Done != nil:
		return fmt.Sprintf("%s did this meanwhile: %s.", text.Visible(s.Done.Operator), stageName(s))
	case !w.walk.Open():
		return fmt.Sprintf("%s %s this checklist meanwhile.", text.Visible(w.walk.Touched.Operator), w.ending())
	case s != nil && s.State == procedure.StateDone:
		return "Seen to be done: " + stageName(s) + "."
	case s == nil:
		return "The step that was in sight is not there any more: this comes first now."
	}
	return "The order has changed meanwhile: this comes first now."
}
