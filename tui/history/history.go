// Package history shows what was done: the acts, newest first, and one act with what it changed in each record,
// which can be taken back from there.
package history

import "homeroom/tui/screen"

// New is the list of acts.
func New(env screen.Env) screen.Screen { return newList(env) }

// Act is one act with its entries, old → new.
func Act(env screen.Env, id int64) screen.Screen { return newAct(env, id, false) }
