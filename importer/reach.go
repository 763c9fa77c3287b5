package importer

import (
	"fmt"
	"strconv"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
)

// Reach is how far the accepted rows go.
type Reach struct {
	Devices     int      // devices on record that are touched
	SiteDevices int      // devices on record at the site; at all sites where the plan ranges over several
	Share       float64  // of the site's devices, 0 to 1
	LoseLast    []string // people who lose their last device
	LastLines   []int    // the file's lines that take it
	Clashes     int      // User IDs that clash with another site's
	NewDevices  int      // devices that come on record
	Departs     int      // people whom a list does not name, and who are marked departing
	SitePeople  int      // people of the site; counted only where some of them depart
}

// What asks for the number to be typed (R-24 and the console's page): a revoke, or a large part of a site.
const (
	largeShare = 0.3
	largeSite  = 10
)

// Reach tells how far the accepted rows go. Its lists must not be altered.
func (p *Plan) Reach() Reach {
	if p.far == nil {
		p.far = p.survey()
	}
	f := p.far
	f.list()
	r := Reach{
		Devices: f.devices, SiteDevices: p.siteDevices(), LoseLast: f.names, LastLines: f.lines, Clashes: p.clashes,
		NewDevices: f.coming, Departs: p.Departs(),
	}
	if r.Departs > 0 {
		r.SitePeople = p.sitePeople()
	}
	if r.SiteDevices > 0 {
		r.Share = float64(r.Devices) / float64(r.SiteDevices)
	}
	return r
}

// siteDevices counts the devices on record at the plan's site; of a plan that ranges over several sites, all of them.
func (p *Plan) siteDevices() int {
	if p.Site.Code != "" {
		return p.records.SiteDevices()
	}
	n := p.devicesAt("")
	for _, s := range p.records.Sites() {
		n += p.devicesAt(s.Code)
	}
	return n
}

// sitePeople counts the people on record at the plan's site.
func (p *Plan) sitePeople() (n int) {
	for _, u := range p.records.AllUsers() {
		n += int(flag(u.Site == p.Site.Code))
	}
	return n
}

// devicesAt counts the devices on record at a site.
func (p *Plan) devicesAt(code string) int {
	p.records.Choose(code)
	defer p.records.Choose(p.Site.Code)
	return p.records.SiteDevices()
}

// Confirm tells whether saving asks for a number to be typed, and which: the devices that are taken back, or
// those touched when they are over 30 % of a site's ten or more.
func (p *Plan) Confirm() (n int, ask bool) {
	r := p.Reach()
	return p.work.confirm(&r)
}

func (p *programme) confirm(r *Reach) (n int, ask bool) {
	if p.Mode == template.ModeRevoke {
		return r.Devices, r.Devices > 0
	}
	return r.Devices, large(r.Devices, r.SiteDevices)
}

// large reports whether so many devices of a site are a large part of it.
func large(touched, of int) bool {
	return of >= largeSite && float64(touched) > largeShare*float64(of)
}

// Sentence says what Save will do.
func (p *Plan) Sentence() string {
	changes := p.Changes()
	if len(changes) == 0 {
		return "Nothing will be saved: no row is accepted."
	}
	return p.work.sentence(changes) + p.unsaved() + p.mendedWords(" ")
}

func (p *programme) sentence(changes []store.Change) string {
	if p.Mode == template.ModeRevoke {
		return p.takenBack(changes)
	}
	return fmt.Sprintf("%s at site %s will be saved: %s.", counted(p.Accepted(), "row", "rows"), p.Site.Code, done(changes))
}

// done counts what changes do, sort by sort.
func done(changes []store.Change) string {
	var parts []string
	renamed := map[int]bool{} // told apart
	for _, r := range store.Renames(changes) {
		renamed[r.Gone], renamed[r.Came] = true, true
	}
	if n := len(renamed) / 2; n > 0 {
		parts = append(parts, counted(n, "user renamed", "users renamed"))
	}
	for _, deed := range deeds {
		n := 0
		for i := range changes {
			if !renamed[i] && deed.is(&changes[i]) {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, counted(n, deed.one, deed.many))
		}
	}
	return strings.Join(parts, ", ")
}

// unsaved tells of the rows that are not saved: those that say what the records say already, and the others.
func (p *Plan) unsaved() string {
	var parts []string
	same := p.counts[StatusSame]
	if same > 0 {
		parts = append(parts, counted(same, "row is the same", "rows are the same"))
	}
	rest := -same // of the records that the file does not name nothing is to be saved
	for i := range p.Rows {
		rest += int(flag(!p.Rows[i].accepted() && (!p.Rows[i].OnlyHere || p.Rows[i].Status == StatusSame)))
	}
	switch {
	case rest > 0 && same > 0:
		parts = append(parts, counted(rest, "is not saved", "are not saved"))
	case rest > 0:
		parts = append(parts, counted(rest, "row is not saved", "rows are not saved"))
	}
	if parts == nil {
		return ""
	}
	return " " + strings.Join(parts, ", ") + "."
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
	{"enrolment request", "enrolment requests", func(c *store.Change) bool { return c.Record == store.KindRequest }},
	{"new location", "new locations", func(c *store.Change) bool { return c.Record == store.KindLocation }},
	{"class", "classes", func(c *store.Change) bool { return c.Record == store.KindClass }},
	{"place in a class", "places in classes", func(c *store.Change) bool { return c.Record == store.KindRoster }},
	{"user record deleted", "user records deleted", func(c *store.Change) bool { return c.Record == store.KindUser && c.Delete }},
}

// figures writes a number as it is read: 4,998.
func figures(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return figures(n) + " " + many
}
