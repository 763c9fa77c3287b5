package store

import (
	"regexp"
	"strconv"
	"time"
)

// The dates that a class year may have become: their time of day is midnight, if it is there at all.
var (
	yearFirst = regexp.MustCompile(`^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]0?0:00(?::00(?:\.0+)?)?Z?)?$`)
	yearLast  = regexp.MustCompile(`^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})(?:[ T]0?0:00(?::00)?)?$`)
	dayNumber = regexp.MustCompile(`^[0-9]{5}$`)
)

// dayZero is the day from which spreadsheets count.
var dayZero = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// ClassYear is the class year behind what a spreadsheet made of it, where that is plain: 2018-01-01,
// 1/1/2018 and day 43101 are 2018, and so is 10 July 1905, the day with the number 2018.
func ClassYear(value string) (year string, ok bool) {
	var found []int
	switch {
	case dayNumber.MatchString(value):
		days, _ := strconv.Atoi(value) // five digits
		if at := dayZero.AddDate(0, 0, days); at.YearDay() == 1 {
			found = []int{at.Year()}
		}
	case yearFirst.MatchString(value):
		found = yearsBehind(yearFirst.FindStringSubmatch(value), 1, 2, 3)
	case yearLast.MatchString(value):
		m := yearLast.FindStringSubmatch(value)
		if len(m[3]) == 2 {
			m[3] = "20" + m[3]
		}
		found = yearsBehind(m, 3, 1, 2)
		if other := yearsBehind(m, 3, 2, 1); len(found) == 0 || len(other) > 0 && other[0] != found[0] {
			found = append(found, other...)
		}
	}
	if len(found) != 1 || found[0] < 1980 || found[0] > 2060 {
		return "", false
	}
	return strconv.Itoa(found[0]), true
}

// dayOf is the date behind a number of five digits, where it is one of those that class years become.
func dayOf(value string) (date string, ok bool) {
	if !dayNumber.MatchString(value) {
		return "", false
	}
	days, _ := strconv.Atoi(value) // five digits
	at := dayZero.AddDate(0, 0, days)
	return at.Format("2 January 2006"), at.Year() >= 1980 && at.Year() <= 2060
}

// yearsBehind is the year that a date was: the parts at y, m and d are year, month and day.
func yearsBehind(parts []string, y, m, d int) []int {
	var date [3]int
	for i, at := range [...]int{y, m, d} {
		date[i], _ = strconv.Atoi(parts[at]) // digits
	}
	at := time.Date(date[0], time.Month(date[1]), date[2], 0, 0, 0, 0, time.UTC)
	switch {
	case date[1] < 1 || date[1] > 12 || at.Day() != date[2]:
		return nil
	case at.YearDay() == 1:
		return []int{at.Year()}
	case at.Year() == 1905:
		if n := int(at.Sub(dayZero).Hours() / 24); n >= 1980 && n <= 2060 {
			return []int{n}
		}
	}
	return nil
}
