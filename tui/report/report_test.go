package report_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"homeroom/store"
	"homeroom/tui/report"
)

func day(s string) time.Time {
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return at
}

// life is a device that was bought, held, taken back and deleted.
func life() store.Biography {
	username := func(old, now string) []store.FieldChange {
		return []store.FieldChange{{Field: store.FieldUsername, Old: old, New: now}}
	}
	tag := func(old, now string) []store.FieldChange {
		return []store.FieldChange{{Field: store.FieldAssetTag, Old: old, New: now}}
	}
	given := &store.Entry{ID: 2, Act: 7, At: day("2024-08-26"), Operator: "t.ostermoor", Kind: store.ActImport, FileName: "assign.csv", Line: 12, Record: store.KindDevice, Key: "LKPLIFESTORY", Fields: username("", "ivy.coldmoor")}
	taken := &store.Entry{ID: 3, Act: 8, At: day("2025-06-12"), Operator: "h.brackenmere", Kind: store.ActUndo, Title: "undo of import 7", Record: store.KindDevice, Key: "LKPLIFESTORY", Fields: username("ivy.coldmoor", "")}
	return store.Biography{
		Record: store.KindDevice, Key: "LKPLIFESTORY", Name: "iPad mini 5100001",
		Holdings: []store.Holding{{
			Serial: "LKPLIFESTORY", AssetTag: "5100001", UserID: "ivy.coldmoor", FullName: "Ivy Coldmoor",
			From: given.At, To: taken.At, Began: given, Ended: taken,
		}},
		Entries: []store.Entry{
			{ID: 1, At: day("2024-08-01"), Record: store.KindDevice, Created: true, Fields: tag("", "5100001")},
			*given, *taken,
			{ID: 4, At: day("2025-07-01"), Record: store.KindDevice, Fields: tag("5100001", "5100002")},
			{ID: 5, At: day("2025-09-01"), Record: store.KindDevice, Key: "LKPLIFESTORY", Deleted: true},
		},
	}
}

func TestStretches_LeaveNoTimeOutFromTheFirstDayToTheLast(t *testing.T) {
	b := life()
	var told []string
	for _, s := range report.Stretches(&b) {
		who := "nobody"
		if s.Holding != nil {
			who = s.Holding.UserID
		}
		told = append(told, s.From.Format(time.DateOnly)+" "+s.To.Format(time.DateOnly)+" "+who)
	}
	want := "2024-08-01 2024-08-26 nobody|2024-08-26 2025-06-12 ivy.coldmoor|2025-06-12 2025-09-01 nobody"
	if got := strings.Join(told, "|"); got != want {
		t.Errorf("got %s", got)
	}
	b.Entries = b.Entries[:4] // still there
	if all := report.Stretches(&b); !all[2].To.IsZero() {
		t.Errorf("nobody holds it until %v", all[2].To)
	}
	b.Record = store.KindUser // a person is not told when they held nothing
	if all := report.Stretches(&b); len(all) != 1 {
		t.Errorf("%d stretches of a person", len(all))
	}
	if all := report.Stretches(&store.Biography{Record: store.KindDevice}); len(all) != 0 {
		t.Errorf("%d stretches of nothing", len(all))
	}
}

func TestBiography_TellsByWhatAndByWhom(t *testing.T) {
	r := report.Biography(life(), time.UTC)
	r.Sign("h.brackenmere", day("2026-11-22"))
	var out bytes.Buffer
	if err := report.Write(&out, "txt", r); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Biography of the device LKPLIFESTORY\n====", "Now           nobody holds it", "Written out   2026-11-22 00:00 by h.brackenmere",
		"Began with     import 7, assign.csv line 12", "Began by       t.ostermoor", "Ended with     save 8, undo of import 7", "How long       9 months",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the page lacks %q:\n%s", want, out.String())
		}
	}
}

func TestBiography_TimesAreInTheZoneThatIsSaid(t *testing.T) {
	r := report.Biography(life(), time.FixedZone("EST", -5*3600))
	if r.Rows[1][0] != "2024-08-25 19:00" || r.Facts[1] != [2]string{"Times are in", "EST"} {
		t.Errorf("from %s, %v", r.Rows[1][0], r.Facts)
	}
}

func TestWrite_TablesHaveBothPartsAndSayWhoWroteThemAndRunNothing(t *testing.T) {
	b := life()
	b.Holdings[0].FullName = "=HYPERLINK(\"x\")"
	b.Holdings[0].UserID = "-1"
	r := report.Biography(b, time.UTC)
	r.Sign("h.brackenmere", day("2026-11-22"))
	held := "From,To,How long,Serial Number,Asset Tag,User ID,Full Name,Began with,Began by,Ended with,Ended by"
	changed := "When,Who,With,Record,What,Field,Old,New"
	for format, page := range pages(t, r) {
		if format == "txt" {
			continue
		}
		for _, want := range []string{
			"Biography of the device LKPLIFESTORY", "Written out,2026-11-22 00:00 by h.brackenmere", held, changed,
			"2024-08-01 00:00,2024-08-26 00:00,25 days,LKPLIFESTORY,5100001,(nobody),,,,,",
			"2024-08-26 00:00,2025-06-12 00:00,9 months,LKPLIFESTORY,5100001,'-1,\"'=HYPERLINK",
			"2025-06-12 00:00,2025-09-01 00:00,81 days,LKPLIFESTORY,5100002,(nobody),,,,,",
			"2024-08-26 00:00,t.ostermoor,\"import 7, assign.csv line 12\",device LKPLIFESTORY,changed,Username,(empty),ivy.coldmoor",
			"2025-06-12 00:00,h.brackenmere,\"save 8, undo of import 7\",device LKPLIFESTORY,changed,Username,ivy.coldmoor,(empty)",
			"device LKPLIFESTORY,record deleted,,,",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %s:\n%s", format, want, page)
			}
		}
	}
}

