package sheet_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestXLSX_SameRowsAsExcelize holds the reader against excelize on workbooks that excelize wrote: whatever it reads
// raw is what we read, row by row.
func TestXLSX_SameRowsAsExcelize(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"Ana Mendes", "C02XK1ABJG5J", "0012345", "=1+1", "a\nb", "Zoë O’Neil", "<&>\"'", " x ", "_x0041_", "李小龍", "a\tb", "'"}
	for n := range 20 {
		rows := [][]any{{"Asset Tag", "Serial Number", "Full Name", "Phone Number"}}
		for range 1 + random.IntN(60) {
			r := make([]any, 4)
			for c := range r {
				switch random.IntN(4) {
				case 0:
					r[c] = random.IntN(1 << 50)
				case 1:
					r[c] = ""
				default:
					r[c] = words[random.IntN(len(words))]
				}
			}
			rows = append(rows, r)
		}
		rows = append(rows, []any{"end", "C02XK1ABJG5J", "of it", "2018"})
		data := excelBook(t, rows, func(f *excelize.File) {
			if n%2 == 1 {
				f.SetCellStr("Sheet1", "B2", strings.Repeat("long ", 1000))
			}
		})
		f, err := excelize.OpenReader(strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		want, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := trimmed(cells(read(t, data))); !reflect.DeepEqual(got, trimmed(want)) {
			t.Fatalf("workbook %d:\n%q\nexcelize:\n%q", n, got, want)
		}
	}
}

// trimmed cuts the empty cells off the ends of rows, which the two readers write differently.
func trimmed(rows [][]string) [][]string {
	out := make([][]string, len(rows))
	for i, r := range rows {
		n := len(r)
		for n > 0 && strings.TrimSpace(r[n-1]) == "" {
			n--
		}
		out[i] = append([]string{}, r[:n]...)
	}
	return out
}

// TestRead_SameRecordsFromBothFormats holds CSV and XLSX of the same rows against each other.
func TestRead_SameRecordsFromBothFormats(t *testing.T) {
	var csv strings.Builder
	var rows [][]any
	add := func(texts ...string) {
		csv.WriteString(strings.Join(texts, ",") + "\n")
		r := make([]any, len(texts))
		for i, s := range texts {
			r[i] = s
		}
		rows = append(rows, r)
	}
	add("Asset Tag", "Serial Number", "Full Name", "Delete")
	for i := range 50 {
		add(fmt.Sprint(4000000+i), fmt.Sprintf("C02XK%05dA", i), "Ana Mendes", "")
	}
	add("", "", "", "")
	add("0012345", "DMPXK2ABJG5K", "", "")
	a, b := read(t, csv.String()), read(t, excelBook(t, rows))
	if !reflect.DeepEqual(a.Records, b.Records) || !reflect.DeepEqual(a.Header, b.Header) || a.HeaderLine != b.HeaderLine {
		t.Fatalf("the two differ:\n%+v\n%+v", a.Records, b.Records)
	}
}
