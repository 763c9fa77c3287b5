package procedure

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// Start begins a checklist and answers its walk. CodeInvalid where the request cannot be meant like this,
// CodeNotFound where what it names is not on record, *OverlapError where an open checklist is about the same; each says
// what to do. Nothing but the checklist itself is written.
func Start(ctx context.Context, st *store.Store, operator string, r Request) (Walk, error) {
	p, err := ByName(r.Procedure)
	if err != nil {
		return Walk{}, err
	}
	if err := storable("the note", r.Note); err != nil {
		return Walk{}, err
	}
	var moved *store.ConflictError
	for { // again only where somebody else began a checklist meanwhile and has its number
		number, err := begin(ctx, st, p, operator, r)
		if err == nil {
			return Load(ctx, st, number)
		}
		if !errors.As(err, &moved) {
			return Walk{}, err
		}
	}
}

// begin puts the checklist on record under the next number; a *store.ConflictError where somebody else took that.
func begin(ctx context.Context, st *store.Store, p *Procedure, operator string, r Request) (string, error) {
	number, err := st.NextChecklist(ctx) // read first: whoever begins the same later finds this number taken
	if err != nil {
		return "", err
	}
	c, err := p.checklist(ctx, st, operator, r)
	if err != nil {
		return "", err
	}
	c.Number = number
	w, err := walk(ctx, st, p, c, tell(nil))
	if err != nil {
		return "", err
	}
	if err := w.alone(ctx, st); err != nil {
		return "", err
	}
	if against := standing(p.Begin, w.scene); len(against) > 0 {
		return "", invalid(against[0], "")
	}
	w.Checklist.Devices = strings.Join(serials(w.scene.Devices), " ")
	w.Checklist.Step = w.next("")
	if note := strings.TrimSpace(r.Note); note != "" {
		w.Checklist.Note = noteOf("start", note)
	}
	title := p.Title + " begun: " + w.scene.fill(p.Heading, w.scene.UserID)
	_, err = st.Apply(ctx, store.Act{Operator: operator, Kind: store.ActStep, Title: title}, []store.Change{{
		Record: store.KindChecklist, Key: number, Fields: store.ChecklistFields(w.Checklist),
	}})
	return number, err
}

// checklist makes the record of a request, with the devices and the site found.
func (p *Procedure) checklist(ctx context.Context, st *store.Store, operator string, r Request) (store.Checklist, error) {
	c := store.Checklist{Procedure: p.Name, State: store.ChecklistOpen, Owner: operator}
	if p.About == AboutSite {
		return c, site(ctx, st, &c, r.Site)
	}
	devices, err := p.devices(ctx, st, r.Devices)
	if err != nil {
		return c, err
	}
	c.UserID = strings.TrimSpace(r.UserID)
	if p.About == AboutTwoDevices && c.UserID == "" {
		if c.UserID, err = holderOf(devices[0]); err != nil {
			return c, err
		}
	}
	c.Devices = strings.Join(serials(devices), " ")
	return c, person(ctx, st, &c, devices)
}

// holderOf reads from the old device who gets the new one.
func holderOf(old *store.Device) (string, error) {
	if what := edit.Nobodys(old.Kind()); what != "" {
		return "", invalid(fmt.Sprintf("%s is %s: nobody holds those (R-11)", deviceName(old), what), "name the device that the person gives back")
	}
	if !old.Held() {
		return "", invalid("nobody holds "+deviceName(old)+", the old device",
			"name the device that the person has, or begin adding if they have none")
	}
	return old.Username, nil
}

// site reads the code of a site on record.
func site(ctx context.Context, st *store.Store, c *store.Checklist, typed string) error {
	code, err := store.ParseSiteCode(typed)
	if err != nil {
		return err
	}
	sites, err := st.Sites(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(sites, func(s store.Site) bool { return s.Code == code }) {
		return missing("site "+code+" is not on record", "look at the list of sites")
	}
	c.Site = code
	return nil
}

// wanted is how many devices a procedure is begun with.
func (a About) wanted() int {
	return map[About]int{AboutUserDevice: 1, AboutTwoDevices: 2}[a]
}

// devices finds the devices of a request by serial number or asset tag.
func (p *Procedure) devices(ctx context.Context, st *store.Store, names []string) ([]*store.Device, error) {
	if n := p.About.wanted(); n > 0 && len(names) != n {
		return nil, invalid(fmt.Sprintf("%s needs %d device(s)", p.Title, n),
			map[int]string{1: "name the device that the person gets", 2: "name the old device and the new one"}[n])
	}
	var trimmed, upper []string
	for _, name := range names {
		trimmed, upper = append(trimmed, strings.TrimSpace(name)), append(upper, store.CleanSerial(name))
	}
	records, err := st.Records(ctx, store.Wanted{Serials: upper, AssetTags: trimmed})
	if err != nil {
		return nil, err
	}
	var devices []*store.Device
	for i := range names {
		d := records.DeviceByTag(trimmed[i])
		if d == nil {
			d = records.Device(upper[i])
		}
		if d == nil {
			return nil, missing("no device "+text.Visible(trimmed[i])+" is on record", "give a serial number or an asset tag")
		}
		if slices.ContainsFunc(devices, func(o *store.Device) bool { return o.Serial == d.Serial }) {
			return nil, invalid(deviceName(d)+" is named twice", "name two devices")
		}
		devices = append(devices, d)
	}
	return devices, nil
}

// person reads the User ID and finds the site that the checklist is for: the device's, or the person's own.
func person(ctx context.Context, st *store.Store, c *store.Checklist, devices []*store.Device) error {
	if c.UserID == "" {
		return invalid("no person is named", "give a User ID")
	}
	id, found := store.ParseUserID(c.UserID)
	for _, f := range found {
		if f.Severity == store.SeverityError {
			return invalid(text.Visible(f.Message+" ("+f.Rule+")"), f.Remedy)
		}
	}
	records, err := st.Records(ctx, store.Wanted{UserIDs: []string{id}})
	if err != nil {
		return err
	}
	c.UserID = id
	o := edit.OwnerOf(records, id, "")
	if o.User != nil {
		c.UserID = o.User.UserID
	}
	c.Site = o.At()
	if len(devices) > 0 {
		c.Site = devices[0].Site
	}
	return nil
}

func invalid(message, remedy string) error {
	return &store.Error{Code: store.CodeInvalid, Message: message, Remedy: remedy}
}

func missing(message, remedy string) error {
	return &store.Error{Code: store.CodeNotFound, Message: message, Remedy: remedy}
}
