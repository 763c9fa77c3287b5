package importer

import (
	"errors"
	"slices"
	"strconv"

	"homeroom/importer/sheet"
)

// Otherwise tells by which one choice a refused file is read after all, as rows of a known layout: the decisions, each
// with those values in Others. There are none where no choice helps. The plan is the one beside the refusal.
func (p *Plan) Otherwise(refused error) []sheet.Decision {
	var why *sheet.Problem
	if !errors.As(refused, &why) || len(p.Table.Records) == 0 && !misread(why) {
		return nil
	}
	var list []sheet.Decision
	for _, d := range p.toChoose() {
		d.Others = slices.DeleteFunc(slices.Clone(d.Others), func(value string) bool {
			return value == d.Chosen || !p.readWith(d.What, value)
		})
		if len(d.Others) > 0 {
			list = append(list, d)
		}
	}
	return list
}

// misread reports whether a file may have been refused because it was read in a wrong way, and not for what it is.
func misread(why *sheet.Problem) bool {
	switch why.Code {
	case "encoding", "delimiter", "unclosed_quote", "quote_in_cell", "header_line", "header_only":
		return true
	}
	return false
}

// toChoose are the decisions about a file with everything that may be tried: those that were taken, and before them
// those that could not be.
func (p *Plan) toChoose() []sheet.Decision {
	list := slices.Clone(p.Table.Decisions)
	if p.Table.Kind != "csv" && p.Table.Kind != "text" {
		return list
	}
	for _, d := range [...]sheet.Decision{
		{What: "delimiter", Why: "with none found by the content the file can be read", Others: sheet.Delimiters()},
		{What: "encoding", Why: "the content speaks for none that can be read", Others: sheet.Encodings()},
	} {
		if !slices.ContainsFunc(list, func(t sheet.Decision) bool { return t.What == d.What }) {
			list = append([]sheet.Decision{d}, list...)
		}
	}
	return list
}

// readWith reports whether the file is read, and of a known layout, once this is chosen.
func (p *Plan) readWith(what, value string) bool {
	o := p.Request.reading()
	switch what {
	case "encoding":
		o.Encoding = value
	case "delimiter":
		o.Delimiter = value
	case "header line":
		o.HeaderLine, _ = strconv.Atoi(value) // the lines come from the reader
	case "sheet":
		o.Sheet = value
	}
	tab, err := sheet.Read(p.Request.Name, p.Request.Data, o)
	if err != nil {
		return false
	}
	q := p.Request
	t, err := chooseTemplate(&q, tab, p.kept)
	if err == nil {
		_, err = t.MapBy(tab, q.Mapping)
	}
	return err == nil
}
