package sheet

import (
	"fmt"
	"unicode/utf8"
)

// The limits of a file. The first five are the ones the product promises; the rest keep what a small file can
// make of itself in memory within bounds.
const (
	maxFile     = 64 << 20
	maxUnzipped = 256 << 20
	maxColumns  = 256
	maxRows     = 1_000_000
	maxCell     = 32_767 // characters

	maxCells = 12_000_000 // cells of the whole table, the empty ones among them included
	maxEmpty = 4_000_000  // empty cells, in a table that is nearly all empty
	maxText  = 256 << 20  // bytes of all cells together, a shared text counted wherever it is used
	maxTexts = 5_000_000  // shared texts
	maxParts = 4_096      // parts of a workbook
	maxFrame = 32 << 20   // bytes of a part that is neither a sheet nor the shared texts
	maxList  = 100_000    // links, sheets, styles or merged cells
	maxHeld  = 100 << 20  // bytes that the shared texts take in memory
	maxDepth = 100        // elements inside each other
	maxNames = 64         // namespaces in force at a time
	maxToken = 1 << 20    // bytes of one piece of markup or text

	maxAttributes   = 64
	maxInstructions = 1_000
)

func tooLarge(size int) *Problem {
	return &Problem{
		Code:    "file_too_large",
		Message: fmt.Sprintf("the file has %d MiB; at most %d MiB are read", (size+1<<20-1)>>20, maxFile>>20),
		Remedy:  "take pictures and other sheets out of it, or split it into several files",
	}
}

// rowLimit refuses a table with too many rows.
func rowLimit(line int) *Problem {
	return &Problem{
		Line: line, Code: "too_many_rows",
		Message: fmt.Sprintf("the table goes on beyond %d rows", maxRows),
		Remedy:  "split it into several files",
	}
}

// columnLimit refuses a row with too many columns.
func columnLimit(line int) *Problem {
	return &Problem{
		Line: line, Code: "too_many_columns",
		Message: fmt.Sprintf("the row has more than %d columns", maxColumns),
		Remedy:  "delete what stands to the right of the table, or check the delimiter",
	}
}

// cellLimit refuses a cell that is too long.
func cellLimit(line, col int) *Problem {
	return &Problem{
		Line: line, Column: Letters(col), Code: "cell_too_long",
		Message: fmt.Sprintf("the cell has more than %d characters", maxCell),
		Remedy:  "shorten it; if it looks like many cells, a quotation mark or delimiter is missing",
	}
}

// tooLong reports whether a cell's text has more characters than a cell may have.
func tooLong[T ~string | ~[]byte](s T) bool {
	return len(s) > maxCell && utf8.RuneCountInString(string(s)) > maxCell
}

// listLimit refuses a part that lists too much.
func listLimit(part string) *Problem {
	return sizeLimit(0, fmt.Sprintf("the workbook's part %s lists more than %d things", clipped(part), maxList))
}

func sizeLimit(line int, message string) *Problem {
	return &Problem{
		Line: line, Code: "too_much",
		Message: message,
		Remedy:  "keep only the rows and columns of the table, or split it into several files",
	}
}
