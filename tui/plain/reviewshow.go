package plain

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
)

func (a *app) reviewShowCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "show N",
		Short: "A review: what was decided by whom, when and why, what was mended, whose it was",
		Example: `  homeroom reviews show 4
  homeroom reviews show 4 --json`,
		Args: exactly("the number of a review"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := numbered(args[0], "a review")
			if err != nil {
				return err
			}
			return a.onReviews(cmd.Context(), func(st *store.Store) error { return a.showReview(cmd.Context(), st, n, asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func (a *app) showReview(ctx context.Context, st *store.Store, n int64, asJSON bool) error {
	r, ds, data, err := st.Review(ctx, n)
	if err != nil {
		return err
	}
	seen := a.weigh(ctx, st, &r, ds, data)
	return output(a.Out, func(w *bufio.Writer) error {
		if asJSON {
			return writeJSON(w, seen.whole())
		}
		seen.write(w)
		return nil
	})
}

// weighed is a review with its file compared with the records as they are now, where that can be done.
type weighed struct {
	*store.Review
	decisions []store.Decision
	kept      *keptReview // nil where it is not open, or cannot be compared any more: then why
	why       string
}

// weigh compares an open review with the records as they are now. Nothing is written.
func (a *app) weigh(ctx context.Context, st *store.Store, r *store.Review, ds []store.Decision, data []byte) *weighed {
	w := &weighed{Review: r, decisions: ds}
	if r.State != store.ReviewOpen {
		return w
	}
	plan, err := previewKept(ctx, st, r.Operator, *r, data, nil)
	if err != nil {
		w.why = err.Error()
		return w
	}
	plan.Restore(*r, ds)
	w.kept = &keptReview{plan: plan, decided: make(map[int]store.Decision, len(ds))}
	for _, d := range ds {
		w.kept.decided[d.Line] = d
	}
	return w
}

// row is the row of a line; nil where there is none to be had.
func (w *weighed) row(line int) *importer.Row {
	if w.kept == nil {
		return nil
	}
	return w.kept.plan.Row(line)
}

func (w *weighed) write(out io.StringWriter) {
	r := w.Review
	out.WriteString(fmt.Sprintf("Review %d: %s\n", r.ID, text.Visible(r.FileName)))
	var facts grid
	facts.add("State", stateWords(r))
	facts.add("Of", r.Operator)
	facts.add("What", strings.Trim(r.Template+", "+jobWords(r.Template, r.Mode, r.Site), ", "))
	facts.add("Begun", moment(r.Started))
	facts.add("Touched", moment(r.Touched))
	if r.State == store.ReviewOpen {
		facts.add("Ages out", agesWords(r))
	}
	if w.kept != nil {
		decided, of := w.kept.progress()
		facts.add("Decided", fmt.Sprintf("%d of %s", decided, rowsOf(of)))
	}
	facts.add("SHA-256", r.SHA256)
	facts.write(out, "  ")
	if w.why != "" {
		out.WriteString("  ! not compared with the records: " + text.Visible(w.why) + "\n")
	}
	if w.kept != nil {
		out.WriteString("  " + countsLine(w.kept.plan) + "\n")
	}
	w.writeRows(out)
	writeReviewLog(out, r)
}

// writeRows writes what was decided and what was mended, line by line.
func (w *weighed) writeRows(out io.StringWriter) {
	var decided, mended grid
	for i := range w.decisions {
		d := &w.decisions[i]
		serial, tag, id := "", "", ""
		if r := w.row(d.Line); r != nil {
			serial, tag, id = r.Serial, r.AssetTag, cmp.Or(r.UserID, w.kept.plan.About(d.Line))
		}
		decided.add(w.where(d.Line), serial, tag, id, verdictWords(d.Verdict), d.Operator, moment(d.At), d.Reason)
	}
	for _, m := range w.Mends {
		mended.add(w.mendCells(&m)...)
	}
	for _, part := range []struct {
		title string
		rows  *grid
	}{{"Decided:", &decided}, {"Mended; the file stays as it came:", &mended}} {
		if len(part.rows.rows) > 0 {
			out.WriteString("\n" + part.title + "\n")
			part.rows.write(out, "  ")
		}
	}
}

// where is where a row stands, as far as the file could be read.
func (w *weighed) where(line int) string {
	if w.kept == nil {
		return "line " + strconv.Itoa(line)
	}
	return importer.InLine(w.kept.plan, line)
}

// mendCells are a mend as a line of a table.
func (w *weighed) mendCells(m *store.Mend) []string {
	switch {
	case m.Line == 0:
		return []string{"all lines", m.Column + " and " + m.Value + " change places"}
	case m.Column == "":
		return []string{w.where(m.Line), "the row is left out"}
	}
	return []string{w.where(m.Line), m.Column, orEmpty(m.Value)}
}

// writeReviewLog writes whose the review was, and what became of it.
func writeReviewLog(out io.StringWriter, r *store.Review) {
	var log grid
	for _, e := range r.Log {
		log.add(moment(e.At), e.What, e.Operator, e.Word)
	}
	out.WriteString("\nWhat became of it:\n")
	log.write(out, "  ")
}

func stateWords(r *store.Review) string {
	switch r.State {
	case store.ReviewSaved:
		return fmt.Sprintf("saved, as save %d", r.Act)
	case store.ReviewDiscarded:
		return "thrown away"
	case store.ReviewAged:
		return "aged out"
	}
	return r.State
}
