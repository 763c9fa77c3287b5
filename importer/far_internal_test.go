package importer

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// passing is a plan in which devices leave and come into many hands.
func passing(t testing.TB, mode template.Mode, n int) *Plan {
	t.Helper()
	var devices []store.Device
	var users []store.User
	var rows [][]string
	for i := range n {
		serial, id := fmt.Sprintf("C02X%06dH", i), fmt.Sprintf("user.%d", i/2)
		devices = append(devices, store.Device{Serial: serial, Model: []string{"iPad", "Mac"}[i%2], Site: "OAK", Username: id, Version: 1})
		if i%2 == 0 {
			users = append(users, store.User{UserID: id, FullName: fmt.Sprintf("Invented %d", i%7), Site: "OAK", Version: 1})
		}
		row := []string{"", serial, "", fmt.Sprintf("user.%d", (i/2+1)%(n/2)), "", "", "", "", "", ""}
		if mode == template.ModeRevoke {
			row[3], row[9] = "", serial
		}
		rows = append(rows, row)
	}
	var data bytes.Buffer
	if err := template.MLTI().Write(&data, "csv", rows); err != nil {
		t.Fatal(err)
	}
	tab, err := sheet.Read("far.csv", data.Bytes(), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := understand(Request{Data: data.Bytes(), Site: "OAK", Mode: mode}, tab)
	if err != nil {
		t.Fatal(err)
	}
	site := store.Site{Code: "OAK", Solution: store.SolutionPrimary, Version: 1}
	if err := p.compare(store.NewRecords([]store.Site{site}, devices, users, "OAK")); err != nil {
		t.Fatal(err)
	}
	return p
}

// After any decisions the reach is what a look at all rows gives, and a list that was handed out stays as it was.
func TestReach_KeptFromDecisionToDecisionIsTheReachOfAllRows(t *testing.T) {
	for _, mode := range []template.Mode{template.ModeInventory, template.ModeRevoke} {
		p := passing(t, mode, 200)
		first := p.Reach()
		kept := fmt.Sprint(first)
		verdicts := []store.Verdict{store.VerdictLeaveOut, store.VerdictAccept, store.VerdictLater, store.VerdictAccept, store.VerdictLeaveOut}
		losers := map[int]bool{}
		for step := range 300 {
			for range 1 + step%3*60 { // also many decisions between two looks
				line := 2 + (step*37+len(losers)*11)%200
				step += 7
				if err := p.Decide(line, verdicts[step%len(verdicts)]); err != nil {
					t.Fatal(err)
				}
			}
			got, all := p.Reach(), p.survey()
			all.list()
			if got.Devices != all.devices || !slices.Equal(got.LoseLast, all.names) || !slices.Equal(got.LastLines, all.lines) {
				t.Fatalf("%s, step %d: the reach is\n%+v, of all rows\n%+v", mode, step, got, all)
			}
			losers[len(got.LoseLast)] = true
		}
		if len(losers) < 5 {
			t.Errorf("%s: the decisions change nothing: %v", mode, losers)
		}
		if fmt.Sprint(first) != kept {
			t.Errorf("%s: a list that was handed out has changed", mode)
		}
	}
}

// BenchmarkDecide is one decision of a review with the reach shown after it.
func BenchmarkDecide(b *testing.B) {
	for _, n := range []int{5_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := passing(b, template.ModeRevoke, n)
			_ = p.Reach()
			i := 0
			for b.Loop() {
				verdict := store.VerdictLeaveOut
				if i/n%2 == 1 {
					verdict = store.VerdictAccept
				}
				if err := p.Decide(2+i%n, verdict); err != nil {
					b.Fatal(err)
				}
				_ = p.Reach()
				i++
			}
		})
	}
}
