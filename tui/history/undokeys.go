package history

import (
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// Title names what is taken back.
func (u *undo) Title() string { return "Undo of " + u.part }

// Typing is true while the keyboard belongs to the question, and while records are being put back.
func (u *undo) Typing() bool { return u.ask != nil || u.saving() }

// Undecided is 0: what is being put back is put back whole or not at all.
func (u *undo) Undecided() int { return 0 }

// Working is the undo under way.
func (u *undo) Working() string { return u.run.Title() }

// ready says why nothing can be put back, "" when it can.
func (u *undo) ready() string {
	switch {
	case u.failed != "":
		return u.failed
	case !u.known:
		return "it is still being worked out"
	case len(u.plan.Changes) == 0:
		return "nothing of it can be put back"
	}
	return ""
}

func (u *undo) Keys() []screen.Key {
	switch {
	case u.ask != nil:
		return u.ask.Keys()
	case u.saving():
		return u.run.Keys()
	}
	leave, none := "leave it", ""
	again := screen.Key{Press: []string{"u"}, Do: "put back", Help: "Put back what is listed, after asking once more.", Disabled: u.ready()}
	if u.saved != 0 {
		leave = "back"
		again = screen.Key{Press: []string{"u"}, Do: "take the undo back", Help: "Show what taking this undo back would do: everything as it was before it."}
	}
	if u.table.Key() == "" {
		none = "there is no row under the cursor"
	}
	return append([]screen.Key{
		again,
		{Press: []string{"n"}, Show: "esc", Do: leave, Help: "Leave everything as it is (also n)."},
		{Press: []string{"enter"}, Show: "⏎", Do: "record", Help: "Open the record of this row.", Disabled: none},
	}, table.Moves()...)
}
