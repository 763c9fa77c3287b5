package importer

import (
	"cmp"
	"slices"

	"homeroom/importer/template"
	"homeroom/store"
)

// hierarchy is the family of files that hold several tables, each naming what stands in another: people, locations,
// grade levels and classes. What a row does hangs on the rows that it names.
type hierarchy struct {
	*Plan
	hierarchyRules
	open    []bool            // rows that can be planned: what is wrong with the others no decision makes good
	leans   map[int32][]int32 // the rows that name what a row brings
	people  map[string]int32  // rows by folded User ID
	places  map[string]int32  // rows by folded code of the location
	byEmail map[string][]*store.User
}

// hierarchyRules are what sets one such file apart from another.
type hierarchyRules struct {
	parts  []partRule
	order  []int            // of the parts, each after those that it names
	unique []store.Field    // columns of which no two rows say the same, beside the keys
	links  func(*hierarchy) // finds the rows by what they bring, and which rows name them
}

// partRule is how the rows of a part are planned.
type partRule struct {
	key    store.Field // names the record of a row; empty where no single column does
	person bool        // the key is a User ID
	plan   func(*hierarchy, *exam, int32) []store.Change
	known  func(*hierarchy, int32) bool // reports whether the row's record is there already; nil where a row has none
}

// mosyleRules are those of Mosyle's hierarchy.
func mosyleRules() hierarchyRules {
	nothing := func(*hierarchy, *exam, int32) []store.Change { return nil } // a grade level is a field of each person
	return hierarchyRules{
		parts: []partRule{
			{store.FieldUserID, true, (*hierarchy).personChange, (*hierarchy).personKnown},
			{store.FieldCode, false, func(f *hierarchy, _ *exam, i int32) []store.Change { return f.locationChange(i) }, func(f *hierarchy, i int32) bool {
				return f.locationOnRecord(f.said(i, store.FieldCode))
			}},
			{template.FieldGradeLevel, false, nothing, nil},
			{store.FieldClass, false, (*hierarchy).classChange, func(f *hierarchy, i int32) bool {
				return f.records.Class(f.said(i, store.FieldClass)) != nil
			}},
		},
		order:  []int{template.MosyleLocations, template.MosyleGrades, template.MosyleUsers, template.MosyleClasses},
		unique: []store.Field{store.FieldManagedAppleAccount},
		links:  (*hierarchy).mosyleLinks,
	}
}

// part is the table in which a row stands.
func (f *hierarchy) part(i int32) int { return f.Table.Records[i].Part() }

// said is a row's cell of a field.
func (f *hierarchy) said(i int32, field store.Field) string {
	return f.columns.cell(&f.Table.Records[i], f.columns.of(field))
}

func (f *hierarchy) identify(from, to int) {
	for i := from; i < to; i++ {
		row := &f.Rows[i]
		row.Line = f.Table.Records[i].Line
		if rule := f.parts[f.part(int32(i))]; rule.person {
			row.UserID = f.said(int32(i), rule.key)
		}
	}
}

// naming asks for everything: nearly all of it is named, and a person may be found by Email alone.
func (f *hierarchy) naming() store.Wanted { return store.Wanted{Site: f.Request.Site, All: true} }

// begin settles the site of people who are new: the one asked for, or the only one.
func (f *hierarchy) begin() error {
	if f.Solution != "" {
		return invalidSite("a hierarchy begins no site", "leave the solution out")
	}
	code := f.Request.Site
	if sites := f.records.Sites(); code == "" && len(sites) == 1 {
		code = sites[0].Code
	}
	site, found := f.records.SiteByCode(code)
	if !found {
		return invalidSite("it is not said which site the people belong to", "give --site CODE; "+f.siteCodes())
	}
	f.use(site)
	f.Mode = cmp.Or(f.Mode, template.ModeSync)
	return nil
}

