package home

import (
	"cmp"
	"fmt"
	"slices"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// shownChecklists is how many open checklists have a line of their own.
const shownChecklists = 5

// readChecklists reads the open checklists: the operator's own first, then those touched last.
func readChecklists(env screen.Env) ([]procedure.Summary, error) {
	all, err := procedure.List(env.Context, env.Store)
	list := slices.DeleteFunc(all, func(s procedure.Summary) bool { return s.Checklist.State != store.ChecklistOpen })
	slices.SortStableFunc(list, func(a, b procedure.Summary) int {
		return cmp.Or(others(&a, env.Operator)-others(&b, env.Operator), b.Touched.At.Compare(a.Touched.At))
	})
	return list, err
}

func others(s *procedure.Summary, operator string) int {
	if s.Checklist.Owner == operator {
		return 0
	}
	return 1
}

// walked lists the open checklists, each with the step to do next, and whose it is where it is not the operator's.
func (s *state) walked(th *theme.Theme, width int) []page.Line {
	var lines []page.Line
	for i := range s.checklists[:min(shownChecklists, len(s.checklists))] {
		c := &s.checklists[i]
		whose := ""
		if c.Checklist.Owner != s.operator {
			whose = "with " + c.Checklist.Owner
		}
		what := page.Values("  ", s.when(c.Touched.At, width), "checklist "+c.Checklist.Number, c.Title, c.About)
		end := "  " + page.Values("  ", "step "+c.Place, whose)
		lines = append(lines, page.Line{
			Key: "checklist:" + c.Checklist.Number, Text: screen.Clip(what, max(0, width-screen.Width(end))) + th.Dim.Render(screen.Clip(end, width)),
			Open: screen.OpenMsg{Name: "checklist", Arg: c.Checklist.Number},
		})
	}
	if more := len(s.checklists) - shownChecklists; more > 0 {
		lines = append(lines, page.Line{
			Key: "more checklists", Text: th.Dim.Render(screen.Clip(fmt.Sprintf("and %d more checklists: 5 lists them", more), width)),
			Open: screen.OpenMsg{Name: "checklists"},
		})
	}
	return lines
}
