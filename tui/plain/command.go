// Package plain is the work of the console as plain lines: the subcommands, for scripts, for screen
// readers and for tests. Results go to standard output, messages and questions to standard error.
//
// The command line is cobra: the field's standard, with help, completion and clear usage errors.
package plain

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"homeroom/store"
	"homeroom/store/text"
)

// Program is what the commands need of the outside. Nothing in this package reads the environment,
// looks for a terminal or makes up a default by itself.
type Program struct {
	In       io.Reader
	Out, Err io.Writer
	Asks     bool   // somebody sits at In and can answer a question
	Screen   bool   // In and Out are a terminal that the console can draw on
	Redraws  bool   // Err is a terminal on which a line can be written over
	Database string // the database when --db is not given
	Operator string // the operator when --operator is not given
	Inbox    string // the folder the file picker opens in when --inbox is not given
	Room     func() // gives up room that the program set aside, before a file whose rows take it all; nil for none
	Color    bool   // false when the environment asks for no colour

	Now     func() time.Time                                                    // the clock; nil means time.Now
	Console func(ctx context.Context, c Console) error                          // opens the console
	Demo    func(ctx context.Context, dir string) (db, inbox string, err error) // lays out the demo school
}

// Console is what the console is opened on.
type Console struct {
	Store    *store.Store
	Operator string
	Inbox    string
	Color    bool
}

// app is the program together with the flags that every command has.
type app struct {
	Program
	database string
	operator string
	inbox    string
	noColor  bool
}

// Command returns the whole command tree. Its errors are for Report.
func Command(p Program) *cobra.Command {
	if p.Now == nil {
		p.Now = time.Now
	}
	a := &app{Program: p}
	root := &cobra.Command{
		Use:   "homeroom",
		Short: "Who holds which device: import, review, save and take back",
		Long: `Homeroom keeps a school's device records and who holds them.

Without a command it opens the console. The commands do the same work as plain
lines, for scripts and screen readers. A file is always previewed first; nothing
is written before you say so, and every save can be taken back.`,
		Example: `  homeroom demo                           look around in an invented school
  homeroom import oak.csv --site OAK --solution primary
                                          the first inventory of a site
  homeroom preview assign.xlsx            what a file would do; nothing is written
  homeroom import assign.xlsx             the same, then asks and saves
  homeroom devices site:OAK held:no       who has nothing, what lies about
  homeroom assign 3001234 avery.lane      a device to a person
  homeroom history 3001234 --on 2026-09-01
                                          who held it that day
  homeroom undo 12                        take save 12 back`,
		Args:          noSuchCommand,
		SilenceErrors: true,
		SilenceUsage:  true,

		PersistentPreRunE: a.beforehand,
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.openConsole(cmd.Context()) },
	}
	a.wire(root)
	a.addCommands(root)
	wireBuiltin(root)
	return root
}

// addCommands adds the commands, in the groups in which help lists them.
func (a *app) addCommands(root *cobra.Command) {
	for _, g := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"The records:", []*cobra.Command{a.devicesCommand(), a.usersCommand(), a.viewsCommand(), a.scanCommand(), a.historyCommand()}},
		{"Everyday acts:", []*cobra.Command{
			a.assignCommand(), a.clearCommand(), a.swapCommand(), a.editCommand(), a.newCommand(), a.departCommand(), a.positionCommand(),
			a.undoCommand(), a.redoCommand(),
		}},
		{"Procedures:", []*cobra.Command{a.checklistCommand(), a.scopesCommand(), a.groupsCommand()}},
		{"Files:", []*cobra.Command{
			a.inspectCommand(), a.previewCommand(), a.importCommand(), a.reviewsCommand(), a.importsCommand(), a.exportCommand(),
			a.exportsCommand(), a.templateCommand(), a.mappingsCommand(),
		}},
		{"The database:", []*cobra.Command{a.verifyCommand(), a.backupCommand(), a.demoCommand()}},
	} {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.title
			root.AddCommand(c)
		}
	}
}

// wire gives root its ends, its flags and the words for a flag that is wrong.
func (a *app) wire(root *cobra.Command) {
	root.SuggestionsMinimumDistance = 1 // a slip of one key: "export" must not lead to "import"
	root.SetIn(a.In)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	root.SetFlagErrorFunc(wrongFlag)
	flags := root.PersistentFlags()
	flags.StringVar(&a.database, "db", a.Database, "the database `file` (or set HOMEROOM_DB)")
	flags.StringVar(&a.operator, "operator", a.Operator, "your `name` in the history")
	flags.BoolVar(&a.noColor, "no-color", false, "no colours in the console (or set NO_COLOR)")
	root.Flags().StringVar(&a.inbox, "inbox", a.Inbox, "the `folder` in which the file picker opens")
}

// noSuchCommand refuses words where a command was to stand. It suggests a command that is spelled alike, or lists
// those there are.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	remedy := "the commands are " + strings.Join(commandsOf(cmd), ", ")
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		remedy = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return wrongUse("there is no command "+quoted(args[0]), remedy)
}

// commandsOf names the commands below cmd that do the program's work.
func commandsOf(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() && c.Name() != "completion" {
			names = append(names, c.Name())
		}
	}
	return names
}

// wireBuiltin lets the commands that cobra brings along, help and completion, speak like the others.
func wireBuiltin(root *cobra.Command) {
	root.SetHelpCommand(&cobra.Command{
		Use:   "help [COMMAND]",
		Short: "What a command does, and how",

		PersistentPreRunE: withoutOperator,
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || cmd == root && len(rest) > 0 {
				return noSuchCommand(root, rest)
			}
			return cmd.Help()
		},
	})
	root.InitDefaultCompletionCmd()
	completion, _, _ := root.Find([]string{"completion"}) // it was just made
	completion.Args = noSuchCommand
	completion.PersistentPreRunE = withoutOperator
	completion.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	for _, shell := range completion.Commands() {
		shell.Args = exactly()
	}
}

// exactly refuses any number of arguments but len(names), naming what is missing or too much. An empty word is as good
// as none.
func exactly(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		see := "see " + cmd.CommandPath() + " --help"
		switch {
		case len(args) < len(names):
			return wrongUse(cmd.CommandPath()+" needs "+names[len(args)], see)
		case len(args) > len(names):
			return wrongUse(cmd.CommandPath()+" has no use for "+quoted(args[len(names)]), see)
		}
		for i, name := range names {
			if strings.TrimSpace(args[i]) == "" {
				return wrongUse(cmd.CommandPath()+" needs "+name+", not an empty word", see)
			}
		}
		return nil
	}
}

func quoted(s string) string { return `"` + text.Visible(s) + `"` }