// judge looks at every row, at rows of the same record, and then plans them part by part: a row after those it names.
func (f *hierarchy) judge() {
	f.open, f.leans = make([]bool, len(f.Rows)), map[int32][]int32{}
	f.byEmail = map[string][]*store.User{}
	for _, u := range f.records.AllUsers() {
		if u.Email != "" {
			f.byEmail[lowerOf(u.Email)] = append(f.byEmail[lowerOf(u.Email)], &u)
		}
	}
	f.examine()
	f.refuseTwice()
	f.people, f.places = map[string]int32{}, map[string]int32{}
	f.links(f)
	for i := range f.inOrder() {
		if f.open[i] {
			f.planRow(i)
			f.active = append(f.active, i)
		}
	}
	slices.Sort(f.active)
	f.settle()
}

// inOrder walks the rows so that each comes after those it names.
func (f *hierarchy) inOrder() func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		for _, part := range f.order {
			for i := range f.Rows {
				if f.part(int32(i)) == part && !yield(int32(i)) {
					return
				}
			}
		}
	}
}

// examine looks at the cells of every row, as far as no other row has to do with it.
func (f *hierarchy) examine() {
	e := exam{p: f.Plan}
	for i := range f.Rows {
		row := &f.Rows[i]
		e.turn(i)
		switch {
		case row.repeats():
			e.repeated(row)
		case blank(e.rec):
			e.info("R-81", wholeRow, "the row is blank", "nothing; it is left out")
			row.Status = StatusLeftOut
		default:
			for c := range f.columns {
				e.cell(c, f.columns.cell(e.rec, c))
			}
			if key := f.parts[f.part(int32(i))].key; key != "" && f.said(int32(i), key) == "" {
				e.err("R-70", f.columns.of(key), f.header(f.columns.of(key))+" is empty: the row names no record", "write it, or take the row out")
			}
		}
		if e.failed {
			row.Status = StatusError
		}
		f.open[i] = row.Status == ""
		row.Notes = slices.Clone(e.notes)
		row.own = int32(len(row.Notes))
	}
}

// refuseTwice refuses rows of the same record, and people of the same Email or account.
func (f *hierarchy) refuseTwice() {
	keys := slices.Clone(f.unique)
	for _, rule := range f.parts {
		if rule.key != "" {
			keys = append(keys, rule.key)
		}
	}
	for _, key := range keys {
		c, byValue := f.columns.of(key), map[string][]int32{}
		for i := range f.Rows {
			if v := lowerOf(f.said(int32(i), key)); v != "" && f.Rows[i].Status != StatusLeftOut {
				byValue[v] = append(byValue[v], int32(i))
			}
		}
		for i := range f.Rows {
			if rows := byValue[lowerOf(f.said(int32(i), key))]; len(rows) > 1 && rows[0] == int32(i) {
				f.refuse(rows, c, "the same "+f.header(c)+" stands on "+f.lines(rows), "keep the row that is right, and take the others out")
				for _, j := range rows {
					f.open[j], f.Rows[j].own = false, int32(len(f.Rows[j].Notes))
				}
			}
		}
	}
}

// mosyleLinks finds the rows by what they bring, and which rows name them.
func (f *hierarchy) mosyleLinks() {
	locations := f.recorded()
	for i := range f.inOrder() {
		switch f.part(i) {
		case template.MosyleLocations:
			code := f.said(i, store.FieldCode)
			f.places[lowerOf(code)] = i
			locations = append(locations, store.Location{Code: code})
		case template.MosyleUsers:
			f.people[store.UserKey(f.Rows[i].UserID)] = i
			f.follows(i, f.places, store.Names(f.said(i, store.FieldLocations)))
		case template.MosyleClasses:
			f.follows(i, f.places, []string{f.said(i, store.FieldLocation)})
			f.follows(i, f.people, f.named(i))
		}
	}
	f.records.PutGroups(f.records.Groups(), locations)
}
