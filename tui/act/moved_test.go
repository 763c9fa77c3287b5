package act_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/act"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest/district"
)

// theirs saves what a colleague plans.
func theirs(t *testing.T, env screen.Env, plan func(*store.Records) edit.Plan) {
	t.Helper()
	r, err := env.Store.Records(env.Context, store.Wanted{
		Serials: []string{held, spare, ipad},
		UserIDs: []string{held, spare, ipad, holder, teacher, teacher + "2", "anouk.fencroft", "ida.brackwater"},
	})
	if err != nil {
		t.Fatal(err)
	}
	p := plan(r)
	if p.Failed() || len(p.Changes) == 0 {
		t.Fatalf("nothing of a colleague's to save: %+v", p)
	}
	if _, err := env.Store.Apply(env.Context, p.Act("k.alder"), p.Changes); err != nil {
		t.Fatal(err)
	}
}

// text sets the field of a user as a colleague would.
func text(id string, f store.Field, value string) func(*store.Records) edit.Plan {
	return func(r *store.Records) edit.Plan {
		return edit.Set(r, store.KindUser, id, []edit.Value{{Field: f, Text: value}})
	}
}

// run gives a screen a message, and the answers to what it asks for, but for keys that are still to come.
func run(s screen.Screen, msg tea.Msg) screen.Screen {
	s, cmd := s.Update(msg)
	if cmd != nil {
		if m := cmd(); m != nil {
			s, _ = s.Update(m)
		}
	}
	return s
}

// question is an act as far as its question, which has been drawn.
func question(t *testing.T, env screen.Env, m screen.ActMsg, keys ...string) screen.Screen {
	t.Helper()
	s := act.Do(env, m)
	if cmd := s.Init(); cmd != nil {
		s = run(s, cmd())
	}
	for _, key := range keys {
		s = run(s, screen.Press(key))
	}
	if view := s.View(100, 200); !strings.Contains(view, "y save") {
		t.Fatalf("no question:\n%s", view)
	}
	return s
}

func TestAct_PlanExchangedUnderTheQuestionIsNotSavedBeforeItHasBeenRead(t *testing.T) {
	for name, c := range map[string]struct {
		act  screen.ActMsg
		keys []string
		they func(*store.Records) edit.Plan
		want string
	}{
		"clear":    {ask(screen.ActClear, store.KindDevice, held), nil, func(r *store.Records) edit.Plan { return edit.Assign(r, held, "anouk.fencroft") }, "taken back from anouk.fencroft"},
		"assign":   {ask(screen.ActAssign, store.KindDevice, spare), []string{"anouk.ivermere", "enter"}, func(r *store.Records) edit.Plan { return edit.Assign(r, spare, "anouk.fencroft") }, "anouk.fencroft"},
		"swap":     {ask(screen.ActSwap, store.KindDevice, held, ipad), nil, func(r *store.Records) edit.Plan { return edit.Assign(r, held, "anouk.fencroft") }, "anouk.fencroft"},
		"depart":   {ask(screen.ActDepart, store.KindUser, teacher), nil, text(teacher, store.FieldFullName, "Anouk Overhill"), "Anouk Overhill"},
		"position": {ask(screen.ActPosition, store.KindUser, holder), []string{"t"}, text(holder, store.FieldPosition, "staff"), "staff"},
	} {
		t.Run(name, func(t *testing.T) {
			env := district.Session(district.Env(t))
			s := act.Do(env, c.act)
			if cmd := s.Init(); cmd != nil {
				s = run(s, cmd())
			}
			for _, key := range c.keys {
				if len(key) > 1 && key != "enter" {
					s = run(s, tea.PasteMsg{Content: key})
					continue
				}
				s = run(s, screen.Press(key))
			}
			if view := s.View(100, 200); !strings.Contains(view, "y save") {
				t.Fatalf("no question:\n%s", view)
			}
			theirs(t, env, c.they)
			latest, _ := env.Store.Latest(env.Context)
			s = run(s, screen.ChangedMsg{})
			nothing := func(when string) {
				t.Helper()
				if now, err := env.Store.Latest(env.Context); err != nil || now != latest {
					t.Fatalf("%s it was saved", when)
				}
			}
			s = run(s, screen.Press("y"))
			nothing("before the new plan was drawn")
			s = run(s, screen.Press("down"))
			s = run(s, screen.Press("y"))
			nothing("with a key of before the new plan was drawn")
			view := s.View(100, 200)
			if !strings.Contains(view, c.want) || !strings.Contains(view, "↓ I have read it, then y saves") || !strings.Contains(view, "Changed last by k.alder at 08:00.") {
				t.Errorf("the screen does not say it plainly:\n%s", view)
			}
			s = run(s, screen.Press("y"))
			nothing("at once")
			s = run(s, screen.Press("down"))
			run(s, screen.Press("y"))
			if now, err := env.Store.Latest(env.Context); err != nil || now == latest {
				t.Fatalf("read, and still not saved: %v\n%s", err, s.View(100, 200))
			}
		})
	}
}

