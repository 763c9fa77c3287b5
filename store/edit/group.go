package edit

import (
	"slices"
	"strings"

	"homeroom/store"
)

// NewGroup plans a group that people can be in.
func NewGroup(r *store.Records, name string) Plan {
	g := store.Group{Name: strings.TrimSpace(name)}
	p := Plan{Title: "group " + g.Name + " made"}
	refuse := func(message, remedy string) {
		p.Findings = append(p.Findings, note(store.FieldName, decided, store.SeverityError, message, remedy))
	}
	switch {
	case g.Name == "":
		refuse("a group has a name", "write it")
	case strings.Contains(g.Name, store.ListMark):
		refuse("the name of a group has no “"+store.ListMark+"”, which stands between the names of several (R-51)", "write it without")
	case groupNamed(r, g.Name) != nil:
		refuse("there is a group of this name already", "choose another name")
	}
	for _, found := range []*store.Finding{store.Storable(g.Name), store.Invisible(g.Name)} {
		if found != nil {
			p.Findings = append(p.Findings, note(store.FieldName, found.Rule, found.Severity, found.Message, found.Remedy))
		}
	}
	if !p.Failed() {
		p.Changes = []store.Change{{Record: store.KindGroup, Key: g.Key(), Fields: store.GroupFields(g)}}
	}
	return p
}

// DropGroup plans that a group goes. While somebody is in it, saving it is refused.
func DropGroup(r *store.Records, name string) Plan {
	p := Plan{Title: "group " + strings.TrimSpace(name) + " deleted"}
	g := groupNamed(r, strings.TrimSpace(name))
	if g == nil {
		p.Findings = []Finding{note(store.FieldName, decided, store.SeverityError, "there is no group of this name", "look at the list of groups")}
		return p
	}
	fields := store.GroupFields(*g)
	for i := range fields {
		fields[i].Old, fields[i].New = fields[i].New, ""
	}
	p.Changes = []store.Change{{Record: store.KindGroup, Key: g.Key(), Version: g.Version, Delete: true, Fields: fields}}
	return p
}

// groupNamed finds a group by its name in any letter case; nil if there is none.
func groupNamed(r *store.Records, name string) *store.Group {
	i := slices.IndexFunc(r.Groups(), func(g store.Group) bool { return strings.EqualFold(g.Name, name) })
	if i < 0 {
		return nil
	}
	return &r.Groups()[i]
}
