package importer

import (
	"slices"

	"homeroom/store"
)

// Like reports whether another comparison of the same file, with the same decisions and mends, comes to the same: every
// row with the same status, words and changes, planned on records that did not move since. Then nothing that the rows
// touch or lean on has changed.
func (p *Plan) Like(o *Plan) bool {
	if len(p.Rows) != len(o.Rows) || p.Mode != o.Mode || p.NewSite != o.NewSite {
		return false
	}
	for i := range p.Rows {
		a, b := &p.Rows[i], &o.Rows[i]
		if a.Status != b.Status || a.Verdict != b.Verdict || a.Includable != b.Includable ||
			!slices.EqualFunc(a.unturned(), b.unturned(), sameNote) || !slices.EqualFunc(a.Does(), b.Does(), sameChange) {
			return false
		}
	}
	ours, theirs := p.leant(), o.leant()
	return slices.EqualFunc(ours, theirs, sameChange)
}

// leant are the changes of the accepted rows as Save plans them: with the people that they are planned with.
func (p *Plan) leant() []store.Change {
	changes := p.Changes()
	p.work.lean(changes)
	return changes
}

// unturned are a row's notes without the one that tells how it stood before: that hangs on what was shown when.
func (r *Row) unturned() []Note {
	if r.Turned == "" {
		return r.Notes
	}
	return slices.DeleteFunc(slices.Clone(r.Notes), func(n Note) bool { return n.turned })
}

func sameNote(a, b Note) bool {
	return a.Rule == b.Rule && a.Severity == b.Severity && a.Line == b.Line && a.Column == b.Column && a.Value == b.Value &&
		a.Message == b.Message && a.Remedy == b.Remedy && (a.Mend == nil) == (b.Mend == nil) && (a.Mend == nil || *a.Mend == *b.Mend)
}

func sameChange(a, b store.Change) bool {
	return a.Record == b.Record && a.Key == b.Key && a.Delete == b.Delete && a.Version == b.Version &&
		slices.Equal(a.Fields, b.Fields) && slices.Equal(a.Bases, b.Bases)
}
