package device

import (
	"context"
	"slices"
	"strings"

	"homeroom/store"
)

// facts are all that is known of one device.
type facts struct {
	serial  string
	device  *store.Device // nil when it is no longer on record
	site    store.Site
	user    *store.User     // whose User ID is the Username
	others  []*store.Device // what else that person holds
	asked   *store.Request  // for which they were asked to enrol a device of this platform; nil for none
	history []store.Entry
}

// read reads one device, its user and its history. A device that is no longer on record still has its history;
// one that never was gives CodeNotFound.
func read(ctx context.Context, s *store.Store, serial string) (facts, error) {
	f := facts{serial: serial}
	records, err := s.Records(ctx, store.Wanted{Serials: []string{serial}})
	if err != nil {
		return f, err
	}
	if f.history, err = s.History(ctx, serial); err != nil {
		return f, err
	}
	if f.device = records.Device(serial); f.device == nil {
		return f, f.gone()
	}
	f.site, _ = records.SiteByCode(f.device.Site)
	if f.device.Username == "" {
		return f, nil
	}
	f.user = records.User(f.device.Username)
	if f.user != nil && f.device.Platform != store.PlatformUnknown {
		requests, err := s.RequestsOf(ctx, f.user.UserID)
		if err != nil {
			return f, err
		}
		if i := slices.IndexFunc(requests, func(q store.Request) bool { return strings.EqualFold(q.Platform, string(f.device.Platform)) }); i >= 0 {
			f.asked = &requests[i]
		}
	}
	for _, d := range records.HeldBy(f.device.Username) {
		if d.Serial != serial {
			f.others = append(f.others, d)
		}
	}
	return f, nil
}

// gone is nil when the history tells of the device itself: the name may be that of something else on record.
func (f facts) gone() error {
	for i := range f.history {
		if f.history[i].Record == store.KindDevice && f.history[i].Key == f.serial {
			return nil
		}
	}
	return &store.Error{
		Code: store.CodeNotFound, Message: "no device is or was on record under " + f.serial,
		Remedy: "look for it in Devices",
	}
}

// own are the entries of the device itself.
func (f *facts) own() []store.Entry {
	return slices.DeleteFunc(slices.Clone(f.history), func(e store.Entry) bool { return e.Record != store.KindDevice || e.Key != f.serial })
}
