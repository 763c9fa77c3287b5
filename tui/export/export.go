// Package export has the page that writes a vendor's file from the records, and the list of the files that went out.
package export

import (
	"strings"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/tui/screen"
)

// asked is what is to go out.
type asked struct {
	kind  store.Kind // what was listed: devices, or people
	query string     // by which they are chosen; empty for all
	keys  []string   // or those that were marked
	named bool       // they were marked
}

// The words with which a list begins what it asks for.
const (
	ofDevices = "devices"
	ofUsers   = "users"
)

func listOf(kind store.Kind) string {
	if kind == store.KindUser {
		return ofUsers
	}
	return ofDevices
}

// Check says why nothing can be asked for by this text, which begins with the name of a template or of a list: CodeInvalid.
func Check(arg string) error {
	_, _, err := read(arg)
	return err
}

// read reads what is asked for, and the layout that was named; nil for none.
func read(arg string) (a asked, layout *template.Template, err error) {
	if list, keys, found := strings.Cut(arg, "\n"); found {
		a = asked{kind: kindOf(list), keys: strings.Split(keys, "\n"), named: true}
		a.query = importer.NamedQuery(a.keys)
		return a, nil, nil
	}
	first, query, _ := strings.Cut(strings.TrimSpace(arg), " ")
	a = asked{kind: kindOf(first), query: strings.TrimSpace(query)}
	if first != ofDevices && first != ofUsers {
		if layout, err = template.ByName(first); err != nil {
			return a, nil, err
		}
		a.kind = layout.Lists()
	}
	_, err = store.ParseQuery(a.kind, a.query)
	return a, layout, err
}

func kindOf(list string) store.Kind {
	if list == ofUsers {
		return store.KindUser
	}
	return store.KindDevice
}

// words tell what is asked for.
func (a *asked) words() string {
	many := listOf(a.kind)
	switch {
	case a.named && len(a.keys) == 1:
		return "the marked one: " + a.keys[0]
	case a.named:
		return "the " + figure(len(a.keys)) + " marked " + many
	case a.query != "":
		return many + " /" + a.query
	}
	return "all " + many
}

// Open is the page for "devices QUERY", "users QUERY" or "TEMPLATE QUERY"; or for marked records, each on a line of its own
// after "devices" or "users".
func Open(env screen.Env, arg string) screen.Screen {
	a, layout, err := read(arg)
	p := newPage(env, a, layout)
	p.err = err
	return p
}
