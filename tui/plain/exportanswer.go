package plain

import (
	"bufio"
	"fmt"
	"path/filepath"
	"strings"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/text"
)

// exportAnswer is what became of an export.
type exportAnswer struct {
	out  *importer.Outgoing
	kept store.Export
	file string // empty where there was nothing to write
}

// exportedJSON is the answer in the public JSON. Change it only by adding.
type exportedJSON struct {
	Template string          `json:"template"`
	Site     string          `json:"site"`
	Query    string          `json:"query"`
	Format   string          `json:"format"`
	Rows     int             `json:"rows"`
	File     string          `json:"file"`   // empty where there was no row to write
	Export   int64           `json:"export"` // its number; 0 where nothing was written
	Since    int64           `json:"since"`  // the export since which it holds the changes, 0 where it holds all
	SHA256   string          `json:"sha256"`
	Notes    []importer.Note `json:"notes"`
	Left     []leftJSON      `json:"left"`
}

// leftJSON is what a file does not tell the vendor.
type leftJSON struct {
	Key string `json:"key"`
	Why string `json:"why"`
}

// toldOfExport says what was written, what the vendor will take otherwise than it is meant, and what could not be
// written.
func (a *app) toldOfExport(e *exportAnswer, asJSON bool) error {
	err := output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			return writeJSON(w, e.json())
		}
		fmt.Fprintln(w, e.sentence())
		for _, line := range e.out.Told() {
			fmt.Fprintln(w, line)
		}
		return nil
	})
	if err == nil && len(e.out.Left) > 0 {
		return &rejected{"not everything could be told by the file"}
	}
	return err
}

func (e *exportAnswer) sentence() string {
	switch {
	case e.file == "" && e.kept.Since != 0:
		return fmt.Sprintf("nothing is written: there is no change since export %d", e.kept.Since)
	case e.file == "":
		return "nothing is written: there is no row"
	}
	return fmt.Sprintf("%s written to %s: export %d", counted(e.out.Len(), "row is", "rows are"), text.Visible(e.file), e.kept.ID)
}

func (e *exportAnswer) json() exportedJSON {
	j := exportedJSON{
		Template: e.kept.Template, Site: e.kept.Site, Query: e.kept.Query, Format: e.kept.Format, Rows: e.out.Len(), File: e.file,
		Export: e.kept.ID, Since: e.kept.Since, SHA256: e.kept.SHA256, Notes: append([]importer.Note{}, e.out.Notes...), Left: []leftJSON{},
	}
	for _, l := range e.out.Left {
		j.Left = append(j.Left, leftJSON(l))
	}
	return j
}

// formatFor is the format that the ending of a file's name asks for, of a file of this layout.
func formatFor(t *template.Template, path string) (string, error) {
	format := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	for _, f := range t.Formats() {
		if f == format {
			return f, nil
		}
	}
	return "", wrongUse("a file of the template "+t.Name+" is not written as "+quoted(path), "let its name end in ."+strings.Join(t.Formats(), " or ."))
}
