package sheet

import (
	"fmt"
	"strings"
)

// delimiters are the ones that are guessed, in the order in which they win a tie, with their names.
var delimiters = [...]struct {
	char byte
	name string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "pipe"}}

// sample is how many lines decide on the delimiter, sampleSize how many bytes at most.
const (
	sample     = 100
	sampleSize = 256 << 10
)

// delimiter is the delimiter that was chosen, with the evidence for each.
type delimiter struct {
	char  byte
	why   string // why it was chosen, when not by the evidence
	hand  bool
	best  byte // by the evidence
	tried [len(delimiters)]cut
}

// delimit chooses the delimiter: the one that is wanted, the one of a sep= line, or the one that the text speaks for.
// start is where the table begins.
func delimit(s, wanted string) (start int, d delimiter, err error) {
	sep, start := sepLine(s)
	d.tried = cuts(s[start:])
	d.best = best(d.tried)
	switch {
	case wanted != "":
		char, p := delimiterNamed(wanted)
		if p != nil {
			return 0, d, p
		}
		d.char, d.hand = char, true
	case sep != 0:
		d.char, d.why = sep, "the first line says "+quoted("sep="+string(rune(sep)))
	default:
		d.char = d.best
	}
	return start, d, nil
}

// sepLine reads Excel's first line "sep=;", which names the delimiter. It returns the delimiter and where the text
// goes on, or 0.
func sepLine(s string) (delim byte, rest int) {
	end := strings.IndexAny(s, "\r\n")
	if end < 0 {
		end = len(s)
	}
	line := strings.TrimRight(s[:end], " ")
	line = strings.TrimSuffix(strings.TrimPrefix(line, `"`), `"`)
	if len(line) != 5 || lower(line[:4]) != "sep=" || !mayDelimit(line[4]) {
		return 0, 0
	}
	return line[4], end
}

// mayDelimit reports whether a character can stand between cells without being taken for a part of them.
func mayDelimit(c byte) bool {
	alphanumeric := c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	return c == '\t' || c > ' ' && c < 0x7f && c != '"' && !alphanumeric
}

// cut is how a delimiter cuts the first lines of a text.
type cut struct {
	lines  int
	usual  int // delimiters in most of the lines that have any
	same   int // lines with so many
	met    int // delimiters in all
	spaced int // of those, with a blank behind
	inside int // of those, between two digits, as in 299,00
}

// cuts tries each of the delimiters.
func cuts(s string) (tried [len(delimiters)]cut) {
	s = strings.TrimLeft(s, "\r\n")
	s = s[:min(len(s), sampleSize)]
	for i, d := range delimiters {
		tried[i] = cutBy(s, d.char)
	}
	return tried
}

func cutBy(s string, delim byte) cut {
	var c cut
	byCount := map[int]int{}
	for pos := 0; pos < len(s) && c.lines < sample; {
		n, spaced, inside, end := countOutside(s, pos, delim)
		if strings.TrimSpace(s[pos:end]) != "" {
			c.lines++
			c.met += n
			c.spaced += spaced
			c.inside += inside
			byCount[n]++
		}
		pos = end + 1
	}
	for n, times := range byCount {
		if n > 0 && (times > c.same || times == c.same && n > c.usual) {
			c.usual, c.same = n, times
		}
	}
	return c
}

// best is the delimiter that cuts all lines into as many cells; of several such, and where none does, the one that cuts
// most evenly into the most cells: two columns may be cut by chance, ten hardly. Where two do that alike it is the one
// that stands less often where it belongs to the language or a number. Text without any is one column, for which it is
// the comma.
func best(tried [len(delimiters)]cut) byte {
	char, most, least := delimiters[0].char, 0.0, 0
	for i, d := range delimiters {
		score, weak := tried[i].score(), tried[i].spaced+tried[i].inside
		if score > most || score == most && score > 0 && weak < least {
			char, most, least = d.char, score, weak
		}
	}
	return char
}

func (c cut) score() float64 {
	if c.usual == 0 {
		return 0
	}
	cells := float64(c.usual)
	if c.spaced == c.met { // "Mendes, Ana": a comma of the language more likely than one of the table
		cells /= 4
	}
	score := float64(c.same) / float64(c.lines) * cells / (cells + 1)
	if c.same == c.lines && c.lines > 1 {
		score++
	}
	return score
}

