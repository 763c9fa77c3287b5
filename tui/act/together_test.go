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

// two opens the form of the same device in two consoles, as two people do.
func two(t *testing.T) (env screen.Env, mine, theirs *tuitest.Term) {
	t.Helper()
	env = district.Env(t)
	return env, form(t, env, store.KindDevice, held), form(t, other(env), store.KindDevice, held)
}

func save(term *tuitest.Term) {
	term.Press("ctrl+s")
	term.WaitFor("y save")
	term.Press("end", "y")
	term.WaitFor("Saved as save")
}

func TestTogether_UntouchedFieldsFollowAndAreNamed(t *testing.T) {
	env, mine, theirs := two(t)
	replace(mine, "Building", "North")
	replace(theirs, "Room", "12")
	save(theirs)
	mine.WaitFor("Room is now “12”, changed by k.alder at 08:00.")
	mine.WaitFor("~ North")
	if strings.Contains(mine.Screen(), "yours") {
		t.Errorf("nothing clashes:\n%s", mine.Screen())
	}
	save(mine)
	if d := deviceNow(t, env, held); d.Room != "12" || d.Building != "North" {
		t.Errorf("something is lost: %+v", d)
	}
}

func TestTogether_FieldBothTouchedIsResolvedOneByOne(t *testing.T) {
	for keys, want := range map[string][2]string{"ctrl+y": {"14", "North"}, "ctrl+t": {"12", "South"}} {
		t.Run(keys, func(t *testing.T) {
			env, mine, theirs := two(t)
			replace(mine, "Building", "North")
			replace(mine, "Room", "14")
			replace(theirs, "Building", "South")
			replace(theirs, "Room", "12")
			save(theirs)
			mine.WaitFor("! changed by k.alder at 08:00")
			mine.WaitFor("yours  14")
			mine.WaitFor("then   Homeroom 102")
			mine.WaitFor("now    12")
			mine.Press("ctrl+s")
			mine.WaitFor("Building was changed meanwhile: ctrl+y keeps yours, ctrl+t takes it as now.")
			mine.WaitUntil("the cursor in Building", func(screen string) bool { return focused(screen, "Building") })
			mine.Press(keys)
			mine.WaitGone("yours  North")
			mine.WaitFor("yours  14") // one by one
			mine.Press("ctrl+s")
			mine.WaitFor("Room was changed meanwhile")
			mine.Press(keys)
			mine.WaitGone("yours")
			if keys == "ctrl+t" {
				mine.Press("ctrl+s")
				mine.WaitFor("Nothing has been changed yet")
			} else {
				mine.Press("ctrl+s")
				mine.WaitFor("12")
				mine.WaitFor("→ 14")
				mine.Press("y")
				mine.WaitFor("Saved as save 4.")
			}
			if d := deviceNow(t, env, held); d.Room != want[0] || d.Building != want[1] {
				t.Errorf("room %q and building %q, want %v", d.Room, d.Building, want)
			}
		})
	}
}

func TestTogether_R85_MovedBetweenTheQuestionAndTheSave(t *testing.T) {
	env := district.Env(t)
	mine := form(t, env, store.KindDevice, held)
	replace(mine, "Room", "14")
	mine.Press("ctrl+s")
	mine.WaitFor("y save")
	move(t, env, held, "12")
	mine.Press("y") // whether the poll or the save sees it first: back to the form, with nothing lost
	mine.WaitFor("! changed by k.alder at 08:00")
	mine.WaitFor("yours  14")
	mine.WaitFor("now    12")
	if d := deviceNow(t, env, held); d.Room != "12" {
		t.Fatalf("theirs is lost: %q", d.Room)
	}
	mine.Press("ctrl+y")
	mine.WaitGone("yours")
	mine.Press("ctrl+s")
	mine.WaitFor("12      → 14")
	mine.Press("y")
	mine.WaitFor("Saved as save 4.")
	if d := deviceNow(t, env, held); d.Room != "14" {
		t.Errorf("room is %q", d.Room)
	}
}

func TestTogether_RecordDeletedMeanwhileIsToldAndTheDraftStays(t *testing.T) {
	env := district.Env(t)
	storetest.MustUser(t, env.Store, store.User{UserID: "ida.brackwater", FullName: "Ida Brackwater", Site: "LARK"})
	term := form(t, env, store.KindUser, "ida.brackwater")
	replace(term, "Grade", "8")
	u := userNow(t, env, "ida.brackwater")
	gone := store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Delete: true}
	for _, f := range store.UserFields(u) {
		gone.Fields = append(gone.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	if _, err := env.Store.Apply(env.Context, store.Act{Operator: "k.alder", Kind: store.ActSetup, Title: "x"}, []store.Change{gone}); err != nil {
		t.Fatal(err)
	}
	term.WaitFor("User ida.brackwater was deleted by k.alder at 08:00. What you typed is kept")
	term.Press("ctrl+s")
	term.WaitFor("~ 8")
	term.Press("esc")
	term.WaitFor("Not saved.")
	if list := drafts(t, env); len(list) != 1 || list[0].Values[0].Text != "8" {
		t.Errorf("kept: %+v", list)
	}
	term.Send(ask(screen.ActEdit, store.KindUser, "ida.brackwater"))
	term.WaitFor("was deleted by k.alder")
	term.WaitFor("~ 8")
}

func TestTogether_DraftFoundAgainAfterTheRecordMovedShowsTheThreeValues(t *testing.T) {
	env := district.Env(t)
	term := form(t, env, store.KindDevice, held)
	replace(term, "Room", "14")
	term.Press("esc")
	term.WaitFor("What you typed is kept")
	storetest.Edit(t, env.Store, "k.alder", held, map[store.Field]string{store.FieldRoom: "12", store.FieldBuilding: "South"})
	for range 2 { // left and found once more, it is still to be resolved
		again := district.Session(env)
		term = tuitest.Start(t, tui.New(again, device.Record(again, held), act.Resume(again, drafts(t, env)[0].ID)), 80, 24)
		term.WaitFor("Found again")
		term.WaitFor("yours  14")
		term.WaitFor("then   Homeroom 102")
		term.WaitFor("now    12")
		term.WaitFor("! changed by k.alder at 08:00")
		term.WaitFor("South")
		term.Press("esc")
		term.WaitFor("What you typed is kept")
	}
}
