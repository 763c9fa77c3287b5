package plain

import (
	"fmt"
	"slices"

	"homeroom/importer"
	"homeroom/store"
)

// told is what every row was shown to do, by its line. An answer to one row, or a record that moved,
// may change what another row of the same person does; nothing is saved that was not shown.
type told map[int][]store.Change

// tell is what the plan's rows do now.
func tell(plan *importer.Plan) told {
	t := make(told, len(plan.Rows))
	for i := range plan.Rows {
		t[plan.Rows[i].Line] = plan.Rows[i].Does()
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
		for _, c := range missing(r.Does(), t[r.Line]) {
			news = append(news, fmt.Sprintf("%s now also does: %s", lineTitle(plan, r.Line), changeSentence(plan, &c)))
		}
		for _, c := range missing(t[r.Line], r.Does()) {
			news = append(news, fmt.Sprintf("%s no longer does: %s", lineTitle(plan, r.Line), changeSentence(plan, &c)))
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
