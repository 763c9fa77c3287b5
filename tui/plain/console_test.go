package plain_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homeroom/fixtures"
	"homeroom/tui/plain"
)

// desk is a person at a terminal, with a folder and a database of their own.
type desk struct {
	t       *testing.T
	dir     string
	program plain.Program
	out     bytes.Buffer
	said    bytes.Buffer
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir()}
	d.program = plain.Program{
		In: strings.NewReader(""), Out: &d.out, Err: &d.said, Asks: true, Screen: true,
		Database: filepath.Join(d.dir, "data", "homeroom.db"), Operator: "dana", Inbox: d.dir, Color: true,
		Demo:    fixtures.Demo,
		Console: func(context.Context, plain.Console) error { return errors.New("the console was not meant to open") },
	}
	return d
}

// run runs a command and wants the exit code. It returns what went to standard output.
func (d *desk) run(ctx context.Context, code int, args ...string) string {
	d.t.Helper()
	if got := d.exit(ctx, args...); got != code {
		d.t.Fatalf("%s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, &d.out, &d.said)
	}
	return d.out.String()
}

// exit runs a command and answers its exit code.
func (d *desk) exit(ctx context.Context, args ...string) int {
	d.out.Reset()
	d.said.Reset()
	command := plain.Command(d.program)
	command.SetArgs(args)
	return plain.Report(&d.said, command.ExecuteContext(ctx))
}

func (d *desk) file(name, content string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func TestConsole_OpensOnTheDatabaseWithTheFlags(t *testing.T) {
	d := newDesk(t)
	var opened plain.Console
	d.program.Console = func(_ context.Context, c plain.Console) error {
		opened = c
		return nil
	}
	d.run(t.Context(), 0, "--operator", "kim", "--no-color", "--inbox", "elsewhere")
	if opened.Store == nil || opened.Store.Path() != d.program.Database {
		t.Errorf("opened on %v, want %s", opened.Store, d.program.Database)
	}
	if opened.Operator != "kim" || opened.Color || opened.Inbox != "elsewhere" {
		t.Errorf("opened as %+v", opened)
	}
}

func TestDemo_GoesAwayHoweverTheConsoleEnds(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(cancel func()) error
		code int
	}{
		{"quit", func(func()) error { return nil }, 0},
		{"a failure", func(func()) error { return errors.New("the terminal is gone") }, 2},
		{"a signal", func(cancel func()) error { cancel(); return nil }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			d := newDesk(t)
			var db, inbox string
			d.program.Console = func(_ context.Context, k plain.Console) error {
				db, inbox = k.Store.Path(), k.Inbox
				for _, path := range []string{db, inbox} {
					if _, err := os.Stat(path); err != nil {
						t.Errorf("not there while the console is open: %v", err)
					}
				}
				if info, err := os.Stat(filepath.Dir(db)); err != nil || info.Mode().Perm() != 0o700 {
					t.Errorf("the folder is open to others: %v %v", info.Mode(), err)
				}
				return c.end(cancel)
			}
			d.run(ctx, c.code, "demo")
			if _, err := os.Stat(filepath.Dir(db)); !errors.Is(err, os.ErrNotExist) || db == "" {
				t.Errorf("the demo in %q is still there: %v", db, err)
			}
			if _, err := os.Stat(d.program.Database); !errors.Is(err, os.ErrNotExist) {
				t.Error("the demo touched the person's own database")
			}
		})
	}
}
