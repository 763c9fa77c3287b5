package importer

import (
	"strings"

	"homeroom/store"
)

// mail warns of an email address that can be none: a column may have been taken for another.
func (e *exam) mail(c int, value string) {
	if e.p.columns[c].field == store.FieldEmail && value != "" && value != space && value != e.p.Template.Clears && !strings.Contains(value, "@") {
		e.warn("R-82", c, quoted(value)+" has no @, so it is no email address", "check that this is the right column, or correct the value")
	}
}
