package report

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
)

// Save writes a page into a new file of a folder, in the form that the ending of its name says; errors are those of
// Create.
func Save(folder, name string, r Report) error {
	return Create(folder, name, Formats(), func(w io.Writer, format string) error { return Write(w, format, r) })
}

// Create makes a file for its owner only, as it may hold names of minors, and writes over no other; where writing
// fails, none is left. The error says what to do: CodeInvalid for a name that cannot be used, CodeNotSaved where the
// folder does not take it.
func Create(folder, name string, formats []string, write func(w io.Writer, format string) error) error {
	format := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	switch {
	case name != filepath.Base(name) || strings.ContainsAny(name, `/\`):
		return unusable(name, "it names another folder", "write the name alone: the file goes into the inbox")
	case !slices.Contains(formats, format) || strings.HasPrefix(name, "."):
		return unusable(name, "its ending says no form that a page has", "let it end in ."+strings.Join(formats, ", ."))
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return unwritten(err)
	}
	defer func() { _ = root.Close() }()
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return unusable(name, "it is there already and nothing is written over it", "choose another name")
	}
	if err != nil {
		return unwritten(err)
	}
	err = write(f, format)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = root.Remove(name)
		return unwritten(err)
	}
	return nil
}

func unusable(name, why, remedy string) error {
	return &store.Error{Code: store.CodeInvalid, Message: "“" + text.Visible(name) + "” cannot be used: " + why, Remedy: remedy}
}

func unwritten(err error) error {
	if p := new(fs.PathError); errors.As(err, &p) {
		err = p.Err // without the folder: the person knows it as the inbox
	}
	return &store.Error{
		Code: store.CodeNotSaved, Message: "the page could not be written into the inbox",
		Remedy: "look at the folder and at the free space, then press Enter again", Err: err,
	}
}
