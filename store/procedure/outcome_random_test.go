package procedure_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
)

// outcomeSeed makes the walks of the test below; another one makes others.
const outcomeSeed = 20261122

// Whatever happens to the records meanwhile: neither a step, nor abandoning, nor an undo makes them contradict themselves,
// and no two checklists about the same are open.
func TestAbandon_R15_R22_R33_OnRandomWalksNothingContradictsItselfAfterwards(t *testing.T) {
	t.Logf("seed %d", outcomeSeed)
	made := map[string]int{}
	for n := range walks {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			s := walked{newSchool(t), rand.New(rand.NewPCG(outcomeSeed, uint64(n))), made, nil}
			s.scope("Maths 7", "ada.byrne", "bo.tan")
			if n%2 == 0 {
				s.removal()
			}
			stood := map[string]bool{} // what contradicted itself once may be put back like that
			for range 36 {
				byHand, about := s.anything()
				for wrong := range s.amiss() {
					// besides the Position, what a device says of a person is what abandoning looks at
					mind := about == "put back" || strings.Contains(wrong, " says position ") || !strings.Contains(wrong, " says ")
					if mind && !byHand && !stood[wrong] {
						t.Errorf("%s leaves behind: %s\n%s", about, wrong, strings.Join(s.story, "\n"))
					}
					stood[wrong] = true
				}
			}
			s.clean()
		})
	}
	t.Logf("%v", made)
	for _, what := range []string{"start", "step", "put back", "stays", "undo", "refused", "by hand"} {
		if made[what] < walks/4 {
			t.Errorf("%q only %d times: the walks are too quiet", what, made[what])
		}
	}
}

const walks = 40

// walked is a school in which anything happens.
type walked struct {
	*school
	random *rand.Rand
	made   map[string]int
	story  []string
}

func (s *walked) one(of ...string) string { return of[s.random.IntN(len(of))] }

func (s *walked) id() string     { return s.one("ada.byrne", "ada.byrne", "bo.tan", "cem", "zed") }
func (s *walked) serial() string { return s.one(macSerial, padSerial, spareSerial, takenSerial) }

// anything does one thing, and tells whether it was done by hand.
func (s *walked) anything() (byHand bool, about string) {
	s.Helper()
	switch n := s.random.IntN(20); {
	case n < 2:
		return false, s.begin()
	case n < 9:
		return false, s.walk()
	case n < 11:
		return false, s.undoSome()
	}
	return true, s.scrawl()
}

func (s *walked) note(kind, format string, args ...any) string {
	s.made[kind]++
	s.story = append(s.story, fmt.Sprintf(format, args...))
	return kind
}

func (s *walked) begin() string {
	s.Helper()
	r := []procedure.Request{
		{Procedure: "removal", UserID: s.id()},
		{Procedure: "replacement", Devices: []string{s.serial(), s.serial()}},
		{Procedure: "adding", UserID: s.id(), Devices: []string{s.serial()}},
	}[s.random.IntN(3)]
	if w, err := procedure.Start(context.Background(), s.st, me, r); err == nil {
		return s.note("start", "begin %s", w.Title)
	}
	return "start"
}

// walk does some steps of an open checklist, or abandons it.
func (s *walked) walk() string {
	s.Helper()
	ctx := context.Background()
	list, err := s.st.Checklists(ctx)
	if err != nil {
		s.Fatal(err)
	}
	var open []string
	for _, c := range list {
		if c.State == store.ChecklistOpen {
			open = append(open, c.Number)
		}
	}
	if len(open) == 0 {
		return "step"
	}
	w := s.load(s.one(open...))
	if s.random.IntN(5) == 0 {
		refused := s.abandon(w)
		for _, f := range refused {
			s.note("stays", "  stays: %s", f.Reason)
		}
		return s.note("put back", "abandon %s", w.Title)
	}
	for range 3 + s.random.IntN(6) {
		if !w.Open() {
			break
		}
		key := w.Now().Key
		now, err := procedure.Do(ctx, s.st, me, &w, key, procedure.Answer{Values: answers(w.Now())})
		if err != nil {
			break
		}
		w = now
		s.note("step", "%s: %s", w.Checklist.Number, key)
	}
	return "step"
}

