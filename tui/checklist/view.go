package checklist

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/report"
	"homeroom/tui/screen"
)

// Sizes: a line is no longer than can be read well, and below this height no line is spared for the eye.
const (
	widest = 100
	short  = 12
	margin = 2 // cells before what the step says
)

// View draws what it is about, the steps with the one to do now in the middle, and below it the one key.
func (w *walk) View(width, height int) string {
	width = min(width, widest)
	if !w.known {
		words, style := "Reading the checklist …", w.env.Theme.Dim
		if w.failed != "" {
			words, style = w.failed, w.env.Theme.Bad
		}
		return strings.Join(styled(style, screen.Wrap(words, width)), "\n")
	}
	if w.mode == modeAbandon {
		return w.viewLeaving(width, height)
	}
	head := w.head(width, height)
	foot := w.foot(width, max(1, height/2))
	if height >= short {
		head, foot = append(head, ""), append([]string{""}, foot...)
	}
	room := max(1, height-len(head)-len(foot))
	lines, from, to := w.lines(width, room)
	body := w.text.view(w.env.Theme, lines, from, to, width, room)
	for len(body) < room {
		body = append(body, "")
	}
	if w.mode == modeAsk { // what was just drawn may have been the rest of it
		copy(foot[len(foot)-1:], w.foot(width, 1))
	}
	return strings.Join(append(append(head, body...), foot...), "\n")
}

// head is what the checklist is about and how far it is. A long one takes a second line where there is room: it ends in
// the person.
func (w *walk) head(width, height int) []string {
	th := w.env.Theme
	place := w.place()
	room := max(1, width-screen.Width(place)-2)
	lines := []string{screen.Clip(w.walk.Title, room)}
	if height >= short {
		lines = screen.Wrap(w.walk.Title, room)
	}
	if len(lines) > 2 {
		lines = []string{lines[0], screen.Clip(strings.Join(lines[1:], " "), width)}
	}
	head := styled(th.Title, lines)
	head[0] = screen.Fill(head[0], width-screen.Width(place)) + th.Dim.Render(place)
	return head
}

func (w *walk) place() string {
	if now := w.walk.Now(); now != nil && w.walk.Open() {
		return fmt.Sprintf("step %d of %d", now.Number, now.Of)
	}
	return string(w.walk.Checklist.State)
}

// lines are all steps from the first to the last; from–to is the one to do now.
func (w *walk) lines(width, room int) (lines []string, from, to int) {
	lines = styled(w.env.Theme.Dim, screen.Wrap(w.about(), width))
	for i := range w.walk.Stages {
		s := &w.walk.Stages[i]
		if s.Key != w.step || !w.walk.Open() {
			if s.Key == w.looked {
				w.text.want = len(lines) + 1
			}
			lines = append(lines, w.row(s, width)...)
			continue
		}
		block := w.block(width, room)
		blank := room > short && len(block) <= room-4
		if blank {
			lines = append(lines, "")
		}
		from = len(lines)
		lines = append(lines, block...)
		to = len(lines)
		if blank {
			lines = append(lines, "")
		}
	}
	if to == 0 {
		from = len(lines)
		lines = append(lines, w.ended(width)...)
		to = len(lines)
	}
	return lines, from, to
}

// about says who began it, when, and with whom it is.
func (w *walk) about() string {
	c := &w.walk.Checklist
	words := fmt.Sprintf("Checklist %s, begun %s by %s", c.Number, report.Stamp(w.walk.Started.At, w.zone), w.walk.Started.Operator)
	switch {
	case c.Sender != "":
		words += fmt.Sprintf("; %s handed it over to %s", c.Sender, c.Owner)
	case c.Owner != w.walk.Started.Operator:
		words += "; it is with " + c.Owner
	}
	return words
}

// ended says how it ended.
func (w *walk) ended(width int) []string {
	words := "It is done: every step, by whom and when, stands above."
	if w.walk.Checklist.State == store.ChecklistAbandoned {
		words = fmt.Sprintf("It was abandoned by %s at %s.", w.walk.Touched.Operator, report.Stamp(w.walk.Touched.At, w.zone))
	}
	return append([]string{""}, styled(w.env.Theme.Good, screen.Wrap(words, width))...)
}

// ending is what whoever touched it last did to a checklist that is over.
func (w *walk) ending() string {
	if w.walk.Checklist.State == store.ChecklistAbandoned {
		return "abandoned"
	}
	return "ended"
}

