package bulk

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// detail draws one row in full: what it is about, what is decided, its notes, and every field old → new. On a
// row that needs a decision or mending the notes come first, on the others the changes. Before both stand its mends.
// head is what stands above everything.
func detail(th *theme.Theme, row *importer.Row, j job, last bool, head, mends []string, width int) []string {
	lines := append(rowHead(th, row, width), head...)
	if last {
		for _, l := range wrap("! ", loser(row)+" loses the last device.", width) {
			lines = append(lines, th.Warn.Render(l))
		}
	}
	lines = append(lines, mends...)
	notes, changes := noteLines(th, row.Notes, row.Mends, j, width), changeLines(th, row, width)
	if problem(row) {
		lines = append(lines, notes...)
		return append(lines, changes...)
	}
	lines = append(lines, changes...)
	return append(lines, notes...)
}

func rowHead(th *theme.Theme, row *importer.Row, width int) []string {
	sign, word, style := th.Status(string(row.Status))
	lines := []string{th.Title.Render("Line "+lineKey(row.Line)) + "  " + style.Render(sign+" "+word)}
	var ids []string
	for _, id := range [...]string{row.AssetTag, row.Serial, row.UserID} {
		if id != "" {
			ids = append(ids, text.Visible(id))
		}
	}
	if len(ids) > 0 {
		lines = append(lines, screen.Wrap(strings.Join(ids, " · "), width)...)
	}
	return lines
}

// standing says in a sentence what Save will do with the row as it is decided now.
func standing(row *importer.Row, j job) string {
	switch {
	case row.Verdict == store.VerdictAccept:
		return "Save takes this row."
	case row.Verdict == store.VerdictLater && row.Turned != "":
		return "Not decided yet: it was accepted as it stood before."
	case row.Verdict == store.VerdictLater:
		return "Not decided yet."
	case row.Verdict == store.VerdictLeaveOut && row.Status != importer.StatusHeldBack:
		return "Left out: Save does not take it."
	}
	return whyNot(row, j)
}

// cannotBeSaved says of a row in error what holds without a mend.
const cannotBeSaved = "Cannot be saved as it is."

// whyNot says why there is nothing to decide, or what deciding would do.
func whyNot(row *importer.Row, j job) string {
	switch row.Status {
	case importer.StatusSame:
		return "The records say this already: nothing to decide."
	case importer.StatusLeftOut:
		return "Left out by a rule: nothing to decide."
	case importer.StatusError:
		return "Cannot be saved as it is: e mends it here."
	case importer.StatusHeldBack:
		if row.Includable {
			return "Save does not take it unless you accept it."
		}
		return "Save does not take it."
	}
	return "Nothing to decide on this row."
}

// noteLines draws notes: sign, rule and column, then what is wrong, the value and the remedy.
func noteLines(th *theme.Theme, notes []importer.Note, mends []importer.Mended, j job, width int) []string {
	var lines []string
	for i := range notes {
		lines = append(lines, "")
		lines = append(lines, noteOf(th, &notes[i], mends, j, width)...)
	}
	return lines
}

func noteOf(th *theme.Theme, n *importer.Note, mends []importer.Mended, j job, width int) []string {
	name, style := severity(th, n.Severity)
	head := name
	for _, part := range [...]string{n.Rule, n.Column} {
		if part != "" {
			head += " · " + text.Visible(part)
		}
	}
	lines := []string{style.Render(screen.Clip(head, width))}
	lines = append(lines, wrap("  ", n.Message, width)...)
	lines = append(lines, valueLines(n, mends, j, width)...)
	if remedy := remedyOf(n); remedy != "" {
		lines = append(lines, wrap("  → ", remedy, width)...)
	}
	return lines
}

// remedyOf is what to do about a note: on the screen a key compares again, for which the commands preview anew.
func remedyOf(n *importer.Note) string {
	if n.Rule == "R-85" && strings.HasPrefix(n.Remedy, "preview ") {
		return "r compares again"
	}
	return n.Remedy
}

// valueLines show what the file says in the cell of a note, and apart from it what a mend put in its place.
func valueLines(n *importer.Note, mends []importer.Mended, j job, width int) []string {
	source := "  " + j.source() + ": "
	at := slices.IndexFunc(mends, func(m importer.Mended) bool { return n.Column != "" && m.Column == n.Column })
	if at >= 0 {
		lines := wrap(source, or(mends[at].Old, "(empty)"), width)
		return append(lines, wrap("  mended: ", or(mends[at].New, "(empty)"), width)...)
	}
	if n.Value == "" {
		return nil
	}
	return wrap(source, n.Value, width)
}

// changeLines draws what the row does to each record: the one that the row is about first, then those that follow.
func changeLines(th *theme.Theme, row *importer.Row, width int) []string {
	var lines []string
	kinds := [...]store.Kind{
		store.KindDevice, store.KindMember, store.KindUser, store.KindSite, store.KindRequest,
		store.KindLocation, store.KindClass, store.KindRoster,
	}
	if row.Serial == "" {
		kinds[0], kinds[2] = kinds[2], kinds[0]
	}
	for _, kind := range kinds {
		for i := range row.Changes {
			if c := &row.Changes[i]; c.Record == kind {
				lines = append(lines, "")
				for _, l := range screen.Wrap(recordOf(c), width) {
					lines = append(lines, th.Title.Render(l))
				}
				if kind != store.KindMember { // all there is to say of it is said
					lines = append(lines, fieldLines(th, c.Fields, width)...)
				}
			}
		}
	}
	return lines
}

// recordOf names a change's record and whether it is new or goes.
func recordOf(c *store.Change) string {
	name := string(c.Record) + " record " + text.Visible(c.Key)
	switch {
	case c.Record == store.KindMember:
		scope, person := report.Member(c.Key, c.Fields)
		verb := " comes into"
		if c.Delete {
			verb = " leaves"
		}
		return text.Visible(person + verb + " assignment scope " + scope)
	case c.Create():
		return name + ", new"
	case c.Delete:
		return name + ", deleted"
	}
	return name
}

// severity gives a note its sign and word; the style only repeats them.
func severity(th *theme.Theme, s store.Severity) (string, lipgloss.Style) {
	switch s {
	case store.SeverityError:
		return "! error", th.Bad
	case store.SeverityWarning:
		return "! warning", th.Warn
	}
	return "i note", th.Accent
}
