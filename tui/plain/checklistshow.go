package plain

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/procedure"
	"homeroom/store/text"
)

func (a *app) checklistShowCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "show N",
		Short: "A checklist: what is done, by whom and when, and the step to do now",
		Example: `  homeroom checklist show 7
  homeroom checklist show 7 --json`,
		Args: exactly("the number of a checklist"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.onChecklist(cmd.Context(), args[0], func(_ *store.Store, w *procedure.Walk) error {
				return output(a.Out, func(out *bufio.Writer) error {
					if asJSON {
						return writeJSON(out, reportOf(w))
					}
					writeWalk(out, w)
					return nil
				})
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// writeWalk writes the whole checklist: what it is about, every step in a line, and the one to do now at length.
func writeWalk(w io.StringWriter, walk *procedure.Walk) {
	c := &walk.Checklist
	w.WriteString("Checklist " + c.Number + ": " + text.Visible(walk.Title) + "\n")
	var facts grid
	facts.add("State", string(c.State))
	facts.add("With", owner(c))
	facts.add("Begun", doneWords(begun(walk)))
	facts.add("Site", c.Site)
	facts.write(w, "  ")
	w.WriteString("\n")
	var steps grid
	for i := range walk.Stages {
		s := &walk.Stages[i]
		steps.add(fmt.Sprintf("%d.", s.Number), string(s.State), doneWhen(s), stageTitle(s)+remark(s))
		writeDoings(&steps, s)
		if s == walk.Now() { // stands below at length
			continue
		}
		for _, n := range s.Notes {
			steps.add("", "noted", n.Operator+", "+moment(n.At), n.Note)
		}
	}
	steps.write(w, "  ")
	w.WriteString("\n")
	writeNow(w, walk)
}

// writeDoings writes, below a step, what became of its records and when it was done before.
func writeDoings(steps *grid, s *procedure.Stage) {
	if s.Done != nil && s.Done.Fate != "" {
		steps.add("", "", "", s.Done.Fate)
	}
	before := s.Before
	if s.State == procedure.StateBroken && s.Done != nil { // it is to be done again
		before = append(slices.Clone(before), *s.Done)
	}
	for i := range before {
		d := &before[i]
		steps.add("", "before", d.Operator+", "+moment(d.At), strings.Trim(d.Note+"; "+d.Fate, "; "))
	}
}

func stageTitle(s *procedure.Stage) string {
	if s.Device == nil {
		return s.Title
	}
	return s.Title + " (" + deviceWords(s.Device) + ")"
}

// deviceWords is what a device is called: its kind and its asset tag, or its serial number where it has no tag.
func deviceWords(d *store.Device) string {
	name := d.AssetTag
	if name == "" {
		name = d.Serial
	}
	return strings.TrimSpace(d.KindName() + " " + name)
}

// doneWhen says who did a step and when, or that it was only seen to be done.
func doneWhen(s *procedure.Stage) string {
	switch {
	case s.State != procedure.StateDone:
		return ""
	case s.Done == nil:
		return "seen"
	}
	return s.Done.Operator + ", " + moment(s.Done.At)
}

// remark is what was noted with a step, what was seen, or why it is not there to be done.
func remark(s *procedure.Stage) string {
	words := s.Why
	switch {
	case s.State == procedure.StateDone && s.Done != nil:
		words = s.Done.Note
	case s.State == procedure.StateDone && words == "" && s.Sight != nil:
		words = s.Sight.Told
	}
	if words != "" {
		words = ": " + words
	}
	return words
}

func doneWords(d *procedure.Done) string {
	words := d.Operator + ", " + moment(d.At)
	if d.Note != "" {
		words += ": " + d.Note
	}
	return words
}

// begun is who began a checklist, with the note that it began with.
func begun(w *procedure.Walk) *procedure.Done {
	d := w.Started
	d.Note = strings.TrimPrefix(d.Note, "start: ")
	return &d
}

// writeNow writes what moved meanwhile and the step to do now; of a checklist that is over nothing.
func writeNow(w io.StringWriter, walk *procedure.Walk) {
	s := walk.Now()
	if s == nil {
		return
	}
	writeMovedSince(w, walk, s)
	writeStage(w, walk, s)
	for _, why := range s.Blocked {
		w.WriteString("    ! not yet: " + text.Visible(why) + "\n")
	}
}

// writeMovedSince tells what others changed since the last step, but what the step below tells itself.
func writeMovedSince(w io.StringWriter, walk *procedure.Walk, s *procedure.Stage) {
	moved := walk.Besides(s)
	if len(moved) == 0 {
		return
	}
	w.WriteString("Changed since the last step (R-32):\n")
	for _, m := range moved {
		w.WriteString("    " + text.Visible(m.Sentence) + "\n")
	}
}

// writeStage writes a step at length: what to do, what the records say now and will say, and what the rules say.
func writeStage(w io.StringWriter, walk *procedure.Walk, s *procedure.Stage) {
	w.WriteString(fmt.Sprintf("Step %d of %d: %s\n", s.Number, s.Of, text.Visible(stageTitle(s))))
	w.WriteString(text.Visible(s.Text) + "\n")
	if s.State == procedure.StateBroken {
		w.WriteString("It was done, but does not hold any more: " + text.Visible(s.Why) + "\n")
	}
	if s.Sight != nil && s.Sight.Told != "" {
		w.WriteString("Seen: " + text.Visible(s.Sight.Told) + "\n")
	}
	if command := opens(walk, s); command != "" {
		w.WriteString("This helps: " + command + "\n")
	}
	for _, n := range s.Notes {
		w.WriteString("Noted by " + text.Visible(doneWords(&n)) + "\n")
	}
	writeFacts(w, s)
	(&deedDone{plan: edit.Plan{Findings: s.Findings}}).writeFindings(w)
	for _, q := range s.Asks {
		w.WriteString("    " + askWords(&q) + "\n")
	}
	if s.Already && s.Step.Do != nil {
		w.WriteString("    The records say so already.\n")
	}
}

// writeFacts writes, record by record, what stands there and what will.
func writeFacts(w io.StringWriter, s *procedure.Stage) {
	type record struct {
		kind store.Kind
		key  string
	}
	var order []record
	grids := map[record]*grid{}
	for i := range s.Facts {
		l := &s.Facts[i]
		r := record{l.Record, l.Key}
		if grids[r] == nil {
			order, grids[r] = append(order, r), &grid{}
		}
		value := orEmpty(l.Now)
		if l.Changes() {
			value += " → " + orEmpty(l.Will)
		}
		grids[r].add(l.Field.Label(), value)
	}
	for _, r := range order {
		w.WriteString("    " + factTitle(s, r.kind, r.key) + "\n")
		grids[r].write(w, "      ")
	}
}

// factTitle names a record and what becomes of it as a whole.
func factTitle(s *procedure.Stage, kind store.Kind, key string) string {
	for i := range s.Changes {
		if c := &s.Changes[i]; c.Record == kind && c.Key == key {
			return changeTitle(c)
		}
	}
	return recordWord(kind) + " " + text.Visible(key)
}

// askWords names a field that is typed with a step.
func askWords(q *procedure.Ask) string {
	words := string(q.Field) + "="
	if len(q.Choices) > 0 {
		words += strings.Join(q.Choices, "|")
	} else {
		words += "…"
	}
	if q.Required {
		words += ", needed"
	}
	if q.Value != "" {
		words += ", now " + q.Value
	}
	return "goes with this step: " + text.Visible(words)
}

// opens is the command that helps with a step; empty where there is none.
func opens(w *procedure.Walk, s *procedure.Stage) string {
	if s.Link == nil {
		return ""
	}
	switch l := s.Link; l.Kind {
	case procedure.TargetList:
		return fmt.Sprintf("homeroom %ss '%s'", l.Record, text.Visible(l.Query))
	case procedure.TargetBulk:
		return fmt.Sprintf("homeroom import FILE --mode %s --site %s", l.Mode, text.Visible(l.Site))
	case procedure.TargetFile:
		if byFile(s) {
			return fmt.Sprintf("homeroom checklist do %s --file FILE", w.Checklist.Number)
		}
		return fmt.Sprintf("homeroom checklist write %s --template -o FILE", w.Checklist.Number)
	}
	return ""
}
