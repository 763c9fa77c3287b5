package home

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

// Columns of a counted line: label, bar, words.
const (
	labelWidth = 32
	wordsWidth = 22
	barLongest = 60
	narrow     = labelWidth + wordsWidth + 8 // below this there is no room for a bar
)

func (s *state) lines(th *theme.Theme, width int) []page.Line {
	lines := page.Heading(th, "Sites")[1:]
	for _, x := range s.sites {
		words := fmt.Sprintf("%5d held %5d spare", x.held, x.spare)
		if width < narrow {
			words = fmt.Sprintf("%d of %d", x.held, x.devices)
		}
		lines = append(lines, page.Line{
			Key:  "site:" + x.Code,
			Text: counted(th, x.Code+"  "+x.Name, x.held, x.devices, words, width),
			Open: screen.OpenMsg{Name: "devices", Arg: "site:" + x.Code},
		})
	}
	if len(s.sites) == 0 {
		lines = append(lines, page.Note(th, "No site is on record yet: import an inventory file (4 Bulk).", width)...)
	}
	lines = append(lines, page.Heading(th, "Needs attention")...)
	lines = append(lines, s.attention(th, width)...)
	lines = append(lines, page.Heading(th, "Reviews to go on with")...)
	lines = append(lines, s.openReviews(th, width)...)
	lines = append(lines, page.Heading(th, "Last imports")...)
	return append(lines, s.lastImports(th, width)...)
}

func (s *state) attention(th *theme.Theme, width int) []page.Line {
	lines := make([]page.Line, 0, len(concerns))
	for i, c := range concerns {
		list, all := "users", s.users
		if c.record == store.KindDevice {
			list, all = "devices", s.devices
		}
		words := fmt.Sprintf("%5d of %d %s", s.counts[i], all, list)
		if width < narrow {
			words = strconv.Itoa(s.counts[i])
		}
		lines = append(lines, page.Line{
			Key:  c.query,
			Text: counted(th, c.label, s.counts[i], all, words, width),
			Open: screen.OpenMsg{Name: list, Arg: c.query},
		})
	}
	return lines
}

// counted is a label, a bar and the count in words; without room for a bar it goes without.
func counted(th *theme.Theme, label string, n, all int, words string, width int) string {
	if width < narrow {
		return screen.Fit(label, width-screen.Width(words)-1) + " " + words
	}
	length := min(barLongest, width-labelWidth-wordsWidth-2)
	return screen.Fit(label, labelWidth) + " " + bar(th, n, all, length) + " " + words
}

// bar is n of all as a bar of length cells; something is never drawn as nothing.
func bar(th *theme.Theme, n, all, length int) string {
	full := 0
	if all > 0 {
		full = n * length / all
	}
	if n > 0 {
		full = max(1, full)
	}
	return th.Accent.Render(strings.Repeat("█", full)) + th.Dim.Render(strings.Repeat("·", length-full))
}

func (s *state) openReviews(th *theme.Theme, width int) []page.Line {
	if len(s.reviews) == 0 {
		return page.Note(th, "None.", width)
	}
	lines := make([]page.Line, 0, len(s.reviews))
	for _, r := range s.reviews {
		id := strconv.FormatInt(r.ID, 10)
		what := page.Values("  ", trail.Moment(r.Touched, s.zone), r.FileName, r.Mode, r.Site)
		if r.Later > 0 {
			what += fmt.Sprintf("  %d undecided", r.Later)
		}
		lines = append(lines, page.Line{
			Key: "review:" + id, Text: what,
			Open: screen.OpenMsg{Name: "bulk", Arg: "review:" + id},
		})
	}
	return lines
}

func (s *state) lastImports(th *theme.Theme, width int) []page.Line {
	if len(s.imports) == 0 {
		return page.Note(th, "None yet: 4 opens Bulk, where files are picked.", width)
	}
	lines := make([]page.Line, 0, len(s.imports))
	for _, a := range s.imports {
		id := strconv.FormatInt(a.ID, 10)
		what := page.Values("  ", trail.Moment(a.At, s.zone), trail.Save(a.Kind, a.ID), a.Title)
		if a.UndoneBy != 0 {
			what += th.Dim.Render("  undone by " + trail.Save(store.ActUndo, a.UndoneBy))
		}
		lines = append(lines, page.Line{
			Key: "act:" + id, Text: what + th.Dim.Render("  "+text.Visible(a.Operator)),
			Open: screen.OpenMsg{Name: "act", Arg: id},
		})
	}
	return lines
}
