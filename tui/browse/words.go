package browse

import (
	"time"

	"homeroom/store"
	"homeroom/tui/trail"
)

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

// Day is the day of a moment, "" where it is not known.
func Day(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	return at.In(zone).Format(time.DateOnly)
}

// Written is when a record was written last, as its history tells; "" where it does not.
func Written(history []store.Entry, version int64, zone *time.Location) string {
	for i := len(history) - 1; i >= 0; i-- {
		if history[i].ID == version {
			return trail.Moment(history[i].At, zone)
		}
	}
	return ""
}
