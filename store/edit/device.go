package edit

import (
	"fmt"
	"strings"

	"homeroom/store"
)

// personal are the fields that a device and a user record both have of a person.
var personal = []store.Field{store.FieldFullName, store.FieldEmail, store.FieldPhone, store.FieldPosition}

// newDevice plans a device record.
func (s *step) newDevice(values []Value) string {
	w := s.wishes(store.KindDevice, values)
	s.onlySite(w)
	s.needs(w, store.FieldSerial, "")
	if w[store.FieldSite] == "" && !s.wrong(store.FieldSite) {
		s.err(store.FieldSite, decided, "a device belongs to a site", "choose one; "+s.siteCodes())
	}
	d := store.Device{Serial: w[store.FieldSerial], Site: w[store.FieldSite]}
	s.newSerial(&d)
	s.newTag(w[store.FieldAssetTag], d.Site)
	s.edit(&d, w)
	return "new device " + called(&d)
}

// setDevice plans new values of a device record.
func (s *step) setDevice(key string, values []Value) string {
	d := s.device("", key)
	if d == nil {
		return "device " + store.CleanSerial(key)
	}
	old, w := *d, s.wishes(store.KindDevice, values)
	if serial := w[store.FieldSerial]; serial != "" && serial != d.Serial {
		s.err(store.FieldSerial, decided, "the serial number says which device this is and does not change",
			"make a new record for the other serial number")
	}
	s.edit(d, w)
	return "device " + called(&old) + listed(Differences(store.KindDevice, &old, d))
}

// edit makes the wishes true: what the device is, who holds it, and what it says of them.
func (s *step) edit(d *store.Device, w wish) {
	before := *d
	s.freeTag(d, w[store.FieldAssetTag])
	w.identify(d)
	if id, ok := w[store.FieldUsername]; ok {
		s.username(d, id)
	}
	held := *d
	w.apply(d, personal...)
	w.apply(d, store.FieldDepartment, store.FieldBuilding, store.FieldRoom, store.FieldOwnership)
	s.now.putDevice(d)
	if !SameID(d.Username, before.Username) && IsHeld(s.now, d) {
		s.receive(d)
	}
	s.moves(d, &before)
	if !s.wrong(store.FieldUsername) { // else it would speak of who has the device, not of who was meant
		s.keepsItsOwn(&held, d)
		s.nobodys(d, &before, w)
	}
}

// nobodys warns of what is typed about a person onto a device that nobody holds (D).
func (s *step) nobodys(d, before *store.Device, w wish) {
	if IsHeld(s.now, d) {
		return
	}
	for _, f := range personal {
		if v := w[f]; v != "" && v != before.Get(f) {
			s.warn(f, decided, "nobody holds this device: it would say the "+f.Label()+" of nobody", "write the Username, too, or leave it out")
			return
		}
	}
}

// identify writes what the device is. Its platform follows where asset tag or model tell it, unless somebody
// chose another one.
func (w wish) identify(d *store.Device) {
	follows := d.Platform == store.PlatformUnknown || d.Platform == d.Kind().Platform()
	w.apply(d, store.FieldAssetTag, store.FieldModel, store.FieldSite)
	if told := d.Kind().Platform(); follows && told != store.PlatformUnknown {
		_, tag := w[store.FieldAssetTag]
		_, model := w[store.FieldModel]
		if tag || model {
			d.Platform = told
		}
	}
	w.apply(d, store.FieldPlatform)
}

// username makes the User ID true: somebody gets the device, or it is taken back.
func (s *step) username(d *store.Device, id string) {
	if id != "" && id == d.Username {
		return // already so
	}
	if id == "" || SameID(id, d.Serial) && s.now.User(id) == nil {
		s.takeBack(d)
		return
	}
	if !SameID(d.Username, id) {
		s.hand(d, id)
	}
}

// moves warns when a device goes to another site and its holder does not.
func (s *step) moves(d, before *store.Device) {
	if d.Site == before.Site || !SameID(d.Username, before.Username) || !IsHeld(s.now, d) {
		return
	}
	if u := s.now.User(d.Username); u != nil && u.Site != "" && u.Site != d.Site {
		s.warn(store.FieldSite, "R-02", fmt.Sprintf("%s holds this device; the user record stays at site %s",
			HolderOf(s.before, before), SiteName(s.now, u.Site)), "move the user record, too, if the person changes site")
	}
}

// KeepsItsOwn lists the fields in which a device comes to say something else of its holder than the user record.
func KeepsItsOwn(old, want *store.Device, u *store.User) []store.Field {
	var differ []store.Field
	for _, f := range personal {
		if v := want.Get(f); v != old.Get(f) && v != u.Get(f) {
			differ = append(differ, f)
		}
	}
	return differ
}

func (s *step) keepsItsOwn(old, want *store.Device) {
	u := s.now.User(want.Username)
	if u == nil {
		return
	}
	if differ := KeepsItsOwn(old, want, u); len(differ) > 0 {
		s.info(differ[0], "R-10", "the user record of "+u.UserID+" keeps its own: "+labels(differ),
			"change it on the user record, too, if it is right")
	}
}

func labels(fields []store.Field) string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.Label()
	}
	return strings.Join(list, ", ")
}

// listed names the fields that change, behind a record's name: ": Building, Room".
func listed(changes []store.FieldChange) string {
	if len(changes) == 0 {
		return ""
	}
	fields := make([]store.Field, len(changes))
	for i, c := range changes {
		fields[i] = c.Field
	}
	return ": " + labels(fields)
}

// called is the short name of a device: its asset tag, or its serial number.
func called(d *store.Device) string {
	if d.AssetTag != "" {
		return d.AssetTag
	}
	return d.Serial
}
