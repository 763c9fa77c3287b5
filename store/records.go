package store

import (
	"slices"
	"strings"
	"sync"

	"homeroom/store/index"
)

// Wanted is what a file names; Records reads what touches it.
type Wanted struct {
	Site      string // the site the work is for; empty if not chosen yet
	Serials   []string
	AssetTags []string
	UserIDs   []string
	Accounts  []string // Managed Apple Accounts, which are one person's each
	Alike     []string // serial numbers and asset tags: one that nobody has is looked for among those that look like it, too
	All       bool     // everything on record, classes with their rosters too
	Numbered  bool     // everything on record, and under which number it lies in its table
	Rounded   []string // identifiers in scientific notation: what a spreadsheet would show so is looked for
}

// Records is a picture of the records at one moment, for comparing a file with them. It holds every record
// that the file names, and the people and devices tied to those: as the joined rows that SQLite gave, made
// into records only when asked for, because most rows of a large file need a look and nothing more.
type Records struct {
	latest      int64
	whole       bool                // everything on record, not only what a file names
	site        string              // code of the site the work is for
	siteDevices map[string]int      // site code → devices on record, whatever the file names
	departing   map[string][]string // site code → names of those marked departing
	sites       []Site
	scopes      []Scope
	members     map[string][]Member // folded User ID → the scopes that the person is in
	groups      []Group
	locations   []Location
	requests    map[string]Request  // by key
	classes     map[string]Class    // by key; read where all is wanted
	rosters     map[string][]Roster // by key of the class
	devices     []string
	users       []string
	keyed       map[Kind]map[string]int64 // of classes and places in them, by key; read where numbers are wanted
	numbers     map[Kind][]int64          // beside devices and users; read where numbers are wanted
	bySerial    *index.Index
	byTag       *index.Index
	byUser      *index.Index
	holders     *index.Index        // folded Username → devices
	accounts    func() *index.Index // folded Managed Apple Account → users; made when it is first asked for
}

// NewRecords makes the picture from whole lists, as a test or a plan without a database needs it.
func NewRecords(sites []Site, devices []Device, users []User, siteCode string) *Records {
	r := &Records{whole: true, site: siteCode, sites: sites, siteDevices: map[string]int{}}
	for i := range devices {
		r.siteDevices[devices[i].Site]++
		r.devices = append(r.devices, deviceKind.join(&devices[i]))
	}
	for i := range users {
		r.users = append(r.users, userKind.join(&users[i]))
	}
	r.noteDeparting(users, devices)
	r.index()
	return r
}

// noteDeparting lists those who are marked departing: at their own site and wherever they still hold a device.
func (r *Records) noteDeparting(users []User, devices []Device) {
	r.departing = map[string][]string{}
	sites := map[string][]string{} // folded User ID → sites of the devices held
	for i := range devices {
		key := UserKey(devices[i].Username)
		sites[key] = append(sites[key], devices[i].Site)
	}
	for i := range users {
		u := &users[i]
		if !u.Departing {
			continue
		}
		at := append(sites[u.Key()], u.Site)
		slices.Sort(at)
		for _, site := range slices.Compact(at) {
			r.departing[site] = append(r.departing[site], nameOr(u.FullName, u.UserID))
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
	accountColumn  = 5
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
	r.accounts = sync.OnceValue(func() *index.Index {
		return index.New(len(r.users), func(i int) string { return strings.ToLower(field(r.users[i], accountColumn)) })
	})
}

// Latest is the newest history entry of the moment the records were read.
func (r *Records) Latest() int64 { return r.latest }

// Whole reports whether the picture holds everything on record, and not only what the file names.
func (r *Records) Whole() bool { return r.whole }

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

// Place remembers where the last look ended. A vendor's file mostly has the order of the records, so that the next
// one asked for is the next one on record.
type Place struct{ device, user int }

// Look reads a device into d and reports whether there is one: Device without the memory, for looking at many.
func (r *Records) Look(serial string, d *Device, p *Place) bool {
	row, ok := p.device+1, true
	if row >= len(r.devices) || field(r.devices[row], serialColumn) != serial {
		row, ok = r.bySerial.First(serial)
	}
	if ok {
		p.device = row
		_ = deviceKind.parse(r.devices[row], d) // checked when it was read
	}
	return ok
}

// HasDevice reports whether a serial number is on record.
func (r *Records) HasDevice(serial string) bool {
	_, ok := r.bySerial.First(serial)
	return ok
}

// HasUser reports whether a User ID, in any letter case, has a user record.
func (r *Records) HasUser(userID string, p *Place) bool {
	if next := p.user + 1; next < len(r.users) && field(r.users[next], userIDColumn) == userID {
		p.user = next
		return true
	}
	row, ok := r.byUser.First(UserKey(userID))
	if ok {
		p.user = row
	}
	return ok
}

// DeviceByTag finds a device by its asset tag; nil if there is none.
func (r *Records) DeviceByTag(tag string) *Device { return find1(&deviceKind, r.devices, r.byTag, tag) }

// User finds a user record by User ID in any letter case; nil if there is none.
func (r *Records) User(userID string) *User {
	return find1(&userKind, r.users, r.byUser, UserKey(userID))
}

// UserByAccount finds a user record by Managed Apple Account in any letter case; nil if there is none.
func (r *Records) UserByAccount(account string) *User {
	return find1(&userKind, r.users, r.accounts(), strings.ToLower(account))
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
	r := new(T)
	_ = k.parse(row, r)
	return r
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
