package sheet

import (
	"fmt"
	"strings"
	"unicode"
)

// Decision is something that a file does not say itself and that had to be decided to read it.
type Decision struct {
	What   string   `json:"what"`   // "encoding", "delimiter", "line ends", "header line" or "sheet"
	Chosen string   `json:"chosen"` // as Options takes it
	Why    string   `json:"why"`    // the evidence, in words
	Others []string `json:"others"` // what may be chosen instead by hand; never nil
	doubt  string   // the reading that is nearly as likely
}

// Encodings are the names that Options.Encoding takes, beside their usual other spellings.
func Encodings() []string {
	return []string{utf8Name, "UTF-16 LE", "UTF-16 BE", windowsName, macName}
}

// Delimiters are the names that Options.Delimiter takes, beside any single character.
func Delimiters() []string {
	names := make([]string, len(delimiters))
	for i, d := range delimiters {
		names[i] = d.name
	}
	return names
}

// decide keeps a decision.
func (t *Table) decide(d Decision) {
	if d.Others == nil {
		d.Others = []string{}
	}
	t.Decisions = append(t.Decisions, d)
}

// byHand is the beginning of the reason for what was chosen by hand.
const byHand = "chosen by hand: "

// spellings are other names of the encodings, as squeezed writes them.
var spellings = [...]struct{ spelling, name string }{
	{"utf8", utf8Name},
	{"utf8withbom", utf8Name},
	{"utf8bom", utf8Name},
	{"utf8sig", utf8Name},
	{"ascii", utf8Name},
	{"utf16le", "UTF-16 LE"},
	{"utf16be", "UTF-16 BE"},
	{"windows1252", windowsName},
	{"cp1252", windowsName},
	{"win1252", windowsName},
	{"ansi", windowsName},
	{"latin1", windowsName},
	{"iso88591", windowsName},
	{"macroman", macName},
	{"macintosh", macName},
	{"mac", macName},
}

// squeezed is a name as people write it in many ways: its letters and digits alone, in lower case.
func squeezed(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// encodingNamed finds an encoding by any of its spellings.
func encodingNamed(name string) (string, *Problem) {
	key := squeezed(name)
	for _, s := range spellings {
		if s.spelling == key {
			return s.name, nil
		}
	}
	return "", &Problem{
		Code: "encoding", Message: "there is no encoding " + quoted(name) + " that can be read",
		Remedy: "choose " + either(Encodings()) + ", or leave it out",
	}
}

// delimiterNamed finds a delimiter by its name, or takes a single character that may be one.
func delimiterNamed(name string) (byte, *Problem) {
	for _, d := range delimiters {
		if lower(strings.TrimSpace(name)) == d.name {
			return d.char, nil
		}
	}
	if name == `\t` {
		return '\t', nil
	}
	if len(name) == 1 && mayDelimit(name[0]) {
		return name[0], nil
	}
	return 0, &Problem{
		Code: "delimiter", Message: "there is no delimiter " + quoted(name),
		Remedy: "choose " + either(Delimiters()) + ", or a single character that is no letter, digit or quotation mark",
	}
}

// either is "a, b or c".
func either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// sheetDecision says which sheet of a workbook is read and why. chosen is the name that was asked for, if any.
func sheetDecision(sheets []SheetInfo, read, chosen string) Decision {
	d := Decision{What: "sheet", Chosen: read, Why: "it is the first that is not hidden"}
	for _, s := range sheets {
		if s.Name != read {
			d.Others = append(d.Others, s.Name)
		}
	}
	switch {
	case chosen != "":
		d.Why = byHand + "one of " + plural(len(sheets), "sheet")
	case len(d.Others) == 0:
		d.Why = "the workbook has no other"
	case sheets[0].Name == exportSummary && !sheets[0].Hidden:
		d.Why += " and does not only list the others"
	}
	return d
}

// lineEndDecision says how the lines of a text end.
func lineEndDecision(ends lineEnds) Decision {
	d := Decision{What: "line ends", Chosen: ends.name()}
	var met []string
	for _, e := range []struct {
		name  string
		times int
	}{{"LF", ends.lf.times}, {"CRLF", ends.crlf.times}, {"CR", ends.cr.times}} {
		if e.times > 0 {
			met = append(met, fmt.Sprintf("%s with %s", ended(e.times), e.name))
		}
	}
	switch len(met) {
	case 0:
		d.Why = "the text is a single line without an end"
	case 1:
		d.Why = "every row ends so"
	default:
		d.Why = strings.Join(met, ", ")
	}
	return d
}

func ended(times int) string {
	if times == 1 {
		return "1 row ends"
	}
	return fmt.Sprintf("%d rows end", times)
}
