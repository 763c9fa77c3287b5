package plain

import (
	"fmt"
	"io"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
)

// mostFailed are how many rows that failed are named after a save: a file of the rejects holds all of them.
const mostFailed = 50

// writeFailed names the rows that were not saved because they are in error or held back, each with the reason.
func writeFailed(w io.StringWriter, plan *importer.Plan) {
	n := plan.Rejects()
	if n == 0 {
		return
	}
	w.WriteString("Not saved: " + rowsOf(n) + "\n")
	told := 0
	for i := range plan.Rows {
		r := &plan.Rows[i]
		switch {
		case !r.Rejected():
		case told == mostFailed:
			w.WriteString(fmt.Sprintf("  and %d more: --rejects FILE writes all of them, with their reasons\n", n-told))
			return
		default:
			told++
			w.WriteString("  " + failedLine(plan, r) + "\n")
		}
	}
}

// failedLine is where a row stands, what it is about, and why it was not saved.
func failedLine(plan *importer.Plan, r *importer.Row) string {
	who := plan.About(r.Line)
	for _, id := range [...]string{r.UserID, r.Serial} {
		if who == "" {
			who = id
		}
	}
	var why []string
	for i := range r.Notes {
		if n := &r.Notes[i]; n.Severity == store.SeverityError || r.Status == importer.StatusHeldBack {
			why = append(why, strings.TrimSpace(n.Rule+" "+n.Message))
		}
	}
	said := importer.InLine(plan, r.Line)
	if who != "" {
		said += ", " + who
	}
	return text.Visible(said + ": " + strings.Join(why, "; "))
}
