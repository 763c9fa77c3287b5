package template

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/text"
)

// Option is a choice that an import of a layout leaves to the operator.
type Option struct {
	Name   string // as typed on the command line
	Title  string
	Help   string   // what the values mean
	Values []string // the first holds where nothing is chosen
}

// The options.
const (
	OptionUserID          = "user-id"
	OptionClassName       = "class-name"
	OptionWithoutLocation = "without-location"
	OptionNoStudentEmail  = "no-student-email"
)

// The values of user-id: the column that gives people their User ID.
const (
	IDUser     = "user-id"
	IDUsername = "sis-username"
	IDNumber   = "person-number"
	IDPerson   = "person-id"
	IDEmail    = "email"
	IDAccount  = "account"        // the Managed Apple Account
	IDPrefix   = "account-prefix" // that before its @
)

// The values of class-name: what gives classes their name.
const (
	NameUnchanged = "unchanged"
	NameClass     = "class-name"
	NameID        = "class-id"
	NameNumber    = "class-number"
	NameCourse    = "course-name"
	NameDisplay   = "display-name"
)

// The values of an option that is on or off.
const (
	Yes = "yes"
	No  = "no"
)

// Options are the values that were chosen, by the option's name; those that are not in it have their default.
type Options map[string]string

// String is the canonical text: name=value, in the order of the names. ParseOptions reads it.
func (o Options) String() string {
	words := make([]string, 0, len(o))
	for _, name := range slices.Sorted(maps.Keys(o)) {
		words = append(words, name+"="+o[name])
	}
	return strings.Join(words, " ")
}

// ParseOptions reads name=value, apart by spaces, for a layout; where that is not known yet (nil) only the form is looked
// at, and Chosen looks at the rest. Defaults are left out. What cannot be chosen is CodeInvalid and lists what can.
func ParseOptions(t *Template, chosen string) (Options, error) {
	o := Options{}
	for _, word := range strings.Fields(chosen) {
		name, value, is := strings.Cut(word, "=")
		if !is || name == "" || value == "" {
			return nil, &store.Error{
				Code: store.CodeInvalid, Message: "“" + text.Visible(word) + "” is no option", Remedy: "write it as NAME=VALUE",
			}
		}
		o[strings.ToLower(name)] = strings.ToLower(value)
	}
	if t == nil {
		return o, nil
	}
	return t.Chosen(o)
}

// Chosen are the options as the layout has them, without those that say the default. One that it has not, or a value that
// cannot be chosen, is CodeInvalid and lists what can be.
func (t *Template) Chosen(o Options) (Options, error) {
	chosen := Options{}
	for _, name := range slices.Sorted(maps.Keys(o)) {
		at := slices.IndexFunc(t.Options, func(known Option) bool { return strings.EqualFold(known.Name, name) })
		if at < 0 {
			return nil, t.noOption(name)
		}
		known := &t.Options[at]
		value := strings.ToLower(o[name])
		if !slices.Contains(known.Values, value) {
			return nil, &store.Error{
				Code:    store.CodeInvalid,
				Message: fmt.Sprintf("option %s is not “%s”", known.Name, text.Visible(o[name])),
				Remedy:  "use one of: " + strings.Join(known.Values, ", "),
			}
		}
		if value != known.Values[0] {
			chosen[known.Name] = value
		}
	}
	return chosen, nil
}

func (t *Template) noOption(name string) error {
	e := &store.Error{
		Code:    store.CodeInvalid,
		Message: fmt.Sprintf("template %s has no option “%s”", t.Name, text.Visible(name)),
		Remedy:  "leave the option out",
	}
	if len(t.Options) > 0 {
		names := make([]string, len(t.Options))
		for i := range t.Options {
			names[i] = t.Options[i].Name
		}
		e.Remedy = "use one of: " + strings.Join(names, ", ")
	}
	return e
}

// Option is the value that holds for an option: the chosen one, or the default. Empty where the layout has no such option.
func (t *Template) Option(o Options, name string) string {
	at := slices.IndexFunc(t.Options, func(known Option) bool { return known.Name == name })
	if value := o[name]; at < 0 || value != "" {
		return value
	}
	return t.Options[at].Values[0]
}
