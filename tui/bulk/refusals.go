package bulk

import (
	"strings"

	"homeroom/store"
	"homeroom/store/text"
)

// stay are records that are not put back for one reason.
type stay struct {
	reason string // without the record that it is about
	told   map[string]bool
	first  string // the reason as the store tells it
	n      int
}

// refusals names what is not put back, with who and when; what has one reason is told once.
func refusals(list []store.Refusal) string {
	if len(list) == 0 {
		return ""
	}
	lines := []string{"\nNot put back:"}
	stays := sameReasons(list)
	for i, s := range stays {
		if i == fewRefusals {
			lines = append(lines, "… and "+many(len(stays)-i, "more reason", "more reasons"))
			break
		}
		lines = append(lines, text.Visible(s.sentence(len(list))))
	}
	return strings.Join(lines, "\n")
}

func (s *stay) sentence(of int) string {
	switch {
	case s.n == 1:
		return s.first
	case len(s.told) == 1:
		return s.first + ": " + many(s.n, "record stays", "records stay")
	case s.n == of:
		return "All " + many(s.n, "record stays", "records stay") + ": " + s.reason
	}
	return many(s.n, "record stays", "records stay") + ": " + s.reason
}

// sameReasons puts refusals together that differ only in the record they are about.
func sameReasons(list []store.Refusal) []*stay {
	about := map[string]bool{}
	for _, r := range list {
		about[string(r.Entry.Record)+" "+r.Entry.Key] = true
	}
	var stays []*stay
	found := map[string]*stay{}
	for _, r := range list {
		reason := r.Reason
		if record, rest, ok := strings.Cut(r.Reason, " was "); ok && about[record] {
			reason = rest
		}
		s := found[reason]
		if s == nil {
			s = &stay{reason: reason, told: map[string]bool{}, first: r.Reason}
			found[reason] = s
			stays = append(stays, s)
		}
		s.told[r.Reason] = true
		s.n++
	}
	return stays
}
