package edit

import (
	"fmt"
	"regexp"
	"strings"

	"homeroom/store"
)

// Damage is what happened to a value on its way through a spreadsheet or a keyboard.
type Damage string

// The damages that a mend can be proposed for, as spelled in JSON.
const (
	DamageZero       Damage = "lost_zero"
	DamageScientific Damage = "scientific"
	DamagePoint      Damage = "trailing_zero"
	DamageApostrophe Damage = "apostrophe"
	DamageDate       Damage = "date"
	DamageHidden     Damage = "hidden"
	DamageLooks      Damage = "looks"
	DamageTyped      Damage = "typed"
	DamageLabel      Damage = "label"
	DamageDelete     Damage = "delete"
	DamageSwapped    Damage = "swapped"
	DamageTwice      Damage = "twice"
	DamageGrouped    Damage = "grouped"
	DamageGarbled    Damage = "garbled"
	DamageEntity     Damage = "entity"
	DamageLost       Damage = "lost_letter"
	DamageWord       Damage = "word"
)

// Words name a damage in a sentence.
func (d Damage) Words() string { return damageWords[d] }

var damageWords = map[Damage]string{
	DamageZero:       "a lost leading zero",
	DamageScientific: "scientific notation",
	DamagePoint:      "a .0 at the end",
	DamageApostrophe: "an apostrophe in front",
	DamageDate:       "a date in the place of a class year",
	DamageHidden:     "a character that nobody sees",
	DamageLooks:      "a character that looks like another",
	DamageTyped:      "O for 0, I for 1, B for 8 or S for 5",
	DamageLabel:      "the S of a label's barcode",
	DamageDelete:     "Delete with the damage of the serial number",
	DamageSwapped:    "values in each other's column",
	DamageTwice:      "a row that stands there twice",
	DamageGrouped:    "separators or signs in a number",
	DamageGarbled:    "a text read in a wrong encoding",
	DamageEntity:     "a web page's code for a character",
	DamageLost:       "letters lost to question marks",
	DamageWord:       "more than the word that empties a field",
}

// cures undo the damages that a value tells of by itself; what has to be looked up on record is not among them. Each
// answers the value as it is where it has nothing to do.
var cures = []struct {
	damage Damage
	on     func(store.Field) bool
	undo   func(f store.Field, value string) string
}{
	{DamageGarbled, isWritten, func(_ store.Field, v string) string { return rightly(v) }},
	{DamageEntity, isWritten, func(_ store.Field, v string) string { return unescaped(v) }},
	{DamageHidden, anyField, func(_ store.Field, v string) string { return strings.TrimSpace(seen(v)) }},
	{DamageLooks, looked, ordinary},
	{DamageApostrophe, numbered, func(_ store.Field, v string) string { return strings.TrimLeft(v, "'‘’") }},
	{DamagePoint, reckoned, func(_ store.Field, v string) string { return point.ReplaceAllString(v, "$1") }},
	{DamageScientific, numbered, unrounded},
	{DamageScientific, func(f store.Field) bool { return f == store.FieldRoom }, roomNumber},
	{DamageGrouped, func(f store.Field) bool { return f == store.FieldPhone }, ungrouped},
	{DamageDate, func(f store.Field) bool { return f == store.FieldPhone }, classYear},
}

var point = regexp.MustCompile(`^([0-9]+)\.0+$`)

func anyField(store.Field) bool { return true }

func looked(f store.Field) bool { return identifiers[f] != "" || named[f] }

func isWritten(f store.Field) bool { return written[f] }

// reckoned are those, and the room, which a number with .0 is none of.
func reckoned(f store.Field) bool { return numbered(f) || f == store.FieldRoom }

// numbered are the fields whose values a spreadsheet takes for numbers.
func numbered(f store.Field) bool { return identifiers[f] != "" || f == store.FieldPhone }

// ordinary writes a value with the ordinary characters: in an identifier all of them, in a name those of the word.
func ordinary(f store.Field, value string) string {
	if _, identifier := identifiers[f]; !identifier {
		return strings.TrimSpace(oneScript(strings.Map(toASCII, value)))
	}
	plain := Plain(value)
	if f == store.FieldSerial || f == store.FieldUserID || f == store.FieldUsername {
		return strings.ReplaceAll(plain, " ", "")
	}
	return strings.TrimSpace(plain)
}

func unrounded(_ store.Field, value string) string {
	if digits, ok := store.Unrounded(value); ok {
		return digits
	}
	return value
}

// ungrouped is a phone number or class year without what a spreadsheet put between its digits.
func ungrouped(_ store.Field, value string) string {
	if digits, ok := store.Undressed(value); ok && store.Grouped(value) {
		return digits
	}
	return value
}

func classYear(_ store.Field, value string) string {
	if year, ok := store.ClassYear(value); ok {
		return year
	}
	return value
}

// Cure proposes what a damaged value was, as far as the value alone tells, and names the first damage. It is
// empty where nothing is damaged, or where what is left is not right either.
func Cure(f store.Field, value string) (better string, damage Damage) {
	better = value
	for _, c := range cures {
		if !c.on(f) {
			continue
		}
		if undone := c.undo(f, better); undone != better {
			better = undone
			if damage == "" {
				damage = c.damage
			}
		}
	}
	if damage == "" || better == "" || spoilt(f, better) {
		return "", ""
	}
	return better, damage
}

// spoilt reports whether something is still wrong with a value.
func spoilt(f store.Field, value string) bool {
	if store.Storable(value) != nil || Looks(f, value) != nil || Garbled(f, value) != nil || identifiers[f] != "" && DateLike(value) {
		return true
	}
	parse := parsers[f]
	if parse == nil {
		return false
	}
	_, found := parse(value)
	for _, n := range found {
		if n.Rule == "R-08" || n.Severity == store.SeverityError {
			return true
		}
	}
	return false
}

// Alike tells of a device on record whose identifier looks like one that is not, for the site home.
func Alike(p Picture, home string, d *store.Device) store.Finding {
	found := store.Finding{
		Rule: "R-08", Severity: store.SeverityWarning,
		Message: Known(d) + "; this one differs in nothing but characters that look alike (O 0, I L 1, B 8, S 5)",
		Remedy:  "compare it with the device",
	}
	if Foreign(d.Site, home) {
		found.Message = fmt.Sprintf("one that differs in nothing but characters that look alike (O 0, I L 1, B 8, S 5) is on record at site %s", SiteName(p, d.Site))
	}
	return found
}

// Labelled tells of the device that is meant by a serial number with the S that labels put before it.
func Labelled(d *store.Device) store.Finding {
	return refusal("R-03", "without the S that labels put before it, "+Known(d), "take the S away, or compare the number with the device")
}
