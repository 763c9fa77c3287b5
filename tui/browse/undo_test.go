package browse_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/storetest"
	"homeroom/tui/device"
	"homeroom/tui/history"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/user"
)

// saved plans an edit of these records and saves it, as a form does.
func saved(t *testing.T, env screen.Env, plan func(r *store.Records) edit.Plan, kind store.Kind, keys ...string) {
	t.Helper()
	values := []edit.Value{{Field: store.FieldUsername, Text: "elodie"}}
	records, err := env.Store.Records(env.Context, edit.Wanted(kind, keys, values))
	if err != nil {
		t.Fatal(err)
	}
	p := plan(records)
	if p.Failed() || len(p.Changes) == 0 {
		t.Fatalf("not planned: %+v", p.Findings)
	}
	if _, err := env.Store.Apply(env.Context, p.Act(env.Operator), p.Changes); err != nil {
		t.Fatal(err)
	}
}

// back presses u and lists the records that would be put back.
func back(t *testing.T, env screen.Env, s screen.Screen, ready string) []string {
	t.Helper()
	term := tuitest.Start(t, newDesk(env, s), 80, 24)
	term.WaitFor(ready)
	term.Press("u")
	term.WaitFor("open undo ")
	_, place, _ := strings.Cut(term.Screen(), "open undo ")
	request, err := history.Request(place)
	if err != nil {
		t.Fatal(err)
	}
	u, err := env.Store.PlanUndo(env.Context, env.Operator, request)
	if err != nil {
		t.Fatal(err)
	}
	var records []string
	for _, c := range u.Changes {
		records = append(records, string(c.Record)+" "+c.Key)
	}
	slices.Sort(records)
	return records
}

func backIs(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: u puts back %v, want %v", what, got, want)
	}
}

func TestUndo_OfAPersonTakesBackTheDeviceThatWasGivenLast(t *testing.T) {
	env := school(t)
	saved(t, env, func(r *store.Records) edit.Plan { return edit.Assign(r, "OAKPAD000004", "elodie") }, store.KindDevice, "OAKPAD000004", "OAKPAD000003")
	both := []string{"device OAKPAD000004", "user elodie"}
	backIs(t, "page of the user", back(t, env, user.Record(env, "elodie"), "Devices held"), both...)
	backIs(t, "list of users", back(t, env, user.Filtered(env, "elodie"), "1 of 1"), both...)
	backIs(t, "page of the device", back(t, env, device.Record(env, "OAKPAD000004"), "Held by"), both...)
	backIs(t, "list of devices", back(t, env, device.Filtered(env, "OAKPAD000004"), "1 of 1"), both...)
	saved(t, env, func(r *store.Records) edit.Plan { return edit.Clear(r, "OAKPAD000004") }, store.KindDevice, "OAKPAD000004")
	backIs(t, "after it was taken again", back(t, env, user.Record(env, "elodie"), "Devices held"), "device OAKPAD000004")
}

func TestUndo_OfASwapAndOfANewUserIDGoesBackWhole(t *testing.T) {
	env := school(t)
	saved(t, env, func(r *store.Records) edit.Plan { return edit.Swap(r, "OAKPAD000002", "OAKPAD000003") }, store.KindDevice, "OAKPAD000002", "OAKPAD000003")
	both := []string{"device OAKPAD000002", "device OAKPAD000003"}
	for _, serial := range []string{"OAKPAD000002", "OAKPAD000003"} {
		backIs(t, serial, back(t, env, device.Record(env, serial), "Held by"), both...)
	}
	rename := []edit.Value{{Field: store.FieldUserID, Text: "elodie.marsh"}}
	saved(t, env, func(r *store.Records) edit.Plan { return edit.Set(r, store.KindUser, "elodie", rename) }, store.KindUser, "elodie", "elodie.marsh")
	renamed := []string{"device OAKPAD000002", "user elodie", "user elodie.marsh"}
	backIs(t, "page under the new User ID", back(t, env, user.Record(env, "elodie.marsh"), "Devices held"), renamed...)
	backIs(t, "list", back(t, env, user.Filtered(env, "elodie.marsh"), "1 of 1"), renamed...)
}

func TestUndo_OfARecordOfASetupLeavesTheOthersOfIt(t *testing.T) {
	env := school(t)
	many(t, env, 20)
	backIs(t, "page", back(t, env, device.Record(env, "MANY00007919"), "Held by"), "device MANY00007919")
	backIs(t, "list", back(t, env, device.Filtered(env, "MANY00007919"), "1 of 1"), "device MANY00007919")
}

func TestUndo_OfARowOfAFileTakesThatRowOnly(t *testing.T) {
	env := school(t)
	var changes []store.Change
	for line, serial := range []string{"OAKPAD000002", "OAKPAD000003"} {
		d, err := env.Store.Device(env.Context, serial)
		if err != nil {
			t.Fatal(err)
		}
		room := store.FieldChange{Field: store.FieldRoom, Old: d.Room, New: "Room 40"}
		changes = append(changes, store.Change{Record: store.KindDevice, Key: serial, Version: d.Version, Line: line + 2, Fields: []store.FieldChange{room}})
	}
	file := &store.Import{Template: "mlti", Site: "OAK", FileName: "rooms.csv", SHA256: strings.Repeat("ab", 32), Bytes: []byte("x"), Rows: 2}
	if _, err := env.Store.Apply(env.Context, store.Act{Operator: "test", Kind: store.ActImport, Title: "rooms.csv", Import: file}, changes); err != nil {
		t.Fatal(err)
	}
	term := devices(t, env, "OAKPAD000003", 80, 24)
	term.Press("u")
	term.WaitFor("open undo 14:3")
	backIs(t, "page", back(t, env, device.Record(env, "OAKPAD000003"), "Held by"), "device OAKPAD000003")
}

// in a site whose User IDs are serial numbers the history of the device is not that of the person: what goes back
// is the change that brought the person in, not the newer one of the device.
func TestUndo_R12_OfAUserNamedAsADeviceIsNotThatOfTheDevice(t *testing.T) {
	env := school(t)
	storetest.MustUser(t, env.Store, store.User{UserID: "OAKPAD000004", FullName: "Wren Coldmoor", Site: "OAK"})
	storetest.Edit(t, env.Store, "t.ostermoor", "OAKPAD000004", map[store.Field]string{store.FieldRoom: "Room 3"})
	story, err := env.Store.HistoryOf(env.Context, store.KindUser, "OAKPAD000004")
	if err != nil || len(story) != 1 {
		t.Fatalf("%+v %v", story, err)
	}
	term := users(t, env, "OAKPAD000004", 80, 24)
	term.Press("u")
	term.WaitFor(fmt.Sprintf("open undo c%d", story[0].ID))
}
