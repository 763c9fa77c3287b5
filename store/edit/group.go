package edit

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
)

// NewGroup plans a group that people can be in.
func NewGroup(r *store.Records, name string) Plan {
	g := store.Group{Name: strings.TrimSpace(name)}
	p := Plan{Title: "group " + g.Name + " made", Findings: nameOfGroup(r, g, nil)}
	if !p.Failed() {
		p.Changes = []store.Change{{Record: store.KindGroup, Key: g.Key(), Fields: store.GroupFields(g)}}
	}
	return p
}

// nameOfGroup is what stands against the name of a group that is made, or of was under another name.
func nameOfGroup(r *store.Records, g store.Group, was *store.Group) (list []Finding) {
	refuse := func(message, remedy string) {
		list = append(list, note(store.FieldName, decided, store.SeverityError, message, remedy))
	}
	other := groupNamed(r, g.Name)
	switch {
	case g.Name == "":
		refuse("a group has a name", "write it")
	case strings.Contains(g.Name, store.ListMark):
		refuse("the name of a group has no “"+store.ListMark+"”, which stands between the names of several (R-51)", "write it without")
	case other != nil && (was == nil || other.Key() != was.Key()):
		refuse("there is a group of this name already", "choose another name")
	}
	for _, found := range []*store.Finding{store.Storable(g.Name), store.Invisible(g.Name)} {
		if found != nil {
			list = append(list, note(store.FieldName, found.Rule, found.Severity, found.Message, found.Remedy))
		}
	}
	return list
}

// RenameGroup plans another name for a group. Whoever is in it, all of whom are given, stays in it.
func RenameGroup(r *store.Records, name, to string, in []store.User) Plan {
	was := groupNamed(r, strings.TrimSpace(name))
	if was == nil {
		return Plan{Title: "group " + name + " renamed", Findings: noGroup()}
	}
	g := store.Group{Name: strings.TrimSpace(to)}
	p := Plan{Title: fmt.Sprintf("group %s renamed %s", was.Name, g.Name), Findings: nameOfGroup(r, g, was)}
	switch {
	case p.Failed() || g.Name == was.Name:
		return p
	case g.Key() == was.Key():
		p.Changes = []store.Change{{
			Record: store.KindGroup, Key: g.Key(), Version: was.Version,
			Fields: []store.FieldChange{{Field: store.FieldName, Old: was.Name, New: g.Name}},
		}}
	default:
		p.Changes = []store.Change{{Record: store.KindGroup, Key: g.Key(), Fields: store.GroupFields(g)}, goneGroup(was)}
	}
	p.Changes = append(p.Changes, inGroup(in, was, g.Name)...)
	return p
}

// DropGroup plans that a group goes, and that it is taken off those who are given. While somebody else is in it, saving it
// is refused.
func DropGroup(r *store.Records, name string, in []store.User) Plan {
	g := groupNamed(r, strings.TrimSpace(name))
	if g == nil {
		return Plan{Title: "group " + name + " deleted", Findings: noGroup()}
	}
	p := Plan{Title: "group " + g.Name + " deleted"}
	people := inGroup(in, g, "")
	switch len(people) {
	case 0:
	case 1:
		p.Title += ", taken off 1 user"
	default:
		p.Title += fmt.Sprintf(", taken off %d users", len(people))
	}
	p.Changes = append([]store.Change{goneGroup(g)}, people...)
	return p
}

func noGroup() []Finding {
	return []Finding{note(store.FieldName, decided, store.SeverityError, "there is no group of this name", "look at the list of groups")}
}

func goneGroup(g *store.Group) store.Change {
	fields := store.GroupFields(*g)
	for i := range fields {
		fields[i].Old, fields[i].New = fields[i].New, ""
	}
	return store.Change{Record: store.KindGroup, Key: g.Key(), Version: g.Version, Delete: true, Fields: fields}
}

// inGroup are the changes that write another name in the place of a group's into the records of those who are in it; none
// takes it off them.
func inGroup(in []store.User, g *store.Group, name string) (changes []store.Change) {
	for i := range in {
		u := &in[i]
		names := store.Names(u.Groups)
		at := slices.IndexFunc(names, func(n string) bool { return store.ScopeKey(n) == g.Key() })
		if at < 0 {
			continue
		}
		names[at] = name
		if want := store.JoinNames(names); want != u.Groups {
			changes = append(changes, store.Change{
				Record: store.KindUser, Key: u.Key(), Version: u.Version,
				Fields: []store.FieldChange{{Field: store.FieldGroups, Old: u.Groups, New: want}},
			})
		}
	}
	return changes
}

// groupNamed finds a group by its name in any letter case; nil if there is none.
func groupNamed(r *store.Records, name string) *store.Group {
	i := slices.IndexFunc(r.Groups(), func(g store.Group) bool { return strings.EqualFold(g.Name, name) })
	if i < 0 {
		return nil
	}
	return &r.Groups()[i]
}
