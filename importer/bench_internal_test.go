package importer

import (
	"bytes"
	"fmt"
	"testing"

	"homeroom/importer/sheet"
	"homeroom/importer/template"
	"homeroom/store"
)

// BenchmarkCompare judges 100,000 rows against 100,000 devices, without reading file and database.
func BenchmarkCompare(b *testing.B) {
	const n = 100_000
	var devices []store.Device
	var users []store.User
	var rows [][]string
	for i := range n {
		d := store.Device{
			Serial: fmt.Sprintf("C02X%06dH", i), AssetTag: fmt.Sprint(3000000 + i), Model: `MacBook Air 13"`, Platform: store.PlatformMacOS,
			Site: "OAK", Username: fmt.Sprintf("user.%d", i), FullName: fmt.Sprintf("Invented Person %d", i),
			Email: fmt.Sprintf("user.%d@oak.example", i), Phone: "2030", Position: "student", Room: fmt.Sprint(i % 90), Version: 1,
		}
		devices = append(devices, d)
		users = append(users, store.User{UserID: d.Username, FullName: d.FullName, Site: "OAK", Version: 1})
		rows = append(rows, []string{d.AssetTag, d.Serial, d.Model, d.Username, d.FullName, d.Email, d.Phone, d.Position, d.Room, ""})
		if i%20 == 0 {
			rows[i][8] = "new"
		}
	}
	var data bytes.Buffer
	if err := template.MLTI().Write(&data, "csv", rows); err != nil {
		b.Fatal(err)
	}
	tab, err := sheet.Read("bench.csv", data.Bytes(), sheet.Options{})
	if err != nil {
		b.Fatal(err)
	}
	records := store.NewRecords([]store.Site{{Code: "OAK", Solution: store.SolutionAlternate, Version: 1}}, devices, users, "OAK")
	b.ReportAllocs()
	for b.Loop() {
		p, err := understand(Request{Data: data.Bytes(), Site: "OAK", Mode: template.ModeInventory}, tab)
		if err != nil {
			b.Fatal(err)
		}
		if err := p.compare(records); err != nil {
			b.Fatal(err)
		}
	}
}
