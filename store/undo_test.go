package store_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func takeBack(t testing.TB, s *store.Store, r store.UndoRequest) (store.Undo, int64) {
	t.Helper()
	u, err := s.PlanUndo(ctx, "kim", r)
	if err != nil {
		t.Fatal(err)
	}
	if len(u.Changes) == 0 {
		return u, 0
	}
	receipt, err := s.Apply(ctx, u.Act, u.Changes)
	if err != nil {
		t.Fatal(err)
	}
	return u, receipt.Act
}

// give assigns the second iPad to a new person on line 7 and moves the first one on line 8.
func give(t *testing.T, s *store.Store) int64 {
	t.Helper()
	u := store.User{UserID: "Bo.Quill", FullName: "Bo Quill", Site: "OAK"}
	two := device(t, s, "DMPX10000002")
	room := setRoom(device(t, s, "DMPX10000001"), "12")
	room.Line = 8
	receipt := storetest.Apply(t, s,
		store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u), Line: 7},
		store.Change{Record: store.KindDevice, Key: two.Serial, Version: two.Version, Line: 7, Fields: []store.FieldChange{
			{Field: store.FieldUsername, New: "Bo.Quill"}, {Field: store.FieldFullName, New: "Bo Quill"},
		}}, room)
	return receipt.Act
}

func sameRecords(t *testing.T, s *store.Store, devices []store.Device, users []store.User) {
	t.Helper()
	nowDevices, err := s.Devices(ctx)
	if err != nil {
		t.Fatal(err)
	}
	nowUsers, err := s.Users(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(nowDevices) != len(devices) || len(nowUsers) != len(users) {
		t.Fatalf("%d devices and %d users, want %d and %d", len(nowDevices), len(nowUsers), len(devices), len(users))
	}
	for i := range devices {
		devices[i].Version, nowDevices[i].Version = 0, 0
		if devices[i] != nowDevices[i] {
			t.Errorf("device %+v, want %+v", nowDevices[i], devices[i])
		}
	}
	for i := range users {
		users[i].Version, nowUsers[i].Version = 0, 0
		if users[i] != nowUsers[i] {
			t.Errorf("user %+v, want %+v", nowUsers[i], users[i])
		}
	}
}

func TestUndo_R87_PutsEveryFieldBackAndCanBeUndone(t *testing.T) {
	s := school(t)
	devices, _ := s.Devices(ctx)
	users, _ := s.Users(ctx)
	act := give(t, s)
	changed, _ := s.Devices(ctx)
	changedUsers, _ := s.Users(ctx)
	u, undo := takeBack(t, s, store.UndoRequest{Act: act})
	if len(u.Refused) != 0 || len(u.Changes) != 3 {
		t.Fatalf("%+v", u)
	}
	sameRecords(t, s, devices, users)
	sum, _, _ := s.Act(ctx, act)
	if sum.UndoneBy != undo {
		t.Fatalf("act %d says undone by %d, want %d", act, sum.UndoneBy, undo)
	}
	_, redo := takeBack(t, s, store.UndoRequest{Act: undo})
	sameRecords(t, s, changed, changedUsers)
	takeBack(t, s, store.UndoRequest{Act: redo})
	sameRecords(t, s, devices, users)
	again, _ := takeBack(t, s, store.UndoRequest{Act: act})
	if len(again.Changes) != 0 || !strings.Contains(again.Refused[0].Reason, "already taken back by kim") {
		t.Fatalf("%+v", again.Refused)
	}
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
}

func TestUndo_R87_OneRowOrOneChange(t *testing.T) {
	s := school(t)
	act := give(t, s)
	takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{8}})
	if device(t, s, "DMPX10000001").Room != "" || device(t, s, "DMPX10000002").Username != "Bo.Quill" {
		t.Fatal("line 8 only was to be taken back")
	}
	story, _ := s.History(ctx, "DMPX10000002")
	last := story[len(story)-1]
	takeBack(t, s, store.UndoRequest{Entry: last.ID})
	if device(t, s, "DMPX10000002").Username != "" {
		t.Fatal("the change was not taken back")
	}
	if user(t, s, "bo.quill").FullName != "Bo Quill" {
		t.Fatal("the person's record was not to be touched")
	}
	for _, missing := range []store.UndoRequest{{Act: 99}, {Entry: 999}, {Act: act, Lines: []int{3}}} {
		if _, err := s.PlanUndo(ctx, "kim", missing); store.CodeOf(err) != store.CodeNotFound {
			t.Errorf("%+v: %v", missing, err)
		}
	}
}

