package user

import (
	"context"

	"homeroom/store"
)

// facts are all that is known of one person.
type facts struct {
	id      string
	user    *store.User // nil when the record is gone
	site    store.Site
	held    []*store.Device
	history []store.Entry
}

// read reads one person, their devices and their history. Somebody who is no longer on record still has a
// history; somebody who never was gives CodeNotFound.
func read(ctx context.Context, s *store.Store, userID string) (facts, error) {
	f := facts{id: userID}
	records, err := s.Records(ctx, store.Wanted{UserIDs: []string{userID}})
	if err != nil {
		return f, err
	}
	if f.history, err = s.History(ctx, userID); err != nil {
		return f, err
	}
	f.held = records.HeldBy(userID)
	if f.user = records.User(userID); f.user != nil {
		f.site, _ = records.SiteByCode(f.user.Site)
	}
	return f, nil
}
