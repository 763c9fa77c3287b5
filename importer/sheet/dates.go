package sheet

import (
	"math"
	"strconv"
	"time"
)

const (
	lastSerial = 2_958_466 // the day after 9999-12-31, counted from 1900
	days1904   = 1_462     // how much later the Mac's epoch began
	day        = 24 * 60 * 60
)

// dateText turns a workbook's day number into a date, a date with time, or a bare time. It answers false for what
// no spreadsheet shows as a date: numbers below zero and after the year 9999.
func dateText(number string, from1904 bool) (string, bool) {
	serial, err := strconv.ParseFloat(number, 64)
	if err != nil || !(serial >= 0 && serial < lastSerial) {
		return "", false
	}
	whole := math.Floor(serial)
	seconds := int(math.Round((serial - whole) * day))
	if whole == 0 && seconds < day && (seconds > 0 || !from1904) { // of 1900, day 0 is no day
		return clock(seconds), true
	}
	if seconds == day {
		whole, seconds = whole+1, 0
	}
	date, valid := calendarDay(int(whole), from1904)
	if !valid {
		return "", false
	}
	if seconds == 0 {
		return date, true
	}
	return date + " " + clock(seconds), true
}

func clock(seconds int) string {
	return time.Unix(int64(seconds), 0).UTC().Format("15:04:05")
}

// calendarDay is the date of a day number. In the epoch of 1900 day 60 is the 29th of February 1900, which never
// was, and the days before it are one later than counted.
func calendarDay(serial int, from1904 bool) (date string, valid bool) {
	if from1904 {
		serial += days1904
	} else if serial == 60 {
		return "1900-02-29", true
	} else if serial < 60 {
		serial++
	}
	t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, serial)
	return t.Format(time.DateOnly), t.Year() <= 9999
}

// isoDate reads the date of a cell of type d, which is written out.
func isoDate(s string) (string, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04", "15:04:05", "T15:04:05"} {
		t, err := time.Parse(layout, s)
		switch {
		case err != nil:
		case t.Year() == 0:
			return t.Format(time.TimeOnly), true
		case t.Equal(t.Truncate(day * time.Second)):
			return t.Format(time.DateOnly), true
		default:
			return t.Format(time.DateTime), true
		}
	}
	return "", false
}

// isNumber reports whether a cell's value is written as a number.
func isNumber(b []byte) bool {
	i, digits := 0, 0
	skip := func() {
		for i < len(b) && b[i] >= '0' && b[i] <= '9' {
			i++
			digits++
		}
	}
	sign := func() {
		if i < len(b) && (b[i] == '-' || b[i] == '+') {
			i++
		}
	}
	sign()
	skip()
	if i < len(b) && b[i] == '.' {
		i++
		skip()
	}
	if digits == 0 {
		return false
	}
	if i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		i++
		sign()
		digits = 0
		skip()
	}
	return i == len(b) && digits > 0
}