func TestUndo_R87_RefusesWhatSomebodyChangedSinceWithWhoAndWhen(t *testing.T) {
	s := school(t)
	act := give(t, s)
	storetest.Edit(t, s, "lee", "DMPX10000001", map[store.Field]string{store.FieldRoom: "99"})
	u, _ := takeBack(t, s, store.UndoRequest{Act: act})
	if len(u.Refused) != 1 || !strings.Contains(u.Refused[0].Reason, "changed since by lee at 2026-08-24") {
		t.Fatalf("%+v", u.Refused)
	}
	if device(t, s, "DMPX10000001").Room != "99" || device(t, s, "DMPX10000002").Username != "" {
		t.Fatal("the rest was to be put back, lee's room kept")
	}
}

func TestUndo_R30_KeepsAPersonWhomAnotherDeviceNames(t *testing.T) {
	s := school(t)
	act := give(t, s)
	third := store.Device{Serial: "C02X10000003", AssetTag: "3000003", Site: "OAK", Username: "bo.quill"}
	storetest.MustDevice(t, s, third)
	u, _ := takeBack(t, s, store.UndoRequest{Act: act})
	if len(u.Refused) != 1 || !strings.Contains(u.Refused[0].Reason, "device C02X10000003 still points at this user") {
		t.Fatalf("%+v", u.Refused)
	}
	if user(t, s, "bo.quill").UserID != "Bo.Quill" {
		t.Fatal("the person is gone")
	}
}

func TestUndo_KeepsASiteThatOthersUse(t *testing.T) {
	s := storetest.Open(t)
	site := store.Site{Code: "ELM", Name: "Elm", Solution: store.SolutionAlternate}
	d := store.Device{Serial: "C02X10000009", Site: "ELM"}
	act := storetest.Apply(t, s,
		store.Change{Record: store.KindSite, Key: "ELM", Fields: store.SiteFields(site)},
		store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d), Line: 2}).Act
	storetest.MustDevice(t, s, store.Device{Serial: "C02X10000010", Site: "ELM"})
	u, _ := takeBack(t, s, store.UndoRequest{Act: act})
	if len(u.Refused) != 1 || u.Refused[0].Entry.Record != store.KindSite || len(u.Changes) != 1 {
		t.Fatalf("%+v", u)
	}
}

func TestHistory_PersonSeesDevicesGivenAndTaken(t *testing.T) {
	s := school(t)
	act := give(t, s)
	takeBack(t, s, store.UndoRequest{Act: act})
	story, err := s.History(ctx, "BO.QUILL")
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, e := range story {
		seen = append(seen, string(e.Record)+" "+e.Title)
	}
	if got := strings.Join(seen, "; "); got != "user test; device test; device undo of save 5 (test); user undo of save 5 (test)" {
		t.Fatalf("the story is %s", got)
	}
	if story[0].UndoneBy != story[3].ID || story[3].Undoes != story[0].ID {
		t.Fatalf("%+v", story)
	}
	if _, err := s.History(ctx, "nobody"); store.CodeOf(err) != store.CodeNotFound {
		t.Fatal(err)
	}
}

