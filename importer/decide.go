package importer

import (
	"cmp"
	"fmt"
	"slices"

	"homeroom/store"
	"homeroom/store/text"
)

// decision is what holds for a row.
type decision struct {
	verdict    store.Verdict
	reason, by string
}

// Refused is a row on which a decision cannot be made, and why.
type Refused struct {
	Line int
	Err  error
}

// Decide puts a verdict on a row and plans anew what depends on it: the same person's other rows. It refuses,
// with CodeInvalid, rows on which there is nothing to decide and held-back ones that may not be included.
func (p *Plan) Decide(line int, v store.Verdict) error {
	if refused := p.DecideAll([]int{line}, v); len(refused) > 0 {
		return refused[0].Err
	}
	return nil
}

// DecideAll puts one verdict on many rows, as Decide does on one, in one pass. It answers those that are refused, each
// with its error: the others are decided.
func (p *Plan) DecideAll(lines []int, v store.Verdict) (refused []Refused) {
	for before := len(lines) + 1; len(lines) < before; {
		before = len(lines)
		refused = p.decideAll(lines, v)
		lines = nil
		for _, r := range refused { // there may be something to decide on it once the others are decided
			lines = append(lines, r.Line)
		}
	}
	return refused
}

// undecided is what a row was before a decision that may still be refused.
type undecided struct {
	decision
	turn   turn
	turned bool
}

func (p *Plan) decideAll(lines []int, v store.Verdict) (refused []Refused) {
	taken := make([]int32, 0, len(lines))
	before := make(map[int32]undecided, len(lines))
	for _, line := range lines {
		i, err := p.deciding(line, v)
		if err != nil {
			refused = append(refused, Refused{line, err})
			continue
		}
		if _, twice := before[i]; twice {
			continue
		}
		t, turned := p.turned[line]
		before[i] = undecided{p.decided[line], t, turned}
		taken = append(taken, i)
		delete(p.turned, line)
		p.decide(line, decision{verdict: v, by: p.Operator})
	}
	p.bring(taken)
	var back []int32
	for _, i := range taken { // of an edit a row may fail because of another that was decided in the same pass
		if row := &p.Rows[i]; !row.decidable() {
			p.undecide(row.Line, before[i])
			back = append(back, i)
			refused = append(refused, Refused{row.Line, row.nothing()})
			continue
		}
		p.looked(i)
	}
	p.planAnew(p.work.groupsOf(back))
	return refused
}

// undecide lets hold for a row again what held before.
func (p *Plan) undecide(line int, was undecided) {
	p.decide(line, was.decision)
	if was.turned {
		p.turned[line] = was.turn
	}
}

// deciding finds the row of a line and refuses a verdict that cannot be put on it.
func (p *Plan) deciding(line int, v store.Verdict) (int32, error) {
	i, ok := p.rowAt(line)
	switch {
	case v != store.VerdictAccept && v != store.VerdictLeaveOut && v != store.VerdictLater:
		return 0, undecidable(quoted(string(v))+" is not a decision", "accept the row, leave it out, or decide later")
	case !ok:
		return 0, p.noRow(line)
	case !p.Rows[i].decidable():
		return 0, p.Rows[i].nothing()
	case !p.Rows[i].takes(v):
		return 0, undecidable(fmt.Sprintf("line %d is held back and cannot be included", line), p.Rows[i].remedy())
	}
	return int32(i), nil
}

// takes reports whether a row on which there is something to decide can have a verdict.
func (r *Row) takes(v store.Verdict) bool { return v != store.VerdictAccept || r.active() }

func (p *Plan) noRow(line int) error {
	return undecidable(fmt.Sprintf("the %s has no row on line %d", p.source(), line), "name a line of the "+p.source())
}

// nothing says why there is nothing to decide on a row.
func (r *Row) nothing() error {
	return undecidable(fmt.Sprintf("line %d: there is nothing to decide; %s", r.Line, whyNothing[r.Status]), r.remedy())
}

func undecidable(message, remedy string) error {
	return &store.Error{Code: store.CodeInvalid, Message: message, Remedy: remedy}
}

var whyNothing = map[Status]string{
	StatusSame:    "the records already say so",
	StatusLeftOut: "the row is not meant to be imported",
	StatusError:   "an error is saved under no circumstances",
}

// decide keeps what holds for a line; nothing does where it has no verdict.
func (p *Plan) decide(line int, d decision) {
	if p.decided == nil {
		p.decided = map[int]decision{}
	}
	if p.decided[line] = d; d.verdict == "" {
		delete(p.decided, line)
	}
}

