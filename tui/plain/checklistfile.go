package plain

import (
	"context"
	"io"
	"os"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/text"
)

// byFile reports whether a step is no more than to write a file, so that writing it does the step.
func byFile(s *procedure.Stage) bool {
	return s.Link != nil && s.Link.Kind == procedure.TargetFile && s.Step.World && s.Step.Do == nil
}

// stepFile is the new file that --file names; it has none where the flag is not there.
type stepFile struct {
	file   *newFile
	format string
	rows   int
}

// begin makes the file, which is filled once the step is to be done. It refuses one at a step that is not done by that.
func (f *doFlags) begin(w *procedure.Walk, s *procedure.Stage) (stepFile, error) {
	switch {
	case f.file == "":
		return stepFile{}, nil
	case s.Link == nil || s.Link.Kind != procedure.TargetFile:
		return stepFile{}, noFile(w)
	case !byFile(s):
		return stepFile{}, &rejected{"this step is not done by writing its file; homeroom checklist write " + w.Checklist.Number + " --template -o FILE writes it"}
	}
	format, err := formatOf(f.file)
	if err != nil {
		return stepFile{}, err
	}
	file, err := begin(f.file)
	return stepFile{file: file, format: format}, err
}

// drop takes the file away unless it was filled.
func (n *stepFile) drop() {
	if n.file != nil {
		n.file.drop()
	}
}

// words are the note that is kept with the step.
func (f *doFlags) words() string {
	switch {
	case f.file == "":
		return f.note
	case f.note == "":
		return "wrote " + f.file
	}
	return "wrote " + f.file + "; " + f.note
}

// question asks for a step. One that looks for a save and found none is for a person to answer for, and says so.
func (f *doFlags) question(s *procedure.Stage) string {
	switch {
	case f.file != "":
		return "Write " + quoted(f.file) + " and do this step?"
	case s.Step.World:
		return "Is it so?"
	case s.Sight != nil && !s.Sight.Done && s.Sight.Told != "":
		return "This step did not see it by itself: " + text.Visible(s.Sight.Told) + ". Confirm it all the same, by hand?"
	}
	return "Do this step?"
}

// press fills the file and does the step; where the step is not done, the file goes again.
func (a *app) press(ctx context.Context, st *store.Store, w *procedure.Walk, s *procedure.Stage, answer procedure.Answer, n *stepFile) (procedure.Walk, error) {
	if n.file == nil {
		return procedure.Do(ctx, st, a.operator, w, s.Key, answer)
	}
	sheet, err := sheetOf(ctx, st, s.Link)
	if err != nil {
		return *w, err
	}
	if err := n.file.fill(func(to io.Writer) error { return sheet.Write(to, n.format) }); err != nil {
		return *w, &store.Error{Code: store.CodeNotSaved, Message: "nothing was done, for the file could not be written", Err: err}
	}
	n.rows = sheet.Len()
	after, err := procedure.Do(ctx, st, a.operator, w, s.Key, answer)
	switch store.CodeOf(err) {
	case store.CodeInvalid, store.CodeConflict, store.CodeNotSaved:
		_ = os.Remove(n.file.path) // it was made a moment ago, for this step
	}
	return after, err
}
