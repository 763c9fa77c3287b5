package browse

import "homeroom/store"

// Sort is the sort of device in words: the kind of R-04, or the model where neither tag nor model tells it.
func Sort(d *store.Device) string {
	switch k := d.Kind(); k {
	case store.DeviceUnknown, store.DeviceMac, store.DeviceIPad:
		return d.Model
	default:
		return string(k)
	}
}

// Standing is how far a person has come, in words.
func Standing(u *store.User) string {
	switch {
	case u.Departing:
		return "departing"
	case u.Invitation == store.InvitationNone:
		return "not invited"
	}
	return string(u.Invitation)
}
