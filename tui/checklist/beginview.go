package checklist

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// entries are what there is to choose from: first the checklists that are open already, then the procedures.
func (b *begin) entries(width int) []page.Line {
	th := b.env.Theme
	var lines []page.Line
	if len(b.about.open) > 0 {
		lines = append(lines, page.Line{Text: th.Title.Render("Open already: go on with it"), Still: true})
		for i := range b.about.open {
			s := &b.about.open[i]
			words := page.Values("  ", "checklist "+s.Checklist.Number, s.Title, s.Place, s.Step, "with "+s.Checklist.Owner)
			lines = append(lines, page.Line{
				Key: "checklist " + s.Checklist.Number, Text: screen.Clip(words, width),
				Open: screen.OpenMsg{Name: "checklist", Arg: s.Checklist.Number},
			})
		}
		lines = append(lines, page.Line{Still: true}, page.Line{Text: th.Title.Render("Begin a new one"), Still: true})
	}
	for i, p := range procedure.All() {
		lines = append(lines, b.entry(i, p, width)...)
	}
	return lines
}

// entry is a procedure: its digit, its title, and when to use it or why not here.
func (b *begin) entry(i int, p *procedure.Procedure, width int) []page.Line {
	th := b.env.Theme
	head := th.Key.Render(strconv.Itoa(i+1)) + "  " + p.Title
	words, why := p.Intro, b.about.why(p)
	if why != "" {
		head, words = th.Dim.Render(strconv.Itoa(i+1)+"  "+p.Title), why
	}
	lines := []page.Line{{Key: p.Name, Text: screen.Clip(head, width)}}
	for _, l := range screen.Wrap(screen.Sentence(words), max(1, width-3)) {
		lines = append(lines, page.Line{Text: "   " + th.Dim.Render(l), Still: true})
	}
	return lines
}

func (b *begin) press(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	f := b.find()
	switch {
	case b.busy != "":
	case b.overlap != "":
		return b.overlapped(key)
	case f == nil:
		return b.pick(key, msg)
	case key == "esc":
		return b.undo()
	case key == "enter":
		chosen := f.chosen()
		if chosen == "" {
			return screen.Say("Nothing to choose under the cursor.")
		}
		if why := f.against(); why != "" {
			return screen.Say(screen.Sentence("this cannot be chosen: " + why))
		}
		b.failed = ""
		f.take(b, chosen)
		return b.next()
	default:
		b.failed = ""
		f.update(msg)
	}
	return nil
}

// overlapped takes a key while another checklist stands in the way: it is gone on with in one key, or the question is
// answered otherwise.
func (b *begin) overlapped(key string) tea.Cmd {
	switch number := b.overlap; key {
	case "enter", "g":
		return tea.Sequence(screen.Pop, screen.Open("checklist", number))
	case "esc", "q", "n":
		b.overlap, b.failed = "", ""
	}
	return nil
}

// pick takes a key while the procedure is chosen.
func (b *begin) pick(key string, msg tea.KeyPressMsg) tea.Cmd {
	if !b.known {
		return nil
	}
	all := procedure.All()
	if n, err := strconv.Atoi(key); err == nil && n >= 1 && n <= len(all) {
		return b.picked(all[n-1])
	}
	if key != "enter" {
		b.menu.Update(msg)
		return nil
	}
	if to, ok := b.menu.Target(); ok {
		return tea.Sequence(screen.Pop, screen.Open(to.Name, to.Arg))
	}
	for _, p := range all {
		if p.Name == b.menu.Key() {
			return b.picked(p)
		}
	}
	return nil
}

func (b *begin) picked(p *procedure.Procedure) tea.Cmd {
	if why := b.about.why(p); why != "" {
		return screen.Say(screen.Sentence(why))
	}
	return b.choose(p)
}

// undo goes one question back, from the first to the choice of the procedure.
func (b *begin) undo() tea.Cmd {
	b.failed = ""
	n := len(b.finds) - 1
	b.finds, b.before = b.finds[:n], b.before[:n]
	if n > 0 {
		b.request = b.before[n-1]
		return nil
	}
	b.chosen = nil
	if b.wish != "" {
		return screen.Pop
	}
	return nil
}

// View draws the choice, or the question, with what is known so far.
func (b *begin) View(width, height int) string {
	th := b.env.Theme
	var head []string
	if words := b.soFar(); words != "" {
		head = styled(th.Dim, screen.Wrap(words, width))
	}
	for _, l := range screen.Wrap(b.failed, width) {
		if b.failed != "" {
			head = append(head, th.Bad.Render(l))
		}
	}
	if len(head) > 0 && height >= short {
		head = append(head, "")
	}
	head = head[:min(len(head), height/2)]
	switch f := b.find(); {
	case b.overlap != "":
		return strings.Join(append(head, screen.Clip(th.Key.Render("⏎")+" go on with checklist "+b.overlap+"   "+th.Key.Render("esc")+" back", width)), "\n")
	case b.busy != "":
		return strings.Join(append(head, th.Dim.Render(b.busy)), "\n")
	case f != nil:
		return strings.Join(append(head, f.view(b.env, width, height-len(head))...), "\n")
	case b.failed != "" && !b.known:
		return strings.Join(head, "\n")
	}
	return strings.Join(append(head, b.menu.View(width, height-len(head))), "\n")
}

// soFar is what the checklist will be about, as far as that is known.
func (b *begin) soFar() string {
	if b.chosen == nil {
		if b.about.name == "" {
			return ""
		}
		return "A checklist for " + text.Visible(b.about.name)
	}
	known := b.called(append([]string{b.request.UserID, b.request.Site}, b.request.Devices...))
	if known == "" {
		return screen.Sentence(b.chosen.Intro)
	}
	return text.Visible(b.chosen.Title + ": " + known)
}

// called are what people call the records of those keys: as they were chosen, or as the record is called from which the
// checklist is begun.
func (b *begin) called(keys []string) string {
	var names []string
	for _, key := range keys {
		name := key
		for _, f := range b.finds {
			if name == key {
				name = f.name(key)
			}
		}
		switch a := &b.about; {
		case a.device != nil && key == a.device.Serial:
			name = deviceName(a.device)
		case a.device == nil && name == key && key != "" && (key == a.userID || key == a.site):
			name = a.name
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Keys are what works here now.
func (b *begin) Keys() []screen.Key {
	switch f := b.find(); {
	case b.busy != "":
		return nil
	case b.overlap != "":
		return []screen.Key{
			{Press: []string{"enter", "g"}, Show: "⏎", Do: "go on with checklist " + b.overlap, Help: "Go to the checklist that is open already (also g)."},
			{Press: []string{"esc", "q", "n"}, Show: "esc", Do: "back", Help: "Back to the question; nothing has been begun."},
		}
	case f != nil:
		return []screen.Key{
			{Press: []string{"enter"}, Show: "⏎", Do: "choose", Help: "Go on with the row under the cursor."},
			{Press: []string{"down", "up"}, Show: "↓ ↑", Do: "move", Help: "Move the cursor (also PgDn and PgUp)."},
			{Press: []string{"esc"}, Do: "back", Help: "One question back; nothing has been begun."},
		}
	}
	keys := []screen.Key{{Press: []string{"enter"}, Show: "⏎", Do: "choose", Help: "Go on with the line under the cursor; the digit of a procedure chooses it at once."}}
	for i, p := range procedure.All() {
		keys = append(keys, screen.Key{Press: []string{strconv.Itoa(i + 1)}, Do: p.Title, Help: screen.Sentence(p.Intro), Disabled: b.about.why(p), Quiet: true})
	}
	return append(keys, page.Keys()...)
}
