package procedure

import (
	"fmt"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// fill writes the names into a text; who is what the person is called there. Names are data: they go through text.
func (s *Scene) fill(words, who string) string {
	if !strings.Contains(words, "{") {
		return words
	}
	pairs := []string{
		"{user}", text.Visible(who), "{name}", text.Visible(s.Name), "{site}", text.Visible(edit.SiteName(s.Records, s.Checklist.Site)),
	}
	if s.Name == "" {
		pairs[3] = text.Visible(s.UserID)
	}
	if s.Device != nil {
		pairs = append(pairs, "{device}", deviceName(s.Device))
	}
	if s.Other != nil {
		pairs = append(pairs, "{other}", deviceName(s.Other))
	}
	return strings.NewReplacer(pairs...).Replace(words)
}

// who is the person's name with the User ID, and whether that is somebody else's while the checklist is gone on with.
func (s *Scene) who() string {
	const elses = "somebody else's by now"
	switch others := s.heir.is() && s.Checklist.State == store.ChecklistOpen; {
	case s.Name == "" && others:
		return fmt.Sprintf("%s (%s)", s.UserID, elses)
	case s.Name == "":
		return s.UserID
	case others:
		return fmt.Sprintf("%s (%s, %s)", s.Name, s.UserID, elses)
	}
	return fmt.Sprintf("%s (%s)", s.Name, s.UserID)
}

// deviceName is what a device is called: "iPad mini 5072344".
func deviceName(d *store.Device) string {
	name := d.AssetTag
	if name == "" {
		name = d.Serial
	}
	return text.Visible(strings.TrimSpace(d.KindName() + " " + name))
}

func userName(u *store.User) string { return text.Visible("user " + u.UserID) }

// called is what the record of a change is called.
func (s *Scene) called(c *store.Change) string {
	switch c.Record {
	case store.KindDevice:
		if d := s.Records.Device(c.Key); d != nil {
			return deviceName(d)
		}
	case store.KindUser:
		if u := s.Records.User(c.Key); u != nil {
			return userName(u)
		}
	case store.KindMember:
		scope, _, _ := strings.Cut(c.Key, "/")
		if found, ok := s.Records.Scope(scope); ok {
			scope = found.Name
		}
		return text.Visible("assignment scope " + scope)
	case store.KindRoster:
		class, _, _ := strings.Cut(c.Key, "/")
		return text.Visible("class " + class)
	case store.KindRequest:
		_, platform, _ := strings.Cut(c.Key, "/")
		return text.Visible("enrolment request for " + platform)
	}
	return text.Visible(fmt.Sprintf("%s %s", c.Record, c.Key))
}

// Called is what people call the record of a change, as the steps name it: "iPad mini 5072344", "assignment scope Maths 7".
func (w *Walk) Called(c *store.Change) string { return w.scene.called(c) }

// holder names who holds a device; empty when nobody does.
func (s *Scene) holder(d *store.Device) string {
	if !edit.IsHeld(s.Records, d) {
		return ""
	}
	return text.Visible(edit.HolderOf(s.Records, d))
}

func comesFirst(s *Stage) string {
	name := fmt.Sprintf("step %d comes first: %s", s.Number, s.Title)
	if s.Device != nil {
		name += " (" + deviceName(s.Device) + ")"
	}
	return name
}

// moved are the changes of others since an entry, in sentences.
func (s *Scene) moved(since int64) []Moved {
	var list []Moved
	for _, e := range s.since {
		anothers := s.heir.is() && e.ID > s.heir.came.ID && e.Record != store.KindDevice
		if e.ID > since && !s.acts[e.Act] && !anothers {
			list = append(list, Moved{s.sentence(&e), e.Operator, e.At, e})
		}
	}
	return list
}

// sentence tells what an entry did, by whom and when.
func (s *Scene) sentence(e *store.Entry) string {
	name := s.called(&store.Change{Record: e.Record, Key: e.Key})
	what := "changed"
	switch told := s.words[e.ID]; {
	case told != "":
		what = text.Visible(told)
	case e.Created && e.Record == store.KindMember:
		what = "got this person"
	case e.Deleted && e.Record == store.KindMember:
		what = "lost this person"
	case e.Created:
		what = "came on record"
	case e.Deleted:
		what = "was deleted"
	default:
		what = "has " + differences(e.Fields)
	}
	how := "by hand"
	switch {
	case e.FileName != "":
		how = "by importing " + text.Visible(e.FileName) + ", " + store.LineWords(e.Line)
	case e.Kind == store.ActStep:
		how = "by a step of another checklist"
	case e.Kind == store.ActUndo:
		how = "by an undo"
	}
	return fmt.Sprintf("%s %s (%s %s, %s)", name, what, text.Visible(e.Operator), moment(e.At, s.zone), how)
}

func differences(fields []store.FieldChange) string {
	var list []string
	for _, f := range fields {
		said := fmt.Sprintf("%s %q instead of %q", f.Field.Label(), text.Visible(f.New), text.Visible(f.Old))
		switch {
		case f.New == "":
			said = fmt.Sprintf("no %s any more, was %q", f.Field.Label(), text.Visible(f.Old))
		case f.Old == "":
			said = fmt.Sprintf("%s %q", f.Field.Label(), text.Visible(f.New))
		}
		list = append(list, said)
	}
	return strings.Join(list, ", ")
}

func noStage(key string) error {
	return &store.Error{
		Code: store.CodeNotFound, Message: "the checklist has no step " + text.Visible(key),
		Remedy: "look at the checklist again",
	}
}
