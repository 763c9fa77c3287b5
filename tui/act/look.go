package act

import (
	"context"
	"time"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/trail"
)

// look is a record as it stands now, and who wrote what of it since it was looked at before.
type look struct {
	device  *store.Device
	user    *store.User
	version int64 // 0 when it is not on record
	known   listed
	writers map[store.Field]store.Entry
	gone    store.Entry  // that deleted it
	renamed *store.Entry // that gave the person another User ID than was looked for
}

// see reads a record; since is the version that is known already, 0 for none.
func see(ctx context.Context, s *store.Store, kind store.Kind, key string, since int64) (look, error) {
	w := store.Wanted{Serials: []string{key}}
	if kind == store.KindUser {
		w = store.Wanted{UserIDs: []string{key}}
	}
	r, err := s.Records(ctx, w)
	if err != nil {
		return look{}, err
	}
	return lookAt(ctx, s, r, kind, key, since)
}

// lookAt finds the record in a picture, and asks the history who wrote what since.
func lookAt(ctx context.Context, s *store.Store, r *store.Records, kind store.Kind, key string, since int64) (look, error) {
	l := look{known: listed{r.Sites(), r.Groups(), r.Locations()}}
	switch {
	case key == "":
		return l, nil
	case kind == store.KindDevice:
		if l.device = r.Device(key); l.device != nil {
			l.version = l.device.Version
		}
	default:
		if l.user = r.User(key); l.user != nil {
			l.version = l.user.Version
		}
	}
	if l.version != 0 && (since == 0 || since == l.version) {
		return l, nil
	}
	if kind == store.KindUser && l.version == 0 {
		if err := l.renaming(ctx, s, key); err != nil {
			return l, err
		}
	}
	if l.user != nil {
		key = l.user.Key()
	}
	return l, l.ask(ctx, s, kind, key, since)
}

// renaming finds the person under another User ID.
func (l *look) renaming(ctx context.Context, s *store.Store, key string) error {
	b, err := s.Biography(ctx, key)
	if err != nil || b.Gone || store.UserKey(b.Key) == store.UserKey(key) {
		return ignoreGone(err)
	}
	r, err := s.Records(ctx, store.Wanted{UserIDs: []string{b.Key}})
	if err != nil {
		return err
	}
	if l.user = r.User(b.Key); l.user == nil {
		return nil
	}
	l.version = l.user.Version
	for i := range b.Entries {
		if e := &b.Entries[i]; e.Record == store.KindUser && e.Created && e.Key == l.user.Key() {
			l.renamed = e
		}
	}
	return nil
}

// ask reads the history: the newest writer of each field since, and who deleted the record.
func (l *look) ask(ctx context.Context, s *store.Store, kind store.Kind, key string, since int64) error {
	entries, err := s.HistoryOf(ctx, kind, recordKey(kind, key))
	if err != nil && store.CodeOf(err) != store.CodeNotFound {
		return err
	}
	l.writers = map[store.Field]store.Entry{}
	for _, e := range entries {
		if e.Record != kind || e.Key != recordKey(kind, key) || e.ID <= since {
			continue
		}
		if e.Deleted {
			l.gone = e
		}
		for _, f := range e.Fields {
			l.writers[f.Field] = e
		}
	}
	return nil
}

// recordKey is the key as the history has it.
func recordKey(kind store.Kind, key string) string {
	if kind == store.KindUser {
		return store.UserKey(key)
	}
	return key
}

// get is a field of the record; empty when there is none.
func (l *look) get(f store.Field) string {
	switch {
	case l.device != nil:
		return l.device.Get(f)
	case l.user != nil:
		return l.user.Get(f)
	}
	return ""
}

// by tells who wrote an entry and when, for somebody who reads it at now.
func by(e store.Entry, now time.Time) string {
	if e.Operator == "" {
		return "by somebody else"
	}
	moment := trail.Moment(e.At, now.Location())
	if at := e.At.In(now.Location()); at.YearDay() == now.YearDay() && at.Year() == now.Year() {
		moment = at.Format("15:04")
	}
	return "by " + text.Visible(e.Operator) + " at " + moment
}
