package plain

import (
	"bufio"

	"homeroom/store"
)

// actReport is an everyday act in the public JSON. Change it only by adding.
type actReport struct {
	Title   string          `json:"title"`
	Changes []changedField  `json:"changes"`
	Notes   []reportedNote  `json:"notes"`
	Moved   []reportedMoved `json:"moved"` // records that somebody changed meanwhile; then nothing was saved
	Save    int64           `json:"save"`  // the number for homeroom undo, 0 when nothing was saved
	Saved   bool            `json:"saved"`
}

// changedField is spelled as in preview.
type changedField struct {
	Record store.Kind  `json:"record"`
	Key    string      `json:"key"`
	Field  store.Field `json:"field"`
	Old    string      `json:"old"`
	New    string      `json:"new"`
}

type reportedNote struct {
	Rule     string         `json:"rule"`
	Severity store.Severity `json:"severity"`
	Field    store.Field    `json:"field"`
	Value    string         `json:"value"`
	Message  string         `json:"message"`
	Remedy   string         `json:"remedy"`
}

type reportedMoved struct {
	Record store.Kind   `json:"record"`
	Key    string       `json:"key"`
	Told   string       `json:"message"` // what moved, in a sentence
	By     string       `json:"by"`
	At     string       `json:"at"`
	Fields []movedField `json:"fields"`
}

type movedField struct {
	Field store.Field `json:"field"`
	Yours string      `json:"yours"`
	Then  string      `json:"then"`
	Now   string      `json:"now"`
}

func (a *app) writeReport(d *deedDone) error {
	return output(a.Out, func(w *bufio.Writer) error { return writeJSON(w, d.report()) })
}

func (d *deedDone) report() actReport {
	r := actReport{
		Title: d.plan.Title, Save: d.save, Saved: d.save != 0,
		Changes: []changedField{}, Notes: []reportedNote{}, Moved: []reportedMoved{},
	}
	for _, c := range d.plan.Changes {
		for _, f := range c.Fields {
			r.Changes = append(r.Changes, changedField{c.Record, c.Key, f.Field, f.Old, f.New})
		}
	}
	for _, f := range d.plan.Findings {
		r.Notes = append(r.Notes, reportedNote{f.Rule, f.Severity, f.Field, d.typed(f.Field), f.Message, f.Remedy})
	}
	for i := range d.moved {
		r.Moved = append(r.Moved, movedReport(&d.moved[i]))
	}
	return r
}

func movedReport(m *store.Moved) reportedMoved {
	r := reportedMoved{Record: m.Change.Record, Key: m.Change.Key, Told: m.Sentence(), By: m.By, At: stamp(m.At), Fields: []movedField{}}
	for i, now := range m.Now {
		r.Fields = append(r.Fields, movedField{now.Field, m.Change.Fields[i].New, now.Old, now.New})
	}
	return r
}
