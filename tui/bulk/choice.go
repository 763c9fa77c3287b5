package bulk

import (
	"slices"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// choice is what a person may correct of what was understood. Empty values leave it to the file's content.
type choice struct {
	template string
	mode     template.Mode
	sheet    string
	site     string
	fresh    bool // a new site: its code and solution are typed
	typed    string
	solution store.Solution

	// how the file is read, where that is not as found
	encoding, delimiter, header string

	hand    template.Hand    // what was said of the columns; nil: as it was kept for these headers, if it was
	options template.Options // of the template

	named bool // the template or the mode was chosen by hand
	anew  bool // template and mode are those of the rows as they are read now
}

// code is the site's code.
func (c choice) code() string {
	if c.fresh {
		return c.typed
	}
	return c.site
}

// newSolution is the solution of a new site; of a site on record it is on record too.
func (c choice) newSolution() store.Solution {
	if c.fresh {
		return c.solution
	}
	return ""
}

// value is one of an option's values: how it is kept and how it is read.
type value struct{ id, label string }

// option is one line that may be changed: arrows go through its values, or, where it is typed, e edits it.
type option struct {
	name   string
	show   string // what stands before the value, where that is not the name
	values []value
	now    string // the id of the value in force, empty when none is
	note   string // beside it: "proposed"
	help   string // in its place under the cursor
	reads  bool   // it is about how the file is read
	why    string // of how the file is read: by what that was decided
	whence string // before it, where something else may be chosen: "as found"
	typed  bool
	asks   string // in the place of a value while none is chosen
	set    func(c *choice, id string)
}

// label is the value in force as it is read.
func (o *option) label() string {
	for _, v := range o.values {
		if v.id == o.now {
			return v.label
		}
	}
	return o.now
}

// step is the value by places further; nothing when there is no other.
func (o *option) step(by int) (id string, ok bool) {
	n := len(o.values)
	if n == 0 || n == 1 && o.now == o.values[0].id {
		return "", false
	}
	at := slices.IndexFunc(o.values, func(v value) bool { return v.id == o.now })
	if at < 0 && by < 0 {
		at = 0
	}
	return o.values[((at+by)%n+n)%n].id, true
}

const freshSite = "\x00new" // no site code can be this

// options are the lines that may be changed for this file, given the choices made so far.
func options(f *opened, c choice, proposed template.Mode) []option {
	list := readingOptions(f, c)
	if c.template == "" && len(f.table.Records) == 0 {
		return list // nothing can be said of it before it is read
	}
	if len(f.table.Sheets) > 1 {
		list = append(list, sheetOption(f, c))
	}
	list = append(list, templateOption(f, c))
	list = append(list, mappingOptions(f, c)...)
	if t, err := template.ByName(c.template); err == nil && len(t.Modes) > 0 {
		list = append(list, modeOption(t, c, proposed))
	}
	list = append(list, chosenOptions(c)...)
	if c.template == "" {
		return list
	}
	list = append(list, siteOption(f, c))
	if c.fresh {
		list = append(list, codeOption(c), solutionOption(c))
	}
	return list
}

func sheetOption(f *opened, c choice) option {
	o := option{name: "Sheet", now: c.sheet, reads: true, why: f.decided["sheet"].Why, set: func(c *choice, id string) { c.sheet, c.header = id, "" }}
	if f.table.Parts != nil && c.sheet == "" || template.OfParts(sheetNames(f.table)) != nil {
		o.values = append(o.values, value{"", "all that belong together"})
	}
	for _, s := range f.table.Sheets {
		label := s.Name
		if s.Hidden {
			label += " (hidden)"
		}
		o.values = append(o.values, value{s.Name, label})
	}
	return o
}

func sheetNames(t *sheet.Table) []string {
	names := make([]string, len(t.Sheets))
	for i := range t.Sheets {
		names[i] = t.Sheets[i].Name
	}
	return names
}

// readable are the layouts that a file of this form can be read as: an archive and a workbook of several tables hold what
// another form cannot.
func readable(f *opened, c choice) []*template.Template {
	archive := f.table.Kind == "zip"
	whole := f.table.Kind == "xlsx" && f.table.Parts != nil && c.sheet == ""
	return slices.DeleteFunc(template.All(), func(t *template.Template) bool {
		return t.Archive != archive || whole && t.Parts == nil
	})
}

func templateOption(f *opened, c choice) option {
	o := option{name: "Template", now: c.template, note: f.scored(c), set: func(c *choice, id string) {
		c.template, c.mode, c.named, c.anew, c.hand, c.options = id, "", true, false, nil, nil
	}}
	for _, g := range f.tied() {
		if g.Kept == nil {
			o.values = append(o.values, value{g.Template.Name, g.Template.Title})
		}
	}
	if c.template == "" && len(o.values) > 0 {
		return o
	}
	o.values = nil
	for _, t := range readable(f, c) {
		o.values = append(o.values, value{t.Name, t.Title})
	}
	if t, err := template.ByName(c.template); err == nil && t.Own {
		o.values = append(o.values, value{t.Name, t.Title})
	}
	return o
}

func modeOption(t *template.Template, c choice, proposed template.Mode) option {
	o := option{name: "Mode", now: string(c.mode), set: func(c *choice, id string) { c.setMode(template.Mode(id)); c.named, c.anew = true, false }}
	for _, m := range t.Modes {
		o.values = append(o.values, value{string(m), string(m)})
	}
	switch {
	case c.mode == "" || proposed == "":
	case c.mode == proposed:
		o.note = "proposed from the content"
	default:
		o.note = "your choice; the content looks like " + string(proposed)
	}
	return o
}

// setMode changes the mode. Only an inventory can bring in a new site.
func (c *choice) setMode(m template.Mode) {
	c.mode = m
	if m != template.ModeInventory {
		c.fresh = false
	}
}

func siteOption(f *opened, c choice) option {
	o := option{name: "Site", now: c.site, set: func(c *choice, id string) {
		c.fresh = id == freshSite
		if !c.fresh {
			c.site = id
		}
	}}
	if jobOf(c.template).edit {
		o.values = append(o.values, value{"", "that of each record"})
	}
	for _, s := range f.sites {
		o.values = append(o.values, value{s.Code, siteLabel(s)})
	}
	if c.mode == template.ModeInventory {
		o.values = append(o.values, value{freshSite, "a new site"})
	}
	if c.fresh {
		o.now = freshSite
	}
	return o
}

func siteLabel(s store.Site) string {
	label := s.Code
	if s.Name != "" {
		label += " " + s.Name
	}
	if s.Solution != "" {
		label += " (" + string(s.Solution) + ")"
	}
	return label
}

func codeOption(c choice) option {
	return option{name: "New code", now: c.typed, typed: true, note: "e: type it", set: func(c *choice, id string) { c.typed = id }}
}

func solutionOption(c choice) option {
	return option{
		name: "Solution", now: string(c.solution),
		values: []value{
			{string(store.SolutionPrimary), "primary: iPad for all, staff a MacBook Air too"},
			{string(store.SolutionAlternate), "alternate: MacBook Air"},
		},
		set: func(c *choice, id string) { c.solution = store.Solution(id) },
	}
}
