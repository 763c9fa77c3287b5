package edit

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
)

// parseList reads names apart by a slash, each once. Whether they are on record is not its question.
func parseList(raw string) (string, []store.Finding) { return store.JoinNames([]string{raw}), nil }

// parseType reads what a roster says somebody is: the words of a Position.
func parseType(raw string) (string, []store.Finding) {
	clean, found := store.ParsePosition(raw)
	if store.Failed(found) {
		return clean, []store.Finding{refusal("R-74", "a type is student, teacher or staff", "write one of the three, or leave it empty")}
	}
	return clean, nil
}

// list is a field that names several records at once: what each is in a sentence, by which rule it must be there, and how
// one comes to be there.
type list struct{ one, many, rule, how string }

var lists = map[store.Field]list{
	store.FieldGroups:    {"group", "groups", "R-51", "make it first, on the Settings screen or by homeroom groups new"},
	store.FieldLocations: {"location", "locations", "R-73", "bring it in with the vendor's file that lists it"},
}

// known writes the names of a list as they are on record, and refuses those that are not there, by name.
func (s *step) known(f store.Field, text string) (clean string, ok bool) {
	what, recorded := lists[f], s.names(f)
	var names, missing []string
	for _, name := range store.Names(text) {
		at := slices.IndexFunc(recorded, func(n string) bool { return strings.EqualFold(n, name) })
		if at < 0 {
			missing = append(missing, "“"+name+"”")
			continue
		}
		names = append(names, recorded[at])
	}
	switch len(missing) {
	case 0:
		return store.JoinNames(names), true
	case 1:
		s.err(f, what.rule, fmt.Sprintf("%s %s is not on record", what.one, missing[0]), what.remedy(recorded))
	default:
		s.err(f, what.rule, fmt.Sprintf("%s %s are not on record", what.many, strings.Join(missing, " and ")), what.remedy(recorded))
	}
	return "", false
}

func (s *step) names(f store.Field) (names []string) {
	if f == store.FieldLocations {
		for _, l := range s.now.Locations() {
			names = append(names, l.Code)
		}
		return names
	}
	for _, g := range s.now.Groups() {
		names = append(names, g.Name)
	}
	return names
}

// namesTold is how many names a remedy lists.
const namesTold = 8

// remedy says what may be written instead.
func (l list) remedy(recorded []string) string {
	switch n := len(recorded); {
	case n == 0:
		return fmt.Sprintf("no %s is on record yet: %s, or leave it out", l.one, l.how)
	case n > namesTold:
		return fmt.Sprintf("correct the name, or %s; on record: %s and %d more", l.how, strings.Join(recorded[:namesTold], ", "), n-namesTold)
	}
	return fmt.Sprintf("correct the name, or %s; on record: %s", l.how, strings.Join(recorded, ", "))
}

// exact wishes for a text as it stands, spaces too: a single space is no blank. What has a shape cannot be one.
func (s *step) exact(w wish, kind store.Kind, v Value) {
	switch {
	case !slices.Contains(offered[kind], v.Field):
		found := unoffered(kind, v.Field)
		s.err(v.Field, found.Rule, found.Message, found.Remedy)
	case shaped(v.Field):
		s.err(v.Field, "R-40", v.Field.Label()+" would be a single space, which no "+v.Field.Label()+" is",
			"leave the cell empty if nothing is to change")
	default:
		w[v.Field] = v.Text
	}
}

// shaped reports whether a field holds something of a shape of its own, and not any text. Phone is any, though a
// spreadsheet's damage is looked for in it; by Email people are told apart.
func shaped(f store.Field) bool {
	return f == store.FieldEmail || f != store.FieldPhone && parsers[f] != nil
}
