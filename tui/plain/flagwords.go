package plain

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// wrongFlag says what is wrong with a flag, in words.
func wrongFlag(cmd *cobra.Command, err error) error {
	return wrongUse(flagSentence(cmd, err), "see "+cmd.CommandPath()+" --help")
}

func flagSentence(cmd *cobra.Command, err error) string {
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		bad     *pflag.InvalidValueError
		odd     *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &unknown):
		dash := "--"
		if unknown.GetSpecifiedShortnames() != "" {
			dash = "-"
		}
		return cmd.CommandPath() + " has no flag " + dash + unknown.GetSpecifiedName()
	case errors.As(err, &bare):
		what, _ := pflag.UnquoteUsage(bare.GetFlag())
		return fmt.Sprintf("--%s needs a %s after it", bare.GetFlag().Name, what)
	case errors.As(err, &bad) && bad.GetFlag().NoOptDefVal != "":
		return fmt.Sprintf("--%s stands alone, without %s", bad.GetFlag().Name, quoted(bad.GetValue()))
	case errors.As(err, &bad):
		return fmt.Sprintf("--%s needs a number, not %s", bad.GetFlag().Name, quoted(bad.GetValue()))
	case errors.As(err, &odd):
		return quoted(odd.GetSpecifiedFlag()) + " is no flag"
	}
	return "the flags cannot be understood"
}

// apart refuses a flag together with any of the others.
func apart(cmd *cobra.Command, flag string, others ...string) error {
	for _, other := range others {
		if cmd.Flags().Changed(flag) && cmd.Flags().Changed(other) {
			return wrongUse("--"+flag+" and --"+other+" do not go together", "leave one of them out")
		}
	}
	return nil
}
