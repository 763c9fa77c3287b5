package report

import (
	"strconv"
	"time"
)

// Moment is a time to the minute in a zone.
func Moment(at time.Time, zone *time.Location) string { return at.In(zone).Format("2006-01-02 15:04") }

// Stamp is a moment on a page about a checklist, whose steps tell their times alike: UTC says so.
func Stamp(at time.Time, zone *time.Location) string {
	return at.In(zone).Format("2006-01-02 ") + Clock(at, zone)
}

// Clock is the time of day of a Stamp.
func Clock(at time.Time, zone *time.Location) string {
	if zone == time.UTC {
		return at.In(zone).Format("15:04Z")
	}
	return at.In(zone).Format("15:04")
}

// Span is how long it is from one moment to another, in the largest units that tell it: "3 hours", "69 days",
// "1 year 2 months".
func Span(from, to time.Time) string {
	to = to.In(from.Location())
	hours := int(to.Sub(from) / time.Hour)
	switch {
	case hours < 1:
		return "less than an hour"
	case hours < 48:
		return units(hours, "hour")
	}
	months := (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
	if from.AddDate(0, months, 0).After(to) {
		months--
	}
	switch {
	case months < 3:
		return units(hours/24, "day")
	case months < 12:
		return units(months, "month")
	case months%12 == 0:
		return units(months/12, "year")
	}
	return units(months/12, "year") + " " + units(months%12, "month")
}

func units(n int, unit string) string {
	if n != 1 {
		unit += "s"
	}
	return strconv.Itoa(n) + " " + unit
}