// row is a step that is not the one to do now: done with who and when, or ahead.
func (w *walk) row(s *procedure.Stage, width int) []string {
	th := w.env.Theme
	sign, style, end := " ", th.Dim, ""
	var below []string
	switch {
	case s.State == procedure.StateDone:
		sign, end = "✓", w.doneBy(s)
	case s.State == procedure.StateBroken:
		sign, style, end = "!", th.Warn, "to be done again"
		below = append(below, s.Why)
	case s.State == procedure.StateSkipped:
		sign = "–"
	case s.State == procedure.StateMissed:
		sign, end = "–", s.Unpressed()
	}
	if told := w.unpressed(s); told != "" {
		below = append(below, told)
	}
	if s.Key == w.looked {
		sign, style = "›", th.Accent
	}
	for i := range s.Before {
		below = append(below, earlier(&s.Before[i], w.moment(s.Before[i].At)))
	}
	if s.Done != nil {
		below = append(below, told(s.Done)...)
	}
	for _, n := range s.Notes {
		below = append(below, n.Operator+": “"+n.Note+"”")
	}
	name := sign + " " + strconv.Itoa(s.Number) + "  "
	room := width - screen.Width(name) - screen.Width(end) - 2
	switch full, tag := shortName(s), tagged(s); {
	case screen.Width(full) <= room:
		name += full
	case screen.Width(tag) <= room:
		name += tag
	default:
		name = screen.Clip(name+tag, width)
		if end != "" {
			below, end = append([]string{end}, below...), ""
		}
	}
	lines := []string{style.Render(screen.Fill(name, width-screen.Width(end)) + end)}
	for _, words := range below {
		for _, l := range screen.Wrap(words, max(1, width-5)) {
			lines = append(lines, "     "+style.Render(l))
		}
	}
	return lines
}

// told is what is noted of a time that a step was done, and what became of it.
func told(d *procedure.Done) []string {
	var words []string
	if d.Note != "" {
		words = append(words, "“"+d.Note+"”")
	}
	if d.Fate != "" {
		words = append(words, d.Fate)
	}
	return words
}

// earlier is a time that a step was done before it was done again, with what is noted of it.
func earlier(d *procedure.Done, at string) string {
	return strings.Join(append([]string{"done before, " + at + " by " + d.Operator}, told(d)...), "; ")
}

// unpressed tells of a step that nobody pressed what was seen, or why it does not apply.
func (w *walk) unpressed(s *procedure.Stage) string {
	switch {
	case s.State == procedure.StateDone && s.Done == nil:
		return s.Why
	case s.State == procedure.StateSkipped && s.Why == "", s.State == procedure.StateMissed:
		return ""
	case s.State == procedure.StateSkipped && w.walk.Open():
		return "does not apply: " + s.Why
	}
	return s.Unpressed()
}

// doneBy is who did a step and when; what was seen to be so by itself was done by nobody.
func (w *walk) doneBy(s *procedure.Stage) string {
	if s.Done == nil {
		return "seen to be done"
	}
	return "done " + w.moment(s.Done.At) + " by " + text.Visible(s.Done.Operator)
}

// moment is a time, without its day where that is today.
func (w *walk) moment(at time.Time) string {
	at = at.In(w.zone)
	if now := w.env.Now().In(w.zone); at.YearDay() == now.YearDay() && at.Year() == now.Year() {
		return report.Clock(at, w.zone)
	}
	return report.Stamp(at, w.zone)
}

// shortName is a step in one line, with its device.
func shortName(s *procedure.Stage) string {
	if s.Device == nil {
		return s.Title
	}
	return s.Title + " · " + deviceName(s.Device)
}

// tagged is a step in one line that has no room for more than the device's tag.
func tagged(s *procedure.Stage) string {
	if s.Device == nil {
		return s.Title
	}
	return s.Title + " · " + text.Visible(cmp.Or(s.Device.AssetTag, s.Device.Serial))
}

// stageName is a step in a sentence.
func stageName(s *procedure.Stage) string {
	return "step " + strconv.Itoa(s.Number) + ", " + lower(shortName(s))
}

func lower(words string) string {
	if words == "" {
		return ""
	}
	return strings.ToLower(words[:1]) + words[1:]
}

// upper begins a record's name with a capital, unless it is what people call a device: that is as it stands on record.
func upper(kind store.Kind, name string) string {
	if kind == store.KindDevice || name == "" {
		return name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func deviceName(d *store.Device) string {
	return text.Visible(strings.TrimSpace(d.KindName() + " " + cmp.Or(d.AssetTag, d.Serial)))
}

func decimal(n int) string { return strconv.Itoa(n) }

func styled(style lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = style.Render(l)
	}
	return out
}
