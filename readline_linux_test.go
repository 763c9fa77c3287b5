package main

import (
	"context"
	"strings"
	"testing"

	"homeroom/store"
)

// TestBulk_ConsoleKilled_ReadingMendsAndDecisionsAreFoundAgain kills the console with SIGKILL after each thing that was
// chosen, decided or mended in a review, and finds all of it again in the next.
func TestBulk_ConsoleKilled_ReadingMendsAndDecisionsAreFoundAgain(t *testing.T) {
	p := newSchool(t)
	p.write("win.csv", "Oak Street;;;;\r\n\r\nAsset Tag;Serial Number;User ID;Full Name;Position\r\n"+
		"2000002.0;KC00000004;zoe.ek;Zo\xeb Ek;student\r\n5000003;KC00000005;jan.m;Jan M\xfcller;student\r\n")
	l := p.dial()
	l.command("import win.csv", "› Template")
	l.press("kkkk")
	l.wait("‹ Windows-1252 ›")
	l.press("l")
	l.wait("‹ Mac Roman ›")
	l.wait("ZoÎ Ek")
	l.press("\r")
	l.wait("Save takes 1 row")
	l.lose(false)

	l = p.resume("Save takes 1 row")
	l.press("gm") // line 4: the .0 goes
	l.wait("1 mended")
	p.kept(l, 0, 1)
	l = p.resume("1 mended")
	l.press("Gn")
	l.wait("Line 5: left out.")
	p.kept(l, 1, 1)
	l = p.resume("1 mended")
	l.wait("Save takes 1 row")
	l.press("s")
	l.wait("will be saved")
	l.press("y")
	l.wait("Saved 1 row as import")
	l.lose(false)
	if out := p.run(0, "users", "zoe.ek"); !strings.Contains(out, "ZoÎ Ek") {
		t.Errorf("it was not saved as it was read: %s", out)
	}
	if out := p.run(0, "devices", "2000002"); !strings.Contains(out, "zoe.ek") {
		t.Errorf("the mended row was not saved: %s", out)
	}
	if out := p.run(0, "users", "jan.m"); !strings.Contains(out, "0 user records") {
		t.Errorf("the row that was left out was saved: %s", out)
	}
}

// command types a command of the console and waits for what it leads to.
func (l *wire) command(command, leads string) {
	l.t.Helper()
	l.wait("Needs attention")
	l.press(":")
	l.wait("›")
	l.press(command + "\r")
	l.wait(leads)
}

// resume opens the console anew and goes on with the only open review.
func (p *place) resume(words string) *wire {
	p.t.Helper()
	l := p.dial()
	l.wait("Needs attention")
	l.press("4")
	l.wait("continue")
	l.press("g\r")
	l.wait(words)
	return l
}

// kept kills the console, in the middle of the review, once so many decisions and mends are written.
func (p *place) kept(l *wire, decisions, mends int) {
	p.t.Helper()
	l.until("it to be kept", func() bool {
		st, err := store.Open(context.Background(), p.db(), store.Options{})
		if err != nil {
			p.t.Fatal(err)
		}
		defer st.Close()
		r, ds, _, err := st.Review(context.Background(), 1)
		if err != nil {
			p.t.Fatal(err)
		}
		if len(ds) == decisions && len(r.Mends) == mends {
			return true
		}
		l.press("\t") // it draws, and we look again
		return false
	})
	l.lose(false)
}
