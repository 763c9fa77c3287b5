package user

import (
	"fmt"

	"homeroom/store"
	"homeroom/tui/page"
	"homeroom/tui/roster"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// classesShown is how many classes stand on the page of a person: the history below them stays near.
const classesShown = 6

// lessons are the first of the person's classes, and where there are more the way to all of them; nothing where there are
// none.
func (f facts) lessons(th *theme.Theme, width int) []page.Line {
	n := len(f.classes)
	if n == 0 {
		return nil
	}
	shown := n
	if n > classesShown+1 { // a line that stands for one class says less than the class
		shown = classesShown
	}
	lines := append(page.Heading(th, count("Class", n)), roster.Lines(f.classes[:shown], width)...)
	if rest := n - shown; rest > 0 {
		lines = append(lines, page.Line{
			Key: "classes", Text: th.Dim.Render(screen.Clip(fmt.Sprintf("and %d more; Enter lists all %d", rest, n), width)),
			Open: screen.OpenMsg{Name: "classes", Arg: f.id},
		})
	}
	return lines
}

// count is the heading of so many of a kind; one is not counted.
func count(one string, n int) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf("%ses (%d)", one, n)
}

// requests are what the person was asked to enrol, with the type of the request as the vendor shows it.
func (f facts) requests(th *theme.Theme, width int) []page.Line {
	if len(f.asked) == 0 {
		return nil
	}
	lines := page.Heading(th, "Enrolment requests")
	for i := range f.asked {
		q := &f.asked[i]
		words := page.Values("  ", q.Platform, q.Type(), q.Ownership, override(q), q.Comments)
		lines = append(lines, page.Line{Key: "request:" + q.Key(), Text: screen.Clip(words, width)})
	}
	return lines
}

func override(q *store.Request) string {
	if q.OverrideMode == "" {
		return ""
	}
	return "override " + q.OverrideMode
}
