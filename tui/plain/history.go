package plain

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
)

// event is one history entry in the public JSON. Change it only by adding.
type event struct {
	Change   int64               `json:"change"`
	Save     int64               `json:"save"`
	At       string              `json:"at"`
	Operator string              `json:"operator"`
	Kind     store.ActKind       `json:"kind"`
	Title    string              `json:"title"`
	File     string              `json:"file"`
	SHA256   string              `json:"sha256"`
	Line     int                 `json:"line"`
	Record   store.Kind          `json:"record"`
	Key      string              `json:"key"`
	Created  bool                `json:"created"`
	Deleted  bool                `json:"deleted"`
	Fields   []store.FieldChange `json:"fields"`
	Undoes   int64               `json:"undoes"`
	UndoneBy int64               `json:"undone_by"`
}

func (a *app) historyCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "history SERIAL|TAG|USER-ID",
		Short: "Everything that happened to a device or a person, oldest first",
		Long: `Lists every change of a device record, or of a person and the devices given to or
taken from them, oldest first: when, who, from which file and line, old → new,
and what was taken back. The number in front (c345) is for homeroom undo.`,
		Example: `  homeroom history C02XK0A1JG5H
  homeroom history 3001234
  homeroom history avery.lane --json`,
		Args: exactly("a SERIAL, a TAG or a USER-ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			st, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer st.Close()
			entries, err := st.History(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return output(a.Out, func(w *bufio.Writer) error {
				if asJSON {
					return writeJSON(w, events(entries))
				}
				for i := range entries {
					writeEntry(w, &entries[i])
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON array")
	return cmd
}

func events(entries []store.Entry) []event {
	list := make([]event, len(entries))
	for i, e := range entries {
		list[i] = event{
			Change: e.ID, Save: e.Act, At: e.At.UTC().Format(time.RFC3339Nano), Operator: e.Operator, Kind: e.Kind,
			Title: e.Title, File: e.FileName, SHA256: e.SHA256, Line: e.Line, Record: e.Record, Key: e.Key,
			Created: e.Created, Deleted: e.Deleted, Fields: e.Fields, Undoes: e.Undoes, UndoneBy: e.UndoneBy,
		}
		if e.Fields == nil {
			list[i].Fields = []store.FieldChange{}
		}
	}
	return list
}

// moment is a time in the one zone that all plain lines use, as the sentences of the store do.
func moment(at time.Time) string { return at.UTC().Format("2006-01-02 15:04:05Z") }

// writeEntry writes one change: who and when, where it came from, what became of which record.
func writeEntry(w io.StringWriter, e *store.Entry) {
	w.WriteString(fmt.Sprintf("%s  c%d  %s  %s\n", moment(e.At), e.ID,
		text.Visible(e.Operator), source(e)))
	title := fmt.Sprintf("%s %s", recordWord(e.Record), text.Visible(e.Key))
	switch {
	case e.Created:
		title += ": new record"
	case e.Deleted:
		title += ": the record went"
	}
	if e.Undoes != 0 {
		title += fmt.Sprintf(" (takes back c%d)", e.Undoes)
	}
	if e.UndoneBy != 0 {
		title += fmt.Sprintf(" (taken back by c%d)", e.UndoneBy)
	}
	w.WriteString("    " + title + "\n")
	writeFields(w, e.Fields, e.Created)
}

// source says which save a change belongs to, and for an import which file and line it came from.
func source(e *store.Entry) string {
	s := fmt.Sprintf("%s %d", e.Kind, e.Act)
	if e.FileName == "" {
		return s
	}
	s += ", " + text.Visible(e.FileName)
	if e.Line > 0 {
		s += fmt.Sprintf(" line %d", e.Line)
	}
	return s
}
