package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// fault fails one call to the database: the countdown-th statement, row or commit from when it was set; and all after
// it, where the disk stays broken.
type fault struct {
	countdown atomic.Int64 // below zero the disk is broken
	stays     atomic.Bool
}

var errFault = errors.New("disk I/O error (injected)")

func (f *fault) strikes() bool {
	for {
		left := f.countdown.Load()
		if left <= 0 {
			return left < 0
		}
		next := left - 1
		if next == 0 && f.stays.Load() {
			next = -1
		}
		if f.countdown.CompareAndSwap(left, next) {
			return left == 1
		}
	}
}

// faultConnector opens real connections whose calls can be made to fail.
type faultConnector struct {
	*connector
	fault *fault
}

func (c faultConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.connector.Connect(ctx)
	return &faultConn{conn, c.fault}, err
}

type faultConn struct {
	driver.Conn
	fault *fault
}

func (c *faultConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	if c.fault.strikes() {
		return nil, errFault
	}
	tx, err := c.Conn.(driver.ConnBeginTx).BeginTx(ctx, o)
	return &faultTx{tx, c.fault}, err
}

func (c *faultConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if c.fault.strikes() {
		return nil, errFault
	}
	stmt, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
	return &faultStmt{stmt, c.fault}, err
}

func (c *faultConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if c.fault.strikes() {
		return nil, errFault
	}
	return c.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
}

func (c *faultConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if c.fault.strikes() {
		return nil, errFault
	}
	rows, err := c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
	if err != nil {
		return nil, err
	}
	return &faultRows{rows, c.fault}, nil
}

type faultTx struct {
	driver.Tx
	fault *fault
}

// Commit fails like a full disk does: nothing of the transaction stays.
func (t *faultTx) Commit() error {
	if t.fault.strikes() {
		return errors.Join(errFault, t.Tx.Rollback())
	}
	return t.Tx.Commit()
}

type faultStmt struct {
	driver.Stmt
	fault *fault
}