// undoSome takes one of the last acts back, and looks that no two checklists about the same are open then.
func (s *walked) undoSome() string {
	s.Helper()
	acts, err := s.st.Acts(context.Background(), 10)
	if err != nil {
		s.Fatal(err)
	}
	a := acts[s.random.IntN(len(acts))]
	if a.Kind == store.ActSetup {
		return "undo"
	}
	for _, f := range s.takeBack(a.ID) {
		s.note("refused", "  refused: %s", f.Reason)
	}
	list, err := s.st.Checklists(context.Background())
	if err != nil {
		s.Fatal(err)
	}
	for i, c := range list {
		for _, o := range list[:i] {
			if same := edit.SameID(c.UserID, o.UserID) && c.Procedure == "removal"; same && c.State == store.ChecklistOpen && o.State == store.ChecklistOpen {
				s.Fatalf("checklists %s and %s are open:\n%s", c.Number, o.Number, strings.Join(s.story, "\n"))
			}
		}
	}
	return s.note("undo", "undo of %s", a.Title)
}

// scrawl changes something by hand.
func (s *walked) scrawl() string {
	s.Helper()
	ctx := context.Background()
	serial, id := s.serial(), s.id()
	text := func(f store.Field, v string) []edit.Value { return []edit.Value{{Field: f, Text: v}} }
	plans := []func(r *store.Records) edit.Plan{
		func(r *store.Records) edit.Plan { return edit.Assign(r, serial, id) },
		func(r *store.Records) edit.Plan { return edit.Assign(r, serial, id) },
		func(r *store.Records) edit.Plan { return edit.Clear(r, serial) },
		func(r *store.Records) edit.Plan { return edit.Position(r, id, s.one("staff", "student", "")) },
		func(r *store.Records) edit.Plan {
			return edit.Set(r, store.KindUser, id, text(store.FieldFullName, s.one("Zed New", "Ada Byrne", "Bo Hall")))
		},
		func(r *store.Records) edit.Plan {
			return edit.Set(r, store.KindUser, id, text(store.FieldSite, s.one(oak, fern)))
		},
		func(r *store.Records) edit.Plan {
			return edit.Set(r, store.KindUser, id, text(store.FieldUserID, s.id()))
		},
		func(r *store.Records) edit.Plan {
			return edit.New(r, store.KindUser, append(text(store.FieldUserID, id), is(store.FieldSite, oak),
				is(store.FieldFullName, s.one("Zed New", "Ada Byrne", "")), is(store.FieldPosition, s.one("student", "teacher", ""))))
		},
		func(r *store.Records) edit.Plan {
			if u := r.User(id); u != nil && len(r.HeldBy(id)) == 0 && len(r.ScopesOf(id)) == 0 {
				return edit.Plan{Title: "delete " + id, Changes: []store.Change{edit.Deletion(u)}}
			}
			return edit.Plan{}
		},
	}
	r, err := s.st.Records(ctx, store.Wanted{
		Serials: []string{macSerial, padSerial, spareSerial, takenSerial}, UserIDs: []string{"ada.byrne", "bo.tan", "cem", "zed"},
	})
	if err != nil {
		s.Fatal(err)
	}
	p := plans[s.random.IntN(len(plans))](r)
	if p.Failed() || len(p.Changes) == 0 {
		return "by hand"
	}
	var moved *store.ConflictError
	if _, err := s.st.Apply(ctx, p.Act(colleague), p.Changes); err != nil && !errors.As(err, &moved) {
		s.Fatal(err)
	}
	return s.note("by hand", "%s", p.Title)
}