// A row is a person and a device: where one of the two moved since, neither goes back, or the device would be
// left in the hands of somebody who is no longer on record.
func TestUndo_R87_ARowGoesBackWholeOrStays(t *testing.T) {
	s := school(t)
	act := give(t, s)
	two := device(t, s, "DMPX10000002")
	cy := store.User{UserID: "Cy.Roe", FullName: "Cy Roe", Site: "OAK"}
	next, err := s.Apply(ctx, store.Act{Operator: "lee", Kind: store.ActSetup, Title: "next"}, []store.Change{
		{Record: store.KindUser, Key: cy.Key(), Fields: store.UserFields(cy), Line: 2},
		{Record: store.KindDevice, Key: two.Serial, Version: two.Version, Line: 2, Fields: []store.FieldChange{
			{Field: store.FieldUsername, Old: "Bo.Quill", New: "Cy.Roe"}, {Field: store.FieldFullName, Old: "Bo Quill", New: "Cy Roe"},
		}},
	})
	must(t, err)
	u, _ := takeBack(t, s, store.UndoRequest{Act: act})
	if len(u.Refused) != 2 || !strings.Contains(u.Refused[0].Reason, "device DMPX10000002 was changed since by lee") {
		t.Fatalf("%+v", u.Refused)
	}
	if user(t, s, "bo.quill").FullName != "Bo Quill" || device(t, s, "DMPX10000001").Room != "" {
		t.Fatal("line 7 was to stay whole and line 8 to go back")
	}
	takeBack(t, s, store.UndoRequest{Act: next.Act})
	if device(t, s, two.Serial).Username != "Bo.Quill" {
		t.Fatal("the device was to go back to Bo")
	}
	takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{7}})
	if _, err := s.User(ctx, "bo.quill"); store.CodeOf(err) != store.CodeNotFound || device(t, s, two.Serial).Username != "" {
		t.Fatal("now the row was to go back", err)
	}
}

func TestUndo_R87_APersonGoesWithTheLastDeviceOfTheSameImport(t *testing.T) {
	s := school(t)
	storetest.MustDevice(t, s, store.Device{Serial: "C02X10000003", AssetTag: "3000003", Site: "OAK"})
	devices, _ := s.Devices(ctx)
	users, _ := s.Users(ctx)
	bo := store.User{UserID: "Bo.Quill", FullName: "Bo Quill", Site: "OAK"}
	ipad, mac := device(t, s, "DMPX10000002"), device(t, s, "C02X10000003")
	given := []store.FieldChange{{Field: store.FieldUsername, New: "Bo.Quill"}}
	act := storetest.Apply(t, s,
		store.Change{Record: store.KindUser, Key: bo.Key(), Fields: store.UserFields(bo), Line: 2},
		store.Change{Record: store.KindDevice, Key: ipad.Serial, Version: ipad.Version, Line: 2, Fields: given},
		store.Change{Record: store.KindDevice, Key: mac.Serial, Version: mac.Version, Line: 3, Fields: given}).Act
	first, _ := takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{2}})
	if len(first.Refused) != 1 || first.Refused[0].Entry.Record != store.KindUser || user(t, s, "bo.quill").UserID == "" {
		t.Fatalf("Bo still has the Mac: %+v", first.Refused)
	}
	second, _ := takeBack(t, s, store.UndoRequest{Act: act, Lines: []int{3}})
	if len(second.Refused) != 0 {
		t.Fatalf("%+v", second.Refused)
	}
	sameRecords(t, s, devices, users)
	if faults, _, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
}

func TestUndo_DoesNotGiveADeviceBackToAPersonWhoIsGone(t *testing.T) {
	s := school(t)
	one := device(t, s, "DMPX10000001")
	take := setRoom(one, "1")
	take.Fields = []store.FieldChange{{Field: store.FieldUsername, Old: one.Username, New: one.Serial}, {Field: store.FieldFullName, Old: "Ada Byrne"}}
	act := storetest.Apply(t, s, take).Act
	ada := user(t, s, "ada.byrne")
	gone := store.Change{Record: store.KindUser, Key: ada.Key(), Version: ada.Version, Delete: true}
	for _, f := range store.UserFields(ada) {
		gone.Fields = append(gone.Fields, store.FieldChange{Field: f.Field, Old: f.New})
	}
	storetest.Apply(t, s, gone)
	u, _ := takeBack(t, s, store.UndoRequest{Act: act})
	if len(u.Changes) != 0 || !strings.Contains(u.Refused[0].Reason, "user Ada.Byrne, who had device DMPX10000001, is not on record any more") {
		t.Fatalf("%+v", u)
	}
}

