package importer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// mix makes small schools, files and mends out of few words, so that rows meet each other all the time.
type mix struct{ *rand.Rand }

func (m mix) one(words ...string) string { return words[m.IntN(len(words))] }

// known is how many devices are on record, of two sorts in turn; the last is another site's.
const known = 14

func serialOf(i int) string {
	switch {
	case i == known-1:
		return "ELMMINI00001"
	case i%2 == 0:
		return fmt.Sprintf("OAKMINI%05d", i)
	}
	return fmt.Sprintf("OAKMACX%05d", i)
}

func tagOf(i int) string {
	if i == 3 {
		return "0300003" // a spreadsheet takes its zero
	}
	return fmt.Sprint(5000000 - i%2*2000000 + i)
}

func (m mix) known() int { return m.IntN(known) }

func (m mix) rarely() bool { return m.IntN(12) == 0 }

func (m mix) person() string {
	if m.rarely() {
		return m.one("elm.el", "OAKMINI00002", "NEW000000001", "new000000002", "j\u00adan", "a b", "CLEAR!", "oakmacx00001")
	}
	return m.one("ana", "ANA", "Bo", "cy", "p1", "p2", "p3", "p4", "p5", "p6")
}

// value is what may stand in a column.
func (m mix) value(header string) string {
	switch header {
	case "Serial Number":
		if m.rarely() {
			return m.one("OAKMINIOOOO2", "SOAKMINI00002", "NEW000000001", "NEW000000002", "8.4E+11", "x", "", "5000002")
		}
		return serialOf(m.known())
	case "Asset Tag":
		if m.rarely() {
			return m.one("300003", "5000002.0", "OAKMINI00002", "6000001", "7000001", "5000099")
		}
		return m.one("", "", tagOf(m.known()))
	case "User ID", "Username":
		return m.person()
	case "Full Name":
		return m.one("", "", "", "", "Ana Mendes", "Bo Lind", "Ana Mendes\u200b", "#REF!")
	case "Position":
		return m.one("student", "student", "T", "", "boss")
	case "Delete":
		return serialOf(m.known())
	}
	return m.one("", "1", "2", "2030")
}

func (m mix) records() *store.Records {
	sites := []store.Site{{Code: "OAK", Solution: store.Solution(m.one("primary", "alternate")), Version: 1}, {Code: "ELM", Solution: "primary", Version: 2}}
	var devices []store.Device
	var users []store.User
	for i := range known {
		d := store.Device{Serial: serialOf(i), AssetTag: tagOf(i), Site: "OAK", Version: int64(i + 3), Room: m.one("1", "2", "")}
		if i == known-1 {
			d.Site = "ELM"
		}
		d.Platform = d.Kind().Platform()
		switch m.IntN(4) {
		case 0:
			d.Username = d.Serial
		case 1, 2:
			d.Username, d.Position = m.one("ana", "bo", "cy", "elm.el"), "student"
		}
		devices = append(devices, d)
	}
	for i, id := range []string{"ana", "Bo", "p1", "p2", "elm.el"} {
		site := "OAK"
		if id == "elm.el" {
			site = "ELM"
		}
		if m.IntN(4) > 0 {
			users = append(users, store.User{UserID: id, FullName: "Ana Mendes", Site: site, Departing: m.IntN(3) == 0, Version: int64(i + 20)})
		}
	}
	return store.NewRecords(sites, devices, users, "OAK")
}

// layouts are the files that the mix makes.
var layouts = []struct {
	name   string
	mode   template.Mode
	header []string
}{
	{"mlti", template.ModeAssign, []string{"Asset Tag", "Serial Number", "User ID", "Full Name", "Position", "Room", "Delete"}},
	{"mlti", template.ModeInventory, []string{"Asset Tag", "Serial Number", "User ID", "Full Name", "Position", "Room", "Delete"}},
	{"mlti", template.ModeRevoke, []string{"Asset Tag", "Serial Number", "User ID", "Full Name", "Position", "Room", "Delete"}},
	{"device-edit", "", []string{"Serial Number", "Username", "Room", "Position"}},
	{"user-edit", "", []string{"User ID", "Phone", "Position"}},
}

// table has a row for each of some devices, or people; here and there a value is another one's, and a row blank.
func (m mix) table(header []string, mode template.Mode) [][]string {
	table := [][]string{header}
	for _, i := range m.Perm(known)[:2+m.IntN(9)] {
		row := make([]string, len(header))
		for c := range row {
			if row[c] = m.value(header[c]); header[c] == "Serial Number" && !m.rarely() {
				row[c] = serialOf(i)
			} else if header[c] == "Asset Tag" && row[c] != "" && !m.rarely() {
				row[c] = tagOf(i)
			}
		}
		if last := len(row) - 1; header[last] == "Delete" && !m.rarely() {
			if row[last] = ""; mode == template.ModeRevoke {
				row[last] = row[1]
			}
		}
		table = append(table, row)
	}
	last := make([]string, len(header))
	last[0] = "5000088"
	return append(table, make([]string, len(header)), last)
}

