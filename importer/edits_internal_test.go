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

// editOf plans the sheet of an edit, which must be one, against records.
func editOf(t testing.TB, name string, text []byte, records *store.Records) *Plan {
	t.Helper()
	tab, err := sheet.Read("edit.csv", text, sheet.Options{})
	if err != nil {
		t.Skip()
	}
	p, err := understand(Request{Template: name, Data: text}, tab)
	if err != nil {
		t.Skip()
	}
	if err := p.compare(records); err != nil {
		t.Fatal(err)
	}
	return p
}

// FuzzEdit holds for any sheet of an edit and any decisions: no panic, every row has one status and the counts add up
// what can be saved has no error, and deciding back gives the very plan of before.
func FuzzEdit(f *testing.F) {
	f.Add("Serial Number,Username,Room\nOAKMINI00001,teo,1\nOAKAIR000002,CLEAR!,\nOAKAIR000001,ana,CLEAR!\n", byte(2))
	f.Add("Serial,Username,Site,Position\nOAKMINI00001,ida,FERN,T\nFERNAIR00001,ana,OAK,clear!\noakmini00001,,,\n", byte(3))
	f.Add("Username,Serial Number\nCLEAR!,OAKMINI00001\nana,OAKAIR000001\n ,\noakair000001,OAKAIR000001\n", byte(3))
	f.Fuzz(func(t *testing.T, text string, line byte) {
		p := editOf(t, "device-edit", []byte(text), fuzzRecords())
		first := drawn(p)
		var was store.Verdict
		if row := p.Row(int(line)); row != nil {
			was = row.Verdict
		}
		if p.Decide(int(line), store.VerdictLeaveOut) == nil {
			holdsWhole(t, p)
			if err := p.Decide(int(line), was); err != nil {
				t.Errorf("what was decided cannot be decided back: %v", err)
			}
		}
		holdsWhole(t, p)
		if now := drawn(p); now != first {
			t.Errorf("the plan was\n%s\nand is, decided back,\n%s", first, now)
		}
	})
}

func drawn(p *Plan) string {
	var out bytes.Buffer
	_ = p.WriteJSON(&out, nil) // a buffer takes everything
	return out.String()
}

func holdsWhole(t *testing.T, p *Plan) {
	t.Helper()
	sum := 0
	for _, n := range p.Counts() {
		sum += n
	}
	if sum != len(p.Rows) {
		t.Errorf("%d rows count %v", len(p.Rows), p.Counts())
	}
	counts := map[Status]int{}
	for i := range p.Rows {
		holdsTrue(t, &p.Rows[i])
		counts[p.Rows[i].Status]++
	}
	for s, n := range p.Counts() {
		if counts[s] != n {
			t.Errorf("%d rows are %s, counted are %d", counts[s], s, n)
		}
	}
	got, all := p.Reach(), p.survey()
	if all.list(); got.Devices != all.devices || !slices.Equal(got.LoseLast, all.names) {
		t.Errorf("the reach is %+v, of all rows %d %v", got, all.devices, all.names)
	}
}

// edited is a district of n devices, held by people with each of them, and a sheet that gives all devices a value.
func edited(each, n int, header, value string) ([]byte, *store.Records) {
	var devices []store.Device
	var users []store.User
	rows := make([][]string, n)
	for i := range n {
		serial, id := fmt.Sprintf("C02X%06dH", i), fmt.Sprintf("user.%d", i/each)
		devices = append(devices, store.Device{
			Serial: serial, Platform: store.PlatformMacOS, Site: "OAK", Username: id, Position: "student", Room: fmt.Sprint(i % 90), Version: 1,
		})
		if i%each == 0 {
			users = append(users, store.User{UserID: id, Position: "student", Site: "OAK", Invitation: store.InvitationInvited, Version: 1})
		}
		rows[i] = []string{serial, value}
	}
	var data bytes.Buffer
	_ = template.WriteTable(&data, "csv", "", []string{"Serial Number", header}, rows) // a buffer takes everything
	return data.Bytes(), store.NewRecords([]store.Site{{Code: "OAK", Version: 1}}, devices, users, "")
}

// BenchmarkEdit plans the edit of many devices: those of as many people, those of pairs, and all of one person.
func BenchmarkEdit(b *testing.B) {
	for _, c := range []struct {
		each, n       int
		header, value string
	}{
		{1, 10_000, "Room", "204"}, {1, 100_000, "Room", "204"}, {2, 100_000, "Username", "CLEAR!"}, {500, 500, "Room", "204"}, {500, 500, "Username", "CLEAR!"},
	} {
		b.Run(fmt.Sprintf("%s/%d of %d", c.header, c.each, c.n), func(b *testing.B) {
			data, records := edited(c.each, c.n, c.header, c.value)
			for b.Loop() {
				_ = editOf(b, "device-edit", data, records)
			}
		})
	}
}
