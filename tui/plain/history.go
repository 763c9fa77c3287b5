package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
	"homeroom/tui/report"
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

// historyFlags are the forms of a history.
type historyFlags struct {
	json, holders bool
	on, to        string
}

func (a *app) historyCommand() *cobra.Command {
	var f historyFlags
	cmd := &cobra.Command{
		Use:   "history SERIAL|TAG|USER-ID",
		Short: "Who held it from when to when, and everything that happened, oldest first",
		Long: `Tells the biography of a device or a person. First every holder of the device, or
every device of the person, from when to when; then every change, oldest first:
when, who, from which file and line, old → new, and what was taken back. The
number in front (c345) is for homeroom undo.

--on answers who held it on one day; exit code 1 says nobody did. -o writes the
whole as a page for an auditor.`,
		Example: `  homeroom history C02XK0A1JG5H
  homeroom history 3001234 --on 2026-09-01
  homeroom history 3001234 -o 3001234.xlsx
  homeroom history avery.lane --holders
  homeroom history avery.lane --json`,
		Args: exactly("a SERIAL, a TAG or a USER-ID"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.history(cmd.Context(), args[0], &f) },
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.json, "json", false, "print one JSON array of the changes, or with --holders or --on of the holders")
	flags.BoolVar(&f.holders, "holders", false, "only the holders")
	flags.StringVar(&f.on, "on", "", "who held it on this `day`: 2026-09-01, today or yesterday")
	flags.StringVarP(&f.to, "output", "o", "", "write the page to this new `file` (.txt, .csv or .xlsx)")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(apart(cmd, "output", "json", "holders", "on"), apart(cmd, "on", "holders"))
	}
	return cmd
}

// history tells the biography of a device or a person in the form asked for.
func (a *app) history(ctx context.Context, name string, f *historyFlags) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	b, err := biography(ctx, st, name)
	switch {
	case err != nil:
		return err
	case f.to != "":
		return a.writePage(&b, f.to)
	case f.on != "":
		return a.heldOn(&b, f)
	}
	return output(a.Out, func(w *bufio.Writer) error {
		switch {
		case f.holders && f.json:
			return writeJSON(w, holdings(b.Holdings))
		case f.json:
			return writeJSON(w, events(b.Entries))
		}
		writeHolders(w, &b)
		if f.holders {
			return nil
		}
		w.WriteString("\n")
		for i := range b.Entries {
			writeEntry(w, &b.Entries[i])
		}
		return nil
	})
}

// biography finds the record also under what is written for it elsewhere: a label's serial number with its S, a Managed
// Apple Account. CodeNotFound when nothing was ever on record under the name.
func biography(ctx context.Context, st *store.Store, name string) (store.Biography, error) {
	b, err := st.Biography(ctx, name)
	if store.CodeOf(err) != store.CodeNotFound {
		return b, err
	}
	found, failed := st.Find(ctx, name)
	if failed != nil || len(found) == 0 {
		return b, errors.Join(failed, err)
	}
	return st.Biography(ctx, found[0].Key)
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
// moment writes a time as the clock on the wall says it, with how far that is from Greenwich.
func moment(at time.Time) string { return at.Local().Format("2006-01-02 15:04:05Z07:00") }

// writeEntry writes one change: who and when, where it came from, what became of which record.
func writeEntry(w io.StringWriter, e *store.Entry) {
	from := source(e)
	if e.Kind == store.ActEdit && e.FileName == "" {
		from += ", " + text.Visible(e.Title)
	}
	w.WriteString(fmt.Sprintf("%s  c%d  %s  %s\n", moment(e.At), e.ID, text.Visible(e.Operator), from))
	title := recordName(e.Record, e.Key, e.Fields) + strings.Replace(fateOf(e.Record, e.Key, e.Fields, e.Created, e.Deleted), "goes", "went", 1)
	if e.Undoes != 0 {
		title += fmt.Sprintf(" (takes back c%d)", e.Undoes)
	}
	if e.UndoneBy != 0 {
		title += fmt.Sprintf(" (taken back by c%d)", e.UndoneBy)
	}
	w.WriteString("    " + title + "\n")
	writeFields(w, e.Fields, e.Created)
}

// source says which save a change belongs to: for an import which file and line it came from, for a step which one.
func source(e *store.Entry) string {
	kind := string(e.Kind)
	if e.Kind == store.ActEdit {
		kind = "save"
	}
	s := fmt.Sprintf("%s %d", kind, e.Act)
	if e.Kind == store.ActStep {
		return s + ", " + text.Visible(e.Title)
	}
	if e.FileName == "" {
		return s
	}
	s += ", " + text.Visible(e.FileName)
	if e.Line > 0 {
		s += " " + report.Line(e)
	}
	return s
}
