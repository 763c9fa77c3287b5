package user

import (
	"context"
	"slices"

	"homeroom/store"
)

// facts are all that is known of one person.
type facts struct {
	id      string
	user    *store.User // nil when the record is gone
	site    store.Site
	held    []*store.Device
	scopes  []store.Member // the assignment scopes that list the person
	scoped  bool           // the person's site uses assignment scopes
	classes []store.Attended
	asked   []store.Request // enrolment requests
	history []store.Entry
	was     bool // without a record: there was one
	named   bool // without a record: devices name or named the User ID
}

// read reads one person, their devices and their history. Somebody who is no longer on record still has a
// history; somebody who never was gives CodeNotFound.
func read(ctx context.Context, s *store.Store, userID string) (facts, error) {
	f := facts{id: userID}
	records, err := s.Records(ctx, store.Wanted{UserIDs: []string{userID}})
	if err != nil {
		return f, err
	}
	if f.history, err = s.HistoryOf(ctx, store.KindUser, userID); err != nil {
		return f, err
	}
	if err = f.readVendors(ctx, s); err != nil {
		return f, err
	}
	f.held, f.scopes = records.HeldBy(userID), records.ScopesOf(userID)
	if f.user = records.User(userID); f.user == nil {
		return f, f.gone()
	}
	f.site, _ = records.SiteByCode(f.user.Site)
	f.scoped = len(f.scopes) > 0 || records.UsesScopes(f.user.Site)
	return f, nil
}

// readVendors reads what vendors' files say of the person beside the record.
func (f *facts) readVendors(ctx context.Context, s *store.Store) (err error) {
	if f.classes, err = s.Attended(ctx, f.id); err == nil {
		f.asked, err = s.RequestsOf(ctx, f.id)
	}
	return err
}

// gone is nil when the history tells of the person, or of devices that name them: what was asked for may be the name
// of something else on record.
func (f *facts) gone() error {
	for i := range f.history {
		e := &f.history[i]
		f.was = f.was || e.Record == store.KindUser && e.Key == store.UserKey(f.id)
		f.named = f.named || e.Record == store.KindDevice && names(e, f.id)
	}
	if f.was || f.named {
		return nil
	}
	return &store.Error{
		Code: store.CodeNotFound, Message: "no user is or was on record under " + f.id,
		Remedy: "look for them in Users",
	}
}

// names reports whether an entry gave the device to that User ID or took it away.
func names(e *store.Entry, id string) bool {
	for _, c := range e.Fields {
		if c.Field == store.FieldUsername && (store.UserKey(c.Old) == store.UserKey(id) || store.UserKey(c.New) == store.UserKey(id)) {
			return store.UserKey(e.Key) != store.UserKey(id) // a placeholder is nobody
		}
	}
	return false
}

// own are the entries of the person: under every User ID that they had, and of the devices given to them and taken from
// them. Where the history is that of a device of the same name, they are only those that give or take one.
func (f *facts) own() []store.Entry {
	if slices.ContainsFunc(f.history, func(e store.Entry) bool { return e.Record == store.KindUser }) {
		return f.history
	}
	return slices.DeleteFunc(slices.Clone(f.history), func(e store.Entry) bool { return !names(&e, f.id) })
}
