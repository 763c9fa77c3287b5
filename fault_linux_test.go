package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// faultKinds are what can befall a call, as testdata/fault has them, and whether only a write can meet it.
var faultKinds = []struct {
	name   string
	writes bool
}{
	{"error", false},
	{"gone", false},
	{"false", false},
	{"lost", false},
	{"full", false},
	{"short", true},
	{"kill", false},
	{"half", true},
	{"after", false},
}

// fault is what strikes, and at which call.
type fault struct {
	at   int
	kind string
}

func (f fault) kills() bool { return f.kind == "kill" || f.kind == "half" || f.kind == "after" }

// lasts reports whether no write works any more after the fault has struck this call, which may have left all on the disk.
func (f fault) lasts(c call) bool {
	return f.kind == "gone" || f.kind == "lost" || f.kind == "full" && c.op == "sync"
}

// call is one that the program made to change a file of the database's folder.
type call struct {
	op, file       string
	offset, length int64
	result         int64
	struck         bool
	data           []byte // what was written, where it was asked for
}

// faultLibrary builds the library that stands between a program and the C library.
func faultLibrary(t *testing.T) string {
	t.Helper()
	gcc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("there is no gcc to build testdata/fault with, so no call of SQLite can be made to fail")
	}
	library := filepath.Join(t.TempDir(), "fault.so")
	out, err := exec.Command(gcc, "-O1", "-shared", "-fPIC", "-o", library, filepath.Join("testdata", "fault", "fault.c"), "-ldl", "-lpthread").CombinedOutput()
	if err != nil {
		t.Fatalf("testdata/fault cannot be built: %v\n%s", err, out)
	}
	return library
}

// under puts a command under the library: it counts the calls on the place's database, writes them into the log, and
// lets the fault strike; with bytes, the log has also what was written.
func (p *place) under(library, log string, f fault, bytes bool, cmd *exec.Cmd) *exec.Cmd {
	cmd.Env = append(cmd.Env, "LD_PRELOAD="+library, "FAULT_FOLDER="+filepath.Dir(p.db()), "FAULT_LOG="+log,
		"FAULT_AT="+strconv.Itoa(f.at), "FAULT_KIND="+f.kind)
	if bytes {
		cmd.Env = append(cmd.Env, "FAULT_BYTES=1")
	}
	return cmd
}

// readCalls reads the log of the library.
func readCalls(log string, withBytes bool) (calls []call, err error) {
	rest, err := os.ReadFile(log)
	if err != nil {
		return nil, fmt.Errorf("the library saw no call: is the program linked to the C library? %w", err)
	}
	for len(rest) > 0 {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		var c call
		var struck int
		if _, err := fmt.Sscan(string(line), &c.op, &c.file, &c.offset, &c.length, &c.result, &struck); err != nil {
			return nil, fmt.Errorf("the log's line %q: %w", line, err)
		}
		c.struck, rest = struck == 1, after
		if withBytes && c.op == "write" && c.result > 0 {
			c.data, rest = rest[:c.result], rest[c.result:]
		}
		calls = append(calls, c)
	}
	return calls, nil
}
