package plain

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
)

// showPlan writes the plan in the form that the flags ask for.
func (a *app) showPlan(w *bufio.Writer, plan *importer.Plan, f *planFlags) error {
	if f.json {
		return plan.WriteJSON(w, nil)
	}
	writeUnderstood(w, plan, f.plain)
	if writeRows(w, plan, f) > 0 {
		w.WriteString("\n")
	}
	w.WriteString(countsLine(plan) + "\n")
	return nil
}

// writeUnderstood writes what was understood of the file, what a blank means, and what holds for the whole of it; in
// sentences for a screen reader.
func writeUnderstood(w io.StringWriter, plan *importer.Plan, sentences bool) {
	facts := understoodOf(plan)
	if sentences {
		facts.writeSentences(w)
	} else {
		facts.write(w, "")
	}
	if plan.Before != "" {
		w.WriteString(text.Visible(plan.Before) + "\n")
	}
	if plan.ModeDoubt != "" {
		w.WriteString(text.Visible(plan.ModeDoubt) + "\n")
	}
	for i := range plan.Notes {
		if sentences {
			writeNotePlain(func(s string) { w.WriteString(s + "\n") }, plan, &plan.Notes[i])
		} else {
			w.WriteString(noteLine(plan, &plan.Notes[i]) + "\n")
		}
	}
	writeMended(w, plan)
	w.WriteString("\n")
}

// understoodOf are the facts about the file, each with its name.
func understoodOf(plan *importer.Plan) *grid {
	var facts grid
	facts.add("File", plan.Name)
	if plan.Table.Sheet != "" {
		facts.add("Sheet", plan.Table.Sheet)
	}
	if read := readLine(plan); read != "" {
		facts.add("Read as", read)
	}
	facts.add("Template", plan.Template.Title)
	for i, o := range plan.Template.Options {
		facts.add([]string{"Options", ""}[min(i, 1)], o.Name+" "+plan.Template.Option(plan.Request.Options, o.Name)+": "+o.Title)
	}
	for i, line := range mappedLines(plan) {
		facts.add([]string{"Columns", ""}[min(i, 1)], line)
	}
	if plan.Mode != "" {
		facts.add("Mode", modeLine(plan))
	}
	if plan.Site.Code != "" { // an edit may go over several sites
		facts.add("Site", siteLine(plan))
	}
	facts.add("Blank cells", plan.BlankMeans)
	if len(plan.UnknownColumns) > 0 {
		facts.add("Not understood", strings.Join(plan.UnknownColumns, " · "))
	}
	return &facts
}

// readLine says how the file is read, where that was chosen by hand.
func readLine(plan *importer.Plan) string {
	byHand := map[string]bool{"encoding": plan.Encoding != "", "delimiter": plan.Delimiter != "", "header line": plan.HeaderLine != 0}
	var parts []string
	for _, d := range plan.Table.Decisions {
		if byHand[d.What] {
			parts = append(parts, d.What+" "+d.Chosen)
		}
	}
	return strings.Join(parts, ", ")
}

// modeLine says what the file is taken for, and whether that was said or only proposed.
func modeLine(plan *importer.Plan) string {
	if !plan.ModeProposed {
		return string(plan.Mode)
	}
	return string(plan.Mode) + " (proposed from the content; --mode says otherwise)"
}

// siteLine says which site the file is about, and whether the import begins it.
func siteLine(plan *importer.Plan) string {
	line := fmt.Sprintf("%s (%s)", plan.Site.Code, plan.Site.Solution)
	if plan.NewSite {
		line += ": new, begins with this import"
	}
	return line
}

