package checklist_test

import (
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/checklist"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// chosen is what is typed into the questions of a procedure, by what it is about: nothing here is about one procedure.
func chosen(about procedure.About) []string {
	return map[procedure.About][]string{
		procedure.AboutUser:       {teacher},
		procedure.AboutUserDevice: {holder, "2261168"},
		procedure.AboutTwoDevices: {"9975685", "2261168"},
		procedure.AboutSite:       {"LARK"},
	}[about]
}

// Adding a procedure needs no screen code: whatever is in procedure.All is begun and walked to its end by keys alone.
func TestEveryProcedure_IsBegunAndWalkedByKeys(t *testing.T) {
	for i, p := range procedure.All() {
		t.Run(p.Name, func(t *testing.T) {
			env := school(t)
			revokeLeavers(t, env, "LARK")
			term := tuitest.Start(t, tui.New(district.Session(env), checklist.New(env)), 80, 24)
			term.WaitFor("No checklist is open: n begins one.")
			term.Press("n")
			term.WaitFor(p.Title)
			term.Press(string(rune('1' + i)))
			for _, typed := range chosen(p.About) {
				term.WaitFor("Find:")
				term.WaitFor(" of ")
				term.Type(typed)
				term.WaitFor("Find: " + typed)
				term.Press("enter")
				term.WaitGone("Find: " + typed)
			}
			term.WaitFor("Homeroom  Checklist 1")
			toTheEnd(t, env, term, "1")
			term.WaitFor("It is done: every step, by whom and when, stands above.")
			if w := now(t, env, "1"); w.Checklist.State != store.ChecklistDone {
				t.Errorf("the checklist is %s", w.Checklist.State)
			}
			for _, s := range now(t, env, "1").Stages {
				if s.Done != nil && s.Done.Operator != env.Operator {
					t.Errorf("%s was done by %q", s.Key, s.Done.Operator)
				}
			}
			term.Press("esc", "d")
			term.WaitFor("[d done 1]")
		})
	}
}

// toTheEnd walks by what the screen offers: fields are filled in, what a step waits for outside is done, and the rest is
// asked for and confirmed.
func toTheEnd(t *testing.T, env screen.Env, term *tuitest.Term, number string) {
	t.Helper()
	for range 40 {
		w := now(t, env, number)
		s := w.Now()
		if s == nil {
			return
		}
		term.WaitFor("step " + string(rune('0'+s.Number)) + " of")
		if len(s.Blocked) > 0 && s.Sight != nil {
			importAssign(t, env) // the only thing that any of them waits for
			tellChanged(t, env, term)
			continue
		}
		term.Press("enter")
		term.WaitUntil("the fields, or the question", func(screen string) bool {
			return strings.Contains(screen, "in the last field goes on") || strings.Contains(screen, "n no")
		})
		if strings.Contains(term.Screen(), "in the last field goes on") {
			for _, a := range s.Asks {
				if len(a.Choices) > 0 {
					term.Press("ctrl+u")
					term.Type("te")
				}
				term.Press("enter")
			}
		}
		term.WaitFor("n no")
		term.Press("end", "y")
		term.WaitFor("Done: step")
		term.Press("r")
		term.WaitGone("Done: step")
	}
	t.Fatalf("there is no end to it:\n%s", term.Screen())
}

// tellChanged tells a console that the records moved, as its poll does.
func tellChanged(t *testing.T, env screen.Env, term *tuitest.Term) {
	t.Helper()
	latest, err := env.Store.Latest(env.Context)
	if err != nil {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: latest})
}

// revokeLeavers takes the mark of departing from everybody at a site, as if they had been revoked.
func revokeLeavers(t *testing.T, env screen.Env, site string) {
	t.Helper()
	users, err := env.Store.Users(env.Context)
	if err != nil {
		t.Fatal(err)
	}
	var changes []store.Change
	for _, u := range users {
		if u.Departing {
			changes = append(changes, store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Fields: []store.FieldChange{{Field: store.FieldDeparting, Old: "yes"}}})
		}
	}
	storetest.Apply(t, env.Store, changes...)
}

