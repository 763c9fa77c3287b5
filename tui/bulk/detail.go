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
func detail(th *theme.Theme, from teller, row *importer.Row, j job, last bool, head, mends []string, width int) []string {
	lines := append(rowHead(th, from, row, width), head...)
	if last {
		for _, l := range wrap("! ", loser(row)+" loses the last device.", width) {
			lines = append(lines, th.Warn.Render(l))
		}
	}
	lines = append(lines, mends...)
	notes, changes := noteLines(th, from, row.Notes, row.Mends, j, width), changeLines(th, from, row, width)
	if problem(row) {
		lines = append(lines, notes...)
		return append(lines, changes...)
	}
	lines = append(lines, changes...)
	return append(lines, notes...)
}

// teller knows of the rows of a file what they do not say themselves: a Plan, or a Result.
type teller interface {
	importer.Placer
	About(line int) string
	ClassTitle(id string) string
	BothWays() bool
}

// rowHead names the row: where it stands, its status, and its device and person, or what else it is about.
func rowHead(th *theme.Theme, from teller, row *importer.Row, width int) []string {
	sign, word, style := th.Status(string(row.Status))
	side := sideOfRow(from, row)
	if side != "" && row.Status == importer.StatusError {
		side = word + " · " + side
	}
	lines := []string{th.Title.Render(lineTitle(from, row.Line)) + "  " + style.Render(sign+" "+or(side, word))}
	if ids := idsOf(from, row.Line, row.AssetTag, row.Serial, row.UserID); len(ids) > 0 {
		lines = append(lines, screen.Wrap(strings.Join(ids, " · "), width)...)
	}
	return lines
}

// idsOf are the identifiers of a row, and what it is about where these do not tell.
func idsOf(from teller, line int, ids ...string) []string {
	ids = append(ids, from.About(line))
	return slices.Compact(slices.DeleteFunc(ids, func(id string) bool { return id == "" }))
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
func noteLines(th *theme.Theme, from importer.Placer, notes []importer.Note, mends []importer.Mended, j job, width int) []string {
	var lines []string
	for i := range notes {
		lines = append(lines, "")
		lines = append(lines, noteOf(th, from, &notes[i], mends, j, width)...)
	}
	return lines
}

func noteOf(th *theme.Theme, from importer.Placer, n *importer.Note, mends []importer.Mended, j job, width int) []string {
	name, style := severity(th, n.Severity)
	head := name
	for _, part := range [...]string{n.Rule, inTable(from, n.Line, n.Column)} {
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

// remedyOf is what to do about a note: on the screen a key compares again, for which the commands preview anew, and a site is chosen.
func remedyOf(n *importer.Note) string {
	if n.Rule == "R-85" && strings.HasPrefix(n.Remedy, "preview ") {
		return "r compares again"
	}
	if rest, asked := strings.CutPrefix(n.Remedy, "give --site CODE"); asked {
		return "choose the site" + rest
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
func changeLines(th *theme.Theme, from teller, row *importer.Row, width int) []string {
	var lines []string
	kinds := [...]store.Kind{
		store.KindDevice, store.KindMember, store.KindUser, store.KindSite, store.KindGroup, store.KindRequest,
		store.KindLocation, store.KindClass,
	}
	if row.Serial == "" {
		kinds[0], kinds[2] = kinds[2], kinds[0]
	}
	does := row.Does()
	if r := report.RenameIn(does); r != nil {
		lines, does = renameLines(th, r, width), r.Rest
	}
	for _, kind := range kinds {
		for i := range does {
			if c := &does[i]; c.Record == kind {
				lines = append(lines, "")
				for _, l := range screen.Wrap(recordOf(from, c), width) {
					lines = append(lines, th.Title.Render(l))
				}
				if from.BothWays() && !c.Create() && !c.Delete {
					lines = append(lines, th.Dim.Render("ours → theirs"))
				}
				if kind != store.KindMember { // all there is to say of it is said
					lines = append(lines, fieldLines(th, c.Fields, width)...)
				}
			}
		}
	}
	return append(lines, classLines(th, from, does, width)...)
}

// renameLines tell that somebody gets another User ID, and what follows them.
func renameLines(th *theme.Theme, r *report.Rename, width int) []string {
	lines := []string{""}
	for _, l := range screen.Wrap("user record "+text.Visible(r.From)+", renamed", width) {
		lines = append(lines, th.Title.Render(l))
	}
	lines = append(lines, fieldLines(th, r.Fields, width)...)
	if follows := r.Follows(); follows != "" {
		for _, l := range screen.Wrap(screen.Sentence(follows), width) {
			lines = append(lines, th.Text.Render(l))
		}
	}
	return lines
}

// classLines tell who comes into classes and who leaves them.
func classLines(th *theme.Theme, from teller, does []store.Change, width int) (lines []string) {
	for _, said := range report.InClasses(does, from.ClassTitle) {
		lines = append(lines, "")
		for _, l := range screen.Wrap(said, width) {
			lines = append(lines, th.Text.Render(l))
		}
	}
	return lines
}

// recordOf names a change's record and whether it is new or goes.
func recordOf(from teller, c *store.Change) string {
	name := recordName(from, c)
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

// recordName is what people call a change's record. A device, a person and a site go by their key.
func recordName(from teller, c *store.Change) string {
	switch c.Record {
	case store.KindDevice, store.KindUser, store.KindSite:
		return string(c.Record) + " record " + text.Visible(c.Key)
	case store.KindClass:
		return "class " + text.Visible(from.ClassTitle(c.Key))
	}
	return text.Visible(report.Called(c.Record, c.Key, c.Fields))
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
