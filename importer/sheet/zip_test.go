package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"
	"testing"
	"unicode/utf16"
)

// partsOf lists what a zip file holds.
func partsOf(t testing.TB, data string) [][2]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var parts [][2]string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, [2]string{f.Name, string(content)})
	}
	return parts
}

// repacked writes the parts of a zip file in another way.
func repacked(t testing.TB, data string, add func(t testing.TB, z *zip.Writer, name, content string)) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range partsOf(t, data) {
		add(t, z, p[0], p[1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// plainStored writes a part as it is, with a data descriptor behind it.
func plainStored(t testing.TB, z *zip.Writer, name, content string) {
	t.Helper()
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
}

// withoutTrailers writes a part with its sizes in front of it.
func withoutTrailers(t testing.TB, z *zip.Writer, name, content string) {
	t.Helper()
	raw := deflated(t, content, true)
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(content)),
		CompressedSize64: uint64(len(raw)), UncompressedSize64: uint64(len(content)),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(raw); err != nil {
		t.Fatal(err)
	}
}

// zip64 writes the parts of a zip file stored, with all sizes and places in the fields for huge files.
func zip64(t testing.TB, data string) string {
	t.Helper()
	const unknown = 0xffffffff
	var out, directory []byte
	le := binary.LittleEndian
	parts := partsOf(t, data)
	for _, p := range parts {
		at, size, sum := uint64(len(out)), uint64(len(p[1])), crc32.ChecksumIEEE([]byte(p[1]))
		extra := func(values ...uint64) []byte {
			b := le.AppendUint16(le.AppendUint16(nil, 1), uint16(8*len(values)))
			for _, v := range values {
				b = le.AppendUint64(b, v)
			}
			return b
		}
		common := le.AppendUint16(le.AppendUint16(le.AppendUint16(nil, 45), 0x800), 0) // version, flags, stored
		common = le.AppendUint32(le.AppendUint32(le.AppendUint32(le.AppendUint32(common, 0), sum), unknown), unknown)
		common = le.AppendUint16(common, uint16(len(p[0])))
		near, far := extra(size, size), extra(size, size, at)
		out = append(append(out, "PK\x03\x04"...), common...)
		out = append(append(append(le.AppendUint16(out, uint16(len(near))), p[0]...), near...), p[1]...)
		directory = append(le.AppendUint16(append(directory, "PK\x01\x02"...), 45), common...)
		directory = append(le.AppendUint16(directory, uint16(len(far))), make([]byte, 2+2+2+4)...)
		directory = append(append(le.AppendUint32(directory, unknown), p[0]...), far...)
	}
	at, count := uint64(len(out)), uint64(len(parts))
	end := at + uint64(len(directory))
	out = append(append(out, directory...), "PK\x06\x06"...)
	out = le.AppendUint32(le.AppendUint16(le.AppendUint16(le.AppendUint64(out, 44), 45), 45), 0)
	out = le.AppendUint64(le.AppendUint64(le.AppendUint64(le.AppendUint64(le.AppendUint32(out, 0), count), count), end-at), at)
	out = le.AppendUint32(le.AppendUint64(le.AppendUint32(append(out, "PK\x06\x07"...), 0), end), 1)
	out = append(out, "PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00"...)
	return string(out)
}

// wide writes every XML part of a book in UTF-16.
func wide(t testing.TB, bigEndian bool) string {
	return repacked(t, excelLike().bytes(t), func(t testing.TB, z *zip.Writer, name, content string) {
		withoutTrailers(t, z, name, inUTF16(strings.Replace(content, `encoding="UTF-8"`, `encoding="UTF-16"`, 1), bigEndian))
	})
}

func inUTF16(s string, bigEndian bool) string {
	var out []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		if bigEndian {
			out = binary.BigEndian.AppendUint16(out, u)
		} else {
			out = binary.LittleEndian.AppendUint16(out, u)
		}
	}
	return string(out)
}

// backslashed writes the paths as some programs of Windows do.
func backslashed(t testing.TB) string {
	return repacked(t, excelLike().bytes(t), func(t testing.TB, z *zip.Writer, name, content string) {
		withoutTrailers(t, z, strings.ReplaceAll(name, "/", `\`), content)
	})
}

func TestArchive_TwoWorkbooksInOneFileAreNotReadAsOne(t *testing.T) {
	book := excelLike().bytes(t)
	if p := refused(t, book+googleLike().bytes(t), "damaged"); !strings.Contains(p.Message, "perhaps another workbook") {
		t.Fatalf("told as %v", p)
	}
	wantCells(t, read(t, book+"\r\n"), theTable()...) // a mail program's line end behind it is nothing
}

// TestArchive_PartsOnTopOfEachOtherAreRefused has two names in the directory lead to one place.
func TestArchive_PartsOnTopOfEachOtherAreRefused(t *testing.T) {
	data := zipped(t, [2]string{"[Content_Types].xml", "<x/>"}, [2]string{"xl/a1.xml", strings.Repeat("a", 100)}, [2]string{"xl/a2.xml", strings.Repeat("a", 100)})
	at := strings.LastIndex(data, "PK\x01\x02")
	before := strings.LastIndex(data[:at], "PK\x01\x02")
	const place = 42 // of the header's place in an entry of the directory
	overlaid := data[:at+place] + data[before+place:before+place+4] + data[at+place+4:]
	if p := refused(t, overlaid, "damaged"); !strings.Contains(p.Message, "on top of each other") {
		t.Fatalf("told as %v", p)
	}
}
