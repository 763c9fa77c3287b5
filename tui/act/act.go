// Package act does the everyday acts on records: to make and edit one in a form, to give a device to a person and
// take it back, to swap two, to mark somebody departing, to set a position. Each shows old → new of every record it
// touches before it saves. What is asked for of several records at once becomes a review, as an import is.
package act

import (
	"homeroom/tui/screen"
)

// Do is the screen that does an everyday act on one, two or many records.
func Do(env screen.Env, m screen.ActMsg) screen.Screen {
	if m.Act == screen.ActNew {
		return newEditor(env, m.Record, "", m.Prefill)
	}
	var open func(screen.Env, screen.ActMsg) screen.Screen
	switch len(m.Keys) {
	case 0:
		return newNotice(env, title(m), "No record was named: put the cursor on one, or mark some with space.")
	case 1:
		open = one()[m.Act]
	case 2:
		open = two()[m.Act]
	default:
		open = many()[m.Act]
	}
	if open == nil {
		return newNotice(env, title(m), "This is done to one record at a time: take the marks away (*) and put the cursor on it.")
	}
	return open(env, m)
}

// Resume is the form of a draft: what was typed into it and not saved yet.
func Resume(env screen.Env, draft int64) screen.Screen {
	e := newEditor(env, "", "", nil)
	e.resumes = draft
	return e
}

type opener = map[screen.Act]func(screen.Env, screen.ActMsg) screen.Screen

func one() opener {
	return opener{
		screen.ActEdit:     func(env screen.Env, m screen.ActMsg) screen.Screen { return newEditor(env, m.Record, m.Keys[0], nil) },
		screen.ActAssign:   assign,
		screen.ActClear:    takeBack,
		screen.ActSwap:     swapWith,
		screen.ActDepart:   depart,
		screen.ActPosition: position,
	}
}

func two() opener {
	acts := many()
	acts[screen.ActSwap] = swap
	return acts
}

func many() opener {
	return opener{
		screen.ActEdit:     editMany,
		screen.ActClear:    takeBackMany,
		screen.ActDepart:   departMany,
		screen.ActPosition: position,
	}
}

// titles are the acts as the top line has them.
var titles = map[screen.Act]string{
	screen.ActNew: "New", screen.ActEdit: "Edit", screen.ActAssign: "Assign", screen.ActClear: "Take back",
	screen.ActSwap: "Swap", screen.ActDepart: "Departing", screen.ActPosition: "Position",
}

// title names the act and what it is done to: "Assign device LKP6FMAT0T9L", "Edit 12 devices".
func title(m screen.ActMsg) string {
	switch len(m.Keys) {
	case 0:
		return titles[m.Act]
	case 1:
		return titles[m.Act] + " " + string(m.Record) + " " + m.Keys[0]
	}
	return titles[m.Act] + " " + count(len(m.Keys), m.Record)
}
