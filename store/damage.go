package store

import (
	"regexp"
	"strings"
)

// month is a month's name as spreadsheets write it.
const month = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`

// What a spreadsheet makes of text that it takes for a number or a date.
var (
	scientific   = regexp.MustCompile(`^[0-9](\.[0-9]+)?[eE][+-]?[0-9]+$`)
	trailingZero = regexp.MustCompile(`^[0-9]+\.0+$`)
	apostrophe   = regexp.MustCompile(`^['‘’]`)
	commas       = regexp.MustCompile(`^[0-9]{1,3}(?:,[0-9]{3})+$`)
	groups       = regexp.MustCompile(`^([0-9]+|[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:\.[0-9]{3})+|(?:[ \x{a0}\x{2009}\x{202f}][0-9]{3})+|(?:['’][0-9]{3})+))(?:\.0+|,00)?$`)
	// dateShape leaves telephone numbers alone: a group of three digits is no part of a date.
	dateShape = regexp.MustCompile(`^(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|[0-9]{1,2}-[0-9]{1,2}-(?:[0-9]{2}|[0-9]{4}))` +
		`(?:[ T][0-9:.]+(?: ?[AaPp][Mm])?Z?)?$`)
	// namedDate is a date with its month in letters: 1-May-18, May-18, 18-May, May 1, 2018.
	namedDate = regexp.MustCompile(`(?i)^(?:[0-9]{1,2}[-/ ]+` + month + `(?:[-/, ]+[0-9]{2,4})?|` + month + `[-/ ]+[0-9]{1,4}(?:,? *[0-9]{4})?)$`)
)

// phoneDamage is what a spreadsheet does to a phone number or class year. The value is kept: nothing hangs on it.
var phoneDamage = []struct {
	shape           *regexp.Regexp
	message, remedy string
}{
	{
		dateShape, "a date stands where a phone number or class year is meant: a spreadsheet changed it",
		"format the column as text and write the year again, e.g. 2018",
	},
	{
		namedDate, "a date stands where a phone number or class year is meant: a spreadsheet changed it",
		"format the column as text and write the year again, e.g. 2018",
	},
	{
		commas, "a spreadsheet put separators into the phone number or class year",
		"format the column as text and take the separators away",
	},
	{
		scientific, "a spreadsheet wrote the phone number in scientific notation; digits are lost",
		"format the column as text and write the number again",
	},
	{
		trailingZero, "a spreadsheet turned the phone number or class year into a number and added .0",
		"format the column as text and take the .0 away",
	},
	{
		apostrophe, "an apostrophe stands before the phone number or class year: the spreadsheet's mark for text",
		"take the apostrophe away",
	},
}

// Undressed is the digits of a number as spreadsheets write numbers: 4,938,608 and 4.938.608, with a currency, a
// sign, the parentheses of a negative number or a percent sign.
func Undressed(value string) (digits string, ok bool) {
	core := strings.TrimRight(strings.TrimLeft(value, "-+−$€£¥#( "), ")%$€£¥ ")
	parts := groups.FindStringSubmatch(core)
	if parts == nil {
		return "", false
	}
	digits = strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, parts[1])
	return digits, digits != value
}

func dressed(value string) bool {
	_, ok := Undressed(value)
	return ok
}

// Grouped reports a number whose thousands are parted by commas, and nothing else: so no phone number is written.
func Grouped(value string) bool { return commas.MatchString(value) }

// identifierDamage names what a spreadsheet did to an identifier, or is nil. An identifier with a character
// that nobody sees is as good as another one.
func identifierDamage(what, value string) *Finding {
	damage := func(message, remedy string) *Finding {
		return &Finding{"R-08", SeverityError, message, remedy}
	}
	switch {
	case scientific.MatchString(value):
		return damage("a spreadsheet wrote the "+what+" in scientific notation; digits are lost",
			"format the column as text and enter the "+what+" again")
	case trailingZero.MatchString(value):
		return damage("a spreadsheet turned the "+what+" into a number and added .0",
			"format the column as text and take the .0 away")
	case dressed(value) && (what != "User ID" || !userIDShape.MatchString(value)):
		return damage("the "+what+" is a number with signs around it or between its digits, as spreadsheets write numbers",
			"format the column as text and write the digits alone")
	case apostrophe.MatchString(value):
		return damage("an apostrophe stands before the "+what+": the spreadsheet's mark for text",
			"take the apostrophe away")
	case namedDate.MatchString(value):
		return damage("a spreadsheet turned the "+what+" into a date",
			"format the column as text and enter the "+what+" again")
	}
	if mark := invisible(value); mark != "" {
		return damage("the "+what+" holds the invisible character "+mark, "type the "+what+" again")
	}
	return nil
}
