package sheet_test

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"homeroom/importer/sheet"
)

// ole is the skeleton of an OLE container whose directory has one stream of this name.
func ole(stream string) string {
	data := make([]byte, 512+512)
	copy(data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for i, u := range utf16.Encode([]rune("Root Entry")) {
		binary.LittleEndian.PutUint16(data[512+2*i:], u)
	}
	for i, u := range utf16.Encode([]rune(stream)) {
		binary.LittleEndian.PutUint16(data[512+128+2*i:], u)
	}
	return string(data)
}

// excelLock is what Excel keeps beside an open workbook: the user's name in two ways.
func excelLock() string {
	lock := []byte("\x03Kim" + strings.Repeat(" ", 51) + "\x03\x00" + to16("Kim", false))
	return string(append(lock, make([]byte, 165-len(lock))...))
}

func pictures(t *testing.T) map[string]string {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Black, color.White})
	var p, j, g bytes.Buffer
	if err := errors.Join(png.Encode(&p, img), jpeg.Encode(&j, img, nil), gif.Encode(&g, img, nil)); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"PNG": p.String(), "JPEG": j.String(), "GIF": g.String()}
}

func TestKind_IsToldByContentWithARemedy(t *testing.T) {
	whole := excelBook(t, [][]any{{"Name", "Room"}, {"a", "1"}})
	tests := map[string]struct{ name, data, code, says string }{
		"PDF":           {"list.csv", "%PDF-1.7\n%âãÏÓ\n1 0 obj", "pdf", "a PDF document"},
		"xls":           {"list.xlsx", ole("Workbook"), "xls", "an old Excel workbook (.xls)"},
		"Excel 5":       {"list.xls", ole("Book"), "xls", "an old Excel workbook (.xls)"},
		"password":      {"list.xlsx", ole("EncryptedPackage"), "password", "protected by a password"},
		"Word 97":       {"list.xls", ole("WordDocument"), "document", "Word"},
		"other OLE":     {"list.xls", ole("Contents"), "xls", "old Office"},
		"HTML":          {"export.xls", "\ufeff<!-- portal -->\n<TABLE><tr><td>Name</td></tr></TABLE>", "html", "a web page (HTML)"},
		"HTML document": {"export.xls", "<!DOCTYPE html><html><body></body></html>", "html", "a web page (HTML)"},
		"HTML UTF-16":   {"export.xls", "\xff\xfe" + to16("<html><table>", false), "html", "a web page (HTML)"},
		"XML 2003": {
			"list.xls", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, "xml",
			"Excel 2003",
		},
		"other XML": {"list.csv", `<?xml version="1.0"?><devices/>`, "xml", "an XML file"},
		"mail":      {"list.xls", "MIME-Version: 1.0\nX: y", "mail", "MIME"},
		"JSON":      {"list.csv", ` [{"name": "a"}]`, "json", "a JSON file"},
		"RTF":       {"list.csv", `{\rtf1 Name}`, "document", "RTF"},
		"gzip":      {"list.csv.gz", "\x1f\x8b\x08\x00", "archive", "gzip"},
		"plain zip": {"roster.zip", zipped(t, [2]string{"students.csv", "a,b"}, [2]string{"staff.csv", "a,b"}), "archive", "holds staff.csv, students.csv"},
		"empty zip": {"roster.zip", zipped(t), "archive", "an empty zip"},
		"ods": {"list.xlsx", zipped(t, [2]string{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
			[2]string{"content.xml", "<x/>"}), "ods", "(.ods)"},
		"odt":                 {"list.xlsx", zipped(t, [2]string{"mimetype", "application/vnd.oasis.opendocument.text"}), "document", "OpenDocument document of text"},
		"Numbers":             {"list.csv", zipped(t, [2]string{"Index/CalculationEngine.iwa", "x"}, [2]string{"Index/Document.iwa", "x"}), "numbers", "Apple Numbers"},
		"Pages":               {"list.pages", zipped(t, [2]string{"Index/Document.iwa", "x"}), "document", "Apple Pages"},
		"xlsb":                {"list.xlsx", book{main: "application/vnd.ms-excel.sheet.binary.macroEnabled.main"}.bytes(t), "xlsb", "(.xlsb)"},
		"Word":                {"list.xlsx", book{main: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"}.bytes(t), "document", "(.docx)"},
		"add-in":              {"list.xlam", book{main: "application/vnd.ms-excel.addin.macroEnabled.main+xml"}.bytes(t), "addin", "(.xlam)"},
		"letter":              {"list.xlsx", "Dear all,\nhere is the list.\n", "text", "this is text, not a workbook"},
		"header":              {"list.xlsx", "Name,Room\n", "text", "below the header there is no row"},
		"a quote":             {"list.xlsx", "Name,Room\n\"a,1\n", "text", "never closed"},
		"Excel 4":             {"list.xls", "\x09\x04\x06\x00\x00\x00\x10\x00", "xls", "an old Excel workbook (.xls)"},
		"Excel in Word":       {"list.doc", ole("WordDocument") + ole("Workbook")[512:], "document", "Word"},
		"mail in Outlook":     {"list.msg", ole("__properties_version1.0"), "mail", "(.msg)"},
		"MHTML":               {"list.xls", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "html", "(MHTML)"},
		"MHTML of a browser":  {"list.mht", "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "html", "(MHTML)"},
		"mail as a file":      {"list.eml", "Return-Path: <a@oak.example>\r\nReceived: from x\r\nFrom: a@oak.example\r\nSubject: list\r\n\r\nHi", "mail", "a mail message"},
		"server token":        {"mdm.csv", "Content-Type: application/pkcs7-mime; name=\"smime.p7m\"\r\n\r\nMIAG\r\n", "key", "(S/MIME)"},
		"vCard":               {"list.csv", "BEGIN:VCARD\r\nVERSION:3.0\r\n", "contacts", "(vCard)"},
		"calendar":            {"list.csv", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar", "(ICS)"},
		"JSON lines":          {"list.csv", "{\"a\": 1}\n{\"a\": 2}\n", "json", "a JSON file"},
		"JSON cut off":        {"list.csv", "{\"devices\": [\n{\"serial\": \"x\"},\n", "json", "a JSON file"},
		"JSON rows":           {"list.csv", "[[\"a\", \"b\"], [\"1\", \"2\"]]", "json", "a JSON file"},
		"Google shortcut":     {"list.csv", "{\"\":\"WARNING!\",\"doc_id\":\"1x\",\"email\":\"a@oak.example\"}", "google", "not the document itself"},
		"Google shortcut 2":   {"list.gsheet", "{\"url\": \"https://docs.google.com/open?id=1x\"}", "google", "not the document itself"},
		"lock of Excel":       {"~$list.xlsx", excelLock(), "lock", "~$"},
		"lock, renamed":       {"list.xlsx", excelLock(), "lock", "~$"},
		"lock of LibreOffice": {".~lock.list.csv#", ",kim,mac,22.11.2026 16:00,file:///x;", "lock", ".~lock"},
		"Windows shortcut":    {"list.csv", "L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00", "shortcut", "(.lnk)"},
		"web shortcut":        {"list.url", "[InternetShortcut]\r\nURL=https://oak.example\r\n", "shortcut", "(.url)"},
		"Mac shortcut":        {"list.csv", "<?xml version=\"1.0\"?>\n<!DOCTYPE plist>\n<plist><dict><key>URL</key></dict></plist>", "shortcut", "(.webloc)"},
		"property list":       {"list.csv", "<?xml version=\"1.0\"?>\n<!DOCTYPE plist>\n<plist><dict/></plist>", "plist", "property list"},
		"binary plist":        {"list.csv", "bplist00\xd1\x01\x02\x00\x00", "plist", "property list"},
		"Git LFS":             {"list.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "pointer", "Git LFS"},
		"sign-in page":        {"list.csv", "<!DOCTYPE html>\n<html><title>Oak</title><form><input type=\"password\"></form>", "sign_in", "asks to sign in"},
		"page of sign-in":     {"list.csv", "<html><head><title>Log in - Oak Portal</title></head>", "sign_in", "asks to sign in"},
		"table of logins":     {"list.xls", "<html><table><tr><th>Login</th></tr></table>", "html", "with a table"},
		"page of an error":    {"list.csv", "<!doctype html><html><title>Error 500</title>", "html", "without a table"},
		"bare rows of HTML":   {"list.xls", "<tr><td>Name</td></tr>", "html", "a web page (HTML) with a table"},
		"XML without start":   {"list.csv", "<devices><device/></devices>", "xml", "an XML file"},
		"XML 2003 in UTF-16":  {"list.xls", "\xff\xfe" + to16("<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>", false), "xml", "Excel 2003"},
		"SQLite":              {"list.csv", "SQLite format 3\x00\x10\x00", "database", "(SQLite)"},
		"Access":              {"list.csv", "\x00\x01\x00\x00Standard ACE DB\x00", "database", "(Access)"},
		"Mac companion":       {"._list.csv", "\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "companion", "hidden companion"},
		"key":                 {"list.csv", "-----BEGIN CERTIFICATE-----\nMII\n", "key", "(PEM)"},
		"script":              {"list.csv", "#!/bin/sh\necho a,b\n", "program", "a program"},
		"PDF after a blank":   {"list.csv", "\n%PDF-1.4\n", "pdf", "a PDF document"},
		"PowerPoint":          {"list.xlsx", book{main: "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"}.bytes(t), "document", "(.pptx)"},
		"Numbers '09":         {"list.numbers", zipped(t, [2]string{"index.xml", "<x/>"}, [2]string{"buildVersionHistory.plist", "x"}), "numbers", "Apple Numbers"},
		"Numbers, packed":     {"list.zip", zipped(t, [2]string{"list.numbers/Index.zip", "x"}, [2]string{"list.numbers/Metadata/a.plist", "x"}), "numbers", "Apple Numbers"},
		"Keynote '09":         {"list.key", zipped(t, [2]string{"index.apxl", "<x/>"}), "document", "Keynote"},
		"zip of one":          {"list.zip", zipped(t, [2]string{"list.xlsx", "x"}), "archive", "holds list.xlsx"},
		"split zip":           {"list.zip", "PK\x07\x08PK\x03\x04xxxx", "archive", "several pieces"},
		"cut xlsx": {
			"list.xlsx", whole[:len(whole)/2], "damaged", "cut off",
		},
	}
	for kind, data := range pictures(t) {
		tests[kind] = struct{ name, data, code, says string }{"list.csv", data, "picture", "a picture (" + kind + ")"}
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tab, err := sheet.Read(tt.name, []byte(tt.data), sheet.Options{})
			var p *sheet.Problem
			if kind := map[string]string{"damaged": "xlsx"}[tt.code]; tab == nil || tab.Kind != cmp.Or(kind, tt.code) {
				t.Errorf("what is told of it is %+v", tab)
			}
			if !errors.As(err, &p) || p.Code != tt.code || !strings.Contains(p.Message, tt.says) || p.Remedy == "" {
				t.Fatalf("got %v, want %s with %q", err, tt.code, tt.says)
			}
			if strings.ContainsAny(p.Message, "\n\x1b") || strings.Count(p.Message, ". ")+strings.Count(p.Message, ",,") > 0 {
				t.Fatalf("not one clear sentence: %q", p.Message)
			}
		})
	}
}

func TestKind_AWorkbookUnderAnyNameIsReadAndTold(t *testing.T) {
	rows := [][]any{{"Name", "Room"}, {"Ana", "12"}}
	macro := book{rows: row(1, "Name", "Room") + row(2, "Ana", "12"), main: "application/vnd.ms-excel.sheet.macroEnabled.main+xml"}
	for name, data := range map[string]string{"list.csv": excelBook(t, rows), "list.XLS": excelBook(t, rows), "list": excelBook(t, rows), "list.xlsm": macro.bytes(t)} {
		tab, err := sheet.Read(name, []byte(data), sheet.Options{})
		if err != nil || tab.Kind != "xlsx" {
			t.Fatalf("%s: %v", name, err)
		}
		wantCells(t, tab, []string{"Name", "Room"}, []string{"Ana", "12"})
		if strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, ".XLS") {
			if p := problem(t, tab, "other_ending"); !strings.Contains(p.Message, "."+strings.ToLower(name[5:])) || !strings.Contains(p.Remedy, ".xlsx") {
				t.Errorf("told as %+v", p)
			}
		}
	}
}

func TestKind_TablesThatOnlyStartLikeSomethingElseAreRead(t *testing.T) {
	for _, head := range []string{
		"BM,Name", "MZ,Name", "tag,ftyp,x", "<Name>,<Room>", "[a],[b]", "{a},{b}", "Date:,Room", "Subject: x,Room", "From,To", "#,Name",
		"ID3,Name", "PAR1,Name", "L,Name", "[InternetShortcut,Name", `"{""a"":1}",b`, "Version,x", "begin,end",
	} {
		tab, err := sheet.Read("list.csv", []byte(head+"\nAna,1\nBo,2\n"), sheet.Options{})
		if err != nil || len(tab.Records) != 2 {
			t.Errorf("%s: %v", head, err)
		}
	}
}

func TestKind_AListUnderAWorkbooksNameIsReadAndTold(t *testing.T) {
	tab, err := sheet.Read("list.xlsx", []byte("Serial Number\nC02XK1ABJG5J\n"), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	wantCells(t, tab, []string{"Serial Number"}, []string{"C02XK1ABJG5J"})
	problem(t, tab, "other_ending")
}

func TestKind_ATableOfTextUnderAWorkbooksNameIsReadAndTold(t *testing.T) {
	for _, name := range []string{"list.xlsx", "list.XLS", "list.numbers"} {
		tab, err := sheet.Read(name, []byte("Name,Room\nAna,12\n"), sheet.Options{})
		if err != nil || tab.Kind != "csv" {
			t.Fatalf("a CSV named %s: %v", name, err)
		}
		p := problem(t, tab, "other_ending")
		if !strings.Contains(p.Message, "."+strings.ToLower(name[5:])) || !strings.Contains(p.Remedy, ".csv") {
			t.Errorf("told as %+v", p)
		}
	}
	noProblems(t, read(t, "Name,Room\nAna,12\n"))
}

// What was understood before the refusal helps to see which file it is.
func TestRead_TellsWhatWasUnderstoodOfARefusedFile(t *testing.T) {
	twoSheets := excelize.NewFile()
	if _, err := twoSheets.NewSheet("Staff"); err != nil {
		t.Fatal(err)
	}
	var empty bytes.Buffer
	if err := twoSheets.Write(&empty); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file, data, sheet string
		want              sheet.Table
	}{
		"a header alone":   {"a.csv", "Titles\r\n\r\nName;Room;\r\n", "", sheet.Table{Kind: "csv", Encoding: "UTF-8", Delimiter: "semicolon", LineEnd: "CRLF", HeaderLine: 3, Header: []string{"Name", "Room"}}},
		"an open quote":    {"a.csv", "Name,Room\nb,2\n\"a,1\n", "", sheet.Table{Kind: "csv", Encoding: "UTF-8", Delimiter: "comma", HeaderLine: 1, Header: []string{"Name", "Room"}}},
		"a quote at once":  {"a.csv", "\"Name,Room\n", "", sheet.Table{Kind: "csv", Encoding: "UTF-8", Delimiter: "comma"}},
		"zero bytes":       {"a.csv", "a,b\n\x00\n", "", sheet.Table{Kind: "unknown"}},
		"mixed encodings":  {"a.csv", "a,Zo\xc3\xab\n\xff,\xc3\xa9\n", "", sheet.Table{Kind: "text"}},
		"nothing":          {"a.csv", " \n", "", sheet.Table{Kind: "empty"}},
		"text and a sheet": {"a.csv", "a,b\n1,2\n", "Staff", sheet.Table{Kind: "csv"}},
		"an empty sheet":   {"a.xlsx", empty.String(), "", sheet.Table{Kind: "xlsx", Sheet: "Sheet1", Sheets: []sheet.SheetInfo{{Name: "Sheet1"}, {Name: "Staff"}}}},
		"no such sheet":    {"a.xlsx", empty.String(), "Cars", sheet.Table{Kind: "xlsx", Sheets: []sheet.SheetInfo{{Name: "Sheet1"}, {Name: "Staff"}}}},
		"a damaged row":    {"a.xlsx", book{rows: row(1, "Name", "Room") + `<row r="9"><c r="A4"></row>`}.bytes(t), "", sheet.Table{Kind: "xlsx", Sheet: "Sheet1", Sheets: []sheet.SheetInfo{{Name: "Sheet1"}}}},
		"a workbook alone": {"a.xlsx", book{rows: row(1, "Name", "Room")}.bytes(t), "", sheet.Table{Kind: "xlsx", Sheet: "Sheet1", Sheets: []sheet.SheetInfo{{Name: "Sheet1"}}, HeaderLine: 1, Header: []string{"Name", "Room"}}},
	} {
		got, err := sheet.Read(c.file, []byte(c.data), sheet.Options{Sheet: c.sheet})
		got.Decisions = nil
		if err == nil || !reflect.DeepEqual(got, &c.want) {
			t.Errorf("%s:\n%+v\nwant\n%+v; %v", name, got, &c.want, err)
		}
	}
}

func TestKind_APasswordOfExcelizeIsRecognised(t *testing.T) {
	f := excelize.NewFile()
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: "oak"}); err != nil {
		t.Fatal(err)
	}
	refused(t, out.String(), "password")
}
