package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// ListMark stands between the names of a list in one field: a person's groups, or their locations.
const ListMark = "/"

// Group is a group of people as the vendors' systems have it. It must be on record before anybody can be in it.
type Group struct {
	Name    string // as typed; the key is the name in lower case
	Version int64
}

// Key is the name under which the group is on record.
func (g *Group) Key() string { return plainLower(g.Name) }

// Location is a place of a school as the vendors' systems know it.
type Location struct {
	Code    string // as the vendor names it; the key is the code in lower case
	Name    string
	Site    string // site code; empty where nobody said
	Version int64
}

// Key is the code under which the location is on record.
func (l *Location) Key() string { return plainLower(l.Code) }

var groupColumns = []column[Group]{
	text(FieldName, func(g *Group) *string { return &g.Name }),
}

var locationColumns = []column[Location]{
	text(FieldCode, func(l *Location) *string { return &l.Code }),
	text(FieldName, func(l *Location) *string { return &l.Name }),
	text(FieldSite, func(l *Location) *string { return &l.Site }),
}

var (
	groupKind    = kind[Group]{"groups", groupColumns, func(g *Group) *int64 { return &g.Version }, true}
	locationKind = kind[Location]{"locations", locationColumns, func(l *Location) *int64 { return &l.Version }, true}
)

// GroupFields lists every value of a new group, for a Change.
func GroupFields(g Group) []FieldChange { return filled(groupColumns, &g) }

// LocationFields lists every value of a new location, for a Change.
func LocationFields(l Location) []FieldChange { return filled(locationColumns, &l) }

// Get returns a field's value as text; a field that a group has not is empty.
func (g *Group) Get(f Field) string { return get(groupColumns, g, f) }

// Set writes a field; a field that a group has not is ignored.
func (g *Group) Set(f Field, v string) { put(groupColumns, g, f, v) }

// Get returns a field's value as text; a field that a location has not is empty.
func (l *Location) Get(f Field) string { return get(locationColumns, l, f) }

// Set writes a field; a field that a location has not is ignored.
func (l *Location) Set(f Field, v string) { put(locationColumns, l, f, v) }

// Groups lists the groups, by name.
func (s *Store) Groups(ctx context.Context) ([]Group, error) {
	list, err := groupKind.where(ctx, s.read, "ORDER BY group_key")
	return list, s.failedRead("the groups", err)
}

// Locations lists the locations, by code.
func (s *Store) Locations(ctx context.Context) ([]Location, error) {
	list, err := locationKind.where(ctx, s.read, "ORDER BY location_key")
	return list, s.failedRead("the locations", err)
}

// InGroup lists the people who are in a group, by User ID.
func (s *Store) InGroup(ctx context.Context, name string) ([]User, error) {
	list, err := userKind.where(ctx, s.read,
		"WHERE groups <> '' AND instr('/' || lower(groups) || '/', '/' || ? || '/') > 0 ORDER BY user_key", plainLower(strings.TrimSpace(name)))
	return list, s.failedRead("the users in a group", err)
}

// readGroups reads the groups and locations: they are few, and any file may name one of them.
func (r *Records) readGroups(ctx context.Context, q querier) error {
	groups, err := groupKind.where(ctx, q, "ORDER BY group_key")
	if err != nil {
		return err
	}
	locations, err := locationKind.where(ctx, q, "ORDER BY location_key")
	r.PutGroups(groups, locations)
	return err
}

// PutGroups adds groups and locations to a picture made by NewRecords.
func (r *Records) PutGroups(groups []Group, locations []Location) {
	r.groups, r.locations = groups, locations
}

// Groups are the groups on record, by name. The list is the picture's own: it is read only.
func (r *Records) Groups() []Group { return r.groups }

// Locations are the locations on record, by code. The list is the picture's own: it is read only.
func (r *Records) Locations() []Location { return r.locations }

// Names splits a list of names as it stands in a field, without spaces around them and without blank ones; those that
// differ in nothing but letter case are one.
func Names(list string) []string {
	var names []string
	for _, name := range strings.Split(list, ListMark) {
		name = strings.TrimSpace(name)
		same := func(n string) bool { return plainLower(n) == plainLower(name) }
		if name != "" && !slices.ContainsFunc(names, same) {
			names = append(names, name)
		}
	}
	return names
}

// JoinNames writes names as a field keeps them: each once, in order, so that the same names are the same value.
func JoinNames(names []string) string {
	list := Names(strings.Join(names, ListMark))
	slices.SortFunc(list, func(a, b string) int { return cmp.Compare(plainLower(a), plainLower(b)) })
	return strings.Join(list, ListMark)
}
