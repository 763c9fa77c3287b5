package checklist

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
)

// What is typed into a line is kept in the store beside what is typed into a step, so that a lost line loses nothing:
// as a draft of the checklist's number and the line's name.

// unkept is what was typed into a line, and the step that it was typed for.
type unkept struct {
	step   string
	values []string
}

// lineKeeper keeps one line.
func (w *walk) lineKeeper(name string) *keeper {
	if w.keepers[name] == nil {
		w.keepers[name] = &keeper{env: w.env, number: w.number + " " + name}
	}
	return w.keepers[name]
}

// lineTyped keeps what has just been typed into the line.
func (w *walk) lineTyped() tea.Cmd {
	l := w.line
	l.wrong, l.sure = "", ""
	l.suggest()
	w.unkept[l.name] = unkept{l.step, l.typed()}
	values := make([]store.DraftValue, len(l.fields), len(l.fields)+1)
	for i, typed := range w.unkept[l.name].values {
		values[i] = store.DraftValue{Field: store.FieldNote, Text: typed}
	}
	if l.step != "" {
		values = append(values, store.DraftValue{Field: store.FieldStep, Text: l.step})
	}
	return w.lineKeeper(l.name).keep(values)
}

// drop forgets what was typed into a line: it is on record now, or nobody wants it.
func (w *walk) drop(l *line) tea.Cmd {
	if _, ok := w.unkept[l.name]; !ok {
		return nil
	}
	delete(w.unkept, l.name)
	return w.lineKeeper(l.name).keep(nil)
}

// readLines reads what was typed into the lines of a checklist and never kept, by the line's name.
func readLines(env screen.Env, number string) (map[string]store.Draft, error) {
	all, err := env.Store.Drafts(env.Context, env.Operator)
	found := map[string]store.Draft{}
	for i := range all {
		own, name, line := strings.Cut(all[i].Key, " ")
		if _, newer := found[name]; all[i].Record == store.KindChecklist && own == number && line && !newer {
			found[name] = all[i]
		}
	}
	return found, err
}

// resumeLines takes up what was typed into lines before the connection was lost; each says by which key it goes on.
func (w *walk) resumeLines(drafts map[string]store.Draft) {
	keys := [...][2]string{{lineNote, "o goes on with the note"}, {lineHand, "H with the hand-over"}, {lineFile, "l with the file's name"}, {linePage, "w with the page's name"}}
	var words []string
	for _, k := range keys {
		d, ok := drafts[k[0]]
		if !ok {
			continue
		}
		var typed unkept
		for _, v := range d.Values {
			if v.Field == store.FieldStep {
				typed.step = v.Text
			} else {
				typed.values = append(typed.values, v.Text)
			}
		}
		w.unkept[k[0]] = typed
		w.lineKeeper(k[0]).found(d)
		words = append(words, k[1])
	}
	if len(words) > 0 {
		w.notice = strings.TrimSpace(w.notice + " Found again what you were typing: " + strings.Join(words, ", ") + ".")
	}
}
