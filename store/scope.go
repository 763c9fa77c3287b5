package store

import (
	"context"
	"slices"
)

// Scope is a school-bought assignment (VPP, Apps and Books) that lists users. Its key is the name in lower case.
type Scope struct {
	Name    string // "Maths 7"
	Title   string // the app or book
	Site    string // site code
	Version int64
}

// Key is the name under which the scope is on record.
func (s *Scope) Key() string { return ScopeKey(s.Name) }

// Member is a user in an assignment scope.
type Member struct {
	Scope   string // name of the scope
	UserID  string
	Version int64
}

// Key is the member's key: the scope's, and the folded User ID.
func (m *Member) Key() string { return MemberKey(m.Scope, m.UserID) }

// MemberKey is the key of a user in a scope.
func MemberKey(scope, userID string) string { return ScopeKey(scope) + "/" + UserKey(userID) }

var scopeColumns = []column[Scope]{
	text(FieldName, func(s *Scope) *string { return &s.Name }),
	text(FieldTitle, func(s *Scope) *string { return &s.Title }),
	text(FieldSite, func(s *Scope) *string { return &s.Site }),
}

var memberColumns = []column[Member]{
	text(FieldScope, func(m *Member) *string { return &m.Scope }),
	text(FieldUserID, func(m *Member) *string { return &m.UserID }),
}

var (
	scopeKind  = kind[Scope]{"scopes", scopeColumns, func(s *Scope) *int64 { return &s.Version }, false}
	memberKind = kind[Member]{"members", memberColumns, func(m *Member) *int64 { return &m.Version }, false}
)

// ScopeFields lists every value of a new scope, for a Change.
func ScopeFields(s Scope) []FieldChange { return filled(scopeColumns, &s) }

// MemberFields lists every value of a new member, for a Change.
func MemberFields(m Member) []FieldChange { return filled(memberColumns, &m) }

// Scopes lists the assignment scopes, by name.
func (s *Store) Scopes(ctx context.Context) ([]Scope, error) {
	list, err := scopeKind.where(ctx, s.read, "ORDER BY scope_key")
	return list, s.failedRead("the assignment scopes", err)
}

// ScopeKey is the key of a scope's name.
func ScopeKey(name string) string { return plainLower(name) }

// Members lists the users in all scopes, by scope and User ID.
func (s *Store) Members(ctx context.Context) ([]Member, error) {
	list, err := memberKind.where(ctx, s.read, "ORDER BY lower(scope), lower(user_id)")
	return list, s.failedRead("the users in scope", err)
}

// ScopesOf lists the assignment scopes that a user is in, by name.
func (s *Store) ScopesOf(ctx context.Context, userID string) ([]Member, error) {
	list, err := memberKind.where(ctx, s.read, "WHERE lower(user_id) = ? ORDER BY lower(scope)", UserKey(userID))
	return list, s.failedRead("the assignment scopes", err)
}

// ScopesOf lists the assignment scopes that a user is in. The list is the picture's own: it is read only.
func (r *Records) ScopesOf(userID string) []Member { return r.members[UserKey(userID)] }

// UsesScopes reports whether a site has assignment scopes at all.
func (r *Records) UsesScopes(site string) bool {
	return slices.ContainsFunc(r.scopes, func(s Scope) bool { return s.Site == site })
}

// Scope finds an assignment scope by its name in any letter case.
func (r *Records) Scope(name string) (Scope, bool) {
	for _, s := range r.scopes {
		if s.Key() == ScopeKey(name) {
			return s, true
		}
	}
	return Scope{}, false
}

// PutScopes adds assignment scopes and their members to a picture made by NewRecords.
func (r *Records) PutScopes(scopes []Scope, members []Member) {
	r.scopes, r.members = scopes, map[string][]Member{}
	for _, m := range members {
		r.members[UserKey(m.UserID)] = append(r.members[UserKey(m.UserID)], m)
	}
}
