package act

import (
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/diff"
	"homeroom/tui/form"
	"homeroom/tui/screen"
)

// short is the height below which no line is spared for the eye.
const short = 12

// View draws what would happen, and below it what to press.
func (c *confirm) View(width, height int) string {
	gap := []string{""}
	if height < short {
		gap = nil
	}
	lines := c.text.view(c.env.Theme, c.lines(width), width, max(1, height-1-len(gap)))
	lines = append(lines[:len(lines):len(lines)], gap...)
	return strings.Join(append(lines[:min(len(lines), height-1)], c.foot(width)), "\n")
}

func (c *confirm) foot(width int) string {
	th := c.env.Theme
	switch {
	case c.busy != "":
		return th.Dim.Render(c.busy)
	case c.plan.Failed():
		return th.Key.Render(screen.Clip("n back: nothing is saved (also Enter, Esc)", width))
	case len(c.plan.Changes) == 0:
		return th.Key.Render(screen.Clip("n back (also Enter, Esc)", width))
	}
	words := "y save    n no (also Enter, Esc)"
	switch {
	case c.text.unread():
		words = "↓ read on, then y saves    n no"
	case c.other:
		words = "↓ I have read it, then y saves    n no"
	}
	return th.Key.Render(screen.Clip(words, width))
}

// lines are the title, what was found, and every record with its fields old → new.
func (c *confirm) lines(width int) []string {
	th := c.env.Theme
	lines := styled(th.Title, screen.Wrap(strings.TrimSuffix(screen.Sentence(c.plan.Title), "."), width))
	if c.notice != "" {
		lines = append(lines, styled(th.Warn, screen.Wrap(c.notice, width))...)
	}
	if words := c.from.trouble(); words != "" {
		lines = append(lines, styled(th.Bad, screen.Wrap(words, width))...)
	}
	if len(c.plan.Findings) > 0 {
		lines = append(lines, "")
	}
	for i := range c.plan.Findings {
		lines = append(lines, form.Problem(th, c.plan.Findings[i].Finding, true, width)...)
	}
	for i := range c.plan.Changes {
		lines = append(lines, c.record(&c.plan.Changes[i], width)...)
	}
	if len(c.plan.Changes) == 0 && !c.plan.Failed() {
		lines = append(lines, "", th.Text.Render(screen.Clip("The records say this already: there is nothing to save.", width)))
	}
	return lines
}

// record is one record that is touched: its name, then its fields.
func (c *confirm) record(ch *store.Change, width int) []string {
	lines := []string{"", c.env.Theme.Accent.Render(screen.Clip(c.heading(ch), width))}
	fields := ch.Fields
	if ch.Create() {
		fields = make([]store.FieldChange, len(ch.Fields))
		for i, f := range ch.Fields { // a new record has no old values to show
			fields[i] = store.FieldChange{Field: f.Field, Old: f.New, New: f.New}
		}
	}
	for _, l := range diff.Lines(c.env.Theme, fields, max(1, width-2)) {
		lines = append(lines, "  "+l)
	}
	return lines
}

// heading names a record as people know it: a device by its asset tag, too.
func (c *confirm) heading(ch *store.Change) string {
	name := string(ch.Record) + " " + text.Visible(ch.Key)
	if d := c.records.Device(ch.Key); ch.Record == store.KindDevice && d != nil {
		name = strings.TrimSpace("device " + text.Visible(d.AssetTag) + "  " + text.Visible(d.Serial))
	}
	if u := c.records.User(ch.Key); ch.Record == store.KindUser && u != nil && u.FullName != "" {
		name += "  " + text.Visible(u.FullName)
	}
	switch {
	case ch.Create():
		name += "  (new record)"
	case ch.Delete:
		name += "  (the record goes)"
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func styled(style lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = style.Render(l)
	}
	return out
}

// sentence is a screen with nothing but words on it.
func sentence(style lipgloss.Style, words string, width, height int) string {
	lines := append([]string{""}, styled(style, screen.Wrap(words, max(1, width-2)))...)
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return strings.Join(lines[:min(len(lines), height)], "\n")
}
