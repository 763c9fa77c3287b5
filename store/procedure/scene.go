package procedure

import (
	"cmp"
	"context"
	"slices"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
)

// Scene is how things stand when a stage is looked at.
type Scene struct {
	Records   *store.Records
	Checklist *store.Checklist
	UserID    string          // as it is on record, or as the checklist began with it
	User      *store.User     // nil when there is no user record
	Name      string          // the person's full name, also once the record is gone; empty if it is not known
	Devices   []*store.Device // of the checklist; one whose Version is 0 is not on record any more
	Device    *store.Device   // of the stage, or the first of the checklist
	Other     *store.Device   // the second: what the first is replaced by
	Site      store.Site
	Survey    *Survey // of a procedure about a site

	about   About
	preload *store.Export // the site's newest list for Inventory Preload that was written here; nil for none
	renamed renaming
	heir    succession

	since []store.Entry    // what was done to these records since the checklist began, oldest first
	words map[int64]string // by history entry: what it did to the person, where the fields do not say it
	acts  map[int64]bool
	zone  *time.Location
}

// look reads how things stand for a checklist.
func look(ctx context.Context, st *store.Store, p *Procedure, c *store.Checklist, s *story) (*Scene, error) {
	sc := &Scene{Checklist: c, UserID: c.UserID, about: p.About, acts: s.acts, zone: st.Zone()}
	w := edit.Wanted(store.KindDevice, c.Serials(), []edit.Value{{Field: store.FieldUsername, Text: c.UserID}})
	w.Site = c.Site
	var err error
	if sc.Records, err = st.Records(ctx, w); err != nil {
		return nil, err
	}
	if p.About == AboutSite {
		sc.find(p)
		sc.Survey, err = observe(ctx, st, c, s)
		return sc, err
	}
	if err = sc.follow(ctx, st, s.first); err != nil {
		return nil, err
	}
	if sc.preload, err = st.Exported(ctx, "jamf-preload", c.Site); err != nil {
		return nil, err
	}
	sc.find(p)
	sc.adopt(p, s)
	if s.first > 0 {
		sc.since, err = st.Since(ctx, s.first, serials(sc.Devices), []string{c.UserID})
	}
	sc.name()
	return sc, err
}

// find picks the records of the checklist out of the picture. A person who leaves gives back whatever they hold, also
// what came to them after the checklist began.
func (s *Scene) find(p *Procedure) {
	s.Site = store.Site{Code: s.Checklist.Site}
	if site, ok := s.Records.SiteByCode(s.Checklist.Site); ok {
		s.Site = site
	}
	theirs := !s.renamed.is() && !s.heir.is() // by now the User ID may be somebody else's
	if s.UserID != "" && theirs {
		s.User = s.Records.User(s.UserID)
	}
	if s.User != nil {
		s.UserID = s.User.UserID
	}
	for _, serial := range s.Checklist.Serials() {
		d := s.Records.Device(serial)
		if d == nil {
			d = &store.Device{Serial: serial}
		}
		s.Devices = append(s.Devices, d)
	}
	if p.About == AboutUser && s.Checklist.State == store.ChecklistOpen && theirs {
		s.takeIn(edit.OwnerOf(s.Records, s.UserID, "").Held)
	}
	s.first()
}

// first says which of the devices the texts speak of.
func (s *Scene) first() {
	if len(s.Devices) > 0 {
		s.Device = s.Devices[0]
	}
	if len(s.Devices) > 1 {
		s.Other = s.Devices[1]
	}
}

func (s *Scene) takeIn(held []*store.Device) {
	slices.SortFunc(held, func(a, b *store.Device) int {
		return cmp.Or(cmp.Compare(a.AssetTag, b.AssetTag), cmp.Compare(a.Serial, b.Serial))
	})
	for _, d := range held {
		if !slices.ContainsFunc(s.Devices, func(o *store.Device) bool { return o.Serial == d.Serial }) {
			s.Devices = append(s.Devices, d)
		}
	}
}

// name finds what the person is called, also once the user record is gone.
func (s *Scene) name() {
	if s.User != nil {
		s.Name = s.User.FullName
	}
	s.Name = cmp.Or(s.Name, s.heir.name)
	for i := range s.since {
		e := &s.since[i]
		f := changed(e, store.FieldFullName)
		theirs := s.heir.left == nil || e.ID < s.heir.left.ID // later ones may be another person's
		if s.Name == "" && e.Record == store.KindUser && f != nil && theirs {
			s.Name = cmp.Or(f.Old, f.New)
		}
	}
	for _, d := range s.Devices {
		if s.Name == "" && s.their(d) {
			s.Name = d.FullName
		}
	}
}

// at is the scene of a stage for one device; of a stage that is for none it is the scene itself.
func (s *Scene) at(d *store.Device) *Scene {
	if d == nil {
		return s
	}
	own := *s
	own.Device = d
	return &own
}

func serials(devices []*store.Device) []string {
	list := make([]string, len(devices))
	for i, d := range devices {
		list[i] = d.Serial
	}
	return list
}
