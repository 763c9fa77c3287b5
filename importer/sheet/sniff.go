package sheet

import (
	"bytes"
	"cmp"
	"path/filepath"
	"strings"
)

// signature is how a kind of file that is no table starts.
type signature struct {
	at    int
	magic string
	what  string // "a PDF document"
	code  string
}

// signatures are looked for in this order.
var signatures = [...]signature{
	{0, "%PDF-", "a PDF document", "pdf"},
	{0, "\x89PNG\r\n\x1a\n", "a picture (PNG)", "picture"},
	{0, "\xff\xd8\xff", "a picture (JPEG)", "picture"},
	{0, "GIF87a", "a picture (GIF)", "picture"},
	{0, "GIF89a", "a picture (GIF)", "picture"},
	{0, "II*\x00", "a picture (TIFF)", "picture"},
	{0, "MM\x00*", "a picture (TIFF)", "picture"},
	{8, "WEBP", "a picture (WebP)", "picture"},
	{4, "ftyphei", "a picture (HEIC)", "picture"},
	{4, "ftypmif1", "a picture (HEIC)", "picture"},
	{4, "ftypavif", "a picture (AVIF)", "picture"},
	{4, "ftyp", "a film or sound", "film"},
	{0, "{\\rtf", "a text document (RTF)", "document"},
	{0, "\x1f\x8b", "a compressed file (gzip)", "archive"},
	{0, "7z\xbc\xaf\x27\x1c", "an archive (7z)", "archive"},
	{0, "Rar!\x1a\x07", "an archive (RAR)", "archive"},
	{4, "1AY&SY", "a compressed file (bzip2)", "archive"},
	{0, "\xfd7zXZ\x00", "a compressed file (xz)", "archive"},
	{257, "ustar", "an archive (tar)", "archive"},
	{0, "bplist", "a property list of Apple", "plist"},
	{0, "SQLite format 3\x00", "a database (SQLite)", "database"},
	{0, "\x7fELF", "a program", "program"},
	{0, "\xcf\xfa\xed\xfe", "a program", "program"},
	{0, "\xca\xfe\xba\xbe", "a program", "program"},
	{0, "MZ", "a program", "program"},
	{0, "#!/", "a program (script)", "program"},
	{0, "PK\x07\x08", "a part of a zip archive in several pieces", "archive"},
	{0, "BM", "a picture (BMP)", "picture"},
	{0, "8BPS", "a picture (Photoshop)", "picture"},
	{0, "%!PS", "a document to print (PostScript)", "document"},
	{0, "ID3\x03", "a film or sound", "film"},
	{8, "WAVEfmt ", "a film or sound", "film"},
	{0, "\x28\xb5\x2f\xfd", "a compressed file (zstd)", "archive"},
	{0, "\x1f\x9d", "a compressed file (compress)", "archive"},
	{0, "\x09\x08", "an old Excel workbook (.xls)", "xls"},
	{0, "\x09\x04", "an old Excel workbook (.xls)", "xls"},
	{0, "\x09\x02", "an old Excel workbook (.xls)", "xls"},
	{0, "\x09\x00\x04\x00", "an old Excel workbook (.xls)", "xls"},
	{4, "Standard Jet DB", "a database (Access)", "database"},
	{4, "Standard ACE DB", "a database (Access)", "database"},
	{0, "PAR1", "a database table (Parquet)", "database"},
	{0, "ARROW1", "a database table (Arrow)", "database"},
	{0, "\x4c\x00\x00\x00\x01\x14\x02\x00", "a shortcut of Windows (.lnk) to a file, not the file itself", "shortcut"},
	{0, "\x00\x00\x00\x01Bud1", "a note of the Mac's Finder about a folder (.DS_Store)", "companion"},
	{0, "\x00\x05\x16\x00", "a file wrapped for the Mac (AppleSingle)", "companion"},
	{0, "\x00\x05\x16\x07", "the hidden companion that a Mac writes beside a file (its name starts with ._)", "companion"},
}

