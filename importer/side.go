package importer

import (
	"slices"

	"homeroom/store"
)

// Side is where what a row is about is known, where a vendor's list is held against the records.
type Side string

// The sides.
const (
	SideThere     Side = "there"     // the list has it, and the records do not
	SideDifferent Side = "different" // both have it, and say different things of it
	SideBoth      Side = "same"      // both say the same of it
	SideHere      Side = "here"      // the records have it, and the list does not
)

// Sides are all of them, in the order in which they are counted and shown.
var Sides = [...]Side{SideThere, SideDifferent, SideBoth, SideHere}

// Side is the side of a row; empty outside of the mode reconcile, and for a row that is about nothing.
func (p *Plan) Side(row *Row) Side {
	switch {
	case !p.BothWays():
		return ""
	case row.OnlyHere:
		return SideHere
	case row.Status == StatusSame:
		return SideBoth
	case row.Status == StatusLeftOut:
		return ""
	case row.Status == StatusAdd, row.Status == StatusError && !p.namesRecord(row), row.Status != StatusError && onlyNew(row.Does()):
		return SideThere
	}
	return SideDifferent
}

// namesRecord reports whether a row names a device or a person on record.
func (p *Plan) namesRecord(row *Row) bool {
	return row.Serial != "" && p.records.Device(row.Serial) != nil || row.Serial == "" && row.UserID != "" && p.records.User(row.UserID) != nil
}

// onlyNew reports whether changes bring records in, and alter none.
func onlyNew(changes []store.Change) bool {
	return len(changes) > 0 && !slices.ContainsFunc(changes, func(c store.Change) bool { return !c.Create() })
}

// CountSides counts the rows of each side.
func (p *Plan) CountSides() map[Side]int {
	if !p.BothWays() {
		return nil
	}
	counts := map[Side]int{}
	for i := range p.Rows {
		counts[p.Side(&p.Rows[i])]++
	}
	return counts
}

// sideSiftings are the words of only: in a sift.
func sideSiftings() (known []siftWord) {
	for _, s := range Sides {
		known = append(known, siftWord{string(s), func(p *Plan, row *Row, _ int) bool { return p.Side(row) == s }})
	}
	return known
}
