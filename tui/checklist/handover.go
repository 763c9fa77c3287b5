package checklist

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/form"
)

// handOver asks who goes on with it, and for a note to them. A name that nobody knows is asked about once more.
func (w *walk) handOver() {
	l := &line{name: lineHand, verb: "hand over", known: w.operators}
	l.fields = []*form.Field{w.newField("Hand over to: ", ""), w.newField("Note to them: ", "")}
	l.done = func(v []string) tea.Cmd {
		if v[0] == "" {
			l.at, l.wrong = 0, "Name the colleague who goes on with it."
			return nil
		}
		env, to := w.env, procedure.Colleague{Name: v[0], New: l.sure == v[0]}
		return w.write("Handing over …", "", func(now *procedure.Walk) (procedure.Walk, error) {
			return procedure.HandOver(env.Context, env.Store, env.Operator, now, to, v[1])
		})
	}
	w.askLine(l)
}

// strange asks once more where nobody of the name has worked here, and reports whether that was it.
func (w *walk) strange(err error) bool {
	var stranger *procedure.StrangerError
	if w.line == nil || !errors.As(err, &stranger) {
		return false
	}
	w.mode, w.line.sure = modeLine, stranger.Name
	w.line.wrong = "Nobody called " + text.Visible(stranger.Name) + " has worked here yet; Enter again hands it over all the same."
	if len(stranger.Near) > 0 {
		w.line.wrong += " Known and nearest to it: " + names(stranger.Near) + " (↑ goes to the name)."
	}
	return true
}

// names lists names, at most as many as one looks at.
func names(list []string) string {
	const most = 8
	words := strings.Join(list[:min(most, len(list))], ", ")
	if more := len(list) - most; more > 0 {
		words += " and " + decimal(more) + " more"
	}
	return text.Visible(words)
}

// like are the known names that go on as was typed.
func (l *line) like() []string {
	typed := strings.ToLower(l.fields[0].Value())
	return slices.DeleteFunc(slices.Clone(l.known), func(name string) bool { return !strings.HasPrefix(strings.ToLower(name), typed) })
}

// suggest shows who is known: those that go on as was typed, and how the first of them would.
func (l *line) suggest() {
	if l.name != lineHand {
		return
	}
	const finds = "The colleague finds it among theirs; you find it under handed over."
	like, typed := l.like(), []rune(l.fields[0].Value())
	l.fields[0].SetGhost("")
	l.hint = finds
	switch {
	case l.at > 0 || len(l.known) == 0:
	case len(typed) == 0:
		l.hint = "Known here: " + names(like) + ". " + finds
	case len(like) == 0:
		l.hint = "Known here: " + names(l.known) + "."
	case len([]rune(like[0])) > len(typed):
		l.fields[0].SetGhost(string([]rune(like[0])[len(typed):]))
		l.hint = "Tab takes " + text.Visible(like[0]) + "."
		if len(like) > 1 {
			l.hint += " Also known: " + names(like[1:]) + "."
		}
	}
}

// complete takes the first of the known names that go on as was typed, and reports whether there was one.
func (l *line) complete() bool {
	if l.name != lineHand || l.at > 0 || strings.TrimSpace(l.fields[0].Value()) == "" {
		return false
	}
	like := l.like()
	if len(like) == 0 || like[0] == l.fields[0].Value() {
		return false
	}
	l.fields[0].SetValue(like[0])
	return true
}
