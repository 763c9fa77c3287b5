package importer_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/importer"
)

// A workbook that begins with a sheet of words, of one line or of several: the refusal names the other sheet.
func TestPreview_R82_ACoverSheetIsRefusedWithTheNameOfTheOther(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	for _, words := range [][]string{{"Read me"}, {"Read me", "Fill in the sheet behind this one"}} {
		book := excelize.NewFile()
		must(t, book.SetSheetName("Sheet1", "Cover"))
		for i, w := range words {
			at, _ := excelize.CoordinatesToCellName(1, i+1)
			must(t, book.SetCellStr("Cover", at, w))
		}
		_, err := book.NewSheet("Data")
		must(t, err)
		for at, w := range map[string]string{"A1": "Mobile Device Serial", "B1": "Room", "A2": "OAKIPAD00001", "B2": "14"} {
			must(t, book.SetCellStr("Data", at, w))
		}
		var b bytes.Buffer
		must(t, book.Write(&b))
		must(t, book.Close())
		_, err = s.try(importer.Request{Name: "cover.xlsx", Data: b.Bytes(), Site: oak})
		if err == nil {
			t.Fatal("the cover is read")
		}
		contains(t, err.Error(), "another of its sheets: “Data”")
		statuses(t, s.request(importer.Request{Name: "cover.xlsx", Data: b.Bytes(), Site: oak, Sheet: "Data"}), change)
	}
}
