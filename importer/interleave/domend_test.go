package interleave_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"homeroom/importer"
	"homeroom/store"
)

// mend puts other values into a row; the rules run again.
func (s *session) mend(n []int) {
	v := s.desk().review
	r := v.rows[pick(n, 0, len(v.rows))]
	cells, out := map[string]string{}, false
	device := slices.IndexFunc(s.all().Serials, func(serial string) bool { return serial == r.cells[colSerial] })
	switch pick(n, 1, 8) {
	case 0, 1:
		s.person(cells, v.mode, device, n[2])
	case 2:
		cells[colPosition] = positionOf(pick(n, 2, 9))
	case 3:
		cells[colRoom] = []string{"", "12", "14"}[pick(n, 2, 3)]
	case 4:
		cells[colDelete] = deleteOf(v.mode, r.cells[colSerial], "", pick(n, 2, 12))
	case 5:
		cells[colTag] = s.m.tag(device)
	case 6:
		cells[colPhone] = []string{"", "2030"}[pick(n, 2, 2)]
	default:
		out = true
	}
	var mends []store.Mend
	for _, c := range columns {
		if value, ok := cells[c]; ok {
			mends = append(mends, store.Mend{Line: r.line, Column: c, Value: value})
		}
	}
	if out {
		mends = append(mends, store.Mend{Line: r.line})
	}
	s.tell(fmt.Sprintf("mend: line %d %+v", r.line, mends))
	s.mended("mend", r, mends, func(ms ...store.Mend) error { return s.ours().plan.Mend(ms...) }, store.Kept{Mends: mends}, func() {
		r.cells = maps.Clone(r.cells)
		maps.Copy(r.cells, cells)
		r.out = r.out || out
	})
}

// unmend lets a row say again what the file says.
func (s *session) unmend(n []int) {
	v := s.desk().review
	r := v.rows[pick(n, 0, len(v.rows))]
	mends := s.ours().plan.MendsOf(r.line)
	s.tell(fmt.Sprintf("unmend: line %d", r.line))
	if !s.agree("something is mended", len(mends) > 0, r.mended()) {
		return
	}
	if len(mends) == 0 {
		s.came("unmend", "nothing to put back")
		return
	}
	s.mended("unmend", r, mends, func(ms ...store.Mend) error { return s.ours().plan.Unmend(ms...) }, store.Kept{Dropped: mends}, r.read)
}

// mended reports whether a row says something else than the file, and mends are what it says instead.
func (r *row) mended() bool { return r.mends() != "" }

func (r *row) mends() (list string) {
	for _, c := range columns {
		if r.cells[c] != r.file[c] {
			list += c + ": " + r.cells[c] + "\n"
		}
	}
	if r.out {
		list += "left out"
	}
	return list
}

// mended changes the mends of a row and keeps them. Where the records were read without these values in view, the file is
// compared again, as a screen does it.
func (s *session) mended(
	kind string, r *row, mends []store.Mend, change func(...store.Mend) error,
	kept store.Kept, do func(),
) {
	v, o := s.desk().review, s.ours()
	was := v.asShown()
	if !o.plan.Knows(mends...) {
		s.came(kind, "compared again")
		s.compareAgain(was, mends)
		if s.diverged() {
			return
		}
	} else {
		s.came(kind, "taken")
	}
	if err := change(mends...); err != nil {
		s.diverge("the mend is refused: %v", err)
		return
	}
	var err error
	if o.plan.ReviewVersion, err = s.shows(kept); err != nil {
		s.diverge("the mend is not kept: %v", err)
		return
	}
	do()
	r.moved = false
	v.judge()
	s.rows(v)
}

// shows keeps what was decided or mended with the rows as they stand.
func (s *session) shows(kept store.Kept) (version int64, err error) {
	kept.Shown, kept.Afresh = s.ours().plan.TakeShown()
	return s.st.Keep(context.Background(), s.ours().review, s.name(), kept)
}

// comeBack leaves the review and opens it again, as after a lost line.
func (s *session) comeBack([]int) {
	s.tell("come back")
	s.came("come back", "found again")
	s.compareAgain(s.desk().review.asShown(), nil)
}

// compareAgain opens what is kept of a review, with what was shown of it, against the records as they are now, read with
// mends in view.
func (s *session) compareAgain(was map[*row]*shownRow, foresee []store.Mend) {
	ctx, o, v := context.Background(), s.ours(), s.desk().review
	if _, err := s.shows(store.Kept{}); err != nil {
		s.diverge("what was shown is not kept: %v", err)
		return
	}
	kept, ds, file, err := s.st.Review(ctx, o.review)
	if err != nil || string(file) != string(v.file()) {
		s.diverge("the review is not found again: %v", err)
		return
	}
	s.open(v, file, kept.Mends, foresee...)
	if s.diverged() {
		return
	}
	o.plan.ReviewVersion = kept.Version
	dropped := o.plan.Restore(kept, ds)
	want := v.restore(s.m.clone(), was)
	for _, r := range v.rows {
		if r.shown != nil {
			s.tally["come back: row turned"]++
		}
	}
	s.agree("the accepts that are dropped", dropped, want)
	s.rows(v)
}

