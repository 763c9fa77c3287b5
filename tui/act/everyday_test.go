package act_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/tui"
	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestClear_R22_FromTheKeyToTheSaveAndBack(t *testing.T) {
	env := district.Env(t)
	before := deviceNow(t, env, held)
	term := console(t, env, ask(screen.ActClear, store.KindDevice, held), 80, 24)
	term.WaitFor("9975685 taken back from mkallithori")
	term.WaitFor("Username   mkallithori                  → LKP6FMAT0T9L")
	term.WaitFor("Invitation  invited → revoked")
	term.Press("c", "enter") // the asking key does not confirm, Enter is No
	term.WaitFor("Homeroom  Device " + held)
	if deviceNow(t, env, held) != before {
		t.Fatal("No saved something")
	}
	term = console(t, env, ask(screen.ActClear, store.KindDevice, held), 80, 24)
	term.WaitFor("y save")
	term.Press("y")
	term.WaitFor("Saved as save 3. u takes it back.")
	term.WaitFor("Homeroom  Device " + held)
	if d := deviceNow(t, env, held); !d.Placeholder() || d.Position != "" || d.FullName != "" || d.Room != before.Room {
		t.Errorf("after taking back: %+v", d)
	}
	if u := userNow(t, env, holder); u.Invitation != store.InvitationRevoked {
		t.Errorf("the apps are not revoked: %+v", u)
	}
	undo(t, env)
	if d := deviceNow(t, env, held); d.Username != before.Username || d.Position != before.Position {
		t.Errorf("undone: %+v", d)
	}
}

func TestClear_OfWhatNobodyHoldsHasNothingToSave(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActClear, store.KindDevice, "FHMN4H83D0"), 80, 24) // a placeholder
	term.WaitFor("The records say this already: there is nothing to save.")
	term.Press("y")
	term.WaitFor("There is nothing to save.")
	term.Press("esc")
	term.WaitFor("Homeroom  Device " + held)
}

func TestClear_FromAPersonAsksWhichOfTheirDevices(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActClear, store.KindUser, teacher), 80, 24)
	term.WaitFor("Which device does anouk.ivermere give back?")
	term.WaitFor("1 of 2")
	term.Type("5072")
	term.WaitFor("1 of 1")
	term.Press("enter")
	term.WaitFor("5072344 taken back from anouk.ivermere")
	term.WaitFor("keeps 3451499")
	term.Press("y")
	term.WaitFor("Saved as save 3.")
	if u := userNow(t, env, teacher); u.Invitation != store.InvitationAccepted {
		t.Errorf("who keeps a device keeps the invitation: %+v", u)
	}
}

func TestAssign_R15_FindsThePersonByTypingAndHandsTheDeviceOver(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActAssign, store.KindDevice, spare), 80, 24)
	term.WaitFor("Who gets MacBook Air 11\" 2261168 (LKM3ZH21YJ)?")
	term.Type("καλλι") // a part of the name
	term.WaitFor("1 of 1")
	term.WaitFor("9975685 iPad mini")
	term.Press("enter")
	term.WaitFor("2261168 assigned to mkallithori")
	term.Press("esc") // No leads back to the choice
	term.WaitFor("Find: καλλι")
	term.Press("enter")
	term.WaitFor("y save")
	term.Press("y")
	term.WaitFor("Saved as save 3. u takes it back.")
	if d := deviceNow(t, env, spare); d.Username != holder || d.Position != "student" || d.FullName != "Μυρτώ Καλλιθώρη" {
		t.Errorf("assigned: %+v", d)
	}
	undo(t, env)
	if d := deviceNow(t, env, spare); d.Username != "" || d.FullName != "" {
		t.Errorf("undone: %+v", d)
	}
}

func TestAssign_TypingTheWholeUserIDPutsTheCursorOnIt(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActAssign, store.KindDevice, spare), 80, 24)
	term.WaitFor("1 of 428")
	term.Type(strings.ToUpper(teacher))
	term.WaitUntil("the cursor on her", func(screen string) bool { return strings.HasPrefix(cursor(screen), "› "+teacher) })
	term.WaitFor("2 devices")
}

