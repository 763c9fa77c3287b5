package home

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"homeroom/store"
	"homeroom/tui/screen"
)

// concern is something that needs attention: the records that a view of Homeroom's own lets through.
type concern struct {
	record store.Kind
	store.Preset
	n int
}

// attention names the views that are counted, what is to be done about first.
var attention = [...]struct {
	record store.Kind
	key    string
}{
	{store.KindUser, "d"},
	{store.KindUser, "w"},
	{store.KindDevice, "w"},
	{store.KindUser, "i"},
	{store.KindUser, "a"},
	{store.KindUser, "m"},
	{store.KindDevice, "p"},
	{store.KindDevice, "c"},
	{store.KindUser, "c"},
}

// tally is a number of devices of one kind or at one site.
type tally struct {
	code, name string
	query      string // finds them
	held, all  int
}

// counter counts records as they go by.
type counter struct {
	concerns []concern
	queries  []store.Query
	places   []store.Site
	at       map[string]*tally // by site code
	sorts    map[string]*tally // by kind, folded
	held     map[string]int    // folded User ID → devices
	people   int
	machines int
}

func newCounter(env screen.Env, now time.Time) (*counter, error) {
	places, err := env.Store.Sites(env.Context)
	if err != nil {
		return nil, err
	}
	timeline, err := env.Store.Timeline(env.Context)
	if err != nil {
		return nil, err
	}
	c := &counter{places: places, at: make(map[string]*tally, len(places)), sorts: map[string]*tally{}, held: map[string]int{}}
	for _, s := range places {
		c.at[s.Code] = &tally{code: s.Code, name: s.Name}
	}
	clock := store.Clock{Now: now, Timeline: timeline}
	for _, a := range attention {
		presets := store.Presets(a.record)
		i := slices.IndexFunc(presets, func(p store.Preset) bool { return p.Key == a.key })
		query, err := store.ParseQuery(a.record, presets[i].Query)
		if err != nil {
			return nil, err
		}
		c.concerns = append(c.concerns, concern{record: a.record, Preset: presets[i]})
		c.queries = append(c.queries, query.Measure(clock))
	}
	return c, nil
}

func (c *counter) device(d *store.Device) {
	c.machines++
	for i := range c.concerns {
		if c.concerns[i].record == store.KindDevice && c.queries[i].Device(d) {
			c.concerns[i].n++
		}
	}
	if d.Held() {
		c.held[store.UserKey(d.Username)]++
	}
	c.at[d.Site].count(d)
	c.sort(d).count(d)
}

func (t *tally) count(d *store.Device) {
	if t == nil { // of no site that is on record
		return
	}
	t.all++
	if d.Held() {
		t.held++
	}
}

// sort is the tally of the device's kind. The language of queries has no quotes inside of quotes, so that two kinds
// that differ by nothing else are one.
func (c *counter) sort(d *store.Device) *tally {
	name := d.KindName()
	if t, ok := c.sorts[name]; ok {
		return t
	}
	key := strings.ToLower(strings.Join(pieces(name), " "))
	t, ok := c.sorts[key]
	if !ok {
		t = &tally{name: name}
		c.sorts[key] = t
	}
	c.sorts[name] = t
	return t
}

// user comes after all devices.
func (c *counter) user(u *store.User) {
	c.people++
	for i := range c.concerns {
		if c.concerns[i].record == store.KindUser && c.queries[i].User(u, c.held[u.Key()]) {
			c.concerns[i].n++
		}
	}
}

// sites are in the order of the records.
func (c *counter) sites() []tally {
	codes := make([]string, len(c.places))
	for i := range c.places {
		codes[i] = c.places[i].Code
	}
	list := make([]tally, len(c.places))
	for i, code := range codes {
		list[i] = *c.at[code]
		list[i].query = exactly("site", code, codes)
	}
	return list
}

// kinds are the largest first.
func (c *counter) kinds() []tally {
	seen := map[*tally]bool{}
	var list []*tally
	for _, t := range c.sorts {
		if !seen[t] {
			seen[t] = true
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b *tally) int { return cmp.Or(b.all-a.all, cmp.Compare(a.name, b.name)) })
	names := make([]string, len(list))
	for i, t := range list {
		names[i] = t.name
	}
	out := make([]tally, len(list))
	for i, t := range list {
		out[i] = *t
		out[i].query = exactly("kind", t.name, names)
	}
	return out
}
