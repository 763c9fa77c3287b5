package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestImport_TwoAtOnce_R85_OneSavesTheOtherIsTold lets two processes preview the same file, and only when both ask
// whether to save, answers both.
func TestImport_TwoAtOnce_R85_OneSavesTheOtherIsTold(t *testing.T) {
	p := newClass(t, crashRows)
	asking := []*asked{p.askedImport(t, "kim"), p.askedImport(t, "robin")}
	for _, a := range asking {
		a.answer(t, "a")
	}
	for _, a := range asking {
		a.confirm(t)
	}
	p.checkOneSaved(t, asking, "Records moved")
}

// TestImport_TwoAtOnce_NeverDoubleNeverLocked starts both without any question, so that each step of one may meet
// any step of the other.
func TestImport_TwoAtOnce_NeverDoubleNeverLocked(t *testing.T) {
	assigning := []string{"import", "assign.csv", "--site", "OAK", "--mode", "assign", "--yes"}
	for range 5 {
		p := newClass(t, crashRows)
		both := []*asked{newAsked(t, p.command(assigning...)), newAsked(t, p.command(assigning...))}
		p.checkOneSaved(t, both, "all rows are the same", "Records moved")
	}
}

// TestImport_TwoAtOnce_BeginTheSameDatabase has no database yet: both begin it.
func TestImport_TwoAtOnce_BeginTheSameDatabase(t *testing.T) {
	for range 5 {
		p := newPlace(t)
		stock, _ := class(20)
		p.write("stock.csv", stock)
		first := func() *asked {
			return newAsked(t, p.command("import", "stock.csv", "--site", "OAK", "--solution", "primary", "--mode", "inventory", "--yes"))
		}
		checkOneSaved(t, []*asked{first(), first()}, "all rows are the same", "Records moved", "OAK came on record")
		p.run(0, "verify")
		if devices := p.run(0, "devices"); !strings.Contains(devices, "20 device records") {
			t.Errorf("twenty devices were imported twice at once: %s", tail(devices))
		}
	}
}

// asked is a running program whose questions are answered.
type asked struct {
	cmd      *exec.Cmd
	in       io.WriteCloser
	out      bytes.Buffer
	question *bufio.Reader // what it writes to standard error
	said     strings.Builder
}

func newAsked(t *testing.T, cmd *exec.Cmd) *asked {
	t.Helper()
	a := &asked{cmd: cmd}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	messages, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	a.in, a.question, cmd.Stdout = in, bufio.NewReader(messages), &a.out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return a
}

// askedImport starts an operator's import that asks about every row, and returns when it has asked about the first.
func (p *place) askedImport(t *testing.T, operator string) *asked {
	t.Helper()
	a := newAsked(t, p.command("import", "assign.csv", "--site", "OAK", "--mode", "assign", "--plain", "--operator", operator))
	a.until(t, "q or ?:")
	return a
}

// until reads messages up to and including the words.
func (a *asked) until(t *testing.T, words string) string {
	t.Helper()
	var said strings.Builder
	for !strings.HasSuffix(said.String(), words) {
		c, err := a.question.ReadByte()
		if err != nil {
			t.Fatalf("%q was never asked, only %q", words, said.String())
		}
		said.WriteByte(c)
	}
	a.said.WriteString(said.String())
	return said.String()
}

func (a *asked) answer(t *testing.T, word string) {
	t.Helper()
	if _, err := fmt.Fprintln(a.in, word); err != nil {
		t.Fatal(err)
	}
}

var number = regexp.MustCompile(`Type the number (\d+)`)

// confirm types the number that is asked for, since the whole site is touched.
func (a *asked) confirm(t *testing.T) {
	t.Helper()
	found := number.FindStringSubmatch(a.until(t, "anything else stops:"))
	if found == nil {
		t.Fatal("no number was asked for")
	}
	a.answer(t, found[1])
}

// end waits for the end and returns the exit code.
func (a *asked) end(t *testing.T) int {
	t.Helper()
	rest, err := io.ReadAll(a.question)
	if err != nil {
		t.Fatal(err)
	}
	a.said.Write(rest)
	_ = a.cmd.Wait() // the exit code says it
	return a.cmd.ProcessState.ExitCode()
}

// checkOneSaved wants one of the two to have saved and the other to say one of the sentences, and all to be on
// record once.
func (p *place) checkOneSaved(t *testing.T, both []*asked, sentences ...string) {
	t.Helper()
	checkOneSaved(t, both, sentences...)
	users, saves, err := p.wholeOrNot()
	if err != nil || users != crashRows || saves != 2 {
		t.Errorf("%d users on record after %d saves: %v", users, saves, err)
	}
}

func checkOneSaved(t *testing.T, both []*asked, sentences ...string) {
	t.Helper()
	saved := 0
	for _, a := range both {
		code := a.end(t)
		out := a.out.String()
		if strings.Contains(a.said.String(), "locked") {
			t.Errorf("a person was told of a lock: %s", a.said.String())
		}
		if strings.Contains(out, "Saved:") {
			saved++
			continue
		}
		if code > 1 || !containsAny(out+a.said.String(), sentences) {
			t.Errorf("exit code %d, messages %q, output %s; want one of %q", code, a.said.String(), tail(out), sentences)
		}
	}
	if saved != 1 {
		t.Errorf("%d of the two saved, want 1", saved)
	}
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
