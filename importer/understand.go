package importer

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// keptMappings are the mappings that a file may be known by: those with a name, then those of imports.
func keptMappings(ctx context.Context, st *store.Store) ([]template.Kept, error) {
	named, err := st.Mappings(ctx)
	if err != nil {
		return nil, err
	}
	past, err := st.PastMappings(ctx)
	if err != nil {
		return nil, err
	}
	var list []template.Kept
	for _, m := range append(named, past...) {
		t, err := template.ByName(m.Template)
		if err != nil {
			continue // of a program that knows other layouts
		}
		if h, err := template.ParseHand(m.Pairs); err == nil {
			list = append(list, template.Kept{Name: m.Name, By: m.Operator, Template: t, Hand: h})
		}
	}
	return list, nil
}

// Guesses are all layouts with the score that a file has for them, best first, before them the mappings that were kept for
// its headers.
func Guesses(ctx context.Context, st *store.Store, tab *sheet.Table, h template.Hand) ([]template.Candidate, error) {
	kept, err := keptMappings(ctx, st)
	return template.Weigh(tab, h, kept), err
}

// Guesses are all layouts with the score that the plan's file has for them, also where it has none yet.
func (p *Plan) Guesses() []template.Candidate {
	if p.Table == nil || len(p.Table.Header) == 0 && p.Table.Parts == nil {
		return nil
	}
	return template.Weigh(p.Table, p.Request.Mapping, p.kept)
}

// understand finds the template and reads what the rows name, before any record is asked. kept are the mappings that the
// file may be known by.
func understand(q Request, tab *sheet.Table, kept ...template.Kept) (*Plan, error) {
	t, err := chooseTemplate(&q, tab, kept)
	if err != nil {
		return nil, err
	}
	if q.Mode != "" {
		if err := t.Allows(q.Mode); err != nil {
			return nil, err
		}
	}
	if q.Options, err = t.Chosen(q.Options); err != nil {
		return nil, err
	}
	if q.Site != "" {
		if q.Site, err = store.ParseSiteCode(q.Site); err != nil {
			return nil, err
		}
	}
	m, err := t.MapBy(tab, q.Mapping)
	if err != nil {
		return nil, err
	}
	p := &Plan{
		Request: q, Template: t, Mode: q.Mode, Table: tab, Mapping: m, UnknownColumns: m.Unknown, columns: columnsOf(t, m), kept: kept,
	}
	p.work = p.familyOf(t)
	p.lay()
	spread(len(p.Rows), p.work.identify)
	if len(q.Mends) > 0 {
		p.unfit = p.force(q.Mends)
		spread(len(p.Rows), p.work.identify)
	}
	return p, nil
}

// chooseTemplate is the template by name, or the one that the file looks like most; a mapping that was kept for these
// headers comes with it, unless the request brings one.
func chooseTemplate(q *Request, tab *sheet.Table, kept []template.Kept) (*template.Template, error) {
	if tab.Parts != nil && q.Template == "" { // it was read as one layout's, whatever its headers lack
		names := make([]string, len(tab.Parts))
		for i := range tab.Parts {
			names[i] = tab.Parts[i].Name
		}
		return template.OfParts(names), nil
	}
	if q.Mapping != nil {
		kept = nil
	}
	if q.Template != "" {
		t, err := template.ByName(q.Template)
		for _, c := range template.Again(tab, kept) {
			if err == nil && c.Template.Name == t.Name && q.Mapping == nil {
				q.Mapping = c.Kept.Hand
			}
		}
		return t, err
	}
	guesses := template.Possible(template.Weigh(tab, q.Mapping, kept))
	if tied := template.Tied(guesses); tied != nil {
		return nil, eitherOf(tied)
	}
	if len(guesses) == 0 {
		return nil, unknown(tab, q.Mapping)
	}
	if guesses[0].Kept != nil {
		q.Mapping = guesses[0].Kept.Hand
	}
	return guesses[0].Template, nil
}

