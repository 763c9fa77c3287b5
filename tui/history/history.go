// Package history shows what was done: the saves, newest first, one of them with what it changed in each record, and
// what taking it back, or a part of it, would put back.
package history

import "homeroom/tui/screen"

// New is the list of saves.
func New(env screen.Env) screen.Screen { return newList(env) }

// Act is one save with its entries, old → new.
func Act(env screen.Env, id int64) screen.Screen { return newAct(env, id) }
