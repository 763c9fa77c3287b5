package bulk

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
	"homeroom/tui/trail"
)

// ownFirst puts the operator's own reviews before those of colleagues; in each the one touched last comes first.
func ownFirst(list []store.Review, operator string) {
	rank := func(r *store.Review) int {
		if r.Operator == operator {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b store.Review) int {
		return cmp.Or(rank(&a)-rank(&b), b.Touched.Compare(a.Touched))
	})
}

// reviewEntry is the line of an open review: one's own to continue, a colleague's to look at.
func reviewEntry(r *store.Review, operator string, now time.Time) entry {
	e := entry{key: "review " + strconv.FormatInt(r.ID, 10), review: r, own: r.Operator == operator, job: jobOf(r.Template)}
	what, about := "continue", decidedSoFar(r)
	if !e.own {
		what, about = "open", "by "+r.Operator+", "+about
	}
	switch {
	case soon(r, now) && e.own:
		about = "ages out on " + day(r.Ages, now)
	case soon(r, now): // the day is near enough to go without its year
		about = "by " + r.Operator + ", ages out " + r.Ages.In(now.Location()).Format("01-02")
	case e.own:
		if told := cmp.Or(readAs(*r), r.Mode); told != "" { // how it is read tells two reviews of one file apart
			about += ", " + told
		}
	}
	e.cells = [4]string{what + e.job.pick("", " edit"), r.FileName, about, ago(r.Touched, now)}
	return e
}

// decidedSoFar says how far a review is, in as few words as a column has room for.
func decidedSoFar(r *store.Review) string {
	switch {
	case r.Later > 0:
		return strconv.Itoa(r.Later) + " undecided"
	case r.Decided > 0: // how many there are to decide is known when the file is compared
		return strconv.Itoa(r.Decided) + " decided"
	}
	return "nothing decided yet"
}

// nearEnd is how long before a review ages out that is told.
const nearEnd = 7 * 24 * time.Hour

// soon reports whether a review ages out within a week.
func soon(r *store.Review, now time.Time) bool { return !r.Ages.IsZero() && r.Ages.Sub(now) <= nearEnd }

func day(t, now time.Time) string { return t.In(now.Location()).Format(time.DateOnly) }

// daysSince is how many whole days something lies back.
func daysSince(t, now time.Time) int { return max(0, int(now.Sub(t)/(24*time.Hour))) }

// ago writes when something was touched: the days since, where there are any.
func ago(t, now time.Time) string {
	if n := daysSince(t, now); n > 0 {
		return many(n, "day ago", "days ago")
	}
	return when(t, now)
}

// untouched says how long nobody touched a review.
func untouched(r *store.Review, now time.Time) string {
	at := trail.Moment(r.Touched, now.Location())
	if n := daysSince(r.Touched, now); n > 0 {
		return "untouched for " + many(n, "day", "days") + ", since " + at
	}
	return "touched last at " + at
}

// aboutLines is how many lines tell of what is under the cursor: always as many, so that the list stays where it is.
const aboutLines = 2

// about says below the list what is known of the review, the file or the import under the cursor.
func (p *picker) about(width int) []string {
	i, ok := p.table.Index()
	if !ok {
		return nil
	}
	th, e := p.env.Theme, &p.shown.list[i]
	said := ""
	switch {
	case e.review != nil:
		said = p.aboutReview(e)
	case e.act != nil:
		said = p.aboutImport(e.act)
	case e.file.folder:
		said = "A folder. Enter opens it."
	default:
		said = bytes(e.file.size) + ", changed at " + p.moment(e.file.changed) + ". Enter shows what is understood of it; nothing is saved by that."
	}
	lines := make([]string, 1, 1+aboutLines)
	lines[0] = th.Border.Render(rule(width))
	for _, l := range wrap(" ", said, width) {
		lines = append(lines, th.Dim.Render(l))
	}
	for len(lines) <= aboutLines {
		lines = append(lines, "")
	}
	return lines[:1+aboutLines]
}

func (p *picker) aboutReview(e *entry) string {
	r := e.review
	who := "Yours"
	if !e.own {
		who = "By " + r.Operator
	}
	facts := []string{who, "begun at " + p.moment(r.Started), untouched(r, p.now), decidedSoFar(r), readAs(*r), r.Mode}
	said := screen.Sentence(strings.Join(slices.DeleteFunc(facts, func(f string) bool { return f == "" }), "; "))
	if soon(r, p.now) {
		said += " It ages out on " + day(r.Ages, p.now) + "."
	}
	return said
}

func (p *picker) aboutImport(a *store.ActSummary) string {
	said := "Saved at " + p.moment(a.At) + " by " + a.Operator + "."
	if by, how := a.TakenBack(); by != 0 {
		said += " Taken back" + how + " by " + trail.Save(store.ActUndo, by) + "."
	}
	return said + " Enter shows what became of every row."
}

// reviewActions are the keys to what is done with the open review under the cursor, and to when all of them age out.
func (p *picker) reviewActions() []action {
	age := action{screen.Key{Press: []string{"A", "shift+a"}, Show: "A", Do: "ageing", Help: "Set after how many days open reviews age out that nobody touches.", Quiet: true}, p.askAgeing}
	i, ok := p.table.Index()
	if !ok || p.shown.list[i].review == nil {
		return []action{age}
	}
	mine, theirs := "", ""
	if r := p.shown.list[i].review; p.shown.list[i].own {
		mine = "it is yours already"
	} else {
		theirs = "only " + r.Operator + " can throw it away; t takes it over first"
	}
	return []action{
		{screen.Key{Press: []string{"t"}, Do: "take over", Help: "Take a colleague's review over, with every decision in it, after a word why.", Disabled: mine}, p.askTakeOver},
		{screen.Key{Press: []string{"x"}, Do: "throw away", Help: "Throw the review away, after a question. The file stays.", Disabled: theirs}, p.throwAway},
		age,
	}
}

// told says what was done, or why it was not.
func told(err error, said string) tea.Cmd {
	if err != nil {
		return screen.Fail(err)
	}
	return screen.Say(said)
}
