package page

import (
	"strings"
	"time"

	"homeroom/store/text"
	"homeroom/tui/screen"
)

// broken breaks a value at spaces into lines of at most width cells. What is no wider by itself stays whole: half of an
// address or a date is none. A wider one is cut with …
func broken(value string, width int) []string {
	var lines []string
	line := ""
	for i, w := range words(text.Visible(value)) {
		switch {
		case i == 0 || line == "" && len(lines) > 0:
			line = w
		case screen.Width(line)+1+screen.Width(w) <= width:
			line += " " + w
		default:
			lines = append(lines, line)
			line = w
		}
	}
	lines = append(lines, line)
	for i, l := range lines {
		lines[i] = screen.Clip(strings.TrimRight(l, " "), width)
	}
	return lines
}

// words are the parts of a value between spaces. A day and its time are one.
func words(value string) []string {
	parts := strings.Split(value, " ")
	list := parts[:0]
	for _, w := range parts {
		if n := len(list) - 1; n >= 0 && timed(list[n]+" "+w) {
			list[n] += " " + w
			continue
		}
		list = append(list, w)
	}
	return list
}

const minute = "2006-01-02 15:04"

func timed(words string) bool {
	if len(words) != len(minute) {
		return false
	}
	_, err := time.Parse(minute, words)
	return err == nil
}

// widest is how many cells the longest word of the value takes.
func (f Fact) widest() int {
	most := 0
	for _, w := range words(f.shown()) {
		most = max(most, screen.Width(w))
	}
	return most
}
