package importer

import (
	"homeroom/importer/template"
	"homeroom/store"
)

// family is what sets one sort of template apart from another: how its rows are read, judged and planned. What comes
// after that is the same for all: decisions, counts, reach, save, rejects and undo.
type family interface {
	// identify reads what the rows from to name, before any record is asked.
	identify(from, to int)
	// naming lists what the file names, for one reading of the records.
	naming() store.Wanted
	// begin settles what the file is for and where, with the records at hand.
	begin() error
	// judge gives every row its status, its notes, its first verdict and what it would do.
	judge()
	// kin are rows that are judged together with a row: what is in one of them may decide what the other is.
	kin(row int32) []int32
	// leave is told of a row before its cells change, unlink of one that is judged anew.
	leave(row int32)
	unlink(row int32)
	// judgeSome judges rows anew that are kin to no others. It reports false where all rows have to be judged.
	judgeSome(rows []int32) bool
	// together are the rows whose changes hang on a row's decision, in the order of the file.
	together(row int32) []int32
	// groupsOf are the rows whose changes hang on decisions on these, once each: one group for rows that hang together.
	groupsOf(rows []int32) [][]int32
	// needs are the rows that these name, also through each other, without these: what a file of these alone would lack.
	needs(rows []int32) []int32
	// effects works out anew what rows that belong together do, after a decision on one of them.
	effects(rows []int32)
	// movedWith are the rows that a record which moved keeps from being saved; at is the one that would write it.
	movedWith(at int, m *store.Moved) []int
	// lean tells the changes that are to be saved which people they were planned with.
	lean(changes []store.Change)
	// sentence says what saving these changes does, brief says it for a small screen.
	sentence(changes []store.Change) string
	brief() string
	// confirm tells whether saving asks for a number to be typed, and which.
	confirm(r *Reach) (n int, ask bool)
}

// familyOf finds the rules by which a template's rows are read.
func (p *Plan) familyOf(t *template.Template) family {
	if t.Parts != nil {
		rules := mosyleRules
		if t.Archive {
			rules = asmRules
		}
		return newHierarchy(p, rules)
	}
	if t.Edits != "" {
		return &edits{Plan: p, keyCell: t.KeyColumn()}
	}
	return &programme{Plan: p}
}
