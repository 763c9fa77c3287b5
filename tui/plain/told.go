package plain

import (
	"fmt"
	"slices"

	"homeroom/importer"
	"homeroom/store"
)

// told is what every row was shown to do, in the order of the rows. An answer to one row, or a record that moved,
// may change what another row of the same person does; nothing is saved that was not shown.
type told [][]store.Change

// tell is what the plan's rows do now.
func tell(plan *importer.Plan) told {
	t := make(told, len(plan.Rows))
	for i := range plan.Rows {
		t[i] = plan.Rows[i].Changes
	}
	return t
}

// news are sentences on what the accepted rows do otherwise than was told.
func (t told) news(plan *importer.Plan) []string {
	var news []string
	for i := range plan.Rows {
		r := &plan.Rows[i]
		if r.Verdict != store.VerdictAccept {
			continue
		}
		for _, c := range missing(r.Changes, t[i]) {
			news = append(news, fmt.Sprintf("Line %d now also does: %s", r.Line, changeSentence(&c)))
		}
		for _, c := range missing(t[i], r.Changes) {
			news = append(news, fmt.Sprintf("Line %d no longer does: %s", r.Line, changeSentence(&c)))
		}
	}
	return news
}

// missing are the changes that do not stand among the others.
func missing(changes, others []store.Change) []store.Change {
	var left []store.Change
	for _, c := range changes {
		if !slices.ContainsFunc(others, func(o store.Change) bool { return sameChange(&c, &o) }) {
			left = append(left, c)
		}
	}
	return left
}

func sameChange(a, b *store.Change) bool {
	return a.Record == b.Record && a.Key == b.Key && a.Version == b.Version && a.Delete == b.Delete &&
		slices.Equal(a.Fields, b.Fields)
}
