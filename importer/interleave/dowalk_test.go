package interleave_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/procedure"
)

// start begins a checklist: removal, adding or replacement.
func (s *session) start(n []int) {
	names := []string{"removal", "adding", "replacement", "adding"}
	name, person := names[pick(n, 0, len(names))], personOf(n[1])%nobody
	one, two := s.m.serial(thing(n[2])), s.m.serial(thing(n[3]))
	if name == "removal" {
		person %= foreign
	}
	q := map[string]procedure.Request{
		"removal":     {Procedure: name, UserID: s.m.id(person)},
		"adding":      {Procedure: name, UserID: s.m.id(person), Devices: []string{one}},
		"replacement": {Procedure: name, Devices: []string{one, two}},
	}[name]
	s.tell(fmt.Sprintf("start %s %s %v", name, q.UserID, q.Devices))
	c, fine := s.m.begun(q, s.name())
	w, err := procedure.Start(context.Background(), s.st, s.name(), q)
	if !s.agree("the checklist is begun", err == nil, fine) || !fine {
		if err != nil && !fine {
			s.came("start", name+" refused")
		}
		return
	}
	s.came("start", name)
	c[store.FieldNumber] = w.Checklist.Number
	at := ref{store.KindChecklist, w.Checklist.Number}
	s.m.recs[at] = c
	if next := s.m.look(at.key, "").stage.key; next != "" {
		c[store.FieldStep] = next
	}
	s.m.drop(at)
	s.latest([]delta{{at: at, after: c}}, "")
}

// thing is a device of home by a number of an op.
func thing(n int) int {
	if d := deviceOf(n); d != elsewhere {
		return d
	}
	return 0
}

// latest takes the newest act of the program into the model.
func (s *session) latest(want []delta, step string) {
	acts, err := s.st.Acts(context.Background(), 1)
	if err != nil || len(acts) == 0 {
		s.diverge("the history: %v", err)
		return
	}
	s.saved(acts[0].ID, want, nil, step)
}

// begun is a checklist as it begins, and whether it may.
func (m *model) begun(q procedure.Request, operator string) (c rec, fine bool) {
	c = rec{
		store.FieldProcedure: q.Procedure, store.FieldState: open, store.FieldOwner: operator, site: home,
		userID: q.UserID, store.FieldDevices: strings.Join(q.Devices, " "),
	}
	for _, device := range q.Devices {
		if m.device(device) == nil || m.device(device)[platform] == "tvOS" {
			return nil, false
		}
	}
	switch q.Procedure {
	case "removal":
		list := m.heldBy(q.UserID)
		u := m.user(q.UserID)
		if fine = u != nil || len(list) > 0; !fine {
			return nil, false
		}
		c[store.FieldDevices] = strings.Join(list, " ")
		if u[site] == "" && len(list) == 0 {
			c[site] = ""
		}
	case "adding":
		fine = m.onHome(q.UserID)
	case "replacement":
		old, now := m.device(q.Devices[0]), m.device(q.Devices[1])
		c[userID] = old[username]
		fine = held(old) && q.Devices[0] != q.Devices[1] && m.user(old[username]) != nil && !strings.EqualFold(old[username], now[username])
	}
	for f, v := range c {
		if v == "" {
			delete(c, f)
		}
	}
	return c, fine && !m.overlaps(c)
}

// overlaps reports whether an open checklist is about the same: the person, where one of the two is about all they hold, or
// a device.
func (m *model) overlaps(c rec) bool {
	for at, o := range m.recs {
		if at.kind != store.KindChecklist || o[store.FieldState] != open {
			continue
		}
		all := o[store.FieldProcedure] == "removal"
		if o[userID] == c[userID] && (all || c[store.FieldProcedure] == "removal") || shared(o, c) {
			return true
		}
		for _, device := range strings.Fields(c[store.FieldDevices]) {
			if all && m.device(device)[username] == o[userID] {
				return true
			}
		}
	}
	return false
}

// checklist is one of the checklists on record, by a number: an open one as long as there is one. Where there is none at
// all, an edit takes the place of what is done.
func (s *session) checklist(n []int) string {
	var all, opened []string
	for at, c := range s.m.recs {
		if at.kind == store.KindChecklist {
			if all = append(all, at.key); c[store.FieldState] == open {
				opened = append(opened, at.key)
			}
		}
	}
	if len(opened) > 0 && n[0]%8 > 0 {
		all = opened
	}
	if len(all) == 0 { // there is none
		s.edit(n)
		return ""
	}
	slices.SortFunc(all, func(a, b string) int { return len(a) - len(b) + strings.Compare(a, b) })
	return all[n[0]/8%len(all)]
}

