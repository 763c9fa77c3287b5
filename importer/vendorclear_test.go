package importer_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
)

// The headers of the vendors' pages, as they must go out: byte for byte and in this order (domain sections 5, 6, 7).
func TestVendor_HeadersGoOutByteForByte(t *testing.T) {
	s := newSchool(t)
	for name, header := range map[string]string{
		"mut-computers": mutComputersHeader, "mut-mobile-devices": mutMobileHeader, "mut-users": mutUserHeader,
		"manageengine-assign":   "Serial Number,User Name,Domain Name,Email Address,Group Name,Owned By",
		"manageengine-unassign": "Serial Number",
		"maas360-users":         "Full Name,Username,Domain,Email Address,Managed Apple ID",
		"maas360-enrollments":   "Username,Domain,Email Address,Platform,Ownership,Enroll Using iOS User Enrollment,Override Authentication Mode,Comments",
	} {
		if got := string(written(t, s.export(importer.Selection{Template: name}), "csv")); got != header+"\n" {
			t.Errorf("%s goes out with\n%swant\n%s", name, got, header)
		}
		layout, err := template.ByName(name)
		must(t, err)
		if len(layout.Columns) != strings.Count(header, ",")+1 {
			t.Errorf("%s has %d columns", name, len(layout.Columns))
		}
	}
	preload := string(written(t, s.export(importer.Selection{Template: "jamf-preload"}), "csv"))
	if !strings.HasPrefix(preload, "Serial Number,Device Type,Username,Full Name,Email Address,") {
		t.Errorf("jamf-preload goes out with %s", preload)
	}
}

// Empty, CLEAR! and a single space are three things on all of their way: in the review, on the records, in what goes out
// as changes, and when that comes in where the records still say what they said.
func TestMUT_R40_ThreeThingsOnAllOfTheirWay(t *testing.T) {
	const rows = "OAKMAC000001,,,,,,,,,,CLEAR!, ,,,,,,,,,,,\n"
	here, there := newSchool(t), newSchool(t)
	oaks(here)
	oaks(there)
	since := since(here.export(importer.Selection{Template: "mut-computers"}))

	p := here.request(importer.Request{Name: "in.csv", Data: []byte(mutComputersHeader + "\n" + strings.ReplaceAll(rows, ", ,", `," ",`))})
	statuses(t, p, change)
	values := map[string]string{}
	for _, c := range p.Cells(2) {
		values[c.Header] = c.Value
	}
	if values["Department"] != "CLEAR!" || values["Building"] != " " || values["Room"] != "" {
		t.Errorf("the review shows %q", values)
	}
	if got := did(p.Rows[0].Changes); got != "device OAKMAC000001: department Maths→, building North→ " {
		t.Errorf("it does %s", got)
	}
	here.save(p)

	for _, format := range []string{"csv", "xlsx"} {
		out := written(t, here.export(importer.Selection{Template: "mut-computers", Since: since}), format)
		if format == "csv" {
			lines, err := csv.NewReader(strings.NewReader(string(out))).ReadAll()
			must(t, err)
			if len(lines) != 2 || lines[1][10] != "CLEAR!" || lines[1][11] != " " || lines[1][12] != "" || lines[1][5] != "" {
				t.Fatalf("the changes are %q", lines)
			}
		}
		q := there.request(importer.Request{Name: "changes." + format, Data: out})
		statuses(t, q, change)
		if got := did(q.Rows[0].Changes); got != "device OAKMAC000001: department Maths→, building North→ " {
			t.Errorf("as %s it does %s", format, got)
		}
	}
	whole := here.request(importer.Request{Name: "whole.csv", Data: written(t, here.export(importer.Selection{Template: "mut-computers"}), "csv")})
	for i := range whole.Rows {
		if whole.Rows[i].Status != same {
			t.Errorf("line %d is %s: %s", whole.Rows[i].Line, whole.Rows[i].Status, did(whole.Rows[i].Changes))
		}
	}
}

func TestMUT_R40_UsersAreEmptiedAndToldSo(t *testing.T) {
	s := newSchool(t)
	oaks(s)
	since := since(s.export(importer.Selection{Template: "mut-users"}))
	s.save(s.become("mut-users", mutUserHeader,
		outcome{"ana,, ,CLEAR!,,,,,CLEAR!", change, ""},
		outcome{"bo,,clear!,,,,,,", change, "R-40 warning [Full Name] “clear!” is taken as it stands: only CLEAR!, exactly so, empties the field"}))
	s.says("user ana full_name=_ email= managed_apple_account= position=teacher")
	s.says("user bo full_name=clear!")
	out := s.export(importer.Selection{Template: "mut-users", Since: since})
	_, rows, _ := strings.Cut(string(written(t, out, "csv")), "\n")
	if want := "Ana,,\" \",CLEAR!,,,,,CLEAR!\nbo,,clear!,,,,,,\n"; rows != want {
		t.Errorf("the changes are\n%s, want\n%s", rows, want)
	}
}