func TestAssign_R02_DeviceAtAnotherSiteIsRefusedWithoutAWordOfThePerson(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActAssign, store.KindDevice, spare), 80, 24)
	term.WaitFor("1 of 428")
	term.Type(fernUser)
	term.WaitFor("1 of 1")
	term.Press("enter")
	term.WaitFor("! error R-02: User ID f_hazelmere belongs to somebody at site FERN")
	term.Press("y")
	term.WaitFor("An error stands in the way: see above.")
	if d := deviceNow(t, env, spare); d.Username != "" {
		t.Errorf("saved against the rule: %+v", d)
	}
}

func TestAssign_FromAPersonSparesComeFirst(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActAssign, store.KindUser, holder), 80, 24)
	term.WaitFor("Which device for mkallithori?")
	term.WaitFor("(nobody)")
	if strings.Contains(cursor(term.Screen()), "FHMWVY1BJW2R") {
		t.Errorf("a device that is held stands first:\n%s", term.Screen())
	}
	term.Type("macbook 2261168")
	term.WaitFor("1 of 1")
	term.Press("enter")
	term.WaitFor("2261168 assigned to mkallithori")
}

func TestAssign_NewUserIsMadeWithWhatWasTypedAndTheAssignmentGoesOn(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActAssign, store.KindDevice, spare), 80, 24)
	term.WaitFor("1 of 428")
	term.Type("ida.brackwater")
	term.WaitFor("No row passes the filter.")
	term.Press("ctrl+n")
	term.WaitFor("Homeroom  New user")
	term.WaitFor("~ ida.brackwater")
	term.WaitFor("~ LARK") // the site of the device
	replace(term, "Full Name", "Ida Brackwater")
	goTo(term, "Position")
	term.Type("te")
	term.Press("ctrl+s")
	term.WaitFor("New user ida.brackwater")
	term.WaitFor("User ida.brackwater  (new record)")
	term.Press("y")
	term.WaitFor("2261168 assigned to ida.brackwater")
	term.Press("y")
	term.WaitFor("Saved as save 4. u takes it back.")
	if d := deviceNow(t, env, spare); d.Username != "ida.brackwater" || d.Position != "teacher" {
		t.Errorf("assigned: %+v", d)
	}
	if u := userNow(t, env, "ida.brackwater"); u.Invitation != store.InvitationInvited || u.Site != "LARK" {
		t.Errorf("the new user: %+v", u)
	}
	if list := drafts(t, env); len(list) != 0 {
		t.Errorf("saved, and still kept: %+v", list)
	}
}

func TestSwap_OneDeviceAsksForTheOther(t *testing.T) {
	env := district.Env(t)
	a, b := deviceNow(t, env, held), deviceNow(t, env, ipad)
	term := console(t, env, ask(screen.ActSwap, store.KindDevice, held), 80, 16)
	term.WaitFor("Swap LKP6FMAT0T9L with which device?")
	term.Type("5072344")
	term.WaitFor("1 of 1")
	term.Press("enter")
	term.WaitFor("9975685 and 5072344 swapped")
	term.Press("y")
	term.WaitFor("Read the rest first (↓).")
	term.Press("end", "y")
	term.WaitFor("Saved as save 3.")
	if x, y := deviceNow(t, env, held), deviceNow(t, env, ipad); x.Username != b.Username || y.Username != a.Username || x.Room != a.Room || y.Room != b.Room {
		t.Errorf("swapped: %+v\n%+v", x, y)
	}
	undo(t, env)
	if x, y := deviceNow(t, env, held), deviceNow(t, env, ipad); x.Username != a.Username || y.Username != b.Username {
		t.Errorf("undone: %+v\n%+v", x, y)
	}
}

func TestSwap_TwoMarkedGoStraightToTheQuestion(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActSwap, store.KindDevice, held, spare), 80, 24)
	term.WaitFor("9975685 and 2261168 swapped")
	term.Press("end", "y")
	term.WaitFor("Saved as save 3.")
	if d := deviceNow(t, env, spare); d.Username != holder {
		t.Errorf("the person did not move: %+v", d)
	}
	if d := deviceNow(t, env, held); !d.Placeholder() {
		t.Errorf("the other device is not the placeholder: %+v", d)
	}
}

func TestDepart_R14_OnAndOff(t *testing.T) {
	env := district.Env(t)
	for _, want := range []bool{true, false} {
		term := console(t, env, ask(screen.ActDepart, store.KindUser, teacher), 80, 24)
		term.WaitFor("Departing")
		term.WaitFor("y save")
		term.Press("y")
		term.WaitFor("u takes it back.")
		if u := userNow(t, env, teacher); u.Departing != want {
			t.Errorf("departing is %v, want %v", u.Departing, want)
		}
	}
}

