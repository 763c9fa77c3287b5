package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Word is one term of a query as typed: the name before an unquoted colon, if any, and the values between unquoted
// commas. Not says that a ! stands before it.
type Word struct {
	Not    bool
	Name   string
	Named  bool
	Values []string
}

// SplitQuery splits a query into its words. The error is an *Error that says what was not understood.
func SplitQuery(text string) ([]Word, error) {
	var words []Word
	rest := strings.TrimSpace(text)
	for rest != "" {
		w, after, err := nextWord(rest)
		if err != nil {
			return nil, err
		}
		words = append(words, w)
		rest = strings.TrimSpace(after)
	}
	return words, nil
}

func nextWord(text string) (Word, string, error) {
	var w Word
	var value strings.Builder
	i := 0
	if text[0] == '!' {
		w.Not, i = true, 1
	}
	quoted := false
	for ; i < len(text) && (quoted || text[i] != ' '); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case c == ':' && !quoted && !w.Named:
			w.Named, w.Name = true, strings.ToLower(value.String())
			value.Reset()
		case c == ',' && !quoted && w.Named:
			w.Values = append(w.Values, value.String())
			value.Reset()
		default:
			value.WriteByte(c)
		}
	}
	if quoted {
		return w, "", queryError("a quote is open", `close it with "`)
	}
	w.Values = append(w.Values, value.String())
	return w, text[i:], nil
}

func queryError(message, remedy string) error {
	return &Error{Code: CodeInvalid, Message: message, Remedy: remedy}
}

// asked are the names of a query that are no field of a record. A reader makes a term of the values.
type reader func(kind Kind, w Word) (term, error)

var deviceAsked = map[string]reader{
	"held":        deviceYesNo((*Device).Held),
	"placeholder": deviceYesNo((*Device).Placeholder),
	"kind":        kindTerm,
	"changed":     dateTerm,
}

var userAsked = map[string]reader{
	"held":      userYesNo(func(_ *User, devices int) bool { return devices > 0 }),
	"departing": userYesNo(func(u *User, _ int) bool { return u.Departing }),
	"several":   userYesNo(func(_ *User, devices int) bool { return devices > 1 }),
	"devices":   numberTerm,
	"changed":   dateTerm,
	"class":     classTerm,
}

// aliases are the short names of fields in a query.
var aliases = map[Kind]map[string]Field{
	KindDevice: {"tag": FieldAssetTag, "asset": FieldAssetTag, "user": FieldUsername, "name": FieldFullName},
	KindUser: {
		"name": FieldFullName, "account": FieldManagedAppleAccount, "maa": FieldManagedAppleAccount, "id": FieldUserID,
		"group": FieldGroups, "location": FieldLocations,
	},
}

func askedOf(kind Kind) map[string]reader {
	if kind == KindDevice {
		return deviceAsked
	}
	return userAsked
}

func parseTerm(kind Kind, w Word) (term, error) {
	if !w.Named {
		return wordTerm(w)
	}
	read, ok := askedOf(kind)[w.Name]
	if !ok {
		read = fieldTerm
	}
	t, err := read(kind, w)
	t.not = w.Not
	return t, err
}

// wordTerm looks for a word in every identifier and name.
func wordTerm(w Word) (term, error) {
	value := w.Values[0]
	if value == "" && w.Not {
		return term{}, queryError("! stands alone", "write what not to find right behind it")
	}
	return term{
		not:    w.Not,
		device: func(d *Device) bool { return anyContains(searchedDevice, d, value) },
		user:   func(u *User, _ int) bool { return anyContains(searchedUser, u, value) },
	}, nil
}

func deviceYesNo(ask func(*Device) bool) reader {
	return func(_ Kind, w Word) (term, error) {
		want, err := yesNo(w)
		return term{device: func(d *Device) bool { return ask(d) == want }}, err
	}
}

func userYesNo(ask func(u *User, devices int) bool) reader {
	return func(_ Kind, w Word) (term, error) {
		want, err := yesNo(w)
		return term{user: func(u *User, devices int) bool { return ask(u, devices) == want }}, err
	}
}

func yesNo(w Word) (bool, error) {
	switch strings.ToLower(strings.Join(w.Values, ",")) {
	case "yes":
		return true, nil
	case "no":
		return false, nil
	}
	return false, queryError(w.Name+" is answered by yes or no", fmt.Sprintf("write %s:yes or %s:no", w.Name, w.Name))
}

// kindTerm looks into the sort of device as the list shows it.
func kindTerm(_ Kind, w Word) (term, error) {
	holds := w.Holds()
	return term{device: func(d *Device) bool { return holds(d.KindName()) }}, nil
}

// dateTerm asks when the record was written last.
func dateTerm(_ Kind, w Word) (term, error) {
	when, err := parseDates(w.Name, strings.Join(w.Values, ","))
	return term{
		when:   when,
		device: func(*Device) bool { return false },
		user:   func(*User, int) bool { return false },
	}, err
}

// numberTerm compares the number of devices that somebody holds.
func numberTerm(_ Kind, w Word) (term, error) {
	sign, rest := cutSign(strings.Join(w.Values, ","))
	want, err := strconv.Atoi(rest)
	if err != nil || want < 0 {
		return term{}, queryError(w.Name+" is a number", fmt.Sprintf("write %s:0, %s:2 or %s:>1", w.Name, w.Name, w.Name))
	}
	return term{user: func(_ *User, n int) bool {
		switch sign {
		case "<":
			return n < want
		case "<=":
			return n <= want
		case ">":
			return n > want
		case ">=":
			return n >= want
		}
		return n == want
	}}, nil
}

// fieldTerm looks into one field of the record.
func fieldTerm(kind Kind, w Word) (term, error) {
	field := Field(w.Name)
	if alias, ok := aliases[kind][w.Name]; ok {
		field = alias
	}
	holds := w.Holds()
	if d := find(deviceColumns, field); kind == KindDevice && d != nil {
		return term{device: func(r *Device) bool { return holds(d.get(r)) }}, nil
	}
	if u := find(userColumns, field); kind == KindUser && u != nil {
		return term{user: func(r *User, _ int) bool { return holds(u.get(r)) }}, nil
	}
	return term{}, unknownName(kind, w.Name)
}

// Holds tells whether a value contains one of the word's, or is empty where one of them is.
func (w Word) Holds() func(value string) bool {
	if len(w.Values) == 1 && w.Values[0] != "" {
		what := w.Values[0]
		return func(value string) bool { return contains(value, what) }
	}
	return func(value string) bool {
		for _, what := range w.Values {
			if what == "" && value == "" || what != "" && contains(value, what) {
				return true
			}
		}
		return false
	}
}

// unknownName says what a query may ask of a record, the nearest word first.
func unknownName(kind Kind, name string) error {
	names := QueryNames(kind)
	remedy := "the fields are " + strings.Join(names, ", ")
	near := slices.MinFunc(names, func(a, b string) int { return distance(name, a) - distance(name, b) })
	if name != "" && distance(name, near) <= 2 {
		remedy = "did you mean " + near + "? " + strings.ToUpper(remedy[:1]) + remedy[1:]
	}
	return queryError(fmt.Sprintf("a %s has no field %q", kind, name), remedy)
}

// QueryNames are the names that may stand before the colon of a query, the fields of the record first.
func QueryNames(kind Kind) []string {
	var list []string
	for _, f := range Fields(kind) {
		list = append(list, string(f))
	}
	var more []string
	for name := range askedOf(kind) {
		if !slices.Contains(list, name) {
			more = append(more, name)
		}
	}
	slices.Sort(more)
	return append(list, more...)
}
