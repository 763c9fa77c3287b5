package checklist

import (
	"cmp"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/text"
	"homeroom/tui/screen"
)

// about is what is known of the record from which a checklist is begun.
type about struct {
	name   string // as people know it; empty where there is none
	userID string // the person, or who holds the device
	device *store.Device
	site   string              // its code, where it is about one
	open   []procedure.Summary // checklists about it that are open already
}

// readAbout reads the record, and the open checklists that are about it.
func readAbout(env screen.Env, kind store.Kind, key string) (about, error) {
	var a about
	if key == "" {
		return a, nil
	}
	if kind == store.KindSite {
		return readSite(env, key)
	}
	w := store.Wanted{Serials: []string{store.CleanSerial(key)}, AssetTags: []string{key}}
	if kind == store.KindUser {
		w = store.Wanted{UserIDs: []string{key}}
	}
	records, err := env.Store.Records(env.Context, w)
	if err != nil {
		return a, err
	}
	if kind == store.KindUser {
		a.person(records.User(key), key)
	} else {
		d := records.DeviceByTag(key)
		if d == nil {
			d = records.Device(store.CleanSerial(key))
		}
		if d == nil {
			return a, &store.Error{Code: store.CodeNotFound, Message: "no device " + text.Visible(key) + " is on record", Remedy: "look for it in Devices"}
		}
		a.machine(d)
	}
	all, err := procedure.List(env.Context, env.Store)
	a.open = slices.DeleteFunc(all, func(s procedure.Summary) bool { return !open(&s) || !a.is(&s) })
	return a, err
}

// readSite reads a site, and the open checklists that are about it.
func readSite(env screen.Env, code string) (about, error) {
	var a about
	sites, err := env.Store.Sites(env.Context)
	if err != nil {
		return a, err
	}
	at := slices.IndexFunc(sites, func(s store.Site) bool { return strings.EqualFold(s.Code, code) })
	if at < 0 {
		return a, &store.Error{Code: store.CodeNotFound, Message: "there is no site " + text.Visible(code), Remedy: "choose one of those listed"}
	}
	a.site, a.name = sites[at].Code, cmp.Or(sites[at].Name, sites[at].Code)
	all, err := procedure.List(env.Context, env.Store)
	a.open = slices.DeleteFunc(all, func(s procedure.Summary) bool { return !open(&s) || !a.is(&s) })
	return a, err
}

func (a *about) person(u *store.User, key string) {
	a.userID, a.name = key, key
	if u != nil {
		a.userID = u.UserID
		a.name = personName(u)
	}
}

// personName is a person's name with the User ID.
func personName(u *store.User) string {
	if u.FullName == "" {
		return u.UserID
	}
	return u.FullName + " (" + u.UserID + ")"
}

func (a *about) machine(d *store.Device) {
	a.device, a.name = d, deviceName(d)
	if d.Held() {
		a.userID = d.Username
		a.name += ", held by " + d.Username
	}
}

// is reports whether a checklist is about the record.
func (a *about) is(s *procedure.Summary) bool {
	switch {
	case a.site != "":
		return s.Checklist.UserID == "" && s.Checklist.Site == a.site
	case a.device != nil:
		return slices.Contains(s.Checklist.Serials(), a.device.Serial)
	}
	return strings.EqualFold(s.Checklist.UserID, a.userID)
}

// request is what of a procedure is known by the record: the person; the device, which is the new one where nobody
// holds it, or the old one.
func (a *about) request(p *procedure.Procedure) procedure.Request {
	r := procedure.Request{}
	d := a.device
	switch p.About {
	case procedure.AboutSite:
		r.Site = a.site
	case procedure.AboutUser:
		r.UserID = a.userID
	case procedure.AboutUserDevice:
		if d != nil {
			r.Devices = []string{d.Serial}
		} else {
			r.UserID = a.userID
		}
	case procedure.AboutTwoDevices:
		r.UserID = a.userID
		if d != nil {
			r.Devices = []string{d.Serial}
		}
	}
	return r
}

// why says why a procedure makes no sense for the record, "" when it does.
func (a *about) why(p *procedure.Procedure) string {
	switch {
	case a.name == "":
		return ""
	case a.site != "" && p.About != procedure.AboutSite:
		return "it is about a person or a device, not about a site"
	case a.site != "":
		return ""
	case p.About == procedure.AboutSite:
		return "it is about a site, not about a person or a device"
	case a.device == nil || a.device.Held():
		return ""
	case p.About == procedure.AboutUser:
		return "nobody holds this device"
	case p.About == procedure.AboutTwoDevices:
		return "nobody holds this device: begin with the one that is replaced"
	}
	return ""
}
