package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"homeroom/store"
)

// waysToReplace are how another file comes to stand under the name of the one that is shown.
var waysToReplace = []struct {
	name string
	do   func(p *place, name, content string)
}{
	{"another under its name", func(p *place, name, content string) {
		p.write("other", content)
		if err := os.Rename(p.path("other"), p.path(name)); err != nil {
			p.t.Fatal(err)
		}
	}},
	{"written over", func(p *place, name, content string) { p.write(name, content) }},
	{"gone", func(p *place, name, _ string) {
		if err := os.Remove(p.path(name)); err != nil {
			p.t.Fatal(err)
		}
	}},
}

// waysToSave are those of saving a file, with something that happens before the answer that saves.
var waysToSave = []struct {
	name string
	save func(p *place, meanwhile func())
}{
	{"import", func(p *place, meanwhile func()) {
		l := p.dial("import", "again.csv", "--mode", "assign", "--site", "OAK")
		l.wait("[y/N]")
		meanwhile()
		l.press("y\r")
		l.wait("Saved: 10 rows")
		l.lose(false)
	}},
	{"plain", func(p *place, meanwhile func()) {
		a := newAsked(p.t, p.command("import", "again.csv", "--site", "OAK", "--mode", "assign", "--plain"))
		a.until(p.t, "q or ?:")
		meanwhile()
		a.answer(p.t, "a")
		a.until(p.t, "Save? [y/N]")
		a.answer(p.t, "y")
		if code := a.end(p.t); code != 0 || !strings.Contains(a.out.String(), "Saved: 10 rows") {
			p.t.Errorf("it ends with %d, %q, %q", code, a.said.String(), a.out.String())
		}
	}},
	{"screen", func(p *place, meanwhile func()) { p.saveOnScreen(func() {}, meanwhile) }},
	{"screen, before the rows are shown", func(p *place, meanwhile func()) { p.saveOnScreen(meanwhile, func() {}) }},
}

// saveOnScreen saves a file in the console, with something that happens before its rows are shown, or once it is asked
// whether to save.
func (p *place) saveOnScreen(before, asked func()) {
	p.t.Helper()
	l := p.dial()
	l.command("import again.csv", "› Template")
	before()
	l.press("\r")
	l.wait("Save takes 10 rows")
	l.press("s")
	l.wait("will be saved")
	asked()
	l.press("y")
	l.wait("Saved 10 rows")
	l.lose(false)
}

// TestImport_FileReplacedUnderThePreview_R80_WhatWasShownIsSaved replaces the file while the question to save stands: of
// the import, of its numbered lines, and of the screen.
func TestImport_FileReplacedUnderThePreview_R80_WhatWasShownIsSaved(t *testing.T) {
	for _, from := range waysToSave {
		for _, way := range waysToReplace[:size(3, 3, 1)] {
			t.Run(from.name+", "+way.name, func(t *testing.T) {
				p := newReviewed(t)
				shown, err := os.ReadFile(p.path("again.csv"))
				if err != nil {
					t.Fatal(err)
				}
				from.save(p, func() { way.do(p, "again.csv", strings.ReplaceAll(string(shown), "kid.", "mallory.")) })
				p.checkKept(string(shown))
			})
		}
	}
}

// checkKept wants the only import of people to have saved what this file says, and to keep it.
func (p *place) checkKept(shown string) {
	p.t.Helper()
	p.with(func(ctx context.Context, st *store.Store) error {
		users, err := st.Users(ctx)
		if err != nil {
			return err
		}
		for _, u := range users {
			if !strings.HasPrefix(u.UserID, "kid.") {
				p.t.Errorf("%s is on record, whom nobody was shown", u.UserID)
			}
		}
		kept, err := st.ImportFile(ctx, 2)
		if err != nil {
			return err
		}
		act, _, err := st.Act(ctx, 2)
		if err != nil {
			return err
		}
		sum := sha256.Sum256([]byte(shown))
		if want := hex.EncodeToString(sum[:]); len(users) != cutRows || string(kept) != shown || act.Import.SHA256 != want {
			p.t.Errorf("%d users; kept under %s is\n%s\nshown was, %s,\n%s", len(users), act.Import.SHA256, kept, want, shown)
		}
		return nil
	})
}
