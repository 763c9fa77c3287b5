package procedure

import (
	"context"
	"fmt"

	"homeroom/store"
)

// Load finds a checklist again as the records are now. CodeNotFound if there is none of that number, or if this
// program does not know its procedure.
func Load(ctx context.Context, st *store.Store, number string) (Walk, error) {
	c, entries, err := st.Checklist(ctx, number)
	if err != nil {
		return Walk{}, err
	}
	p, err := ByName(c.Procedure)
	if err != nil {
		return Walk{}, err
	}
	for { // again only where somebody did a step between the look at the checklist and the look at the records
		w, err := walk(ctx, st, p, c, tell(entries))
		if err != nil {
			return w, err
		}
		if c, entries, err = st.Checklist(ctx, number); err != nil || c.Version == w.Checklist.Version {
			return w, err
		}
	}
}

// walk looks at the records and says how every stage stands.
func walk(ctx context.Context, st *store.Store, p *Procedure, c store.Checklist, s *story) (Walk, error) {
	sc, err := look(ctx, st, p, &c, s)
	if err != nil {
		return Walk{}, err
	}
	w := Walk{Checklist: c, Procedure: p, Started: s.started, Touched: s.touched, scene: sc, story: s}
	w.Title = sc.fill(p.Heading, sc.who())
	w.stages()
	w.settle()
	if w.Open() {
		w.Moved = sc.moved(s.last)
	}
	return w, nil
}

// stages makes the stages in the order in which they are walked: a step for each of the devices before the next.
func (w *Walk) stages() {
	for i := range w.Procedure.Steps {
		step := &w.Procedure.Steps[i]
		if !step.Each {
			w.Stages = append(w.Stages, w.stage(i, nil))
			continue
		}
		for _, d := range w.scene.Devices {
			w.Stages = append(w.Stages, w.stage(i, d))
		}
	}
}

// stage says how a step stands, leaving aside which one it is the turn of.
func (w *Walk) stage(i int, d *store.Device) Stage {
	step := &w.Procedure.Steps[i]
	sc := w.scene.at(d)
	s := Stage{
		Key: stageKey(step, d), Step: step, Number: i + 1, Of: len(w.Procedure.Steps), Device: d, State: StateAhead,
		Title: sc.fill(step.Title, sc.UserID), Text: sc.fill(step.words(sc), sc.UserID),
	}
	s.Notes = w.story.notes[s.Key]
	s.Link = step.Link.at(sc)
	if step.Count != nil && w.Open() {
		seen := step.Count(sc)
		s.Sight = &seen
		if seen.Link != nil {
			s.Link = seen.Link.at(sc)
		}
	}
	done, ever := w.story.done[s.Key]
	if ever {
		s.State = StateDone
		s.Done, s.Before = w.doings(s.Key)
	}
	switch {
	case !w.Open():
		if !ever {
			s.State, s.Why = stood(&w.Checklist, s.Key, sc.zone)
		}
		return s
	case sc.halted(): // what the records say under the old User ID is not about this person
	case ever:
		w.hold(&s, sc, done.entry)
	case step.When != nil && step.When(sc) != "":
		s.State, s.Why = StateSkipped, step.When(sc)
	case s.Sight != nil:
		w.see(&s)
	}
	w.plan(&s, sc, nil)
	return s
}

func stageKey(step *Step, d *store.Device) string {
	if d == nil || !step.Each {
		return step.Name
	}
	return step.Name + " " + d.Serial
}

// words are the text of a step in a scene.
func (s *Step) words(sc *Scene) string {
	if s.Tells != nil {
		return s.Tells(sc)
	}
	if sc.Device != nil {
		if text, ok := s.Texts[platform(sc.Device)]; ok {
			return text
		}
	}
	return s.Text
}

func platform(d *store.Device) store.Platform {
	if d.Platform != store.PlatformUnknown {
		return d.Platform
	}
	return d.Kind().Platform()
}

// hold looks whether what was done still holds, as long as it has to.
func (w *Walk) hold(s *Stage, sc *Scene, entry int64) {
	if _, past := w.past(s.Step.Until, s.Device); past {
		return
	}
	against := standing(s.Step.After, sc)
	if len(against) == 0 {
		return
	}
	s.State, s.Why = StateBroken, against[0]
	if e := sc.cause(entry, s); e != nil {
		s.Why, s.cause = s.Why+"; "+sc.sentence(e), e.ID
	}
}

// past reports whether a later step is done, for this device where it is walked for each, and what tells so.
func (w *Walk) past(name string, d *store.Device) (told string, is bool) {
	i := w.Procedure.step(name)
	if i < 0 {
		return "", false
	}
	later := &w.Procedure.Steps[i]
	if _, done := w.story.done[stageKey(later, d)]; done || later.Count == nil {
		return fmt.Sprintf("step %d is done", i+1), done
	}
	seen := later.Count(w.scene)
	return seen.Told, seen.Done
}

// see says whether a stage is done by what is seen, and what that was.
func (w *Walk) see(s *Stage) {
	told, is := s.Sight.Told, s.Sight.Done
	if !is {
		told, is = w.past(s.Step.Until, s.Device)
	}
	if is {
		s.State, s.Why = StateDone, told
	}
}

// standing is all that stands against the facts.
func standing(facts []Fact, sc *Scene) []string {
	var against []string
	for _, holds := range facts {
		against = append(against, holds(sc)...)
	}
	return against
}

// settle says whose turn it is, and what has to come before the others.
func (w *Walk) settle() {
	w.At = len(w.Stages)
	if !w.Open() {
		return
	}
	last := -1
	for i := range w.Stages {
		s := &w.Stages[i]
		if s.State != StateSkipped {
			last = i
		}
		if s.open() && w.At == len(w.Stages) {
			w.At = i
		}
	}
	if w.At == len(w.Stages) && last >= 0 { // seen to be done to the end: the last one is left to be confirmed
		w.At = last
		w.Stages[last].State, w.Stages[last].Already = StateAhead, true
	}
	first := w.Now()
	for i := range w.Stages {
		s := &w.Stages[i]
		switch {
		case !s.open() || first == nil:
		case i == w.At && s.State == StateAhead:
			s.State = StateNow
		case s.Number > first.Number && !w.scene.halted():
			s.Blocked = append([]string{comesFirst(first)}, s.Blocked...)
		}
	}
}

// open reports whether a stage is still to be done.
func (s *Stage) open() bool {
	return s.State != StateDone && s.State != StateSkipped && s.State != StateMissed
}
