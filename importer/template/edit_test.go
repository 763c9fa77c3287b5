package template_test

import (
	"bytes"
	"io"
	"testing"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

func TestGuess_OurOwnSheetsOnlyByTheirWholeHeader(t *testing.T) {
	for _, own := range []*template.Template{template.DeviceEdit(), template.UserEdit()} {
		var b bytes.Buffer
		header := make([]string, len(own.Columns))
		for i, c := range own.Columns {
			header[i] = c.Header
		}
		rows := [][]string{make([]string, len(header)), make([]string, len(header))}
		rows[0][0], rows[1][0] = "OAKNEW000001", "OAKNEW000002"
		if err := own.Write(&b, "csv", rows); err != nil {
			t.Fatal(err)
		}
		if guesses := template.Guess(read(t, b.String())); len(guesses) == 0 || guesses[0].Template.Name != own.Name {
			t.Errorf("%s is taken for %+v", own.Name, guesses)
		}
	}
	for _, text := range []string{
		"Serial Number,Room\nOAKNEW000001,7\nOAKNEW000002,8\n",
		"Serial Number,Username,Room,Colour\nOAKNEW000001,ana,7,red\nOAKNEW000002,bo,8,red\n",
		"User ID,Grade,Phone\nana,5,1\nbo,6,2\n",
		inOrder + "\n1,OAKNEW000001,3,4,5,6,7,8,9,10\n",
	} {
		for _, g := range template.Guess(read(t, text)) {
			if g.Template.Own {
				t.Errorf("%q is taken for %s", text, g.Template.Name)
			}
		}
	}
}

func TestEditOf_FindsTheSheetOfAKind(t *testing.T) {
	for kind, name := range map[store.Kind]string{store.KindDevice: "device-edit", store.KindUser: "user-edit"} {
		own := template.EditOf(kind)
		if own == nil || own.Name != name || own.Blank[""] == "" || !own.Columns[0].Required {
			t.Fatalf("%s: %+v", kind, own)
		}
		if found, err := template.ByName(name); err != nil || found.Name != name {
			t.Errorf("%s is not found by its name: %v", name, err)
		}
		if err := own.Allows(template.ModeAssign); store.CodeOf(err) != store.CodeInvalid {
			t.Errorf("%s has a mode: %v", name, err)
		}
	}
	if template.EditOf(store.KindSite) != nil {
		t.Error("sites are edited at once")
	}
	for _, listed := range template.All() {
		if listed.Own {
			t.Errorf("%s is listed among the vendors' layouts", listed.Name)
		}
	}
}

func TestWriteTable_WritesAnyTableSafely(t *testing.T) {
	header, rows := []string{"Fact", "=Value"}, [][]string{{"Name", "=1+1"}, {"Zoë\nQuill", ""}}
	for _, format := range []string{"csv", "xlsx"} {
		var b bytes.Buffer
		if err := template.WriteTable(&b, format, "Biography", header, rows); err != nil {
			t.Fatal(err)
		}
		tab, err := sheet.Read("x."+format, b.Bytes(), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if format == "xlsx" && tab.Sheet != "Biography" {
			t.Errorf("the sheet is called %s", tab.Sheet)
		}
		if tab.Header[1] != "'=Value" || template.Clean(tab.Records[0].Cells[1]) != "=1+1" || tab.Records[1].Cells[0] != "Zoë\nQuill" {
			t.Errorf("%s reads %q, %+v", format, tab.Header, tab.Records)
		}
	}
	if err := template.WriteTable(io.Discard, "pdf", "", header, rows); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("the error is %v", err)
	}
	if err := template.WriteTable(io.Discard, "xlsx", "no/such:name", header, rows); err == nil {
		t.Error("a name that no sheet can have goes unseen")
	}
}
