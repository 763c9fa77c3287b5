package trail

import (
	"maps"
	"slices"
	"strconv"

	"homeroom/store"
	"homeroom/tui/diff"
	"homeroom/tui/page"
	"homeroom/tui/report"
	"homeroom/tui/theme"
)

// renamed is how many of the entries, from the last one back, are what one line of a save did to give somebody another User
// ID, and what that says; nil where it is none.
func renamed(entries []store.Entry) (n int, r *report.Rename) {
	last := &entries[len(entries)-1]
	if last.Kind == store.ActStep { // a checklist does several things in one save
		return 0, nil
	}
	var changes []store.Change
	for i := len(entries) - 1; i >= 0; i-- {
		e := &entries[i]
		if e.Act != last.Act || e.Line != last.Line || since(e) != since(last) {
			break
		}
		changes = append(changes, report.Change(e))
	}
	return len(changes), report.RenameIn(changes)
}

// besides are the fields of the person that another User ID came with.
func besides(th *theme.Theme, r *report.Rename, width int) (lines []page.Line) {
	var fields []store.FieldChange
	for _, f := range r.Fields {
		if f.Field != store.FieldUserID {
			fields = append(fields, f)
		}
	}
	for _, l := range diff.Lines(th, fields, max(1, width-2)) {
		lines = append(lines, page.Line{Text: "  " + l, Still: true})
	}
	return lines
}

// renamedBack tells who gets the old User ID back, and gives what is done besides.
func renamedBack(changes []store.Change) (clauses []string, rest []store.Change) {
	renames := store.Renames(changes)
	if len(renames) == 0 {
		return nil, changes
	}
	byLine := map[int][]store.Change{}
	for i := range changes {
		c := &changes[i]
		if _, is := renames[c.Line]; !is {
			rest = append(rest, *c)
			continue
		}
		byLine[c.Line] = append(byLine[c.Line], *c)
	}
	var all report.Rename
	for _, line := range slices.Sorted(maps.Keys(byLine)) {
		r := report.RenameIn(byLine[line])
		all.Add(r)
		rest = append(rest, r.Rest...)
	}
	said := "1 user gets the old User ID back"
	if n := len(renames); n > 1 {
		said = strconv.Itoa(n) + " users get their old User IDs back"
	}
	if follows := all.Follows(); follows != "" {
		clauses = append(clauses, said)
		said = follows
	}
	return append(clauses, said), rest
}
