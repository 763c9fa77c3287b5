package sheet_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
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

// BenchmarkXLSX reads the same workbook with this package, with excelize and with unzip, for the ratios of the three.
func BenchmarkXLSX(b *testing.B) {
	data := benchXLSX(b)
	b.Run("sheet", func(b *testing.B) { benchRead(b, data) })
	b.Run("unzip", func(b *testing.B) { benchUnzip(b, data) })
	b.Run("excelize", func(b *testing.B) { benchExcelize(b, data) })
}

// BenchmarkXLSXMemory reads the workbook once in a process of its own and tells the most memory that process ever had,
// the workbook's bytes and the program itself included.
func BenchmarkXLSXMemory(b *testing.B) {
	if path := os.Getenv("SHEET_BENCH_FILE"); path != "" {
		data, err := sheet.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		if tab, err := sheet.Read(path, data, sheet.Options{}); err != nil || len(tab.Records) != benchRows {
			b.Fatal(err)
		}
		b.ReportMetric(highest(b), "peak-MiB")
		return
	}
	path := filepath.Join(b.TempDir(), "list.xlsx")
	if err := os.WriteFile(path, benchXLSX(b), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c := exec.Command(os.Args[0], "-test.run=^$", "-test.bench=^BenchmarkXLSXMemory$", "-test.benchtime=1x")
		c.Env = append(os.Environ(), "SHEET_BENCH_FILE="+path)
		out, err := c.CombinedOutput()
		if err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		if at := regexp.MustCompile(`([0-9.]+) peak-MiB`).FindSubmatch(out); at != nil {
			peak, _ := strconv.ParseFloat(string(at[1]), 64)
			b.ReportMetric(peak, "peak-MiB")
		}
	}
}

// highest is the most memory in MiB that this process ever had, as Linux counts it.
func highest(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("this system does not tell")
	}
	at := regexp.MustCompile(`VmHWM:\s+([0-9]+) kB`).FindSubmatch(status)
	if at == nil {
		b.Skip("this system does not tell")
	}
	peak, _ := strconv.ParseFloat(string(at[1]), 64)
	return peak / 1024
}

// benchUnzip unpacks the sheet and its texts with the program unzip, and does nothing with them.
func benchUnzip(b *testing.B, data []byte) {
	b.Helper()
	program, err := exec.LookPath("unzip")
	if err != nil {
		b.Skip("there is no unzip here")
	}
	path := filepath.Join(b.TempDir(), "list.xlsx")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c := exec.Command(program, "-p", path)
		c.Stdout = io.Discard
		if err := c.Run(); err != nil {
			b.Fatal(err)
		}
	}
}

func benchExcelize(b *testing.B, data []byte) {
	b.Helper()
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
}
