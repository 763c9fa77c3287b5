package interleave_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
)

// preview opens a file in the place of what the operator has open.
func (s *session) preview(n []int) {
	v := &review{mode: []template.Mode{template.ModeAssign, template.ModeInventory, template.ModeRevoke}[pick(n, 0, 3)], on: s.m.clone()}
	for i := 1; i+perRow <= len(n); i += perRow {
		v.rows = append(v.rows, s.row(v.mode, v.rows, n[i:i+perRow]))
	}
	if len(v.rows) == 0 {
		return
	}
	data := v.file()
	s.tell(fmt.Sprintf("preview %s of\n      %s", v.mode, strings.ReplaceAll(strings.TrimSpace(string(data)), "\n", "\n      ")))
	ctx, o := context.Background(), s.ours()
	if s.desk().review != nil {
		if err := s.st.DiscardReview(ctx, o.review, s.name()); err != nil {
			s.diverge("throw the review away: %v", err)
			return
		}
	}
	sum := sha256.Sum256(data)
	kept, ds, err := s.st.OpenReview(ctx, store.Review{
		Operator: s.name(), Site: home, Template: "mlti", Mode: string(v.mode), FileName: "file.csv", SHA256: hex.EncodeToString(sum[:]),
	}, data)
	if err != nil || len(ds) > 0 {
		s.diverge("the review is not a new one: %v %v", ds, err)
		return
	}
	o.review, s.desk().review = kept.ID, v
	v.judge()
	s.open(v, data, nil)
	if o.plan != nil {
		o.plan.ReviewVersion = kept.Version
	}
	s.told("preview", v)
}

// open compares the file of a review with the records, in the program.
func (s *session) open(v *review, data []byte, mends []store.Mend, foresee ...store.Mend) {
	p, err := importer.Preview(context.Background(), s.st, importer.Request{
		Name: "file.csv", Data: data, Template: "mlti", Mode: v.mode, Site: home, Operator: s.name(), Mends: mends, Foresee: foresee,
	})
	if err != nil {
		s.diverge("the preview fails: %v", err)
		return
	}
	s.ours().plan = p
}

// told compares every row of the review, and counts the statuses.
func (s *session) told(kind string, v *review) {
	var statuses []string
	for _, r := range v.rows {
		statuses = append(statuses, string(r.status))
		s.tally["row "+string(v.mode)+": "+string(r.status)]++
	}
	s.came(kind, string(v.mode))
	s.story[len(s.story)-1] += ": " + strings.Join(statuses, ", ")
	s.rows(v)
}

// rows hold every row of the program's plan against the model's.
func (s *session) rows(v *review) {
	p := s.ours().plan
	if s.diverged() || !s.agree("rows of the file", len(p.Rows), len(v.rows)) {
		return
	}
	for i, want := range v.rows {
		got := &p.Rows[i]
		about := fmt.Sprintf("line %d", want.line)
		s.agree(about, fmt.Sprint(got.Line, " ", got.Status, " includable:", got.Includable, " verdict:", got.Verdict),
			fmt.Sprint(want.line, " ", want.status, " includable:", want.includable, " verdict:", want.verdict))
		if want.active() {
			s.agree(about+" would do", strings.Join(texts(got.Changes), "\n    "), strings.Join(told(want.changes), "\n    "))
		}
		if want.held {
			s.agree(about+" tells of R-85", slices.ContainsFunc(got.Notes, func(n importer.Note) bool { return n.Rule == "R-85" }), true)
		}
	}
	s.agree("the counts", p.Counts(), v.counts())
	s.agree("accepted rows", p.Accepted(), len(v.accepted()))
}

// row makes a row of a file of six numbers.
func (s *session) row(mode template.Mode, rows []*row, n []int) *row {
	m, device := s.m, deviceOf(n[0])
	taken := func(device int) bool {
		return slices.ContainsFunc(rows, func(r *row) bool { return r.file[colSerial] == m.serial(device) })
	}
	for range devices {
		if taken(device) && n[2]%8 > 0 { // a device stands twice in a file now and then
			device = (device + 1) % handed
		}
	}
	r := &row{line: len(rows) + 2, file: map[string]string{colSerial: m.serial(device)}}
	switch pick(n, 2, 20) {
	case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10:
		r.file[colTag] = m.tag(device)
	case 19:
		r.file[colTag] = m.tag(map[bool]int{true: 1, false: 0}[device == 0])
	}
	s.person(r.file, mode, device, n[1])
	r.file[colPosition] = positionOf(pick(n, 3, 9))
	r.file[colPhone] = []string{"", "2030", "2031"}[pick(n, 4, 3)]
	r.file[colRoom] = []string{"", "12", "14"}[n[4]/3%3]
	r.file[colDelete] = deleteOf(mode, m.serial(device), m.serial((device+1)%devices), pick(n, 5, 12))
	r.read()
	return r
}

// read lets the row say what the file says.
func (r *row) read() {
	r.cells, r.out = map[string]string{}, false
	for _, c := range columns {
		r.cells[c] = r.file[c]
	}
}

// person writes User ID and name into a row: of somebody, of nobody, what is no User ID, or the device's own serial number.
func (s *session) person(cells map[string]string, mode template.Mode, device, n int) {
	cells[colUser], cells[colName] = "", ""
	who := personOf(n)
	if mode == template.ModeAssign && who < 2 && n < most/2 { // those who are to be new
		who += firstNew
	}
	switch {
	case n >= most-2:
		cells[colUser] = "no!body"
	case n >= most-6 && mode == template.ModeInventory:
		cells[colUser] = s.m.serial(device)
	case who != nobody:
		cells[colUser], cells[colName] = s.m.id(who), personNames[who]
	}
}

func positionOf(n int) string {
	return []string{"student", "", "teacher", "staff", "student", "teacher", "", "student", "boss"}[n]
}

// deleteOf is the Delete of a row: mostly as it should be in the mode.
func deleteOf(mode template.Mode, own, wrong string, n int) string {
	switch {
	case mode == template.ModeRevoke && n == 11:
		return wrong
	case mode == template.ModeRevoke && n < 10, mode == template.ModeAssign && n == 11:
		return own
	}
	return ""
}

// file writes the rows as they came.
func (v *review) file() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(columns) // a buffer takes everything
	for _, r := range v.rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = r.file[c]
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return b.Bytes()
}

// decide puts a verdict on a row.
func (s *session) decide(n []int) {
	v, o := s.desk().review, s.ours()
	list := slices.DeleteFunc(slices.Clone(v.rows), func(r *row) bool { return r.verdict == "" })
	if len(list) == 0 || n[1] > 60 {
		list = v.rows // also where there is nothing to decide
	}
	r := list[pick(n, 0, len(list))]
	verdict := []store.Verdict{store.VerdictAccept, store.VerdictLeaveOut, store.VerdictLater, store.VerdictAccept}[pick(n, 1, 4)]
	s.tell(fmt.Sprintf("decide: line %d %s", r.line, verdict))
	fine := v.allows(r, verdict)
	err := o.plan.Decide(r.line, verdict)
	if !s.agree("the decision is refused", err != nil, !fine) {
		return
	}
	if !fine {
		s.came("decide", "refused")
		return
	}
	s.came("decide", string(verdict))
	if o.plan.ReviewVersion, err = s.shows(store.Kept{Decisions: []store.Decision{{Line: r.line, Verdict: verdict}}}); err != nil {
		s.diverge("the decision is not kept: %v", err)
		return
	}
	r.kept, r.decided, r.verdict, r.shown = verdict, verdict, verdict, nil
	v.plan()
	s.rows(v)
}
