package history

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/form"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// ask opens the line that asks for a day, or for the name of a file.
func (b *biography) ask(key string) {
	b.wrong = ""
	if key == "d" {
		b.asking, b.asks = whichDay, form.New(b.env.Theme, "Held on: ")
		b.asks.SetHint("2026-11-01, today or yesterday")
		return
	}
	b.asking, b.asks = whichFile, form.New(b.env.Theme, "Write to: ")
	b.asks.SetValue("biography-" + b.life.Key + ".txt")
}

// typed takes a key while a line is asked for.
func (b *biography) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		b.asks = nil
		return nil
	case "enter":
		typed := strings.TrimSpace(b.asks.Value())
		switch {
		case typed == "":
			b.asks = nil
		case b.asking == whichDay:
			b.tell(typed)
		default:
			return b.write(typed)
		}
		return nil
	}
	if b.asks.Update(msg) {
		b.wrong = ""
	}
	return nil
}

// tell answers who held it on a day, and leads to the line.
func (b *biography) tell(typed string) {
	day, err := store.ParseDay(typed, b.now)
	if err != nil {
		b.wrong = screen.Words(err)
		return
	}
	b.asks, b.day = nil, day
	b.told()
	b.page.Goto(b.firstMarked())
}

// told answers the day that was asked for last from what is known now: something else may have been saved since.
func (b *biography) told() {
	if !b.day.IsZero() {
		b.answer, b.marked = heldOn(&b.life, b.day, b.now)
	}
	b.show()
}

// firstMarked is the line of the first holding of the day, from the top.
func (b *biography) firstMarked() string {
	for _, l := range b.lines(roomy) {
		if id, ok := strings.CutPrefix(l.Key, "held:"); ok && b.marked[number(id)] {
			return l.Key
		}
	}
	return ""
}

// View draws the page, and below it what is asked for.
func (b *biography) View(width, height int) string {
	var foot []string
	for _, l := range screen.Wrap(b.answer, width) {
		if b.answer != "" && b.asks == nil {
			foot = append(foot, b.env.Theme.Accent.Render(l))
		}
	}
	foot = foot[:min(len(foot), max(1, height/2))]
	if b.asks != nil {
		foot = append(foot, b.asks.View(width))
		for _, l := range screen.Wrap(b.wrong, width) {
			if b.wrong != "" {
				foot = append(foot, b.env.Theme.Bad.Render(l))
			}
		}
	}
	rows := screen.Body(b.page.View(width, height-len(foot)), width, height-len(foot))
	return strings.Join(append(rows, foot...), "\n")
}

// Keys are what works here now.
func (b *biography) Keys() []screen.Key {
	switch {
	case b.writing:
		return nil
	case b.asks != nil && b.asking == whichDay:
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: "who held it", Help: "Say who held it on that day."},
			{Press: []string{"esc"}, Do: "never mind", Help: "Ask for no day."},
		}
	case b.asks != nil:
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: "write", Help: "Write the page into the inbox; .txt, .csv or .xlsx at the end of its name decides."},
			{Press: []string{"esc"}, Do: "never mind", Help: "Write nothing."},
		}
	}
	unread, nowhere, nobody := "", "", ""
	if !b.known {
		unread = "there is nothing to tell"
	}
	if _, ok := b.page.Target(); !ok {
		nowhere = "this line leads nowhere"
	}
	if _, key := b.other(); key == "" {
		nobody = "there is nothing to tell"
	}
	folder := unread
	if folder == "" && b.env.Inbox == "" {
		folder = "there is no folder to write into"
	}
	return append([]screen.Key{
		{Press: []string{"enter"}, Show: "⏎", Do: "save", Help: "Open the import or save that this line tells of.", Disabled: nowhere},
		{Press: []string{"d"}, Do: "who on a day", Help: "Ask for a day and be told who held it then.", Disabled: unread},
		{Press: []string{"o"}, Do: "record", Help: "Open the record on the other side of this line: the holder, or the device.", Disabled: nobody},
		{Press: []string{"u"}, Do: "undo", Help: "Take back what this line tells of: first it shows what would be put back.", Disabled: unread},
		{Press: []string{"w"}, Do: "write out", Help: "Write it out as a page for an auditor: plain text, CSV or XLSX.", Disabled: folder},
		{Press: []string{"y"}, Do: "copy", Help: "Copy the serial number or User ID.", Disabled: unread, Quiet: true},
		{Press: []string{"r"}, Do: "refresh", Help: "Read it again.", Quiet: true},
	}, page.Keys()...)
}
