package plain

import (
	"fmt"
	"io"

	"homeroom/importer"
	"homeroom/store/text"
)

// mendAll takes every mend that is proposed, and what is proposed once those are taken. A row is mended a few times at
// most: one that goes on proposing is left for its reader.
func mendAll(plan *importer.Plan) {
	const rounds = 4
	for range rounds {
		mends := plan.ProposedBy("")
		if len(mends) == 0 || !plan.Knows(mends...) || plan.Mend(mends...) != nil {
			return
		}
	}
}

// writeMended lists what was mended, before anything that follows from it.
func writeMended(w io.StringWriter, plan *importer.Plan) {
	for i := range plan.Rows {
		for j := range plan.Rows[i].Mends {
			w.WriteString(fmt.Sprintf("%s: %s\n", lineTitle(plan, plan.Rows[i].Line), mendedLine(&plan.Rows[i].Mends[j])))
		}
	}
}

// mendedLine says in a line what was mended.
func mendedLine(m *importer.Mended) string {
	if m.Column == "" {
		return "mended: the row is left out"
	}
	return text.Visible(fmt.Sprintf(`mended: %s was "%s" in the file, and is "%s"`, m.Column, m.Old, m.New))
}
