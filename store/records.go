package store

import (
	"context"
	"database/sql"
	"slices"
)

// Wanted is what a file names; Records reads what touches it.
type Wanted struct {
	Site      string // the site the work is for; empty if not chosen yet
	Serials   []string
	AssetTags []string
	UserIDs   []string
}

// Records is a picture of the records at one moment, for comparing a file with them. It holds every record
// that the file names, and the people and devices tied to those.
type Records struct {
	latest      int64
	site        string              // code of the site the work is for
	siteDevices map[string]int      // site code → devices on record, whatever the file names
	departing   map[string][]string // site code → names of those marked departing
	sites       []Site
	devices     []Device
	users       []User
	bySerial    map[string]int32
	byTag       map[string]int32
	byUser      map[string]int32
	holders     map[string]int32 // folded User ID → first device in the chain
	nextHeld    []int32          // device → next device of the same holder, -1 at the end
}

// NewRecords makes the picture from whole lists, as a test or a plan without a database needs it.
func NewRecords(sites []Site, devices []Device, users []User, siteCode string) *Records {
	r := &Records{site: siteCode, sites: sites, devices: devices, users: users, siteDevices: map[string]int{}}
	r.index()
	for i := range devices {
		r.siteDevices[devices[i].Site]++
	}
	r.noteDeparting(users)
	return r
}

func (r *Records) noteDeparting(users []User) {
	r.departing = map[string][]string{}
	for i := range users {
		if u := &users[i]; u.Departing {
			r.departing[u.Site] = append(r.departing[u.Site], nameOr(u.FullName, u.UserID))
		}
	}
}

func nameOr(name, id string) string {
	if name == "" {
		return id
	}
	return name
}

func (r *Records) index() {
	r.bySerial = make(map[string]int32, len(r.devices))
	r.byTag = make(map[string]int32, len(r.devices))
	r.byUser = make(map[string]int32, len(r.users))
	r.holders = make(map[string]int32, len(r.users))
	r.nextHeld = make([]int32, len(r.devices))
	for i := range r.users {
		r.byUser[r.users[i].Key()] = int32(i)
	}
	for i := len(r.devices) - 1; i >= 0; i-- {
		d := &r.devices[i]
		r.bySerial[d.Serial] = int32(i)
		if d.AssetTag != "" {
			r.byTag[d.AssetTag] = int32(i)
		}
		r.nextHeld[i] = -1
		if d.Username == "" {
			continue
		}
		key := UserKey(d.Username)
		if next, ok := r.holders[key]; ok {
			r.nextHeld[i] = next
		}
		r.holders[key] = int32(i)
	}
}

// Latest is the newest history entry of the moment the records were read.
func (r *Records) Latest() int64 { return r.latest }

// Choose says which site the work is for, where that follows from what was read.
func (r *Records) Choose(siteCode string) { r.site = siteCode }

// Site is the site the work is for.
func (r *Records) Site() (Site, bool) { return r.SiteByCode(r.site) }

// SiteByCode finds a site on record.
func (r *Records) SiteByCode(code string) (Site, bool) {
	i := slices.IndexFunc(r.sites, func(s Site) bool { return s.Code == code })
	if i < 0 {
		return Site{}, false
	}
	return r.sites[i], true
}

// Sites are all sites on record, by code.
func (r *Records) Sites() []Site { return r.sites }

// Device finds a device by its cleaned serial number; nil if there is none.
func (r *Records) Device(serial string) *Device { return at(r.devices, r.bySerial, serial) }

// DeviceByTag finds a device by its asset tag; nil if there is none.
func (r *Records) DeviceByTag(tag string) *Device { return at(r.devices, r.byTag, tag) }

// User finds a user record by User ID in any letter case; nil if there is none.
func (r *Records) User(userID string) *User { return at(r.users, r.byUser, UserKey(userID)) }

func at[T any](records []T, index map[string]int32, key string) *T {
	if i, ok := index[key]; ok {
		return &records[i]
	}
	return nil
}

// HeldBy lists the devices whose Username is this User ID, in any letter case.
func (r *Records) HeldBy(userID string) []*Device {
	var held []*Device
	i, ok := r.holders[UserKey(userID)]
	for ok && i >= 0 {
		held = append(held, &r.devices[i])
		i = r.nextHeld[i]
	}
	return held
}

// SiteDevices counts the device records of the whole site.
func (r *Records) SiteDevices() int { return r.siteDevices[r.site] }

