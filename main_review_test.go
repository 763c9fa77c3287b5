package main

import (
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"homeroom/fixtures"
	"homeroom/store"
	"homeroom/tui"
	"homeroom/tui/plain"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// inLines imports the file under --plain with these answers, as the console's operator, and answers what was written.
func inLines(t *testing.T, env screen.Env, code int, file, answers string) string {
	t.Helper()
	var out strings.Builder
	command := plain.Command(plain.Program{
		In: strings.NewReader(answers), Out: &out, Err: io.Discard, Asks: true, Database: env.Store.Path(), Operator: env.Operator, Now: env.Now,
	})
	command.SetArgs([]string{"import", file, "--site", "LARK", "--mode", "assign", "--plain"})
	if got := plain.Report(&out, command.ExecuteContext(t.Context())); got != code {
		t.Fatalf("exit code %d, want %d:\n%s", got, code, tail(out.String()))
	}
	return out.String()
}

// demoDesk is a session on the demo school, with its files, by the clock on the wall.
func demoDesk(t *testing.T) screen.Env {
	t.Helper()
	db, inbox, err := fixtures.Demo(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return district.Session(screen.Env{Context: t.Context(), Store: st, Now: time.Now, Operator: "h.brackenmere", Inbox: inbox})
}

// openReviewOf is what is kept of the operator's only open review.
func openReviewOf(t *testing.T, env screen.Env) (r store.Review, ds []store.Decision) {
	t.Helper()
	list, err := env.Store.Reviews(t.Context(), env.Operator)
	if err != nil || len(list) != 1 {
		t.Fatalf("open are %v, %v", list, err)
	}
	if r, ds, _, err = env.Store.Review(t.Context(), list[0].ID); err != nil {
		t.Fatal(err)
	}
	return r, ds
}

// TestReview_PlainAndScreenAreOneReview decides two rows in plain lines, finds them on the screen, decides another one
// there, and finds that in plain lines.
func TestReview_PlainAndScreenAreOneReview(t *testing.T) {
	env := demoDesk(t)
	file := filepath.Join(env.Inbox, "assign-lark.csv")
	inLines(t, env, 2, file, "y\nN\nbroken screen\n")
	begun, first := openReviewOf(t, env)
	if len(first) != 2 || first[1].Reason != "broken screen" {
		t.Fatalf("kept is %+v", first)
	}

	term := tuitest.Start(t, tui.New(env), 120, 40)
	term.WaitFor("[1 Home]")
	term.Press("4")
	term.WaitFor("continue")
	term.Press("enter")
	term.WaitFor("2 decisions")
	term.Press("g", "j", "j")
	term.Press("n")
	term.WaitUntil("the third decision to be kept", func(string) bool {
		_, ds := openReviewOf(t, env)
		return len(ds) == 3
	})
	term.Press("ctrl+c")
	_ = term.WaitEnd()

	r, ds := openReviewOf(t, env)
	if r.ID != begun.ID || ds[2].Verdict != store.VerdictLeaveOut || ds[2].Line == ds[1].Line {
		t.Fatalf("kept is %+v of review %d, begun was %d", ds, r.ID, begun.ID)
	}
	out := inLines(t, env, 1, file, "r\nq\n")
	if !strings.Contains(out, "Decided already: 3 of ") {
		t.Errorf("what was decided on the screen is not found:\n%s", out)
	}
}

// TestReview_AKilledImportLosesNoAnswer kills the real program at a question: every answer before it is kept, and the next
// import goes on there.
func TestReview_AKilledImportLosesNoAnswer(t *testing.T) {
	p := newClass(t, 20)
	a := p.askedImport(t, "kim")
	for _, answer := range []string{"y", "l", "n"} {
		a.answer(t, answer)
		a.until(t, "q or ?:")
	}
	if err := a.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = a.cmd.Wait() // it was killed
	if out := p.run(0, "reviews", "show", "1", "--json"); strings.Count(out, `"verdict": `) != 3 || !strings.Contains(out, `"decided": 2`) {
		t.Errorf("kept is %s", tail(out))
	}
	a = newAsked(t, p.command("import", "assign.csv", "--site", "OAK", "--mode", "assign", "--plain", "--operator", "kim"))
	a.until(t, "Enter goes on at row 2 of 20, line 3, r goes through the decided ones again, q stops:")
	a.answer(t, "q")
	if code := a.end(t); code != 1 {
		t.Errorf("q ended it with %d", code)
	}
	p.run(0, "verify")
}
