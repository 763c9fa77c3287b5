package edit

import (
	"fmt"

	"homeroom/store"
	"homeroom/store/text"
)

// step is one edit being planned: how the records look before it and after it, and what the rules say.
type step struct {
	desk     *Desk
	before   *layer
	now      *layer
	renamed  map[string]string // new folded User ID → the one the person had
	findings []Finding
}

func (d *Desk) begin() *step {
	return &step{desk: d, before: d.now, now: over(d.now), renamed: map[string]string{}}
}

func (s *step) err(f store.Field, rule, message, remedy string) {
	s.findings = append(s.findings, note(f, rule, store.SeverityError, message, remedy))
}

func (s *step) warn(f store.Field, rule, message, remedy string) {
	s.findings = append(s.findings, note(f, rule, store.SeverityWarning, message, remedy))
}

func (s *step) found(f store.Field, n store.Finding) {
	s.findings = append(s.findings, note(f, n.Rule, n.Severity, n.Message, n.Remedy))
}

func (s *step) info(f store.Field, rule, message, remedy string) {
	s.findings = append(s.findings, note(f, rule, store.SeverityInfo, message, remedy))
}

// finish makes the plan: invitations follow what was done, and the changes are laid on the desk unless a rule
// refuses the whole.
func (s *step) finish(title string) Plan {
	p := Plan{Title: text.Visible(title), Findings: s.findings}
	if p.Failed() {
		return p
	}
	s.invitations()
	for _, r := range s.now.order {
		if c := s.change(r); c != nil {
			p.Changes = append(p.Changes, *c)
		}
	}
	p.Changes = append(p.Changes, s.scopeChanges()...)
	Lean(s.desk.records, s.now, p.Changes)
	s.desk.now.merge(s.now)
	return p
}

// change is what the step does to one record; nil if nothing.
func (s *step) change(r ref) *store.Change {
	if r.kind == store.KindDevice {
		now := s.now.devices[r.key]
		if old := s.before.Device(r.key); old != nil {
			return altered(s.versioned(r), Differences(r.kind, old, now))
		}
		return altered(s.versioned(r), store.DeviceFields(*now))
	}
	old, now := s.before.User(r.key), s.now.users[r.key]
	switch {
	case old == nil:
		return altered(s.versioned(r), store.UserFields(*now))
	case now == nil:
		c := Deletion(old)
		c.Version = s.versioned(r).Version
		return &c
	}
	return altered(s.versioned(r), Differences(r.kind, old, now))
}

// versioned is a change of the record without its fields yet. Every change of one act is planned against the version
// that the records were read with, also of a record that an edit before this one made or took away.
func (s *step) versioned(r ref) store.Change {
	c := store.Change{Record: r.kind, Key: r.key}
	if r.kind == store.KindDevice {
		if d := s.desk.records.Device(r.key); d != nil {
			c.Version = d.Version
		}
	} else if u := s.desk.records.User(r.key); u != nil {
		c.Version = u.Version
	}
	return c
}

func altered(c store.Change, fields []store.FieldChange) *store.Change {
	if len(fields) == 0 {
		return nil
	}
	c.Fields = fields
	return &c
}

// device finds the device of an edit; nil, with the finding, if there is none.
func (s *step) device(field store.Field, serial string) *store.Device {
	d := s.now.Device(store.CleanSerial(serial))
	if d == nil {
		s.err(field, "R-17", fmt.Sprintf("serial number %s is not on record", store.CleanSerial(serial)),
			"import the site's inventory first, or correct the number")
	}
	return d
}

// user finds the user record of an edit; nil, with the finding, if there is none.
func (s *step) user(userID string) *store.User {
	u := s.now.User(userID)
	if u == nil {
		s.err("", decided, fmt.Sprintf("there is no user record of User ID %s", userID), "look whether it was deleted or has another User ID now")
	}
	return u
}
