package act_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/act"
	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestEdit_FromTheFormToTheSaveAndBack(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	term.Press("ctrl+s")
	term.WaitFor("Nothing has been changed yet")
	replace(term, "Room", "204")
	term.WaitFor("~ 204")
	term.WaitFor("was Homeroom 102")
	term.Press("ctrl+s")
	term.WaitFor("Room  Homeroom 102 → 204")
	term.Press("ctrl+s", "enter") // the asking key does not confirm, Enter is No and leads back to the form
	term.WaitFor("was Homeroom 102")
	if d := deviceNow(t, env, held); d.Room != "Homeroom 102" {
		t.Fatalf("saved without a yes: %q", d.Room)
	}
	term.Press("ctrl+s")
	term.WaitFor("y save")
	term.Press("y")
	term.WaitFor("Saved as save 3. u takes it back.")
	term.WaitFor("Homeroom  Device " + held)
	if d := deviceNow(t, env, held); d.Room != "204" || d.Username != holder {
		t.Errorf("saved: %+v", d)
	}
	if list := drafts(t, env); len(list) != 0 {
		t.Errorf("saved, and still kept: %+v", list)
	}
	undo(t, env)
	if d := deviceNow(t, env, held); d.Room != "Homeroom 102" {
		t.Errorf("undone: %q", d.Room)
	}
}

func TestEdit_R40_ClearAndBlankAreTwoThings(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	replace(term, "Building", "") // it was empty and says nothing
	replace(term, "Room", "")
	term.WaitFor("~ will be cleared")
	if n := strings.Count(term.Screen(), "will be cleared"); n != 1 {
		t.Errorf("%d fields will be cleared:\n%s", n, term.Screen())
	}
	term.Press("ctrl+s")
	term.WaitFor("Room  Homeroom 102 → (empty)")
	if strings.Contains(term.Screen(), "Building") {
		t.Errorf("a blank field is in the question:\n%s", term.Screen())
	}
	term.Press("y")
	term.WaitFor("Saved as save 3.")
	if d := deviceNow(t, env, held); d.Room != "" {
		t.Errorf("room is %q", d.Room)
	}
}

func TestEdit_OfAUserShowsEveryRecordThatFollows(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindUser, teacher)
	replace(term, "Phone", "555 0100")
	term.Press("ctrl+s")
	term.WaitFor("User anouk.ivermere  Anouk Ivermere")
	term.WaitFor("Device 3451499")
	term.WaitFor("Device 5072344")
	term.Press("y")
	term.WaitFor("Saved as save 3.")
	if d := deviceNow(t, env, ipad); d.Phone != "555 0100" {
		t.Errorf("her device says %q", d.Phone)
	}
}

func TestNew_DeviceComesOnRecord(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, screen.ActMsg{Act: screen.ActNew, Record: store.KindDevice, Prefill: map[store.Field]string{store.FieldSerial: "lkpnewdev001"}}, 80, 24)
	term.WaitFor("~ lkpnewdev001")
	replace(term, "Asset Tag", "8123123")
	goTo(term, "Site")
	term.Type("la") // completed
	term.Press("ctrl+s")
	term.WaitFor("Device LKPNEWDEV001  (new record)")
	term.WaitFor("Platform       iOS")
	term.Press("y")
	term.WaitFor("Saved as save 3.")
	if d := deviceNow(t, env, "LKPNEWDEV001"); d.AssetTag != "8123123" || d.Site != "LARK" {
		t.Errorf("new: %+v", d)
	}
}

