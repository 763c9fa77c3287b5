package edit

import (
	"strings"

	"homeroom/store"
)

// SameID compares User IDs without regard to case.
func SameID(a, b string) bool { return a == b || strings.EqualFold(a, b) }

// Fielded is a record whose fields can be read by name.
type Fielded interface{ Get(f store.Field) string }

// Differences lists the fields in which two pictures of a record differ; none where nothing does.
func Differences(kind store.Kind, old, want Fielded) []store.FieldChange {
	var fields []store.FieldChange
	for _, f := range store.Fields(kind) {
		if before, after := old.Get(f), want.Get(f); before != after {
			fields = append(fields, store.FieldChange{Field: f, Old: before, New: after})
		}
	}
	return fields
}

// Deletion is the change that takes a user record away.
func Deletion(u *store.User) store.Change {
	fields := store.UserFields(*u)
	for i := range fields {
		fields[i].Old, fields[i].New = fields[i].New, ""
	}
	return store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Delete: true, Fields: fields}
}

// IsHeld reports whether somebody holds a device: not when Username is empty or a placeholder, unless a user record
// has that very ID.
func IsHeld(p Picture, d *store.Device) bool {
	return d != nil && d.Username != "" && (!d.Placeholder() || p.User(d.Username) != nil)
}

// platformOf is what a device runs: as on record, or as its kind tells.
func platformOf(d *store.Device) store.Platform {
	if d.Platform != store.PlatformUnknown {
		return d.Platform
	}
	return d.Kind().Platform()
}

// Nobodys names a kind of device that nobody holds, such as "an Apple TV"; empty for the others.
func Nobodys(k store.DeviceKind) string {
	switch k {
	case store.DeviceAppleTV:
		return "an Apple TV"
	case store.DeviceCachingServer:
		return "a caching server"
	}
	return ""
}

// ClearPerson takes off a device what is about its holder; where it stands stays.
func ClearPerson(d *store.Device) {
	d.FullName, d.Email, d.Phone, d.Position, d.Department = "", "", "", "", ""
}

// TakenBack is the device once it is taken back: it stays where it is, with the placeholder. One that is
// somebody's User ID would say that they hold it: then Username is empty (D).
func TakenBack(p Picture, d *store.Device) store.Device {
	want := *d
	ClearPerson(&want)
	want.Username = d.Serial
	if p.User(d.Serial) != nil {
		want.Username = ""
	}
	return want
}

// Invited is an invitation once one of the person's devices has a position.
func Invited(i store.Invitation) store.Invitation {
	if i == store.InvitationNone || i == store.InvitationRevoked {
		return store.InvitationInvited
	}
	return i
}

// revoked is an invitation once the apps are taken; one that was never sent stays so.
func revoked(i store.Invitation) store.Invitation {
	if i == store.InvitationNone {
		return i
	}
	return store.InvitationRevoked
}
