package device_test

import (
	"context"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/device"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

func TestRecord_R50_R61_OwnershipAndTheEnrolmentRequestForItsPlatform(t *testing.T) {
	env := district.Env(t)
	d, err := env.Store.Device(context.Background(), "LKPH8RQLZPML") // an iPad of anouk.ivermere, who has a Mac, too
	if err != nil {
		t.Fatal(err)
	}
	q := store.Request{UserID: "anouk.ivermere", Platform: "iOS", Ownership: "Employee Owned", UserEnrollment: "Yes"}
	storetest.Apply(t, env.Store,
		store.Change{Record: store.KindRequest, Key: q.Key(), Fields: store.RequestFields(q)},
		store.Change{Record: store.KindDevice, Key: d.Serial, Version: d.Version, Fields: []store.FieldChange{{Field: store.FieldOwnership, New: "Personal"}}})
	term := tuitest.Start(t, tui.New(env, device.Record(env, d.Serial)), 120, 40)
	term.WaitFor("MDM (Apple User Enrollment), Employee Owned")
	term.WaitFor("Personal")
	env = district.Session(env)
	term = tuitest.Start(t, tui.New(env, device.Record(env, "LKMB4BB18AA0")), 120, 40)
	term.WaitFor("Changed")
	term.WaitGone("Enrolment request")
}