// importAssign saves a file of the state's template in mode assign, as Bulk does.
func importAssign(t *testing.T, env screen.Env) {
	t.Helper()
	header := "Asset Tag,Serial Number,Device Type,User ID,Full Name,Email Address,Phone Number,Position,Room,Delete\n"
	p, err := importer.Preview(env.Context, env.Store, importer.Request{
		Name: "new.csv", Data: []byte(header + "2261168,LKM3ZH21YJ,,new.person,New Person,,,teacher,,\n"), Template: "mlti", Mode: template.ModeAssign, Site: "LARK", Operator: env.Operator,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Save(env.Context, env.Store, env.Operator, 0, nil); err != nil {
		t.Fatal(err)
	}
}

func TestRemoval_R30_TwoDevicesAreShownAndTheUserRecordGoesLast(t *testing.T) {
	env := school(t)
	n := removal(t, env)
	term := walking(t, env, n, 80, 24)
	for _, key := range []string{"tab", "enter"} { // the other device first: within a step any comes first
		term.Press(key)
	}
	term.WaitFor("Is it so?")
	if !strings.Contains(term.Screen(), "┃ 1  Prove that the device is ready · iPad mini 5072344") {
		t.Errorf("the other device is not the one to do:\n%s", term.Screen())
	}
	term.Press("y")
	term.WaitFor("Done: step 1, prove that the device is ready · iPad mini 5072344.")
	doUntil(t, env, term, n, "delete-user")
	for _, serial := range []string{mac, ipad} {
		d, err := env.Store.Device(env.Context, serial)
		if err != nil || d.Username != "" || d.Position != "" {
			t.Errorf("before the user record goes: %v %+v", err, d)
		}
	}
	term.WaitFor("User anouk.ivermere  (the record goes)")
	doUntil(t, env, term, n, "notice")
	for _, serial := range []string{mac, ipad} {
		if d, _ := env.Store.Device(env.Context, serial); !d.Placeholder() {
			t.Errorf("at the end: %+v", d)
		}
	}
	if _, err := env.Store.User(env.Context, teacher); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("the user record: %v", err)
	}
	do(t, env, term, n)
	term.WaitFor("It is done")
}

func TestReplacement_LeavesTheTeachersIPadAlone(t *testing.T) {
	env := school(t)
	before, _ := env.Store.Device(env.Context, ipad)
	n := begun(t, env, procedure.Request{Procedure: "replacement", Devices: []string{mac, spare}}).Checklist.Number
	term := walking(t, env, n, 80, 24)
	toTheEnd(t, env, term, n)
	term.WaitFor("It is done")
	if after, _ := env.Store.Device(env.Context, ipad); after != before {
		t.Errorf("the iPad was touched: %+v", after)
	}
	if d, _ := env.Store.Device(env.Context, spare); d.Username != teacher || d.Position != "teacher" {
		t.Errorf("the new one: %+v", d)
	}
}

func TestStep_LinkOpensItsListAndBulk(t *testing.T) {
	env := school(t)
	n := begun(t, env, procedure.Request{Procedure: "start-of-year", Site: "LARK"}).Checklist.Number
	term := walking(t, env, n, 80, 24)
	term.WaitFor("departing users not yet revoked")
	term.WaitFor("⏎ open the list")
	term.Press("enter") // it waits for the leavers: there is nothing to confirm yet
	term.WaitFor("Users /departing:yes site:LARK")
	term.Press("esc")
	term.WaitFor("Homeroom  Checklist")
	revokeLeavers(t, env, "LARK")
	tellChanged(t, env, term)
	term.WaitFor("step 2 of 7") // it saw by itself that nobody is left
	stepUntil(t, env, n, "preview")
	tellChanged(t, env, term)
	term.WaitFor("step 4 of 7")
	term.WaitFor("⏎ open Bulk") // nobody has looked at a file yet
	term.Press("enter")
	term.WaitFor("[4 Bulk]")
}
