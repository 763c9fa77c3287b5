package plain

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"homeroom/store/text"
)

// beforehand refuses what no command can work with, before anything is opened: a flag that is given and says nothing,
// and a name that cannot stand in the history.
func (a *app) beforehand(cmd *cobra.Command, _ []string) error {
	if err := saysNothing(cmd); err != nil {
		return err
	}
	var err error
	a.operator, err = operatorNamed(a.operator)
	return err
}

// withoutOperator is for the commands that only tell about commands.
func withoutOperator(cmd *cobra.Command, _ []string) error { return saysNothing(cmd) }

// saysNothing refuses a flag whose value is empty: whether it was meant to be left out cannot be told.
func saysNothing(cmd *cobra.Command) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if err == nil && f.Value.Type() == "string" && strings.TrimSpace(f.Value.String()) == "" {
			what, _ := pflag.UnquoteUsage(f)
			err = wrongUse(fmt.Sprintf("--%s needs a %s after it, not an empty word", f.Name, what), "leave the flag out, or see "+cmd.CommandPath()+" --help")
		}
	})
	return err
}

// longestOperator is how many letters a name in the history has at most.
const longestOperator = 64

// operatorNamed is the name under which the history tells who did something. One that is empty, too long, or holds
// what nobody sees is an error.
func operatorNamed(name string) (string, error) {
	const remedy = "give your name with --operator NAME"
	name = strings.TrimSpace(name)
	switch n := utf8.RuneCountInString(name); {
	case name == "":
		return "", wrongUse("the history must say who you are, and your name is empty", remedy)
	case text.Visible(name) != name:
		return "", wrongUse("your name in the history, "+quoted(name)+", holds a character that nobody sees", remedy+" without it")
	case n > longestOperator:
		return "", wrongUse(fmt.Sprintf("your name in the history has %d letters, and may have %d", n, longestOperator), remedy+", a shorter one")
	}
	return name, nil
}
