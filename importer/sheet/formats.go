package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// style is what a cell's style does to its number.
type style struct {
	date  bool   // shows it as a date or time
	zeros string // shows it with a digit at each place, zeros before the number; empty when it does not
}

// digitPlace is where a digit goes. No text can hold it.
const digitPlace = "\x00"

// longestFormat is how many characters a number format may have.
const longestFormat = 255

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
		from := f.at
		f.step()
		f.shown.WriteString(shows(code[from:min(f.at, len(code))]))
	}
	return style{date: f.letters && !f.number, zeros: f.leading()}
}

// formatReader walks through a number format.
type formatReader struct {
	code    string
	at      int
	letters bool            // of dates and times
	number  bool            // a place for a number, or elapsed time
	seconds bool            // what came last were the seconds, which may have decimals
	other   bool            // something by which those are no leading zeros: another kind of place, decimals, an exponent
	shown   strings.Builder // what is shown, with the places that show a zero where the number has no digit
}

// step passes over the next character, or what it begins.
func (f *formatReader) step() {
	c := f.code[f.at]
	seconds := f.seconds
	f.seconds = false
	switch folded := c | 0x20; {
	case c == '\\' || c == '_' || c == '*':
		_, size := utf8.DecodeRuneInString(f.code[f.at+1:])
		f.at += size
	case c == '"':
		f.inside('"')
	case c == '[':
		f.number = elapsed(f.inside(']')) || f.number
	case c == '0' && !seconds:
		f.number = true
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

// leading is how a whole number is shown with zeros before it; empty when none are put there.
func (f *formatReader) leading() string {
	shown := f.shown.String()
	if strings.Count(shown, digitPlace) < 2 || f.other || f.letters || utf8.RuneCountInString(f.code) > longestFormat {
		return ""
	}
	return shown
}

// shows is what a piece of a format puts beside the number: words and escaped characters as they are, the sign of a
// currency, a blank for a character's width, and nothing for what fills the cell.
func shows(piece string) string {
	switch piece[0] {
	case '0':
		return digitPlace
	case '"':
		return strings.Trim(piece, `"`)
	case '\\':
		return piece[1:]
	case '_':
		return " "
	case '*':
		return ""
	case '[':
		sign, is := strings.CutPrefix(strings.TrimSuffix(piece, "]"), "[$")
		if !is {
			return ""
		}
		sign, _, _ = strings.Cut(sign, "-")
		return sign
	}
	return piece
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
