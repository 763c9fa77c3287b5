package report

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
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
	err = into(root, name, func(w io.Writer) error { return write(w, format) })
	if errors.Is(err, fs.ErrExist) {
		return unusable(name, "it is there already and nothing is written over it", "choose another name")
	}
	return err
}

// Anew is Create for a name that nobody chose: where it is taken, the first of NAME-2, NAME-3, … that is free is the
// file's. It answers that name; where one of the taken names is of the same bytes, that one, and that it was there.
func Anew(folder, name string, write func(w io.Writer) error) (as string, there bool, err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", false, unwritten(err)
	}
	defer func() { _ = root.Close() }()
	name = plainName(name)
	ending := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ending)
	var taken []string
	for n := 2; ; n++ {
		err := into(root, name, write)
		if err == nil {
			for _, other := range taken {
				if alike(root, name, other) && root.Remove(name) == nil {
					return other, true, nil
				}
			}
		}
		if !errors.Is(err, fs.ErrExist) {
			return name, false, err
		}
		taken = append(taken, name)
		name = stem + "-" + strconv.Itoa(n) + ending
	}
}

// alike reports whether two files hold the same bytes. One that cannot be read is like no other.
func alike(root *os.Root, a, b string) bool {
	one, err := root.Stat(a)
	if err != nil {
		return false
	}
	if two, err := root.Stat(b); err != nil || !two.Mode().IsRegular() || one.Size() != two.Size() {
		return false
	}
	x, err := root.ReadFile(a)
	if err != nil {
		return false
	}
	y, err := root.ReadFile(b)
	return err == nil && bytes.Equal(x, y)
}

// plainName is a name for a file of the inbox: of no other folder, in sight there, and with nothing in it that a terminal
// would act on.
func plainName(name string) string {
	name = strings.TrimLeft(text.Visible(filepath.Base(strings.ReplaceAll(name, `\`, "/"))), "./~$ ")
	if name == "" {
		return "file"
	}
	return name
}

// into writes a new file, for its owner only; fs.ErrExist where the name is taken. Where writing fails none is left.
func into(root *os.Root, name string, write func(w io.Writer) error) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if err != nil {
		return unwritten(err)
	}
	err = write(f)
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
		Code: store.CodeNotSaved, Message: "the file could not be written into the inbox",
		Remedy: "look at the folder and at the free space, then try again", Err: err,
	}
}
