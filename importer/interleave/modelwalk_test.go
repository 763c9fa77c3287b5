package interleave_test

import (
	"slices"
	"strings"

	"homeroom/store"
)

// walk is a checklist as an operator has it open: the stage to be done, and what it would do to the records.
type walk struct {
	number  string
	version int64
	stage   stage
	list    []stage
	open    bool
	user    string
	begun   int64 // the entry that put it on record
	typed   string
	ticks   map[string]int64 // the stages that were done, by the entry that did it
}

// stage is a step of a checklist, for one device where it is walked for each.
type stage struct {
	*step
	key     string
	device  string // serial number
	blocked bool
	plan    []delta
	again   bool // everything is done: the last one is confirmed once more
	skipped bool
	done    bool
}

// step is a step of a procedure (domain.md section 4). What is nil holds, or does nothing.
type step struct {
	name  string
	each  bool
	skip  func(s *scene) bool
	needs func(s *scene) bool // before it can be done
	do    func(s *scene) bool
	holds func(s *scene) bool // once it is done
	until string              // the step from which on that does not matter any more
	asks  bool
}

// scene is how things stand for a step.
type scene struct {
	picture
	user   string
	device string
	new    string // of a replacement: the new device; then device is the old one
	typed  string // the position that is given
}

func (s *scene) their(device string) bool {
	return strings.EqualFold(s.picture.device(device)[username], s.user)
}

// elsewhere reports whether somebody else has a device by now.
func (s *scene) elsewhere(device string) bool {
	return !s.their(device) && held(s.picture.device(device))
}

func (s *scene) there(device string) bool { return s.picture.device(device) != nil }
func (s *scene) known() bool              { return s.picture.user(s.user) != nil }

func procedures() map[string][]step {
	gone := func(s *scene) bool { return !s.there(s.device) || s.elsewhere(s.device) }
	onRecord := func(s *scene) bool { return s.there(s.device) }
	unplaced := func(s *scene) bool {
		return s.elsewhere(s.device) || s.picture.device(s.device)[position] == ""
	}
	both := func(s *scene) bool { return s.there(s.device) && s.there(s.new) }
	free := func(s *scene) bool { return !s.elsewhere(s.new) }
	return map[string][]step{
		"removal": {
			{name: "prove-ready", each: true, skip: gone},
			{name: "find-record", each: true, skip: gone, needs: onRecord, holds: onRecord, until: "clear-position"},
			{
				name: "clear-position", each: true, skip: gone, needs: onRecord, holds: unplaced, until: "write-serial",
				do: func(s *scene) bool { return s.write(s.device, position, "") },
			},
			{name: "leave-scopes", skip: func(*scene) bool { return true }},
			{
				name: "clear-username", each: true, skip: gone, until: "write-serial",
				needs: func(s *scene) bool { return onRecord(s) && unplaced(s) },
				holds: func(s *scene) bool { return !s.their(s.device) },
				do: func(s *scene) bool {
					if s.their(s.device) {
						s.release(s.device)
					}
					return true
				},
			},
			{
				name:  "delete-user",
				needs: func(s *scene) bool { return len(s.heldBy(s.user)) == 0 },
				holds: func(s *scene) bool { return !s.known() },
				do:    func(s *scene) bool { s.drop(userRef(s.user)); return true },
			},
			{
				name: "write-serial", each: true, skip: gone, needs: onRecord,
				holds: func(s *scene) bool { return s.elsewhere(s.device) || s.picture.device(s.device)[username] == s.device },
				do:    func(s *scene) bool { return s.takeBack(s.device) },
			},
			{name: "notice"},
		},
		"adding": {
			{name: "user", holds: (*scene).known, asks: true, do: (*scene).bring},
			{
				name: "username", do: func(s *scene) bool { return s.assign(s.device, s.user) },
				needs: func(s *scene) bool { return onRecord(s) && s.known() && !s.elsewhere(s.device) },
				holds: func(s *scene) bool { return s.their(s.device) },
			},
			{
				name: "position", asks: true, do: func(s *scene) bool { return s.place(s.user, s.typed) },
				needs: func(s *scene) bool { return onRecord(s) && s.their(s.device) },
				holds: func(s *scene) bool { return s.picture.device(s.device)[position] != "" },
			},
		},
		"replacement": {
			{name: "find-records", needs: func(s *scene) bool { return both(s) && s.known() }, holds: both, until: "hand-over"},
			{
				name: "take-back", skip: free, needs: func(s *scene) bool { return both(s) && s.known() }, holds: free, until: "hand-over",
				do: func(s *scene) bool { return s.takeBack(s.new) },
			},
			{
				name: "hand-over", needs: func(s *scene) bool { return both(s) && s.known() && free(s) },
				holds: func(s *scene) bool { return !s.their(s.device) && s.their(s.new) }, do: (*scene).handOver,
			},
			{name: "sign-in"},
		},
	}
}

