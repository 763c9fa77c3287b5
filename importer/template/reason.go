package template

import (
	"fmt"
	"strings"
)

// reasonWord heads the column in which rejected rows carry why they were rejected.
const reasonWord = "Reason"

// ReasonHeader heads that column in a file of rows that were rejected in a mode: the mended file is for the same job. The
// mode that a layout has anyhow is not told.
func ReasonHeader(m Mode) string {
	if m == "" || m == ModeUpdate {
		return reasonWord
	}
	return fmt.Sprintf("%s (%s)", reasonWord, m)
}

// IsReason reports whether a header is that of the reasons.
func (t *Template) IsReason(header string) bool {
	_, is := t.rejected(header)
	return is
}

// rejected reads such a header: the mode in it, where it names one of the layout's.
func (t *Template) rejected(header string) (m Mode, is bool) {
	for _, mode := range t.Modes {
		if fold(header) == fold(ReasonHeader(mode)) {
			return mode, true
		}
	}
	return "", strings.EqualFold(fold(header), reasonWord)
}
