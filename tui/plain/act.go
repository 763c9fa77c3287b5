package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/text"
)

// deed is one everyday act as it was typed: what must be read for it, and how it is planned over what was read.
type deed struct {
	wanted store.Wanted
	values []edit.Value // as typed, for the findings
	plan   func(r *store.Records) edit.Plan
}

// actFlags are what every everyday act understands.
type actFlags struct{ yes, json bool }

func (f *actFlags) bind(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.yes, "yes", false, "save without asking")
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
}

const actHelp = `Shows what becomes of every record, old → new, and what the rules say about it,
asks, and saves all of it or nothing. Exit code 1 says that a rule refused it, the
answer was No, or somebody changed the record meanwhile.`

// act prepares an everyday act, shows it, asks, saves and tells.
func (a *app) act(ctx context.Context, f *actFlags, prepare func(context.Context, *store.Store) (deed, error)) error {
	if !f.yes && !a.Asks {
		return wrongUse("this asks before it saves, and nobody is there to answer", "add --yes to save without a question")
	}
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	d, err := prepare(ctx, st)
	if err != nil {
		return err
	}
	records, err := st.Records(ctx, d.wanted)
	if err != nil {
		return err
	}
	done := deedDone{plan: d.plan(records), values: d.values}
	if done.plan.Failed() {
		return a.refuseAct(&done, f)
	}
	if err := a.settleAct(ctx, &done, f); err != nil || len(done.plan.Changes) == 0 {
		return err
	}
	receipt, err := st.Apply(ctx, done.plan.Act(a.operator), done.plan.Changes)
	moved := new(store.ConflictError)
	switch {
	case errors.As(err, &moved):
		return a.tellMoved(&done, moved, f)
	case err != nil:
		return err
	}
	done.save = receipt.Act
	return a.tellAct(&done, f)
}

// deedDone is what became of an everyday act.
type deedDone struct {
	plan   edit.Plan
	values []edit.Value
	save   int64 // 0 when nothing was saved
	moved  []store.Moved
}

// refuseAct tells what the rules have against it. It returns a *rejected error.
func (a *app) refuseAct(d *deedDone, f *actFlags) error {
	err := output(a.Out, func(w *bufio.Writer) error {
		if f.json {
			return writeJSON(w, d.report())
		}
		w.WriteString("Refused: " + text.Visible(d.plan.Title) + "\n")
		d.writeFindings(w)
		return nil
	})
	if err != nil {
		return before("nothing was saved", err)
	}
	return &rejected{"nothing was saved"}
}

// settleAct shows the act and asks. It returns a *rejected error when the answer was No. An act that changes nothing
// is only told.
func (a *app) settleAct(ctx context.Context, d *deedDone, f *actFlags) error {
	nothing := len(d.plan.Changes) == 0
	out := a.Out
	if f.json {
		out = a.Err // the object is written once, when it is known what was saved
	}
	err := output(out, func(w *bufio.Writer) error {
		if f.json && f.yes {
			return nil
		}
		d.write(w)
		if nothing && !f.json {
			w.WriteString("Nothing to save: it is so already.\n")
		}
		return nil
	})
	switch {
	case err != nil:
		return before("nothing was saved", err)
	case nothing && f.json:
		return a.writeReport(d)
	case nothing || f.yes:
		return nil
	}
	sure, err := a.person(ctx).yes("Save?")
	if err == nil && !sure {
		err = &rejected{"nothing was saved"}
	}
	return err
}

// tellAct tells under which number the act was saved. If that fails, the error says that it was saved.
func (a *app) tellAct(d *deedDone, f *actFlags) error {
	err := output(a.Out, func(w *bufio.Writer) error {
		if f.json {
			return writeJSON(w, d.report())
		}
		fmt.Fprintf(w, "Saved as save %d; homeroom undo %[1]d takes it back.\n", d.save)
		return nil
	})
	if err != nil {
		return despite(fmt.Sprintf("saved as save %d", d.save), err)
	}
	return nil
}

// tellMoved tells who changed the records meanwhile, and when, with the values that were typed, that stood there
// then and that stand there now. It returns a *rejected error.
func (a *app) tellMoved(d *deedDone, conflict *store.ConflictError, f *actFlags) error {
	d.moved = conflict.Moved
	for i := range d.moved {
		writeMoved(a.Err, &d.moved[i])
	}
	if f.json {
		if err := a.writeReport(d); err != nil {
			return before("nothing was saved", err)
		}
	}
	return &rejected{"nothing was saved, for the records moved meanwhile; look at them and give the command again"}
}

func writeMoved(w io.Writer, m *store.Moved) {
	fmt.Fprintln(w, text.Visible(m.Sentence()))
	for i, now := range m.Now {
		yours := m.Change.Fields[i].New
		fmt.Fprintf(w, "  %s: yours %s, then %s, now %s\n", now.Field.Label(),
			text.Visible(orEmpty(yours)), text.Visible(orEmpty(now.Old)), text.Visible(orEmpty(now.New)))
	}
}

// write writes the act: what becomes of every record, and what the rules say.
func (d *deedDone) write(w io.StringWriter) {
	w.WriteString(text.Visible(d.plan.Title) + "\n")
	for i := range d.plan.Changes {
		writeChange(w, &d.plan.Changes[i])
	}
	d.writeFindings(w)
}

func (d *deedDone) writeFindings(w io.StringWriter) {
	for _, f := range d.plan.Findings {
		w.WriteString("    " + noteLine(nil, &importer.Note{
			Rule: f.Rule, Severity: f.Severity, Column: labelOf(f.Field), Value: d.typed(f.Field), Message: f.Message, Remedy: f.Remedy,
		}) + "\n")
	}
}

func labelOf(f store.Field) string {
	if f == "" {
		return ""
	}
	return f.Label()
}

// typed is what was typed for a field.
func (d *deedDone) typed(f store.Field) string {
	for _, v := range d.values {
		if v.Field == f {
			return v.Text
		}
	}
	return ""
}
