package procedure

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// List lists all checklists, the newest first: those that are open, done and abandoned.
func List(ctx context.Context, st *store.Store) ([]Summary, error) {
	checklists, err := st.Checklists(ctx)
	if err != nil || len(checklists) == 0 {
		return nil, err
	}
	all, err := st.ChecklistEntries(ctx)
	if err != nil {
		return nil, err
	}
	own := map[string][]store.Entry{}
	for _, e := range all {
		own[e.Key] = append(own[e.Key], e)
	}
	var w store.Wanted
	for i := range checklists {
		w.UserIDs = append(w.UserIDs, checklists[i].UserID)
		w.Serials = append(w.Serials, checklists[i].Serials()...)
	}
	records, err := st.Records(ctx, w)
	if err != nil {
		return nil, err
	}
	known := map[string]*Procedure{}
	for _, p := range All() {
		known[p.Name] = p
	}
	list := make([]Summary, len(checklists))
	for i := range checklists {
		c := &checklists[i]
		list[i] = summary(records, c, known[c.Procedure], tell(own[c.Number]))
	}
	return list, nil
}

func summary(r *store.Records, c *store.Checklist, p *Procedure, told *story) Summary {
	s := Summary{Checklist: *c, Procedure: p, Title: text.Visible(c.Procedure), About: about(r, c), Started: told.started, Touched: told.touched}
	if p == nil {
		return s
	}
	s.Title = p.Title
	name, _, _ := strings.Cut(c.Step, " ")
	if i := p.step(name); i >= 0 && c.State == store.ChecklistOpen {
		s.Step, s.Place = stepTitle(r, c, &p.Steps[i]), fmt.Sprintf("%d of %d", i+1, len(p.Steps))
	}
	return s
}

// stepTitle is the title of a step in a list, where no device of its own is known.
func stepTitle(r *store.Records, c *store.Checklist, step *Step) string {
	sc := &Scene{Records: r, Checklist: c, UserID: c.UserID}
	for _, serial := range c.Serials() {
		if d := r.Device(serial); d != nil {
			sc.Devices = append(sc.Devices, d)
		}
	}
	_, serial, own := strings.Cut(c.Step, " ")
	for i, d := range sc.Devices {
		if i == 0 || own && d.Serial == serial {
			sc.Device = d
		}
		if i == 1 {
			sc.Other = d
		}
	}
	return sc.fill(step.Title, c.UserID)
}

// about names the person, or the site, and the devices of a checklist.
func about(r *store.Records, c *store.Checklist) string {
	if c.UserID == "" {
		return text.Visible(edit.SiteName(r, c.Site))
	}
	o := edit.OwnerOf(r, c.UserID, c.Site)
	words := []string{o.Name(c.UserID)}
	for _, serial := range c.Serials() {
		name := serial
		if d := r.Device(serial); d != nil {
			name = cmp.Or(d.AssetTag, serial)
		}
		words = append(words, name)
	}
	return text.Visible(strings.Join(words, " "))
}

// Record is a checklist as a page for the file.
type Record struct {
	Title string
	Facts []Labelled
	Steps []RecordStep
}

// Labelled is a value with its name.
type Labelled struct{ Label, Value string }

// RecordStep is a step of the page.
type RecordStep struct {
	Number int
	Title  string
	Device string // "iPad mini 5072344"; empty where the step is not for a device
	State  State
	By, At string // empty while it was not done
	Note   string
}

// Page is a checklist as one page, in plain words with the times of a zone: to be shown, or written out for the file.
func Page(w Walk, zone *time.Location) Record {
	c := &w.Checklist
	page := Record{Title: w.Title, Facts: []Labelled{
		{"Checklist", c.Number},
		{"Procedure", w.Procedure.Title},
		{"Site", edit.SiteName(w.scene.Records, c.Site)},
		{"State", string(c.State)},
		{"Begun", w.Started.Operator + ", " + moment(w.Started.At, zone)},
		{"Owner", c.Owner},
	}}
	if c.UserID != "" {
		page.Facts = append(page.Facts, Labelled{"User ID", c.UserID})
	}
	for _, d := range w.scene.Devices {
		page.Facts = append(page.Facts, Labelled{"Device", deviceName(d) + ", serial number " + d.Serial})
	}
	if c.State != store.ChecklistOpen {
		page.Facts = append(page.Facts, Labelled{"Ended", w.Touched.Operator + ", " + moment(w.Touched.At, zone)})
	}
	if _, said := parseNote(w.Started.Note); said != "" {
		page.Facts = append(page.Facts, Labelled{"Note", said})
	}
	for i := range page.Facts {
		page.Facts[i].Value = text.Visible(page.Facts[i].Value)
	}
	for i := range w.Stages {
		page.Steps = append(page.Steps, w.Stages[i].row(zone))
	}
	return page
}

// row is a stage as a line of the page, with everything that was noted at it.
func (s *Stage) row(zone *time.Location) RecordStep {
	r := RecordStep{Number: s.Number, Title: s.Title, State: s.State}
	if s.Device != nil {
		r.Device = deviceName(s.Device)
	}
	var notes []string
	for _, n := range s.Notes {
		notes = append(notes, n.Operator+": "+n.Note)
	}
	if s.Done != nil {
		r.By, r.At = text.Visible(s.Done.Operator), moment(s.Done.At, zone)
		if s.Done.Note != "" {
			notes = append(notes, s.Done.Note)
		}
	}
	r.Note = text.Visible(strings.Join(notes, "; "))
	return r
}
