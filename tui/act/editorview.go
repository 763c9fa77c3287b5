package act

import (
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/tui/dialog"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// View draws what is to be known first, and below it the fields.
func (e *editor) View(width, height int) string {
	th := e.env.Theme
	if e.form == nil {
		if e.failed != "" {
			return sentence(th.Bad, e.failed+" Esc goes back.", width, height)
		}
		return sentence(th.Dim, e.busy, width, height)
	}
	head := e.head(width, max(1, height/3))
	body := strings.Join(append(head, e.form.View(width, height-len(head))), "\n")
	if e.ask != nil {
		return dialog.Over(body, e.ask.View(width, height), width, height)
	}
	return body
}

// head is what the operator has to know beyond the fields, the most urgent first, in at most so many lines.
func (e *editor) head(width, most int) []string {
	th := e.env.Theme
	var lines []string
	say := func(style lipgloss.Style, words string) {
		if words != "" {
			lines = append(lines, styled(style, screen.Wrap(words, width))...)
		}
	}
	say(th.Warn, e.held)
	say(th.Bad, e.gone)
	say(th.Bad, e.unkept)
	say(th.Bad, e.failed)
	for _, f := range e.rest {
		lines = append(lines, form.Problem(th, f, true, width)...)
	}
	say(th.Dim, e.busy)
	say(th.Warn, e.news)
	say(th.Accent, e.found)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = screen.Clip(screen.Fill(lines[most-1], width-1), width-1) + "…"
	}
	if len(lines) > 0 && most > 2 {
		lines = append(lines, "")
	}
	return lines
}

// Title names the record.
func (e *editor) Title() string {
	switch {
	case e.kind == "": // a draft that has not been read yet
		return "Form"
	case e.key == "":
		return "New " + string(e.kind)
	}
	return "Edit " + string(e.kind) + " " + e.key
}

// Typing is true: the keyboard belongs to the fields.
func (e *editor) Typing() bool { return true }

// Undecided is 0: what was typed is kept.
func (e *editor) Undecided() int { return 0 }

// Keys are what works here now.
func (e *editor) Keys() []screen.Key {
	switch {
	case e.ask != nil:
		return e.ask.Keys()
	case e.form == nil:
		return []screen.Key{{Press: []string{"esc", "q", "enter"}, Show: "esc", Do: "back", Help: "Go back. Nothing was written."}}
	}
	untouched := ""
	if len(e.form.Typed()) == 0 {
		untouched = "nothing has been typed yet"
	}
	own := e.form.Keys()
	keys := []screen.Key{
		{Press: []string{"ctrl+s"}, Do: "review and save", Help: "Show what would be saved, then ask. A : is text in a field, so :w is not taken here: ctrl+s is the way.", Disabled: e.gone},
		{Press: []string{"esc"}, Do: "leave", Help: "Leave without saving. What you typed is kept and found again."},
	}
	if e.form.Clashing() { // what has to be done first stands first, also where only two keys fit
		keys, own = append(own, keys...), nil
	}
	keys = append(keys, own...)
	return append(keys, screen.Key{Press: []string{"ctrl+r"}, Do: "start afresh", Help: "Throw away what was typed, after asking.", Disabled: untouched})
}
