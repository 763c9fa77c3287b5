// Package roster draws classes in a line each, for the page of a person and for a page of its own.
package roster

import (
	"cmp"
	"fmt"
	"strings"

	"homeroom/store"
	"homeroom/tui/page"
	"homeroom/tui/screen"
)

// Lines are classes of a person, a line each, which leads to the class: what it is, who teaches it and how many students it
// has.
func Lines(list []store.Attended, width int) []page.Line {
	names, ids := 0, 0
	for i := range list {
		names = max(names, min(nameMost, screen.Width(Name(&list[i].Class))))
		ids = max(ids, min(idMost, screen.Width(page.Values("", list[i].Class.Class))))
	}
	lines := make([]page.Line, len(list))
	for i := range list {
		c := &list[i]
		words := page.Values("  ", screen.Fit(Name(&c.Class), names), screen.Fit(page.Values("", c.Class.Class), ids), taught(c))
		lines[i] = page.Line{
			Key: "class:" + c.Key(), Text: screen.Clip(words, width), Open: screen.OpenMsg{Name: "class", Arg: c.Class.Class},
		}
	}
	return lines
}

// The most room that a class's name and its Class ID take of a line.
const nameMost, idMost = 30, 12

// Name is the course, and the class's own name where that says more.
func Name(c *store.Class) string {
	course, own := page.Values("", c.Course), page.Values("", c.Name)
	if course == "" || strings.Contains(strings.ToLower(own), strings.ToLower(course)) {
		return cmp.Or(own, page.Values("", c.Class))
	}
	return page.Values(", ", course, own)
}

// taught is what somebody is in a class, with whom.
func taught(c *store.Attended) string {
	students := count(c.Students, "student")
	if c.Role == store.RoleTeacher {
		return "teaches " + students
	}
	switch names := len(c.Teachers); names {
	case 0:
		return students + ", no teacher"
	case 1:
		return Called(&c.Teachers[0]) + ", " + students
	default:
		return fmt.Sprintf("%s and %d more, %s", Called(&c.Teachers[0]), names-1, students)
	}
}

// Called is what somebody is called on a line.
func Called(u *store.User) string { return page.Values("", cmp.Or(u.FullName, u.UserID)) }

func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
