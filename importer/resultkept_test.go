package importer_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/storetest"
)

// fleeting is a context that ends when it has been asked so many times.
type fleeting struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int64
}

func (f *fleeting) Done() <-chan struct{} {
	if f.left.Add(-1) == 0 {
		f.cancel()
	}
	return f.Context.Done()
}

// atEveryMoment runs something whose context ends at every moment, until it comes through.
func atEveryMoment(t *testing.T, do func(context.Context) error) {
	t.Helper()
	for n := int64(1); n < 1000; n++ {
		ctx, cancel := context.WithCancel(context.Background())
		f := &fleeting{Context: ctx, cancel: cancel}
		f.left.Store(n)
		err := do(f)
		through := f.left.Load() > 0
		cancel()
		if err != nil && store.CodeOf(err) != store.CodeUnreadable {
			t.Fatalf("ended at %d it is %v", n, err)
		}
		if through && err == nil {
			return
		}
	}
	t.Fatal("it never comes through")
}

func TestResult_IsReadWholeOrNotAtAll(t *testing.T) {
	s := newSchool(t)
	act := s.save(s.fourMinis()).Act
	s.undo("kim", act, 3)
	atEveryMoment(t, func(ctx context.Context) error {
		r, err := importer.ReadResult(ctx, s.st, act)
		if err == nil && (len(r.Rows) != 4 || r.Rows[1].UndoneBy != "kim") {
			t.Errorf("read is %+v", r.Rows)
		}
		return err
	})
	same := s.inventory(row{serial: "OAKMINI10003"})
	atEveryMoment(t, func(ctx context.Context) error {
		_, err := same.SavedBefore(ctx, s.st)
		return err
	})
}

// What is kept otherwise than it can have been saved is told, and not made up.
func TestResult_TellsWhereTheKeptFileIsAnotherOne(t *testing.T) {
	s := newSchool(t)
	s.device(mini)
	data := string(file(t, "csv", row{serial: mini.Serial, room: "1"}))
	good := store.Import{Template: "mlti", Mode: "inventory", Site: oak, FileName: "a.csv", Rows: 1}
	for name, spoil := range map[string]func(im *store.Import){
		"more rows":            func(im *store.Import) { im.Rows = 2 },
		"other content":        func(im *store.Import) { im.Content = "other" },
		"no table":             func(im *store.Import) { im.Bytes = []byte("\x00\x01") },
		"no such template":     func(im *store.Import) { im.Template = "gone" },
		"a mend that fits not": func(im *store.Import) { im.Mends = []store.Mend{{Line: 9, Column: "Room"}} },
		"a row that is not there": func(im *store.Import) {
			im.Outcomes = []store.ImportRow{{Line: 9, Status: "add", Notes: "[]"}}
		},
		"notes that are none": func(im *store.Import) { im.Outcomes = []store.ImportRow{{Line: 2, Status: "add", Notes: "{"}} },
		"":                    func(*store.Import) {},
	} {
		im := good
		im.Bytes = []byte(data)
		spoil(&im)
		sum := sha256.Sum256(im.Bytes)
		im.SHA256 = hex.EncodeToString(sum[:])
		d := s.deviceNow(mini.Serial)
		receipt, err := s.st.Apply(context.Background(), store.Act{Operator: "lead", Kind: store.ActImport, Title: "a.csv", Import: &im}, []store.Change{{
			Record: store.KindDevice, Key: d.Serial, Version: d.Version, Line: 2, Fields: []store.FieldChange{{Field: store.FieldRoom, Old: d.Room, New: d.Room + "x"}},
		}})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := importer.ReadResult(context.Background(), s.st, receipt.Act); store.CodeOf(err) != store.CodeUnreadable && name != "" || err != nil && name == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Times are told in the zone of the school.
func TestResult_TellsTimesInTheZoneOfTheSchool(t *testing.T) {
	st, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "zone.db"), store.Options{Now: storetest.Clock(), Zone: time.FixedZone("there", 3*3600)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	storetest.MustSite(t, st, store.Site{Code: oak, Name: "Oak Hill School", Solution: store.SolutionPrimary})
	s := &school{t, st}
	act := s.save(s.fourMinis()).Act
	s.undo("kim", act)
	var out bytes.Buffer
	if _, err := s.read(act).Write(&out, "csv"); err != nil {
		t.Fatal(err)
	}
	contains(t, out.String(), "taken back by kim at 2026-08-24 11:00,")
}