// planOf compares a table with records.
func planOf(t *testing.T, table [][]string, name string, mode template.Mode, records *store.Records, mends ...store.Mend) *Plan {
	t.Helper()
	var data bytes.Buffer
	out := csv.NewWriter(&data)
	for _, row := range table {
		if err := out.Write(slices.Concat(row, make([]string, len(table[0])-len(row)))); err != nil {
			t.Fatal(err)
		}
	}
	out.Flush()
	tab, err := sheet.Read("mix.csv", data.Bytes(), sheet.Options{Delimiter: "comma", HeaderLine: 1, Encoding: "UTF-8"})
	if err != nil {
		t.Fatal(err)
	}
	p, err := understand(Request{Data: data.Bytes(), Site: "OAK", Template: name, Mode: mode, Mends: mends}, tab)
	if err == nil {
		err = p.compare(records)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// drawnWhole is all that a review shows of a plan, but what was mended.
func drawnWhole(p *Plan) string {
	var b bytes.Buffer
	for i := range p.Rows {
		r := p.Rows[i]
		r.Notes = slices.Clone(r.Notes)
		for n := range r.Notes {
			if m := r.Notes[n].Mend; m != nil {
				r.Notes[n].Message += fmt.Sprintf(" PROPOSED %+v", *m)
				r.Notes[n].Mend = nil
			}
		}
		own, planned := *r.Hand, *r.Planned
		r.Hand, r.Planned, own.Mends = nil, nil, nil // where it lies says nothing
		fmt.Fprintf(&b, "%+v %+v %+v\n", r, own, planned)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(&b, "%s %s %s %v\n", n.Rule, n.Column, n.Message, n.Mend != nil)
	}
	fmt.Fprintf(&b, "%v %+v %d %d %v\n%s\n", p.Counts(), p.Reach(), p.Accepted(), p.clashes, p.active, p.Brief())
	return b.String()
}

// differing are the lines in which two texts differ.
func differing(got, want string) string {
	var b strings.Builder
	theirs := strings.Split(want, "\n")
	for i, line := range strings.Split(got, "\n") {
		if i >= len(theirs) || line != theirs[i] {
			fmt.Fprintf(&b, "  %s\nand the mended file\n  %s\n", line, theirs[min(i, len(theirs)-1)])
		}
	}
	return b.String()
}

// Mending and deciding in any order comes to what a preview of the mended file comes to, decided on in the same way.
func TestMend_InAnyOrderIsThePreviewOfTheMendedFile(t *testing.T) {
	seed, rounds := uint64(time.Now().UnixNano()), 400
	if os.Getenv("HOMEROOM_FULL") != "" {
		rounds = 20_000
	}
	if testing.Short() {
		rounds = 100
	}
	t.Logf("seed %d", seed)
	for round := range rounds {
		m := mix{rand.New(rand.NewPCG(seed, uint64(round)))}
		layout := layouts[round%len(layouts)]
		records, table := m.records(), m.table(layout.header, layout.mode)
		p := planOf(t, table, layout.name, layout.mode, records)
		_ = p.Reach()
		for step := range 6 {
			mend, do := m.mend(table), p.Mend
			if m.IntN(4) == 0 {
				do = p.Unmend
			}
			if err := do(mend); err != nil {
				t.Fatalf("seed %d, round %d: %v", seed, round, err)
			}
			for range m.IntN(3) {
				_ = p.Decide(2+m.IntN(len(table)-1), store.Verdict(m.one("accept", "leave_out", "later"))) // refused where it does not fit
			}
			mended, mends := inTable(table, p.Mends())
			fresh := planOf(t, mended, layout.name, layout.mode, records, mends...)
			fresh.decided = maps.Clone(p.decided)
			fresh.replay()
			if got, want := drawnWhole(p), drawnWhole(fresh); got != want {
				t.Fatalf("seed %d, round %d (%s %s), step %d, after %+v of\n%q\nthe plan says\n%s", seed, round, layout.name, layout.mode, step, mend, table, differing(got, want))
			}
		}
	}
}

// mend is a mend of a table: mostly of a cell, sometimes of a whole row, seldom of two columns.
func (m mix) mend(table [][]string) store.Mend {
	line := 2 + m.IntN(len(table)-2) // the last row stays: blank ones at the end are none
	switch n := m.IntN(24); {
	case n == 0:
		return store.Mend{Column: table[0][1], Value: table[0][2*m.IntN(2)]}
	case n < 3:
		return store.Mend{Line: line}
	}
	header := m.one(table[0]...)
	return store.Mend{Line: line, Column: header, Value: m.value(header)}
}

// inTable writes mends into a table; those that cannot be written there are left over.
func inTable(table [][]string, mends []store.Mend) (mended [][]string, left []store.Mend) {
	mended = slices.Clone(table)
	for _, m := range mends {
		if m.Line == 0 || m.Column == "" {
			left = append(left, m)
			continue
		}
		row := slices.Clone(mended[m.Line-1])
		row[slices.Index(table[0], m.Column)] = m.Value
		mended[m.Line-1] = row
	}
	return mended, left
}
