package interleave_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

var operators = []string{"kim", "lou", "max", "nia"}

// session does one interleaving twice: with the program on a real database, and in the model. It ends where the two tell
// of different things.
type session struct {
	st    *store.Store
	m     *model
	real  []realDesk
	who   int
	tally map[string]int
	story []string
	wrong string
	from  int64 // the newest history entry before
}

// realDesk is what the program holds of an operator's desk.
type realDesk struct {
	form   edit.Plan
	plan   *importer.Plan
	review int64
	undo   store.Undo
	walk   *procedure.Walk
}

// newSession puts a world on record.
func newSession(st *store.Store, number int, tally map[string]int) *session {
	w := world{number}
	s := &session{
		st: st, m: &model{world: w, picture: picture{map[ref]rec{}, map[ref]int64{}}, desks: make([]desk, len(operators))},
		real: make([]realDesk, len(operators)), tally: tally,
	}
	var err error
	if s.from, err = st.Latest(context.Background()); err != nil {
		s.diverge("the history: %v", err)
		return s
	}
	list := deltas(s.m.picture, w.begin())
	slices.SortFunc(list, func(a, b delta) int { return strings.Compare(a.at.key, b.at.key) })
	s.act(store.Act{Operator: "setup", Kind: store.ActSetup, Title: "world"}, changesOf(list), list)
	return s
}

// changesOf are new records as changes for the store.
func changesOf(list []delta) (changes []store.Change) {
	for _, d := range list {
		c := store.Change{Record: d.at.kind, Key: d.at.key}
		for _, f := range store.Fields(d.at.kind) {
			if v := d.after[f]; v != "" {
				c.Fields = append(c.Fields, store.FieldChange{Field: f, New: v})
			}
		}
		changes = append(changes, c)
	}
	return changes
}

// run does an interleaving and answers what diverged; empty when nothing did.
func (s *session) run(ops []op) string {
	kinds := map[string]kind{}
	for _, k := range opKinds() {
		kinds[k.name] = k
	}
	for _, o := range ops {
		if s.wrong != "" {
			return s.wrong
		}
		k := kinds[o.kind]
		if s.who = s.by(o.who, k); s.who < 0 { // nobody has open what it is about
			s.who, k = o.who%len(operators), kinds["edit"]
		}
		k.do(s, o.n)
	}
	if s.wrong == "" {
		s.compare()
	}
	return s.wrong
}

// by is who does an op: of those who have open what it is about.
func (s *session) by(who int, k kind) int {
	if k.has == nil {
		return who % len(operators)
	}
	var list []int
	for i := range s.m.desks {
		if k.has(&s.m.desks[i]) {
			list = append(list, i)
		}
	}
	if list == nil {
		return -1
	}
	return list[who%len(list)]
}

func (s *session) name() string     { return operators[s.who] }
func (s *session) desk() *desk      { return &s.m.desks[s.who] }
func (s *session) ours() *realDesk  { return &s.real[s.who] }
func (s *session) diverged() bool   { return s.wrong != "" }
func (s *session) tell(what string) { s.story = append(s.story, s.name()+": "+what) }

// came notes what came of an op.
func (s *session) came(kind, outcome string) {
	s.tally[kind+": "+outcome]++
	s.story[len(s.story)-1] += " → " + outcome
}

// diverge ends the interleaving.
func (s *session) diverge(format string, args ...any) {
	if s.wrong == "" {
		s.wrong = s.m.plain(fmt.Sprintf(format, args...))
		s.story = strings.Split(s.m.plain(strings.Join(s.story, "\n")), "\n")
	}
}

// agree holds what the program says against what the model says.
func (s *session) agree(about string, got, want any) bool {
	g, w := fmt.Sprint(got), fmt.Sprint(want)
	if g != w {
		s.diverge("%s:\n  the program says %s\n  the model says   %s", about, g, w)
	}
	return g == w
}

// act saves changes, and holds the history of that against what the model expects.
func (s *session) act(a store.Act, changes []store.Change, want []delta) {
	receipt, err := s.st.Apply(context.Background(), a, changes)
	if err != nil {
		s.diverge("the save was refused: %v", err)
		return
	}
	s.saved(receipt.Act, want, nil, "")
}

