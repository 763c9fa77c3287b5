package checklist

import (
	"time"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui/report"
)

// view is a choice of checklists, by key.
type view struct {
	key, name, help string
	none            string // said when there is none
	shows           func(s *procedure.Summary, operator string) bool
}

func views() []view {
	return []view{
		{key: "o", none: "No checklist is open: n begins one.", name: "open", help: "Show those that are open.", shows: func(s *procedure.Summary, _ string) bool { return open(s) }},
		{key: "m", none: "None of the open ones is yours: n begins one.", name: "mine", help: "Show your own open ones.", shows: func(s *procedure.Summary, operator string) bool {
			return open(s) && s.Checklist.Owner == operator
		}},
		{key: "v", none: "None that is open was handed over.", name: "handed over", help: "Show those open that somebody handed over, to you or to others.", shows: func(s *procedure.Summary, _ string) bool {
			return open(s) && s.Checklist.Sender != ""
		}},
		{key: "d", none: "None is over yet.", name: "done", help: "Show those that are over: done or abandoned.", shows: func(s *procedure.Summary, _ string) bool { return !open(s) }},
		{key: "a", none: "No checklist was begun yet: n begins one.", name: "all", help: "Show all of them.", shows: func(*procedure.Summary, string) bool { return true }},
	}
}

func open(s *procedure.Summary) bool { return s.Checklist.State == store.ChecklistOpen }

// age is how long ago it was begun; of one that is over, when it ended.
func age(s *procedure.Summary, now time.Time) string {
	if !open(s) {
		return s.Touched.At.In(now.Location()).Format(time.DateOnly)
	}
	minutes := int(now.Sub(s.Started.At) / time.Minute)
	switch {
	case minutes < 1:
		return "just now"
	case minutes < 60:
		return count(minutes, "minute")
	}
	return report.Span(s.Started.At, now)
}
