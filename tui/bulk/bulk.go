// Package bulk is the heart of the console: a file is picked, what was understood of it is shown, its rows are
// reviewed one by one, and the accepted ones are saved, seen, and taken back if need be.
//
// Each step is a screen of its own; a step becomes the next one by returning it from Update. What the steps of
// one visit share lives in a session. Files and the store are touched in commands only, and every answer carries
// the number of the request it answers, so that one for an older request is recognised and ignored.
package bulk

import (
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"homeroom/tui/screen"
)

// New is the first step: the files of the operator's inbox, with open reviews above and latest imports below.
func New(env screen.Env) screen.Screen { return newPicker(&session{env: env}) }

// Open goes straight to what was understood of the file at path; a relative one is meant inside the inbox.
func Open(env screen.Env, path string) screen.Screen {
	s := &session{env: env}
	return newWait(s, nil, "Reading "+filepath.Base(path)+" …", func(w work) tea.Cmd {
		return readPath(w, path)
	})
}

// Resume goes back into an open review, with every decision made so far.
func Resume(env screen.Env, review int64) screen.Screen {
	s := &session{env: env}
	return newWait(s, nil, "Finding the review again …", func(w work) tea.Cmd {
		return resume(w, review)
	})
}

// session is what the steps of one visit share.
type session struct {
	env    screen.Env
	picker *picker // where the visit began, with its folder and cursor; nil when it began with a file or a review
	last   int     // the newest request asked
}

// next numbers a request. Only the newest is waited for.
func (s *session) next() int {
	s.last++
	return s.last
}