// Departing names the site's users who are marked departing and not yet revoked.
func (r *Records) Departing() []string { return r.departing[r.site] }

// Records reads, in one consistent look, every record that the file names: by set while the file names less
// than a quarter of what is on record, otherwise the whole, which is then quicker.
func (s *Store) Records(ctx context.Context, w Wanted) (*Records, error) {
	r, err := s.records(ctx, w)
	return r, s.failedRead("the records", err)
}

func (s *Store) records(ctx context.Context, w Wanted) (*Records, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	r := &Records{site: w.Site}
	if r.latest, err = latest(ctx, tx); err != nil {
		return nil, err
	}
	if r.sites, err = siteKind.where(ctx, tx, "ORDER BY code"); err != nil {
		return nil, err
	}
	if err := r.readSites(ctx, tx); err != nil {
		return nil, err
	}
	known := 0
	for _, n := range r.siteDevices {
		known += n
	}
	if 4*len(w.Serials) >= known {
		err = r.readAll(ctx, s, tx)
	} else {
		err = r.readSets(ctx, tx, w)
	}
	if err != nil {
		return nil, err
	}
	r.index()
	return r, nil
}

// readAll reads devices and users side by side, on two connections that look at the same moment. Should
// somebody save in between, the users are read again beside the devices.
func (r *Records) readAll(ctx context.Context, s *Store, tx *sql.Tx) error {
	type answer struct {
		users  []User
		latest int64
		err    error
	}
	beside := make(chan answer, 1)
	go func() {
		var a answer
		a.users, a.latest, a.err = s.usersAndLatest(ctx)
		beside <- a
	}()
	devices, err := deviceKind.all(ctx, tx)
	a := <-beside
	if err != nil {
		return err
	}
	r.devices, r.users = devices, a.users
	if a.err != nil || a.latest != r.latest {
		r.users, err = userKind.all(ctx, tx)
	}
	return err
}

func (s *Store) usersAndLatest(ctx context.Context) ([]User, int64, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = tx.Rollback() }()
	id, err := latest(ctx, tx)
	if err != nil {
		return nil, 0, err
	}
	users, err := userKind.all(ctx, tx)
	return users, id, err
}

// readSets reads the devices named by serial, tag or User ID; then whoever holds those, with all they hold.
func (r *Records) readSets(ctx context.Context, q querier, w Wanted) (err error) {
	keys := folded(w.UserIDs)
	serials := slices.Clone(w.Serials)
	for _, id := range w.UserIDs { // a school may use serials as User IDs
		serials = append(serials, CleanSerial(id))
	}
	named, err := deviceKind.where(ctx, q, "WHERE serial IN "+inSet+" OR asset_tag IN "+inSet+" OR lower(username) IN "+inSet,
		set(serials), set(w.AssetTags), set(keys))
	if err != nil {
		return err
	}
	for i := range named {
		if named[i].Username != "" {
			keys = append(keys, UserKey(named[i].Username))
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	held, err := deviceKind.where(ctx, q, "WHERE lower(username) IN "+inSet, set(keys))
	if err != nil {
		return err
	}
	r.devices = merge(named, held)
	r.users, err = userKind.where(ctx, q, "WHERE user_key IN "+inSet, set(keys))
	return err
}

func merge(a, b []Device) []Device {
	seen := make(map[string]bool, len(a))
	for i := range a {
		seen[a[i].Serial] = true
	}
	for i := range b {
		if !seen[b[i].Serial] {
			a = append(a, b[i])
		}
	}
	return a
}

func folded(ids []string) []string {
	keys := make([]string, 0, len(ids))
	for _, id := range ids {
		keys = append(keys, UserKey(id))
	}
	return keys
}

// readSites counts every site's devices and finds the open revocations, whatever the file names.
func (r *Records) readSites(ctx context.Context, q querier) error {
	rows, err := q.QueryContext(ctx, "SELECT site, count(*) FROM devices GROUP BY site")
	if err != nil {
		return err
	}
	defer rows.Close()
	r.siteDevices = map[string]int{}
	for rows.Next() {
		var code string
		var n int
		if err := rows.Scan(&code, &n); err != nil {
			return err
		}
		r.siteDevices[code] = n
	}
	if err := rows.Err(); err != nil {
		return err
	}
	leaving, err := userKind.where(ctx, q, "WHERE departing = 'yes'")
	r.noteDeparting(leaving)
	return err
}
