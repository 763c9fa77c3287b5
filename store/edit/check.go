package edit

import (
	"fmt"
	"slices"
	"strings"

	"homeroom/store"
)

// parsers read the fields whose shape a rule describes.
var parsers = map[store.Field]func(string) (string, []store.Finding){
	store.FieldSerial:              store.ParseSerial,
	store.FieldAssetTag:            store.ParseAssetTag,
	store.FieldUsername:            store.ParseUserID,
	store.FieldUserID:              store.ParseUserID,
	store.FieldPhone:               store.ParsePhone,
	store.FieldPosition:            store.ParsePosition,
	store.FieldManagedAppleAccount: store.ParseManagedAppleAccount,
	store.FieldSite:                parseSite,
	store.FieldPlatform:            chosen(store.FieldPlatform),
	store.FieldDeparting:           chosen(store.FieldDeparting),
	store.FieldOwnership:           chosen(store.FieldOwnership),
	store.FieldType:                parseType,
	store.FieldGroups:              parseList,
	store.FieldLocations:           parseList,
}

// identifiers are those that a spreadsheet damages by reading a number or a date into them; their parsers name
// invisible characters themselves.
var identifiers = map[store.Field]string{
	store.FieldSerial: "Serial Number", store.FieldAssetTag: "Asset Tag",
	store.FieldUsername: "User ID", store.FieldUserID: "User ID",
}

// Check looks at one value alone, as it is typed: its shape, what a spreadsheet did to it, and
// whether it is text at all. It answers the value as it would be kept. A blank value is fine: it changes nothing.
func Check(kind store.Kind, f store.Field, text string) (clean string, found []store.Finding) {
	clean = strings.TrimSpace(text)
	switch {
	case clean == "":
		return "", nil
	case !slices.Contains(offered[kind], f):
		return clean, []store.Finding{unoffered(kind, f)}
	case Narrow(clean):
		return clean, []store.Finding{TooNarrow()}
	case ErrorValue(clean):
		return clean, []store.Finding{refusal("R-08", "the cell holds a spreadsheet's error, not a value", "write the value in place of the formula")}
	case identifiers[f] != "" && DateLike(clean):
		return clean, []store.Finding{refusal("R-08", "a spreadsheet turned the "+identifiers[f]+" into a date",
			"format the column as text and write the value again")}
	}
	if parse := parsers[f]; parse != nil {
		clean, found = parse(text)
	}
	if s := store.Storable(clean); s != nil {
		found = append(found, *s)
	}
	if i := store.Invisible(clean); i != nil && identifiers[f] == "" {
		found = append(found, *i)
	}
	if l := Looks(f, clean); l != nil {
		found = append(found, *l)
	}
	if g := Garbled(f, clean); g != nil {
		found = append(found, *g)
	}
	return clean, found
}

// unoffered refuses a field that no form offers.
func unoffered(kind store.Kind, f store.Field) store.Finding {
	return refusal(decided, fmt.Sprintf("%s of a %s is not changed by hand", f.Label(), kind), "leave it as it is")
}

func refusal(rule, message, remedy string) store.Finding {
	return store.Finding{Rule: rule, Severity: store.SeverityError, Message: message, Remedy: remedy}
}

// parseSite reads a site's code. Whether it is on record is not its question.
func parseSite(raw string) (string, []store.Finding) {
	code, err := store.ParseSiteCode(raw)
	if e, ok := err.(*store.Error); ok {
		return strings.TrimSpace(raw), []store.Finding{refusal(decided, e.Message, e.Remedy)}
	}
	return code, nil
}

// chosen reads a value that must be one of the field's choices, in any letter case.
func chosen(f store.Field) func(string) (string, []store.Finding) {
	return func(raw string) (string, []store.Finding) {
		for _, c := range Choices(f) {
			if strings.EqualFold(c, strings.TrimSpace(raw)) {
				return c, nil
			}
		}
		return strings.TrimSpace(raw), []store.Finding{
			refusal(decided, f.Label()+" is one of: "+strings.Join(Choices(f), ", "), "write one of them, or leave it empty"),
		}
	}
}

// Narrow reports what a spreadsheet shows, and some export, of a number in too narrow a column.
func Narrow(s string) bool { return len(s) > 1 && strings.Trim(s, "#") == "" }

// TooNarrow refuses it.
func TooNarrow() store.Finding {
	return refusal("R-08", "the column was too narrow in the spreadsheet: of the value only # signs are left",
		"make the column wider and export it again, or write the value")
}

// ErrorValue reports what spreadsheets write where a formula failed, also once it became the text of a CSV.
func ErrorValue(s string) bool {
	if !strings.HasPrefix(s, "#") {
		return false
	}
	switch s {
	case "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!":
		return true
	}
	return Narrow(s)
}

// DateLike reports digits in three groups, the middle one short, as a CSV has the date of a spreadsheet:
// 2018-05-01, 5/1/18.
func DateLike(s string) bool {
	if len(s) < 6 || len(s) > 19 || s[0] < '0' || s[0] > '9' {
		return false
	}
	day, _, _ := strings.Cut(strings.ReplaceAll(s, "T", " "), " ")
	for _, mark := range []string{"-", "/"} {
		parts := strings.Split(day, mark)
		if len(parts) == 3 && number(parts[0]) && number(parts[1]) && number(parts[2]) && len(parts[1]) <= 2 {
			return true
		}
	}
	return false
}

// number reports digits alone, at least one.
func number(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
