package sheet

import (
	"strconv"
	"strings"
)

// readStyles finds out which styles show their numbers as dates.
func (b *workbook) readStyles(part string) error {
	custom := map[string]string{}
	var formats []string // of each style
	err := eachChild(b.archive, part, "styleSheet", func(x *xmlReader) error {
		switch {
		case x.is("numFmts"):
			return eachInside(x, "numFmt", func() { custom[x.attr("numFmtId")] = x.attr("formatCode") })
		case x.is("cellXfs"):
			return eachInside(x, "xf", func() { formats = append(formats, x.attr("numFmtId")) })
		}
		return x.skip()
	})
	for _, id := range formats {
		code, own := custom[id]
		b.dates = append(b.dates, own && isDateFormat(code) || !own && isBuiltInDate(id))
	}
	return err
}

// eachInside calls f at every element of this name right inside the one that has begun, and passes its end.
func eachInside(x *xmlReader, name string, f func()) error {
	for {
		switch x.next() {
		case tokenStart:
			if x.is(name) {
				f()
			}
			if err := x.skip(); err != nil {
				return err
			}
		case tokenEnd:
			return nil
		case tokenFail, tokenDone:
			return x.err
		}
	}
}

// isBuiltInDate reports whether a number format that workbooks need not write out is one of dates or times. The
// elapsed times 45-47 without 46 are among them; 27-36 and 50-58 are dates in East Asian languages.
func isBuiltInDate(id string) bool {
	n, err := strconv.Atoi(id)
	return err == nil && (n >= 14 && n <= 22 || n >= 27 && n <= 36 || n == 45 || n == 47 || n >= 50 && n <= 58)
}

// isDateFormat reports whether a number format shows dates or times of day. Only its first section counts; words in
// quotation marks, escaped characters, colours and conditions are no part of the question. Elapsed time such as
// [h]:mm is a number of hours, no date.
func isDateFormat(code string) bool {
	date := false
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; {
		case code[i] == ';':
			return date
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			i++
		case code[i] == '"':
			i += skipTo(code[i+1:], '"')
		case code[i] == '[':
			n := skipTo(code[i+1:], ']')
			if elapsed(code[i+1 : min(i+n, len(code))]) {
				return false
			}
			i += n
		case c == 'g' && strings.HasPrefix(lower(code[i:]), "general"):
			i += len("general") - 1
		case c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's':
			date = true
		}
	}
	return date
}

// skipTo is how far it is to behind the closing character.
func skipTo(s string, closing byte) int {
	if at := strings.IndexByte(s, closing); at >= 0 {
		return at + 1
	}
	return len(s)
}

func elapsed(inside string) bool {
	return inside != "" && strings.Trim(lower(inside), "hms") == "" && strings.Count(lower(inside), lower(inside[:1])) == len(inside)
}
