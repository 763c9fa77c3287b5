package plain

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"homeroom/store"
	"homeroom/store/text"
)

// writeJSON writes v as indented JSON in which no character can steer a terminal.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(&jsonWriter{w: w})
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// jsonWriter passes JSON on, with every character that text.Visible would mark written as \uXXXX instead:
// the same value for a program, harmless on a terminal. Such characters stand only inside JSON strings.
type jsonWriter struct {
	w    io.Writer
	part []byte // the beginning of a character whose rest is still to come
}

func (j *jsonWriter) Write(p []byte) (int, error) {
	data := append(j.part, p...)
	out := make([]byte, 0, len(data))
	for len(data) > 0 && utf8.FullRune(data) {
		r, size := utf8.DecodeRune(data)
		if steers(r) {
			out = appendEscape(out, r)
		} else {
			out = append(out, data[:size]...)
		}
		data = data[size:]
	}
	j.part = append([]byte(nil), data...)
	if _, err := j.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// steers reports whether r must not reach a terminal. The line breaks between JSON values may.
func steers(r rune) bool {
	if r < utf8.RuneSelf {
		return r == 0x7f || r < ' ' && r != '\n'
	}
	s := string(r)
	return text.Visible(s) != s
}

func appendEscape(out []byte, r rune) []byte {
	if r > 0xffff {
		r -= 0x10000
		return fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
	}
	return fmt.Appendf(out, `\u%04x`, r)
}

// writeJSON writes one object a record, its fields in their order and by their names.
func (l *listing) writeJSON(w io.Writer) error {
	records := make([]object, len(l.order))
	for n, i := range l.order {
		records[n] = object{l, i}
	}
	return writeJSON(w, records)
}

// object is one record of a listing on its way into JSON.
type object struct {
	list *listing
	at   int
}

// MarshalJSON keeps the order of the fields, which a map would lose.
func (o object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for n, f := range o.list.fields {
		value, err := json.Marshal(o.value(f))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, ',')
		}
		out = append(strconv.AppendQuote(out, string(f)), ':')
		out = append(out, value...)
	}
	return append(out, '}'), nil
}

// value is a field as JSON has it: text, but a list of a person's devices.
func (o object) value(f store.Field) any {
	s := o.list.get(o.at, f)
	if f == fieldDevices {
		return append([]string{}, strings.Fields(s)...)
	}
	return s
}