func TestPosition_R06_IsChosenAndFollowsToTheDevices(t *testing.T) {
	env := district.Env(t)
	for _, on := range []screen.ActMsg{ask(screen.ActPosition, store.KindUser, holder), ask(screen.ActPosition, store.KindDevice, held)} {
		term := console(t, env, on, 80, 24)
		term.WaitFor("Which position for")
		term.Press("enter") // there is no default
		term.Press("t")
		term.WaitFor("Position of user mkallithori set to teacher")
		term.WaitFor("Device 9975685")
		term.Press("y")
		term.WaitFor("u takes it back.")
		if d, u := deviceNow(t, env, held), userNow(t, env, holder); d.Position != "teacher" || u.Position != "teacher" {
			t.Errorf("set: %q and %q", d.Position, u.Position)
		}
		undo(t, env)
	}
	term := console(t, env, ask(screen.ActPosition, store.KindUser, holder), 80, 24)
	term.WaitFor("clear it")
	term.Press("c")
	term.WaitFor("Invitation  invited → revoked")
}

func TestPosition_OfADeviceThatNobodyHoldsIsItsOwn(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActPosition, store.KindDevice, spare), 80, 24)
	term.WaitFor("Which position for")
	term.Press("f")
	term.WaitFor("Position  (empty) → staff")
}

func TestAct_ThatTheRecordsMovedUnderShowsWhatWouldHappenNow(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActClear, store.KindDevice, held), 80, 24)
	term.WaitFor("y save")
	move(t, env, held, "Room 9") // seen at the save at the latest
	term.Press("y")
	term.WaitUntil("word of it, or the save", func(screen string) bool {
		return strings.Contains(screen, "Nothing was saved: device LKP6FMAT0T9L was changed by k.alder") || strings.Contains(screen, "Saved as save")
	})
	if strings.Contains(term.Screen(), "Nothing was saved") {
		term.Press("y")
	}
	term.WaitFor("Saved as save 4.")
	if d := deviceNow(t, env, held); !d.Placeholder() || d.Room != "Room 9" {
		t.Errorf("taken back: %+v", d)
	}
}

func TestAct_AnothersChangeWhileItIsLookedAtIsShown(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActPosition, store.KindUser, holder), 80, 24)
	term.WaitFor("Which position")
	term.Press("t")
	term.WaitFor("Device 9975685") // it follows
	u := userNow(t, env, holder)
	change := store.Change{Record: store.KindUser, Key: holder, Version: u.Version, Fields: []store.FieldChange{{Field: store.FieldPosition, Old: u.Position, New: "staff"}}}
	if _, err := env.Store.Apply(env.Context, store.Act{Operator: "k.alder", Kind: store.ActSetup, Title: "x"}, []store.Change{change}); err != nil {
		t.Fatal(err)
	}
	term.WaitFor("The records were changed meanwhile: this is what would happen now.")
	term.WaitFor("staff   → teacher")
	term.Press("n")
	term.WaitFor("Homeroom  Device " + held)
}

func TestAct_AskedForThroughTheRoot(t *testing.T) {
	env := district.Session(district.Env(t))
	term := tuitest.Start(t, tui.New(env, device.Record(env, held)), 80, 24)
	term.WaitFor("Homeroom  Device " + held)
	term.Press("c")
	term.WaitFor("9975685 taken back from mkallithori")
}

