package home

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"homeroom/store"
	"homeroom/tui/page"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// reviewed lists the operator's open reviews, the one touched last first. Those of colleagues wait for somebody else: a
// line says that there are some, and where.
func (s *state) reviewed(th *theme.Theme, width int) []page.Line {
	list := make([]worded, min(shownReviews, len(s.reviews)))
	for i := range list {
		r := &s.reviews[i]
		id := strconv.FormatInt(r.ID, 10)
		list[i] = worded{
			key: "review:" + id, end: s.progress(r, width), open: screen.OpenMsg{Name: "bulk", Arg: "review:" + id},
			wordings: []string{
				page.Values("  ", s.when(r.Touched, width), "review", r.FileName, r.Mode, r.Site), page.Values("  ", "review", r.FileName, r.Mode, r.Site),
				page.Values("  ", r.FileName, r.Mode, r.Site), page.Values("  ", r.FileName, r.Site),
			},
		}
	}
	lines := drawn(list, width, th.Warn)
	if more := len(s.reviews) - shownReviews; more > 0 {
		lines = append(lines, toBulk(th, "more reviews", fmt.Sprintf("and %d more reviews: 4 lists them", more), width))
	}
	if n := len(s.theirs); n == 1 {
		lines = append(lines, toBulk(th, "their reviews", "a review by "+s.theirs[0].Operator+" is open: 4 lists it", width))
	} else if n > 1 {
		lines = append(lines, toBulk(th, "their reviews", fmt.Sprintf("%d reviews by %s are open: 4 lists them", n, owners(s.theirs)), width))
	}
	return lines
}

func toBulk(th *theme.Theme, key, words string, width int) page.Line {
	return page.Line{Key: key, Text: th.Dim.Render(screen.Clip(page.Values("", words), width)), Open: screen.OpenMsg{Name: "bulk"}}
}

// progress says how far a review is and when it ages out; a narrow line has room for one of them.
func (s *state) progress(r *store.Review, width int) string {
	decided, ages := "nothing decided yet", s.ages(r, width)
	switch {
	case r.Later > 0:
		decided = fmt.Sprintf("%d undecided", r.Later)
	case r.Decided > 0:
		decided = fmt.Sprintf("%d decided", r.Decided)
	}
	if ages != "" && width < roomForNames {
		return ages
	}
	return "  " + decided + ages
}

// ages says when a review ages out, where that is within a week: near enough to go without its year.
func (s *state) ages(r *store.Review, width int) string {
	const week = 7 * 24 * time.Hour
	if r.Ages.IsZero() || r.Ages.Sub(s.at) > week {
		return ""
	}
	if width < roomForNames {
		return "  ages out " + r.Ages.In(s.zone).Format("01-02")
	}
	return "  ages out on " + r.Ages.In(s.zone).Format(time.DateOnly)
}

// owners names those whose reviews they are: the first few, and how many more there are.
func owners(list []store.Review) string {
	const few = 3
	var names []string
	for i := range list {
		if !slices.Contains(names, list[i].Operator) {
			names = append(names, list[i].Operator)
		}
	}
	if more := len(names) - few; more > 0 {
		names = append(names[:few], fmt.Sprintf("%d more", more))
	}
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
