package importer

import (
	"fmt"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// problemRules are the rules of what the reader met; anything else is damage to the file. Ragged rows
// carry their own note.
var problemRules = map[string]string{
	"title": "R-83", "no_header": "R-83", "double_column": "R-83", "ragged": "",
}

// noteFile notes what is to be said of the whole file: what the reader met, columns that are not understood
// columns taken by their place, and open revocations before an assign.
func (p *Plan) noteFile() {
	for _, problem := range p.Table.Problems {
		rule, known := problemRules[problem.Code]
		if !known {
			rule = "R-08"
		}
		if rule == "" {
			continue
		}
		p.Notes = append(p.Notes, Note{
			Rule: rule, Severity: store.SeverityWarning, Line: problem.Line, Column: problem.Column,
			Message: problem.Message, Remedy: problem.Remedy,
		})
	}
	p.noteColumns()
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
			fmt.Sprintf("column %s is not understood; is it %s?", n.Header, n.Like), "if it is, rename it to "+n.Like)
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
