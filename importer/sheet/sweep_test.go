package sheet_test

import (
	"archive/zip"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"homeroom/importer/sheet"
)

const (
	sweepSeed  = 20260824
	sweepTimes = 500
)

// sweepBooks are good workbooks of different making: as the programs write them, and as excelize does.
func sweepBooks(t *testing.T) map[string]string {
	t.Helper()
	books := map[string]string{}
	for name, w := range writers(t) {
		books[name] = w.data
	}
	shared := [][]any{{"Asset Tag", "Serial Number", "User ID", "Phone Number"}}
	for i := range 30 {
		shared = append(shared, []any{fmt.Sprint(4000000 + i), fmt.Sprintf("C02XK%05dA", i), fmt.Sprintf("user%d", i), 2018 + i%4})
	}
	books["excelize"] = excelBook(t, shared)
	books["excelize, streamed"] = excelBook(t, nil, func(f *excelize.File) { streamed(t, f, shared) })
	books["excelize, two sheets"] = excelBook(t, shared[:10], func(f *excelize.File) {
		if _, err := f.NewSheet("Staff"); err != nil {
			t.Fatal(err)
		}
	})
	return books
}

func streamed(t *testing.T, f *excelize.File, rows [][]any) {
	t.Helper()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := w.SetRow(cell, rows[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

// sweep damages one book after another and holds what is read against the sound book.
type sweep struct {
	t             *testing.T
	want          *sheet.Table
	random        *rand.Rand
	read, refused int
}

// try reads a damaged book: it is read as the sound one, or refused by name.
func (s *sweep) try(what, damaged string) {
	s.t.Helper()
	tab, err := sheet.Read("list.xlsx", []byte(damaged), sheet.Options{})
	var p *sheet.Problem
	switch {
	case err == nil && !sameRows(tab, s.want):
		s.t.Fatalf("seed %d, %s: read as other rows without a word:\n%q\n%q", sweepSeed, what, cells(tab), cells(s.want))
	case err == nil:
		s.read++
	case !errors.As(err, &p) || p.Code == "" || p.Message == "" || p.Remedy == "":
		s.t.Fatalf("seed %d, %s: refused without a name: %v", sweepSeed, what, err)
	default:
		s.refused++
	}
}

func sameRows(a, b *sheet.Table) bool {
	return a.Sheet == b.Sheet && a.HeaderLine == b.HeaderLine && reflect.DeepEqual(a.Header, b.Header) &&
		reflect.DeepEqual(a.Records, b.Records) && reflect.DeepEqual(a.Sheets, b.Sheets)
}

// eachSweep runs a sweep over every book. The seed is the same every time, so what it finds can be found again.
func eachSweep(t *testing.T, f func(s *sweep, data string)) {
	books := sweepBooks(t)
	if len(books) < 20 {
		t.Fatalf("only %d books", len(books))
	}
	t.Logf("%d books, seed %d", len(books), sweepSeed)
	for i, name := range slices.Sorted(maps.Keys(books)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(&sweep{t: t, want: read(t, books[name]), random: rand.New(rand.NewPCG(sweepSeed, uint64(i)))}, books[name])
		})
	}
}

func TestSweep_AFlippedBitIsNeverFewerRows(t *testing.T) {
	t.Parallel()
	eachSweep(t, func(s *sweep, data string) {
		for range sweepTimes {
			bit := s.random.IntN(8 * len(data))
			flipped := []byte(data)
			flipped[bit/8] ^= 1 << (bit % 8)
			s.try(fmt.Sprintf("bit %d flipped", bit), string(flipped))
		}
		if s.refused < sweepTimes/2 {
			s.t.Errorf("only %d of %d refused, %d read", s.refused, sweepTimes, s.read)
		}
	})
}

func TestSweep_ACutFileIsNeverFewerRows(t *testing.T) {
	t.Parallel()
	eachSweep(t, func(s *sweep, data string) {
		for range sweepTimes {
			at := s.random.IntN(len(data))
			s.try(fmt.Sprintf("cut at %d", at), data[:at])
		}
		if s.read > 0 {
			s.t.Errorf("%d of %d were read", s.read, sweepTimes)
		}
	})
}

// TestSweep_APartCutInsideASoundZipIsNeverFewerRows cuts the markup itself, so that no checksum tells of it.
func TestSweep_APartCutInsideASoundZipIsNeverFewerRows(t *testing.T) {
	t.Parallel()
	eachSweep(t, func(s *sweep, data string) {
		parts := partsOf(s.t, data)
		for range sweepTimes / 5 {
			part := parts[s.random.IntN(len(parts))]
			if !strings.HasSuffix(part[0], "l") || len(part[1]) == 0 { // .xml
				continue
			}
			at := s.random.IntN(len(part[1]))
			s.try(fmt.Sprintf("%s cut at %d", part[0], at), repacked(s.t, data, func(t testing.TB, z *zip.Writer, name, content string) {
				if name == part[0] {
					content = content[:at]
				}
				plainStored(t, z, name, content)
			}))
		}
		if s.refused == 0 {
			s.t.Error("nothing was refused")
		}
	})
}