func TestAct_YBeforeTheQuestionWasDrawnSavesNothing(t *testing.T) {
	env := district.Session(district.Env(t))
	latest, _ := env.Store.Latest(env.Context)
	s := act.Do(env, ask(screen.ActClear, store.KindDevice, held))
	s = run(s, s.Init()())
	run(s, screen.Press("y"))
	if now, err := env.Store.Latest(env.Context); err != nil || now != latest {
		t.Fatal("it was saved unseen")
	}
}

func TestDepart_R14_IsNeverTurnedRoundWhenSomebodyElseDidItAlready(t *testing.T) {
	env := district.Session(district.Env(t))
	s := question(t, env, ask(screen.ActDepart, store.KindUser, teacher))
	theirs(t, env, func(r *store.Records) edit.Plan { return edit.Depart(r, teacher, true) })
	s = run(s, screen.ChangedMsg{})
	view := s.View(100, 200)
	if !strings.Contains(view, "The records say this already") || !strings.Contains(view, "by k.alder at 08:00") {
		t.Errorf("the screen does not say it:\n%s", view)
	}
	for _, key := range []string{"y", "down", "y"} {
		s = run(s, screen.Press(key))
	}
	if u := userNow(t, env, teacher); !u.Departing {
		t.Error("the colleague's mark was taken away")
	}
}

func TestEdit_UserRenamedByAColleagueTakesFormAndDraftAlong(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindUser, teacher)
	replace(term, "Grade", "8")
	waitDraft(t, term, env, "8")
	theirs(t, env, text(teacher, store.FieldUserID, "anouk.ivermere2"))
	term.WaitFor("anouk.ivermere is anouk.ivermere2 now (renamed by k.alder at 08:00)")
	term.WaitFor("Homeroom  Edit user anouk.ivermere2")
	term.WaitFor("~ 8")
	term.Press("esc")
	term.WaitFor("What you typed is kept: e on the user brings it back.")
	if list := drafts(t, env); len(list) != 1 || list[0].Key != "anouk.ivermere2" {
		t.Fatalf("kept: %+v", list)
	}
	term.Send(ask(screen.ActEdit, store.KindUser, "anouk.ivermere2"))
	term.WaitFor("Found again")
	save(term)
	if u := userNow(t, env, "anouk.ivermere2"); u.Grade != "8" {
		t.Errorf("saved: %+v", u)
	}
}

func TestEdit_UserRenamedUnderTheQuestionIsSavedToWhoItIsNow(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindUser, teacher)
	replace(term, "Grade", "8")
	term.Press("ctrl+s")
	term.WaitFor("y save")
	theirs(t, env, text(teacher, store.FieldUserID, "anouk.ivermere2"))
	term.Press("y")
	term.WaitFor("is anouk.ivermere2 now (renamed by k.alder at 08:00)")
	term.Press("down")
	save(term)
	if u := userNow(t, env, "anouk.ivermere2"); u.Grade != "8" {
		t.Errorf("saved: %+v", u)
	}
}

func TestDraft_BegunUnderAnEarlierUserIDIsFoundAgainUnderTheNewOne(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindUser, teacher)
	replace(term, "Grade", "8")
	term.Press("esc")
	term.WaitFor("What you typed is kept")
	theirs(t, env, text(teacher, store.FieldUserID, "anouk.ivermere2"))
	term = form(t, env, store.KindUser, "anouk.ivermere2")
	term.WaitFor("Found again")
	term.WaitFor("~ 8")
	term.WaitFor("anouk.ivermere is anouk.ivermere2 now (renamed by k.alder at 08:00)")
}

func TestTogether_LetterForTheQuestionIsNotTypedIntoTheFormThatIsBack(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	replace(term, "Room", "14")
	term.Press("ctrl+s")
	term.WaitFor("y save")
	move(t, env, held, "12")
	term.Send(screen.ChangedMsg{})
	term.WaitFor("read this first")
	term.Press("y", "n")
	term.Paste("zzz")
	term.Press("up")
	term.WaitGone("read this first")
	goTo(term, "Room")
	term.WaitFor("yours  14\n")
	term.Press("ctrl+y")
	term.WaitGone("yours")
	save(term)
	if d := deviceNow(t, env, held); d.Room != "14" {
		t.Errorf("room is %q", d.Room)
	}
}

