package store

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Storable says what keeps a value from going on record, or nil: control characters (other than tab and line
// breaks) and bytes that are not UTF-8 are no text that anybody meant.
func Storable(value string) *Finding {
	refuse := func(what string) *Finding {
		return &Finding{"R-08", SeverityError, what, "type the value again without it"}
	}
	for i, r := range value {
		switch {
		case r == utf8.RuneError && isBroken(value[i:]):
			return refuse("the value holds bytes that are not text")
		case r < 0x20 && r != '\t' && r != '\n' && r != '\r', r >= 0x7f && r < 0xa0:
			return refuse(fmt.Sprintf("the value holds the control character U+%04X", r))
		}
	}
	return nil
}

func isBroken(s string) bool {
	_, size := utf8.DecodeRuneInString(s)
	return size == 1
}

// Invisible warns of the first character that nobody sees, or returns nil: format, zero-width and bidi characters
// make two names differ that look alike, and a line break or a tab belongs into no field.
func Invisible(value string) *Finding {
	mark := invisible(value)
	if mark == "" {
		return nil
	}
	return &Finding{
		"R-08", SeverityWarning, "the value holds " + named(mark),
		"type the value again without it, unless it is meant",
	}
}

// named is a character by the name that people have for it, where they have one.
func named(mark string) string {
	switch mark {
	case "U+000A", "U+000D":
		return "a line break (" + mark + ")"
	case "U+0009":
		return "a tab (" + mark + ")"
	}
	return "the invisible character " + mark
}

// invisible is the code point of the first character that nobody sees; empty if there is none.
func invisible(value string) string {
	for _, r := range value {
		if r == '\t' || r == '\n' || r == '\r' || r >= 0x80 && unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp,
			unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) {
			return fmt.Sprintf("U+%04X", r)
		}
	}
	return ""
}
