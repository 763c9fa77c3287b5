package store

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	shown "homeroom/store/text"
)

// span is a stretch of time: from (inclusive) to before to (exclusive). A zero end is open.
type span struct{ from, to time.Time }

// dates is a stretch of time as a query writes it, which becomes one when it is known what time it is.
type dates func(now time.Time) span

const dateHelp = "write changed:<7d (less than 7 days ago), >30d, today, yesterday, 2026-11-01, >=2026-11-01, or 2026-11-01..2026-11-20"

// parseDates reads the value of a date in a query: a length of time with < or >, a day with or without a sign, a
// range of days.
func parseDates(name, value string) (dates, error) {
	if from, to, ok := strings.Cut(value, ".."); ok {
		return parseRange(name, from, to)
	}
	sign, rest := cutSign(value)
	if ago, ok := parseAgo(rest); ok {
		return since(sign, ago), nil
	}
	if day, ok := parseDay(rest); ok {
		return onDay(sign, day), nil
	}
	return nil, queryError(fmt.Sprintf("“%s” is not a date that %s: understands", shown.Visible(value), name), dateHelp)
}

func parseRange(name, from, to string) (dates, error) {
	first, ok1 := parseDay(from)
	last, ok2 := parseDay(to)
	if !ok1 || !ok2 {
		return nil, queryError(fmt.Sprintf("“%s..%s” is not a range of days that %s: understands", shown.Visible(from), shown.Visible(to), name), dateHelp)
	}
	if noon := time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC); last(noon).Before(first(noon)) {
		return nil, queryError(fmt.Sprintf("%s..%s ends before it begins", from, to), "write the earlier day first")
	}
	return func(now time.Time) span { return span{first(now), last(now).AddDate(0, 0, 1)} }, nil
}

func cutSign(value string) (sign, rest string) {
	for _, s := range [...]string{"<=", ">=", "<", ">", "="} {
		if rest, ok := strings.CutPrefix(value, s); ok {
			return s, rest
		}
	}
	return "", value
}

// since is a length of time before now: < and no sign mean less long ago, > longer ago.
func since(sign string, ago func(time.Time) time.Time) dates {
	return func(now time.Time) span {
		if strings.HasPrefix(sign, ">") {
			return span{to: ago(now)}
		}
		return span{from: ago(now)}
	}
}

// onDay is a day, or what lies before or after it.
func onDay(sign string, day func(time.Time) time.Time) dates {
	return func(now time.Time) span {
		from := day(now)
		to := from.AddDate(0, 0, 1)
		switch sign {
		case "<":
			return span{to: from}
		case "<=":
			return span{to: to}
		case ">":
			return span{from: to}
		case ">=":
			return span{from: from}
		}
		return span{from, to}
	}
}

// parseAgo reads a length of time: 12h, 7d, 2w, 3m (months), 1y.
func parseAgo(value string) (func(time.Time) time.Time, bool) {
	if value == "" {
		return nil, false
	}
	n, err := strconv.Atoi(value[:len(value)-1])
	if err != nil || n < 0 || n > 100_000 {
		return nil, false
	}
	switch value[len(value)-1] {
	case 'h':
		return func(now time.Time) time.Time { return now.Add(-time.Duration(n) * time.Hour) }, true
	case 'd':
		return func(now time.Time) time.Time { return now.AddDate(0, 0, -n) }, true
	case 'w':
		return func(now time.Time) time.Time { return now.AddDate(0, 0, -7*n) }, true
	case 'm':
		return func(now time.Time) time.Time { return now.AddDate(0, -n, 0) }, true
	case 'y':
		return func(now time.Time) time.Time { return now.AddDate(-n, 0, 0) }, true
	}
	return nil, false
}

// parseDay reads a day: today, yesterday, 2026-11-01. It begins at midnight in the zone of now.
func parseDay(value string) (func(now time.Time) time.Time, bool) {
	switch strings.ToLower(value) {
	case "today":
		return midnight, true
	case "yesterday":
		return func(now time.Time) time.Time { return midnight(now).AddDate(0, 0, -1) }, true
	}
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return nil, false
	}
	return func(now time.Time) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, now.Location())
	}, true
}

func midnight(now time.Time) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
}

// ParseDay reads a day as a person types it (2026-11-01, today, yesterday) and gives its beginning in now's zone.
// CodeInvalid when it is none.
func ParseDay(value string, now time.Time) (time.Time, error) {
	day, ok := parseDay(strings.TrimSpace(value))
	if !ok {
		return time.Time{}, &Error{Code: CodeInvalid, Message: "“" + shown.Visible(value) + "” is not a day", Remedy: "write it like 2026-11-01, or today or yesterday"}
	}
	return day(now), nil
}