// countOutside counts the delimiters outside quotation marks up to the end of the line that starts at pos, and those
// of them that have a blank behind, and returns that end.
func countOutside(s string, pos int, delim byte) (n, spaced, digits, end int) {
	inside, begins := false, true // begins: a cell starts here, so a quotation mark opens
	for ; pos < len(s); pos++ {
		c := s[pos]
		if inside && c == '"' && pos+1 < len(s) && s[pos+1] == '"' && s[pos-1] != '\\' { // a doubled mark
			pos++
			continue
		}
		opens := c == '"' && (begins || inside && !escapedAt(s, pos, delim))
		begins = !inside && (c == delim || begins && c == ' ')
		switch {
		case opens:
			inside = !inside
		case inside:
		case c == delim:
			n++
			if pos+1 < len(s) && s[pos+1] == ' ' {
				spaced++
			}
			if pos > 0 && pos+1 < len(s) && isDigit(s[pos-1]) && isDigit(s[pos+1]) {
				digits++
			}
		case c == '\n' || c == '\r':
			return n, spaced, digits, pos
		}
	}
	return n, spaced, digits, pos
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// escapedAt reports whether the mark at a place has a backslash before it and the cell goes on behind it.
func escapedAt(s string, pos int, delim byte) bool {
	if s[pos-1] != '\\' || pos+1 == len(s) {
		return false
	}
	next := s[pos+1]
	return next != delim && next != '\n' && next != '\r'
}

// delimiterName is the delimiter in words.
func delimiterName(c byte) string {
	for _, d := range delimiters {
		if d.char == c {
			return d.name
		}
	}
	return string(rune(c))
}

// decision says why this is the delimiter, now that the rows were read with it. One chosen by hand that makes a single
// cell of each row is refused, if another does not.
func (d *delimiter) decision(rows []Record) (Decision, error) {
	usual, same, all := usualCells(rows)
	why := d.why
	if usual > 1 || why == "" {
		why = joined(why, "; ", evenly(usual, same, all))
	}
	why = joined(why, "; ", d.compared(usual))
	out := Decision{What: "delimiter", Chosen: delimiterName(d.char), Why: why}
	for i, other := range delimiters {
		if other.char != d.char && d.tried[i].met > 0 {
			out.Others = append(out.Others, other.name)
		}
	}
	if !d.hand {
		return out, nil
	}
	out.Why = byHand + why
	if usual > 1 || same < all || d.best == d.char || len(out.Others) == 0 {
		return out, nil
	}
	return out, &Problem{
		Code: "delimiter", Message: "the delimiter is not " + out.Chosen + ": " + why,
		Remedy: "leave the delimiter out, or choose " + delimiterName(d.best),
	}
}

// tellDoubt says that a sep= line names a delimiter that makes a single cell of each row, or that another delimiter
// cuts the rows just as well as the one that was chosen.
func (d *delimiter) tellDoubt(rows []Record, ps *problems) {
	usual, same, all := usualCells(rows)
	if d.hand {
		return
	}
	if d.char != d.best && usual <= 1 && d.compared(usual) != "" {
		ps.add(-1, Problem{
			Line: 1, Code: "sep_doubt",
			Message: "the first line says that " + delimiterName(d.char) + " stands between the cells, but then every row is a single cell; " + d.compared(usual),
			Remedy:  "choose the delimiter by hand, or mend the first line",
		})
	}
	rival := d.rival()
	if rival == "" || same < all {
		return
	}
	ps.add(-1, Problem{
		Code:    "delimiter_doubt",
		Message: fmt.Sprintf("%s and %s both cut every row into %s; it was read with %s", delimiterName(d.char), rival, plural(usual, "cell"), delimiterName(d.char)),
		Remedy:  "look whether the columns are right; if not, choose " + rival + " by hand",
	})
}

// rival is another delimiter that cuts every row into as many cells as the one that the evidence speaks for, or "".
func (d *delimiter) rival() string {
	if d.char != d.best || d.why != "" {
		return ""
	}
	for i, chosen := range delimiters {
		for k, other := range delimiters {
			a, b := d.tried[i], d.tried[k]
			if chosen.char == d.char && i != k && a.usual > 0 && a.lines > 1 && a.same == a.lines && b.score() == a.score() {
				return other.name
			}
		}
	}
	return ""
}

// evenly says how evenly the rows are cut.
func evenly(usual, same, all int) string {
	switch {
	case usual <= 1 && same == all:
		return "every row is a single cell"
	case all == 1:
		return fmt.Sprintf("the only row has %s with it", plural(usual, "cell"))
	case same == all:
		return fmt.Sprintf("every one of %d rows has %s with it", all, plural(usual, "cell"))
	}
	return fmt.Sprintf("%d of %d rows have %s with it", same, all, plural(usual, "cell"))
}

// compared says how the others cut the rows.
func (d *delimiter) compared(usual int) string {
	var differ, even []string
	for i, other := range delimiters {
		switch c := d.tried[i]; {
		case other.char == d.char || c.met == 0:
		case c.same == c.lines:
			even = append(even, fmt.Sprintf("with %s they have %d", other.name, c.usual+1))
		default:
			differ = append(differ, other.name)
		}
	}
	if len(differ) > 0 {
		even = append(even, "with "+either(differ)+" they differ")
	}
	if len(even) == 0 && usual <= 1 {
		return "the first rows hold no " + either(Delimiters())
	}
	return strings.Join(even, ", ")
}

// joined is both texts with what stands between them, or the one that is not empty.
func joined(a, between, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + between + b
}

// usualCells returns how many cells most rows have, how many rows have so many, and how many there are, the blank ones
// aside. It must be asked before the rows are levelled.
func usualCells(rows []Record) (usual, same, all int) {
	times := map[int]int{}
	run, of := 0, 0 // most rows have as many as the one before
	for i := range rows {
		if len(rows[i].Cells) == 0 {
			continue
		}
		all++
		if int(rows[i].Ragged) != of {
			times[of] += run
			run, of = 0, int(rows[i].Ragged)
		}
		run++
	}
	times[of] += run
	for n, k := range times {
		if k > same || k == same && n > usual {
			usual, same = n, k
		}
	}
	return usual, same, all
}