func TestDraft_IsFoundAgainAfterTheLineIsLost(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	replace(term, "Building", "North")
	replace(term, "Room", "2ø4")
	term.WaitFor("~ 2ø4")
	waitDraft(t, term, env, "2ø4") // the line is lost here: nobody pressed Esc
	again := district.Session(env)
	resumed := tuitest.Start(t, tui.New(again, device.Record(again, held), act.Resume(again, drafts(t, env)[0].ID)), 80, 24)
	resumed.WaitFor("Found again: what you typed on 2026-08-24 08:00; ctrl+r starts afresh.")
	resumed.WaitFor("~ 2ø4")
	resumed.WaitFor("~ North")
	resumed.Press("ctrl+s")
	resumed.WaitFor("(empty)      → North")
	resumed.WaitFor("Homeroom 102 → 2ø4")
	resumed.Press("y")
	resumed.WaitFor("Saved as save 3.")
	if list := drafts(t, env); len(list) != 0 {
		t.Errorf("saved, and still kept: %+v", list)
	}
}

// waitDraft waits until what was typed is in the store: each key's write wakes nobody, so the next one is asked for
// by a key that changes nothing.
func waitDraft(t *testing.T, term *tuitest.Term, env screen.Env, text string) {
	t.Helper()
	for range 1000 {
		for _, d := range drafts(t, env) {
			if n := len(d.Values); n > 0 && d.Values[n-1].Text == text {
				return
			}
		}
		term.Press("left")
	}
	t.Fatalf("%q is not kept: %+v", text, drafts(t, env))
}

func TestDraft_EscKeepsItAndSaysSoAndAFreshStartThrowsItAway(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	replace(term, "Room", "204")
	term.Press("esc")
	term.WaitFor("Not saved. What you typed is kept: e on the device brings it back.")
	term.WaitFor("Homeroom  Device " + held)
	term.Send(ask(screen.ActEdit, store.KindDevice, held))
	term.WaitFor("Found again")
	term.WaitFor("~ 204")
	term.Press("ctrl+r")
	term.WaitFor("What you typed is thrown away: Room.")
	term.Press("enter") // No is the default
	term.WaitGone("thrown away")
	term.WaitFor("~ 204")
	term.Press("ctrl+r", "y")
	term.WaitGone("~ 204")
	term.WaitFor("Homeroom 102")
	term.Press("esc")
	term.WaitFor("Homeroom  Device " + held)
	if list := drafts(t, env); len(list) != 0 {
		t.Errorf("thrown away, and still kept: %+v", list)
	}
}

func TestDraft_OfANewRecordIsFoundAgainToo(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActNew, store.KindUser), 80, 24)
	term.WaitFor("review and save")
	term.Type("ida.brackwater")
	term.Press("esc")
	term.WaitFor("n in the list of users brings it back")
	term.Send(ask(screen.ActNew, store.KindUser))
	term.WaitFor("Found again")
	term.WaitFor("~ ida.brackwater")
}

func TestDraft_TypedBackToWhatTheRecordSaysIsNone(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	replace(term, "Room", "204")
	term.Press("ctrl+z")
	term.WaitGone("~ 204")
	term.Press("esc")
	term.WaitFor("Homeroom  Device " + held)
	term.Send(ask(screen.ActEdit, store.KindDevice, held))
	term.WaitFor("review and save")
	if strings.Contains(term.Screen(), "Found again") {
		t.Errorf("nothing was typed:\n%s", term.Screen())
	}
}

func TestEdit_HostileTextIsOnlyShownInEveryField(t *testing.T) {
	env := district.Env(t)
	d := store.Device{Serial: "LKPHOSTILE01", AssetTag: "5123123", Site: "LARK", Platform: store.PlatformIOS}
	for _, f := range []store.Field{
		store.FieldModel, store.FieldFullName, store.FieldEmail, store.FieldPhone, store.FieldDepartment, store.FieldBuilding, store.FieldRoom,
	} {
		d.Set(f, "I\u202evy\nx\u200d漢\tz")
	}
	storetest.MustDevice(t, env.Store, d)
	term := form(t, env, store.KindDevice, "LKPHOSTILE01")
	for _, size := range [][2]int{{80, 24}, {40, 10}, {250, 70}} {
		term.Resize(size[0], size[1])
		term.WaitFor("I‹U+202E›vy")
	}
	if strings.ContainsAny(term.Screen(), "\u202e\u200d\t") {
		t.Errorf("it reaches the terminal: %q", term.Screen())
	}
	goTo(term, "Full Name")
	term.Paste("\x1b]0;x\x07a\u202eb")
	term.WaitFor("? warning R-08: the value holds the invisible character U+202E")
	if !focused(term.Screen(), "Full Name") {
		t.Errorf("a paste moved the cursor:\n%s", term.Screen())
	}
}