// wrongKind names a file that is no table of text, or is nil. name only helps where the content is short.
func wrongKind(name string, data []byte) *Problem {
	if len(bytes.TrimSpace(data)) == 0 {
		return emptyFile()
	}
	if hasPrefix(data, oleMagic) {
		return oleKind(data)
	}
	for _, s := range signatures {
		if s.fits(data) {
			return isReally(s.what, s.code)
		}
	}
	if p := zipBehind(data); p != nil {
		return p
	}
	if isLock(name, data) {
		return isReally("the lock that an office program keeps beside a file that is open (its name starts with ~$ or .~lock)", "lock")
	}
	return textKind(data)
}

// zipBehind names a workbook with a few bytes before it that do not belong there, or is nil.
func zipBehind(data []byte) *Problem {
	at := bytes.Index(data[:min(len(data), peek)], []byte("PK\x03\x04"))
	if at <= 0 || !bytes.Contains(data[max(at, len(data)-(64<<10)):], []byte("PK\x05\x06")) {
		return nil
	}
	what := "a zip archive"
	if bytes.Contains(data[at:], []byte("xl/workbook.xml")) {
		what = "a workbook (.xlsx)"
	}
	return &Problem{
		Code: "stray_bytes", Message: "this is " + what + " with " + plural(at, "stray byte") + " before it: something was added on its way here",
		Remedy: "download the file again; if it stays like this, ask the sender for a new one",
	}
}

func emptyFile() *Problem {
	return &Problem{Code: "empty", Message: "the file is empty", Remedy: "choose the file with the rows in it"}
}

// fits reports whether a file starts like this kind. A mark of letters and digits alone could be the beginning of a
// table: then a zero byte, which no table holds, must be near.
func (s *signature) fits(data []byte) bool {
	if len(data) < s.at+len(s.magic) || string(data[s.at:s.at+len(s.magic)]) != s.magic {
		return false
	}
	return squeezed(s.magic) != lower(s.magic) || bytes.IndexByte(data[:min(len(data), peek)], 0) >= 0
}

// isLock recognises the small file that Excel and LibreOffice keep beside an open one: the name of the user in a field
// of fixed length.
func isLock(name string, data []byte) bool {
	const excel, word = 165, 162
	base := filepath.Base(name)
	owner := strings.HasPrefix(base, "~$") && len(data) <= excel
	fixed := (len(data) == excel || len(data) == word) && data[0] > 0 && data[0] <= 54 && data[55] == data[0] && data[56] == 0
	libre := strings.HasPrefix(base, ".~lock.") && bytes.Count(data, []byte{','}) == 4 && bytes.HasSuffix(bytes.TrimSpace(data), []byte{';'})
	return owner || fixed || libre
}

// remedies are what to do with a kind of file; for those that are not here, to save it as a table.
var remedies = map[string]string{
	"archive":   "unpack it and choose the CSV or .xlsx file inside",
	"pdf":       madeFrom,
	"picture":   madeFrom,
	"document":  madeFrom,
	"film":      chooseTable,
	"database":  "export the table from it as CSV, and choose that",
	"program":   chooseTable,
	"companion": "choose the file itself: the one of the same name without ._ at its beginning",
	"lock":      "choose the file itself, without these characters at the beginning of its name, after closing it in the other program",
	"shortcut":  "choose the file it leads to",
	"google":    "open it in Google Sheets and choose File > Download > Comma-separated values (.csv) or Microsoft Excel (.xlsx)",
	"pointer":   "fetch the file itself (git lfs pull), or ask the sender for it",
	"sign_in":   "sign in to the portal in a browser and download the file again",
	"mail":      "open the mail and save the table that is attached to it",
	"plist":     chooseTable,
	"contacts":  chooseTable,
	"calendar":  chooseTable,
	"json":      "export it as CSV from the program it comes from",
	"key":       chooseTable,
}

const (
	chooseTable = "choose the CSV or .xlsx file"
	madeFrom    = "ask for the table it was made from; if you have that, " + saveAsTable
)

// isReally is the refusal of a file that is something else.
func isReally(what, code string) *Problem {
	message := "this is " + what
	if !strings.Contains(what, ", not ") {
		message += ", not a CSV or .xlsx table"
	}
	return &Problem{Code: code, Message: message, Remedy: cmp.Or(remedies[code], saveAsTable)}
}
