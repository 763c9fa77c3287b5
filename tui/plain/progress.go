package plain

import (
	"fmt"
	"io"
	"strings"

	"homeroom/importer"
	"homeroom/store"
)

// progressLine is one line of a terminal that is written over and over while something long runs. Nil shows nothing.
type progressLine struct {
	out  io.Writer
	what string
	long int // cells of what stands there
}

// progressLine is the line on standard error; nil where that is no terminal, or where a screen reader or a program
// listens.
func (a *app) progressLine(what string, quiet bool) *progressLine {
	if quiet || !a.Redraws {
		return nil
	}
	return &progressLine{out: a.Err, what: what}
}

// tell is what Apply tells how far it is; nil for nobody.
func (l *progressLine) tell() func(store.Progress) {
	if l == nil {
		return nil
	}
	return func(p store.Progress) { l.write(l.what + ": " + stageWords(p)) }
}

// compared is what Preview tells how far it is; nil for nobody.
func (l *progressLine) compared() func(importer.Progress) {
	if l == nil {
		return nil
	}
	return func(p importer.Progress) {
		said := string(p.Stage)
		switch {
		case p.Stage == importer.StageRead:
			said += fmt.Sprintf(", %d %%", p.Done)
		case p.Total > 0:
			said += fmt.Sprintf(", %d of %d", p.Done, p.Total)
		}
		l.write(l.what + ": " + said + "; ctrl+c stops it")
	}
}

// write writes over what stands there.
func (l *progressLine) write(s string) {
	fmt.Fprint(l.out, "\r"+s+strings.Repeat(" ", max(0, l.long-len(s))))
	l.long = len(s)
}

// end leaves an empty line for what comes next.
func (l *progressLine) end() {
	if l != nil && l.long > 0 {
		l.write("")
		fmt.Fprint(l.out, "\r")
	}
}

// stageWords say what is being done, and how much of it is.
func stageWords(p store.Progress) string {
	words := map[store.Stage]string{
		store.StageCheck: "comparing with the records", store.StageHistory: "writing the history",
		store.StageRows: "writing what became of the rows", store.StageRecords: "writing the records",
	}[p.Stage]
	if words == "" {
		return "making it final; it cannot be stopped any more"
	}
	return fmt.Sprintf("%s, %d of %d; ctrl+c stops it", words, p.Done, p.Total)
}
