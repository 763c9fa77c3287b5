package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/storetest"
)

func TestSift_FindsRowsByStatusRuleColumnDecisionMendLineAndText(t *testing.T) {
	s := newSchool(t)
	p := s.mixed("csv")
	for asked, want := range map[string]string{
		"":                         "2 3 4 5 6 7 8",
		"status:held_back":         "4",
		`status:"held back",error`: "4 6",
		"!status:add":              "2 4 5 6",
		"rule:r-10":                "4",
		"rule:R-1":                 "",
		"rule:R-11,R-17":           "5 6",
		`column:"User ID"`:         "3 4 5 7 8",
		"column:room":              "3",
		"column:serial":            "6",
		"decided:yes":              "4 7 8",
		"decided:no":               "3",
		"decided:later":            "8",
		"decided:left_out":         "4 7",
		"decided:accepted":         "3",
		"mended:yes":               "3",
		"mended:no !status:same":   "4 5 6 7 8",
		"turned:yes":               "",
		"turned:no line:4-":        "?",
		"line:5":                   "5",
		"line:3-5,8":               "3 4 5 8",
		"oakmini10":                "7 8",
		"=1+1":                     "6",
		`"204"`:                    "3",
		"bo status:add":            "3",
		"!ana":                     "3 5 6 7 8",
		"colour:red":               "?",
		"status:perhaps":           "?",
		"decided:maybe":            "?",
		"line:x":                   "?",
		"line:9-2":                 "?",
		"!":                        "?",
		`"open`:                    "?",
	} {
		sift, err := importer.ParseSift(asked)
		if want == "?" {
			if store.CodeOf(err) != store.CodeInvalid {
				t.Errorf("%s is taken: %v", asked, err)
			}
			continue
		}
		if err != nil || sift.Empty() != (asked == "") {
			t.Errorf("%s: %v", asked, err)
			continue
		}
		var kept []string
		for i := range p.Rows {
			if sift.Keeps(p, i) {
				kept = append(kept, fmt.Sprint(p.Rows[i].Line))
			}
		}
		if got := strings.Join(kept, " "); got != want {
			t.Errorf("%s keeps %q, want %q", asked, got, want)
		}
	}
	_, err := importer.ParseSift("colour:red")
	contains(t, err.Error(), "status, rule, column, decided, mended, turned, line")
	_, err = importer.ParseSift("status:perhaps")
	contains(t, err.Error(), "status:held_back")
}

func TestSift_R85_FindsRowsThatTurned(t *testing.T) {
	s := newSchool(t)
	id := s.keep(s.fourMinis())
	storetest.Edit(t, s.st, "kim", "OAKMINI10001", map[store.Field]string{store.FieldRoom: "9"})
	p, _ := s.again(id)
	for asked, want := range map[string][4]bool{"turned:yes": {1: true}, "decided:yes": {}, "decided:later": {1: true}} {
		sift, err := importer.ParseSift(asked)
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.Rows {
			if sift.Keeps(p, i) != want[i] {
				t.Errorf("%s: line %d", asked, p.Rows[i].Line)
			}
		}
	}
}

func TestSift_R73_FindsLinesOfSeveralTablesAsPeopleReadThem(t *testing.T) {
	s := newSchool(t)
	p := s.asm(small())
	for asked, want := range map[string]string{
		`line:"students.csv 2"`:   "students.csv 2",
		`line:"Students 2-3"`:     "students.csv 2, students.csv 3",
		"part:staff":              "staff.csv 2, staff.csv 3",
		"part:rosters.csv line:2": "rosters.csv 2",
		"line:300000002":          "classes.csv 2",
	} {
		sift, err := importer.ParseSift(asked)
		if err != nil {
			t.Fatalf("%s: %v", asked, err)
		}
		var lines []int
		for i := range p.Rows {
			if sift.Keeps(p, i) {
				lines = append(lines, p.Rows[i].Line)
			}
		}
		if got := importer.InLines(p, lines, 8); got != want {
			t.Errorf("%s finds %q, want %q", asked, got, want)
		}
	}
}
