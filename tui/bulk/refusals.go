package bulk

import (
	"slices"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
)

// stay are rows that are not put back for one reason.
type stay struct {
	reason string // without the record that it is about
	told   string // the reason as the store tells it
	lines  []int
	n      int // records
}

// refusals names the rows that are not put back, with who and when; what has one reason is told once.
func refusals(p importer.Placer, list []store.Refusal) string {
	if len(list) == 0 {
		return ""
	}
	lines := []string{"\nNot put back:"}
	stays := sameReasons(list)
	for i := range stays {
		if i == fewRefusals {
			lines = append(lines, "… and "+many(len(stays)-i, "more reason", "more reasons")+": the rows tell them, too.")
			break
		}
		lines = append(lines, text.Visible(stays[i].sentence(p)))
	}
	return strings.Join(lines, "\n")
}

func (s *stay) sentence(p importer.Placer) string {
	switch len(s.lines) {
	case 0: // of no row, as a site
		return many(s.n, "record stays", "records stay") + ": " + s.told
	case 1:
		return lineTitle(p, s.lines[0]) + " stays: " + s.told
	}
	return many(len(s.lines), "row stays", "rows stay") + " (" + listed(p, s.lines) + "): " + s.reason
}

// sameReasons puts refusals together that differ only in the record they are about.
func sameReasons(list []store.Refusal) []*stay {
	bare := withoutRecord(list)
	var stays []*stay
	found := map[string]*stay{}
	for i := range list {
		reason := bare(list[i].Reason)
		s := found[reason]
		if s == nil {
			s = &stay{reason: reason, told: list[i].Reason}
			found[reason] = s
			stays = append(stays, s)
		}
		if line := list[i].Entry.Line; line != 0 && !slices.Contains(s.lines, line) {
			s.lines = append(s.lines, line)
		}
		s.n++
	}
	for _, s := range stays {
		slices.Sort(s.lines)
	}
	return stays
}

// withoutRecord takes from a reason the record that it begins with, where that is one of those refused.
func withoutRecord(list []store.Refusal) func(reason string) string {
	about := make(map[string]bool, len(list))
	for i := range list {
		about[string(list[i].Entry.Record)+" "+list[i].Entry.Key] = true
	}
	return func(reason string) string {
		if record, rest, ok := strings.Cut(reason, " was "); ok && about[record] {
			return rest
		}
		return reason
	}
}

// kept is why a row is not put back: in full, and without the record it is about.
type kept struct{ full, brief string }

// staying are the rows that are not put back, each with its reason.
func staying(list []store.Refusal) map[int]kept {
	bare := withoutRecord(list)
	stays := make(map[int]kept, len(list))
	for i := range list {
		reason := list[i].Reason
		if line := list[i].Entry.Line; stays[line].full == "" {
			stays[line] = kept{reason, bare(reason)}
		}
	}
	return stays
}

func leftAsIs(list []store.Refusal) string {
	if len(list) == 0 {
		return ""
	}
	n := len(staying(list))
	return "; " + many(n, "row stays", "rows stay") + " as now"
}
