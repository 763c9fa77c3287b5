package edit

import (
	"maps"
	"slices"
	"strings"

	"homeroom/store"
)

// ref names a record; a user's key is folded.
type ref struct {
	kind store.Kind
	key  string
}

// layer is a picture with some records laid over the one below.
type layer struct {
	under    Picture
	devices  map[string]*store.Device  // by serial number
	users    map[string]*store.User    // by folded User ID; nil is gone
	order    []ref                     // what was laid over, each once, in order
	came     map[string][]string       // folded User ID → serial numbers that came to it here
	tags     map[string][]string       // asset tag → serial numbers that came to it here
	accounts map[string][]string       // folded Managed Apple Account → folded User IDs that came to it here
	scopes   map[string][]store.Member // folded User ID → the assignment scopes that the person is in here
}

func over(p Picture) *layer {
	return &layer{
		under: p, devices: map[string]*store.Device{}, users: map[string]*store.User{},
		came: map[string][]string{}, tags: map[string][]string{}, accounts: map[string][]string{},
		scopes: map[string][]store.Member{},
	}
}

// Device finds a device by its cleaned serial number; nil if there is none. What it answers is the caller's own.
func (l *layer) Device(serial string) *store.Device {
	if d, ok := l.devices[serial]; ok {
		own := *d
		return &own
	}
	return l.under.Device(serial)
}

// AlikeSerials finds the one record each that serial numbers look like: among those below, as what is laid over them
// was typed in the same breath.
func (l *layer) AlikeSerials(serials []string) map[string]string {
	return l.under.AlikeSerials(serials)
}

// User finds a user record by User ID in any letter case; nil if there is none.
func (l *layer) User(userID string) *store.User {
	u, ok := l.users[store.UserKey(userID)]
	switch {
	case !ok:
		return l.under.User(userID)
	case u == nil:
		return nil
	}
	own := *u
	return &own
}

// DeviceByTag finds a device by its asset tag; nil if there is none.
func (l *layer) DeviceByTag(tag string) *store.Device {
	if d := l.under.DeviceByTag(tag); d != nil && l.devices[d.Serial] == nil {
		return d
	}
	for _, serial := range l.tags[tag] {
		if d := l.Device(serial); d.AssetTag == tag {
			return d
		}
	}
	return nil
}

// UserByAccount finds a user record by Managed Apple Account in any letter case; nil if there is none.
func (l *layer) UserByAccount(account string) *store.User {
	if u := l.under.UserByAccount(account); u != nil {
		if _, covered := l.users[u.Key()]; !covered {
			return u
		}
	}
	for _, key := range l.accounts[strings.ToLower(account)] {
		if u := l.User(key); u != nil && strings.EqualFold(u.ManagedAppleAccount, account) {
			return u
		}
	}
	return nil
}

// HeldBy lists the devices whose Username is this User ID, in any letter case.
func (l *layer) HeldBy(userID string) []*store.Device {
	key := store.UserKey(userID)
	var held []*store.Device
	for _, d := range l.under.HeldBy(userID) {
		if l.devices[d.Serial] == nil {
			held = append(held, d)
		}
	}
	for _, serial := range l.came[key] {
		if d := l.Device(serial); store.UserKey(d.Username) == key {
			held = append(held, d)
		}
	}
	return held
}

// ScopesOf lists the assignment scopes that a user is in.
func (l *layer) ScopesOf(userID string) []store.Member {
	if list, ok := l.scopes[store.UserKey(userID)]; ok {
		return list
	}
	return l.under.ScopesOf(userID)
}

// SiteByCode finds a site on record.
func (l *layer) SiteByCode(code string) (store.Site, bool) { return l.under.SiteByCode(code) }

// Sites are all sites on record, by code.
func (l *layer) Sites() []store.Site { return l.under.Sites() }

// Groups are the groups on record.
func (l *layer) Groups() []store.Group { return l.under.Groups() }

// Locations are the locations on record.
func (l *layer) Locations() []store.Location { return l.under.Locations() }

// putDevice lays a device over.
func (l *layer) putDevice(d *store.Device) {
	own := *d
	l.touch(ref{store.KindDevice, d.Serial})
	l.devices[d.Serial] = &own
	once(l.came, store.UserKey(d.Username), d.Serial)
	once(l.tags, d.AssetTag, d.Serial)
}

// putUser lays a user record over.
func (l *layer) putUser(u *store.User) {
	own := *u
	l.touch(ref{store.KindUser, u.Key()})
	l.users[u.Key()] = &own
	once(l.accounts, strings.ToLower(u.ManagedAppleAccount), u.Key())
}

// dropUser takes a user record away.
func (l *layer) dropUser(userID string) {
	l.touch(ref{store.KindUser, store.UserKey(userID)})
	l.users[store.UserKey(userID)] = nil
}

// putScopes lays over which assignment scopes a user is in.
func (l *layer) putScopes(userID string, list []store.Member) {
	l.scopes[store.UserKey(userID)] = list
}

func (l *layer) touch(r ref) {
	_, device := l.devices[r.key]
	_, user := l.users[r.key]
	if r.kind == store.KindDevice && !device || r.kind == store.KindUser && !user {
		l.order = append(l.order, r)
	}
}

// once adds a value to a key's list, unless it is there; the empty key has no list.
func once(lists map[string][]string, key, value string) {
	if key != "" && !slices.Contains(lists[key], value) {
		lists[key] = append(lists[key], value)
	}
}

// merge lays everything of another layer over.
func (l *layer) merge(top *layer) {
	for _, r := range top.order {
		switch {
		case r.kind == store.KindDevice:
			l.putDevice(top.devices[r.key])
		case top.users[r.key] == nil:
			l.dropUser(r.key)
		default:
			l.putUser(top.users[r.key])
		}
	}
	maps.Copy(l.scopes, top.scopes)
}
