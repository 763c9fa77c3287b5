package importer

import (
	"fmt"
	"maps"
	"slices"

	"homeroom/store"
)

// settleHere takes what was shown, and decided, of records that the file does not name to those very records: a number that
// came to be another record's says nothing of it, and of a record that is not among them any more the plan tells.
func (p *Plan) settleHere(was shownRows) {
	for _, line := range slices.Sorted(maps.Keys(was)) {
		then, key := was[line], ""
		if line < OnlyHereLine {
			continue
		}
		if len(then.changes) > 0 {
			key = then.changes[0].Key
		}
		if row := p.Row(line); row == nil || key != "" && key != store.UserKey(row.UserID) {
			p.noteGone(key, p.decided[line].verdict == store.VerdictAccept)
			delete(was, line)
			delete(p.decided, line)
		}
	}
}

// noteGone tells that somebody who was only here is not any more. Nothing is told of who was not shown by a name.
func (p *Plan) noteGone(key string, accepted bool) {
	if key == "" {
		return
	}
	said := key + " was among those that are only here when this was shown, and is not any more: the record is gone, or moved to another site"
	if accepted {
		said += "; that they have left is not in force"
	}
	for i := range p.Notes {
		if p.Notes[i].Message == said {
			return
		}
	}
	p.noteWhole("R-85", store.SeverityWarning, "", said, fmt.Sprintf("look %s up among the users", key))
}

// cameHere says of a record that was not among those only here when this was shown, that it came to be since.
const cameHere = "this record was not among those that are only here when this was shown: it came on record since, or the file named it"
