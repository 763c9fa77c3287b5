package history

import (
	"strconv"
	"strings"
	"time"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/page"
	"homeroom/tui/report"
	"homeroom/tui/screen"
	"homeroom/tui/trail"
)

// roomy is the width from which the times of a holding and its name stand on one line.
const roomy = 70

// lines draws the biography: what lasts first, then what was, the newest first, then all that happened.
func (b *biography) lines(width int) []page.Line {
	th := b.env.Theme
	lines := b.named(width)
	now, before := b.stretches()
	for _, part := range []struct {
		title, none string
		list        []report.Stretch
	}{{b.heading(), b.nothing(), now}, {"Before", "", before}} {
		if len(part.list) == 0 && part.none == "" {
			continue
		}
		lines = append(lines, page.Heading(th, part.title)...)
		if len(part.list) == 0 {
			lines = append(lines, page.Note(th, part.none, width)...)
		}
		for _, s := range part.list {
			lines = append(lines, b.stretch(s, width)...)
		}
	}
	lines = append(lines, page.Heading(th, "Everything that happened, newest first")...)
	if lines[0].Text == "" { // a heading stands first
		lines = lines[1:]
	}
	return append(lines, trail.Lines(th, b.life.Entries, b.life.Record, b.zone, width)...)
}

// named says what it is about; where there is little room the top line has to do.
func (b *biography) named(width int) []page.Line {
	th := b.env.Theme
	gone := th.Warn.Render("no longer on record")
	switch {
	case width >= roomy && b.life.Gone:
		return []page.Line{{Text: screen.Clip(th.Title.Render(page.Values("  ", b.life.Name, b.life.Key))+"  "+gone, width), Still: true}}
	case width >= roomy:
		return []page.Line{{Text: screen.Clip(th.Title.Render(page.Values("  ", b.life.Name, b.life.Key)), width), Still: true}}
	case b.life.Gone:
		return []page.Line{{Text: gone, Still: true}}
	}
	return nil
}

func (b *biography) heading() string {
	if b.life.Record == store.KindDevice {
		return "Held now by"
	}
	return "Holds now"
}

func (b *biography) nothing() string {
	switch {
	case b.life.Record == store.KindDevice && b.life.Gone:
		return "Nobody: it is no longer on record."
	case b.life.Record == store.KindDevice:
		return "Nobody."
	}
	return "No device."
}

// stretches are what lasts, and what was, the newest first.
func (b *biography) stretches() (now, before []report.Stretch) {
	all := report.Stretches(&b.life)
	for i := len(all) - 1; i >= 0; i-- {
		switch s := all[i]; {
		case !s.To.IsZero():
			before = append(before, s)
		case s.Holding != nil:
			now = append(now, s)
		default: // nobody now, since then
			now = append(now, s)
		}
	}
	return now, before
}

// stretch draws one time: from when to when, who and how long, and below it what it began and ended with.
func (b *biography) stretch(s report.Stretch, width int) []page.Line {
	th := b.env.Theme
	end := s.To
	if end.IsZero() {
		end = b.now
	}
	times, long := b.days(s), report.Span(s.From, end)
	h := s.Holding
	if h == nil {
		return []page.Line{{Text: th.Dim.Render(screen.Clip(times+"  nobody, "+long, width)), Still: true}}
	}
	name := text.Visible(report.Named(b.life.Record, h))
	if s.To.IsZero() {
		name = th.Title.Render(name)
	}
	if b.marked[h.Began.ID] {
		name = th.Accent.Render("◆ ") + name
	}
	line := page.Line{Key: "held:" + strconv.FormatInt(h.Began.ID, 10), Open: save(h.Began)}
	var lines []page.Line
	if width >= roomy {
		line.Text = screen.Clip(times+"  "+name+th.Dim.Render(", "+long), width)
		lines = append(lines, line)
	} else {
		line.Text = screen.Clip(name, width)
		lines = append(lines, line, page.Line{Text: screen.Clip("  "+strings.TrimRight(times, " ")+th.Dim.Render(", "+long), width), Still: true})
	}
	lines = append(lines, b.turn("began", h.Began, width)...)
	if h.Ended != nil {
		ended := b.turn("ended", h.Ended, width)
		ended[0].Key, ended[0].Open, ended[0].Still = "ended:"+strconv.FormatInt(h.Ended.ID, 10), save(h.Ended), false
		lines = append(lines, ended...)
	}
	return lines
}

// days are from when to when, in one column of days; within one day, of hours.
func (b *biography) days(s report.Stretch) string {
	from, to := s.From.In(b.zone), s.To.In(b.zone)
	words := from.Format(time.DateOnly) + " → now"
	switch {
	case s.To.IsZero():
	case from.Format(time.DateOnly) == to.Format(time.DateOnly):
		words = from.Format(time.DateOnly) + " " + from.Format("15:04") + "–" + to.Format("15:04")
	default:
		words = from.Format(time.DateOnly) + " → " + to.Format(time.DateOnly)
	}
	return screen.Fit(words, len("2026-01-01")+3+len("2026-01-01"))
}

// turn is what a holding began or ended with, and who did it.
func (b *biography) turn(word string, e *store.Entry, width int) []page.Line {
	words := word + " " + report.Moment(e.At, b.zone) + " with " + report.Origin(e) + ", by " + e.Operator
	var lines []page.Line
	for _, l := range screen.Wrap(words, max(1, width-2)) {
		lines = append(lines, page.Line{Text: "  " + b.env.Theme.Dim.Render(l), Still: true})
	}
	return lines
}

func save(e *store.Entry) screen.OpenMsg {
	return screen.OpenMsg{Name: "act", Arg: strconv.FormatInt(e.Act, 10)}
}

// under is the entry that the line under the cursor tells of, else the newest; nil when there is none.
func (b *biography) under() *store.Entry {
	if !b.known || len(b.life.Entries) == 0 {
		return nil
	}
	_, number, _ := strings.Cut(b.page.Key(), ":")
	for i := range b.life.Entries {
		if strconv.FormatInt(b.life.Entries[i].ID, 10) == number {
			return &b.life.Entries[i]
		}
	}
	return &b.life.Entries[len(b.life.Entries)-1]
}

// other is the other side of the holding under the cursor, else the record itself.
func (b *biography) other() (store.Kind, string) {
	if !b.known {
		return "", ""
	}
	e := b.under()
	for i := range b.life.Holdings {
		h := &b.life.Holdings[i]
		if e == nil || h.Began.ID != e.ID && (h.Ended == nil || h.Ended.ID != e.ID) {
			continue
		}
		if b.life.Record == store.KindDevice {
			return store.KindUser, h.UserID
		}
		return store.KindDevice, h.Serial
	}
	return b.life.Record, b.life.Key
}
