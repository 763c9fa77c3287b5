package store

import "context"

// Exported is the newest export of a template that may hold records of a site: one of that site, or of all; nil where
// nothing was written for that vendor.
func (s *Store) Exported(ctx context.Context, template, site string) (*Export, error) {
	list, err := exports(ctx, s.read, "WHERE template = ? AND site IN ('', ?) ORDER BY id DESC LIMIT 1", template, site)
	if err != nil || len(list) == 0 {
		return nil, s.failedRead("the exports", err)
	}
	return &list[0], nil
}
