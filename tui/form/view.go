package form

import (
	"strconv"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

const (
	cursorSign = "› "
	signs      = 2  // cells of the cursor's sign
	marks      = 3  // cells of the mark of a change, with the space around it
	longest    = 22 // cells that a label may take
	hung       = 60 // width from which what belongs to a value stands below it; else it begins at the left
	indent     = 4
)

// View draws height lines of at most width cells, with the field of the cursor and what belongs to it in sight.
func (f *Form) View(width, height int) string {
	if width <= 0 || height <= 0 || len(f.items) == 0 {
		return ""
	}
	var lines []string
	first, last := 0, 0
	for n, i := range f.items {
		block := f.block(i, n == f.at, width)
		if n == f.at {
			first, last = len(lines), len(lines)+len(block)-1
		}
		lines = append(lines, block...)
	}
	f.page = max(1, height*len(f.items)/max(1, len(lines))-1)
	if len(lines) <= height {
		f.top = 0
		return clipped(lines, width)
	}
	room := max(1, height-1)
	f.top = max(min(f.top, first, len(lines)-room), min(first, last-room+1), 0)
	shown := lines[f.top:min(len(lines), f.top+room)]
	if height > 1 {
		shown = append(shown[:len(shown):len(shown)], f.theme.Dim.Render(f.place(f.top > 0, f.top+room < len(lines))))
	}
	return clipped(shown, width)
}

// place says where in the form the cursor is, and where there is more of it.
func (f *Form) place(above, below bool) string {
	words := "field " + strconv.Itoa(f.at+1) + " of " + strconv.Itoa(len(f.items))
	if above {
		words += "  ↑ more"
	}
	if below {
		words += "  ↓ more"
	}
	return "  " + words
}

func clipped(lines []string, width int) string {
	out := make([]string, len(lines))
	for n, l := range lines {
		out[n] = screen.Clip(l, width)
	}
	return strings.Join(out, "\n")
}

// block is a field with everything that belongs to it.
func (f *Form) block(i *item, focused bool, width int) []string {
	label := f.labels(width)
	lines := []string{f.line(i, focused, label, width)}
	left := indent
	if width >= hung {
		left = signs + label + marks
	}
	room, margin := max(1, width-left), strings.Repeat(" ", left)
	below := append(f.clash(i, focused, room), f.problems(i, focused, room)...)
	if focused {
		below = append(below, f.aside(i, room)...)
	}
	for _, l := range below {
		lines = append(lines, margin+l)
	}
	return lines
}

func (f *Form) labels(width int) int {
	w := 0
	for _, i := range f.items {
		w = max(w, screen.Width(i.Field.Label()))
	}
	return min(w, longest, max(1, width/3))
}

// line is the sign of the cursor, the label, the mark of a change and the value.
func (f *Form) line(i *item, focused bool, label, width int) string {
	name := screen.Fill(screen.Clip(i.Field.Label(), label), label)
	room := max(1, width-signs-label-marks)
	head := strings.Repeat(" ", signs) + f.theme.Dim.Render(name)
	if focused {
		head = f.theme.Accent.Render(cursorSign) + name
	}
	return head + " " + f.mark(i) + " " + f.value(i, focused, room)
}

// mark tells in one cell that a field would become another.
func (f *Form) mark(i *item) string {
	switch {
	case i.clash != nil || store.Failed(i.found) || store.Failed(i.told):
		return f.theme.Bad.Render("!")
	case i.changed():
		sign, _, style := f.theme.Status("change")
		return style.Render(sign)
	}
	return " "
}

func (f *Form) value(i *item, focused bool, room int) string {
	hint := ""
	if i.cleared() {
		hint = "will be cleared"
	}
	switch {
	case focused:
		i.input.SetHint(hint)
		i.input.SetGhost(i.ghost())
		return i.input.View(room)
	case hint != "":
		return f.theme.Warn.Render(screen.Clip(hint, room))
	}
	return screen.Clip(text.Visible(i.text()), room)
}

// clash shows the three values of a field that two people have changed, and in the field of the cursor the keys that
// choose.
func (f *Form) clash(i *item, focused bool, room int) []string {
	if i.clash == nil {
		return nil
	}
	lines := hang(f.theme.Bad, "! ", "changed "+i.clash.who, room)
	for _, v := range [...]struct{ name, value string }{{"yours", i.value()}, {"then", i.Record}, {"now", i.clash.now}} {
		lines = append(lines, f.theme.Dim.Render(screen.Fit(v.name, 7))+named(f.theme, v.value, max(1, room-7)))
	}
	if !focused {
		return lines
	}
	key := func(press, does string) string { return f.theme.Key.Render(press) + " " + f.theme.Dim.Render(does) }
	return append(lines, key("ctrl+y", "yours")+"  "+key("ctrl+t", "now"))
}

// named is a value, or in words that it is empty.
func named(th *theme.Theme, value string, room int) string {
	if value == "" {
		return th.Dim.Render(screen.Clip("(empty)", room))
	}
	return screen.Clip(text.Visible(value), room)
}

// problems are what the rules say, with what to do about it in the field of the cursor.
func (f *Form) problems(i *item, focused bool, room int) []string {
	var lines []string
	for _, one := range append(i.found[:len(i.found):len(i.found)], i.told...) {
		lines = append(lines, Problem(f.theme, one, focused, room)...)
	}
	return lines
}

// aside is what may help in the field of the cursor: the choices there are, and what stood there before.
func (f *Form) aside(i *item, room int) []string {
	var lines []string
	switch {
	case i.Several && len(i.Choices) > 0:
		lines = append(lines, f.theme.Dim.Render(screen.Clip("ctrl+n "+f.around(i, room-7), room)), f.theme.Dim.Render(screen.Clip(between, room)))
	case len(i.Choices) > 0:
		lines = append(lines, f.theme.Dim.Render(screen.Clip("← → "+f.around(i, room-4), room)))
	}
	if i.Record != "" && i.changed() && i.clash == nil {
		lines = append(lines, f.theme.Dim.Render(screen.Clip("was "+text.Visible(i.Record), room)))
	}
	return lines
}

// between says how several names are told apart.
const between = store.ListMark + " between several"

// around lists the choices; where they do not all fit, those from the one that is chosen, and how many more there are.
func (f *Form) around(i *item, room int) string {
	names := i.choices()
	names[0] = "(empty)"
	if all := strings.Join(names, apart); screen.Width(all) <= room {
		return all
	}
	for n, c := range i.choices() {
		if c == i.value() {
			names = append(names[n:], names[:n]...)
			break
		}
	}
	line := names[0]
	for n, name := range names[1:] {
		rest := len(names) - 1 - n
		if screen.Width(line+apart+name+more(rest-1)) > room {
			return line + more(rest)
		}
		line += apart + name
	}
	return line
}

// apart stands between the choices of a line.
const apart = " · "

// more is how many choices a line leaves out.
func more(n int) string {
	if n == 0 {
		return ""
	}
	return apart + strconv.Itoa(n) + " more"
}
