package plain

import (
	"homeroom/store"
	"homeroom/store/procedure"
)

// checklistReport is a checklist in the public JSON. Change it only by adding.
type checklistReport struct {
	Number    string          `json:"number"`
	Procedure string          `json:"procedure"`
	Title     string          `json:"title"`
	Site      string          `json:"site"`
	UserID    string          `json:"user_id"`
	Devices   []string        `json:"devices"` // serial numbers
	State     string          `json:"state"`   // open, done, abandoned
	Owner     string          `json:"owner"`
	Sender    string          `json:"sender"` // who handed it over; empty where nobody did
	Step      string          `json:"step"`   // key of the step to do now; empty when it is over
	Started   doneAt          `json:"started"`
	Touched   doneAt          `json:"touched"`
	Moved     []movedSentence `json:"moved"` // what others changed since the last step
	Steps     []reportedStep  `json:"steps"`
}

type doneAt struct {
	By   string `json:"by"` // empty where it was not done, or seen to be done
	At   string `json:"at"`
	Note string `json:"note"`
	Fate string `json:"fate"` // once it is abandoned what became of the records: put back by …, left as it is: …; else empty
}

type movedSentence struct {
	Record   store.Kind `json:"record"`
	Key      string     `json:"key"`
	By       string     `json:"by"`
	At       string     `json:"at"`
	Sentence string     `json:"sentence"`
}

type reportedStep struct {
	Key     string         `json:"key"`
	Name    string         `json:"name"`
	Number  int            `json:"number"`
	Of      int            `json:"of"`
	Title   string         `json:"title"`
	Text    string         `json:"text"`
	Serial  string         `json:"serial"` // of its device; empty where it is for none
	State   string         `json:"state"`  // done, now, ahead, skipped, broken; "not done" where it was abandoned before
	Why     string         `json:"why"`    // it is skipped, or broken, or seen to be done
	World   bool           `json:"world"`  // a fact of the world, to be confirmed
	Already bool           `json:"already"`
	Done    doneAt         `json:"done"`
	Before  []doneAt       `json:"before"` // the times before that, of one that was done again
	Notes   []doneAt       `json:"notes"`
	Facts   []reportedFact `json:"facts"`
	Changes []changedField `json:"changes"`
	Found   []reportedNote `json:"findings"`
	Blocked []string       `json:"blocked"`
	Asks    []reportedAsk  `json:"asks"`
	Seen    string         `json:"seen"` // what the step sees by itself, or saw by the end
	Open    string         `json:"open"` // the command that helps with it
}

type reportedFact struct {
	Record store.Kind  `json:"record"`
	Key    string      `json:"key"`
	Field  store.Field `json:"field"`
	Now    string      `json:"now"`
	Will   string      `json:"will"`
}

type reportedAsk struct {
	Field    store.Field `json:"field"`
	Required bool        `json:"required"`
	Choices  []string    `json:"choices"`
	Value    string      `json:"value"`
}

func doneBy(d procedure.Done) doneAt { return doneAt{d.Operator, stamp(d.At), d.Note, d.Fate} }

func reportOf(w *procedure.Walk) checklistReport {
	c := &w.Checklist
	r := checklistReport{
		Number: c.Number, Procedure: c.Procedure, Title: w.Title, Site: c.Site, UserID: c.UserID,
		Devices: append([]string{}, c.Serials()...), State: string(c.State), Owner: c.Owner, Sender: c.Sender,
		Started: doneBy(*begun(w)), Touched: doneBy(w.Touched), Moved: []movedSentence{}, Steps: []reportedStep{},
	}
	if s := w.Now(); s != nil {
		r.Step = s.Key
	}
	for _, m := range w.Moved {
		r.Moved = append(r.Moved, movedSentence{m.Entry.Record, m.Entry.Key, m.By, stamp(m.At), m.Sentence})
	}
	for i := range w.Stages {
		r.Steps = append(r.Steps, stepReport(w, &w.Stages[i]))
	}
	return r
}

func stepReport(w *procedure.Walk, s *procedure.Stage) reportedStep {
	r := reportedStep{
		Key: s.Key, Name: s.Step.Name, Number: s.Number, Of: s.Of, Title: s.Title, Text: s.Text, State: string(s.State),
		Why: s.Why, World: s.Step.World, Already: s.Already, Open: opens(w, s), Before: []doneAt{}, Notes: []doneAt{}, Facts: []reportedFact{},
		Changes: []changedField{}, Found: []reportedNote{}, Blocked: append([]string{}, s.Blocked...), Asks: []reportedAsk{},
	}
	if s.Device != nil {
		r.Serial = s.Device.Serial
	}
	if s.Done != nil {
		r.Done = doneBy(*s.Done)
	}
	switch {
	case s.Sight != nil:
		r.Seen = s.Sight.Told
	case s.State == procedure.StateDone && s.Done == nil:
		r.Seen = s.Why
	}
	for _, d := range s.Before {
		r.Before = append(r.Before, doneBy(d))
	}
	for _, n := range s.Notes {
		r.Notes = append(r.Notes, doneBy(n))
	}
	for _, l := range s.Facts {
		r.Facts = append(r.Facts, reportedFact{l.Record, l.Key, l.Field, l.Now, l.Will})
	}
	for i := range s.Changes {
		r.Changes = append(r.Changes, changedFields(&s.Changes[i])...)
	}
	for _, f := range s.Findings {
		r.Found = append(r.Found, reportedNote{Rule: f.Rule, Severity: f.Severity, Field: f.Field, Message: f.Message, Remedy: f.Remedy})
	}
	for _, q := range s.Asks {
		r.Asks = append(r.Asks, reportedAsk{q.Field, q.Required, append([]string{}, q.Choices...), q.Value})
	}
	return r
}

func changedFields(c *store.Change) []changedField {
	list := make([]changedField, len(c.Fields))
	for i, f := range c.Fields {
		list[i] = changedField{c.Record, c.Key, f.Field, f.Old, f.New}
	}
	return list
}
