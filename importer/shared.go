package importer

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// shared are the values that only one record may have, and by which rule.
var shared = map[store.Field]string{
	store.FieldAssetTag: "R-16", store.FieldManagedAppleAccount: "R-05", store.FieldUserID: "R-02",
}

// refuseShared refuses rows of different records that ask for the same value where only one record may have it, and
// rows of one person that say different things of them.
func (f *edits) refuseShared() {
	for c := range f.columns {
		if rule := shared[f.columns[c].layout.Writes()]; rule != "" && c != f.keyCell {
			for _, rows := range f.alikeIn(c) {
				rows = slices.DeleteFunc(rows, func(i int32) bool { return f.hasIt(i, c) })
				if len(rows) < 2 {
					continue
				}
				f.refuseRows(rows, c, rule, fmt.Sprintf("the same %s stands on %s", f.header(c), f.lines(rows)), "it is one record's: correct the others")
			}
		}
	}
	if c := f.columns.of(store.FieldUsername); c != wholeRow && f.Template.NewUser {
		for _, rows := range f.alikeIn(c) {
			f.refuseUnlike(rows, c, f.columns.of(store.FieldFullName))
			f.refuseUnlike(rows, c, f.columns.of(store.FieldEmail))
		}
	}
}

// alikeIn are the rows, in the order of the file, that ask for the same value in a column.
func (f *edits) alikeIn(c int) (list [][]int32) {
	byValue, order := map[string][]int32{}, []string(nil)
	for i := range f.Rows {
		v := f.value(int32(i), c)
		key := strings.ToLower(v.Text)
		if key == "" || v.Exact || f.Rows[i].Status == StatusLeftOut {
			continue
		}
		if byValue[key] == nil {
			order = append(order, key)
		}
		byValue[key] = append(byValue[key], int32(i))
	}
	for _, key := range order {
		if len(byValue[key]) > 1 {
			list = append(list, byValue[key])
		}
	}
	return list
}

// hasIt reports whether a row's record says already what a cell asks for: then it is the others who ask for too much.
func (f *edits) hasIt(i int32, c int) bool {
	return slices.ContainsFunc(f.recordOf(i), func(r edit.Fielded) bool {
		v := f.value(i, c)
		return edit.SameID(r.Get(v.Field), v.Text)
	})
}

// refuseUnlike refuses the rows of one person whose filled cells of a column differ.
func (f *edits) refuseUnlike(rows []int32, user, c int) {
	if c == wholeRow {
		return
	}
	var filled []int32
	first, differ := "", false
	for _, i := range rows {
		v := f.value(i, c)
		if v.Text == "" || v.Exact {
			continue
		}
		if filled == nil {
			first = v.Text
		}
		differ = differ || !strings.EqualFold(v.Text, first)
		filled = append(filled, i)
	}
	if differ {
		f.refuseRows(filled, user, "R-16", fmt.Sprintf("the same %s stands with different values of %s: %s", f.header(user), f.header(c), f.lines(filled)),
			"it is one person's (R-02): correct the "+f.header(user)+" or the "+f.header(c))
	}
}

// refuseRows makes errors of rows that cannot be planned together.
func (f *edits) refuseRows(rows []int32, c int, rule, message, remedy string) {
	for _, i := range rows {
		f.tell(i, c, store.Finding{Rule: rule, Severity: store.SeverityError, Message: message, Remedy: remedy}, nil)
		f.open[i], f.ties[i] = false, [2]string{}
	}
}

// noteUncarried tells which columns are understood though no record carries them, where the file has values there
// and what else the vendor's own reader wants of the file.
func (p *Plan) noteUncarried() {
	for c := range p.columns {
		col := &p.columns[c]
		if col.layout.Uncarried && col.at >= 0 {
			if n := p.filledIn(c); n > 0 {
				p.noteWhole("R-83", store.SeverityInfo, col.header,
					fmt.Sprintf("column %s is understood, but no record carries it: %s not read", col.header, counted(n, "value is", "values are")),
					"nothing, if it is meant for the vendor's system alone")
			}
		}
	}
	if want := p.Template.Delimiter; want != "" && p.Table.Kind == "csv" && p.Table.Delimiter != want {
		p.noteWhole("R-42", store.SeverityWarning, "", fmt.Sprintf("the file's values are apart by %s; %s reads a file with %s alone",
			p.Table.Delimiter, p.Template.Title, want), "it can be read here; write the file anew before it goes to the vendor")
	}
}

func (p *Plan) filledIn(c int) (n int) {
	for i := range p.Table.Records {
		if template.Clean(p.columns.cell(&p.Table.Records[i], c)) != "" {
			n++
		}
	}
	return n
}
