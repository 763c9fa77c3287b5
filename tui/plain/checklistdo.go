package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/text"
)

// doFlags are how a step is done.
type doFlags struct {
	yes, json        bool
	note, step, file string
}

func (a *app) checklistDoCommand() *cobra.Command {
	var f doFlags
	cmd := &cobra.Command{
		Use:   "do N [FIELD=VALUE...]",
		Short: "Show the step to do now, ask, and do it",
		Long: `Shows the step to do now with what the records say and will say, old → new, asks, and
does it: the change of the records and the step itself are saved as one act, or
nothing is. FIELD=VALUE is what a step asks for. A step that is a fact of the world
is confirmed, with who, when and a note. Where a step is to write a file, --file
writes it and does the step, or neither.

It does the next step, whichever that is: --yes in several scripts at the same moment
does several steps, one each. With --step NAME it does that step once, or nothing. A
step that each device has is meant by its key: --step "clear-position KC00000001"
(homeroom checklist show N --json tells the keys).

Exit code 1 says that the step cannot be done yet and why, that the answer was No, or
that somebody was quicker (who, and when).`,
		Example: `  homeroom checklist do 7
  homeroom checklist do 7 --yes --note "erased at the desk"
  homeroom checklist do 8 position=student
  homeroom checklist do 9 --file leavers.xlsx
  homeroom checklist do 7 --yes --step clear-position     this step, or nothing`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return exactly("the number of a checklist")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.needAnswer(f.yes); err != nil {
				return err
			}
			return a.onChecklist(cmd.Context(), args[0], func(st *store.Store, w *procedure.Walk) error {
				return a.doStep(cmd.Context(), st, w, args[1:], &f)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.note, "note", "", "a note that is kept with the step, as `TEXT`")
	flags.StringVar(&f.step, "step", "", "only if it is the turn of this step: its `name` or number, or its key where each device has one; say it in scripts, and when a line is given again")
	flags.StringVar(&f.file, "file", "", "write the `file` that the step asks for, a new one, .csv or .xlsx, and do the step")
	flags.BoolVar(&f.yes, "yes", false, "do it without asking")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	return cmd
}

// stepDone is what became of a step, in the public JSON. Change it only by adding.
type stepDone struct {
	checklistReport
	Done    reportedStep `json:"done"` // the step as it was shown
	Saved   bool         `json:"saved"`
	Refused []string     `json:"refused"` // why nothing was saved
	File    string       `json:"file"`    // that was written; empty where none was
	Rows    int          `json:"rows"`    // of it
}

// doStep shows the step that it is the turn of, asks, does it and tells.
func (a *app) doStep(ctx context.Context, st *store.Store, w *procedure.Walk, words []string, f *doFlags) error {
	if err := over(w); err != nil {
		return err
	}
	s, err := a.turn(w, f)
	if err != nil {
		return err
	}
	answer, err := answerOf(s, words, f.words())
	if err != nil {
		return err
	}
	shown, err := w.Preview(s.Key, answer)
	if err != nil {
		return err
	}
	if err := lacks(w, &shown); err != nil {
		return err
	}
	file, err := f.begin(w, s)
	if err != nil {
		return err
	}
	defer file.drop()
	if err := a.settleStep(ctx, w, &shown, f); err != nil {
		return err
	}
	after, err := a.press(ctx, st, w, &shown, answer, &file)
	if err == nil {
		return a.tellStep(&after, &shown, file.rows, f)
	}
	refused := new(rejected)
	if err = refusal(err); errors.As(err, &refused) {
		return a.refuseStep(&after, &shown, []string{refused.message}, f)
	}
	return err
}

// turn is the step to do: the one that it is the turn of, or another device's of the same step, where the operator
// named that. Another one is refused, with the reason.
func (a *app) turn(w *procedure.Walk, f *doFlags) (*procedure.Stage, error) {
	now := w.Now()
	if f.step == "" || f.names(now) {
		return now, nil
	}
	for i := range w.Stages {
		s := &w.Stages[i]
		switch open := s.State != procedure.StateDone && s.State != procedure.StateSkipped; {
		case !open && f.names(s) && s.Done != nil:
			return nil, &rejected{fmt.Sprintf("%s did step %d, %s, at %s; it is the turn of step %d, %s: %s",
				text.Visible(s.Done.Operator), s.Number, s.Step.Name, moment(s.Done.At), now.Number, now.Step.Name, stageTitle(now))}
		case !open || !f.names(s):
		case s.Number == now.Number:
			return s, nil
		case len(s.Blocked) > 0:
			return nil, a.refuseStep(w, s, s.Blocked, f)
		}
	}
	return nil, &rejected{fmt.Sprintf("it is the turn of step %d, %s: %s", now.Number, now.Step.Name, stageTitle(now))}
}

// names reports whether --step means this step.
func (f *doFlags) names(s *procedure.Stage) bool {
	return f.step == s.Key || f.step == s.Step.Name || f.step == strconv.Itoa(s.Number)
}

// answerOf reads the FIELD=VALUE words for what a step asks.
func answerOf(s *procedure.Stage, words []string, note string) (procedure.Answer, error) {
	a := procedure.Answer{Note: note, Values: map[store.Field]string{}}
	var asked []store.Field
	for _, q := range s.Asks {
		asked = append(asked, q.Field)
	}
	for _, word := range words {
		name, value, ok := strings.Cut(word, "=")
		switch {
		case len(asked) == 0:
			return a, wrongUse("this step asks for nothing, so there is no use for "+quoted(word), "leave it out; --note keeps a note")
		case !ok || strings.TrimSpace(value) == "":
			return a, wrongUse(quoted(word)+" is no FIELD=VALUE", "write it like position=student; put quotes around a value with spaces")
		}
		field, err := fieldNamed(store.KindUser, asked, name)
		if err != nil {
			return a, err
		}
		a.Values[field] = value
	}
	return a, nil
}

// lacks names what has to be typed with a step and was not.
func lacks(w *procedure.Walk, s *procedure.Stage) error {
	for _, q := range s.Asks {
		if q.Required && q.Value == "" {
			return wrongUse("this step needs the "+q.Field.Label(),
				fmt.Sprintf("homeroom checklist do %s %s=%s", w.Checklist.Number, q.Field, strings.Join(q.Choices, "|")))
		}
	}
	return nil
}

// settleStep shows the step and asks. It returns a *rejected error when it cannot be done yet, or the answer was No.
func (a *app) settleStep(ctx context.Context, w *procedure.Walk, s *procedure.Stage, f *doFlags) error {
	if len(s.Blocked) > 0 {
		return a.refuseStep(w, s, s.Blocked, f)
	}
	out := a.Out
	if f.json {
		out = a.Err // the object is written once, when it is known what was saved
	}
	err := output(out, func(to *bufio.Writer) error {
		if !f.json || !f.yes {
			writeMovedSince(to, w, s)
			writeStage(to, w, s)
		}
		return nil
	})
	if err != nil {
		return before("nothing was done", err)
	}
	if f.yes {
		return nil
	}
	sure, err := a.person(ctx).yes(f.question(s))
	if err == nil && !sure {
		err = &rejected{"nothing was done"}
	}
	return err
}

// refuseStep tells why a step was not done. It returns a *rejected error.
func (a *app) refuseStep(w *procedure.Walk, s *procedure.Stage, why []string, f *doFlags) error {
	err := output(a.Out, func(out *bufio.Writer) error {
		if f.json {
			return writeJSON(out, stepDone{checklistReport: reportOf(w), Done: stepReport(w, s), Refused: why})
		}
		writeMovedSince(out, w, &procedure.Stage{})
		out.WriteString(fmt.Sprintf("Not done: step %d of %d, %s\n", s.Number, s.Of, text.Visible(stageTitle(s))))
		for _, reason := range why {
			out.WriteString("    ! " + text.Visible(reason) + "\n")
		}
		return nil
	})
	if err != nil {
		return before("nothing was done", err)
	}
	return &rejected{"nothing was done: " + why[0]}
}

// tellStep tells that a step was done and what comes next. If that fails, the error says that it was done.
func (a *app) tellStep(w *procedure.Walk, s *procedure.Stage, rows int, f *doFlags) error {
	err := output(a.Out, func(out *bufio.Writer) error {
		if f.json {
			return writeJSON(out, stepDone{checklistReport: reportOf(w), Done: stepReport(w, s), Saved: true, Refused: []string{}, File: f.file, Rows: rows})
		}
		if f.file != "" {
			out.WriteString("Written to " + text.Visible(f.file) + ": " + rowsOf(rows) + "\n")
		}
		fmt.Fprintf(out, "Done: step %d of %d, %s\n", s.Number, s.Of, text.Visible(stageTitle(s)))
		if next := w.Now(); next != nil {
			fmt.Fprintf(out, "Next: step %d of %d, %s\n", next.Number, next.Of, text.Visible(stageTitle(next)))
		} else {
			fmt.Fprintf(out, "Checklist %s is done. For the file: homeroom checklist write %[1]s -o FILE\n", w.Checklist.Number)
		}
		return nil
	})
	if err != nil {
		return despite(fmt.Sprintf("step %d was done", s.Number), err)
	}
	return nil
}
