package interleave_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
)

// takes plans an undo in both: of a whole act, or of some lines of it.
func (s *session) takes(kind string, n []int) (store.Undo, *undoing) {
	acts := s.m.acts[1:] // the first is the world
	if len(acts) == 0 {  // nothing to take back yet
		s.edit(n)
		return store.Undo{}, nil
	}
	if lined := slices.DeleteFunc(slices.Clone(acts), func(a *act) bool { return !a.lined() }); len(lined) > 0 && n[0]%4 > 0 {
		acts = lined // mostly those of files
	}
	a := acts[len(acts)-1-n[0]/4%len(acts)]
	lines := a.marked(n[1])
	s.tell(fmt.Sprintf("%s: %s number %d, lines %v", kind, a.kind, slices.Index(s.m.acts, a), lines))
	got, err := s.st.PlanUndo(context.Background(), s.name(), store.UndoRequest{Act: a.id, Lines: lines})
	if err != nil {
		s.diverge("the undo cannot be planned: %v", err)
		return got, nil
	}
	want := s.m.takeBack(a, lines)
	var refused []int64
	for i := range got.Refused {
		f := &got.Refused[i]
		refused = append(refused, f.Entry.ID)
		if f.Reason == "" {
			s.diverge("entry %d is refused without a reason", f.Entry.ID)
		}
	}
	s.agree("the entries that stay", s.entries(refused), s.entries(want.refused))
	s.agree("what goes back", strings.Join(texts(got.Changes), "\n    "), strings.Join(told(want.plan), "\n    "))
	return got, want
}

// lined reports whether an act is of a file, or the undo of one.
func (a *act) lined() bool {
	return slices.ContainsFunc(a.entries, func(e *entry) bool { return e.line > 0 })
}

// marked are some lines of an act, by a number; none where it is to be the whole.
func (a *act) marked(n int) (lines []int) {
	for _, e := range a.entries {
		if e.line > 0 && !slices.Contains(lines, e.line) {
			lines = append(lines, e.line)
		}
	}
	slices.Sort(lines)
	if n%2 == 0 || len(lines) == 0 {
		return nil
	}
	mask := n / 2
	return slices.DeleteFunc(slices.Clone(lines), func(line int) bool {
		at := slices.Index(lines, line)
		return at != mask%len(lines) && mask>>(at%4)&1 == 0
	})
}

// entries name entries by what they did.
func (s *session) entries(ids []int64) string {
	var list []string
	for _, a := range s.m.acts {
		for _, e := range a.entries {
			if slices.Contains(ids, e.id) {
				list = append(list, e.String())
			}
		}
	}
	return strings.Join(append(list, fmt.Sprint(len(ids))), "\n    ")
}

// undo takes something back at once.
func (s *session) undo(n []int) {
	if got, want := s.takes("undo", n); want != nil {
		s.putBack("undo", got, want)
	}
}

// ask plans an undo, which stays open.
func (s *session) ask(n []int) {
	got, want := s.takes("ask", n)
	if want == nil {
		return
	}
	if len(want.plan) == 0 {
		s.came("ask", "nothing goes back")
		return
	}
	s.came("ask", "open")
	s.ours().undo, s.desk().taking = got, want
}

// takeBack does the undo that was asked for.
func (s *session) takeBack([]int) {
	u := s.desk().taking
	s.desk().taking = nil
	s.tell("take back what was asked")
	s.putBack("take back", s.ours().undo, u)
}

func (s *session) putBack(kind string, got store.Undo, want *undoing) {
	if s.diverged() {
		return
	}
	what := map[store.ActKind]string{store.ActUndo: " of an undo", store.ActStep: " of a step", store.ActEdit: " of an edit", store.ActImport: " of an import"}[want.act.kind]
	if len(want.lines) > 0 {
		what += ", marked lines"
	}
	if len(want.plan) == 0 {
		s.came(kind, "refused"+what)
		return
	}
	receipt, err := s.st.Apply(context.Background(), got.Act, got.Changes)
	moved := slices.ContainsFunc(want.plan, func(d delta) bool { return want.on.versions[d.at] != s.m.versions[d.at] })
	stale := moved || s.m.breaks(want.plan) // then it contradicts the records, which is told otherwise
	switch {
	case !s.agree("the undo meets moved records", fmt.Sprint(err != nil, conflicting(err) || stale && !moved), fmt.Sprint(stale, stale)):
	case stale:
		s.came(kind, "conflict")
	default:
		s.came(kind, map[bool]string{true: "back", false: "partly"}[len(want.refused) == 0]+what)
		whole := want.act
		if len(want.lines) > 0 {
			whole = nil
		}
		s.saved(receipt.Act, want.plan, whole, "")
	}
}
