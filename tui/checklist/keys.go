package checklist

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/procedure"
	"homeroom/tui/screen"
)

// press gives a key to whoever has the keyboard.
func (w *walk) press(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if w.known && w.busy == "" { // what has happened was told until now
		w.notice = ""
	}
	switch {
	case w.busy != "":
		return nil
	case !w.known:
		return w.early(msg)
	case w.mode == modeForm:
		return w.formKey(msg)
	case w.mode == modeLine:
		return w.lineKey(msg)
	case w.mode == modeAbandon:
		return w.leavingKey(key)
	case w.mode == modeAsk:
		return w.answered(key)
	}
	for _, a := range w.actions() {
		switch {
		case !a.Is(key):
		case a.Disabled != "": // said where it goes with the step
			w.notice = screen.Sentence(a.Disabled)
			return nil
		default:
			return a.do()
		}
	}
	if !w.lookAt(key) {
		w.text.press(key)
	}
	return nil
}

// early takes a key before the checklist is there: what is typed ahead is for its step. What nobody has seen yet is
// confirmed by none of them.
func (w *walk) early(msg tea.KeyPressMsg) tea.Cmd {
	switch key := msg.String(); {
	case key == "esc", key == "q", key == "s":
		return screen.Pop
	case w.failed == "":
		w.ahead = append(w.ahead, msg)
	}
	return nil
}

// catchUp gives the step what was typed ahead of it.
func (w *walk) catchUp() tea.Cmd {
	var cmds []tea.Cmd
	for _, msg := range w.ahead {
		cmds = append(cmds, w.press(msg))
	}
	w.ahead = nil
	return tea.Batch(cmds...)
}

// scrolling is the key that moves through the steps.
func scrolling() screen.Key {
	return screen.Key{
		Press: []string{"down", "up", "j", "k", "pgdown", "pgup", "ctrl+d", "ctrl+u", "space", "g", "G", "home", "end"}, Show: "↓ ↑", Do: "read",
		Help: "Scroll through the steps, those done and those ahead (also PgDn, PgUp, g and G). ↑ chooses an earlier step that has something to open, for l.", Quiet: true,
	}
}

// ask asks whether to do the step. What it waits for is opened instead, or said.
func (w *walk) ask() tea.Cmd {
	s := &w.shown
	switch {
	case w.looked != "": // what is asked about has to be in sight
		w.looked = ""
		w.text.unfold()
		return nil
	case len(s.Blocked) > 0 && s.Link != nil:
		return w.openLink()
	case len(s.Blocked) > 0:
		w.notice = screen.Sentence(s.Blocked[0])
		return nil
	case w.filling():
		w.fill()
		return nil
	}
	if missing := w.missing(); missing != "" {
		w.fill()
		w.notice = missing + " is needed for this step."
		return nil
	}
	w.mode = modeAsk
	return nil
}

// missing names a field that is needed and is empty.
func (w *walk) missing() string {
	for _, a := range w.shown.Asks {
		if a.Required && a.Value == "" {
			return a.Field.Label()
		}
	}
	return ""
}

// answered takes the answer. No is the default; the key that asked is none of those that confirm.
func (w *walk) answered(key string) tea.Cmd {
	switch {
	case slices.Contains([]string{"n", "q", "esc", "enter"}, key):
		w.mode = modeWalk
	case key == "y" && w.text.unread():
		w.notice = "Read the rest first (↓)."
	case key == "y":
		return w.do()
	case key == "o":
		w.note()
	default:
		w.text.press(key)
	}
	return nil
}

// action is a key of the walk with what it does.
type action struct {
	screen.Key
	do func() tea.Cmd
}

func then(do func()) func() tea.Cmd {
	return func() tea.Cmd { do(); return nil }
}

// actions are what can be done, the step's own first.
func (w *walk) actions() []action {
	over := w.over()
	step, waits := over, over
	switch s := &w.shown; {
	case over != "":
	case w.step == "":
		step, waits = "there is no step to do", "there is no step to do"
	case len(s.Blocked) > 0 && s.Link == nil:
		waits = s.Blocked[0]
	}
	folder := ""
	if w.env.Inbox == "" {
		folder = "there is no folder to write into"
	}
	if !w.known {
		folder = "it has not been read"
	}
	actions := []action{{screen.Key{Press: []string{"enter"}, Show: "⏎", Do: w.verb(), Help: "Do this step: it asks first, and y does it. A step that waits for something says what.", Disabled: waits}, w.ask}}
	if step == "" && w.values != nil && !w.filling() {
		actions = append(actions, action{screen.Key{Press: []string{"e"}, Do: "fill in", Help: "Fill in what this step asks for."}, then(w.fill)})
	}
	if s := w.linking(); over == "" && s.Link != nil && s.Key != "" {
		actions = append(actions, action{screen.Key{Press: []string{"l"}, Do: w.linked(), Help: "Open what this step is done with: a list, Bulk, or a file to be written; the line above says which.", Quiet: true}, w.openLink})
	}
	if len(w.turn()) > 1 {
		actions = append(actions, action{screen.Key{Press: []string{"tab"}, Do: "device", Help: "Go to this step for the other device: within a step any comes first."}, then(w.turnTo)})
	}
	return append(
		actions,
		action{screen.Key{Press: []string{"o"}, Do: "note", Help: "Note something at this step; nothing is done by it.", Disabled: over}, then(w.note)},
		action{screen.Key{Press: []string{"s"}, Do: "leave", Help: "Leave it as it is (also Esc): it waits at this step, for you or a colleague.", Quiet: over != ""}, func() tea.Cmd { return screen.Pop }},
		action{screen.Key{Press: []string{"H", "shift+h"}, Show: "H", Do: "hand over", Help: "Give it to a colleague, with a note.", Disabled: over}, then(w.handOver)},
		action{screen.Key{Press: []string{"x"}, Do: "abandon", Help: "Give it up: first it shows what of the records would be put back.", Disabled: over}, w.leave},
		action{screen.Key{Press: []string{"w"}, Do: "write out", Help: "Write it out as one page for the file: plain text, CSV or XLSX.", Disabled: folder}, then(w.writePage)},
		action{screen.Key{Press: []string{"r"}, Do: "refresh", Help: "Read it again.", Quiet: true}, w.load},
	)
}

