package checklist

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/tui/form"
	"homeroom/tui/theme"
)

// newForm is the fields of a step; what is typed is about a person.
func newForm(th *theme.Theme, asks []procedure.Ask) *form.Form {
	items := make([]form.Item, len(asks))
	for i, a := range asks {
		items[i] = form.Item{Field: a.Field, Record: a.Value, Choices: a.Choices}
	}
	return form.NewForm(th, func(f store.Field, value string) []store.Finding {
		_, found := edit.Check(store.KindUser, f, value)
		return found
	}, items)
}

// filling reports whether the fields have to be seen before the step is asked about: one is empty.
func (w *walk) filling() bool {
	if w.values == nil || w.asked {
		return false
	}
	for _, a := range w.shown.Asks {
		if a.Value == "" {
			return true
		}
	}
	return false
}

// fill gives the keyboard to the fields.
func (w *walk) fill() {
	w.mode, w.asked = modeForm, true
	w.text.rewind()
}

// formKey takes a key of the fields; Enter in the last one, or ctrl+s, goes on to the question.
func (w *walk) formKey(msg tea.KeyPressMsg) tea.Cmd {
	switch key := msg.String(); {
	case key == "esc":
		w.mode = modeWalk
		return nil
	case key == "ctrl+s", key == "enter" && w.values.Last():
		if why := w.values.Settle(); why != "" {
			w.notice = why
			return nil
		}
		w.preview()
		w.mode = modeWalk
		w.text.rewind()
		return tea.Batch(w.keep(), w.ask())
	}
	return w.typed(msg)
}

// typed gives a key or a paste to whoever has the keyboard.
func (w *walk) typed(msg tea.Msg) tea.Cmd {
	switch {
	case w.busy != "":
	case w.mode == modeForm:
		changed := w.values.Update(msg)
		w.preview()
		if changed {
			w.notice = ""
			return w.keep()
		}
	case w.mode == modeLine:
		if w.line.field().Update(msg) {
			return w.lineTyped()
		}
	}
	return nil
}