func TestEdit_DeletedUnderTheFormSaysWhereWhatWasTypedIsFound(t *testing.T) {
	env := district.Env(t)
	theirs(t, env, func(r *store.Records) edit.Plan {
		return edit.New(r, store.KindUser, []edit.Value{{Field: store.FieldUserID, Text: "ida.brackwater"}, {Field: store.FieldSite, Text: "LARK"}})
	})
	term := form(t, env, store.KindUser, "ida.brackwater")
	replace(term, "Grade", "8")
	undo(t, env)
	term.WaitFor("was deleted by h.brackenmere")
	term.Press("esc")
	term.WaitFor("Not saved. What you typed is kept: Home lists it under Go on with.")
}

func TestEdit_AnOlderAnswerDoesNotSetTheFormBack(t *testing.T) {
	env := district.Session(district.Env(t))
	s := act.Do(env, ask(screen.ActEdit, store.KindDevice, held))
	first := s.Init()() // read, and on its way
	move(t, env, held, "12")
	second := s.Init()()
	s.Update(first)
	s.Update(second)
	if view := s.View(100, 60); !strings.Contains(view, " 12") || strings.Contains(view, "Homeroom 102") {
		t.Fatalf("the form is of an older reading:\n%s", view)
	}
	move(t, env, held, "13")
	_, cmd := s.Update(screen.ChangedMsg{})
	older := cmd()
	move(t, env, held, "14")
	_, cmd = s.Update(screen.ChangedMsg{})
	s.Update(cmd())
	s.Update(older)
	if view := s.View(100, 60); !strings.Contains(view, "Room is now “14”") || strings.Contains(view, "“13”") {
		t.Errorf("the form went back to an older reading:\n%s", view)
	}
}

func TestEdit_ChangeWhileItIsBusyIsMadeUpFor(t *testing.T) {
	env := district.Session(district.Env(t))
	s := act.Do(env, ask(screen.ActEdit, store.KindDevice, held))
	first := s.Init()()
	move(t, env, held, "12")
	s.Update(screen.ChangedMsg{}) // while the record is being read
	_, again := s.Update(first)
	for msgs := []tea.Msg{again()}; len(msgs) > 0; msgs = msgs[1:] {
		if batch, ok := msgs[0].(tea.BatchMsg); ok {
			for _, cmd := range batch {
				msgs = append(msgs, cmd())
			}
			continue
		}
		s.Update(msgs[0])
	}
	if view := s.View(100, 60); !strings.Contains(view, "Room is now “12”, changed by k.alder at 08:00.") {
		t.Errorf("the change was missed:\n%s", view)
	}
}

func TestDraft_ThatCannotBeKeptIsToldWhileTheQuestionIsUp(t *testing.T) {
	env := district.Session(district.Env(t))
	s := act.Do(env, ask(screen.ActEdit, store.KindDevice, held))
	s.Update(s.Init()())
	_, keep := s.Update(screen.Press("7"))
	_, plan := s.Update(screen.Press("ctrl+s"))
	asked, _ := s.Update(plan())
	if err := env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	asked.Update(keep())
	if view := asked.View(100, 60); !strings.Contains(view, "What you typed is not kept:") {
		t.Errorf("nobody is told:\n%s", view)
	}
}

func TestPick_ChangeWhileTheRecordsAreReadIsReadOnceAfterIt(t *testing.T) {
	env := district.Session(district.Env(t))
	s := act.Do(env, ask(screen.ActAssign, store.KindDevice, spare))
	reading := s.Init()
	for range 3 {
		if _, cmd := s.Update(screen.ChangedMsg{}); cmd != nil {
			t.Fatal("two readings at once")
		}
	}
	first := reading()
	theirs(t, env, text(teacher, store.FieldFullName, "Anouk Overhill"))
	_, cmd := s.Update(first)
	var again []tea.Msg
	for _, one := range cmd().(tea.BatchMsg) {
		again = append(again, one())
	}
	for _, msg := range again {
		s.Update(msg)
	}
	s.Update(tea.PasteMsg{Content: "overhill"})
	if view := s.View(80, 20); !strings.Contains(view, "1 of 1 ") {
		t.Errorf("the change was missed:\n%s", view)
	}
}
