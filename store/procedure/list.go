package procedure

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
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
	l := &listing{records: records, zone: st.Zone(), known: map[string]*Procedure{}, told: map[string]*story{}}
	for _, p := range All() {
		l.known[p.Name] = p
	}
	oldest := int64(math.MaxInt64)
	for i := range checklists {
		told := tell(own[checklists[i].Number])
		l.told[checklists[i].Number], oldest = told, min(oldest, told.first)
	}
	if l.people, err = histories(ctx, st, oldest, w.UserIDs); err != nil {
		return nil, err
	}
	if l.sites, err = l.survey(ctx, st, checklists); err != nil {
		return nil, err
	}
	list := make([]Summary, len(checklists))
	for i := range checklists {
		list[i] = l.summary(&checklists[i])
	}
	return list, nil
}

// listing is what a list is made of, read once for all checklists.
type listing struct {
	records *store.Records
	zone    *time.Location
	known   map[string]*Procedure
	told    map[string]*story        // by number
	people  map[string][]store.Entry // by user: what was done to the record since the first of the checklists began
	sites   *census                  // nil where no checklist about a site is open
}

// survey reads what the open checklists about sites see by themselves; nil where there are none.
func (l *listing) survey(ctx context.Context, st *store.Store, checklists []store.Checklist) (*census, error) {
	var first *story
	for i := range checklists { // the newest comes first
		c := &checklists[i]
		if p := l.known[c.Procedure]; p != nil && p.About == AboutSite && c.State == store.ChecklistOpen {
			first = l.told[c.Number]
		}
	}
	if first == nil {
		return nil, nil
	}
	return takeCensus(ctx, st, first.begun, first.started.At)
}

func (l *listing) summary(c *store.Checklist) Summary {
	p, told := l.known[c.Procedure], l.told[c.Number]
	s := Summary{
		Checklist: *c, With: c.Owner, Procedure: p, Title: text.Visible(c.Procedure), About: l.about(c, told),
		Started: told.started, Touched: told.touched,
	}
	if p == nil {
		return s
	}
	s.Title = p.Title
	if c.State != store.ChecklistOpen {
		return s
	}
	if p.About == AboutSite {
		now := l.walk(c, p, told).Now()
		s.Step, s.Place = now.Title, place(now.Number, p)
		return s
	}
	name, _, _ := strings.Cut(c.Step, " ")
	if i := p.step(name); i >= 0 {
		s.Step, s.Place = stepTitle(l.records, c, &p.Steps[i]), place(i+1, p)
	}
	return s
}

func place(number int, p *Procedure) string { return fmt.Sprintf("%d of %d", number, len(p.Steps)) }

// walk is an open checklist about a site as it stands: what it sees by itself is not written down with it.
func (l *listing) walk(c *store.Checklist, p *Procedure, told *story) *Walk {
	sc := listed(l.records, c)
	sc.Survey, sc.zone = l.sites.survey(c, told), l.zone
	w := &Walk{Checklist: *c, Procedure: p, scene: sc, story: told}
	w.stages()
	w.settle()
	return w
}

// stepTitle is the title of a step in a list, where no device of its own is known.
func stepTitle(r *store.Records, c *store.Checklist, step *Step) string {
	sc := listed(r, c)
	_, serial, _ := strings.Cut(c.Step, " ")
	for _, d := range sc.Devices {
		if d.Serial == serial {
			sc.Device = d
		}
	}
	return sc.fill(step.Title, c.UserID)
}

// about names the person, or the site, and the devices of a checklist.
func (l *listing) about(c *store.Checklist, told *story) string {
	r := l.records
	if c.UserID == "" {
		return text.Visible(edit.SiteName(r, c.Site))
	}
	o := edit.OwnerOf(r, c.UserID, c.Site)
	words := []string{o.Name(c.UserID)}
	if own, another := l.former(c, told); another {
		words[0] = own
	}
	for _, serial := range c.Serials() {
		name := serial
		if d := r.Device(serial); d != nil {
			name = cmp.Or(d.AssetTag, serial)
		}
		words = append(words, name)
	}
	return text.Visible(strings.Join(words, " "))
}

// histories reads what was done to user records after an entry.
func histories(ctx context.Context, st *store.Store, since int64, ids []string) (map[string][]store.Entry, error) {
	all, err := st.Since(ctx, since, nil, ids)
	people := map[string][]store.Entry{}
	for _, e := range all {
		if e.Record == store.KindUser {
			people[e.Key] = append(people[e.Key], e)
		}
	}
	return people, err
}

// former is what the person of a checklist was called, where another person has the User ID by now.
func (l *listing) former(c *store.Checklist, told *story) (name string, another bool) {
	h := succession{id: c.UserID, own: told.acts}
	entries := l.people[store.UserKey(c.UserID)]
	since, _ := slices.BinarySearchFunc(entries, told.first, func(e store.Entry, first int64) int { return cmp.Compare(e.ID, first) })
	h.trace(entries[since:])
	h.now(l.records.User(c.UserID))
	if h.name == "" {
		return c.UserID, h.is()
	}
	return fmt.Sprintf("%s (%s)", h.name, c.UserID), h.is()
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
	Fate   string   // of an abandoned checklist: "put back by …", "left as it is: …"; empty where it changed no record
	Before []string // of one that was done again, the times before: "done before by …, …; note"
	Why    string   // of one that nobody pressed: "seen: import 12 was saved by …", "skipped: nobody else holds …", "not done"
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
	for told, i := w.in(zone), 0; i < len(told.Stages); i++ {
		page.Steps = append(page.Steps, told.Stages[i].row(zone))
	}
	return page
}

// row is a stage as a line of the page, with everything that was noted at it.
func (s *Stage) row(zone *time.Location) RecordStep {
	r := RecordStep{Number: s.Number, Title: s.Title, State: s.State, Why: text.Visible(s.Unpressed())}
	if s.Device != nil {
		r.Device = deviceName(s.Device)
	}
	var notes []string
	for _, n := range s.Notes {
		notes = append(notes, n.Operator+": "+n.Note)
	}
	if s.Done != nil {
		r.By, r.At, r.Fate = text.Visible(s.Done.Operator), moment(s.Done.At, zone), text.Visible(s.Done.Fate)
		if s.Done.Note != "" {
			notes = append(notes, s.Done.Note)
		}
	}
	r.Note = text.Visible(strings.Join(notes, "; "))
	for i := range s.Before {
		r.Before = append(r.Before, s.Before[i].earlier(zone))
	}
	return r
}

// earlier tells of a time that a step was done before it was done again.
func (d *Done) earlier(zone *time.Location) string {
	words := "done before by " + d.Operator + ", " + moment(d.At, zone)
	for _, more := range []string{d.Note, d.Fate} {
		if more != "" {
			words += "; " + more
		}
	}
	return text.Visible(words)
}
