package sheet_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/importer/sheet"
)

const benchRows = 100_000

func benchRow(i int) []string {
	return []string{
		fmt.Sprint(4000000 + i), fmt.Sprintf("C02%07dXK", i), "iPad Retina", fmt.Sprintf("user%d", i), fmt.Sprintf("Person Number %d", i),
		fmt.Sprintf("user%d@oak.example", i), "2018", "student", fmt.Sprint(i % 300), fmt.Sprintf("C02%07dXK", i),
	}
}

func benchHeader() []string {
	return []string{"Asset Tag", "Serial Number", "Device Type", "User ID", "Full Name", "Email Address", "Phone Number", "Position", "Room", "Delete"}
}

func benchXLSX(b *testing.B) []byte {
	b.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i := range benchRows + 1 {
		texts := benchHeader()
		if i > 0 {
			texts = benchRow(i)
		}
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			b.Fatal(err)
		}
		if err := f.SetSheetRow("Sheet1", cell, &texts); err != nil {
			b.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

func benchRead(b *testing.B, data []byte) {
	b.Helper()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		tab, err := sheet.Read("list", data, sheet.Options{})
		if err != nil || len(tab.Records) != benchRows {
			b.Fatal(err)
		}
	}
}

func BenchmarkCSV(b *testing.B) {
	var out bytes.Buffer
	write := func(texts []string) {
		for i, s := range texts {
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString(s)
		}
		out.WriteByte('\n')
	}
	write(benchHeader())
	for i := range benchRows {
		write(benchRow(i))
	}
	benchRead(b, out.Bytes())
}

// BenchmarkXLSX reads the same workbook with this package and with excelize, for the ratio of the two.
func BenchmarkXLSX(b *testing.B) {
	data := benchXLSX(b)
	b.Run("sheet", func(b *testing.B) { benchRead(b, data) })
	b.Run("excelize", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				b.Fatal(err)
			}
			rows, err := f.Rows("Sheet1")
			if err != nil {
				b.Fatal(err)
			}
			n := 0
			for rows.Next() {
				if _, err := rows.Columns(); err != nil {
					b.Fatal(err)
				}
				n++
			}
			if err := rows.Error(); err != nil || n != benchRows+1 {
				b.Fatal(n, err)
			}
			if err := f.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
