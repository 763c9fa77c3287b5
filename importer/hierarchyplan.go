package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"homeroom/store"
)

// follows notes that a row names what others bring.
func (f *hierarchy) follows(i int32, rows map[string]int32, names []string) {
	for _, name := range names {
		at, inFile := rows[lowerOf(name)]
		if n := len(f.leans[at]); inFile && (n == 0 || f.leans[at][n-1] != i) { // rows come one after the other
			f.leans[at] = append(f.leans[at], i)
		}
	}
}

// rosterChanges are what becomes of who is in a class.
func rosterChanges(was []store.Roster, is map[string]store.Roster) []store.Change {
	var changes []store.Change
	for _, old := range was {
		want, stays := is[store.UserKey(old.UserID)]
		delete(is, store.UserKey(old.UserID))
		c := store.Change{Record: store.KindRoster, Key: old.Key(), Version: old.Version}
		switch {
		case !stays:
			c.Delete = true
			for _, f := range store.RosterFields(old) {
				c.Fields = append(c.Fields, store.FieldChange{Field: f.Field, Old: f.New})
			}
		case want.Role != old.Role:
			c.Fields = []store.FieldChange{{Field: store.FieldRole, Old: string(old.Role), New: string(want.Role)}}
		default:
			continue
		}
		changes = append(changes, c)
	}
	for _, key := range slices.Sorted(maps.Keys(is)) {
		r := is[key]
		changes = append(changes, store.Change{Record: store.KindRoster, Key: r.Key(), Fields: store.RosterFields(r)})
	}
	return changes
}

// together are the rows that hang on a row's decision: those that name what it brings, also through each other.
func (f *hierarchy) together(row int32) []int32 {
	rows, seen := []int32{row}, map[int32]bool{row: true}
	for n := 0; n < len(rows); n++ {
		for _, j := range f.leans[rows[n]] {
			if !seen[j] {
				seen[j] = true
				rows = append(rows, j)
			}
		}
	}
	return rows
}

// effects plans rows anew, each after those that it names: locations, people, classes.
func (f *hierarchy) effects(rows []int32) {
	rows = slices.Clone(rows)
	rank := func(i int32) int { return slices.Index(f.order, f.part(i)) }
	slices.SortFunc(rows, func(a, b int32) int { return cmp.Or(rank(a)-rank(b), int(a-b)) })
	for _, i := range rows {
		if f.open[i] && f.Rows[i].Status != StatusHeldBack {
			f.planRow(i)
		}
	}
}

// kin is the row itself: a mend of one has all rows judged anew, for any may name it.
func (f *hierarchy) kin(row int32) []int32 { return []int32{row} }

func (f *hierarchy) leave(int32)  {}
func (f *hierarchy) unlink(int32) {}

func (f *hierarchy) judgeSome([]int32) bool { return false }

// movedWith are the rows that a record which moved keeps from being saved.
func (f *hierarchy) movedWith(at int, _ *store.Moved) []int {
	var rows []int
	for _, i := range f.together(int32(at)) {
		if f.Rows[i].accepted() || int(i) == at {
			rows = append(rows, int(i))
		}
	}
	return rows
}

// lean has nothing to do for the save: every person's plan names them itself.
func (f *hierarchy) lean([]store.Change) {}

func (f *hierarchy) sentence(changes []store.Change) string {
	return fmt.Sprintf("%s at site %s will be saved: %s.", counted(f.Accepted(), "row", "rows"), f.Site.Code, done(changes))
}

func (f *hierarchy) brief() string {
	return fmt.Sprintf("%s at site %s will be saved.", counted(f.Accepted(), "row", "rows"), f.Site.Code)
}

// confirm asks where much of the site's people are touched by devices that change.
func (f *hierarchy) confirm(r *Reach) (n int, ask bool) {
	return r.Devices, large(r.Devices, r.SiteDevices)
}
