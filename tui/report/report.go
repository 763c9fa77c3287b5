// Package report writes out what a screen shows as a page for the file: plain text to read and print, or a table for
// a spreadsheet.
package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/screen"
)

// Report is a page: what it is about, facts that hold for all of it, and its parts, of which most pages have one. Values
// are as they stand on record; Write makes them safe for what it writes.
type Report struct {
	Title string
	Facts [][2]string // label and value
	Part
	Below  []Part
	Stamps bool // its times are written as Stamp does
}

// Part is rows under a header.
type Part struct {
	Title  string
	Header []string
	Rows   [][]string
	Lines  [][2]string // the rows in words, and below each what became of it: in plain text instead of blocks
}

func (r *Report) parts() []Part { return append([]Part{r.Part}, r.Below...) }

// Sign adds who wrote the page out, and when.
func (r *Report) Sign(operator string, at time.Time) {
	when := Moment(at, at.Location())
	if r.Stamps {
		when = Stamp(at, at.Location())
	}
	r.Facts = append(r.Facts, [2]string{"Written out", when + " by " + operator})
}

// Formats are the endings a page can be written under.
func Formats() []string { return []string{"txt", "csv", "xlsx"} }

// Write writes the page as "txt", "csv" or "xlsx", there each part on a sheet of its own. No control character gets
// into any of them, and no cell that a spreadsheet would run. Another format is CodeInvalid; other errors are those of w.
func Write(w io.Writer, format string, r Report) error {
	switch format {
	case "txt":
		_, err := io.WriteString(w, plain(r))
		return err
	case "csv":
		return writeCSV(w, r)
	case "xlsx":
		return writeXLSX(w, r)
	}
	return &store.Error{
		Code: store.CodeInvalid, Message: "a page is not written as “" + text.Visible(format) + "”",
		Remedy: "let the file's name end in ." + strings.Join(Formats(), ", ."),
	}
}

// paper is how many cells a line of plain text has.
const paper = 78

// plain is the page as text: the facts, then every row as a block of labelled lines, which holds on any paper and
// reads aloud well. What is empty is left out.
func plain(r Report) string {
	var b strings.Builder
	title := strings.Join(screen.Wrap(r.Title, paper), "\n")
	b.WriteString(title + "\n" + strings.Repeat("=", min(paper, ansi.StringWidthWc(title))) + "\n\n")
	wide := 0
	for _, f := range r.Facts {
		wide = max(wide, ansi.StringWidthWc(f[0]))
	}
	for _, f := range r.Facts {
		labelled(&b, "", f[0], f[1], wide)
	}
	for _, p := range r.parts() {
		if p.Title != "" {
			b.WriteString("\n" + p.Title + "\n" + strings.Repeat("-", len(p.Title)) + "\n")
		}
		if p.Lines != nil {
			lines(&b, p.Lines)
			continue
		}
		for i, row := range p.Rows {
			fmt.Fprintf(&b, "\n%d of %d\n", i+1, len(p.Rows))
			block(&b, p.Header, row)
		}
		if len(p.Rows) == 0 {
			b.WriteString("\nnothing\n")
		}
	}
	return b.String()
}

// lines writes the rows in words.
func lines(b *strings.Builder, all [][2]string) {
	b.WriteString("\n")
	for _, l := range all {
		labelled(b, "", "", l[0], 0)
		labelled(b, "    ", "", l[1], 0)
	}
}

func block(b *strings.Builder, header, row []string) {
	wide := 0
	for _, label := range header {
		wide = max(wide, ansi.StringWidthWc(label))
	}
	for i, value := range row {
		if value != "" && i < len(header) {
			labelled(b, "  ", header[i], value, wide)
		}
	}
}

// labelled writes a value beside its label, wrapped under itself.
func labelled(b *strings.Builder, indent, label, value string, wide int) {
	room := max(20, paper-len(indent)-wide-2)
	for i, line := range screen.Wrap(value, room) {
		if i > 0 {
			label = ""
		}
		name := label + strings.Repeat(" ", wide-ansi.StringWidthWc(label))
		b.WriteString(strings.TrimRight(indent+name+"  "+line, " ") + "\n")
	}
}