// Half of what a person saved in one act would leave the records as nobody ever meant them.
func TestUndo_OneChangeOfASwapTakesTheOtherWithIt(t *testing.T) {
	s := school(t)
	give(t, s)
	one, two := device(t, s, "DMPX10000001"), device(t, s, "DMPX10000002")
	swap := []store.Change{
		{Record: store.KindDevice, Key: one.Serial, Version: one.Version, Fields: []store.FieldChange{{Field: store.FieldUsername, Old: one.Username, New: two.Username}}},
		{Record: store.KindDevice, Key: two.Serial, Version: two.Version, Fields: []store.FieldChange{{Field: store.FieldUsername, Old: two.Username, New: one.Username}}},
	}
	if _, err := s.Apply(ctx, store.Act{Operator: "kim", Kind: store.ActEdit, Title: "swap"}, swap); err != nil {
		t.Fatal(err)
	}
	story, err := s.History(ctx, one.Serial)
	must(t, err)
	takeBack(t, s, store.UndoRequest{Entry: story[len(story)-1].ID})
	if device(t, s, one.Serial).Username != one.Username || device(t, s, two.Serial).Username != two.Username {
		t.Error("one person holds both")
	}
}

func TestUndo_SaysBeforehandThatATagOrAccountIsSomebodyElsesNow(t *testing.T) {
	s := school(t)
	storetest.Edit(t, s, "kim", "DMPX10000001", map[store.Field]string{store.FieldAssetTag: "5999999"})
	acts, err := s.Acts(ctx, 1)
	must(t, err)
	taken := device(t, s, "DMPX10000002")
	free := taken.AssetTag
	storetest.Edit(t, s, "lee", "DMPX10000002", map[store.Field]string{store.FieldAssetTag: "5000001"})
	u, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: acts[0].ID})
	must(t, err)
	if len(u.Changes) != 0 || len(u.Refused) != 1 || u.Refused[0].Reason != "Asset Tag 5000001 is on device DMPX10000002 now" {
		t.Fatalf("%+v", u)
	}
	storetest.Edit(t, s, "lee", "DMPX10000002", map[store.Field]string{store.FieldAssetTag: free})
	if u, err := s.PlanUndo(ctx, "kim", store.UndoRequest{Act: acts[0].ID}); err != nil || len(u.Changes) != 1 {
		t.Fatalf("%+v, %v", u, err)
	}

	storetest.MustUser(t, s, store.User{UserID: "cy", ManagedAppleAccount: "cy@oak.example"})
	cy := user(t, s, "cy")
	storetest.Apply(t, s, store.Change{Record: store.KindUser, Key: "cy", Version: cy.Version, Fields: []store.FieldChange{
		{Field: store.FieldManagedAppleAccount, Old: "cy@oak.example"},
	}})
	acts, err = s.Acts(ctx, 1)
	must(t, err)
	storetest.MustUser(t, s, store.User{UserID: "di", ManagedAppleAccount: "CY@oak.example"})
	u, err = s.PlanUndo(ctx, "kim", store.UndoRequest{Act: acts[0].ID})
	must(t, err)
	if len(u.Changes) != 0 || len(u.Refused) != 1 || u.Refused[0].Reason != "Managed Apple Account cy@oak.example is on user di now" {
		t.Fatalf("R-05: %+v", u)
	}
}

func TestUndo_TitlesOfUndoneUndosDoNotGrow(t *testing.T) {
	s := school(t)
	act := give(t, s)
	var title string
	for range 4 {
		u, next := takeBack(t, s, store.UndoRequest{Act: act})
		act, title = next, u.Title
	}
	if title != "undo of save 8 (undo of save 7)" {
		t.Errorf("got %q", title)
	}
}

func TestUndo_OfTagsThatTwoDevicesExchangedGivesBothBack(t *testing.T) {
	s := school(t)
	one, two := device(t, s, "DMPX10000001"), device(t, s, "DMPX10000002")
	tag := func(d store.Device, tag string) store.Change {
		return store.Change{
			Record: store.KindDevice, Key: d.Serial, Version: d.Version,
			Fields: []store.FieldChange{{Field: store.FieldAssetTag, Old: d.AssetTag, New: tag}},
		}
	}
	receipt := storetest.Apply(t, s, tag(one, two.AssetTag), tag(two, one.AssetTag))
	u, _ := takeBack(t, s, store.UndoRequest{Act: receipt.Act})
	if len(u.Refused) > 0 || device(t, s, one.Serial).AssetTag != one.AssetTag || device(t, s, two.Serial).AssetTag != two.AssetTag {
		t.Errorf("%+v", u.Refused)
	}
}
