package home

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/trail"
)

// goOn lists what was left open: checklists, forms, then reviews.
func (s *state) goOn(th *theme.Theme, width int) []page.Line {
	lines := s.walked(th, width)
	for i := range s.drafts {
		d := &s.drafts[i]
		id := strconv.FormatInt(d.ID, 10)
		lines = append(lines, page.Line{
			Key: "draft:" + id,
			Text: screen.Clip(page.Values("  ", s.when(d.Touched, width), "form", draftName(d))+
				th.Dim.Render("  "+fields(len(d.Values))), width),
			Open: screen.OpenMsg{Name: "draft", Arg: id},
		})
	}
	return append(lines, s.reviewed(th, width)...)
}

func draftName(d *store.Draft) string {
	if d.Key == "" {
		return "new " + string(d.Record)
	}
	return string(d.Record) + " " + d.Key
}

func fields(n int) string {
	if n == 1 {
		return "1 field typed, not saved"
	}
	return strconv.Itoa(n) + " fields typed, not saved"
}

// acted lists saves; none says what there is instead.
func (s *state) acted(th *theme.Theme, width int, acts []store.ActSummary, none string) []page.Line {
	if len(acts) == 0 {
		return page.Note(th, none, width)
	}
	lines := make([]page.Line, 0, len(acts))
	for i := range acts {
		a := &acts[i]
		id := strconv.FormatInt(a.ID, 10)
		lines = append(lines, page.Line{
			Key: "act:" + id, Text: s.act(th, a, width),
			Open: screen.OpenMsg{Name: "act", Arg: id},
		})
	}
	return lines
}

// act is one save; its title, which is long, gives way to whether it still stands and to who made it.
func (s *state) act(th *theme.Theme, a *store.ActSummary, width int) string {
	end := ""
	if by, how := a.TakenBack(); by != 0 {
		end = "  undone" + how + " by " + trail.Save(store.ActUndo, by)
	}
	if width >= roomForNames {
		end += "  " + text.Visible(a.Operator)
	}
	what := page.Values("  ", s.when(a.At, width), trail.Save(a.Kind, a.ID), a.Title)
	return screen.Clip(what, max(0, width-screen.Width(end))) + th.Dim.Render(end)
}

// roomForNames is the width from which a line also tells when, and a save by whom.
const roomForNames = 60

func (s *state) when(at time.Time, width int) string {
	if width < roomForNames {
		return ""
	}
	return trail.Moment(at, s.zone)
}

// undoes is the save that u takes back: the one under the cursor, else the operator's own newest; 0 for none.
func (h *home) undoes() int64 {
	if h.state == nil {
		return 0
	}
	if id, ok := strings.CutPrefix(h.lines().Key(), "act:"); ok {
		i := slices.IndexFunc(h.state.acts, func(a store.ActSummary) bool { return strconv.FormatInt(a.ID, 10) == id })
		if i >= 0 {
			return h.state.acts[i].ID
		}
	}
	return h.state.own()
}