// bring makes the user record of somebody who has none; what would keep them from getting the device is told already now.
func (s *scene) bring() bool {
	if s.known() || !s.there(s.device) {
		return s.there(s.device) && s.onHome(s.user)
	}
	return s.create(rec{userID: s.user, fullName: nameOf(s.user), site: home})
}

// handOver gives the person the new device for the old one; both records, or neither.
func (s *scene) handOver() bool {
	switch old, now := s.their(s.device), s.their(s.new); {
	case old && now:
		return s.takeBack(s.device)
	case old:
		return s.swap(s.device, s.new)
	case !now:
		return s.assign(s.new, s.user)
	}
	return true
}

// look is a checklist as it stands, with what would be typed for its next stage.
func (m *model) look(number, typed string) *walk {
	at := ref{store.KindChecklist, number}
	c := m.recs[at]
	w := &walk{number: number, version: m.versions[at], open: c[store.FieldState] == open, user: c[userID], ticks: m.ticks(at)}
	for _, e := range m.entriesOf(at) {
		if e.before == nil {
			w.begun = e.id
		}
	}
	list := procedures()[string(c[store.FieldProcedure])]
	for i := range list {
		for _, device := range m.walked(c, &list[i]) {
			w.list = append(w.list, m.stage(c, &list[i], device, w.ticks, typed))
		}
	}
	if c == nil { // its beginning was taken back
		return w
	}
	last := 0
	for i, s := range w.list {
		if !s.skipped {
			last = i
		}
	}
	next := slices.IndexFunc(w.list, func(s stage) bool { return !s.done && !s.skipped })
	if next < 0 {
		next = last
		w.list[last].again = true
		if !w.list[last].asks {
			w.list[last].plan, w.list[last].blocked = nil, false
		}
	}
	if w.stage = w.list[next]; !w.open { // of one that is over nothing is shown to be done
		w.stage.plan = nil
	}
	return w
}

// ticks are the stages that were done and not taken back.
func (m *model) ticks(at ref) map[string]int64 {
	list := map[string]int64{}
	for _, e := range m.entriesOf(at) {
		if e.step != "" && !m.undone(e) {
			list[e.step] = e.id
		}
	}
	return list
}

// walked are the devices for which a step is walked: those of the checklist and, where somebody leaves, whatever they hold
// besides. A step that is for none is walked once.
func (m *model) walked(c rec, s *step) []string {
	if !s.each {
		return []string{""}
	}
	return m.devicesOf(c)
}

func (m *model) devicesOf(c rec) []string {
	list := strings.Fields(c[store.FieldDevices])
	if c[store.FieldProcedure] == "removal" && c[store.FieldState] == open {
		for _, device := range m.heldBy(c[userID]) {
			if !slices.Contains(list, device) {
				list = append(list, device)
			}
		}
	}
	return list
}

// stage says how a step stands, and what it would do.
func (m *model) stage(c rec, s *step, device string, ticked map[string]int64, typed string) stage {
	sc := &scene{picture: m.clone(), user: c[userID], device: device, typed: typed}
	list := m.devicesOf(c)
	if device == "" && len(list) > 0 {
		sc.device = list[0]
	}
	if len(list) > 1 {
		sc.new = list[1]
	}
	st := stage{step: s, key: strings.TrimSpace(s.name + " " + device), device: device}
	switch past := ticked[strings.TrimSpace(s.until+" "+device)] != 0; {
	case ticked[st.key] != 0:
		st.done = past && s.until != "" || s.holds == nil || s.holds(sc)
	default:
		st.skipped = s.skip != nil && s.skip(sc)
	}
	if st.blocked = s.needs != nil && !s.needs(sc); !st.blocked && s.do != nil {
		st.blocked = !s.do(sc)
		st.plan = deltas(m.picture, sc.picture)
	}
	if len(st.plan) == 0 && !st.blocked {
		st.blocked = s.holds != nil && !s.holds(sc)
	}
	return st
}

// next is the stage to be done once another one is; empty when there is none.
func (w *walk) next(key string) string {
	for _, s := range w.list {
		if !s.done && !s.skipped && s.key != key {
			return s.key
		}
	}
	return ""
}
