package edit

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"homeroom/store"
)

// written are the fields that hold words, which an encoding read wrong or a web page garbles.
var written = map[store.Field]bool{
	store.FieldFullName: true, store.FieldEmail: true, store.FieldRoom: true, store.FieldDepartment: true,
	store.FieldBuilding: true, store.FieldModel: true,
}

var (
	entity = regexp.MustCompile(`&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}[0-9]{0,2});`)
	// lostLetter is what is left of a letter that an encoding does not have. In a name it may be the last of a word: a
	// room may be in question.
	lostLetter = regexp.MustCompile(`\pL\?+\pL|(?:^|[ (“"-])\?+\pL|\x{fffd}`)
	lostOfName = regexp.MustCompile(`\pL\?|\?\pL`)
	// cellDate is a date as a spreadsheet writes one for 3-4: a room "May 204" or "1-2-03" is none.
	cellDate = regexp.MustCompile(`^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2}))(?:[ T][0-9:.]+Z?)?$|` +
		`^[0-9]{1,2}-(?:` + months + `)(?:-[0-9]{2}|-[0-9]{4})?$|^(?:` + months + `)-[0-9]{2}$`)
	// cellNumber leaves 1E2 alone: that may be a room.
	cellNumber = regexp.MustCompile(`^[0-9](?:\.[0-9]+)?[eE]\+[0-9]+$`)
)

const months = `Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec`

// Garbled says what in words is no word any more, or is nil: text read in a wrong encoding, letters lost to question
// marks, the codes of a web page, and the number or date that a spreadsheet made of a name or a room. It is
// always a warning: nothing hangs on these fields.
func Garbled(f store.Field, value string) *store.Finding {
	if !written[f] || wordly(f, value) {
		return nil
	}
	warn := func(message, remedy string) *store.Finding {
		return &store.Finding{Rule: "R-08", Severity: store.SeverityWarning, Message: message, Remedy: remedy}
	}
	switch whole, some := regained(value); {
	case whole != "" || some:
		return warn("the "+f.Label()+" was read in a wrong encoding on its way here", "write it again, and export the file as UTF-8")
	case unescaped(value) != value:
		return warn("the "+f.Label()+" holds a web page's code for a character", "write the character itself")
	case strings.ContainsRune(value, utf8.RuneError):
		return warn("the "+f.Label()+" holds U+FFFD in the place of a letter that is lost", "write the letter again, and export the file as UTF-8")
	case f != store.FieldEmail && lostLetter.MatchString(value), f == store.FieldFullName && lostOfName.MatchString(value):
		return warn("a question mark stands in the "+f.Label()+" where a letter seems to be lost", "write the letter again, and export the file as UTF-8")
	case f != store.FieldFullName && f != store.FieldRoom:
		return nil
	}
	for _, made := range madeByCells[f] {
		if made.shape.MatchString(value) {
			return warn(made.message, made.remedy)
		}
	}
	return nil
}

// madeBy is what a spreadsheet makes of words.
type madeBy struct {
	shape           *regexp.Regexp
	message, remedy string
}

var madeByCells = map[store.Field][]madeBy{
	store.FieldFullName: {
		{regexp.MustCompile(`^[0-9]+(?:\.0+)?$`), "a number stands where a name is meant", "look whether the columns are right, and write the name"},
		{cellDate, "a date stands where a name is meant", "look whether the columns are right, and write the name"},
	},
	store.FieldRoom: {
		{cellDate, "a date stands where a room is meant: a spreadsheet changed it", "format the column as text and write the room again"},
		{cellNumber, "a spreadsheet wrote the room in scientific notation", "format the column as text and write the room again"},
		{point, "a spreadsheet turned the room into a number and added .0", "format the column as text and take the .0 away"},
	},
}

// wordly tells of nearly every value, at once, that nothing is garbled in it: letters, or digits without the marks of
// a date or a number where those are looked for.
func wordly(f store.Field, value string) bool {
	digits, marks := false, false
	for i := range len(value) {
		switch c := value[i]; {
		case c >= utf8.RuneSelf || c == '&' || c == '?':
			return false
		case c >= '0' && c <= '9':
			digits = true
		case c == '-' || c == '/' || c == '.' || c == '+':
			marks = true
		}
	}
	switch f {
	case store.FieldFullName:
		return !digits || !marks && !number(value)
	case store.FieldRoom:
		return !digits || !marks
	}
	return true
}

// again is how often a text is read wrong at most on its way.
const again = 3

// unescaped is a text with characters in the place of a web page's codes for them.
func unescaped(value string) string {
	for range again {
		if !strings.Contains(value, "&") {
			break
		}
		next := entity.ReplaceAllStringFunc(value, html.UnescapeString)
		if next == value {
			break
		}
		value = next
	}
	return value
}

