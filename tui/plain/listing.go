package plain

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"

	"homeroom/store"
	"homeroom/store/text"
)

// listing is the devices or the users that a query asks for, ready to be written in any form.
type listing struct {
	kind   store.Kind
	fields []store.Field // all of them, for JSON and CSV; the key comes first
	table  []store.Field // those that fit side by side
	order  []int         // the places of the records found, in the order in which they are listed
	key    func(i int) string
	get    func(i int, f store.Field) string
	number map[store.Field]func(i int) int64 // of the fields that are sorted by number
}

// write writes the listing in the form asked for.
func (l *listing) write(w io.Writer, f listFlags) error {
	switch {
	case f.json:
		return l.writeJSON(w)
	case f.csv:
		return l.writeCSV(w)
	}
	return l.writeTable(w)
}

// writeCSV writes all fields under their JSON names, safe for a spreadsheet and for a terminal.
func (l *listing) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	line := make([]string, len(l.fields))
	for n, f := range l.fields {
		line[n] = string(f)
	}
	_ = out.Write(line) // the writer keeps its error for Flush
	for _, i := range l.order {
		for n, f := range l.fields {
			line[n] = text.Cell(text.Visible(l.get(i, f)))
		}
		_ = out.Write(line)
	}
	out.Flush()
	return out.Error()
}

func (l *listing) writeTable(w io.Writer) error {
	var g grid
	line := make([]string, len(l.table))
	for n, f := range l.table {
		line[n] = f.Label()
	}
	g.add(line...)
	for _, i := range l.order {
		for n, f := range l.table {
			line[n] = l.get(i, f)
		}
		g.add(line...)
	}
	buffered := bufio.NewWriter(w)
	if len(l.order) > 0 {
		g.write(buffered, "")
	}
	buffered.WriteString(recordsOf(len(l.order), l.kind) + "\n")
	return buffered.Flush()
}

// recordsOf is the number of records in words.
func recordsOf(n int, k store.Kind) string {
	return counted(n, string(k)+" record", string(k)+" records")
}

// counted is a number of things in words.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
