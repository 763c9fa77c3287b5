package procedure

import (
	"regexp"
	"time"
)

// clock is how a time of a sentence is written in its own zone; UTC says so.
func clock(zone *time.Location) string {
	if zone == time.UTC {
		return "2006-01-02 15:04Z"
	}
	return "2006-01-02 15:04"
}

// moment writes a time of a sentence.
func moment(at time.Time, zone *time.Location) string { return at.In(zone).Format(clock(zone)) }

var momentShape = regexp.MustCompile(`\b\d{4}-\d\d-\d\d \d\d:\d\dZ?`)

// rezoned writes the times of a sentence in another zone: what is kept is read on another wall, and a page has one zone.
func rezoned(words string, from, to *time.Location) string {
	return momentShape.ReplaceAllStringFunc(words, func(told string) string {
		at, err := time.ParseInLocation(clock(from), told, from)
		if err != nil { // it only looks like a time
			return told
		}
		return moment(at, to)
	})
}
