package importer

import (
	"fmt"
	"sort"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
)

// Reach is how far the accepted rows go.
type Reach struct {
	Devices     int      // devices on record that are touched
	SiteDevices int      // devices on record at the site
	Share       float64  // of the site's devices, 0 to 1
	LoseLast    []string // people who lose their last device
	Clashes     int      // User IDs that clash with another site's
}

// What asks for the number to be typed (R-24 and the console's page): a revoke, or a large part of a site.
const (
	largeShare = 0.3
	largeSite  = 10
)

// Reach tells how far the accepted rows go.
func (p *Plan) Reach() Reach {
	r := Reach{SiteDevices: p.records.SiteDevices(), Clashes: p.clashes}
	h := hands{ids: map[string]string{}, lost: map[string]int{}, gained: map[string]int{}}
	for _, i := range p.active {
		row := &p.Rows[i]
		if !row.accepted() {
			continue
		}
		for c := range row.Changes {
			change := &row.Changes[c]
			if change.Record == store.KindDevice && !change.Create() {
				r.Devices++
				h.pass(p, change)
			}
		}
	}
	if r.SiteDevices > 0 {
		r.Share = float64(r.Devices) / float64(r.SiteDevices)
	}
	for key, n := range h.lost {
		if o := p.owner(key); len(o.held)-n+h.gained[key] <= 0 {
			r.LoseLast = append(r.LoseLast, o.name(h.ids[key]))
		}
	}
	sort.Strings(r.LoseLast)
	return r
}

// hands counts, by folded User ID, who loses and who gains devices.
type hands struct {
	ids          map[string]string // as on record
	lost, gained map[string]int
}

// pass counts the device of a change, if it passes to somebody else.
func (h *hands) pass(p *Plan, c *store.Change) {
	for _, f := range c.Fields {
		if f.Field != store.FieldUsername {
			continue
		}
		if p.isHeld(p.records.Device(c.Key)) {
			h.lost[store.UserKey(f.Old)]++
			h.ids[store.UserKey(f.Old)] = f.Old
		}
		h.gained[store.UserKey(f.New)]++
	}
}

// Confirm tells whether saving asks for a number to be typed, and which: the devices that are taken back in a
// revoke, or those touched when they are over 30 % of a site's ten or more.
func (p *Plan) Confirm() (n int, ask bool) {
	r := p.Reach()
	if p.Mode == template.ModeRevoke {
		return r.Devices, r.Devices > 0
	}
	return r.Devices, r.SiteDevices >= largeSite && r.Share > largeShare
}

// Sentence says what Save will do.
func (p *Plan) Sentence() string {
	changes := p.Changes()
	if len(changes) == 0 {
		return "Nothing will be saved: no row is accepted."
	}
	var parts []string
	for _, deed := range deeds {
		n := 0
		for i := range changes {
			if deed.is(&changes[i]) {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, counted(n, deed.one, deed.many))
		}
	}
	said := fmt.Sprintf("%s at site %s will be saved: %s.", counted(p.Accepted(), "row", "rows"), p.Site.Code, strings.Join(parts, ", "))
	if rest := len(p.Rows) - p.Accepted(); rest > 0 {
		said += fmt.Sprintf(" %s unsaved.", counted(rest, "row stays", "rows stay"))
	}
	return said
}

// deeds are the sorts of change that the sentence counts.
var deeds = []struct {
	one, many string
	is        func(*store.Change) bool
}{
	{"new site", "new sites", func(c *store.Change) bool { return c.Record == store.KindSite }},
	{"new device", "new devices", func(c *store.Change) bool { return c.Record == store.KindDevice && c.Create() }},
	{"device record changed", "device records changed", func(c *store.Change) bool { return c.Record == store.KindDevice && !c.Create() }},
	{"new user", "new users", func(c *store.Change) bool { return c.Record == store.KindUser && c.Create() }},
	{"user record changed", "user records changed", func(c *store.Change) bool { return c.Record == store.KindUser && !c.Create() && !c.Delete }},
	{"user record deleted", "user records deleted", func(c *store.Change) bool { return c.Delete }},
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
