// Homeroom keeps a school's device records and who holds them, in a terminal.
package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"os/user"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"homeroom/fixtures"
	"homeroom/tui"
	"homeroom/tui/plain"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

func main() {
	// A lost line (SIGHUP) ends the program like a request to end: nothing is left open, nothing half done.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program: it reads the environment once, runs the command that args name, and returns the exit
// code (0 done, 1 rows rejected or a check failed, 2 wrong use or unreadable).
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	// Room that is never touched, so it takes no memory: the first collection comes at its size, and most commands
	// end before. The console stays for hours and gives it up.
	room := make([]byte, 96<<20)
	defer func() { runtime.KeepAlive(room) }()
	home, _ := os.UserHomeDir() // without a home there is no default database; --db still works
	inbox, _ := os.Getwd()
	command := plain.Command(plain.Program{
		In: stdin, Out: stdout, Err: stderr,
		Asks:     terminal(stdin),
		Screen:   terminal(stdin) && terminal(stdout) && os.Getenv("TERM") != "dumb",
		Redraws:  terminal(stderr) && os.Getenv("TERM") != "dumb",
		Database: database(os.Getenv, runtime.GOOS, home),
		Operator: login(os.Getenv),
		Inbox:    inbox,
		Color:    os.Getenv("NO_COLOR") == "",
		Demo:     fixtures.Demo,
		Room: func() {
			room = nil
			debug.SetGCPercent(10)
			runtime.GC()
		},
		Console: func(ctx context.Context, c plain.Console) error {
			room = nil
			debug.SetGCPercent(50)
			runtime.GC() // the next collection is measured by what is left
			return console(ctx, c, stdin, stdout)
		},
	})
	command.SetArgs(args)
	return plain.Report(stderr, command.ExecuteContext(ctx))
}

// console runs the console until its user leaves or ctx ends.
func console(ctx context.Context, c plain.Console, in io.Reader, out io.Writer) error {
	err := tui.Run(ctx, screen.Env{
		Store:    c.Store,
		Theme:    theme.New(true, c.Color),
		Now:      time.Now,
		Log:      slog.New(slog.DiscardHandler),
		Operator: c.Operator,
		Inbox:    c.Inbox,
	}, in, out, os.Environ())
	if ctx.Err() != nil {
		return nil // asked to end from outside: the console has closed in good order
	}
	return err
}

// terminal reports whether a person is at the other end of f.
func terminal(f any) bool {
	file, ok := f.(*os.File)
	return ok && term.IsTerminal(file.Fd())
}

// database is where the records are kept when --db does not say: HOMEROOM_DB, or the user's data folder; empty
// without a home, for the records of a school must not come to lie in whatever folder is the current one.
func database(getenv func(string) string, goos, home string) string {
	if path := getenv("HOMEROOM_DB"); path != "" {
		return path
	}
	folder := getenv("XDG_DATA_HOME")
	switch {
	case folder != "":
	case home == "":
		return ""
	case goos == "darwin":
		folder = filepath.Join(home, "Library", "Application Support")
	default:
		folder = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(folder, "homeroom", "homeroom.db")
}

// login is the operator's name when --operator does not say: HOMEROOM_OPERATOR, or the login name.
func login(getenv func(string) string) string {
	if name := getenv("HOMEROOM_OPERATOR"); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	if name := getenv("USER"); name != "" {
		return name
	}
	return "unknown"
}
