package plain

import (
	"io"

	"homeroom/importer"
)

// rejectsFile is the file for the rows that are not accepted. It is begun before anything is saved, so that
// a place where nothing can be written is known in time. A nil one was not asked for.
type rejectsFile struct {
	*newFile
	format string
}

// beginRejects begins the file, if a path was given.
func beginRejects(path string) (*rejectsFile, error) {
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
	return &rejectsFile{f, format}, nil
}

// drop takes the file away unless rows were written to it.
func (f *rejectsFile) drop() {
	if f != nil {
		f.newFile.drop()
	}
}

// write writes the rows that were not accepted, and returns how many; none needs no file.
func (f *rejectsFile) write(plan *importer.Plan) (rows int, err error) {
	if f == nil || plan.Rejects() == 0 {
		return 0, nil
	}
	err = f.fill(func(w io.Writer) (err error) {
		rows, err = plan.WriteRejects(w, f.format)
		return err
	})
	return rows, err
}
