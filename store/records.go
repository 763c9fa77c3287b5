package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"

	"homeroom/store/index"
)

// Wanted is what a file names; Records reads what touches it.
type Wanted struct {
	Site      string // the site the work is for; empty if not chosen yet
	Serials   []string
	AssetTags []string
	UserIDs   []string
}

// Records is a picture of the records at one moment, for comparing a file with them. It holds every record
// that the file names, and the people and devices tied to those: as the joined rows that SQLite gave, made
// into records only when asked for, because most rows of a large file need a look and nothing more.
type Records struct {
	latest      int64
	site        string              // code of the site the work is for
	siteDevices map[string]int      // site code → devices on record, whatever the file names
	departing   map[string][]string // site code → names of those marked departing
	sites       []Site
	devices     []string
	users       []string
	bySerial    *index.Index
	byTag       *index.Index
	byUser      *index.Index
	holders     *index.Index // folded Username → devices
}

// NewRecords makes the picture from whole lists, as a test or a plan without a database needs it.
func NewRecords(sites []Site, devices []Device, users []User, siteCode string) *Records {
	r := &Records{site: siteCode, sites: sites, siteDevices: map[string]int{}}
	for i := range devices {
		r.siteDevices[devices[i].Site]++
		r.devices = append(r.devices, deviceKind.join(&devices[i]))
	}
	for i := range users {
		r.users = append(r.users, userKind.join(&users[i]))
	}
	r.noteDeparting(users)
	r.index()
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

// The places of the keys in a joined row: the columns' order in the records.
const (
	serialColumn   = 0
	tagColumn      = 1
	usernameColumn = 5
	userIDColumn   = 0
)

func (r *Records) index() {
	var wait sync.WaitGroup
	wait.Go(func() {
		r.holders = index.New(len(r.devices), func(i int) string { return UserKey(field(r.devices[i], usernameColumn)) })
		r.byUser = index.New(len(r.users), func(i int) string { return UserKey(field(r.users[i], userIDColumn)) })
	})
	r.bySerial = index.New(len(r.devices), func(i int) string { return field(r.devices[i], serialColumn) })
	r.byTag = index.New(len(r.devices), func(i int) string { return field(r.devices[i], tagColumn) })
	wait.Wait()
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

// Device finds a device by its cleaned serial number; nil if there is none. Every call makes the record anew.
func (r *Records) Device(serial string) *Device {
	return find1(&deviceKind, r.devices, r.bySerial, serial)
}

// Look reads a device into d and reports whether there is one: Device without the memory, for looking at many.
func (r *Records) Look(serial string, d *Device) bool {
	row, ok := r.bySerial.First(serial)
	if ok {
		*d, _ = deviceKind.parse(r.devices[row])
	}
	return ok
}

// HasDevice reports whether a serial number is on record.
func (r *Records) HasDevice(serial string) bool {
	_, ok := r.bySerial.First(serial)
	return ok
}

// HasUser reports whether a User ID, in any letter case, has a user record.
func (r *Records) HasUser(userID string) bool {
	_, ok := r.byUser.First(UserKey(userID))
	return ok
}

// DeviceByTag finds a device by its asset tag; nil if there is none.
func (r *Records) DeviceByTag(tag string) *Device { return find1(&deviceKind, r.devices, r.byTag, tag) }

// User finds a user record by User ID in any letter case; nil if there is none.
func (r *Records) User(userID string) *User {
	return find1(&userKind, r.users, r.byUser, UserKey(userID))
}

func find1[T any](k *kind[T], rows []string, by *index.Index, key string) *T {
	row, ok := by.First(key)
	if !ok {
		return nil
	}
	return made(k, rows[row])
}

// made parses a row that was checked when it was read.
func made[T any](k *kind[T], row string) *T {
	r, _ := k.parse(row)
	return &r
}

// HeldBy lists the devices whose Username is this User ID, in any letter case.
func (r *Records) HeldBy(userID string) []*Device {
	rows := r.holders.All(UserKey(userID))
	held := make([]*Device, len(rows))
	for i, row := range rows {
		held[i] = made(&deviceKind, r.devices[row])
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
	if err == nil {
		err = errors.Join(deviceKind.checked(r.devices), userKind.checked(r.users))
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
		users  []string
		latest int64
		err    error
	}
	beside := make(chan answer, 1)
	go func() {
		var a answer
		a.users, a.latest, a.err = s.usersAndLatest(ctx)
		beside <- a
	}()
	devices, err := deviceKind.rowsAll(ctx, tx)
	a := <-beside
	if err != nil {
		return err
	}
	r.devices, r.users = devices, a.users
	if a.err != nil || a.latest != r.latest {
		r.users, err = userKind.rowsAll(ctx, tx)
	}
	return err
}

func (s *Store) usersAndLatest(ctx context.Context) ([]string, int64, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = tx.Rollback() }()
	id, err := latest(ctx, tx)
	if err != nil {
		return nil, 0, err
	}
	users, err := userKind.rowsAll(ctx, tx)
	return users, id, err
}

// readSets reads the devices named by serial, tag or User ID; then whoever holds those, with all they hold.
func (r *Records) readSets(ctx context.Context, q querier, w Wanted) (err error) {
	keys := folded(w.UserIDs)
	serials := slices.Clone(w.Serials)
	for _, id := range w.UserIDs { // a school may use serials as User IDs
		serials = append(serials, CleanSerial(id))
	}
	named, err := deviceKind.rowsWhere(ctx, q, "WHERE serial IN "+inSet+" OR asset_tag IN "+inSet+" OR lower(username) IN "+inSet,
		set(serials), set(w.AssetTags), set(keys))
	if err != nil {
		return err
	}
	for _, row := range named {
		if username := field(row, usernameColumn); username != "" {
			keys = append(keys, UserKey(username))
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	held, err := deviceKind.rowsWhere(ctx, q, "WHERE lower(username) IN "+inSet, set(keys))
	if err != nil {
		return err
	}
	r.devices = merge(named, held)
	r.users, err = userKind.rowsWhere(ctx, q, "WHERE user_key IN "+inSet, set(keys))
	return err
}

// merge adds the rows of b whose serial number a has not.
func merge(a, b []string) []string {
	seen := make(map[string]bool, len(a))
	for _, row := range a {
		seen[field(row, serialColumn)] = true
	}
	for _, row := range b {
		if !seen[field(row, serialColumn)] {
			a = append(a, row)
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
