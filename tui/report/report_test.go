package report_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"homeroom/importer/sheet"
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
	given := &store.Entry{ID: 2, Act: 7, At: day("2024-08-26"), Operator: "t.ostermoor", Kind: store.ActImport, FileName: "assign.csv", Line: 12, Record: store.KindDevice}
	taken := &store.Entry{ID: 3, Act: 8, At: day("2025-06-12"), Operator: "h.brackenmere", Kind: store.ActUndo, Title: "undo of import 7", Record: store.KindDevice}
	return store.Biography{
		Record: store.KindDevice, Key: "LKPLIFESTORY", Name: "iPad mini 5100001",
		Holdings: []store.Holding{{
			Serial: "LKPLIFESTORY", AssetTag: "5100001", UserID: "ivy.coldmoor", FullName: "Ivy Coldmoor",
			From: given.At, To: taken.At, Began: given, Ended: taken,
		}},
		Entries: []store.Entry{
			{ID: 1, At: day("2024-08-01"), Record: store.KindDevice, Created: true},
			*given, *taken,
			{ID: 4, At: day("2025-09-01"), Record: store.KindDevice, Deleted: true},
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
	b.Entries = b.Entries[:3] // still there
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

func TestWrite_EveryFormHoldsTheSameRowsAndRunsNothing(t *testing.T) {
	b := life()
	b.Holdings[0].FullName = "=HYPERLINK(\"x\")"
	b.Holdings[0].UserID = "-1"
	r := report.Biography(b, time.UTC)
	for _, format := range []string{"csv", "xlsx"} {
		var out bytes.Buffer
		if err := report.Write(&out, format, r); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), ",=HYPERLINK") {
			t.Errorf("%s has a cell that a spreadsheet runs", format)
		}
		table, err := sheet.Read("page."+format, out.Bytes(), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(table.Records) != 3 || table.Records[1].Cells[4] != "5100001" || table.Header[5] != "User ID" {
			t.Errorf("%s reads back as %q %v", format, table.Header, table.Records)
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
