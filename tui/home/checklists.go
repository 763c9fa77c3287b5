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

// walked lists the open checklists, each with the step to do next, and whose it is where it is not the operator's. Who or
// what they are about is cut last.
func (s *state) walked(th *theme.Theme, width int) []page.Line {
	list := make([]worded, min(shownChecklists, len(s.checklists)))
	for i := range list {
		c := &s.checklists[i]
		when, name := s.when(c.Touched.At, width), "checklist "+c.Checklist.Number
		list[i] = worded{
			key: "checklist:" + c.Checklist.Number, end: s.standing(c, width), open: screen.OpenMsg{Name: "checklist", Arg: c.Checklist.Number},
			wordings: []string{page.Values("  ", when, name, c.Title, c.About), page.Values("  ", name, c.Title, c.About), page.Values("  ", c.Title, c.About)},
		}
	}
	lines := drawn(list, width, th.Dim)
	if more := len(s.checklists) - shownChecklists; more > 0 {
		lines = append(lines, page.Line{
			Key: "more checklists", Text: th.Dim.Render(screen.Clip(fmt.Sprintf("and %d more checklists: 5 lists them", more), width)),
			Open: screen.OpenMsg{Name: "checklists"},
		})
	}
	return lines
}

// standing is where a checklist is, and with whom; a narrow line has room for one of them.
func (s *state) standing(c *procedure.Summary, width int) string {
	step, whose := "step "+c.Place, ""
	if c.Checklist.Owner != s.operator {
		whose = "with " + c.Checklist.Owner
	}
	if whose != "" && width < roomForNames {
		step = ""
	}
	return "  " + page.Values("  ", step, whose)
}
