package importer_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// filesOfAll are a file of every layout in every form, by name, each with one row whose cells are all filled.
func filesOfAll(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{
		"one-sheet.csv": []byte("User ID,Name,Email,Managed Apple ID,Type,Location,Grade Level\nana,Ana Quill,,,,,\n"),
		"one-file.csv":  []byte("location_id,location_name\nL1,Oak\n"),
		"words.txt":     []byte("nothing of ours,at all\n1,2\n"),
	}
	for _, layout := range append(template.All(), template.DeviceEdit(), template.UserEdit()) {
		row := make([]string, len(layout.Columns))
		for c := range row {
			row[c] = "ana"
		}
		for _, format := range layout.Formats() {
			var b bytes.Buffer
			must(t, layout.Write(&b, format, [][]string{row}))
			files[layout.Name+"."+format] = b.Bytes()
		}
	}
	return files
}

// TestAnyFile_R70_ReadByAnyTemplateIsReviewedOrRefusedInWords: whichever template somebody chooses for whichever file.
func TestAnyFile_R70_ReadByAnyTemplateIsReviewedOrRefusedInWords(t *testing.T) {
	s := newSchool(t)
	layouts := append(template.All(), template.DeviceEdit(), template.UserEdit())
	for name, data := range filesOfAll(t) {
		for _, layout := range layouts {
			for _, mode := range append([]template.Mode{""}, layout.Modes...) {
				for _, of := range append([]string{""}, sheet.Names(data)...) {
					q := importer.Request{Name: name, Data: data, Template: layout.Name, Site: oak, Mode: mode, Sheet: of}
					p, err := s.try(q)
					if err == nil {
						addUp(t, p)
						continue
					}
					var refused *store.Error
					var problem *sheet.Problem
					if errors.As(err, &problem) && (problem.Message == "" || problem.Remedy == "") ||
						errors.As(err, &refused) && (refused.Message == "" || refused.Remedy == "") || problem == nil && refused == nil {
						t.Errorf("%s as %s, sheet %q: %#v", name, layout.Name, of, err)
					}
				}
			}
		}
	}
}

func TestAnyFile_R70_AFileOfOneTableIsNoHierarchy(t *testing.T) {
	s := newSchool(t)
	for layout, want := range map[string][]string{
		"mosyle-hierarchy": {"Users, Locations, Grade Levels, Classes", "mosyle-hierarchy"},
		"asm-roster":       {"students.csv, staff.csv, courses.csv, classes.csv, rosters.csv, locations.csv", "asm-roster"},
	} {
		_, err := s.try(importer.Request{Name: "f.csv", Data: []byte("Serial Number,User Name\nA,b\n"), Template: layout, Site: oak})
		var problem *sheet.Problem
		if !errors.As(err, &problem) {
			t.Fatalf("%s: %v", layout, err)
		}
		contains(t, problem.Message+" "+problem.Remedy, want...)
		if strings.Contains(problem.Message, "workbook") != (layout == "mosyle-hierarchy") {
			t.Errorf("%s: %s", layout, problem.Message)
		}
	}
}
