package sheet_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/importer/sheet"
)

// sweepBooks are good workbooks of every make: shared texts, streamed inline texts, mixed kinds, written by hand.
func sweepBooks(t *testing.T) map[string]string {
	t.Helper()
	var shared [][]any
	shared = append(shared, []any{"Asset Tag", "Serial Number", "User ID", "Phone Number"})
	for i := range 60 {
		shared = append(shared, []any{fmt.Sprint(4000000 + i), fmt.Sprintf("C02XK%05dA", i), fmt.Sprintf("user%d", i), 2018 + i%4})
	}
	stream := func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		for i := range shared {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := w.SetRow(cell, shared[i]); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	hand := book{
		strings: `<si><t>Name</t></si><si><t>Room</t></si>`,
		rows:    `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>` + row(2, "a", "1") + row(4, "b", "2") + row(5, "c"),
	}
	return map[string]string{
		"shared texts": excelBook(t, shared),
		"streamed":     excelBook(t, nil, stream),
		"several sheets": excelBook(t, shared[:20], func(f *excelize.File) {
			if _, err := f.NewSheet("Staff"); err != nil {
				t.Fatal(err)
			}
		}),
		"by hand": hand.bytes(t),
	}
}

func TestXLSX_AFlippedBitOrACutIsNeverFewerRows(t *testing.T) {
	for name, data := range sweepBooks(t) {
		t.Run(name, func(t *testing.T) {
			want := cells(read(t, data))
			random := rand.New(rand.NewPCG(20260824, uint64(len(data))))
			read, refused := 0, 0
			try := func(what string, damaged []byte) {
				tab, err := sheet.Read("list.xlsx", damaged, sheet.Options{})
				var p *sheet.Problem
				switch {
				case err == nil && !reflect.DeepEqual(cells(tab), want):
					t.Fatalf("%s: read as other rows without a word", what)
				case err == nil:
					read++
				case !errors.As(err, &p) || p.Message == "":
					t.Fatalf("%s: refused without a name: %v", what, err)
				default:
					refused++
				}
			}
			for range 100 {
				flipped := []byte(data)
				bit := random.IntN(8 * len(data))
				flipped[bit/8] ^= 1 << (bit % 8)
				try(fmt.Sprintf("bit %d flipped", bit), flipped)
				at := random.IntN(len(data))
				try(fmt.Sprintf("cut at %d", at), []byte(data[:at]))
			}
			if refused < 150 {
				t.Errorf("only %d of 200 refused, %d read", refused, read)
			}
		})
	}
}

func TestXLSX_APartThatIsNotNeededIsCheckedToo(t *testing.T) {
	data := []byte(book{rows: row(1, "Name", "Room") + row(2, "a", "1"), extra: map[string]string{"xl/theme/theme1.xml": "<theme/>"}}.bytes(t))
	at := len(data)
	for i := range data {
		if string(data[i:min(i+19, len(data))]) == "xl/theme/theme1.xml" {
			at = i + 19 + 4 // inside its compressed data
			break
		}
	}
	data[at] ^= 0x10
	p := refused(t, string(data), "damaged")
	if p.Message != "the workbook's part xl/theme/theme1.xml is damaged: its compressed data is wrong" &&
		p.Message != "the workbook's part xl/theme/theme1.xml is damaged: its checksum is wrong" &&
		p.Message != "the workbook's part xl/theme/theme1.xml is damaged: it ends too early" {
		t.Fatalf("told as %q", p.Message)
	}
}

func TestXLSX_PartsTwiceOrMissingAreRefused(t *testing.T) {
	twice := zipped(t, [2]string{"[Content_Types].xml", "<x/>"}, [2]string{"xl/a.xml", "<x/>"}, [2]string{"XL/A.xml", "<x/>"})
	refused(t, twice, "damaged")
	missing := book{rows: row(1, "Name", "Room") + row(2, "a", "1"), rels: `<Relationship Id="rId2" Type="` + relNS + `/worksheet" Target="worksheets/gone.xml"/>`}
	read(t, missing.bytes(t))
	missing.sheets = `<sheet name="Gone" sheetId="1" r:id="rId2"/>`
	refused(t, missing.bytes(t), "damaged")
	missing.sheets = `<sheet name="Gone" sheetId="1" r:id="rId7"/>`
	refused(t, missing.bytes(t), "malformed")
}
