package browse

import (
	"strconv"
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

// Undoing names what takes back the newest save of a record, as the place "undo" is asked for it: the row of the file
// where there was one, else the whole save. "" when nothing of it is on record.
func Undoing(history []store.Entry, record store.Kind, key string) string {
	for i := len(history) - 1; i >= 0; i-- {
		e := &history[i]
		if e.Record != record || e.Key != key {
			continue
		}
		name := strconv.FormatInt(e.Act, 10)
		if e.FileName != "" && e.Line > 0 {
			name += ":" + strconv.Itoa(e.Line)
		}
		return name
	}
	return ""
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
