package sheet

import "strings"

// delimiters are the ones that are guessed, in the order in which they win a tie, with their names.
var delimiters = [...]struct {
	char byte
	name string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "pipe"}}

// sample is how many lines decide on the delimiter, sampleSize how many bytes at most.
const (
	sample     = 50
	sampleSize = 256 << 10
)

// sepLine reads Excel's first line "sep=;", which names the delimiter. It returns the delimiter and where the text
// goes on, or 0.
func sepLine(s string) (delim byte, rest int) {
	end := strings.IndexAny(s, "\r\n")
	if end < 0 {
		end = len(s)
	}
	line := strings.TrimRight(s[:end], " ")
	line = strings.TrimSuffix(strings.TrimPrefix(line, `"`), `"`)
	if len(line) != 5 || lower(line[:4]) != "sep=" {
		return 0, 0
	}
	if c := line[4]; c == '"' || c >= 0x80 || c == ' ' || isAlphanumeric(c) {
		return 0, 0
	}
	return line[4], end
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// guessDelimiter takes the delimiter that cuts the first lines most evenly into the most cells. Text without any of
// the four is one column, for which it is the comma.
func guessDelimiter(s string) byte {
	best, most := delimiters[0].char, 0.0
	s = strings.TrimLeft(s, "\r\n")
	s = s[:min(len(s), sampleSize)]
	for _, d := range delimiters {
		if score := evenness(s, d.char); score > most {
			best, most = d.char, score
		}
	}
	return best
}

// evenness is the share of lines that have the usual number of delimiters, weighed by how many cells that makes:
// two columns may be cut by chance, ten hardly.
func evenness(s string, delim byte) float64 {
	lines := 0
	byCount := map[int]int{}
	for pos := 0; pos < len(s) && lines < sample; {
		n, end := countOutside(s, pos, delim)
		if strings.TrimSpace(s[pos:end]) != "" {
			lines++
			byCount[n]++
		}
		pos = end + 1
	}
	score := 0.0
	for n, times := range byCount {
		if n > 0 {
			score = max(score, float64(times)/float64(lines)*float64(n)/float64(n+1))
		}
	}
	return score
}

// countOutside counts the delimiters outside quotation marks up to the end of the line that starts at pos, and
// returns that end.
func countOutside(s string, pos int, delim byte) (n, end int) {
	inside, begins := false, true // begins: a cell starts here, so a quotation mark opens
	for ; pos < len(s); pos++ {
		c := s[pos]
		opens := c == '"' && (inside || begins)
		begins = c == delim && !inside
		switch {
		case opens:
			inside = !inside
		case inside:
		case c == delim:
			n++
		case c == '\n' || c == '\r':
			return n, pos
		}
	}
	return n, pos
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