// saved takes an act of the program into the model, which expects these changes.
func (s *session) saved(id int64, want []delta, undoes *act, step string) {
	found, entries, err := s.st.Act(context.Background(), id)
	if err != nil {
		s.diverge("act %d: %v", id, err)
		return
	}
	var got []string
	numbers := map[ref]int64{}
	for i := range entries {
		e := &entries[i]
		numbers[ref{e.Record, e.Key}] = e.ID
		got = append(got, changeText(e.Line, e.Record, e.Key, e.Created, e.Deleted, e.Fields))
		for d := range want {
			want[d].observe(e)
		}
	}
	slices.Sort(got)
	if !s.agree("the history of the save", strings.Join(got, "\n    "), strings.Join(told(want), "\n    ")) {
		return
	}
	a := &act{id: id, kind: found.Kind, undoes: undoes}
	s.m.commit(a, want, func(d delta) int64 { return numbers[d.at] })
	for _, e := range a.entries {
		if e.at.kind == store.KindChecklist {
			e.step = step
		}
	}
}

// observe takes over what the model does not work out: the text about the steps that nobody pressed.
func (d *delta) observe(e *store.Entry) {
	if d.at.kind != store.KindChecklist || d.at.key != e.Key || d.after == nil {
		return
	}
	for _, f := range e.Fields {
		if f.Field == store.FieldPassed {
			p := picture{map[ref]rec{d.at: d.after}, nil}
			p.edit(d.at, rec{f.Field: f.New})
			d.after = p.recs[d.at]
		}
	}
}

// changeText tells a change of the program as delta.String tells one of the model.
func changeText(line int, record store.Kind, key string, created, deleted bool, fields []store.FieldChange) string {
	d := delta{at: ref{record, key}, line: line}
	if !created {
		d.before = rec{}
	}
	if !deleted {
		d.after = rec{}
	}
	for _, f := range fields {
		if f.Old != f.New && f.Old != "" {
			d.before[f.Field] = f.Old
		}
		if f.Old != f.New && f.New != "" {
			d.after[f.Field] = f.New
		}
	}
	return d.String()
}

// texts tell changes as a sorted list.
func texts(changes []store.Change) []string {
	lines := make([]string, len(changes))
	for i := range changes {
		c := &changes[i]
		lines[i] = changeText(c.Line, c.Record, c.Key, c.Create() && !c.Delete, c.Delete, c.Fields)
	}
	slices.Sort(lines)
	return lines
}

// compare holds everything on record against the model, and counts the history.
func (s *session) compare() {
	ctx := context.Background()
	var w store.Wanted
	for i := range devices {
		w.Serials = append(w.Serials, s.m.serial(i))
	}
	for i := range personNames {
		w.UserIDs = append(w.UserIDs, s.m.id(i))
	}
	records, err := s.st.Records(ctx, w)
	if err != nil {
		s.diverge("the records: %v", err)
		return
	}
	got := picture{map[ref]rec{}, map[ref]int64{}}
	for _, key := range w.Serials {
		if d := records.Device(key); d != nil {
			got.take(deviceRef(key), d, d.Version)
		}
	}
	for _, id := range w.UserIDs {
		if u := records.User(id); u != nil {
			got.take(userRef(id), u, u.Version)
		}
	}
	for at := range s.m.recs {
		if at.kind != store.KindChecklist {
			continue
		}
		if c, _, err := s.st.Checklist(ctx, at.key); err == nil {
			got.take(at, &c, c.Version)
		}
	}
	s.agree("what is on record in the end", strings.Join(told(deltas(picture{}, got)), "\n    "), strings.Join(told(deltas(picture{}, s.m.picture)), "\n    "))
	s.agree("the versions", got.versions, s.m.versions)
	entries := int64(0)
	for _, a := range s.m.acts {
		entries += int64(len(a.entries))
	}
	s.compareActs()
	latest, err := s.st.Latest(ctx)
	s.agree("history entries", fmt.Sprint(latest-s.from, err), fmt.Sprint(entries, nil))
}

// compareActs holds against the model which acts were taken back, and stand so.
func (s *session) compareActs() {
	list, err := s.st.Acts(context.Background(), len(s.m.acts))
	if err != nil || len(list) != len(s.m.acts) {
		s.diverge("%d acts: %v", len(list), err)
		return
	}
	var got, want []bool
	for i := range list {
		by, _ := list[i].TakenBack()
		got = append(got, by != 0)
		want = append(want, s.m.actUndone(s.m.acts[len(s.m.acts)-1-i]))
	}
	s.agree("the acts that were taken back, the newest first", got, want)
}

// take copies a record of the program.
func (p picture) take(at ref, r edit.Fielded, version int64) {
	fields := rec{}
	for _, f := range store.Fields(at.kind) {
		if v := r.Get(f); v != "" {
			fields[f] = v
		}
	}
	p.recs[at], p.versions[at] = fields, version
}
