package interleave_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
)

// change is an edit by hand: in the program, and in the model.
type change struct {
	title string
	plan  func(r *store.Records) edit.Plan
	do    func(p picture) bool
}

// change makes an edit of four numbers: what, which device, which person, which value.
func (s *session) change(n []int) change {
	m, first, person, value := s.m, deviceOf(n[1])%handed, personOf(n[2])%nobody, pick(n, 3, 4)
	if d := deviceOf(n[1]); d >= firstBox {
		first = d
	}
	device, second := m.serial(first), m.serial((first+1+pick(n, 3, 3))%handed)
	id := m.id(person)
	set := func(kind store.Kind, key string, f store.Field, text string) func(r *store.Records) edit.Plan {
		return func(r *store.Records) edit.Plan {
			return edit.Set(r, kind, key, []edit.Value{{Field: f, Text: text, Clear: text == ""}})
		}
	}
	positionOf := []string{"", "student", "teacher", "staff"}[value]
	box := firstBox + pick(n, 1, 2)
	u := rec{userID: id, fullName: personNames[person], site: home, position: positionOf}
	oneOf := []change{
		{"assign " + device + " to " + id, func(r *store.Records) edit.Plan { return edit.Assign(r, device, id) }, func(p picture) bool { return p.assign(device, id) }},
		{"take back " + device, func(r *store.Records) edit.Plan { return edit.Clear(r, device) }, func(p picture) bool { return p.takeBack(device) }},
		{"swap " + device + " and " + second, func(r *store.Records) edit.Plan { return edit.Swap(r, device, second) }, func(p picture) bool { return p.swap(device, second) }},
		{fmt.Sprintf("position of %s to %q", id, positionOf), func(r *store.Records) edit.Plan { return edit.Position(r, id, positionOf) }, func(p picture) bool { return p.place(id, positionOf) }},
		{fmt.Sprintf("mark %s departing: %v", id, value%2 == 0), func(r *store.Records) edit.Plan { return edit.Depart(r, id, value%2 == 0) }, func(p picture) bool { return p.depart(id, value%2 == 0) }},
		{"phone of " + id + " to " + phones()[value%2], set(store.KindUser, id, phone, phones()[value%2]), func(p picture) bool { return p.ring(id, phones()[value%2]) }},
		{"room of " + device + " to " + rooms()[value%3], set(store.KindDevice, device, room, rooms()[value%3]), func(p picture) bool { return p.write(device, room, rooms()[value%3]) }},
		{fmt.Sprintf("position on %s to %q", device, positionOf), set(store.KindDevice, device, position, positionOf), func(p picture) bool { return p.write(device, position, positionOf) }},
		{"new user " + id, func(r *store.Records) edit.Plan { return edit.New(r, store.KindUser, valuesOf(store.KindUser, u)) }, func(p picture) bool { return p.create(u) }},
		{
			"new device " + m.serial(box), func(r *store.Records) edit.Plan {
				return edit.New(r, store.KindDevice, valuesOf(store.KindDevice, rec{serial: m.serial(box), tag: m.tag(box), site: home}))
			}, func(p picture) bool { return p.unpack(m.serial(box), m.tag(box)) },
		},
	}
	return oneOf[[]int{0, 0, 0, 1, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9}[pick(n, 0, 14)]]
}

func valuesOf(kind store.Kind, r rec) (list []edit.Value) {
	for _, f := range store.Fields(kind) {
		if r[f] != "" {
			list = append(list, edit.Value{Field: f, Text: r[f]})
		}
	}
	return list
}

// plan plans an edit in both, and reports whether there is something to save.
func (s *session) plan(kind string, n []int) (edit.Plan, *form) {
	c := s.change(n)
	s.tell(kind + ": " + c.title)
	records, err := s.st.Records(context.Background(), s.all())
	if err != nil {
		s.diverge("the records: %v", err)
		return edit.Plan{}, nil
	}
	p, next := c.plan(records), s.m.clone()
	fine := c.do(next)
	f := &form{c.title, s.m.clone(), deltas(s.m.picture, next)}
	switch {
	case !s.agree(c.title+" is refused", p.Failed(), !fine):
	case !fine:
		s.came(kind, "refused")
	case !s.agree(c.title, strings.Join(texts(p.Changes), "\n    "), strings.Join(told(f.plan), "\n    ")):
	case len(f.plan) == 0:
		s.came(kind, "nothing to do")
	default:
		return p, f
	}
	return p, nil
}

// all is everything that an edit may have to do with.
func (s *session) all() (w store.Wanted) {
	for i := range devices {
		w.Serials = append(w.Serials, s.m.serial(i))
	}
	for i := range personNames {
		w.UserIDs = append(w.UserIDs, s.m.id(i))
	}
	return w
}

// edit is an edit that is made and saved at once.
func (s *session) edit(n []int) {
	if p, f := s.plan("edit", n); f != nil {
		s.submit("edit", p, f)
	}
}

// fillIn is an edit that is planned, and stays open.
func (s *session) fillIn(n []int) {
	if p, f := s.plan("form", n); f != nil {
		s.came("form", "open")
		s.ours().form, s.desk().form = p, f
	}
}

// press saves the open form.
func (s *session) press([]int) {
	f := s.desk().form
	s.tell("save form: " + f.title)
	s.desk().form = nil
	s.submit("press", s.ours().form, f)
}

func (s *session) submit(kind string, p edit.Plan, f *form) {
	receipt, err := s.st.Apply(context.Background(), p.Act(s.name()), p.Changes)
	stale := f.stale(s.m.picture)
	switch {
	case !s.agree("the save meets moved records", fmt.Sprint(conflicting(err), err != nil), fmt.Sprint(stale, stale)):
	case stale:
		s.came(kind, "conflict")
	default:
		s.came(kind, "saved")
		s.saved(receipt.Act, f.plan, nil, "")
	}
}

// conflicting reports an error that says that records moved.
func conflicting(err error) bool {
	var moved *store.ConflictError
	return errors.As(err, &moved)
}

// nameOf is the full name that goes with a User ID of any world.
func nameOf(id string) string {
	for i, name := range personNames {
		if strings.HasPrefix(id, strings.ToLower(firstName(i))) {
			return name
		}
	}
	return ""
}
