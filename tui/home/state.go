package home

import (
	"time"

	"homeroom/store"
	"homeroom/tui/screen"
)

// concern is something that needs attention: the records that a query lets through.
type concern struct {
	label  string
	record store.Kind
	query  string
}

// spare finds the devices that somebody could be given. Apple TVs and caching servers are held by nobody as a rule
//
const spare = `held:no !model:"Apple TV" !model:"caching server"`

// concerns are counted and opened by one and the same query, so that the list shows what was counted.
var concerns = [...]concern{
	{"Users without a device", store.KindUser, "held:no"},
	{"Devices without a user", store.KindDevice, spare},
	{"Departing, not yet revoked", store.KindUser, "departing:yes"},
	{"Invited, not yet accepted", store.KindUser, "invitation:invited"},
	{"No Managed Apple Account", store.KindUser, "managed_apple_account:"},
}

// site is one school's devices.
type site struct {
	store.Site
	held, spare, devices int
}

// state is what the screen shows, as counted at one moment.
type state struct {
	sites   []site
	counts  [len(concerns)]int
	users   int
	devices int
	reviews []store.Review
	imports []store.ActSummary
	zone    *time.Location
}

const (
	shownImports = 4
	searchedActs = 200 // how far back imports are looked for
)

// read counts everything. It belongs in a command. The records are counted as they go by: none is kept.
func read(env screen.Env) (state, error) {
	s := state{zone: env.Now().Location()}
	sites, err := env.Store.Sites(env.Context)
	if err != nil {
		return s, err
	}
	c, err := newCounter(&s, sites)
	if err != nil {
		return s, err
	}
	if err := env.Store.Each(env.Context, c.device, c.user); err != nil {
		return s, err
	}
	if s.reviews, err = env.Store.Reviews(env.Context, env.Operator); err != nil {
		return s, err
	}
	s.imports, err = imports(env)
	return s, err
}

// counter counts records into a state.
type counter struct {
	*state
	queries [len(concerns)]store.Query
	spare   store.Query
	at      map[string]*site
	held    map[string]int // folded User ID → devices
}

func newCounter(s *state, sites []store.Site) (*counter, error) {
	c := &counter{state: s, at: make(map[string]*site, len(sites)), held: map[string]int{}}
	s.sites = make([]site, len(sites))
	for i := range sites {
		s.sites[i].Site = sites[i]
		c.at[sites[i].Code] = &s.sites[i]
	}
	var err error
	for i, concern := range concerns {
		if c.queries[i], err = store.ParseQuery(concern.record, concern.query); err != nil {
			return nil, err
		}
	}
	c.spare, err = store.ParseQuery(store.KindDevice, spare)
	return c, err
}

func (c *counter) device(d *store.Device) {
	c.devices++
	for i, concern := range concerns {
		if concern.record == store.KindDevice && c.queries[i].Device(d) {
			c.counts[i]++
		}
	}
	if d.Username != "" {
		c.held[store.UserKey(d.Username)]++
	}
	s := c.at[d.Site]
	if s == nil {
		return
	}
	s.devices++
	switch {
	case d.Held():
		s.held++
	case c.spare.Device(d):
		s.spare++
	}
}

// user comes after all devices.
func (c *counter) user(u *store.User) {
	c.users++
	for i, concern := range concerns {
		if concern.record == store.KindUser && c.queries[i].User(u, c.held[u.Key()]) {
			c.counts[i]++
		}
	}
}

func imports(env screen.Env) ([]store.ActSummary, error) {
	acts, err := env.Store.Acts(env.Context, searchedActs)
	var found []store.ActSummary
	for _, a := range acts {
		if a.Import != nil && len(found) < shownImports {
			found = append(found, a)
		}
	}
	return found, err
}
