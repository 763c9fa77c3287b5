package sheet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"
)

const (
	bomUTF8    = "\xef\xbb\xbf"
	bomUTF16LE = "\xff\xfe"
	bomUTF16BE = "\xfe\xff"
	bomUTF32LE = "\xff\xfe\x00\x00"
	bomUTF32BE = "\x00\x00\xfe\xff"

	utf8Name    = "UTF-8"
	windowsName = "Windows-1252"
	macName     = "Mac Roman"
)

// decode turns the bytes of a text file into a string. The encoding is the one that was chosen by hand, unless the
// bytes disprove it; without a choice it is the one that the bytes speak for.
func decode(data []byte, wanted string) (string, Decision, error) {
	text, d, err := decodeByEvidence(data)
	if wanted == "" {
		return text, d, err
	}
	name, p := encodingNamed(wanted)
	switch {
	case p != nil:
		return "", d, p
	case err != nil:
		return decodeOneByte(data, name, err)
	case name == d.Chosen || name == utf8Name && strings.HasPrefix(d.Chosen, utf8Name):
		d.Why = byHand + d.Why
		return text, d, nil
	case !slices.Contains(d.Others, name):
		return "", d, &Problem{
			Code: "encoding", Message: "the text is not " + name + " but " + d.Chosen + ": " + d.Why,
			Remedy: "leave the encoding out, or choose " + d.Chosen,
		}
	}
	d.Others = append(slices.DeleteFunc(slices.Clone(d.Others), func(o string) bool { return o == name }), d.Chosen)
	d.Chosen, d.Why = name, byHand+"the bytes alone would speak for "+d.Chosen
	if isASCII(text) {
		return text, d, nil
	}
	text, err = decodeTable(data, name)
	return text, d, err
}

// decodeOneByte reads bytes that speak for no encoding as one of the old ones in which nearly every byte is a
// character, because it was asked for. Any other choice cannot help: why is what is wrong.
func decodeOneByte(data []byte, name string, why error) (string, Decision, error) {
	d := Decision{What: "encoding", Chosen: name, Why: byHand + "the bytes alone speak for none"}
	if charmapOf(name) == nil || hasPrefix(data, bomUTF8) || bytes.IndexByte(data, 0) >= 0 {
		return "", d, why
	}
	text, err := decodeTable(data, name)
	return text, d, err
}

// decodeByEvidence decides by what the bytes themselves prove: by their mark, by being UTF-8, by the zeros of UTF-16,
// or by the accents of the old one-byte encodings. Bytes that prove nothing are refused.
func decodeByEvidence(data []byte) (string, Decision, error) {
	d := Decision{What: "encoding"}
	for _, m := range marks {
		if hasPrefix(data, m.mark) {
			d.Chosen, d.Why = m.name, "the file starts with the mark of "+m.name
			return m.decode(data[len(m.mark):], d)
		}
	}
	if nul := bytes.IndexByte(data, 0); nul >= 0 {
		if d.Chosen = zeros16(data); d.Chosen != "" {
			d.Why = "there is no mark, but every zero byte stands where " + d.Chosen + " has them"
			return decode16(data, d)
		}
		return "", d, nulProblem(data, nul)
	}
	if !utf8.Valid(data) {
		return decodeLegacy(data, d)
	}
	d.Chosen, d.Why = utf8Name, "all characters are plain ASCII, which is the same in each of these"
	d.Others = []string{windowsName, macName}
	if at := beyondASCII(data); at < len(data) {
		d.Others = nil
		d.Why = "all characters beyond ASCII are right UTF-8, for example " + quoted(strings.ToValidUTF8(string(wordAround(data, at)), ""))
	}
	return shared(data), d, nil
}

// marks are what Unicode files start with, the longer ones first.
var marks = [...]struct {
	mark, name string
	decode     func([]byte, Decision) (string, Decision, error)
}{
	{bomUTF32LE, "UTF-32", decode32},
	{bomUTF32BE, "UTF-32", decode32},
	{bomUTF16LE, "UTF-16 LE", decode16},
	{bomUTF16BE, "UTF-16 BE", decode16},
	{bomUTF8, utf8Name, decodeMarked},
}

func decode32(_ []byte, d Decision) (string, Decision, error) {
	return "", d, encodingProblem(0, "the text is UTF-32, which is not read")
}

// decodeMarked reads what follows a mark of UTF-8.
func decodeMarked(data []byte, d Decision) (string, Decision, error) {
	d.Chosen = "UTF-8 with BOM"
	if nul := bytes.IndexByte(data, 0); nul >= 0 {
		return "", d, nulProblem(data, nul)
	}
	if !utf8.Valid(data) {
		_, _, first := accents(data)
		return "", d, brokenUTF8(data, first)
	}
	return shared(data), d, nil
}

// shared makes a string of the bytes without a copy of them: a file of 64 MiB is held once. Read says that the
// bytes must stay as they are.
func shared(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

func hasPrefix(data []byte, prefix string) bool { return bytes.HasPrefix(data, []byte(prefix)) }

func encodingProblem(line int, message string) *Problem {
	return &Problem{
		Line: line, Code: "encoding", Message: message,
		Remedy: "open it in the program it comes from and save it as CSV in UTF-8",
	}
}

func brokenUTF8(data []byte, at int) *Problem {
	return encodingProblem(lineAt(data, at), fmt.Sprintf(
		"the text is UTF-8, but the byte 0x%02X here is not: the file is damaged or was put together from several encodings", data[at]))
}

// nulProblem refuses zero bytes: no text has any.
func nulProblem(data []byte, at int) *Problem {
	p := &Problem{
		Line: lineAt(data, at), Code: "nul",
		Message: "the file holds zero bytes, so it is no table of text or it is damaged",
		Remedy:  saveAsTable,
	}
	switch {
	case len(bytes.Trim(data, "\x00")) == 0:
		p.Line, p.Message = 0, "the file holds nothing but zero bytes: what stood in it is lost"
		p.Remedy = fetchAgain
	case len(bytes.TrimRight(data, "\x00")) == at:
		p.Message = "from here to its end the file holds nothing but zero bytes: its last part was not written or not copied"
		p.Remedy = fetchAgain
	}
	return p
}

// beyondASCII is the place of the first byte that is no ASCII, or the length.
func beyondASCII(data []byte) int {
	at := 0
	for ; at+8 <= len(data) && binary.LittleEndian.Uint64(data[at:])&0x8080808080808080 == 0; at += 8 {
	}
	for ; at < len(data) && data[at] < utf8.RuneSelf; at++ {
	}
	return at
}

func isASCII(s string) bool { return beyondASCII(unsafe.Slice(unsafe.StringData(s), len(s))) == len(s) }

// lineAt is the physical line of a byte.
func lineAt(data []byte, at int) int { return 1 + breaks(shared(data[:at])) }

// breaks counts the line breaks in a text: LF, CRLF and CR, and CRCRLF as one.
func breaks(s string) int {
	n := strings.Count(s, "\n")
	if strings.IndexByte(s, '\r') < 0 {
		return n
	}
	return n + strings.Count(s, "\r") - strings.Count(s, "\r\n") - strings.Count(s, doubleCR)
}
