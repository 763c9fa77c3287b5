package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// wideReader gives a part that is written in UTF-16 as UTF-8. Half characters are an error, never a replacement.
type wideReader struct {
	src   io.Reader
	order binary.ByteOrder
	raw   []byte // as written
	kept  int    // bytes at the front of raw that wait for their other half
	out   []byte // decoded, not yet given
	text  []byte // the room of out
	err   error  // behind out
}

// wideOrder tells by a part's first bytes that it is written in UTF-16, with or without a mark; nil when it is not.
func wideOrder(start []byte) binary.ByteOrder {
	switch string(start) {
	case bomUTF16LE, "<\x00":
		return binary.LittleEndian
	case bomUTF16BE, "\x00<":
		return binary.BigEndian
	}
	return nil
}

// inUTF8 looks at the start of a part and answers a reader that gives it in UTF-8, and whether it had to be decoded.
func inUTF8(src io.Reader) (io.Reader, bool) {
	start := make([]byte, 2)
	n, _ := fill(src, start) // an error comes again with the next bytes
	src = io.MultiReader(bytes.NewReader(start[:n]), src)
	order := wideOrder(start[:n])
	if order == nil {
		return src, false
	}
	return &wideReader{src: src, order: order, raw: make([]byte, window)}, true
}

func (w *wideReader) Read(p []byte) (int, error) {
	for len(w.out) == 0 {
		if w.err != nil {
			return 0, w.err
		}
		w.decode()
	}
	n := copy(p, w.out)
	w.out = w.out[n:]
	return n, nil
}

// decode decodes the next window. What is only half there waits for the rest of it.
func (w *wideReader) decode() {
	n, err := fill(w.src, w.raw[w.kept:])
	n += w.kept
	w.text = w.text[:0]
	at := 0
	for at+1 < n {
		r, size := w.character(w.raw[at:n])
		if size == 0 {
			break
		}
		if r == utf8.RuneError && size == 4 {
			err = halfCharacter()
			break
		}
		w.text = utf8.AppendRune(w.text, r)
		at += size
	}
	w.kept = copy(w.raw, w.raw[at:n])
	if w.kept > 0 && errors.Is(err, io.EOF) {
		err = halfCharacter()
	}
	w.out, w.err = w.text, err
}

// character reads the character at the start of b and how many bytes it has: 0 when the rest of it is missing. Half a
// character is utf8.RuneError of 4 bytes.
func (w *wideReader) character(b []byte) (r rune, size int) {
	r = rune(w.order.Uint16(b))
	switch {
	case !utf16.IsSurrogate(r):
		return r, 2
	case len(b) < 4:
		return 0, 0
	}
	return utf16.DecodeRune(r, rune(w.order.Uint16(b[2:]))), 4
}

func halfCharacter() *Problem {
	return &Problem{
		Code: "malformed", Message: "the workbook is not read: a part of it is written in UTF-16 and holds half a character",
		Remedy: fetchAgain,
	}
}
