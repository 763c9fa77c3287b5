package store

import (
	"iter"
	"strconv"
	"strings"
)

// rounding is a number in scientific notation: its digits, and the power of ten of the first.
type rounding struct {
	digits string
	power  int
}

// longestRounded is how many digits an identifier has at most that is looked for under its rounded form.
const longestRounded = 20

// parseRounding reads 1.23E+11.
func parseRounding(value string) (r rounding, ok bool) {
	if !scientific.MatchString(value) {
		return rounding{}, false
	}
	at := strings.IndexAny(value, "eE")
	power, err := strconv.Atoi(strings.TrimPrefix(value[at+1:], "+"))
	r = rounding{strings.Replace(value[:at], ".", "", 1), power}
	return r, err == nil && power >= 0 && power < longestRounded
}

// Unrounded is the whole number behind a scientific notation that has lost no digit: 1.2345E+4 is 12345. Of
// 1.23E+11 nobody knows the last nine.
func Unrounded(value string) (digits string, ok bool) {
	r, ok := parseRounding(value)
	if !ok || len(r.digits) != r.power+1 {
		return "", false
	}
	return r.digits, true
}

// Rounded reports whether a value is in scientific notation, so that a record may be found behind it.
func Rounded(value string) bool {
	_, ok := parseRounding(value)
	return ok
}

// round is what a spreadsheet shows of a number, with so many digits.
func round(number string, digits int) rounding {
	if digits >= len(number) {
		return rounding{number + strings.Repeat("0", digits-len(number)), len(number) - 1}
	}
	kept := []byte(number[:digits])
	if number[digits] < '5' {
		return rounding{string(kept), len(number) - 1}
	}
	for i := digits - 1; i >= 0; i-- {
		if kept[i] != '9' {
			kept[i]++
			return rounding{string(kept), len(number) - 1}
		}
		kept[i] = '0'
	}
	return rounding{"1" + string(kept[:digits-1]), len(number)}
}

// roundedAmong goes once through the keys on record, however many values there are.
func roundedAmong(keys iter.Seq[string], values []string) map[string]string {
	wanted := map[rounding]*guess{}
	var digits [longestRounded + 2][]int // of a number of so many places: the precisions that are asked for
	for _, v := range values {
		r, ok := parseRounding(v)
		if !ok || wanted[r] != nil {
			continue
		}
		wanted[r] = &guess{}
		for _, places := range [...]int{r.power, r.power + 1} { // 999 is 1.0E+3, too
			digits[places] = append(digits[places], len(r.digits))
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	for key := range keys {
		if len(key) >= len(digits) || len(digits[len(key)]) == 0 || !allDigits(key) {
			continue
		}
		for _, n := range digits[len(key)] {
			if g := wanted[round(key, n)]; g != nil {
				g.add(key)
			}
		}
	}
	return guessed(values, func(v string) *guess {
		r, _ := parseRounding(v)
		return wanted[r]
	})
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
