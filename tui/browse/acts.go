package browse

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/tui/screen"
)

// reach is how many records an act takes.
type reach int

const (
	many   reach = iota // as many as are marked
	none                // it makes a new one
	single              // one
	pair                // one, and then it asks for the other; or two
)

// act is an everyday act as a key.
type act struct {
	key     string
	act     screen.Act
	do      string
	help    string
	takes   reach
	of      store.Kind // the only records it is for; "" for both
	instead string     // where it is done for the others
	quiet   bool
}

// acts are the acts on records of a kind. A device is taken back from a person one at a time, as it has to be said which.
func acts(kind store.Kind) []act {
	back := act{key: "c", act: screen.ActClear, do: "take back", help: "Take the device back from whoever holds it; old → new is shown before it is saved."}
	if kind == store.KindUser {
		back.takes = single
	}
	return []act{
		{key: "e", act: screen.ActEdit, do: "edit", help: "Edit the record; with marks, give all of them the same value of one field, as a review."},
		{key: "a", act: screen.ActAssign, do: "assign", help: "Give a device to a user; old → new is shown before it is saved.", takes: single},
		back,
		{key: "n", act: screen.ActNew, do: "new", help: "Put a new record on file.", takes: none},
		{
			key: "x", act: screen.ActSwap, do: "swap", help: "Swap the people of two devices: of the two that are marked; else it asks for the other one.",
			takes: pair, of: store.KindDevice, instead: "devices are swapped, not users: o goes to the device", quiet: true,
		},
		{key: "p", act: screen.ActPosition, do: "position", help: "Set or clear the position; clearing it revokes the apps.", quiet: true},
		{
			key: "d", act: screen.ActDepart, do: "departing", help: "Mark as departing, or take the mark away.",
			of: store.KindUser, instead: "people depart, not devices: o goes to the user", quiet: true,
		},
	}
}

// actOf is the act of a key on records of a kind.
func actOf(kind store.Kind, key string) (act, bool) {
	for _, a := range acts(kind) {
		if a.key == key {
			return a, true
		}
	}
	return act{}, false
}

// asKey is the act as a key with the reason why it cannot be used now.
func (a *act) asKey(do, why string) screen.Key {
	return screen.Key{Press: []string{a.key}, Do: do, Help: a.help, Disabled: why, Quiet: a.quiet}
}

// targets are the records that an act is for: those marked, else the one under the cursor.
func (l *List) targets(a act) []string {
	if a.takes == none {
		return nil
	}
	if l.table.Marks() > 0 {
		return l.table.Marked()
	}
	return []string{l.table.Key()}
}

// why says why an act cannot be done from the list now.
func (l *List) why(a act) string {
	marks := l.table.Marks()
	i, row := l.table.Index()
	switch {
	case a.of != "" && a.of != l.kind.Record:
		return a.instead
	case a.takes == none:
		return ""
	case marks == 0 && !row:
		return noRow
	case a.takes == single && marks > 1:
		return fmt.Sprintf("it takes one %s, and %d are marked: * or esc takes the marks away", l.kind.Record, marks)
	case a.takes == pair && marks > 2:
		return fmt.Sprintf("two %ss swap, and %d are marked: * or esc takes the marks away", l.kind.Record, marks)
	case marks == 0:
		return l.rows.Refuse(a.act, i)
	}
	return ""
}

const noRow = "there is no row under the cursor"

// act does an everyday act.
func (l *List) act(a act) tea.Cmd {
	if l.why(a) != "" {
		return nil
	}
	return screen.Do(a.act, l.kind.Record, l.targets(a)...)
}

// actKeys are the acts as keys; with marks the number of records stands beside those that take many, and one that takes
// just two is worth naming when just two are marked.
func (l *List) actKeys() []screen.Key {
	var keys []screen.Key
	n := l.table.Marks()
	for _, a := range acts(l.kind.Record) {
		do := a.do
		if n > 0 && a.takes == many {
			do += " " + strconv.Itoa(n)
		}
		key := a.asKey(do, l.why(a))
		key.Quiet = a.quiet && (a.takes != pair || n != 2 || key.Disabled != "")
		keys = append(keys, key)
	}
	return keys
}