// shownRow is how a row stood when somebody saw it last.
type shownRow struct {
	status  importer.Status
	verdict store.Verdict
	cells   map[string]string
	out     bool
	does    string // and to which versions
}

// asShown is how the rows stand. One that turned, and on which nobody decided since, stands as it was shown before.
func (v *review) asShown() map[*row]*shownRow {
	list := map[*row]*shownRow{}
	for _, r := range v.rows {
		if list[r] = v.shown(r); r.shown != nil {
			list[r] = r.shown
		}
	}
	return list
}

func (v *review) shown(r *row) *shownRow {
	lines := make([]string, len(r.changes))
	for i := range r.changes {
		lines[i] = fmt.Sprint(r.changes[i], v.on.versions[r.changes[i].at])
	}
	slices.Sort(lines)
	return &shownRow{r.status, r.verdict, r.cells, r.out, strings.Join(lines, "\n")}
}

// restore compares a review with other records, and answers the lines whose accept is not in force any more: those of rows
// that stand otherwise than they were shown, and of those that waited. A row that waits may change others of its person.
func (v *review) restore(now picture, was map[*row]*shownRow) (dropped []int) {
	for _, r := range v.rows {
		open := r.kept == "" || r.kept == store.VerdictAccept
		gone := r.status == importer.StatusSame || r.status == importer.StatusLeftOut
		if waits := open && (r.held || r.shown != nil && !gone); !waits {
			r.shown = nil
		} else if r.shown == nil {
			r.shown = was[r]
		}
		if r.shown == nil {
			was[r] = v.shown(r)
		}
		r.decided = r.kept
	}
	for _, r := range v.rows {
		r.moved = false
	}
	v.on = now
	for more := true; more; {
		v.judge()
		more = false
		for _, r := range v.rows {
			as := v.shown(r)
			if r.shown == nil && (as.status != was[r].status || as.does != was[r].does || r.accepted() && was[r].verdict != store.VerdictAccept) {
				r.shown, more = was[r], true
			}
		}
	}
	for _, r := range v.rows {
		if r.shown == nil || r.accepted() || r.kept != "" && r.kept != store.VerdictAccept {
			continue
		}
		if r.shown.verdict == store.VerdictAccept || r.kept == store.VerdictAccept || r.verdict == store.VerdictLater {
			dropped = append(dropped, r.line)
		}
	}
	return dropped
}

// save saves what is accepted: all of it, or nothing.
func (s *session) save([]int) {
	ctx, v, o := context.Background(), s.desk().review, s.ours()
	s.tell("save " + string(v.mode))
	n, something := len(v.accepted()), len(v.changes()) > 0
	outcome, err := o.plan.Save(ctx, s.st, s.name(), o.review, nil)
	if err != nil {
		s.diverge("the save fails: %v", err)
		return
	}
	moved := v.save(s.m.picture)
	var lines []int
	for i := range outcome.Moved {
		lines = append(lines, outcome.Moved[i].Line)
	}
	slices.Sort(lines)
	if !s.agree("rows that moved", lines, moved) {
		return
	}
	switch saved := something && len(moved) == 0; {
	case !s.agree("it is saved", fmt.Sprint(outcome.Act != 0), saved):
	case saved:
		s.came("save", "saved")
		s.tally["save: rows"] += n
		s.agree("rows saved", outcome.Saved, n)
		s.saved(outcome.Act, v.changes(), nil, "")
		s.kept(outcome.Act, v)
		s.desk().review = nil
	case len(moved) > 0:
		s.came("save", "moved")
		s.tally["save: rows held back as moved"] += len(moved)
		s.rows(v)
	default:
		s.came("save", "nothing accepted")
	}
}

// kept holds what is kept of an import against the review that it came from: every row with its outcome, and the file.
func (s *session) kept(act int64, v *review) {
	ctx := context.Background()
	rows, err := s.st.Outcomes(ctx, act)
	file, err2 := s.st.ImportFile(ctx, act)
	kept, _, _, err3 := s.st.Review(ctx, s.ours().review)
	var got, want []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Line, r.Status, r.Saved))
	}
	for _, r := range v.rows {
		if r.status != importer.StatusSame {
			want = append(want, fmt.Sprint(r.line, r.status, r.accepted()))
		}
	}
	s.agree("the outcomes that are kept", got, want)
	s.agree("the file that is kept", string(file), string(v.file()))
	s.agree("the review", fmt.Sprint(kept.State, kept.Act, err, err2, err3), fmt.Sprint(store.ReviewSaved, act, nil, nil, nil))
}
