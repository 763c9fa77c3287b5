package bulk

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// tally is what the foot of a step tells about the whole file.
type tally struct {
	counts    map[importer.Status]int
	rows      int
	accepted  int
	undecided int
	mended    int // rows in which something is mended
	turned    int // rows that come out otherwise than they were shown
	proposed  int // rows for which a mend is proposed, and the columns
	reach     importer.Reach
	site      string
	left      int          // people who are only here and not accepted: whoever is not in the roster has left
	last      map[int]bool // lines that take somebody's last device
}

// tallyOf reads the figures of a plan. It is made once after every change, not at every drawing.
func tallyOf(p *importer.Plan) tally {
	t := tally{
		counts: p.Counts(), rows: len(p.Rows), accepted: p.Accepted(), undecided: p.Undecided(),
		reach: p.Reach(), site: p.Site.Code, last: map[int]bool{},
	}
	for i := range p.Notes {
		if p.Notes[i].Mend != nil {
			t.proposed++
		}
	}
	for i := range p.Rows {
		if proposes(&p.Rows[i]) {
			t.proposed++
		}
		if len(p.Rows[i].Mends) > 0 {
			t.mended++
		}
		if p.Rows[i].Turned != "" {
			t.turned++
		}
	}
	for _, line := range p.Left() {
		if p.Row(line).Verdict != store.VerdictAccept {
			t.left++
		}
	}
	for _, line := range t.reach.LastLines {
		t.last[line] = true
	}
	return t
}

// countLines shows how many rows have each status: as a table of two lines where the width allows,
// otherwise as words one after the other, which is never more than four lines of 40 cells.
func countLines(th *theme.Theme, t tally, width int) []string {
	head, figures := countTable(th, t)
	if screen.Width(head) <= width {
		return []string{head, figures}
	}
	lines := flow(countWords(th, t, " "), "  ", width)
	if len(lines) > 2 {
		return flow(countWords(th, t, ""), " ", width)
	}
	return lines
}

func countTable(th *theme.Theme, t tally) (head, figures string) {
	var names, numbers []string
	total := strconv.Itoa(t.rows)
	wide := max(len("rows"), len(total))
	names = append(names, th.Dim.Render(screen.FitRight("rows", wide)))
	numbers = append(numbers, screen.FitRight(total, wide))
	for _, s := range importer.Statuses {
		sign, word, style := th.Status(string(s))
		name, number := sign+" "+word, strconv.Itoa(t.counts[s])
		if t.counts[s] == 0 {
			style = th.Dim
		}
		wide = max(screen.Width(name), len(number))
		names = append(names, style.Render(screen.Fit(name, wide)))
		numbers = append(numbers, style.Render(screen.FitRight(number, wide)))
	}
	return " " + strings.Join(names, "  "), " " + strings.Join(numbers, "  ")
}

func countWords(th *theme.Theme, t tally, between string) []string {
	words := make([]string, 0, len(importer.Statuses)+1)
	for _, s := range importer.Statuses {
		sign, word, style := th.Status(string(s))
		if t.counts[s] == 0 {
			style = th.Dim
		}
		words = append(words, style.Render(sign+between+word+" "+strconv.Itoa(t.counts[s])))
	}
	if t.undecided > 0 {
		sign, word, style := th.Status("undecided")
		words = append(words, style.Render(sign+between+word+" "+strconv.Itoa(t.undecided)))
	}
	return words
}

// flow sets words one after the other and begins a new line where the width ends.
func flow(words []string, between string, width int) []string {
	lines := []string{""}
	for _, w := range words {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = w
		case screen.Width(*last)+screen.Width(between)+screen.Width(w) > width:
			lines = append(lines, w)
		default:
			*last += between + w
		}
	}
	return lines
}

// reachLines say what Save would take, what is still open, and how far the accepted rows reach.
func reachLines(th *theme.Theme, t tally, width int) []string {
	r := t.reach
	parts := []string{"Save takes " + many(t.accepted, "row", "rows")}
	if t.undecided > 0 {
		sign, word, style := th.Status("undecided")
		parts = append(parts, style.Render(sign+" "+figures(t.undecided)+" "+word))
	}
	if t.turned > 0 {
		parts = append(parts, th.Warn.Render(turnedSign+" "+figures(t.turned)+" otherwise than shown"))
	}
	parts = append(append(parts, mendParts(t)...), touched(r, t.site)...)
	if n := len(r.LoseLast); n > 0 {
		parts = append(parts, th.Warn.Render(many(n, "person loses the last device", "people lose their last device")))
	}
	if r.Clashes > 0 {
		parts = append(parts, th.Warn.Render(many(r.Clashes, "ID clashes elsewhere", "IDs clash elsewhere")))
	}
	return flowed(parts, width)
}

// flowed are words one after the other, a blank before each line.
func flowed(parts []string, width int) []string {
	lines := flow(parts, " · ", width-1)
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

// touched is what comes on record, who departs, and the share of the site's devices that is touched, or of all sites' where
// the rows range over several. Devices are left out where only people depart or only new devices come.
func touched(r importer.Reach, site string) (parts []string) {
	if r.Departs > 0 {
		parts = append(parts, fmt.Sprintf("%s of %s of %s depart", figures(r.Departs), many(r.SitePeople, "person", "people"), or(site, "all sites")))
	}
	if r.NewDevices > 0 {
		parts = append(parts, many(r.NewDevices, "new device", "new devices"))
	}
	switch {
	case r.Devices == 0 && parts != nil:
		return parts
	case r.SiteDevices == 0:
		return append(parts, "touches "+many(r.Devices, "device", "devices")+" on record")
	}
	return append(parts, fmt.Sprintf("touches %s of %s at %s (%.0f %%)", figures(r.Devices), many(r.SiteDevices, "device", "devices"), or(site, "all sites"), r.Share*100))
}
