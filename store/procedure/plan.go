package procedure

import (
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
)

// plan works out what a stage would do now, with what was typed for it.
func (w *Walk) plan(s *Stage, sc *Scene, given map[store.Field]string) {
	s.Facts, s.Changes, s.Findings, s.Blocked, s.Already = nil, nil, nil, nil, false
	if !s.open() {
		return
	}
	values, missing := s.ask(sc, given)
	if sc.halted() {
		s.halt(sc.halt())
		s.lines(sc)
		return
	}
	s.Blocked = standing(s.Step.Before, sc)
	if s.Step.Do != nil && len(s.Blocked) == 0 && len(missing) == 0 {
		s.take(s.Step.Do(sc, values))
	}
	if len(s.Changes) == 0 && len(s.Blocked) == 0 && len(missing) == 0 {
		s.Blocked = standing(s.Step.After, sc)
		if s.Sight != nil && !s.Step.World && s.Sight.Left > 0 {
			s.Blocked = append(s.Blocked, s.Sight.Told)
		}
		s.Already = len(s.Blocked) == 0 && !s.Confirmed()
	}
	s.lines(sc)
}

// ask fills in what the records say already, and what was typed. It answers the names of what is missing.
func (s *Stage) ask(sc *Scene, given map[store.Field]string) (values map[store.Field]string, missing []string) {
	s.Asks, values = nil, map[store.Field]string{}
	for _, a := range s.Step.Asks {
		a.Value = sc.said(a.Field)
		if typed, ok := given[a.Field]; ok {
			a.Value = strings.TrimSpace(typed)
		}
		if a.Required && a.Value == "" {
			missing = append(missing, a.Field.Label())
		}
		values[a.Field] = a.Value
		s.Asks = append(s.Asks, a)
	}
	return values, missing
}

// said is what is on record of the person: on the user record, or on the device that they hold.
func (s *Scene) said(f store.Field) string {
	if s.Device != nil && s.their(s.Device) && s.Device.Get(f) != "" {
		return s.Device.Get(f)
	}
	if s.User != nil {
		return s.User.Get(f)
	}
	return ""
}

// take puts a plan of changes into the stage.
func (s *Stage) take(p edit.Plan) {
	s.Findings, s.Changes = p.Findings, p.Changes
	for _, f := range p.Findings {
		if f.Severity == store.SeverityError {
			s.Blocked = append(s.Blocked, f.Message+": "+f.Remedy)
		}
	}
}

// lines are what the records say now and will say: what the step shows whether it changes or not, then every other
// change.
func (s *Stage) lines(sc *Scene) {
	for _, d := range s.shown(sc) {
		for _, f := range s.Step.Shows {
			s.Facts = append(s.Facts, Line{store.KindDevice, d.Serial, deviceName(d), f, d.Get(f), d.Get(f)})
		}
	}
	if sc.User != nil {
		for _, f := range s.Step.ShowsUser {
			s.Facts = append(s.Facts, Line{store.KindUser, sc.User.Key(), userName(sc.User), f, sc.User.Get(f), sc.User.Get(f)})
		}
	}
	for i := range s.Changes {
		s.change(sc, &s.Changes[i])
	}
}

// change writes a change into the lines.
func (s *Stage) change(sc *Scene, c *store.Change) {
	for _, f := range c.Fields {
		at := slices.IndexFunc(s.Facts, func(l Line) bool { return l.Record == c.Record && l.Key == c.Key && l.Field == f.Field })
		if at >= 0 {
			s.Facts[at].Will = f.New
		} else {
			s.Facts = append(s.Facts, Line{c.Record, c.Key, sc.called(c), f.Field, f.Old, f.New})
		}
	}
}

// shown are the devices that a stage is about: its own, or all of them where it is for none.
func (s *Stage) shown(sc *Scene) []*store.Device {
	if s.Device != nil {
		return []*store.Device{s.Device}
	}
	return sc.Devices
}

// Preview is the stage with what was typed for it so far: what the records will say then. Nothing is read or written.
// CodeNotFound if the checklist has no such stage.
func (w *Walk) Preview(key string, a Answer) (Stage, error) {
	found := w.Stage(key)
	if found == nil {
		return Stage{}, noStage(key)
	}
	s := *found
	if !s.open() || len(a.Values) == 0 {
		return s, nil
	}
	w.plan(&s, w.scene.at(s.Device), a.Values)
	if first := w.Now(); first != nil && s.Number > first.Number && !w.scene.halted() {
		s.Blocked = append([]string{comesFirst(first)}, s.Blocked...)
	}
	return s, nil
}
