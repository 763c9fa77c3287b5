package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be the real program, too: a test that runs "homeroom" starts a process of its own. A
// "clerk" is a process that works on the records without the program's commands.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"homeroom": main, "clerk": clerk})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TZ", "UTC")
			env.Setenv("GORACE", "atexit_sleep_ms=0")
			env.Setenv("USER", "tester")
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"keys":  keys,
			"clean": clean,
		},
	})
}

// exits runs the program and wants exactly this exit code: exits 2 inspect x.pdf
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE ARGS...")
	}
	code := "0"
	if err := ts.Exec("homeroom", args[1:]...); err != nil {
		var failed *exec.ExitError
		if !errors.As(err, &failed) {
			ts.Fatalf("homeroom: %v", err)
		}
		code = string(rune('0' + failed.ExitCode()))
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}

// keys wants the JSON on standard output to have at this place exactly these keys, in any order:
// keys items.0 line status ... ("." is the whole).
func keys(ts *testscript.TestScript, neg bool, args []string) {
	var value any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &value))
	if args[0] != "." {
		for _, step := range strings.Split(args[0], ".") {
			switch v := value.(type) {
			case map[string]any:
				value = v[step]
			case []any:
				at := int(step[0] - '0')
				if at >= len(v) {
					ts.Fatalf("%s: the list has %d elements", args[0], len(v))
				}
				value = v[at]
			}
		}
	}
	object, ok := value.(map[string]any)
	if !ok {
		ts.Fatalf("%s is no object but %v", args[0], value)
	}
	for _, key := range args[1:] {
		if _, found := object[key]; !found {
			ts.Fatalf("%s has no key %q", args[0], key)
		}
		delete(object, key)
	}
	if len(object) > 0 {
		ts.Fatalf("%s has more keys: %v", args[0], object)
	}
}

// clean wants no control character but the line break on standard output and standard error.
func clean(ts *testscript.TestScript, _ bool, _ []string) {
	for _, name := range []string{"stdout", "stderr"} {
		for _, r := range ts.ReadFile(name) {
			if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e) {
				ts.Fatalf("%U stands on %s", r, name)
			}
		}
	}
}

// place is a folder with a database of its own, in which the real program is run.
type place struct {
	t   *testing.T
	dir string
}

func newPlace(t *testing.T) *place {
	t.Helper()
	return &place{t, t.TempDir()}
}

func (p *place) db() string { return filepath.Join(p.dir, "data", "homeroom.db") }

func (p *place) path(name string) string { return filepath.Join(p.dir, name) }

func (p *place) write(name, content string) {
	p.t.Helper()
	if err := os.WriteFile(p.path(name), []byte(content), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// command is the program with these arguments, not started yet.
func (p *place) command(args ...string) *exec.Cmd {
	return p.program(append([]string{"homeroom"}, args...)...)
}

// program is a program of TestMain with these arguments.
func (p *place) program(args ...string) *exec.Cmd {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = p.dir
	// With the race detector on a process would wait a second before it ends.
	cmd.Env = append(os.Environ(), "HOME="+p.dir, "HOMEROOM_DB="+p.db(), "TZ=UTC", "GORACE=atexit_sleep_ms=0")
	return cmd
}

// run runs the program, wants the exit code, and returns what it wrote to standard output.
func (p *place) run(code int, args ...string) string {
	p.t.Helper()
	var out, messages bytes.Buffer
	cmd := p.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &messages
	err := cmd.Run()
	if got := cmd.ProcessState.ExitCode(); got != code {
		p.t.Fatalf("homeroom %s: exit code %d, want %d (%v)\n%s%s", strings.Join(args, " "), got, code, err, &messages, tail(out.String()))
	}
	return out.String()
}

// tail is the end of a long output, for a failure's message.
func tail(s string) string {
	if len(s) > 600 {
		return "…" + s[len(s)-600:]
	}
	return s
}

func TestDatabase_FollowsTheEnvironmentThenTheSystem(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == name {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	for _, c := range []struct {
		name, goos, home, want string
		env                    func(string) string
	}{
		{"HOMEROOM_DB wins", "linux", "/h", "school.db", env("HOMEROOM_DB", "school.db", "XDG_DATA_HOME", "/x")},
		{"the XDG folder", "linux", "/h", "/x/homeroom/homeroom.db", env("XDG_DATA_HOME", "/x")},
		{"Linux", "linux", "/h", "/h/.local/share/homeroom/homeroom.db", env()},
		{"macOS", "darwin", "/h", "/h/Library/Application Support/homeroom/homeroom.db", env()},
		{"the XDG folder without a home", "linux", "", "/x/homeroom/homeroom.db", env("XDG_DATA_HOME", "/x")},
		{"no home: never the current folder", "linux", "", "", env()},
		{"no home on macOS", "darwin", "", "", env()},
	} {
		if got := database(c.env, c.goos, c.home); got != filepath.FromSlash(c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestVerify_TellsOfARecordThatWasChangedBehindTheHistory(t *testing.T) {
	p := newClass(t, 3)
	p.run(0, "verify")
	db, err := sql.Open("sqlite3", p.db())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE devices SET room = 'elsewhere' WHERE serial = 'KC00000001'"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if out := p.run(1, "verify"); !strings.Contains(out, "KC00000001") {
		t.Errorf("the fault is not named: %s", out)
	}
}

// full reports whether the long runs are asked for.
func full() bool { return os.Getenv("HOMEROOM_FULL") != "" }

// size is how much of something a test does: in the full run, in the ordinary one, and in a short one.
func size(whole, ordinary, short int) int {
	switch {
	case full():
		return whole
	case testing.Short() || raceDetector:
		return short
	}
	return ordinary
}

// seeded draws; HOMEROOM_SEED draws the same once more.
func seeded(t *testing.T) *rand.Rand {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv("HOMEROOM_SEED"), 10, 64)
	if err != nil {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("HOMEROOM_SEED=%d", seed)
	return rand.New(rand.NewPCG(6, seed))
}
