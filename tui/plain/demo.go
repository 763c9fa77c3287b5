package plain

import (
	"bufio"
	"context"
	"os"
	"time"

	"github.com/spf13/cobra"

	"homeroom/store"
)

func (a *app) demoCommand() *cobra.Command {
	var (
		dir       string
		noConsole bool
	)
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Open the console on a throw-away copy of an invented school",
		Long: `Lays out an invented district with its devices, its people and files that are
ready to import, and opens the console on it. It all goes away at the end; your
own database is not touched. With --dir it is kept, to try the commands on.`,
		Example: `  homeroom demo
  homeroom demo --dir try --no-console
  homeroom devices --db try/homeroom.db`,
		Args: exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if noConsole && dir == "" {
				return wrongUse("--no-console lays the demo out to be kept", "name a folder with --dir")
			}
			if dir != "" {
				return a.keptDemo(cmd.Context(), dir, noConsole)
			}
			return a.passingDemo(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&dir, "dir", "", "lay it out in this `folder` and keep it")
	cmd.Flags().BoolVar(&noConsole, "no-console", false, "only lay it out")
	return cmd
}

// keptDemo lays the demo out in dir, tells where things are, and opens the console unless told not to.
func (a *app) keptDemo(ctx context.Context, dir string, noConsole bool) error {
	if !noConsole {
		if err := a.needScreen(); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	db, inbox, err := a.Demo(ctx, dir)
	if err != nil {
		return err
	}
	var places grid
	places.add("Database", db)
	places.add("Files to import", inbox)
	err = output(a.Out, func(w *bufio.Writer) error {
		places.write(w, "")
		return nil
	})
	if err != nil || noConsole {
		return err
	}
	return a.openDemo(ctx, db, inbox)
}

// passingDemo opens the console on a demo in a temporary folder, which goes away however the console ends.
func (a *app) passingDemo(ctx context.Context) error {
	if err := a.needScreen(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "homeroom-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	db, inbox, err := a.Demo(ctx, dir)
	if err != nil {
		return err
	}
	return a.openDemo(ctx, db, inbox)
}

func (a *app) openDemo(ctx context.Context, db, inbox string) error {
	st, err := store.Open(ctx, db, store.Options{Now: a.Now, Zone: time.Local})
	if err != nil {
		return err
	}
	defer st.Close()
	return a.Console(ctx, a.console(st, inbox))
}
