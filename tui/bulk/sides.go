package bulk

import (
	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/tui/dialog"
	"homeroom/tui/screen"
)

// sideWords are what the sides of a list that is held against the records are called.
var sideWords = map[importer.Side]string{
	importer.SideThere: "only there", importer.SideDifferent: "different", importer.SideBoth: "same", importer.SideHere: "only here",
}

// sideOf is the side of a row by which it is told apart in the list; empty where its status tells more, and of one that is
// only here, which stands in the place of its line.
func sideOf(p *importer.Plan, row *importer.Row) string {
	if row.Status == importer.StatusError || row.OnlyHere {
		return ""
	}
	return sideWords[p.Side(row)]
}

// sideOfRow is the side of a row of a plan that is under review; empty of a saved one, which is past that.
func sideOfRow(from teller, row *importer.Row) string {
	if p, ok := from.(*importer.Plan); ok && !row.OnlyHere {
		return sideWords[p.Side(row)]
	}
	return ""
}

// sideParts tell how many rows the file has, and how many records are on each side.
func sideParts(p *importer.Plan, counts map[importer.Side]int) []string {
	parts := []string{many(p.FileRows(), "row", "rows") + " of the file", figures(p.OnlyHere()) + " " + sideWords[importer.SideHere]}
	for _, s := range [...]importer.Side{importer.SideThere, importer.SideDifferent, importer.SideBoth} {
		parts = append(parts, figures(counts[s])+" "+sideWords[s])
	}
	return parts
}

// gone says why nobody can be told to have left; empty where somebody can.
func (r *review) gone() string {
	switch {
	case !r.plan.BothWays():
		return "this list is not held against the records"
	case r.tally.left == 0:
		return "nobody is only here who could have left, or all of them are accepted"
	}
	return ""
}

// left are the rows of the people whom the file does not name and who are not accepted yet.
func (r *review) left() (lines []int) {
	for _, line := range r.plan.Left() {
		if row := r.plan.Row(line); row.Verdict != store.VerdictAccept {
			lines = append(lines, line)
		}
	}
	return lines
}

// haveLeft accepts that whoever is not in this roster has left: it asks with the number, which has to be typed.
func (r *review) haveLeft() (screen.Screen, tea.Cmd) {
	lines := r.left()
	n := len(lines)
	words := "Whoever is not in this roster has left: " + many(n, "person of", "people of") + " " + or(r.plan.Site.Code, "") +
		" would be marked departing. Nothing is written before Save, and each row can be left out again.\n" +
		"To accept them all, type the number of people."
	r.ask = dialog.NewTypeNumber(r.env.Theme, "Have left", words, n)
	r.yes = func() (screen.Screen, tea.Cmd) {
		return r.decideAll(lines, store.VerdictAccept, "", " After Save, End of year takes back what they have.")
	}
	return r, nil
}

// leftAction is the key by which whoever is not in this roster has left.
func (r *review) leftAction() []action {
	if !r.plan.BothWays() {
		return nil
	}
	why := r.gone()
	return []action{{screen.Key{
		Press: []string{"L", "shift+l"}, Show: "L", Do: "all left", Disabled: why, Quiet: why != "",
		Help: "Whoever is not in this roster has left: accept all people who are only here, after their number was typed.",
	}, r.haveLeft}}
}

// sideStanding says what Save will do with a row of a list that is held against the records; empty where its status does.
func sideStanding(row *importer.Row) string {
	take, here := row.Verdict == store.VerdictAccept, row.OnlyHere && row.Includable
	switch {
	case take && here:
		return "Have left: Save marks them departing."
	case take:
		return "Theirs is taken: Save writes what the list says."
	case row.Verdict == store.VerdictLeaveOut && here:
		return "Stay: Save does not mark them departing unless you accept it."
	case row.Verdict == store.VerdictLeaveOut:
		return "Ours is kept: Save does not take what the list says."
	}
	return ""
}
