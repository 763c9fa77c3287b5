package checklist_test

import (
	"strings"
	"testing"

	"homeroom/store/procedure"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
)

// meanwhile is a removal at its third step, with what the operator typed into the line that keys open, when a colleague
// does something else.
func meanwhile(t *testing.T, theirs func(env screen.Env, w *procedure.Walk) error, keys ...string) (screen.Env, *tuitest.Term, string) {
	t.Helper()
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	term := walking(t, env, n, 80, 24)
	term.WaitFor("┃ 3  Clear the Position · MacBook Air 13\" 3451499")
	term.Press(keys...)
	term.WaitFor("Note:")
	term.Type("the lid is cracked")
	term.WaitFor("Note: the lid is cracked")
	w := now(t, env, n)
	if err := theirs(other(env), &w); err != nil {
		t.Fatal(err)
	}
	tellChanged(t, env, term)
	return env, term, n
}

// stageOf is a stage as it is on record.
func stageOf(t *testing.T, env screen.Env, number, key string) procedure.Stage {
	t.Helper()
	w := now(t, env, number)
	if s := w.Stage(key); s != nil {
		return *s
	}
	t.Fatalf("there is no step %s", key)
	return procedure.Stage{}
}

func theyDoIt(env screen.Env, w *procedure.Walk) error {
	_, err := procedure.Do(env.Context, env.Store, env.Operator, w, w.Now().Key, procedure.Answer{})
	return err
}

func theyAbandon(env screen.Env, w *procedure.Walk) error {
	_, err := procedure.Abandon(env.Context, env.Store, env.Operator, w, nil)
	return err
}

// A note belongs to the step it was typed for, whoever does that step meanwhile.
func TestNote_R32_StaysWithItsStepWhenAColleagueIsQuicker(t *testing.T) {
	for name, keys := range map[string][]string{"by itself": {"o"}, "with the step": {"enter", "o"}} {
		t.Run(name, func(t *testing.T) {
			env, term, n := meanwhile(t, theyDoIt, keys...)
			term.WaitFor("k.alder did this meanwhile: step 3, clear the Position · MacBook Air 13\"")
			term.WaitFor("Note: the lid is cracked")
			term.Press("enter")
			term.WaitFor("The note is kept at step 3")
			if strings.Contains(term.Screen(), "Do this step?") {
				t.Errorf("a step was asked about that nobody asked for:\n%s", term.Screen())
			}
			w := now(t, env, n)
			if s := w.Stage("clear-position " + mac); len(s.Notes) != 1 || s.Notes[0].Note != "the lid is cracked" {
				t.Errorf("the step it was typed for: %+v", s)
			}
			if s := w.Now(); len(s.Notes) != 0 || s.Key != "clear-position "+ipad {
				t.Errorf("the step that comes now: %+v", s)
			}
		})
	}
}

// The same goes for a note that was taken already, when the question whether to do the step is closed.
func TestNote_R32_ThatGoesWithTheStepIsNotLostWithTheQuestion(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	term := walking(t, env, n, 80, 24)
	term.WaitFor("⏎ do this step")
	term.Press("enter", "o")
	term.WaitFor("Note:")
	term.Type("the lid is cracked")
	term.Press("enter")
	term.WaitFor("With the note: the lid is cracked")
	stepUntil(t, other(env), n, "clear-position "+ipad)
	tellChanged(t, env, term)
	term.WaitFor("k.alder did this meanwhile: step 3")
	term.WaitFor("Note: the lid is cracked")
	term.Press("y") // on its way when the question went
	term.WaitFor("Note: the lid is crackedy")
	term.Press("backspace", "enter")
	term.WaitFor("The note is kept at step 3")
	if s := stageOf(t, env, n, "clear-position "+mac); len(s.Notes) != 1 {
		t.Errorf("the step: %+v", s)
	}
}

func TestNote_OnAnAbandonedChecklistKeepsWhatWasTypedAndSaysWhoAbandoned(t *testing.T) {
	for name, keys := range map[string][]string{"by itself": {"o"}, "with the step": {"enter", "o"}} {
		t.Run(name, func(t *testing.T) {
			_, term, _ := meanwhile(t, theyAbandon, keys...)
			term.WaitFor("k.alder abandoned this checklist meanwhile")
			term.WaitFor("Nothing can be noted any more.")
			term.Press("enter")
			term.WaitFor("This checklist is abandoned, by k.alder")
			term.WaitFor("Note: the lid is cracked")
			term.Press("esc")
			term.WaitGone("Note:")
			term.WaitFor("It was abandoned by k.alder")
		})
	}
}

// Nothing of it hangs on the moment at which this console hears of the colleague's step.
func TestNote_R32_StaysWithItsStepBeforeTheConsoleHeardOfIt(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	stepUntil(t, env, n, "clear-position")
	term := walking(t, env, n, 80, 24)
	term.WaitFor("⏎ do this step")
	term.Press("tab", "o") // the other device: within a step any comes first
	term.WaitFor("Note:")
	term.Type("the lid is cracked")
	stepUntil(t, other(env), n, "clear-position "+ipad)
	term.Press("enter")
	term.WaitUntil("the note, or why not yet", func(screen string) bool {
		return strings.Contains(screen, "The note is kept at step 3") || strings.Contains(screen, "changed")
	})
	if strings.Contains(term.Screen(), "Note: the lid is cracked") {
		term.Press("enter")
	}
	term.WaitFor("The note is kept at step 3 (iPad mini 5072344).")
	if s := stageOf(t, env, n, "clear-position "+ipad); len(s.Notes) != 1 {
		t.Errorf("the step: %+v", s)
	}
}

func TestNote_FoundAgainAfterALostLineIsStillOfItsStep(t *testing.T) {
	env, term, n := meanwhile(t, theyDoIt, "o")
	term.WaitFor("k.alder did this meanwhile: step 3")
	waitDraft(t, env.Store, env.Operator, n+" note", "the lid is cracked")
	again := walking(t, env, n, 80, 24) // as after another login
	again.WaitFor("o goes on with the note")
	again.Press("o")
	again.WaitFor("It is kept at step 3 (MacBook Air 13\" 3451499)")
	again.Press("enter")
	again.WaitFor("The note is kept at step 3")
	if s := stageOf(t, env, n, "clear-position "+mac); len(s.Notes) != 1 {
		t.Errorf("the step: %+v", s)
	}
}
