// Package checklist walks the procedures of the field at the screen: the list of checklists, the beginning of one, and
// the walk, one step at a time, large and plain. Which steps there are and what they do is store/procedure's; nothing
// here knows a procedure by its name.
package checklist

import "homeroom/tui/screen"

// New is the list of checklists.
func New(env screen.Env) screen.Screen { return newList(env) }

// Open is one checklist by its number, at the step to do now.
func Open(env screen.Env, number string) screen.Screen { return newWalk(env, number) }

// Start begins a checklist. What is known already is said in arg: "removal", "user ada.byrne", "device LKP6FMAT0T9L",
// "removal user ada.byrne", or "start-of-year site FERN"; the rest is asked for.
func Start(env screen.Env, arg string) screen.Screen { return newBegin(env, arg) }
