package sheet

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ReadFile returns the bytes of a regular file of at most 64 MiB. The error is a *Problem that names the file.
func ReadFile(path string) ([]byte, error) {
	name := clipped(filepath.Base(path))
	info, err := os.Stat(path)
	if err != nil {
		return nil, unreadable(name, err)
	}
	if p := notReadable(name, info); p != nil {
		return nil, p
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close() // only read from: nothing can be lost by closing it
	data := make([]byte, info.Size())
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) { // it was cut since it was looked at
		return data[:n], nil
	}
	if err != nil {
		return nil, unreadable(name, err)
	}
	rest, err := io.ReadAll(io.LimitReader(f, int64(maxFile+1-len(data)))) // or it has grown
	if err != nil {
		return nil, unreadable(name, err)
	}
	if len(data)+len(rest) > maxFile {
		return nil, tooLarge(len(data) + len(rest))
	}
	return append(data, rest...), nil
}

// notReadable refuses what is no regular file, before it is opened: opening a pipe would wait for ever.
func notReadable(name string, info fs.FileInfo) *Problem {
	switch {
	case info.IsDir():
		return &Problem{Code: "folder", Message: name + " is a folder", Remedy: "choose a file in it"}
	case !info.Mode().IsRegular():
		return &Problem{Code: "not_a_file", Message: name + " is no ordinary file", Remedy: "choose a CSV or .xlsx file"}
	case info.Size() > maxFile:
		return tooLarge(int(info.Size()))
	}
	return nil
}

// unreadable words an error of the file system.
func unreadable(name string, err error) *Problem {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Problem{Code: "not_found", Message: "there is no file " + name, Remedy: "check its name and folder"}
	case errors.Is(err, fs.ErrPermission):
		return &Problem{
			Code: "not_allowed", Message: "you are not allowed to read " + name,
			Remedy: "ask its owner for the right to read it, or copy it into your own folder",
		}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // the path was named already, and stands there as typed
	}
	return &Problem{
		Code: "unreadable", Message: name + " cannot be read: " + clipped(err.Error()),
		Remedy: "copy the file to this machine and try again",
	}
}
