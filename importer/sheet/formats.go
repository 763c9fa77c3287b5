package sheet

import (
	"strconv"
	"strings"
)

// style is what a cell's style does to its number.
type style struct {
	date  bool // shows it as a date or time
	zeros int  // shows it with at least so many digits, zeros before the number
}

// builtIn is the style of a number format that workbooks need not write out. The elapsed time 46 is no date; 27-36
// and 50-58 are dates in East Asian languages.
func builtIn(id string) style {
	n, err := strconv.Atoi(id)
	return style{date: err == nil && (n >= 14 && n <= 22 || n >= 27 && n <= 36 || n == 45 || n == 47 || n >= 50 && n <= 58)}
}

// numberFormat reads a number format. Only its first section counts; words in quotation marks, escaped characters,
// colours and conditions are no part of the question. It is one of dates or times when it has their letters and no
// place for a number beside them; elapsed time such as [h]:mm is a number of hours, no date.
func numberFormat(code string) style {
	f := formatReader{code: code}
	for f.at < len(code) && code[f.at] != ';' {
		f.step()
	}
	return style{date: f.letters && !f.number, zeros: f.leading()}
}

// formatReader walks through a number format.
type formatReader struct {
	code    string
	at      int
	letters bool // of dates and times
	number  bool // a place for a number, or elapsed time
	seconds bool // what came last were the seconds, which may have decimals
	zeros   int  // places that show a zero where the number has no digit
	other   bool // something by which those are no leading zeros: another kind of place, decimals, an exponent
}

// step passes over the next character, or what it begins.
func (f *formatReader) step() {
	c := f.code[f.at]
	seconds := f.seconds
	f.seconds = false
	switch folded := c | 0x20; {
	case c == '\\' || c == '_' || c == '*':
		f.at++
	case c == '"':
		f.inside('"')
	case c == '[':
		f.number = elapsed(f.inside(']')) || f.number
	case c == '0' && !seconds:
		f.number = true
		f.zeros++
	case c == '0' || c == '.' || c == ',':
		f.seconds = seconds
		f.other = f.other || c != '0'
	case c == '#' || c == '?':
		f.number, f.other = true, true
	case c == '%' || folded == 'e':
		f.other = true
	case folded == 'g' && f.general():
		f.number, f.other = true, true
		f.at += len("general") - 1
	case strings.IndexByte("ymdhs", folded) >= 0:
		f.letters, f.seconds = true, folded == 's'
	}
	f.at++
}

func (f *formatReader) general() bool {
	const word = "general"
	return len(f.code)-f.at >= len(word) && strings.EqualFold(f.code[f.at:f.at+len(word)], word)
}

// leading is how many digits a whole number is shown with, zeros before it; 0 when none are put there.
func (f *formatReader) leading() int {
	if f.zeros < 2 || f.other || f.letters {
		return 0
	}
	return f.zeros
}

// inside is what stands from here to the closing character, and passes it. What is not closed goes on to the end.
func (f *formatReader) inside(closing byte) string {
	inside, _, _ := strings.Cut(f.code[f.at+1:], string(closing))
	f.at += len(inside) + 1
	return inside
}

func elapsed(inside string) bool {
	return inside != "" && strings.Trim(lower(inside), "hms") == "" && strings.Count(lower(inside), lower(inside[:1])) == len(inside)
}
