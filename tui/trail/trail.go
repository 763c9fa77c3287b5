// Package trail draws history: who, when, what for, from which line of which file, and each field old → new.
package trail

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"homeroom/store"
	"homeroom/tui/diff"
	"homeroom/tui/page"
	"homeroom/tui/report"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Moment is how a time is written everywhere: to the minute, in the session's time zone.
func Moment(at time.Time, zone *time.Location) string { return at.In(zone).Format("2006-01-02 15:04") }

// Lines draws the entries of a record of the kind own, the newest first; Enter on one opens its save. Entries of
// other records (the devices of a person) are named, and told by who got them.
func Lines(th *theme.Theme, entries []store.Entry, own store.Kind, zone *time.Location, width int) []page.Line {
	if len(entries) == 0 {
		return page.Note(th, "Nothing is on record.", width)
	}
	var lines []page.Line
	for i := len(entries) - 1; i >= 0; i-- {
		e, fate := entries[i], page.Values(", ", Fate(&entries[i], own), since(&entries[i]))
		if n, r := renamed(entries[:i+1]); r != nil {
			i -= n - 1
			lines = append(lines, head(th, &e, page.Values(", ", r.Said(), since(&e)), zone, width)...)
			lines = append(lines, besides(th, r, width)...)
			continue
		}
		if n := alike(entries[:i+1]); n > fewest {
			i -= n - 1
			e.Line, fate = 0, page.Values(", ", into(&e, n), since(&e))
		}
		lines = append(lines, head(th, &e, fate, zone, width)...)
		lines = append(lines, changes(th, &e, own, width)...)
	}
	return lines
}

// fewest is how many places in classes that one save gave or took are told one by one: more are counted.
const fewest = 3

// alike is how many of the entries, from the last one back, are places in classes that the same save gave, or took.
func alike(entries []store.Entry) (n int) {
	last := &entries[len(entries)-1]
	for i := len(entries) - 1; i >= 0; i-- {
		e := &entries[i]
		if e.Record != store.KindRoster || e.Act != last.Act || e.Created != last.Created || e.Deleted != last.Deleted || since(e) != since(last) {
			break
		}
		n++
	}
	return n
}

// into tells of places in classes by their number.
func into(e *store.Entry, n int) string {
	switch {
	case e.Created:
		return fmt.Sprintf("put into %d classes", n)
	case e.Deleted:
		return fmt.Sprintf("taken out of %d classes", n)
	}
	return fmt.Sprintf("another role in %d classes", n)
}

// head is who, when and what from; on a narrow page what from stands on lines of its own.
func head(th *theme.Theme, e *store.Entry, fate string, zone *time.Location, width int) []page.Line {
	who, what := page.Values("  ", Moment(e.At, zone), e.Operator), page.Values("  ", Source(e), fate)
	number := "  " + th.Dim.Render(Change(e.ID))
	line := page.Line{
		Key:  "entry:" + strconv.FormatInt(e.ID, 10),
		Text: who + "  " + what + number,
		Open: screen.OpenMsg{Name: "act", Arg: strconv.FormatInt(e.Act, 10)},
	}
	if screen.Width(line.Text) <= width {
		return []page.Line{line}
	}
	line.Text = who + number
	lines := []page.Line{line}
	for _, part := range screen.Wrap(what, max(1, width-2)) {
		lines = append(lines, page.Line{Text: "  " + th.Dim.Render(part), Still: true})
	}
	return lines
}

// Source says where an entry comes from: the file and its line, or the title of the save. The sheet behind an edit of
// many records was made by the program, so that nobody would know its name.
func Source(e *store.Entry) string {
	if e.FileName == "" || e.Line == 0 || e.Kind == store.ActEdit {
		return e.Title
	}
	return e.FileName + " " + report.Line(e)
}

// Fate says what the entry did beyond its fields: a record created or deleted, another record.
func Fate(e *store.Entry, own store.Kind) string {
	var did []string
	if became := report.Became(e); became != "" {
		did = append(did, became)
	}
	if about := report.Person(e.Record, e.Key, e.Fields); e.Record != own && (did == nil || about == "") {
		did = append(did, report.Called(e.Record, e.Key, e.Fields))
	}
	return strings.Join(did, ", ")
}

func since(e *store.Entry) string {
	if e.UndoneBy != 0 {
		return "undone since"
	}
	return ""
}

// changes are an entry's fields, indented. A creation is told by its head alone, as the record shows what it
// brought in, save for who got the device; so is what happened to another record.
func changes(th *theme.Theme, e *store.Entry, own store.Kind, width int) []page.Line {
	fields := e.Fields
	if e.Created || e.Deleted || e.Record != own {
		fields = only(fields, store.FieldUsername)
	}
	lines := make([]page.Line, 0, len(fields))
	for _, l := range diff.Lines(th, fields, max(1, width-2)) {
		lines = append(lines, page.Line{Text: "  " + l, Still: true})
	}
	return lines
}

func only(fields []store.FieldChange, wanted store.Field) []store.FieldChange {
	for _, f := range fields {
		if f.Field == wanted {
			return []store.FieldChange{f}
		}
	}
	return nil
}
