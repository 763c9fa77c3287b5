package sheet

import (
	"fmt"
	"strings"
)

// arena keeps many short texts in few large blocks. A block is never moved once a text points into it.
type arena struct{ block strings.Builder }

const arenaBlock = 256 << 10

// add keeps a copy of b.
func (a *arena) add(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if a.block.Cap()-a.block.Len() < len(b) {
		a.block = strings.Builder{}
		a.block.Grow(max(arenaBlock, len(b)))
	}
	from := a.block.Len()
	a.block.Write(b)
	return a.block.String()[from:]
}

// readTexts reads the shared texts.
func (b *workbook) readTexts(part string) error {
	const textHead = 16 // bytes a text takes in memory beside its characters
	var texts arena
	var buf []byte
	held := 0
	return eachChild(b.archive, part, "sst", func(x *xmlReader) error {
		if !x.is("si") {
			return x.skip()
		}
		var err error
		if buf, err = richText(x, buf[:0]); err != nil {
			return err
		}
		switch {
		case tooLong(buf):
			return &Problem{
				Code: "cell_too_long", Message: fmt.Sprintf("text %d of the workbook has more than %d characters", len(b.texts)+1, maxCell),
				Remedy: "find the cell with the overlong text and shorten it",
			}
		case len(b.texts) == maxTexts:
			return sizeLimit(0, fmt.Sprintf("the workbook has more than %d million texts", maxTexts/1_000_000))
		}
		if held += len(buf) + textHead; held > maxHeld {
			return sizeLimit(0, fmt.Sprintf("the workbook's shared texts take more than %d MiB", maxHeld>>20))
		}
		if len(b.texts) == cap(b.texts) {
			b.texts = reserve(b.texts, x.share(b.archive), maxTexts)
		}
		b.texts = append(b.texts, texts.add(buf))
		if b.look != nil && len(b.texts)%lookEvery == 0 {
			return b.look(0, 0) // there are no rows yet
		}
		return nil
	})
}

// richText appends the text of a string item to dst: its own <t>, or those of its runs, but not how it is spoken. An
// element that is not known could hold a part of the text, so it is an error.
func richText(x *xmlReader, dst []byte) ([]byte, error) {
	for {
		switch x.next() {
		case tokenStart:
			var err error
			switch {
			case x.is("t"):
				from := len(dst)
				dst, err = x.content(dst)
				dst = dst[:from+len(unescaped(dst[from:]))]
			case x.is("r"):
				dst, err = richText(x, dst)
			case x.is("rPr") || x.is("rPh") || x.is("phoneticPr") || x.is("extLst"):
				err = x.skip()
			default:
				x.malformed("the element " + clipped(string(x.name)) + " stands inside a text")
				err = x.err
			}
			if err != nil {
				return dst, err
			}
		case tokenChars:
			if !x.onlySpace() {
				return dst, x.err
			}
		case tokenEnd:
			return dst, nil
		case tokenFail, tokenDone:
			return dst, x.err
		}
	}
}

// onlySpace checks that the text just read is white space between elements.
func (x *xmlReader) onlySpace() bool {
	for _, c := range x.chars {
		if c > ' ' {
			return x.malformed("text stands where only elements may stand")
		}
	}
	return true
}