// bring brings rows to what holds for them, and plans anew, once each, the rows that depend on a verdict that changes.
func (p *Plan) bring(rows []int32) {
	var moved []int32
	for _, i := range rows {
		if row := &p.Rows[i]; p.holds(row).verdict != row.Verdict {
			moved = append(moved, i)
		}
	}
	groups := p.work.groupsOf(moved)
	for _, group := range groups {
		p.recount(group, false)
	}
	for _, i := range rows {
		row := &p.Rows[i]
		d := p.holds(row)
		row.decided(d)
	}
	p.stir(rows)
	for _, group := range groups {
		p.work.effects(group)
		p.recount(group, true)
		p.stir(group)
	}
}

// groupsOf puts together what hangs on each of these rows, for families that have nothing quicker.
func (p *Plan) groupsOf(rows []int32) [][]int32 {
	var groups [][]int32
	in := map[int32]int{} // the group of a row
	for _, i := range rows {
		if _, seen := in[i]; seen {
			continue
		}
		at := len(groups)
		groups = append(groups, nil)
		for _, j := range p.work.together(i) {
			if other, seen := in[j]; seen && other != at { // what hangs on both is planned after both
				groups[at], groups[other] = append(groups[at], groups[other]...), nil
				for _, k := range groups[at] {
					in[k] = at
				}
			} else if !seen {
				in[j] = at
				groups[at] = append(groups[at], j)
			}
		}
	}
	return slices.DeleteFunc(groups, func(g []int32) bool { return len(g) == 0 })
}

// planAnew plans rows anew that depend on each other.
func (p *Plan) planAnew(groups [][]int32) {
	for _, group := range groups {
		p.recount(group, false)
		p.work.effects(group)
		p.recount(group, true)
		p.stir(group)
	}
}

// holds is what holds for a row: what was decided where the row takes that, and otherwise what its status says. No accept
// of a row that turned is in force.
func (p *Plan) holds(row *Row) decision {
	d, ok := p.decided[row.Line]
	if !ok || !row.decidable() || !row.takes(d.verdict) {
		d = decision{verdict: row.first()}
	}
	if d.verdict == store.VerdictAccept && p.waits(row.Line) {
		return decision{verdict: store.VerdictLater}
	}
	return d
}

// wish is what is decided on a row, also while it cannot be saved because of a decision on another: it is accepted to
// begin with, unless it waits.
func (p *Plan) wish(row int32) store.Verdict {
	line := p.Rows[row].Line
	if p.wished(line) && p.waits(line) {
		return store.VerdictLater
	}
	return cmp.Or(p.decided[line].verdict, store.VerdictAccept)
}

// waits reports whether a line turned, and nobody decided on it since.
func (p *Plan) waits(line int) bool {
	_, turned := p.turned[line]
	return turned
}

// first is a row's verdict before anybody decides: clean rows are accepted, held-back ones are left out.
func (r *Row) first() store.Verdict {
	switch r.Status {
	case StatusAdd, StatusChange, StatusRevoke:
		return store.VerdictAccept
	case StatusHeldBack:
		return store.VerdictLeaveOut
	}
	return ""
}

// replay brings all rows to what holds for them.
func (p *Plan) replay() {
	var rows []int32
	for i := range p.Rows {
		row := &p.Rows[i]
		if d := p.holds(row); d.verdict != row.Verdict || d.reason != row.Reason || d.by != row.DecidedBy {
			rows = append(rows, int32(i))
		}
	}
	p.bring(rows)
}

// Explain keeps why a row was decided so, and by whom: in the notes of the outcome and in the files that are written of
// it. Without a reason it keeps who decided. A row that waits is not decided by that: nothing is kept. CodeInvalid where
// there is nothing to decide, and where the reason is no text.
func (p *Plan) Explain(line int, reason, operator string) error {
	i, ok := p.rowAt(line)
	switch {
	case !ok:
		return p.noRow(line)
	case !p.Rows[i].decidable():
		return p.Rows[i].nothing()
	}
	if f := store.Storable(reason); f != nil {
		return undecidable("the reason cannot be kept: "+f.Message, f.Remedy)
	}
	row := &p.Rows[i]
	if p.waits(line) && p.wished(line) {
		return nil
	}
	p.decide(line, decision{verdict: row.Verdict, reason: reason, by: operator})
	row.decided(decision{row.Verdict, reason, operator})
	return nil
}

// decisionNotes tell the history why a row that could be saved was not, and what was said of its decision.
func (r *Row) decisionNotes() []Note {
	said := ""
	switch {
	case !r.decidable() || r.DecidedBy == "" && r.Reason == "" && r.Verdict == r.first():
		return nil
	case r.Verdict == store.VerdictLeaveOut:
		said = "left out"
	case r.Verdict == store.VerdictLater:
		said = "undecided"
	case r.Reason != "":
		said = "accepted"
	default:
		return nil
	}
	if r.DecidedBy != "" {
		said += " by " + r.DecidedBy
	}
	if r.Reason != "" {
		said += ": " + r.Reason
	}
	return []Note{{Severity: store.SeverityInfo, Line: r.Line, Message: text.Visible(said)}}
}