// unknown says of a file of no known layout what it lacks for the nearest of them and how that is said, or what is wrong
// with what was said of its columns by hand.
func unknown(tab *sheet.Table, h template.Hand) error {
	near, problem := template.Nearest(tab).Template, new(sheet.Problem)
	switch {
	case len(h) > 0:
		_, err := template.MLTI().MapBy(tab, h)
		return &store.Error{
			Code: store.CodeInvalid, Message: "it cannot be told which template the file is to be read by", Remedy: "name it: --template NAME", Err: err,
		}
	case near == nil:
		return &sheet.Problem{
			Line: tab.HeaderLine, Code: "other_template", Message: "no template has these columns",
			Remedy: `check that it is the right file, or say which column is which: --template NAME --map "HEADER=FIELD" (homeroom template lists the names)` + tab.OtherSheets(),
		}
	}
	_, err := near.MapBy(tab, nil)
	if !errors.As(err, &problem) {
		return err
	}
	told, say := *problem, `--map "HEADER=FIELD"`
	if list := near.Nearly(tab); len(list) > 0 {
		says, renames := make([]string, len(list)), make([]string, len(list))
		for i := range list {
			says[i], renames[i] = list[i].Say(), text.Visible(list[i].Header)+" to "+list[i].Like
		}
		say = strings.Join(says, " ")
		told.Message, told.Column = "the columns are nearly those of the template "+near.Name, ""
		told.Remedy = "rename " + strings.Join(renames, ", ")
	}
	told.Remedy += ", or say which column is which: --template " + near.Name + " " + say
	return &told
}

// Either is the refusal of a file that may be of several templates: which one is meant has to be said.
type Either struct {
	Among []template.Candidate
	why   *store.Error
}

func (e *Either) Error() string { return e.why.Error() }

func (e *Either) Unwrap() error { return e.why }

// Remedy says how a command is told which one is meant.
func (e *Either) Remedy() string { return e.why.Remedy }

// eitherOf asks which layout is meant, where a file may have several as well.
func eitherOf(tied []template.Candidate) error {
	names := make([]string, len(tied))
	for i, c := range tied {
		names[i] = fmt.Sprintf("%s (%s)", c.Template.Name, c.Reason)
	}
	remedy := "say which: --template " + tied[0].Template.Name
	if k := tied[0].Kept; k != nil {
		remedy = "say which: --mapping \"" + k.Name + "\""
	}
	return &Either{tied, &store.Error{
		Code: store.CodeInvalid, Message: "the file may be of several templates: " + strings.Join(names, " or "), Remedy: remedy,
	}}
}

// Hand is what was said by hand of the columns of the file, as it is kept: whole, so that a file with the same headers is
// read in the same way. It is empty where nobody said anything.
func (p *Plan) Hand() string {
	if len(p.Request.Mapping) == 0 {
		return ""
	}
	return p.WholeHand().String()
}

// WholeHand is what every column of the file is read as.
func (p *Plan) WholeHand() template.Hand {
	if p.Template.Parts != nil {
		return nil
	}
	return p.Template.Whole(p.Table, p.Mapping)
}

// MappedBy is the kept mapping by which the file is read; nil for none.
func (p *Plan) MappedBy() *template.Kept {
	said := p.Hand()
	for i := range p.kept {
		if k := &p.kept[i]; said != "" && k.Template.Name == p.Template.Name && k.Hand.String() == said {
			return k
		}
	}
	return nil
}

// KeepMapping keeps under a name which column of the file is which field: a file with the same headers is read so from now
// on. With over it takes the place of what has the name. CodeInvalid as store.KeepMapping, and where there is nothing to keep.
func (p *Plan) KeepMapping(ctx context.Context, st *store.Store, name string, over bool) error {
	if p.Template.Parts != nil {
		return &store.Error{Code: store.CodeInvalid, Message: "a file of several tables has no mapping", Remedy: "leave the mapping out"}
	}
	whole := p.WholeHand()
	m := store.Mapping{Name: name, Template: p.Template.Name, Pairs: whole.String(), Operator: p.Operator}
	for _, pair := range whole {
		m.Headers = append(m.Headers, pair.Column)
	}
	return st.KeepMapping(ctx, m, over)
}
