package checklist

import (
	"strings"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/diff"
	"homeroom/tui/report"
	"homeroom/tui/screen"
)

// foot is what has happened, and the one key: what Enter does, the question, or the line that is typed. At most most
// lines; the key is always the last.
func (w *walk) foot(width, most int) []string {
	th := w.env.Theme
	var lines []string
	if w.notice != "" && w.mode != modeLine {
		lines = styled(th.Warn, screen.Wrap(w.notice, width))
	}
	last := w.key(width)
	if room := most - len(last); len(lines) > room {
		lines = lines[:max(0, room)]
	}
	return append(lines, last[max(0, len(last)-most):]...)
}

// key is the line or lines that say what to press.
func (w *walk) key(width int) []string {
	th := w.env.Theme
	switch {
	case w.busy != "":
		return []string{th.Dim.Render(screen.Clip(w.busy, width))}
	case w.mode == modeLine:
		return w.lineView(width)
	case w.mode == modeForm:
		return []string{screen.Clip(th.Key.Render("⏎")+" in the last field goes on  "+th.Key.Render("esc")+" back", width)}
	case w.mode == modeAsk:
		return w.question(width)
	case !w.walk.Open() || w.step == "":
		return []string{screen.Clip(th.Key.Render("w")+" write it out for the file  "+th.Key.Render("esc")+" back", width)}
	}
	return []string{screen.Clip(w.prompt(), width)}
}

// prompt is what Enter does with the step, and what else it is done with.
func (w *walk) prompt() string {
	th, s := w.env.Theme, &w.shown
	if w.looked != "" {
		return th.Key.Render("l") + " " + w.linked() + "   " + th.Key.Render("⏎") + " " + w.verb()
	}
	if len(s.Blocked) > 0 && s.Link == nil {
		return th.Warn.Render("!") + " This cannot be done yet: see above.  " + th.Key.Render("s") + " leave for now"
	}
	words := th.Key.Render("⏎") + " " + w.verb()
	if s.Link != nil && len(s.Blocked) == 0 {
		words = th.Key.Render("l") + " " + w.linked() + "   " + words
	}
	if w.values != nil && !w.filling() && len(s.Blocked) == 0 {
		words += "   " + th.Key.Render("e") + " fill in"
	}
	return words
}

// question asks whether to do the step, with the note that goes with it.
func (w *walk) question(width int) []string {
	th := w.env.Theme
	words := "Do this step?"
	if w.shown.Step != nil && w.shown.Step.World {
		words = "Is it so?"
	}
	var lines []string
	if w.with != "" {
		lines = append(lines, th.Dim.Render(screen.Clip("With the note: "+text.Visible(w.with), width)))
	}
	answers := th.Key.Render("y") + " " + w.yes() + "   " + th.Key.Render("o") + " with a note   " + th.Key.Render("n") + " no"
	if w.text.unread() {
		answers = th.Key.Render("↓") + " read the rest first   " + th.Key.Render("n") + " no"
	}
	if line := th.Title.Render(words) + "  " + answers; screen.Width(line) <= width {
		return append(lines, line)
	}
	return append(lines, screen.Clip(answers, width))
}

// lineView is the text that is being typed, what helps with it, and what was wrong with it.
func (w *walk) lineView(width int) []string {
	th, l := w.env.Theme, w.line
	var lines []string
	if l.moved != "" {
		lines = styled(th.Warn, screen.Wrap(l.moved, width))
	}
	switch {
	case l.wrong != "":
		lines = append(lines, styled(th.Bad, screen.Wrap(l.wrong, width))...)
	case l.hint != "":
		lines = append(lines, styled(th.Dim, screen.Wrap(l.hint, width))...)
	}
	for i, f := range l.fields {
		if i == l.at {
			lines = append(lines, f.View(width))
		} else if len(l.fields) > 1 {
			lines = append(lines, th.Dim.Render(screen.Clip(f.Prompt()+text.Visible(f.Value()), width)))
		}
	}
	return lines
}

// viewLeaving draws what would be put back, newest first, and what not.
func (w *walk) viewLeaving(width, height int) string {
	th, l := w.env.Theme, w.leaving
	lines := w.leavingLines(width)
	room := max(1, height-2)
	if w.notice != "" {
		room = max(1, room-1)
	}
	body := l.text.view(th, lines, 0, len(lines), width, room)
	for len(body) < room {
		body = append(body, "")
	}
	key := func(key, does string) string { return th.Key.Render(key) + " " + does }
	foot := key("l", "abandon, records stay") + "   " + key("n", "no")
	switch {
	case l.text.unread():
		foot = key("↓", "read the rest first") + "   " + key("n", "no")
	case len(l.undo.Changes) > 0:
		foot = key("p", "put back and abandon") + "   " + foot
	}
	if w.notice != "" {
		body = append(body, th.Warn.Render(screen.Clip(w.notice, width)))
	}
	return strings.Join(append(body, "", screen.Clip(foot, width)), "\n")
}

func (w *walk) leavingLines(width int) []string {
	th, undo := w.env.Theme, &w.leaving.undo
	lines := styled(th.Title, screen.Wrap("Abandon this checklist? "+w.walk.Title, width))
	switch {
	case len(undo.Changes)+len(undo.Refused) == 0:
		return append(lines, screen.Wrap("Its steps have changed no record that still stands so: there is nothing to put back.", width)...)
	case len(undo.Changes) > 0:
		lines = append(lines, screen.Wrap("This can be put back, newest first:", width)...)
	}
	for i := range undo.Changes {
		c := &undo.Changes[i]
		lines = append(lines, "", th.Accent.Render(screen.Clip(w.called(c.Record, c.Key, c.Fields)+returns(c), width)))
		if c.Record == store.KindMember { // all there is to say of it is said
			continue
		}
		for _, l := range diff.Lines(th, c.Fields, max(1, width-2)) {
			lines = append(lines, "  "+l)
		}
	}
	if len(undo.Refused) > 0 {
		lines = append(lines, "")
		lines = append(lines, styled(th.Warn, screen.Wrap("This stays as it is:", width))...)
	}
	for _, r := range undo.Refused {
		words := r.Reason
		if len(w.walk.Checklist.Serials()) > 1 { // the same step of which device?
			words = w.called(r.Entry.Record, r.Entry.Key, r.Entry.Fields) + ", " + words
		}
		for i, l := range screen.Wrap(words, max(1, width-2)) {
			sign := "  "
			if i == 0 {
				sign = "! "
			}
			lines = append(lines, th.Warn.Render(sign+l))
		}
	}
	return lines
}

// called is what people call a record, as the steps name it.
func (w *walk) called(kind store.Kind, key string, fields []store.FieldChange) string {
	if kind == store.KindDevice {
		return w.walk.Called(&store.Change{Record: kind, Key: key})
	}
	return text.Visible(upper(kind, report.Called(kind, key, fields)))
}

// returns says that a record comes or goes when it is put back.
func returns(c *store.Change) string {
	switch {
	case c.Record == store.KindMember && c.Create():
		return "  (the person comes back into it)"
	case c.Record == store.KindMember:
		return "  (the person goes out of it)"
	case c.Create():
		return "  (comes back)"
	case c.Delete:
		return "  (the record goes)"
	}
	return ""
}
