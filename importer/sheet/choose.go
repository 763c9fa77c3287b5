package sheet

import "strings"

// rowless are the kinds of sheets that have no rows, by the last word of their relationship's type.
var rowless = map[string]string{
	"chartsheet": "a chart", "dialogsheet": "a dialog", "xlMacrosheet": "a macro sheet", "xlIntlMacrosheet": "a macro sheet",
}

// rowlessSheet is a sheet that cannot be read.
type rowlessSheet struct{ name, what string }

func (s rowlessSheet) String() string { return quoted(s.name) + " (" + s.what + ")" }

// exportSummary is the sheet that Numbers puts before those it exports. It only lists them.
const exportSummary = "Export Summary"

// choose picks the sheet to read: the one asked for, else the first visible one.
func (b *workbook) choose(asked string) (*worksheet, error) {
	if asked == "" {
		if w := b.first(); w != nil {
			return w, nil
		}
		return nil, b.nothingVisible()
	}
	for _, same := range []func(name string) bool{
		func(name string) bool { return name == asked },
		func(name string) bool { return foldName(name) == foldName(asked) },
	} {
		for i := range b.sheets {
			if same(b.sheets[i].Name) {
				return &b.sheets[i], nil
			}
		}
	}
	p := &Problem{Code: "no_sheet", Message: "the workbook has no sheet " + quoted(asked), Remedy: b.offer()}
	for _, s := range b.rowless {
		if foldName(s.name) == foldName(asked) {
			p.Message = "the sheet " + quoted(s.name) + " is " + s.what + " and has no rows"
		}
	}
	return nil, p
}

// first is the first visible sheet, but not the summary of an export while there is another; nil when there is none.
func (b *workbook) first() *worksheet {
	var summary *worksheet
	for i := range b.sheets {
		switch w := &b.sheets[i]; {
		case w.Hidden:
		case w.Name == exportSummary && summary == nil:
			summary = w
		default:
			return w
		}
	}
	return summary
}

// nothingVisible refuses a workbook whose sheets are all hidden, or have no rows.
func (b *workbook) nothingVisible() *Problem {
	p := &Problem{Code: "no_sheet", Message: "the workbook has no visible sheet with rows and columns", Remedy: b.offer()}
	var names []string
	for _, s := range b.rowless {
		names = append(names, s.String())
	}
	if len(names) > 0 {
		p.Message += ", but " + listOf(names)
	}
	return p
}

// offer lists the sheets that can be read, as a remedy.
func (b *workbook) offer() string {
	if len(b.sheets) == 0 {
		return "choose a workbook that holds a table"
	}
	return "choose one of its sheets: " + listOf(b.readable(nil))
}

// readable lists the sheets that can be read, without the one that was.
func (b *workbook) readable(chosen *worksheet) []string {
	var names []string
	for i := range b.sheets {
		s := &b.sheets[i]
		switch {
		case s == chosen:
		case s.Hidden:
			names = append(names, quoted(s.Name)+" (hidden)")
		default:
			names = append(names, quoted(s.Name))
		}
	}
	return names
}

// others lists every sheet but the chosen one.
func (b *workbook) others(chosen *worksheet) []string {
	names := b.readable(chosen)
	for _, s := range b.rowless {
		names = append(names, s.String())
	}
	return names
}

// listOf joins names, the first twenty of them.
func listOf(names []string) string {
	if len(names) > 20 {
		names = append(names[:20:20], "…")
	}
	return strings.Join(names, ", ")
}