// rightly is a text that was read in a wrong encoding as it was, if all of it was and nothing is lost; else the text.
func rightly(value string) string {
	if whole, _ := regained(value); whole != "" {
		return whole
	}
	return value
}

// roomNumber is the number of a room before a spreadsheet took it for one to reckon with, if no digit is lost.
func roomNumber(_ store.Field, value string) string {
	if cellNumber.MatchString(value) {
		return unrounded(store.FieldRoom, value)
	}
	return value
}

// wrongly are the characters of the two old encodings that UTF-8 is mistaken for, from byte 0x80 on. The five bytes
// that Windows-1252 leaves open are read as control characters.
var wrongly = [...]map[rune]byte{bytesOf(windows + latin), bytesOf(mac)}

const (
	windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"
	latin   = "\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"
	mac     = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯"
)

func bytesOf(characters string) map[rune]byte {
	m := map[rune]byte{}
	for i, r := range []rune(characters) {
		m[r] = byte(0x80 + i)
	}
	return m
}

// regained reads a text as UTF-8 that was read in an old encoding. whole is what it was, if everything in it beyond
// ASCII says so; some reports that a part does.
func regained(value string) (whole string, some bool) {
	if ascii(value) {
		return "", false
	}
	for range again {
		next := ""
		for _, table := range wrongly {
			text, good, bad := asUTF8(value, table)
			some = some || good > 0
			if good > 0 && bad == 0 && next == "" {
				next = text
			}
		}
		if next == "" {
			break
		}
		whole, value = next, next
	}
	return whole, some
}

// asUTF8 reads each run of characters beyond ASCII as the bytes that they stand for, and counts the runs that are
// UTF-8 and those that are not.
func asUTF8(value string, table map[rune]byte) (text string, good, bad int) {
	var out strings.Builder
	for i := 0; i < len(value); {
		n := runOf(value[i:])
		if n == 0 {
			out.WriteByte(value[i])
			i++
			continue
		}
		run := value[i : i+n]
		if was, ok := decoded(run, table); ok && !(i > 0 && value[i-1] >= 'A' && value[i-1] <= 'Z' && closes(run)) {
			out.WriteString(was)
			good++
		} else {
			out.WriteString(run)
			bad++
		}
		i += n
	}
	return out.String(), good, bad
}

// runOf is how many bytes at the beginning are beyond ASCII.
func runOf(s string) int {
	n := 0
	for n < len(s) && s[n] >= utf8.RuneSelf {
		n++
	}
	return n
}

// closes reports the end of a word in capitals before a quotation mark or a dash, which is right as it is: BLÅ”.
func closes(run string) bool {
	r := []rune(run)
	return len(r) == 2 && strings.ContainsRune("ÄÅÆ", r[0]) && strings.ContainsRune("‘’“”–—", r[1])
}

// decoded reads characters as the bytes that they stand for. It reports whether those are letters and signs of a name.
func decoded(run string, table map[rune]byte) (string, bool) {
	raw := make([]byte, 0, len(run))
	for _, r := range run {
		b, ok := table[r]
		if !ok {
			return "", false
		}
		raw = append(raw, b)
	}
	if !utf8.Valid(raw) {
		return "", false
	}
	foreign, others := 0, 0
	for _, r := range string(raw) {
		switch {
		case unicode.In(r, unicode.Cyrillic, unicode.Greek):
			foreign++
		case r >= 0xc0 && r < 0x180 || r >= 0x1e00 && r < 0x1f00 || r >= 0x218 && r < 0x21c || r >= 0x300 && r < 0x30d ||
			strings.ContainsRune(signs, r) || table[r] != 0:
			others++
		default:
			return "", false
		}
	}
	return string(raw), foreign != 1 || others > 0
}

// signs are what a name or a room holds besides letters.
const signs = "\u00a0ªº°·«»¿¡‐‑–—‘’‚“”„•…€™©®"

// Fits reports whether a text is another with letters lost to question marks: one for each letter, or one for each of
// its bytes.
func Fits(lost, whole string) bool {
	if whole == lost || !strings.ContainsAny(lost, "?\ufffd") {
		return false
	}
	return fits([]rune(lost), whole, func(rune) int { return 1 }) || fits([]rune(lost), whole, utf8.RuneLen)
}

func fits(lost []rune, whole string, marks func(rune) int) bool {
	for _, r := range whole {
		if len(lost) > 0 && lost[0] == r {
			lost = lost[1:]
			continue
		}
		n := marks(r)
		if r < utf8.RuneSelf || len(lost) < n {
			return false
		}
		for _, mark := range lost[:n] {
			if mark != '?' && mark != utf8.RuneError {
				return false
			}
		}
		lost = lost[n:]
	}
	return len(lost) == 0
}
