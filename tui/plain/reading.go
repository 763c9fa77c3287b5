package plain

import (
	"strings"

	"github.com/spf13/cobra"

	"homeroom/importer/sheet"
)

// bindReading adds the flags that say how a file is read, where that is not to be decided by its content.
func bindReading(cmd *cobra.Command, o *sheet.Options) {
	flags := cmd.Flags()
	flags.StringVar(&o.Encoding, "encoding", "", "read the text in this encoding `name`: "+strings.Join(sheet.Encodings(), ", "))
	flags.StringVar(&o.Delimiter, "delimiter", "", "take this `name` or character for the delimiter: "+strings.Join(sheet.Delimiters(), ", "))
	flags.IntVar(&o.HeaderLine, "header-line", 0, "the `line` in which the header starts")
	flags.StringVar(&o.Sheet, "sheet", "", "the workbook's sheet `name`; the first visible one otherwise")
}

// checkReading refuses a line that no file has.
func checkReading(cmd *cobra.Command, o *sheet.Options) error {
	if o.HeaderLine < 0 || cmd.Flags().Changed("header-line") && o.HeaderLine == 0 {
		return wrongUse("--header-line counts from 1", "give the number of the line in which the header starts")
	}
	return nil
}