func TestEdit_PasteIsOneLineAndKept(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	replace(term, "Room", "")
	term.Paste("Lab\n7")
	term.WaitFor("~ Lab 7")
	term.Press("esc")
	term.WaitFor("What you typed is kept")
	if list := drafts(t, env); len(list) != 1 || list[0].Values[0].Text != "Lab 7" {
		t.Errorf("kept: %+v", list)
	}
}

func TestEdit_WhatIsTypedBeforeTheFormIsThereIsForIt(t *testing.T) {
	env := district.Env(t)
	s := act.Do(env, ask(screen.ActEdit, store.KindDevice, held))
	opened := s.Init() // read, but not answered yet
	for _, key := range []string{"down", "q", "x"} {
		s.Update(screen.Press(key))
	}
	s.Update(opened())
	if view := s.View(80, 21); !strings.Contains(view, "was iPad mini Retina") || !strings.Contains(view, "iPad mini Retinaqx") {
		t.Errorf("typed ahead, and then:\n%s", view)
	}
}

func TestEdit_QuitAsksNothingAsNothingIsLost(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	replace(term, "Room", "204")
	waitDraft(t, term, env, "204")
	term.Press("ctrl+c")
	if err := term.WaitEnd(); err != nil {
		t.Fatal(err)
	}
	if list := drafts(t, env); len(list) != 1 {
		t.Errorf("kept: %+v", list)
	}
}

func TestDraft_ThatCannotBeKeptIsToldAndEscAsksTwice(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	goTo(term, "Room")
	if err := env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	term.Type("x")
	term.WaitFor("What you typed is not kept:")
	term.Press("esc")
	term.WaitFor("What you typed cannot be kept; Esc again leaves without it.")
	term.Press("esc")
	term.WaitFor("Homeroom  Device " + held)
}

func TestNew_WithWhatIsKnownOfItIsAFreshFormBesideWhatWasTypedBefore(t *testing.T) {
	env := district.Env(t)
	term := console(t, env, ask(screen.ActNew, store.KindDevice), 80, 24)
	term.WaitFor("review and save")
	term.Type("LKPTYPED0001")
	term.Press("esc")
	term.WaitFor("What you typed is kept")
	m := ask(screen.ActNew, store.KindDevice)
	m.Prefill = map[store.Field]string{store.FieldSerial: "LKPSCANNED01", store.FieldAssetTag: "8123123"}
	term.Send(m)
	term.WaitFor("~ LKPSCANNED01")
	term.WaitFor("~ 8123123")
	if strings.Contains(term.Screen(), "Found again") {
		t.Errorf("what was typed about another record is in it:\n%s", term.Screen())
	}
	term.Press("esc") // nothing was typed: nothing is kept
	term.WaitFor("Homeroom  Device " + held)
	if list := drafts(t, env); len(list) != 1 || list[0].Values[0].Text != "LKPTYPED0001" {
		t.Errorf("kept: %+v", list)
	}
	term.Send(m)
	term.WaitFor("~ LKPSCANNED01")
	replace(term, "Room", "204")
	term.Press("esc")
	term.WaitFor("What you typed is kept")
	if list := drafts(t, env); len(list) != 2 || len(list[0].Values) != 3 || list[1].Values[0].Text != "LKPTYPED0001" {
		t.Errorf("kept: %+v", list)
	}
	term.Send(m)
	term.WaitFor("~ LKPSCANNED01")
	if strings.Contains(term.Screen(), "204") {
		t.Errorf("a second scan goes on with the first:\n%s", term.Screen())
	}
	term.Send(ask(screen.ActNew, store.KindDevice))
	term.WaitFor("Found again") // the newest
	term.WaitFor("~ 204")
}
