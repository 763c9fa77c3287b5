package page

import (
	"strings"

	"homeroom/store/text"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// Heading is a title line with a blank above it.
func Heading(th *theme.Theme, title string) []Line {
	return []Line{{Still: true}, {Text: th.Title.Render(title), Still: true}}
}

// Labels get a column as wide as the longest of them, and longer ones are broken where the page is narrow.
const (
	labelGap    = 2
	labelWide   = 22
	labelNarrow = 13
	labelFrom   = 56 // cells from which labels are not broken
	indent      = 2  // of a value that stands below its label
)

// Empty is what stands in the place of a value that is empty.
const Empty = "(empty)"

func labelRoom(width int, facts ...Fact) int {
	most := labelNarrow
	if width >= labelFrom {
		most = labelWide
	}
	longest := 0
	for _, f := range facts {
		longest = max(longest, min(most, screen.Width(f.Label)))
	}
	return longest + labelGap
}

func (f Fact) shown() string {
	if f.Value == "" {
		return Empty
	}
	return text.Visible(f.Value)
}

// lines are the value beside its label, both broken under themselves; an empty value is said in words. One with a word
// that has no room there stands below its label.
func (f Fact) lines(th *theme.Theme, label, width int) []Line {
	labels, at := broken(f.Label, label-labelGap), label
	values := broken(f.shown(), width-label)
	if f.widest() > width-label {
		at = indent
		labels, values = []string{screen.Clip(f.Label, width)}, append([]string{""}, broken(f.shown(), width-indent)...)
	}
	lines := make([]Line, max(len(labels), len(values)))
	for i := range lines {
		name, value := part(labels, i), part(values, i)
		if f.Value == "" {
			value = th.Dim.Render(value)
		}
		lines[i] = Line{Text: th.Dim.Render(screen.Fill(name, at)) + value, Still: i > 0}
	}
	lines[0].Key = "field:" + f.Label
	return lines
}

func part(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// Note is a sentence of the program, dimmed, wrapped.
func Note(th *theme.Theme, sentence string, width int) []Line {
	lines := make([]Line, 0, 1)
	for _, part := range screen.Wrap(sentence, width) {
		lines = append(lines, Line{Text: th.Dim.Render(part), Still: true})
	}
	return lines
}

// Values joins what is not empty of several values, made visible, for one line.
func Values(separator string, values ...string) string {
	kept := make([]string, 0, len(values))
	for _, v := range values {
		if v != "" {
			kept = append(kept, text.Visible(v))
		}
	}
	return strings.Join(kept, separator)
}

// Lead is what a record points at: a label as wide as those of narrow groups, and words, broken under themselves. They
// are made visible already.
func Lead(th *theme.Theme, label, words string, width int) []Line {
	first := th.Dim.Render(screen.Fill(screen.Clip(label, labelNarrow), labelNarrow+labelGap))
	lines := make([]Line, 0, 1)
	for i, part := range broken(words, width-labelNarrow-labelGap) {
		if i > 0 {
			first = strings.Repeat(" ", labelNarrow+labelGap)
		}
		lines = append(lines, Line{Text: screen.Clip(first+part, width), Still: i > 0})
	}
	return lines
}

// To lets the first of some lines lead somewhere and be found again by a key.
func To(key string, open screen.OpenMsg, lines []Line) []Line {
	lines[0].Key, lines[0].Open = key, open
	return lines
}