// pages are a report in every form, the workbook's sheets one below the other as a CSV of them would be.
func pages(t *testing.T, r report.Report) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, format := range report.Formats() {
		var out bytes.Buffer
		if err := report.Write(&out, format, r); err != nil {
			t.Fatal(err)
		}
		all[format] = out.String()
	}
	book, err := excelize.OpenReader(strings.NewReader(all["xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	if sheets := book.GetSheetList(); len(sheets) != 2 {
		t.Errorf("the workbook has the sheets %q", sheets)
	}
	var text bytes.Buffer
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		w, width := csv.NewWriter(&text), 0
		for _, row := range rows {
			if len(row) > 2 && width == 0 {
				width = len(row)
			}
			for len(row) < width {
				row = append(row, "")
			}
			_ = w.Write(row)
		}
		w.Flush()
	}
	all["xlsx"] = text.String()
	return all
}

func TestWrite_NoControlByteGetsIntoAnyForm(t *testing.T) {
	b := life()
	hostile := "Eve\u202e\x1b[31m\x00\r\nx\t\u200b"
	b.Key, b.Name = "LKP\x07", hostile
	b.Holdings[0].FullName, b.Holdings[0].AssetTag = hostile, hostile
	for i := range b.Entries {
		e := &b.Entries[i]
		e.Operator, e.Title, e.FileName, e.Key = hostile, hostile, hostile, hostile
		e.Fields = append(e.Fields, store.FieldChange{Field: store.FieldRoom, Old: hostile, New: hostile})
	}
	r := report.Biography(b, time.UTC)
	r.Sign(hostile, day("2026-11-22"))
	for format, page := range pages(t, r) {
		if bad := strings.IndexFunc(page, func(c rune) bool { return c != '\n' && !unicode.IsGraphic(c) }); bad >= 0 {
			t.Errorf("%s holds %q", format, page[bad:min(len(page), bad+20)])
		}
		if !strings.Contains(page, "Eve‹U+202E›␛[31m␀␍␊x␉") {
			t.Errorf("%s does not show the marks:\n%s", format, page)
		}
	}
}

func TestWrite_PlainTextLetsNoControlCharacterThroughAndFitsThePaper(t *testing.T) {
	b := life()
	b.Name = "漢字 " + strings.Repeat("a long name ", 12)
	b.Holdings[0].FullName = "Eve\u202e\x1b[31m" + strings.Repeat("é", 90)
	var out bytes.Buffer
	if err := report.Write(&out, "txt", report.Biography(b, time.UTC)); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), "\u202e\x1b") {
		t.Errorf("the page holds control characters:\n%q", out.String())
	}
	for _, l := range strings.Split(out.String(), "\n") {
		if n := len([]rune(l)); n > 80 {
			t.Errorf("%d characters on a line: %s", n, l)
		}
	}
}

func TestWrite_OfAnotherFormatSaysWhichThereAre(t *testing.T) {
	err := report.Write(&bytes.Buffer{}, "pdf", report.Report{})
	if store.CodeOf(err) != store.CodeInvalid || !strings.Contains(err.Error(), "pdf") {
		t.Errorf("got %v", err)
	}
}

// full is a disk with no room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWrite_TellsThatTheDiskIsFull(t *testing.T) {
	for _, format := range report.Formats() {
		if err := report.Write(full{}, format, report.Biography(life(), time.UTC)); err == nil {
			t.Errorf("%s was written to a full disk", format)
		}
	}
}

func TestSpan_IsToldInTheUnitsThatTellIt(t *testing.T) {
	from := time.Date(2024, 1, 31, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		to   time.Time
		want string
	}{
		{from, "less than an hour"},
		{from.Add(59 * time.Minute), "less than an hour"},
		{from.Add(time.Hour), "1 hour"},
		{from.Add(47 * time.Hour), "47 hours"},
		{from.Add(48 * time.Hour), "2 days"},
		{from.AddDate(0, 0, 89), "89 days"},
		{from.AddDate(0, 6, 0), "6 months"},
		{from.AddDate(1, 0, 0), "1 year"},
		{from.AddDate(1, 0, -1), "11 months"},
		{from.AddDate(2, 1, 2), "2 years 1 month"},
	} {
		if got := report.Span(from, c.to); got != c.want {
			t.Errorf("%v to %v is %q, want %q", from, c.to, got, c.want)
		}
	}
}
