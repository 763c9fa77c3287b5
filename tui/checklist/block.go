package checklist

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/diff"
	"homeroom/tui/form"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// block is the step to do now, set off by a bar at its left; where it would be too long for its room, no line is spared
// for the eye.
func (w *walk) block(width, room int) []string {
	body := w.body(width, room, true)
	if len(body) > room-2 {
		body = w.body(width, room, false)
	}
	bar := w.env.Theme.Accent.Render("┃") + " "
	for i, l := range body {
		body[i] = bar + l
	}
	return body
}

// body is the step, large and plain: what to do, what moved meanwhile, what the records say and will say, what stands
// against it.
func (w *walk) body(width, room int, roomy bool) []string {
	th, s := w.env.Theme, &w.shown
	inner := max(1, width-margin)
	heading := strconv.Itoa(s.Number) + "  " + s.Title
	if s.Device != nil {
		heading += " · " + deviceName(s.Device)
	}
	body := styled(th.Title, screen.Wrap(heading, inner))
	part := func(style lipgloss.Style, words ...string) {
		for _, said := range words {
			if said != "" {
				body = append(body, styled(style, screen.Wrap(said, inner))...)
			}
		}
	}
	gap := func() {
		if roomy {
			body = append(body, "")
		}
	}
	if w.mode == modeForm { // the fields first: they have the keyboard
		body = append(body, w.fields(inner, room-len(body)-1)...)
	}
	gap()
	part(th.Text, s.Text)
	if s.State == procedure.StateBroken {
		part(th.Warn, "! It was done, and does not hold any more: "+s.Why)
	}
	part(th.Warn, w.meanwhile()...)
	if s.Sight != nil && !slices.Contains(s.Blocked, s.Sight.Told) {
		part(th.Accent, screen.Sentence(s.Sight.Told))
	}
	for _, more := range [][]string{w.facts(inner, roomy), w.answers(inner, room), w.standing(inner)} {
		if len(more) > 0 {
			gap()
			body = append(body, more...)
		}
	}
	for _, n := range s.Notes {
		part(th.Dim, fmt.Sprintf("Note of %s, %s: %s", n.Operator, w.moment(n.At), n.Note))
	}
	return body
}

// answers are the fields of the step while something else has the keyboard.
func (w *walk) answers(width, room int) []string {
	if w.mode == modeForm {
		return nil
	}
	return w.fields(width, room)
}

// standing is what stands against the step, or that nothing is left to do.
func (w *walk) standing(width int) []string {
	against := w.against(width)
	if s := &w.shown; s.Already && s.Step.Do != nil && w.mode != modeForm {
		against = append(against, w.env.Theme.Dim.Render(screen.Clip("= The records say so already: nothing is left to change.", width)))
	}
	return against
}

// moves is how many changes of others are told of.
const moves = 4

// meanwhile is what others changed since the last step, the newest last.
func (w *walk) meanwhile() []string {
	moved := w.walk.Besides(&w.shown)
	var words []string
	if more := len(moved) - moves; more > 0 {
		words, moved = []string{fmt.Sprintf("Meanwhile: %s; the newest:", count(more, "more change"))}, moved[more:]
	}
	for i := range moved {
		words = append(words, "Meanwhile: "+text.Visible(moved[i].Sentence)+".")
	}
	return words
}

// facts are the records with their fields, old → new.
func (w *walk) facts(width int, roomy bool) []string {
	th, s := w.env.Theme, &w.shown
	var lines []string
	for i := 0; i < len(s.Facts); {
		name, j := s.Facts[i].Name, i
		var fields []store.FieldChange
		for ; j < len(s.Facts) && s.Facts[j].Name == name && s.Facts[j].Key == s.Facts[i].Key; j++ {
			fields = append(fields, w.field(&s.Facts[j]))
		}
		if i > 0 && roomy {
			lines = append(lines, "")
		}
		lines = append(lines, th.Accent.Render(screen.Clip(upper(s.Facts[i].Record, text.Visible(name))+w.fate(&s.Facts[i]), width)))
		if s.Facts[i].Record == store.KindMember { // all there is to say of it is said
			fields = nil
		}
		for _, l := range w.told(fields, max(1, width-2), roomy) {
			lines = append(lines, "  "+l)
		}
		i = j
	}
	return lines
}

// told are the fields of a record; where there is little room those that stay as they are share their lines.
func (w *walk) told(fields []store.FieldChange, width int, roomy bool) []string {
	th := w.env.Theme
	if roomy {
		return diff.Lines(th, fields, width)
	}
	var stay []string
	var change []store.FieldChange
	for _, f := range fields {
		if f.Old != f.New {
			change = append(change, f)
			continue
		}
		value := f.Old
		if value == "" {
			value = page.Empty
		}
		stay = append(stay, f.Field.Label()+" "+value)
	}
	var lines []string
	if len(stay) > 0 {
		lines = styled(th.Dim, screen.Wrap(strings.Join(stay, " · "), width))
	}
	return append(lines, diff.Lines(th, change, width)...)
}

// field is a line as a change; what goes with its record is shown as it is.
func (w *walk) field(l *procedure.Line) store.FieldChange {
	f := store.FieldChange{Field: l.Field, Old: l.Now, New: l.Will}
	for i := range w.shown.Changes {
		if c := &w.shown.Changes[i]; c.Delete && c.Record == l.Record && c.Key == l.Key {
			f.New = f.Old
		}
	}
	return f
}

// fate says that a record comes or goes.
func (w *walk) fate(f *procedure.Line) string {
	for i := range w.shown.Changes {
		switch c := &w.shown.Changes[i]; {
		case c.Record != f.Record || c.Key != f.Key:
		case c.Record == store.KindMember && c.Delete:
			return "  (the person goes out of it)"
		case c.Record == store.KindMember:
			return "  (the person comes into it)"
		case c.Create():
			return "  (new record)"
		case c.Delete:
			return "  (the record goes)"
		}
	}
	return ""
}

// fields are what the step asks for: a form while it has the keyboard, else what was typed or is known.
func (w *walk) fields(width, room int) []string {
	if w.values == nil {
		return nil
	}
	if w.mode == modeForm {
		return strings.Split(w.values.View(width, max(1, room)), "\n")
	}
	th := w.env.Theme
	var lines []string
	for _, a := range w.shown.Asks {
		value := th.Text.Render(screen.Clip(text.Visible(a.Value), width))
		if a.Value == "" {
			value = th.Dim.Render("(empty)")
			if a.Required {
				value = th.Warn.Render("(needed)")
			}
		}
		lines = append(lines, screen.Clip(th.Dim.Render(screen.Fit(a.Field.Label(), 14))+" "+value, width))
	}
	return lines
}

// against is why the step cannot be done yet, and what the rules say of it. What a rule refuses is said once.
func (w *walk) against(width int) []string {
	th, s := w.env.Theme, &w.shown
	var lines []string
	refused := false
	for i := range s.Findings {
		refused = refused || s.Findings[i].Severity == store.SeverityError
		lines = append(lines, form.Problem(th, s.Findings[i].Finding, true, width)...)
	}
	if refused || w.values != nil && w.missing() != "" && len(s.Blocked) == 0 {
		return lines
	}
	for _, words := range s.Blocked {
		for i, l := range screen.Wrap(screen.Sentence(words), max(1, width-2)) {
			sign := "  "
			if i == 0 {
				sign = "! "
			}
			lines = append(lines, th.Warn.Render(sign+l))
		}
	}
	return lines
}
