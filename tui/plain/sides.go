package plain

import (
	"bufio"
	"fmt"

	"homeroom/importer"
	"homeroom/importer/template"
)

// side is a part of what a reconcile found, under a heading of its own.
type side struct {
	title string
	in    func(r *importer.Row) bool
}

// sides are what a list that is held against the records differs in, each way. Of any other plan there is one, without a
// heading.
func sides(plan *importer.Plan) []side {
	if plan.Mode != template.ModeReconcile {
		return []side{{"", func(*importer.Row) bool { return true }}}
	}
	of := func(list ...importer.Status) func(r *importer.Row) bool {
		return func(r *importer.Row) bool {
			for _, s := range list {
				if r.Status == s {
					return !r.OnlyHere
				}
			}
			return false
		}
	}
	return []side{
		{"Only there", of(importer.StatusAdd)},
		{"Different", of(importer.StatusChange, importer.StatusRevoke, importer.StatusHeldBack)},
		{"In error", of(importer.StatusError)},
		{"Left out", of(importer.StatusLeftOut)},
		{"The same", of(importer.StatusSame)},
		{"Only here", func(r *importer.Row) bool { return r.OnlyHere }},
	}
}

// writeRows writes the rows that are not the same, or all, and reports how many those are.
func writeRows(w *bufio.Writer, plan *importer.Plan, f *planFlags) (shown int) {
	for _, s := range sides(plan) {
		n := 0
		for i := range plan.Rows {
			r := &plan.Rows[i]
			if !s.in(r) || r.Status == importer.StatusSame && !f.all {
				continue
			}
			if n++; n == 1 && s.title != "" {
				writeSide(w, plan, &s, f.plain)
			}
			if shown++; f.plain {
				writeRowPlain(w, plan, r, fmt.Sprint(shown), false)
			} else {
				writeRow(w, plan, r)
			}
		}
	}
	return shown
}

// writeSide heads a side with the number of its rows.
func writeSide(w *bufio.Writer, plan *importer.Plan, s *side, sentence bool) {
	n := 0
	for i := range plan.Rows {
		if s.in(&plan.Rows[i]) {
			n++
		}
	}
	if sentence {
		fmt.Fprintf(w, "%s: %s.\n", s.title, rowsOf(n))
		return
	}
	fmt.Fprintf(w, "%s: %s\n", s.title, rowsOf(n))
}

// sidesWords tell behind the counts how many rows are the file's, and how many records it does not name.
func sidesWords(plan *importer.Plan) string {
	if plan.Mode != template.ModeReconcile {
		return ""
	}
	return fmt.Sprintf("; %s of the file, %d only here", rowsOf(plan.FileRows()), plan.OnlyHere())
}
