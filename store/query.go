package store

import (
	"fmt"
	"strings"
)

// Query is a filter over device or user records: the one language of `/`, `homeroom devices` and
// `homeroom users`. Words match any identifier or name; field:value looks into one field, field: finds it
// empty, ! turns a term round, quotes keep spaces together. All terms must hold.
type Query struct{ terms []term }

type term struct {
	not    bool
	device func(*Device) bool
	user   func(u *User, devices int) bool
}

// Empty reports whether the query lets everything through.
func (q Query) Empty() bool { return len(q.terms) == 0 }

// Device reports whether the device passes.
func (q Query) Device(d *Device) bool {
	for i := range q.terms {
		if t := &q.terms[i]; t.device(d) == t.not {
			return false
		}
	}
	return true
}

// User reports whether a user who holds so many devices passes.
func (q Query) User(u *User, devices int) bool {
	for i := range q.terms {
		if t := &q.terms[i]; t.user(u, devices) == t.not {
			return false
		}
	}
	return true
}

// searched are the fields that a bare word looks into.
var (
	searchedDevice = []func(*Device) string{
		func(d *Device) string { return d.AssetTag },
		func(d *Device) string { return d.Serial },
		func(d *Device) string { return d.Username },
		func(d *Device) string { return d.FullName },
		func(d *Device) string { return d.Email },
	}
	searchedUser = []func(*User) string{
		func(u *User) string { return u.UserID },
		func(u *User) string { return u.FullName },
		func(u *User) string { return u.Email },
		func(u *User) string { return u.ManagedAppleAccount },
	}
)

// aliases are the short names of fields in a query.
var aliases = map[string]Field{
	"tag": FieldAssetTag, "asset": FieldAssetTag, "kind": FieldModel, "user": FieldUsername, "name": FieldFullName, "account": FieldManagedAppleAccount,
	"maa": FieldManagedAppleAccount, "id": FieldUserID,
}

// questions are fields of a query that no record has: they are answered yes or no.
var deviceQuestions = map[string]func(*Device) bool{
	"held":        (*Device).Held,
	"placeholder": (*Device).Placeholder,
}

var userQuestions = map[string]func(u *User, devices int) bool{
	"held":      func(_ *User, devices int) bool { return devices > 0 },
	"departing": func(u *User, _ int) bool { return u.Departing },
	"several":   func(_ *User, devices int) bool { return devices > 1 },
}

// ParseQuery reads a query about devices or users. The error is an *Error that says what was not understood.
func ParseQuery(kind Kind, text string) (Query, error) {
	var q Query
	words, err := splitQuery(text)
	if err != nil {
		return q, err
	}
	for _, w := range words {
		t, err := parseTerm(kind, w)
		if err != nil {
			return Query{}, err
		}
		q.terms = append(q.terms, t)
	}
	return q, nil
}

// word is one term as typed: the name before an unquoted colon, if any, and the value.
type word struct {
	not     bool
	name    string
	named   bool
	value   string
	written string
}

func splitQuery(text string) ([]word, error) {
	var words []word
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

func nextWord(text string) (word, string, error) {
	var w word
	var value strings.Builder
	i := 0
	if text[0] == '!' {
		w.not, i = true, 1
	}
	quoted := false
	for ; i < len(text) && (quoted || text[i] != ' '); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case c == ':' && !quoted && !w.named:
			w.named, w.name = true, strings.ToLower(value.String())
			value.Reset()
		default:
			value.WriteByte(c)
		}
	}
	if quoted {
		return w, "", queryError("a quote is open", `close it with "`)
	}
	w.value, w.written = value.String(), text[:i]
	return w, text[i:], nil
}

func queryError(message, remedy string) error {
	return &Error{Code: CodeInvalid, Message: message, Remedy: remedy}
}

func parseTerm(kind Kind, w word) (term, error) {
	t := term{not: w.not}
	if !w.named {
		if w.value == "" {
			return t, queryError("! stands alone", "write what not to find right behind it")
		}
		t.device = func(d *Device) bool { return anyContains(searchedDevice, d, w.value) }
		t.user = func(u *User, _ int) bool { return anyContains(searchedUser, u, w.value) }
		return t, nil
	}
	if ask, ok := deviceQuestions[w.name]; ok && kind == KindDevice {
		want, err := yesNo(w)
		t.device = func(d *Device) bool { return ask(d) == want }
		return t, err
	}
	if ask, ok := userQuestions[w.name]; ok && kind == KindUser {
		want, err := yesNo(w)
		t.user = func(u *User, devices int) bool { return ask(u, devices) == want }
		return t, err
	}
	return fieldTerm(kind, t, w)
}

func yesNo(w word) (bool, error) {
	switch strings.ToLower(w.value) {
	case "yes":
		return true, nil
	case "no":
		return false, nil
	}
	return false, queryError(fmt.Sprintf("%s is answered by yes or no", w.name), fmt.Sprintf("write %s:yes or %s:no", w.name, w.name))
}

func fieldTerm(kind Kind, t term, w word) (term, error) {
	field := Field(w.name)
	if alias, ok := aliases[w.name]; ok {
		field = alias
	}
	d, u := find(deviceColumns, field), find(userColumns, field)
	if kind == KindDevice && d == nil || kind == KindUser && u == nil {
		return t, queryError(fmt.Sprintf("a %s has no field %q", kind, w.name), "the fields are "+fieldNames(kind))
	}
	holds := func(value string) bool {
		if w.value == "" {
			return value == ""
		}
		return contains(value, w.value)
	}
	t.device = func(r *Device) bool { return holds(d.get(r)) }
	t.user = func(r *User, _ int) bool { return holds(u.get(r)) }
	return t, nil
}

func fieldNames(kind Kind) string {
	var list []string
	for _, f := range Fields(kind) {
		list = append(list, string(f))
	}
	list = append(list, "held")
	return strings.Join(list, ", ")
}

func anyContains[T any](fields []func(*T) string, r *T, what string) bool {
	for _, f := range fields {
		if contains(f(r), what) {
			return true
		}
	}
	return false
}

// contains finds what in value without regard to case. It allocates nothing for plain letters.
func contains(value, what string) bool {
	n := len(what)
	for i := 0; i+n <= len(value); i++ {
		if fold(value[i]) == fold(what[0]) && strings.EqualFold(value[i:i+n], what) {
			return true
		}
	}
	return n == 0
}

// fold lowers a plain letter and lets every other byte stand for all of them.
func fold(c byte) byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	case c >= 0x80:
		return 0x80
	}
	return c
}