// writeRow writes one row: sign, status, line and identifiers, then what it changes, then its notes.
func writeRow(w io.StringWriter, plan *importer.Plan, r *importer.Row) {
	sign, word := statusWord(r.Status)
	head := fmt.Sprintf("%s %-10s %s", sign, word, whereAndWho(plan, r.Line, r.Serial, r.AssetTag, r.UserID))
	w.WriteString(strings.TrimRight(head, " ") + "\n")
	does := r.Does()
	for i := range does {
		if does[i].Record != store.KindRoster {
			writeChange(w, &does[i])
		}
	}
	for _, said := range report.InClasses(does, plan.ClassTitle) {
		w.WriteString("    " + text.Visible(said) + "\n")
	}
	for i := range r.Mends {
		w.WriteString("    " + mendedLine(&r.Mends[i]) + "\n")
	}
	for i := range r.Notes {
		w.WriteString("    " + noteLine(plan, &r.Notes[i]) + "\n")
	}
	if held := heldLine(r, false); held != "" {
		w.WriteString("    " + held + "\n")
	}
}

// heldLine says what was decided, or can be, about a held-back row. One that is about to be asked about needs no
// flag.
func heldLine(r *importer.Row, asked bool) string {
	switch {
	case r.Status != importer.StatusHeldBack || !r.Includable:
		return ""
	case r.Verdict == store.VerdictAccept:
		return "included by hand"
	case asked:
		return "saved only if you accept it"
	case r.OnlyHere:
		return "marked departing only if it is included: all such rows with --include-left, or one by one with homeroom import --plain"
	}
	return "can be included with --include-held"
}

// writeChange writes a change field by field, old → new.
func writeChange(w io.StringWriter, c *store.Change) {
	w.WriteString("    " + changeTitle(c) + "\n")
	writeFields(w, c.Fields, c.Create())
}

// writeFields writes the fields of a change: old → new, or only the new value where the record is new.
func writeFields(w io.StringWriter, fields []store.FieldChange, created bool) {
	var g grid
	for _, f := range fields {
		if created {
			g.add(f.Field.Label(), orEmpty(f.New))
		} else {
			g.add(f.Field.Label(), orEmpty(f.Old)+" → "+orEmpty(f.New))
		}
	}
	g.write(w, "      ")
}

// changeTitle names the record of a change and what becomes of it as a whole.
func changeTitle(c *store.Change) string {
	return recordName(c.Record, c.Key, c.Fields) + fateOf(c.Record, c.Key, c.Fields, c.Create(), c.Delete)
}

func recordWord(k store.Kind) string {
	switch k {
	case store.KindDevice:
		return "device record"
	case store.KindUser:
		return "user record"
	case store.KindScope:
		return "assignment scope"
	case store.KindMember:
		return "user in scope"
	}
	return string(k)
}

// orEmpty makes an empty value visible.
func orEmpty(s string) string {
	switch {
	case s == "":
		return "(empty)"
	case s == " ":
		return "(a single space)"
	}
	return s
}

// noteLine is a note in one line: rule, severity, column and value, what is wrong, what to do.
func noteLine(p importer.Placer, n *importer.Note) string {
	s := strings.TrimSpace(n.Rule + " " + string(n.Severity))
	if n.Line > 0 {
		s += ", " + importer.InLine(p, n.Line)
	}
	if n.Column != "" {
		s += ", " + n.Column
		if n.Value != "" {
			s += ` "` + n.Value + `"` // as in the file
		}
	}
	s += ": " + n.Message
	if n.Remedy != "" {
		s += " → " + n.Remedy
	}
	if n.Mend != nil {
		s += "; proposed: " + n.Mend.Words()
	}
	return text.Visible(s)
}

// countsLine is the number of rows of each status; they add up to the rows of the file.
func countsLine(plan *importer.Plan) string {
	counts := plan.Counts()
	parts := make([]string, 0, len(counts))
	for _, s := range importer.Statuses {
		_, word := statusWord(s)
		parts = append(parts, fmt.Sprintf("%d %s", counts[s], word))
	}
	line := rowsOf(len(plan.Rows)) + ": " + strings.Join(parts, ", ") + sidesWords(plan)
	if n := plan.Mended(); n > 0 {
		line += "; " + counted(n, "mend", "mends")
	}
	return line
}

func rowsOf(n int) string { return counted(n, "row", "rows") }
