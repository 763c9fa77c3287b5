package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The files of this test are written by encoding/csv and excelize alone, with nothing of the program's own
// template code, and what each row must become is noted when the row is made up, from the rules' words.

// line is one row of a made-up file, by field, with the status that the rules demand.
type line struct {
	cells map[string]string
	want  string
}

// columns are the template's headers in an order and in letters that no template has.
var columns = []string{"DELETE", "room", "Full name", "SERIAL number", "pOsItIoN", "user id", "EMAIL ADDRESS", "Asset tag", "phone NUMBER", "Device TYPE"}

func (l line) row() []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = l.cells[strings.ToLower(c)]
	}
	return row
}

func writeCSV(t *testing.T, path string, lines []line) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := csv.NewWriter(f)
	_ = w.Write(columns)
	for _, l := range lines {
		_ = w.Write(l.row())
	}
	if w.Flush(); w.Error() != nil {
		t.Fatal(w.Error())
	}
}

func writeXLSX(t *testing.T, path string, lines []line) {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	rows := [][]string{columns}
	for _, l := range lines {
		rows = append(rows, l.row())
	}
	for r, row := range rows {
		for c, value := range row {
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellStr("Sheet1", cell, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// school makes up devices and people. Serials and tags are counted up, so no two are alike.
type school struct {
	prefix string
	n      int
	stock  []line // the inventory
}

// device puts a device into the inventory: tag is its kind's digits before a count.
func (s *school) device(tag string) (serial, assetTag string) {
	s.n++
	serial = fmt.Sprintf("%s%07dX", s.prefix, s.n)
	assetTag = fmt.Sprintf("%s%0*d", tag, 7-len(tag), s.n)
	if len(tag) == 6 { // a six-digit tag is given whole, up to its last four
		assetTag = fmt.Sprintf("%s%04d", tag[:2], s.n)
	}
	s.stock = append(s.stock, line{map[string]string{"serial number": serial, "asset tag": assetTag}, "add"})
	return serial, assetTag
}

// person is a row that gives the device to a made-up person.
func person(serial, tag, id, name, position, want string) line {
	return line{map[string]string{
		"serial number": strings.ToLower(serial), "asset tag": tag, "user id": id, "full name": name,
		"email address": strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@brindle.example",
		"position":      position, "phone number": "2031", "room": "B12",
	}, want}
}

const (
	mac  = "3" // MacBook Air 13"
	ipad = "8" // iPad Air
)

// story is all that one run of the test is about: two sites, who holds what already, and the file to be imported.
type story struct {
	oak, elm   school
	oakHolders []line // an assign file that is saved beforehand
	elmHolders []line
	file       []line
}

// tell makes up the story: every kind of row, over and over, until the file has 2,000.
func tell() *story {
	s := &story{oak: school{prefix: "QA"}, elm: school{prefix: "QE", n: 5000}}
	const rows, perRound = 2000, 26
	for i := 0; len(s.file)+perRound <= rows; i++ {
		s.round(i)
	}
	for i := 0; len(s.file) < rows; i++ {
		serial, tag := s.oak.device(mac)
		s.file = append(s.file, person(serial, tag, fmt.Sprintf("last.%d", i), "Last Invented", "staff", "add"))
	}
	r := rand.New(rand.NewPCG(7, 2031))
	r.Shuffle(len(s.file), func(i, j int) { s.file[i], s.file[j] = s.file[j], s.file[i] })
	return s
}

// round adds one row of every kind.
func (s *story) round(i int) {
	id := func(what string) string { return fmt.Sprintf("%s.%d_x@Brindle", what, i) }
	name := func(what string) string { return fmt.Sprintf("%s Invented%d", what, i) }
	add := func(l line) { s.file = append(s.file, l) }
	give := func(tag, who, position, want string) {
		serial, assetTag := s.oak.device(tag)
		add(person(serial, assetTag, id(who), name(who), position, want))
	}

	// A new person on a free device; on six-digit tags that only look like servers and Apple TVs.
	for _, who := range []string{"ana", "bo", "cy", "dee"} {
		give(ipad, who, "student", "add")
	}
	give("60xxxx", "six", "S", "add")
	give("70xxxx", "seven", "student", "add")
	give(ipad, "nopos", "", "add") // a warning only

	// A teacher's two devices, of two platforms.
	give(mac, "two", "Faculty", "add")
	give(ipad, "two", "teacher", "add")

	// Two Macs for one person.
	give(mac, "twins", "staff", "error")
	give(mac, "twins", "staff", "error")

	// Already so, with the User ID in other letters.
	serial, tag := s.oak.device(ipad)
	s.oakHolders = append(s.oakHolders, person(serial, tag, id("same"), name("same"), "student", "add"))
	add(person(serial, tag, strings.ToUpper(id("same")), name("same"), "student", "same"))

	// Somebody of this site who holds another device already: of another platform, of the same one.
	for _, second := range []string{mac, ipad} {
		who := "holder" + second
		serial, tag := s.oak.device(ipad)
		s.oakHolders = append(s.oakHolders, person(serial, tag, id(who), name(who), "teacher", "add"))
		give(second, who, "teacher", "held_back")
	}

	// Somebody of another site.
	serial, tag = s.elm.device(mac)
	s.elmHolders = append(s.elmHolders, person(serial, tag, id("far"), name("far"), "student", "add"))
	give(mac, "far", "student", "error")

	// Left out by themselves, whatever else is wrong with them.
	give("7", "tv", "student", "left_out")
	give("6", "server", "nonsense", "left_out")
	serial, tag = s.oak.device(ipad)
	add(line{map[string]string{"serial number": serial, "asset tag": tag}, "left_out"})
	add(line{nil, "left_out"})

	// Errors of one cell; and R-17 twice.
	serial, tag = s.oak.device(ipad)
	add(person(serial, tag, "with-hyphen."+fmt.Sprint(i), name("hyphen"), "student", "error"))
	give(ipad, "pos", "principal", "error")
	add(person("SHORT", "", id("short"), name("short"), "student", "error"))
	add(person(fmt.Sprintf("1.%dE+11", i), "", id("sci"), name("sci"), "student", "error"))
	add(person(fmt.Sprintf("NOTHERE%04d", i), fmt.Sprintf("82%05d", i), id("ghost"), name("ghost"), "student", "error"))
	serial, _ = s.oak.device(ipad)
	add(person(serial, fmt.Sprintf("89%05d", i), id("tag"), name("tag"), "student", "error"))
	serial, tag = s.oak.device(ipad)
	both := person(serial, tag, id("both"), name("both"), "student", "error")
	both.cells["delete"] = serial
	add(both)
}

// preview is the part of the public JSON that the test reads.
type preview struct {
	Rows   int            `json:"rows"`
	Counts map[string]int `json:"counts"`
	Items  []struct {
		Line    int             `json:"line"`
		Status  string          `json:"status"`
		Serial  string          `json:"serial"`
		Changes json.RawMessage `json:"changes"`
		Notes   json.RawMessage `json:"notes"`
	} `json:"items"`
	ImportID int64 `json:"import_id"`
	Saved    int   `json:"saved"`
}

func parse(t *testing.T, out string) *preview {
	t.Helper()
	var p preview
	if err := json.Unmarshal([]byte(out), &p); err != nil {
		t.Fatalf("%v in %s", err, tail(out))
	}
	return &p
}

// demanded are the counts that the rules demand of the lines.
func demanded(lines []line) map[string]int {
	counts := map[string]int{"add": 0, "change": 0, "revoke": 0, "same": 0, "left_out": 0, "held_back": 0, "error": 0}
	for _, l := range lines {
		counts[l.want]++
	}
	return counts
}

// checkRows compares every row with what it was made up to become.
func checkRows(t *testing.T, p *preview, lines []line) {
	t.Helper()
	if want := demanded(lines); !maps.Equal(p.Counts, want) {
		t.Errorf("counts %v, want %v", p.Counts, want)
	}
	shown := 0
	for _, item := range p.Items {
		l := lines[item.Line-2]
		if item.Status != l.want && shown < 5 {
			shown++
			t.Errorf("line %d %v is %s, want %s: %s", item.Line, l.cells, item.Status, l.want, item.Notes)
		}
	}
}

// settle puts both sites and those who hold devices already on record.
func (s *story) settle(t *testing.T, p *place) {
	t.Helper()
	for _, f := range []struct {
		name  string
		lines []line
		args  []string
	}{
		{"oak.csv", s.oak.stock, []string{"--site", "OAK", "--solution", "primary", "--mode", "inventory"}},
		{"elm.csv", s.elm.stock, []string{"--site", "ELM", "--solution", "alternate", "--mode", "inventory"}},
		{"oak-holders.csv", s.oakHolders, []string{"--site", "OAK", "--mode", "assign"}},
		{"elm-holders.csv", s.elmHolders, []string{"--site", "ELM", "--mode", "assign"}},
	} {
		writeCSV(t, p.path(f.name), f.lines)
		got := parse(t, p.run(0, append([]string{"import", f.name, "--yes", "--json"}, f.args...)...))
		checkRows(t, got, f.lines)
		if got.Saved != len(f.lines) {
			t.Fatalf("%s: %d rows saved, want %d", f.name, got.Saved, len(f.lines))
		}
	}
}

func TestImport_2000RowsNotWrittenByUs_DoWhatTheRulesDemandAndComeBack(t *testing.T) {
	p, s := newPlace(t), tell()
	s.settle(t, p)
	writeCSV(t, p.path("fall.csv"), s.file)
	writeXLSX(t, p.path("fall.xlsx"), s.file)
	assign := []string{"--site", "OAK", "--mode", "assign", "--json"}

	asCSV := parse(t, p.run(1, append([]string{"preview", "fall.csv"}, assign...)...))
	asXLSX := parse(t, p.run(1, append([]string{"preview", "fall.xlsx"}, assign...)...))
	checkRows(t, asCSV, s.file)
	checkRows(t, asXLSX, s.file)
	sameRows(t, asCSV, asXLSX)

	before := p.run(0, "devices", "--json") + p.run(0, "users", "--json")
	saved := parse(t, p.run(1, append([]string{"import", "fall.csv", "--yes"}, assign...)...))
	want := demanded(s.file)
	if saved.Saved != want["add"]+want["change"] || saved.ImportID == 0 {
		t.Errorf("saved %d rows as import %d, want %d rows", saved.Saved, saved.ImportID, want["add"]+want["change"])
	}
	s.checkHistory(t, p)
	s.checkAllSame(t, p, assign)

	p.run(0, "undo", fmt.Sprint(saved.ImportID), "--yes")
	if after := p.run(0, "devices", "--json") + p.run(0, "users", "--json"); after != before {
		t.Error("the undo did not bring every record back as it was")
	}
	p.run(0, "verify")
}

// sameRows wants two previews to say the same of every row.
func sameRows(t *testing.T, a, b *preview) {
	t.Helper()
	for i := range min(len(a.Items), len(b.Items)) {
		x, y := a.Items[i], b.Items[i]
		if x.Line != y.Line || x.Status != y.Status || string(x.Changes) != string(y.Changes) || string(x.Notes) != string(y.Notes) {
			t.Fatalf("CSV line %d: %s %s %s; XLSX line %d: %s %s %s", x.Line, x.Status, x.Changes, x.Notes, y.Line, y.Status, y.Changes, y.Notes)
		}
	}
	if len(a.Items) != len(b.Items) {
		t.Errorf("CSV has %d items, XLSX %d", len(a.Items), len(b.Items))
	}
}

// checkHistory wants the history of a device to tell the file and the line it was given away by.
func (s *story) checkHistory(t *testing.T, p *place) {
	t.Helper()
	at := slices.IndexFunc(s.file, func(l line) bool { return l.want == "add" })
	serial := strings.ToUpper(s.file[at].cells["serial number"])
	history := p.run(0, "history", serial)
	for _, want := range []string{"oak.csv line ", fmt.Sprintf("fall.csv line %d", at+2), s.file[at].cells["user id"]} {
		if !strings.Contains(history, want) {
			t.Errorf("the history of %s does not tell %q:\n%s", serial, want, history)
		}
	}
}

// checkAllSame wants the accepted rows to be the same when the file comes a second time, in either form.
func (s *story) checkAllSame(t *testing.T, p *place, assign []string) {
	t.Helper()
	var good []line
	for _, l := range s.file {
		if l.want == "add" || l.want == "same" {
			l.want = "same"
			good = append(good, l)
		}
	}
	writeCSV(t, p.path("good.csv"), good)
	writeXLSX(t, p.path("good.xlsx"), good)
	for _, name := range []string{"good.csv", "good.xlsx"} {
		again := parse(t, p.run(0, append([]string{"import", name, "--yes"}, assign...)...))
		checkRows(t, again, good)
		if again.Saved != 0 {
			t.Errorf("%s: %d rows saved a second time", name, again.Saved)
		}
	}
	again := parse(t, p.run(1, append([]string{"import", "fall.csv", "--yes"}, assign...)...))
	if again.Saved != 0 || again.Counts["add"]+again.Counts["change"] != 0 {
		t.Errorf("the same file a second time: %v, saved %d", again.Counts, again.Saved)
	}
}
