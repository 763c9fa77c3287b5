package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// These tests look inside: at connections, and at answers that a sound disk never gives.

func openInside(t *testing.T) *Store {
	t.Helper()
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "homeroom.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestConnections_CarryEverySettingAndAMismatchIsAnError(t *testing.T) {
	s := openInside(t)
	for pool, settings := range map[*sql.DB][]setting{s.write: writerSettings, s.read: readerSettings} {
		for _, want := range settings {
			var got string
			if err := pool.QueryRow("PRAGMA " + want.pragma).Scan(&got); err != nil || got != want.answer {
				t.Errorf("%s is %s, want %s (%v)", want.pragma, got, want.answer, err)
			}
		}
	}
	if _, err := s.read.Exec("DELETE FROM sites"); err == nil {
		t.Error("a reading connection wrote")
	}
	deaf := sql.OpenDB(newConnector(s.path, "mode=rw", []setting{{"synchronous", "FULL", "7"}}))
	defer deaf.Close()
	if err := deaf.Ping(); CodeOf(err) != CodeUnreadable || !strings.Contains(err.Error(), "does not take the setting synchronous") {
		t.Errorf("a setting that does not take: %v", err)
	}
}

func TestSettle_AsksTheDatabaseAfterAFailedCommit(t *testing.T) {
	s := openInside(t)
	site := Site{Code: "OAK", Name: "Oak", Solution: SolutionPrimary}
	changes := []Change{{Record: KindSite, Key: "OAK", Fields: SiteFields(site)}}
	receipt, err := s.apply(context.Background(), Act{Operator: "kim", Kind: ActSetup}, changes, "this one", nil)
	if err != nil {
		t.Fatal(err)
	}
	broken := &commitError{errors.New("disk I/O error")}
	if got, err := s.settle(receipt, "this one", broken); err != nil || got != receipt {
		t.Errorf("it was there all the same: %v %v", got, err)
	}
	if _, err := s.settle(receipt, "another", broken); CodeOf(err) != CodeNotSaved || !errors.Is(err, broken.error) {
		t.Errorf("it was not there: %v", err)
	}
	_ = s.Close()
	if _, err := s.settle(receipt, "this one", broken); CodeOf(err) != CodeInDoubt {
		t.Errorf("nobody can tell: %v", err)
	}
}

func TestApply_WritesHundredsOfRecordsAtOnce(t *testing.T) {
	s := openInside(t)
	changes := []Change{{Record: KindSite, Key: "OAK", Fields: SiteFields(Site{Code: "OAK", Name: "Oak", Solution: SolutionPrimary})}}
	for i := range 3*bulkRows + 5 {
		d := Device{Serial: fmt.Sprintf("DMPX%08d", i), Site: "OAK", Room: fmt.Sprint(i)}
		changes = append(changes, Change{Record: KindDevice, Key: d.Serial, Fields: DeviceFields(d), Line: i + 2})
	}
	if _, err := s.Apply(context.Background(), Act{Operator: "kim", Kind: ActSetup}, changes); err != nil {
		t.Fatal(err)
	}
	devices, err := s.Devices(context.Background())
	if err != nil || len(devices) != len(changes)-1 {
		t.Fatal(len(devices), err)
	}
	for i, d := range devices {
		if d.Room != fmt.Sprint(i) || d.Serial != fmt.Sprintf("DMPX%08d", i) {
			t.Fatalf("device %d is %+v", i, d)
		}
	}
	if faults, _, err := s.Verify(context.Background()); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
}
