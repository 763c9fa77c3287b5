package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// archive is the zip file that a workbook is. Every part is inflated to its end once, so that its length and CRC
// are checked: those that are needed when they are read, the others at the end.
type archive struct {
	parts map[string]*zip.File // by name in lower case, as the standard compares them
	order []*zip.File
	read  map[*zip.File]bool
	left  int64 // bytes that may still be inflated
}

func isZip(data []byte) bool { return hasPrefix(data, "PK\x03\x04") || hasPrefix(data, "PK\x05\x06") }

// openArchive reads the directory of a zip file and checks it against the limits.
func openArchive(data []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Problem{
			Code:    "damaged",
			Message: "the file starts like a workbook (.xlsx) but its directory is cut off or damaged: " + zipReason(err),
			Remedy:  fetchAgain,
		}
	}
	if len(z.File) > maxParts {
		return nil, sizeLimit(0, fmt.Sprintf("the workbook has more than %d parts", maxParts))
	}
	a := &archive{parts: map[string]*zip.File{}, order: z.File, read: map[*zip.File]bool{}, left: maxUnzipped}
	total := uint64(0)
	for _, f := range z.File {
		if err := a.admit(f); err != nil {
			return nil, err
		}
		if total += min(f.UncompressedSize64, maxUnzipped+1); total > maxUnzipped {
			return nil, unzipLimit()
		}
	}
	return a, checkLayout(data, z.File)
}

// admit takes one entry of the directory in.
func (a *archive) admit(f *zip.File) error {
	const encrypted = 0x1
	key := partKey(f.Name)
	switch {
	case f.Flags&encrypted != 0:
		return &Problem{
			Code: "password", Message: "this is a zip archive protected by a password",
			Remedy: "unpack it with the password and choose the file inside",
		}
	case a.parts[key] != nil:
		return &Problem{Code: "damaged", Message: "the workbook holds the part " + clipped(f.Name) + " twice", Remedy: saveAgain}
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return &Problem{
			Code: "damaged", Message: "the part " + clipped(f.Name) + " is compressed in a way that no workbook is",
			Remedy: saveAgain,
		}
	case f.CRC32 == 0 && f.UncompressedSize64 > 0:
		return &Problem{Code: "damaged", Message: "the part " + clipped(f.Name) + " has no checksum", Remedy: saveAgain}
	}
	a.parts[key] = f
	return nil
}

// partKey is a part's name as names are compared: without regard to case, and to the slashes some programs write.
func partKey(name string) string {
	return lower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// has reports whether the archive has a part of this name.
func (a *archive) has(name string) bool { return a.parts[partKey(name)] != nil }

// open returns a part's content. Its reader gives an error instead of an end when the part is damaged.
func (a *archive) open(name string) (io.Reader, error) {
	f := a.parts[partKey(name)]
	if f == nil {
		return nil, &Problem{
			Code: "damaged", Message: "the workbook names the part " + clipped(name) + " but does not hold it",
			Remedy: fetchAgain,
		}
	}
	a.read[f] = true
	return a.inflate(f)
}

// share is how much of a part has been read, by what the directory says of its size.
func (x *xmlReader) share(a *archive) float64 {
	return float64(x.read) / float64(max(a.parts[partKey(x.part)].UncompressedSize64, 1))
}

func (a *archive) inflate(f *zip.File) (io.Reader, error) {
	r, err := f.Open()
	if err != nil {
		return nil, partDamaged(f.Name, err)
	}
	return &counted{r, a}, nil
}

// rest inflates every part that nobody has read, to check it.
func (a *archive) rest() error {
	for _, f := range a.order {
		if a.read[f] {
			continue
		}
		r, err := a.inflate(f)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			return partDamaged(f.Name, err)
		}
	}
	return nil
}

// counted counts what is really inflated, whatever the directory says.
type counted struct {
	r io.Reader
	a *archive
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.a.left -= int64(n); c.a.left < 0 {
		return n, unzipLimit()
	}
	return n, err
}

func unzipLimit() *Problem {
	return sizeLimit(0, fmt.Sprintf("the workbook unpacks to more than %d MiB", maxUnzipped>>20))
}

// partDamaged words an error met while a part was inflated.
func partDamaged(name string, err error) error {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{
		Code:    "damaged",
		Message: "the workbook's part " + clipped(name) + " is damaged: " + zipReason(err),
		Remedy:  fetchAgain,
	}
}

// zipReason words the errors of the zip library.
func zipReason(err error) string {
	switch {
	case errors.Is(err, zip.ErrChecksum):
		return "its checksum is wrong"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "it ends too early"
	case errors.Is(err, zip.ErrFormat):
		return "it is no right zip file"
	}
	return "its compressed data is wrong"
}
