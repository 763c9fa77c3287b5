package importer

import (
	"fmt"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// met says of a problem that the reader met by which rule it is told, and how much it weighs. Without a rule it is not
// told here: ragged rows carry their own note.
type met struct {
	rule     string
	severity store.Severity
}

// problemNotes are the problems that are no damage to the file, and those of which nothing has to be done.
var problemNotes = map[string]met{
	"title":           {"R-83", store.SeverityWarning},
	"no_header":       {"R-83", store.SeverityWarning},
	"double_column":   {"R-83", store.SeverityWarning},
	"header_again":    {"R-83", store.SeverityWarning},
	"numbered_column": {"R-83", store.SeverityWarning},
	"unnamed_column":  {"R-83", store.SeverityWarning},
	"other_parts":     {"R-83", store.SeverityInfo},
	"other_ending":    {"R-08", store.SeverityInfo},
	"end_mark":        {"R-08", store.SeverityInfo},
	"spaced_quotes":   {"R-08", store.SeverityInfo},
	"ragged":          {},
}

// noteFile notes what is to be said of the whole file: columns that are not understood or taken by their place,
// what the reader met, and open revocations before an assign.
func (p *Plan) noteFile() {
	p.noteColumns()
	p.noteUncarried()
	for _, problem := range p.Table.Problems {
		told, known := problemNotes[problem.Code]
		if !known {
			told = met{"R-08", store.SeverityWarning}
		}
		if told.rule == "" {
			continue
		}
		p.Notes = append(p.Notes, Note{
			Rule: told.rule, Severity: told.severity, Line: problem.Line, Column: problem.Column,
			Message: problem.Message, Remedy: problem.Remedy,
		})
	}
	p.noteMends()
	if p.Mode != template.ModeAssign {
		return
	}
	if leaving := p.records.Departing(); len(leaving) > 0 {
		p.noteWhole("R-14", store.SeverityWarning, "",
			fmt.Sprintf("at site %s %s marked departing and not yet revoked: %s",
				p.siteName(p.Site.Code), counted(len(leaving), "user is", "users are"), some(leaving)),
			"revoke those first, then assign")
	}
}

func (p *Plan) noteColumns() {
	for _, header := range p.Mapping.ByPlace {
		p.noteWhole("R-83", store.SeverityInfo, header, header+" was taken by its place: no header names it",
			"name the column "+header+" in the header line")
	}
	near := map[string]bool{}
	for _, n := range p.Mapping.Near {
		near[n.Header] = true
		p.noteWhole("R-83", store.SeverityWarning, n.Header,
			fmt.Sprintf("column %s is not understood; is it %s?", n.Header, n.Like), "if it is, rename it to "+n.Like+", or say so: "+n.Say())
	}
	for _, problem := range p.Table.Problems {
		if problem.Code == "unnamed_column" { // that is told already, and that it has no name
			near["column "+problem.Column] = true
		}
	}
	for _, header := range p.UnknownColumns {
		if !near[header] {
			p.noteWhole("R-83", store.SeverityInfo, header,
				fmt.Sprintf("column %s is not understood and not read", header), "nothing, if it is meant for somebody else")
		}
	}
}

func (p *Plan) noteWhole(rule string, severity store.Severity, column, message, remedy string) {
	p.Notes = append(p.Notes, Note{
		Rule: rule, Severity: severity, Column: column, Message: text.Visible(message), Remedy: text.Visible(remedy),
	})
}

// some lists names, as far as a line holds them.
func some(names []string) string {
	if len(names) <= named {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:named], ", "), len(names)-named)
}

// noteMends tells of mends that hold for the whole file, and of those that were asked for and fit no cell.
func (p *Plan) noteMends() {
	for _, m := range p.trades {
		p.noteWhole("R-08", store.SeverityInfo, m.Column, fmt.Sprintf("mended: %s and %s have changed places", m.Column, m.Value), "")
	}
	for _, m := range p.unfit {
		p.noteWhole("R-08", store.SeverityWarning, m.Column, fmt.Sprintf("a mend of line %d, %s, fits no cell of the file any more", m.Line, m.Column), "mend it again")
	}
}
