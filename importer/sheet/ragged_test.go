package sheet_test

import (
	"strings"
	"testing"

	"homeroom/importer/sheet"
)

// TestCSV_RaggedRowsThatAreOnlyCountedCostNothing: a file may be ragged in each of a million rows.
func TestCSV_RaggedRowsThatAreOnlyCountedCostNothing(t *testing.T) {
	data := []byte("Name,Room,Note\n" + strings.Repeat("Ana Mendes,12\n", 50_000))
	allocs := testing.AllocsPerRun(3, func() {
		if _, err := sheet.Read("a.csv", data, sheet.Options{}); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > 2_000 {
		t.Fatalf("%.0f allocations for 50,000 ragged rows", allocs)
	}
}
