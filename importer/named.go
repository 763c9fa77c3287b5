package importer

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
)

// named tells which of the records a row of the file names, also one that is in error or left out; and, by full name, the
// first line of those that name nobody on record: somebody who seems to be only here may be meant by it.
func (b *bothWays) named(scope []record) (named []bool, names map[string]int) {
	named, names = make([]bool, len(scope)), map[string]int{}
	by := make(map[string][]int32, 2*len(scope))
	for n := range scope {
		for _, id := range scope[n].identifiers() {
			if id != "" {
				by[id] = append(by[id], int32(n))
			}
		}
	}
	columns, lost := b.namingColumns(), []int32(nil)
	for i := range b.Rows {
		hit := false
		for _, id := range b.spellings(int32(i), columns) {
			for _, n := range by[id] {
				named[n], hit = true, true
			}
		}
		row := &b.Rows[i]
		if hit || row.Status != StatusError && row.Status != StatusAdd {
			continue
		}
		name := lowerOf(b.fullName(int32(i)))
		if name != "" && names[name] == 0 {
			names[name] = row.Line
		}
		if row.Status == StatusError && (name != "" || b.Table.Parts == nil) {
			lost = append(lost, int32(i))
		}
	}
	b.noteLost(lost)
	return named, names
}

// noteLost warns of rows of which it is not known whom they mean: that record may seem to be only here.
func (b *bothWays) noteLost(rows []int32) {
	if len(rows) > 0 {
		b.noteWhole("R-81", store.SeverityWarning, "",
			fmt.Sprintf("in error, and no record is found by what stands there: %s; the records that are meant may be among those that are only here", b.lines(rows)),
			"mend these rows first, then decide about what is only here")
	}
}

// asmNames are the headers of the roster's people under which they are known to one system or another.
var asmNames = [...]string{"person_id", "person_number", "sis_username", "email_address"}

// namingColumns are the columns that name a record of the sort that the file is about.
func (b *bothWays) namingColumns() (list []int) {
	for c := range b.columns {
		if col := &b.columns[c]; col.at >= 0 && b.tells(col.layout) {
			list = append(list, c)
		}
	}
	return list
}

func (b *bothWays) tells(col *template.Column) bool {
	switch f := col.Writes(); {
	case b.Template.Lists() == store.KindDevice:
		return f == store.FieldSerial || f == store.FieldAssetTag
	case !b.Template.Archive:
		return f == store.FieldUserID || f == store.FieldEmail || f == template.FieldTeacher || f == template.FieldStudents
	case col.Part == template.ASMStudents || col.Part == template.ASMStaff:
		return slices.Contains(asmNames[:], col.Header)
	}
	return false
}

// spellings are the identifiers in a row, in lower case, with what a spreadsheet may have made them of.
func (b *bothWays) spellings(i int32, columns []int) (list []string) {
	add := func(f store.Field, value string) {
		if better, _ := edit.Cure(f, value); better != "" {
			list = append(list, lowerOf(better))
		}
		for _, v := range edit.Padded([]string{value}, value) {
			list = append(list, lowerOf(v))
		}
	}
	row, rec := &b.Rows[i], &b.Table.Records[i]
	for _, key := range [...]string{row.Serial, row.UserID} {
		if key != "" {
			list = append(list, lowerOf(key))
		}
	}
	for _, c := range columns {
		col, value := b.columns[c].layout, b.columns.cell(rec, c)
		switch {
		case value == "":
		case col.Field == template.FieldTeacher || col.Field == template.FieldStudents:
			for _, id := range idsIn(value) {
				add(store.FieldUserID, id)
			}
		default:
			add(col.Writes(), value)
		}
	}
	return list
}

// fullName is the name of the person that a row is about; empty where it is about none.
func (b *bothWays) fullName(i int32) string {
	of := func(f store.Field) string {
		if c := b.columns.of(f); c != wholeRow {
			return b.columns.cell(&b.Table.Records[i], c)
		}
		return ""
	}
	if !b.Template.Archive {
		return of(store.FieldFullName)
	}
	var parts []string
	for _, part := range [...]int{template.ASMStudents, template.ASMStaff} {
		for _, header := range [...]string{"first_name", "middle_name", "last_name"} {
			parts = append(parts, of(template.ASMField(part, header)))
		}
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}