// over is why nothing can be done to the checklist any more, "" when it can.
func (w *walk) over() string {
	switch {
	case !w.known:
		return "it has not been read"
	case !w.walk.Open():
		return "this checklist is " + string(w.walk.Checklist.State)
	}
	return ""
}

// verb is what Enter does, in a word or two.
func (w *walk) verb() string {
	s := &w.shown
	switch {
	case w.looked != "":
		return "back to step " + decimal(w.shown.Number)
	case len(s.Blocked) > 0 && s.Link != nil:
		return w.linked()
	case w.filling():
		return "fill in"
	case s.Step != nil && s.Step.World:
		return "confirm"
	}
	return "do this step"
}

// linked is what l does, in a few words.
func (w *walk) linked() string {
	switch w.linking().Link.Kind {
	case procedure.TargetFile:
		return "write the file"
	case procedure.TargetBulk:
		if w.written() != "" {
			return "open the file"
		}
		return "open Bulk"
	}
	return "open the list"
}

// turn are the stages of the step whose turn it is that are still to be done: one for each device.
func (w *walk) turn() []string {
	now := w.walk.Now()
	if now == nil || !w.known || !w.walk.Open() {
		return nil
	}
	var keys []string
	for i := range w.walk.Stages {
		if s := &w.walk.Stages[i]; s.Number == now.Number && undone(s) {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

// turnTo goes on to the next of them.
func (w *walk) turnTo() {
	keys := w.turn()
	w.chosen = keys[(slices.Index(keys, w.step)+1)%len(keys)]
	w.stand(w.step)
}

// Keys are what works here now.
func (w *walk) Keys() []screen.Key {
	no := screen.Key{Press: []string{"n", "esc", "enter", "q"}, Show: "n", Do: "no", Help: "No: nothing happens (also Esc and Enter). This is the default."}
	unread := ""
	if w.text.unread() {
		unread = "read the rest first (↓)"
	}
	switch {
	case w.busy != "":
		return nil
	case !w.known:
		return []screen.Key{{Press: []string{"esc", "q", "s"}, Show: "esc", Do: "back", Help: "Go back."}}
	case w.mode == modeAsk:
		return []screen.Key{
			{Press: []string{"y"}, Do: w.yes(), Help: "Yes: do what is shown, all of it or nothing.", Disabled: unread},
			{Press: []string{"o"}, Do: "with a note", Help: "Note something with this step."},
			no,
		}
	case w.mode == modeForm:
		return append([]screen.Key{
			{Press: []string{"ctrl+s"}, Do: "go on", Help: "Go on to the question (also Enter in the last field)."},
			{Press: []string{"esc"}, Do: "back", Help: "Back to the step; what you typed stays."},
		}, w.values.Keys()...)
	case w.mode == modeLine:
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: w.line.verb, Help: "Go to the next field; in the last one: " + w.line.verb + "."},
			{Press: []string{"esc"}, Do: "never mind", Help: "Nothing is kept or written."},
		}
	case w.mode == modeAbandon:
		return w.leaving.keys(no)
	}
	var keys []screen.Key
	for _, a := range w.actions() {
		keys = append(keys, a.Key)
	}
	return append(keys, scrolling())
}

func (w *walk) yes() string {
	if s := w.shown.Step; s != nil && s.World {
		return "yes, it is so"
	}
	return "do it"
}

func (l *leaving) keys(no screen.Key) []screen.Key {
	unread := ""
	if l.text.unread() {
		unread = "read the rest first (↓)"
	}
	keys := []screen.Key{{Press: []string{"l"}, Do: "leave the records", Help: "Abandon it; the records stay as they are.", Disabled: unread}}
	if len(l.undo.Changes) > 0 {
		keys = append([]screen.Key{{Press: []string{"p"}, Do: "put back", Help: "Abandon it and put back what is listed, in one save.", Disabled: unread}}, keys...)
	}
	return append(keys, no)
}
