package importer

import (
	"cmp"
	"slices"
	"sort"
	"sync"

	"homeroom/importer/template"
	"homeroom/store"
)

// hierarchy is the family of files that hold several tables, each naming what stands in another: people, locations,
// grade levels and classes. What a row does hangs on the rows that it names. It is worked out when it is
// asked for, and not kept: a large roster has too many rows for that.
type hierarchy struct {
	*Plan
	hierarchyRules
	open     []bool              // rows that can be planned: what is wrong with the others no decision makes good
	starts   []int32             // the first row of each part, and behind the last
	at       fieldPlaces         // of the columns
	cells    [][]int             // of each part: its columns that the file has
	keys     []*names            // of each part: the rows by what names them
	people   *names              // rows of people by their User ID
	leans    leans               // the rows that name what a row brings
	recorded map[string]bool     // keys of the locations on record
	away     map[string]string   // by key of a location: the other site that has it
	byEmail  map[string][]string // User IDs on record by folded Email, where rows are matched by it
	looks    sync.Pool           // of exams, for does
}

// fieldPlaces finds the column of a field.
type fieldPlaces map[store.Field]int

// hierarchyRules are what sets one such file apart from another.
type hierarchyRules struct {
	parts    []partRule
	order    []int                                               // of the parts, each after those that it names
	places   int                                                 // the part of the locations
	sited    []store.Field                                       // columns of which a location says whose the row is: those of locations and classes
	unique   []store.Field                                       // columns of which no two rows say the same, beside the keys
	links    func(*hierarchy)                                    // finds what hangs on the file as a whole, once the cells are looked at
	idFields func(f *hierarchy, part int) []store.Field          // the columns that give somebody their User ID, in the order in which they do
	names    func(f *hierarchy, i int32, tell func(named int32)) // the rows that a row names
}

// partRule is how the rows of a part are planned.
type partRule struct {
	key    store.Field                    // names the record of a row
	free   bool                           // the key may be empty
	userID func(*hierarchy, int32) string // whom a row is about; nil where it is about nobody
	plan   func(*hierarchy, *exam, int32) []store.Change
	quick  func(*hierarchy, *exam, int32) Status // what plan comes to where that is plain to see; empty elsewhere, or nil
	known  func(*hierarchy, int32) bool          // reports whether the row's record is there already; nil where a row has none
}

// newHierarchy is the family by such rules.
func newHierarchy(p *Plan, rules func(*hierarchy) hierarchyRules) *hierarchy {
	f := &hierarchy{Plan: p, at: fieldPlaces{}, cells: make([][]int, len(p.Template.Parts))}
	for c := range p.columns {
		col := &p.columns[c]
		f.at[col.field] = c
		if col.at >= 0 {
			f.cells[col.part] = append(f.cells[col.part], c)
		}
	}
	f.looks.New = func() any { return &exam{p: p} }
	f.hierarchyRules = rules(f)
	return f
}

// part is the table in which a row stands.
func (f *hierarchy) part(i int32) int { return f.Table.Records[i].Part() }

// rows are those of a part: from the first, to before the last.
func (f *hierarchy) rows(part int) (from, to int32) { return f.starts[part], f.starts[part+1] }

// said is a row's cell of a field.
func (f *hierarchy) said(i int32, field store.Field) string {
	c, there := f.at[field]
	if !there {
		return ""
	}
	return f.columns.cell(&f.Table.Records[i], c)
}

// column is the place of a field's column; wholeRow for none.
func (f *hierarchy) column(field store.Field) int {
	if c, there := f.at[field]; there {
		return c
	}
	return wholeRow
}

// option is the value that holds for one.
func (f *hierarchy) option(name string) string { return f.Template.Option(f.Options, name) }

func (f *hierarchy) identify(from, to int) {
	for i := from; i < to; i++ {
		row := &f.Rows[i]
		row.Line = f.Table.Records[i].Line
		if userID := f.parts[f.part(int32(i))].userID; userID != nil {
			row.UserID = userID(f, int32(i))
		}
	}
}

// naming asks for everything: nearly all of it is named, and a person may be found by Email alone.
func (f *hierarchy) naming() store.Wanted { return store.Wanted{Site: f.Request.Site, All: true} }

// begin settles the mode, and the site of people who are new.
func (f *hierarchy) begin() error {
	if f.Solution != "" {
		return invalidSite("a hierarchy begins no site", "leave the solution out")
	}
	f.Mode = cmp.Or(f.Mode, template.ModeSync)
	return f.chooseSite()
}

// judge looks at every row, at rows of the same record, and then plans them part by part: a row after those it names.
func (f *hierarchy) judge() {
	f.open, f.counts = make([]bool, len(f.Rows)), nil
	f.watch.inTurn(func() { f.spread(f.examine) }, f.index, f.find, f.refuseTwice, f.leaveAway, func() { f.links(f) }, f.hang, f.planAll, f.list, f.settle)
}

// index makes it quick to find the rows by what names them.
func (f *hierarchy) index() {
	f.starts, f.keys = make([]int32, len(f.parts)+1), make([]*names, len(f.parts))
	for part := range f.parts {
		behind := sort.Search(f.FileRows(), func(i int) bool { return f.part(int32(i)) > part })
		f.starts[part+1] = int32(behind)
		from, to := f.rows(part)
		f.keys[part] = newNames(from, to, func(i int32) string { return f.said(i, f.parts[part].key) })
	}
}

// find makes it quick to find the people of the file, and the locations on record.
func (f *hierarchy) find() {
	people := 0 // the parts of people come first
	for people < len(f.parts) && f.parts[people].userID != nil {
		people++
	}
	f.people = newNames(0, f.starts[people], func(i int32) string { return f.Rows[i].UserID })
	locations := slices.DeleteFunc(slices.Clone(f.records.Locations()), func(l store.Location) bool { return l.Version == 0 })
	f.findAway(locations)
	f.bring(locations)
}

// hang notes which rows name what each brings.
func (f *hierarchy) hang() {
	f.leans = newLeans(len(f.Rows), func(i int32, tell func(int32)) { f.names(f, i, tell) })
}

// bring lays the locations of the file over those on record, so that people can have them.
func (f *hierarchy) bring(locations []store.Location) {
	from, to := f.rows(f.places)
	for i := from; i < to; i++ {
		if code := f.said(i, f.parts[f.places].key); code != "" && !f.recorded[lowerOf(code)] && f.elsewhere(code) == "" && f.keys[f.places].first(code) == i {
			locations = append(locations, store.Location{Code: code})
		}
	}
	f.records.PutGroups(f.records.Groups(), locations)
}

// list lists the rows whose changes could be saved.
func (f *hierarchy) list() {
	f.active = make([]int32, 0, len(f.Rows))
	for i, open := range f.open {
		if open {
			f.active = append(f.active, int32(i))
		}
	}
}

// planAll plans the parts in their order, the rows of each side by side: none names another of its own part.
func (f *hierarchy) planAll() {
	for _, part := range f.order {
		first, behind := f.rows(part)
		spread(int(behind-first), func(from, to int) {
			e := &exam{p: f.Plan}
			f.watch.chunks(from, to, func(from, to int) {
				for i := first + int32(from); i < first+int32(to); i++ {
					if f.open[i] {
						f.planRow(e, i)
					}
				}
			})
		})
	}
}
