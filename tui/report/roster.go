package report

import (
	"fmt"
	"strings"

	"homeroom/store"
)

// InClasses tells in sentences who comes into classes and who leaves them by these changes, those of one class and role
// together; title is what people call the class of a Class ID. Changes of other records are not told.
func InClasses(changes []store.Change, title func(class string) string) []string {
	var order []party
	people := map[party][]string{}
	for i := range changes {
		if c := &changes[i]; c.Record == store.KindRoster {
			p, person := partyOf(c)
			if people[p] == nil {
				order = append(order, p)
			}
			people[p] = append(people[p], person)
		}
	}
	said := make([]string, len(order))
	for i, p := range order {
		said[i] = p.words(people[p], title(p.class))
	}
	return said
}

// party is what happens to people in a class.
type party struct {
	class string
	fate  fate
	role  string // what they are there, or were where they leave
}

// fate is what a change does to somebody's place.
type fate int

const (
	stays fate = iota
	comes
	leaves
)

// fates are the words, for one person and for several: the class and the role go into them.
var fates = map[fate]struct{ one, many string }{
	stays:  {"is a %[2]s in class %[1]s now", "%[2]ss in class %[1]s now"},
	comes:  {"comes into class %[1]s as a %[2]s", "%[2]ss come into class %[1]s"},
	leaves: {"leaves class %[1]s, as a %[2]s", "%[2]ss leave class %[1]s"},
}

func partyOf(c *store.Change) (p party, person string) {
	_, p.class, person = Place(c.Record, c.Key, c.Fields)
	switch {
	case c.Delete:
		p.fate = leaves
	case c.Create():
		p.fate = comes
	}
	for _, f := range c.Fields {
		if f.Field == store.FieldRole {
			p.role = f.New
			if c.Delete {
				p.role = f.Old
			}
		}
	}
	return p, person
}

func (p *party) words(people []string, class string) string {
	words := fates[p.fate]
	if len(people) == 1 {
		return people[0] + " " + fmt.Sprintf(words.one, class, p.role)
	}
	return fmt.Sprintf("%d ", len(people)) + fmt.Sprintf(words.many, class, p.role) + ": " + strings.Join(people, ", ")
}
