package importer_test

import (
	"os"
	"runtime"
	"testing"

	"homeroom/importer"
)

// TestASM_TheLargestRosterLeavesRoom: of the 96 MiB that a preview may take the plan itself takes two thirds, and the rest
// is for the program and for what comes and goes.
func TestASM_TheLargestRosterLeavesRoom(t *testing.T) {
	if os.Getenv("HOMEROOM_FULL") == "" {
		t.Skip("it takes a moment: HOMEROOM_FULL=1")
	}
	s, data := newSchool(t), roll(t, 30_000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	p := s.request(importer.Request{Name: "roster.zip", Data: data, Site: oak})
	runtime.GC()
	runtime.ReadMemStats(&after)
	if mib := (after.HeapAlloc - before.HeapAlloc) >> 20; mib > 64 {
		t.Errorf("the plan of %d rows takes %d MiB", len(p.Rows), mib)
	}
	if c := p.Counts(); len(p.Rows) != 186_002 || c[failed] != 0 {
		t.Errorf("%v of %d rows", c, len(p.Rows))
	}
	runtime.KeepAlive(p)
}
