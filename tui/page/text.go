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

// The column of labels is as wide as the longest of them where there is room for it.
const (
	labelWide   = 22
	labelNarrow = 14
	labelRoom   = 56
)

// Field is a labelled value of a record, wrapped under itself; an empty value is said in words.
func Field(th *theme.Theme, label, value string, width int) []Line {
	labelWidth := labelWide
	if width < labelRoom {
		labelWidth = labelNarrow
	}
	named := screen.Fill(screen.Clip(label, labelWidth-1), labelWidth)
	if value == "" {
		return []Line{{Key: "field:" + label, Text: th.Dim.Render(named + "(empty)")}}
	}
	lines := make([]Line, 0, 1)
	for i, part := range screen.Wrap(value, max(8, width-labelWidth)) {
		if i == 0 {
			lines = append(lines, Line{Key: "field:" + label, Text: th.Dim.Render(named) + part})
			continue
		}
		lines = append(lines, Line{Text: strings.Repeat(" ", labelWidth) + part, Still: true})
	}
	return lines
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
