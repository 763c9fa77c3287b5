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

// concerns are counted and opened by one and the same query, so that the list shows what was counted.
// Apple TVs and caching servers are held by nobody as a rule.
var concerns = [...]concern{
	{"Users without a device", store.KindUser, "held:no"},
	{"Devices without a user", store.KindDevice, `held:no !model:"Apple TV" !model:"caching server"`},
	{"Departing, not yet revoked", store.KindUser, "departing:yes"},
	{"Invited, not yet accepted", store.KindUser, "invitation:invited"},
	{"No Managed Apple Account", store.KindUser, "managed_apple_account:"},
}

// site is one school's devices.
type site struct {
	store.Site
	held, devices int
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

// read counts everything. It belongs in a command.
func read(env screen.Env) (state, error) {
	s := state{zone: env.Now().Location()}
	devices, err := env.Store.Devices(env.Context)
	if err != nil {
		return s, err
	}
	users, err := env.Store.Users(env.Context)
	if err != nil {
		return s, err
	}
	sites, err := env.Store.Sites(env.Context)
	if err != nil {
		return s, err
	}
	s.users, s.devices = len(users), len(devices)
	s.sites = perSite(sites, devices)
	if s.counts, err = count(devices, users); err != nil {
		return s, err
	}
	if s.reviews, err = env.Store.Reviews(env.Context, env.Operator); err != nil {
		return s, err
	}
	s.imports, err = imports(env)
	return s, err
}

func perSite(sites []store.Site, devices []store.Device) []site {
	list := make([]site, len(sites))
	at := make(map[string]*site, len(sites))
	for i := range sites {
		list[i].Site = sites[i]
		at[sites[i].Code] = &list[i]
	}
	for i := range devices {
		s := at[devices[i].Site]
		if s == nil {
			continue
		}
		s.devices++
		if devices[i].Held() {
			s.held++
		}
	}
	return list
}

func count(devices []store.Device, users []store.User) (counts [len(concerns)]int, err error) {
	held := make(map[string][]*store.Device, len(users))
	for i := range devices {
		key := store.UserKey(devices[i].Username)
		held[key] = append(held[key], &devices[i])
	}
	for c, concern := range concerns {
		query, err := store.ParseQuery(concern.record, concern.query)
		if err != nil {
			return counts, err
		}
		switch concern.record {
		case store.KindDevice:
			for i := range devices {
				if query.Device(&devices[i]) {
					counts[c]++
				}
			}
		case store.KindUser:
			for i := range users {
				if query.User(&users[i], held[users[i].Key()]) {
					counts[c]++
				}
			}
		}
	}
	return counts, nil
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
