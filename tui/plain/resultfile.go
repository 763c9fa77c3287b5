package plain

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/text"
)

// resultFile is a file for rows of an import. It is begun before anything is saved, so that a place where nothing can be
// written is known in time. A nil one was not asked for.
type resultFile struct {
	*newFile
	format string
}

// beginResult begins the file, if a path was given.
func beginResult(path string) (*resultFile, error) {
	if path == "" {
		return nil, nil
	}
	format, err := formatOf(path)
	if err != nil {
		return nil, err
	}
	f, err := begin(path)
	if err != nil {
		return nil, err
	}
	return &resultFile{f, format}, nil
}

// drop takes the file away unless rows were written to it.
func (f *resultFile) drop() {
	if f != nil {
		f.newFile.drop()
	}
}

// put fills the file and says so.
func (f *resultFile) put(what string, write func(w io.Writer, format string) (int, error)) (said string, err error) {
	rows := 0
	err = f.fill(func(w io.Writer) (err error) {
		rows, err = write(w, f.format)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("%s could not be written to %s: %w", what, quoted(f.path), err)
	}
	return fmt.Sprintf("%s written to %s", rowsOf(rows), text.Visible(f.path)), nil
}

// resultFiles are what an import writes beside its answer: the rows that were not accepted, and every row with
// what became of it.
type resultFiles struct{ rejects, summary, ours *resultFile }

func beginResults(rejects, summary string) (f resultFiles, err error) {
	if f.rejects, err = beginResult(rejects); err != nil {
		return f, err
	}
	if f.summary, err = beginResult(summary); err != nil {
		f.drop()
	}
	return f, err
}

// fit says, before anything is saved, that a file cannot hold the rows of the layout: of one with several tables no CSV can.
func (f *resultFiles) fit(plan *importer.Plan) error {
	for _, file := range [...]*resultFile{f.rejects, f.summary} {
		if formats := plan.Template.Formats(); file != nil && !slices.Contains(formats, file.format) {
			return wrongUse(fmt.Sprintf("the template %s holds several tables, which no %s can", plan.Template.Name, strings.ToUpper(file.format)),
				"let the file's name end in ."+formats[len(formats)-1])
		}
	}
	return nil
}

func (f *resultFiles) drop() {
	f.rejects.drop()
	f.summary.drop()
	f.ours.drop()
}

// write writes the files of a plan that was saved, or of one of which nothing was, and says what was written. After a
// failure it goes on with the other file: nothing that can still be had is lost.
func (f *resultFiles) write(ctx context.Context, st *store.Store, plan *importer.Plan, act int64) (said []string, err error) {
	if f.rejects != nil && plan.Rejects() > 0 {
		words, failed := f.rejects.put("the rejected rows", plan.WriteRejects)
		said, err = append(said, words), failed
	}
	if f.ours != nil {
		words, failed := f.ours.put("our values", plan.WriteOurs)
		said = append(said, words)
		if err == nil {
			err = failed
		}
	}
	switch {
	case f.summary == nil:
		return said, err
	case act == 0:
		return append(said, "No summary was written, for nothing was saved."), err
	}
	words, failed := f.summary.put("the summary", func(w io.Writer, format string) (int, error) {
		result, err := importer.ReadResult(ctx, st, act)
		if err != nil {
			return 0, err
		}
		return result.Write(w, format)
	})
	if err == nil {
		err = failed
	}
	return append(said, words), err
}
