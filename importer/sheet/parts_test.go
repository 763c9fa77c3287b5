package sheet_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/importer/sheet"
)

// workbookOf is a workbook with these sheets, rows apart by line breaks and cells by commas.
func workbookOf(t *testing.T, sheets ...[2]string) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, s := range sheets {
		if i == 0 {
			_ = book.SetSheetName("Sheet1", s[0])
		} else if _, err := book.NewSheet(s[0]); err != nil {
			t.Fatal(err)
		}
		for r, line := range strings.Split(s[1], "\n") {
			for c, cell := range strings.Split(line, ",") {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if err := book.SetCellStr(s[0], at, cell); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadParts_R70_ReadsTheSheetsOfAWorkbookAsOneTable(t *testing.T) {
	data := workbookOf(t, [2]string{"Notes", "x"}, [2]string{"users", "User ID,Name\nana,Ana\nbo,Bo"}, [2]string{"Locations", "Location"}, [2]string{"Classes", "Class ID\nM7"})
	tab, err := sheet.ReadParts("h.xlsx", data, []string{"Users", "Locations", "Classes"}, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(tab.Parts) != 3 || tab.Parts[1].Name != "Locations" || len(tab.Parts[1].Header) != 1 || len(tab.Records) != 3 {
		t.Fatalf("%+v, %d rows", tab.Parts, len(tab.Records))
	}
	for i, want := range []struct{ part, line int }{{0, 2}, {0, 3}, {2, 2}} {
		r := tab.Records[i]
		if part, line := sheet.PartLine(r.Line); part != want.part || line != want.line || r.Part() != part || r.Line != sheet.LineOf(part, line) {
			t.Errorf("row %d is line %d of part %d (%d)", i, line, part, r.Part())
		}
	}
}

func TestReadParts_R70_AMissingSheetIsNamed(t *testing.T) {
	data := workbookOf(t, [2]string{"Users", "User ID,Name\nana,Ana"}, [2]string{"Classes", "Class ID\nM7"})
	tab, err := sheet.ReadParts("h.xlsx", data, []string{"Users", "Grade Levels", "Classes"}, sheet.Options{})
	var p *sheet.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Message, "Grade Levels") || !strings.Contains(p.Remedy, "even empty") || len(tab.Records) > 0 {
		t.Errorf("%+v", err)
	}
	_, err = sheet.ReadParts("h.xlsx", workbookOf(t, [2]string{"Users", "User ID,Name"}), []string{"Users"}, sheet.Options{})
	if !errors.As(err, &p) || p.Code != "header_only" {
		t.Errorf("%+v", err)
	}
}

func TestReadParts_R73_ReadsTheFilesOfAFlatArchive(t *testing.T) {
	files := func(parts ...[2]string) []byte { return []byte(zipped(t, parts...)) }
	data := files([2]string{"locations.csv", "location_id,location_name\nL1,Oak\n"},
		[2]string{"Students.csv", "person_id;first_name\n1;\"Ana \\\"A\\\" Quill\"\n"}, [2]string{"rosters.csv", "roster_id,class_id,student_id\n"})
	tab, err := sheet.ReadParts("roster.zip", data, []string{"students.csv", "rosters.csv", "locations.csv"}, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(tab.Records) != 2 || tab.Records[0].Cells[1] != `Ana "A" Quill` || tab.Records[1].Cells[1] != "Oak" || tab.Kind != "zip" {
		t.Errorf("%+v", tab)
	}
	_, err = sheet.ReadParts("roster.zip", data, []string{"students.csv", "staff.csv"}, sheet.Options{})
	var p *sheet.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Message, "staff.csv") {
		t.Errorf("%+v", err)
	}
	broken := files([2]string{"students.csv", "person_id,first_name\n1,\"Ana\n"})
	if _, err = sheet.ReadParts("roster.zip", broken, []string{"students.csv"}, sheet.Options{}); !errors.As(err, &p) || !strings.HasPrefix(p.Message, "students.csv: ") {
		t.Errorf("%+v", err)
	}
	if names := sheet.Names(data); len(names) != 3 || names[0] != "locations.csv" {
		t.Errorf("the archive holds %v", names)
	}
	if names := sheet.Names(workbookOf(t, [2]string{"A", "x"})); len(names) != 1 || names[0] != "A" || sheet.Names([]byte("a,b\n1,2\n")) != nil {
		t.Errorf("a workbook has the sheets %v, or a text has some", names)
	}
}
