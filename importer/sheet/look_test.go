package sheet_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/importer/sheet"
)

// Whoever looks on is told now and then, of ever more rows, and can stop the reading: of a text, of one that is read
// again because of its quotation marks, and of a workbook.
func TestRead_TellsWhoeverLooksOnAndStopsWhenTheySaySo(t *testing.T) {
	const n = 5000
	book := excelize.NewFile()
	defer book.Close()
	for i := range n + 1 {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &[]any{"Name", "Room"}); err != nil {
			t.Fatal(err)
		}
	}
	var xlsx bytes.Buffer
	if err := book.Write(&xlsx); err != nil {
		t.Fatal(err)
	}
	text := "Name,Room\n" + strings.Repeat("Ana,12\n", n)
	for name, data := range map[string][]byte{
		"text":     []byte(text),
		"escaped":  []byte(text + `"a \"b\" c",12` + "\n"),
		"workbook": xlsx.Bytes(),
	} {
		looks, last := 0, 0.0
		look := func(rows int, share float64) error {
			if looks++; rows > 0 && (share < 0 || share > 1 || name == "text" && share <= last) {
				t.Errorf("%s: after %d rows the share is %g, before it was %g", name, rows, share, last)
			}
			last = share
			return nil
		}
		if tab, err := sheet.Read("a", data, sheet.Options{Look: look}); err != nil || len(tab.Records) < n {
			t.Fatalf("%s: %v", name, err)
		}
		if looks < 4 || looks > 20 {
			t.Errorf("%s: told %d times", name, looks)
		}
		enough := errors.New("enough")
		tab, err := sheet.Read("a", data, sheet.Options{Look: func(rows int, _ float64) error {
			if rows >= 2048 {
				return enough
			}
			return nil
		}})
		if !errors.Is(err, enough) || len(tab.Records) > 0 {
			t.Errorf("%s: stopped, it gives %v", name, err)
		}
	}
}
