package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Operator finds whoever has worked here, or has a checklist, by name: known is the name as it is on record, in any
// letter case; empty where nobody is called that. near are then at most limit who come nearest to it.
func (s *Store) Operator(ctx context.Context, name string, limit int) (known string, near []string, err error) {
	all, err := s.operators(ctx)
	if err != nil {
		return "", nil, s.failedRead("the names of operators", err)
	}
	if slices.Contains(all, name) {
		return name, nil, nil
	}
	for _, o := range all {
		if strings.EqualFold(o, name) {
			return o, nil, nil
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(apart(name, a), apart(name, b)) })
	return "", all[:min(limit, len(all))], nil
}

func (s *Store) operators(ctx context.Context) (list []string, err error) {
	rows, err := s.read.QueryContext(ctx, "SELECT operator FROM acts UNION SELECT owner FROM checklists ORDER BY 1")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		list = append(list, name)
	}
	return list, rows.Err()
}

// apart is how far a typed name is from one on record: a part of it comes nearest.
func apart(typed, name string) int {
	if contains(name, typed) {
		return 0
	}
	return distance(typed, name)
}
