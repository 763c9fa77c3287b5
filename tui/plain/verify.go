package plain

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check the database file, the history and what points at what",
		Long: `Checks that the database file is whole, that nobody altered the history since it
was written, and that every record agrees with its history. Exit code 1 says that
something is wrong; each fault is listed with where it is.`,
		Example: "  homeroom verify\n  homeroom verify --db backup.db",
		Args:    exactly(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.verify(cmd) },
	}
}

func (a *app) verify(cmd *cobra.Command) error {
	st, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer st.Close()
	faults, stats, err := st.Verify(cmd.Context())
	if err != nil {
		return err
	}
	err = output(a.Out, func(w *bufio.Writer) error {
		for _, f := range faults {
			fmt.Fprintf(w, "! %s, %s: %s\n", f.Check, text.Visible(f.Where), text.Visible(f.Message))
		}
		fmt.Fprintf(w, "Checked %s, %s and %s of %s: ", recordsOf(stats.Devices, store.KindDevice), recordsOf(stats.Users, store.KindUser),
			counted(stats.Entries, "history entry", "history entries"), counted(stats.Acts, "save", "saves"))
		if len(faults) == 0 {
			fmt.Fprintln(w, "all is well.")
			return nil
		}
		fmt.Fprintln(w, counted(len(faults), "fault", "faults")+".")
		return nil
	})
	if err == nil && len(faults) > 0 {
		err = &rejected{"the database has faults; keep a copy of it as it is and go back to a backup that verifies"}
	}
	return err
}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a consistent copy of the database while others work",
		Long: `Writes a copy of the database to a new file, complete and consistent even while
others save. The copy holds names of minors: it is readable by you alone, and
should stay so. An existing file is never overwritten.`,
		Example: "  homeroom backup friday.db\n  homeroom verify --db friday.db",
		Args:    exactly("a FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			st, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer st.Close()
			if err := st.Backup(cmd.Context(), args[0]); err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.Out, "Copied to %s. Check it with: homeroom verify --db %[1]s\n", text.Visible(args[0]))
			return err
		},
	}
}
