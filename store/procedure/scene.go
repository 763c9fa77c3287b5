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

	renamed renaming

	since []store.Entry // what was done to these records since the checklist began, oldest first
	acts  map[int64]bool
	zone  *time.Location
}

// Survey is what a procedure about a site sees by itself.
type Survey struct {
	Departing []store.User                // marked as leaving, not yet revoked
	Leaving   []string                    // serial numbers of the site's devices that they hold
	Invited   int                         // people of the site who were invited and have not accepted
	Accepted  int                         // people of the site who have
	Saved     map[string]store.ActSummary // mode of the state's template → the newest import since the checklist began
}

// look reads how things stand for a checklist.
func look(ctx context.Context, st *store.Store, p *Procedure, c *store.Checklist, s *story) (*Scene, error) {
	var survey *Survey
	var err error
	if p.About == AboutSite {
		if survey, err = observe(ctx, st, c, s); err != nil {
			return nil, err
		}
	}
	w := edit.Wanted(store.KindDevice, c.Serials(), []edit.Value{{Field: store.FieldUsername, Text: c.UserID}})
	w.Site = c.Site
	records, err := st.Records(ctx, w)
	if err != nil {
		return nil, err
	}
	sc := &Scene{Records: records, Checklist: c, UserID: c.UserID, Survey: survey, acts: s.acts, zone: st.Zone()}
	if err := sc.follow(ctx, st, s.first); err != nil {
		return nil, err
	}
	sc.find(p)
	if s.first > 0 && p.About != AboutSite {
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
	if s.UserID != "" && !s.renamed.is() { // by now the old User ID may be somebody else's
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
	if p.About == AboutUser && s.Checklist.State == store.ChecklistOpen && !s.renamed.is() {
		s.takeIn(edit.OwnerOf(s.Records, s.UserID, "").Held)
	}
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
	for i := range s.since {
		for _, f := range s.since[i].Fields {
			if s.Name == "" && s.since[i].Record == store.KindUser && f.Field == store.FieldFullName {
				s.Name = cmp.Or(f.Old, f.New)
			}
		}
	}
	for _, d := range s.Devices {
		if s.Name == "" && edit.SameID(d.Username, s.UserID) {
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

// observe counts what a procedure about a site sees.
func observe(ctx context.Context, st *store.Store, c *store.Checklist, s *story) (*Survey, error) {
	survey := &Survey{Saved: map[string]store.ActSummary{}}
	users, err := st.Users(ctx)
	if err != nil {
		return nil, err
	}
	var leaving []store.User
	var keys []string
	for _, u := range users {
		if u.Site == c.Site {
			survey.count(u.Invitation)
		}
		if u.Departing {
			leaving, keys = append(leaving, u), append(keys, u.Key())
		}
	}
	records, err := st.Records(ctx, store.Wanted{Site: c.Site, UserIDs: keys})
	if err != nil {
		return nil, err
	}
	for _, u := range leaving {
		survey.leaves(records, u, c.Site)
	}
	return survey, survey.imports(ctx, st, c.Site, s.begun)
}

func (v *Survey) count(i store.Invitation) {
	switch i {
	case store.InvitationInvited:
		v.Invited++
	case store.InvitationAccepted:
		v.Accepted++
	}
}

// leaves notes a person who is marked departing, if they are at the site or hold a device there.
func (v *Survey) leaves(r *store.Records, u store.User, site string) {
	here := u.Site == site
	for _, d := range edit.OwnerOf(r, u.UserID, site).Held {
		if d.Site == site {
			here = true
			v.Leaving = append(v.Leaving, d.Serial)
		}
	}
	if here {
		v.Departing = append(v.Departing, u)
	}
}

// imports finds what was saved from the state's template at the site since the checklist began.
func (v *Survey) imports(ctx context.Context, st *store.Store, site string, begun int64) error {
	newest, err := st.Acts(ctx, 1)
	if err != nil || len(newest) == 0 || begun == 0 {
		return err
	}
	acts, err := st.Acts(ctx, int(newest[0].ID-begun))
	for _, a := range acts {
		if a.Import == nil || a.ID <= begun || a.UndoneBy != 0 || a.Import.Template != template || a.Import.Site != site {
			continue
		}
		if _, seen := v.Saved[a.Import.Mode]; !seen {
			v.Saved[a.Import.Mode] = a
		}
	}
	return err
}