// view opens a checklist in both.
func (s *session) view(kind string, n []int) (*procedure.Walk, *walk) {
	number := s.checklist(n)
	if number == "" {
		return nil, nil
	}
	got, err := procedure.Load(context.Background(), s.st, number)
	if err != nil {
		s.diverge("the checklist is not found: %v", err)
		return nil, nil
	}
	w := s.m.look(number, positions()[pick(n, 1, 3)])
	at := ref{store.KindChecklist, number}
	s.tell(fmt.Sprintf("%s: %s of %s, %s", kind, s.m.recs[at][store.FieldProcedure], s.m.recs[at][userID], w.stage.key))
	if !w.open {
		s.agree("the checklist is over", got.Open(), false)
	} else if now := got.Now(); now == nil {
		s.diverge("the checklist has no step to do")
	} else {
		s.agree("the step to do", now.Key, w.stage.key)
	}
	return &got, w
}

func positions() []string { return []string{"student", "teacher", "staff"} }

// step does the next steps of a checklist: one, or up to four.
func (s *session) step(n []int) {
	for range 1 + n[2]%4 {
		got, w := s.view("step", n)
		if w == nil || s.diverged() || !s.do("step", got, w, positions()[pick(n, 1, 3)]) {
			return
		}
	}
}

// look opens a checklist, and leaves it open.
func (s *session) look(n []int) {
	if got, w := s.view("look", n); w != nil && !s.diverged() {
		s.came("look", "open")
		w.typed = positions()[pick(n, 1, 3)]
		s.ours().walk, s.desk().walk = got, w
	}
}

// tick does the step that was to be done when the checklist was looked at.
func (s *session) tick([]int) {
	w := s.desk().walk
	s.desk().walk = nil
	s.tell("tick " + w.stage.key)
	s.do("tick", s.ours().walk, w, w.typed)
}

// do does the step that a walk shows, where it still can be done and would do what was shown. It reports
// whether it was done.
func (s *session) do(kind string, shown *procedure.Walk, w *walk, typed string) bool {
	a := procedure.Answer{}
	if w.stage.step != nil && w.stage.asks {
		a.Values = map[store.Field]string{
			fullName: nameOf(w.user), position: typed, store.FieldEmail: "",
		}
	}
	key := w.stage.key
	_, err := procedure.Do(context.Background(), s.st, s.name(), shown, key, a)
	at := ref{store.KindChecklist, w.number}
	now := s.m.look(w.number, typed)
	st, fine := now.find(w)
	if !s.agree("the step is refused", err != nil, !fine) {
		s.wrong += fmt.Sprintf(" (%v)", err)
		return false
	}
	if !fine {
		s.came(kind, "refused")
		return false
	}
	c := s.m.recs[at]
	p := picture{map[ref]rec{at: c}, nil}
	p.edit(at, rec{store.FieldStep: now.next(key), store.FieldNote: key + ":", store.FieldDevices: strings.Join(s.m.devicesOf(c), " ")})
	if now.next(key) == "" {
		p.edit(at, rec{store.FieldState: string(store.ChecklistDone)})
	}
	s.came(kind, c[store.FieldProcedure]+" done")
	s.latest(append(st.plan, delta{at: at, before: c, after: p.recs[at]}), key)
	return !s.diverged()
}

// find is the stage that was shown, as it stands now, and whether it can be done.
func (w *walk) find(shown *walk) (st stage, fine bool) {
	at := slices.IndexFunc(w.list, func(s stage) bool { return s.key == shown.stage.key })
	if !w.open || at < 0 || w.begun != shown.begun { // another one may have the number by now
		return st, false
	}
	st = w.list[at]
	first := slices.IndexFunc(w.list, func(s stage) bool { return s.key == w.stage.key })
	early := w.list[first].name != st.name && at > first
	if st.skipped || st.blocked || early || st.done && !st.again || w.ticks[st.key] > shown.version {
		return st, false
	}
	return st, strings.Join(told(st.plan), "\n") == strings.Join(told(shown.stage.plan), "\n")
}

// abandon gives a checklist up; the records stay as they are.
func (s *session) abandon(n []int) {
	number := s.checklist(n)
	if number == "" {
		return
	}
	at := ref{store.KindChecklist, number}
	c := s.m.recs[at]
	s.tell("abandon the " + c[store.FieldProcedure] + " of " + c[userID])
	got, err := procedure.Load(context.Background(), s.st, number)
	if err == nil {
		_, err = procedure.Abandon(context.Background(), s.st, s.name(), &got, nil)
	}
	if fine := c[store.FieldState] == open; !s.agree("abandoning is refused", err != nil, !fine) || !fine {
		if s.wrong == "" {
			s.came("abandon", "refused")
		}
		return
	}
	s.came("abandon", "done")
	p := picture{map[ref]rec{at: c}, nil}
	p.edit(at, rec{store.FieldState: string(store.ChecklistAbandoned)})
	s.latest([]delta{{at: at, before: c, after: p.recs[at]}}, "")
}