func (s *faultStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	if s.fault.strikes() {
		return nil, errFault
	}
	return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

func (s *faultStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	if s.fault.strikes() {
		return nil, errFault
	}
	rows, err := s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	return &faultRows{rows, s.fault}, nil
}

type faultRows struct {
	driver.Rows
	fault *fault
}

func (r *faultRows) Next(dest []driver.Value) error {
	if r.fault.strikes() {
		return errFault
	}
	err := r.Rows.Next(dest)
	if err == nil && r.fault.strikes() { // a value of a kind that no column holds: the scan of the row fails
		for i := range dest {
			dest[i] = struct{}{}
		}
	}
	if err == io.EOF {
		return io.EOF
	}
	return err
}

// faulty opens a database with a school in it, whose calls can be made to fail.
func faulty(t *testing.T) (*Store, *fault) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "homeroom.db")
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Apply(context.Background(), Act{Operator: "kim", Kind: ActSetup, Title: "school"}, []Change{
		{Record: KindSite, Key: "OAK", Fields: SiteFields(Site{Code: "OAK", Name: "Oak", Solution: SolutionPrimary})},
		{Record: KindUser, Key: "ada", Fields: UserFields(User{UserID: "ada", Site: "OAK"})},
		{Record: KindDevice, Key: "DMPX10000001", Fields: DeviceFields(Device{Serial: "DMPX10000001", AssetTag: "5000001", Site: "OAK", Username: "ada"})},
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	f := &fault{}
	s.write = sql.OpenDB(faultConnector{newConnector(path, "mode=rw&_txlock=immediate", writerSettings), f})
	s.write.SetMaxOpenConns(1)
	s.read = sql.OpenDB(faultConnector{newConnector(path, "mode=rw", readerSettings), f})
	t.Cleanup(func() { _ = s.Close() })
	return s, f
}

// everyFault runs the work with a fault at its first call, then its second, and so on until it gets through. Each
// time the error must be one with words, and check is asked whether anything was left behind.
func everyFault(t *testing.T, f *fault, work func() error, check func(at int)) {
	t.Helper()
	for at := 1; ; at++ {
		f.countdown.Store(int64(at))
		err := work()
		struck := f.countdown.Load() == 0
		f.countdown.Store(0)
		if !struck {
			if err != nil {
				t.Fatalf("without a fault: %v", err)
			}
			if at < 3 {
				t.Fatalf("the work makes %d calls: the faults did not reach it", at-1)
			}
			return
		}
		if err == nil {
			continue // the call was one whose failure changes nothing: closing, or reading beside
		}
		var ours *Error
		if !errors.As(err, &ours) || ours.Message == "" || ours.Remedy == "" {
			t.Fatalf("fault %d gives an error without words: %v", at, err)
		}
		check(at)
	}
}

// A fault at every call of a save and of its undo, one after the other: never half, never a false word.
func TestApply_AFaultAtEveryCallSavesNothing(t *testing.T) {
	s, f := faulty(t)
	ctx := context.Background()
	review, _, err := s.OpenReview(ctx, Review{Operator: "kim", SHA256: strings.Repeat("0", 64)}, []byte("file"))
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Device(ctx, "DMPX10000001")
	if err != nil {
		t.Fatal(err)
	}
	bo := User{UserID: "bo", ManagedAppleAccount: "bo@oak.example", Site: "OAK"}
	changes := []Change{
		{Record: KindUser, Key: "bo", Fields: UserFields(bo), Line: 2},
		{Record: KindDevice, Key: d.Serial, Version: d.Version, Line: 2, Fields: []FieldChange{
			{FieldUsername, "ada", "bo"}, {FieldAssetTag, "5000001", "5000009"},
		}},
	}
	for i := range bulkRows + 1 {
		spare := Device{Serial: fmt.Sprintf("DMPX2%07d", i), AssetTag: fmt.Sprint(5100000 + i), Site: "OAK"}
		changes = append(changes, Change{Record: KindDevice, Key: spare.Serial, Fields: DeviceFields(spare), Line: i + 3})
	}
	act := Act{
		Operator: "kim", Kind: ActImport, Title: "assign.csv", Review: review.ID,
		Import: &Import{FileName: "assign.csv", SHA256: strings.Repeat("1", 64), Bytes: []byte("bytes"), Outcomes: []ImportRow{{Line: 2, Status: "add", Notes: "[]"}}},
	}
	entries := func() (n int) {
		if err := s.read.QueryRow("SELECT count(*) FROM history").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := entries()
	untouched := func(at int) {
		if n := entries(); n != before {
			t.Fatalf("fault %d left %d of the history", at, n-before)
		}
	}
	var receipt Receipt
	everyFault(t, f, func() (err error) { receipt, err = s.Apply(ctx, act, changes); return err }, untouched)
	before = entries()
	var undo Undo
	everyFault(t, f, func() (err error) {
		undo, err = s.PlanUndo(ctx, "kim", UndoRequest{Act: receipt.Act, Lines: []int{2}})
		return err
	}, untouched)
	everyFault(t, f, func() (err error) { _, err = s.Apply(ctx, undo.Act, undo.Changes); return err }, untouched)
	before = entries()
	everyFault(t, f, func() (err error) {
		undo, err = s.PlanUndo(ctx, "kim", UndoRequest{Act: receipt.Act})
		return err
	}, untouched)
	if _, err := s.Apply(ctx, undo.Act, undo.Changes); err != nil {
		t.Fatal(err)
	}
	if faults, _, err := s.Verify(ctx); len(faults) > 0 && faults[0].Check != "file" || err != nil { // the file's SHA-256 is invented here
		t.Fatal(faults, err)
	}
}

// A conflict must be told as one, or as a failure to read; never as saved.
func TestApply_AFaultWhileAConflictIsToldSavesNothing(t *testing.T) {
	s, f := faulty(t)
	ctx := context.Background()
	stale := []Change{{Record: KindDevice, Key: "DMPX10000001", Version: 99, Fields: []FieldChange{{FieldRoom, "", "1"}}}}
	taken := []Change{{Record: KindDevice, Key: "DMPX2", Fields: DeviceFields(Device{Serial: "DMPX2", AssetTag: "5000001", Site: "OAK"})}}
	for name, changes := range map[string][]Change{"a version": stale, "a tag": taken} {
		for at := 1; ; at++ {
			f.countdown.Store(int64(at))
			_, err := s.Apply(ctx, Act{Operator: "kim", Kind: ActSetup}, changes)
			struck := f.countdown.Load() == 0
			f.countdown.Store(0)
			var conflict *ConflictError
			if told := errors.As(err, &conflict); err == nil || !told && !struck || !told && CodeOf(err) != CodeNotSaved {
				t.Fatalf("%s, fault %d: %v", name, at, err)
			}
			if !struck {
				break
			}
		}
	}
}

func TestReviews_AFaultAtEveryCallLosesNothing(t *testing.T) {
	s, f := faulty(t)
	ctx := context.Background()
	var r Review
	nothing := func(int) {}
	everyFault(t, f, func() (err error) {
		r, _, err = s.OpenReview(ctx, Review{Operator: "kim", SHA256: "abc", Mode: "assign"}, []byte("file"))
		return err
	}, nothing)
	mended := Mend{Line: 2, Column: "Room", Value: "7"}
	everyFault(t, f, func() (err error) {
		_, err = s.Keep(ctx, r.ID, "kim", Kept{Decisions: []Decision{{Line: 2, Verdict: VerdictLater}}, Mends: []Mend{mended}})
		return err
	}, nothing)
	everyFault(t, f, func() error {
		_, ds, err := s.OpenReview(ctx, Review{Operator: "kim", SHA256: "abc", Mode: "assign"}, []byte("file"))
		if err == nil && len(ds) != 1 {
			t.Fatalf("the decisions are %+v", ds)
		}
		return err
	}, nothing)
	everyFault(t, f, func() error {
		r, ds, file, err := s.Review(ctx, r.ID)
		if err == nil && (len(ds) != 1 || len(r.Mends) != 1 || r.Mends[0] != mended || string(file) != "file") {
			t.Fatalf("the review is %+v with %q", ds, file)
		}
		return err
	}, nothing)
	everyFault(t, f, func() error {
		list, err := s.Reviews(ctx, "kim")
		if err == nil && (len(list) != 1 || list[0].Later != 1) {
			t.Fatalf("the reviews are %+v", list)
		}
		return err
	}, nothing)
	everyFault(t, f, func() error { return s.DiscardReview(ctx, r.ID, "kim") }, nothing)
	for at := 1; at < 20; at++ {
		f.countdown.Store(int64(at))
		if err := s.DiscardReview(ctx, r.ID, "kim"); err == nil {
			t.Fatal("thrown away twice")
		}
		f.countdown.Store(0)
	}
}

// What is read is whole, or refused: a fault never makes a list shorter.
func TestReads_AFaultAtEveryCallIsToldAndLosesNoRow(t *testing.T) {
	s, f := faulty(t)
	ctx := context.Background()
	nothing := func(int) {}
	full := func(n int, err error) error {
		if err == nil && n == 0 {
			t.Fatal("the answer is short")
		}
		return err
	}
	for _, read := range []func() error{
		func() error { l, err := s.Devices(ctx); return full(len(l), err) },
		func() error { l, err := s.Users(ctx); return full(len(l), err) },
		func() error { l, err := s.Sites(ctx); return full(len(l), err) },
		func() error { _, err := s.Device(ctx, "DMPX10000001"); return err },
		func() error { l, err := s.History(ctx, "ada"); return full(len(l), err) },
		func() error { l, err := s.History(ctx, "5000001"); return full(len(l), err) },
		func() error { l, err := s.Acts(ctx, 5); return full(len(l), err) },
		func() error { _, l, err := s.Act(ctx, 1); return full(len(l), err) },
		func() error {
			r, err := s.Records(ctx, Wanted{Site: "OAK", Serials: []string{"DMPX10000001"}})
			if err == nil && (r.Device("DMPX10000001") == nil || r.User("ada") == nil || r.SiteDevices() != 1) {
				t.Fatal("the picture is short")
			}
			return err
		},
		func() error {
			n := 0
			err := s.Each(ctx, func(*Device) { n++ }, func(*User) { n++ })
			if err == nil && n != 2 {
				t.Fatalf("shown %d records", n)
			}
			return err
		},
	} {
		everyFault(t, f, read, nothing)
	}
}
