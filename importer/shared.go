package importer

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// alone are the values that only one record may have, and by which rule.
var alone = map[store.Field]string{
	store.FieldAssetTag: "R-16", store.FieldManagedAppleAccount: "R-05", store.FieldUserID: "R-02",
}

// sharedColumn is a column in which rows that say the same have to do with each other.
type sharedColumn struct {
	at   int
	rule string  // why no two records may say the same; empty where the column names a person, who is one
	rows *finder // by what they say
}

// share finds the rows of every such column.
func (f *edits) share() {
	f.shared = nil
	add := func(c int, rule string) {
		f.shared = append(f.shared, sharedColumn{c, rule, newFinder(len(f.Rows), func(row int) string { return f.shares(int32(row), c) })})
	}
	for c := range f.columns {
		if rule := alone[f.columns[c].layout.Writes()]; rule != "" && c != f.keyCell {
			add(c, rule)
		}
	}
	if c := f.columns.of(store.FieldUsername); c != wholeRow && f.Template.NewUser {
		add(c, "")
	}
}

// shares is what a row asks for in a column that is shared, in lower case; empty where it asks for nothing.
func (f *edits) shares(i int32, c int) string {
	v := f.value(i, c)
	if v.Exact || f.Rows[i].Status == StatusLeftOut {
		return ""
	}
	return strings.ToLower(v.Text)
}

// refuseShared refuses rows of different records that ask for the same value where only one record may have it, and
// rows of one person that say different things of them.
func (f *edits) refuseShared(s sharedColumn, twins map[int32][]int32) {
	for _, same := range twins {
		rows := f.taking(same)
		if s.rule == "" {
			for c := range f.columns {
				switch l := f.columns[c].layout; {
				case l.Field == store.FieldFullName || l.Field == store.FieldEmail:
					f.refuseUnlike(rows, s.at, c)
				case l.Of == store.KindUser: // it goes onto the user record: the last row would win
					f.refuseUnlike(slices.DeleteFunc(slices.Clone(rows), func(i int32) bool { return !f.open[i] }), s.at, c)
				}
			}
			continue
		}
		if rows = slices.DeleteFunc(rows, func(i int32) bool { return f.hasIt(i, s.at) }); len(rows) > 1 {
			f.refuseRows(rows, s.at, s.rule, fmt.Sprintf("the same %s stands on %s", f.header(s.at), f.lines(rows)), "it is one record's: correct the others")
		}
	}
}

// hasIt reports whether a row's record says already what a cell asks for: then it is the others who ask for too much.
func (f *edits) hasIt(i int32, c int) bool {
	return f.Rows[i].Status == StatusSame || slices.ContainsFunc(f.recordOf(i), func(r edit.Fielded) bool {
		v := f.value(i, c)
		return edit.SameID(r.Get(v.Field), v.Text)
	})
}

// refuseUnlike refuses the rows of one person whose filled cells of a column differ.
func (f *edits) refuseUnlike(rows []int32, user, c int) {
	var filled []int32
	first, differ := "", false
	for _, i := range rows {
		v := f.value(i, c)
		if v.Text == "" || v.Exact {
			continue
		}
		if v.Field == store.FieldGroups {
			v.Text = store.JoinNames([]string{v.Text})
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
