package importer

import (
	"golang.org/x/text/unicode/norm"

	"homeroom/store/edit"
)

// asSeen is a text as it is seen: accents put together with their letters, and characters that only look like others
// replaced by those. Two names with the same one are the same to whoever reads them.
func asSeen(value string) string { return norm.NFC.String(edit.Plain(norm.NFC.String(value))) }
