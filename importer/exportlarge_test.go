package importer_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/sheet"
	"homeroom/store"
	"homeroom/store/storetest"
)

// BenchmarkExport_HundredThousand writes 100,000 devices, CSV and XLSX.
func BenchmarkExport_HundredThousand(b *testing.B) {
	st := largeDistrict(b, 100_000)
	for _, format := range []string{"csv", "xlsx"} {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				out, err := importer.Export(b.Context(), st, importer.Selection{Template: "mut-computers"})
				must(b, err)
				var file bytes.Buffer
				must(b, out.Write(&file, format))
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.HeapAlloc)/1e6, "MB-kept")
				b.ReportMetric(float64(file.Len())/1e6, "MB-file")
				runtime.KeepAlive(out)
			}
		})
	}
}

// largeDistrict is a site with so many computers.
func largeDistrict(t testing.TB, n int) *store.Store {
	t.Helper()
	st := storetest.Open(t)
	storetest.MustSite(t, st, store.Site{Code: oak, Name: "Oak Hill School"})
	devices := make([]store.Device, n)
	for i := range devices {
		devices[i] = store.Device{
			Serial: fmt.Sprintf("84%05dE8302", i), AssetTag: fmt.Sprintf("3%06d", i), Model: "MacBook Air", Platform: store.PlatformMacOS, Site: oak,
			Room: fmt.Sprint(i % 300), Building: "North", Department: "=Maths",
		}
	}
	storetest.MustDevice(t, st, devices...)
	return st
}

// A spreadsheet that is written piece by piece says itself how large it is: other programs would see one row otherwise.
func TestExport_AWorkbookTellsItsSizeAndWhatIsCancelledIsNotWritten(t *testing.T) {
	st := largeDistrict(t, 3000)
	stages := map[importer.Stage]int{}
	out, err := importer.Export(t.Context(), st, importer.Selection{Template: "mut-computers", Progress: func(p importer.Progress) { stages[p.Stage]++ }})
	must(t, err)
	var file bytes.Buffer
	must(t, out.Write(&file, "xlsx"))
	if stages[importer.StageRecords] == 0 || stages[importer.StageWrite] < 3 {
		t.Errorf("it was told %v", stages)
	}
	tab, err := sheet.Read("out.xlsx", file.Bytes(), sheet.Options{})
	must(t, err)
	if len(tab.Records) != 3000 {
		t.Errorf("%d rows are read back", len(tab.Records))
	}
	if part := inside(t, file.Bytes(), "xl/worksheets/sheet1.xml"); !strings.Contains(part, `<dimension ref="A1:W3001"`) {
		t.Errorf("%.300s", part)
	}
}

// inside is a file of an archive.
func inside(t *testing.T, archive []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	must(t, err)
	f, err := z.Open(name)
	must(t, err)
	defer f.Close()
	data, err := io.ReadAll(f)
	must(t, err)
	return string(data)
}