func TestAct_OnManyRecordsBecomesAReview(t *testing.T) {
	for name, c := range map[string]struct {
		act  screen.ActMsg
		do   func(*tuitest.Term)
		want string
	}{
		"clear":               {ask(screen.ActClear, store.KindDevice, held, ipad), func(*tuitest.Term) {}, "Take back · 2 devices"},
		"position":            {ask(screen.ActPosition, store.KindUser, holder, teacher), func(term *tuitest.Term) { term.WaitFor("Which position for 2 users?"); term.Press("f") }, "Position → staff · 2 users"},
		"position of devices": {ask(screen.ActPosition, store.KindDevice, held, held, spare), func(term *tuitest.Term) { term.WaitFor("Which position for 3 devices?"); term.Press("f") }, "Position → staff · 1 user"},
		"depart":              {ask(screen.ActDepart, store.KindUser, holder, teacher), func(term *tuitest.Term) { term.WaitFor("leaving?"); term.Press("d") }, "Departing → yes · 2 users"},
		"edit": {ask(screen.ActEdit, store.KindDevice, held, ipad, mac), func(term *tuitest.Term) {
			goTo(term, "Room")
			term.Press("enter")
			term.WaitFor("What is Room to become on 3 devices?")
			term.Press("enter")
			term.WaitFor("Nothing is typed: that leaves every Room as it is. ctrl+x clears it.")
			term.Type("204")
			term.Press("enter")
		}, "Room → 204 · 3 devices"},
		"clear a field": {ask(screen.ActEdit, store.KindDevice, held, ipad, mac), func(term *tuitest.Term) {
			goTo(term, "Room")
			term.Press("enter")
			term.WaitFor("What is Room to become on 3 devices?")
			term.Press("ctrl+x")
		}, "Room → (empty) · 3 devices"},
	} {
		t.Run(name, func(t *testing.T) {
			env := district.Env(t)
			latest, err := env.Store.Latest(env.Context)
			if err != nil {
				t.Fatal(err)
			}
			term := console(t, env, c.act, 80, 24)
			term.WaitFor("Homeroom  ")
			if name == "edit" || name == "clear a field" {
				term.WaitFor("Which field of 3 devices?")
			}
			c.do(term)
			term.WaitFor(c.want)
			reviews, err := env.Store.Reviews(env.Context, env.Operator)
			if err != nil || len(reviews) != 1 {
				t.Errorf("%d reviews (%v)", len(reviews), err)
			}
			if now, err := env.Store.Latest(env.Context); err != nil || now != latest {
				t.Errorf("something was saved: %d, %v", now, err)
			}
		})
	}
}

func TestAct_ThatMakesNoSenseSaysWhy(t *testing.T) {
	env := district.Env(t)
	for _, c := range []struct {
		act  screen.ActMsg
		want string
	}{
		{ask(screen.ActAssign, store.KindDevice, held, ipad), "one record at a time"},
		{ask(screen.ActSwap, store.KindDevice, held, ipad, mac), "one record at a time"},
		{ask(screen.ActSwap, store.KindUser, holder), "Devices are swapped, not users"},
		{ask(screen.ActDepart, store.KindDevice, held), "A person departs, not a device"},
		{ask(screen.ActClear, store.KindUser, holder, teacher), "Devices are taken back"},
		{ask(screen.ActEdit, store.KindDevice), "No record was named"},
		{ask(screen.ActEdit, store.KindDevice, "LKPNOSUCHDEV"), "The device LKPNOSUCHDEV is not on record any more."},
		{ask(screen.ActClear, store.KindDevice, "LKPNOSUCHDEV"), "serial number LKPNOSUCHDEV is not on record"},
	} {
		term := console(t, env, c.act, 80, 24)
		term.WaitFor(c.want)
		term.Press("esc")
		term.WaitFor("Homeroom  Device " + held)
	}
}

func TestAct_OnManyThatCannotBeReviewedSaysWhyAndLeadsBackToTheValue(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActEdit, store.KindDevice, held, ipad, mac), 80, 24)
	term.WaitFor("Which field of 3 devices?")
	goTo(term, "Room")
	term.Press("enter")
	term.WaitFor("What is Room to become on 3 devices?")
	term.Paste("CLEAR!")
	term.WaitFor("~ CLEAR!")
	term.Press("enter")
	term.WaitFor("In a sheet CLEAR! empties the field. Choose to empty the field if that is")
	term.Press("esc")
	term.WaitFor("~ CLEAR!")
	term.Press("esc")
	term.WaitFor("Which field of 3 devices?")
	term.Press("esc")
	term.WaitFor("Homeroom  Device " + held)
}

func TestPick_WhatWasMadeOfAnEmailOrANameIsPrefilled(t *testing.T) {
	env := district.Env(t)
	for typed, want := range map[string]string{
		"ida@larkspur.example": "Email                 ~ ida@larkspur.example", "Ida Brackwater": "Full Name             ~ Ida Brackwater",
	} {
		term := console(t, env, ask(screen.ActAssign, store.KindDevice, spare), 80, 24)
		term.WaitFor("1 of 428")
		term.Paste(typed)
		term.WaitFor("No row passes the filter.")
		term.Press("ctrl+n")
		term.WaitFor(want)
		term.Press("esc") // it is left, and the choice is there again
		term.WaitFor("Find: " + typed)
	}
}
