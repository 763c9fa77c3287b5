package plain

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"homeroom/store"
)

// newFile is a file that was begun for its owner alone, since it may hold names of minors. Until it is filled it
// holds nothing, and drop takes it away.
type newFile struct {
	file *os.File
	path string
	done bool // filled, or taken away
}

// begin makes a new file. One that is there is refused and left as it is: it may be the one that somebody is
// mending.
func begin(path string) (*newFile, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case err == nil:
		return &newFile{file: f, path: path}, nil
	case errors.Is(err, fs.ErrExist):
		return nil, wrongUse("the file "+quoted(path)+" is there already", "name a new file")
	}
	return nil, &store.Error{
		Code: store.CodeInvalid, Message: "the file " + quoted(path) + " cannot be written", Remedy: "name another place", Err: cause(err),
	}
}

// fill writes the file whole; where that fails, none is left.
func (f *newFile) fill(write func(io.Writer) error) error {
	err := write(f.file)
	if closed := f.file.Close(); err == nil {
		err = closed
	}
	f.done = err == nil
	if err != nil {
		f.drop()
	}
	return cause(err)
}

// drop takes the file away unless it was filled.
func (f *newFile) drop() {
	if f.done {
		return
	}
	f.done = true
	_ = f.file.Close() // it holds nothing to lose
	_ = os.Remove(f.path)
}

// writeNew makes a new file and fills it.
func writeNew(path string, write func(io.Writer) error) error {
	f, err := begin(path)
	if err != nil {
		return err
	}
	return f.fill(write)
}

// formatOf is the format that the ending of a file's name asks for.
func formatOf(path string) (string, error) {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".csv", ".xlsx":
		return ext[1:], nil
	}
	return "", wrongUse("it cannot be told how to write "+quoted(path), "let its name end in .csv or .xlsx")
}

// cause is what went wrong with a file without the file's name, which the sentence around it has.
func cause(err error) error {
	if p := new(fs.PathError); errors.As(err, &p) {
		return p.Err
	}
	return err
}
