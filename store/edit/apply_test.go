package edit_test

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/storetest"
)

// district is the records of two sites on a real store.
type district struct {
	t  *testing.T
	st *store.Store
}

func newDistrict(t *testing.T, records ...any) *district {
	t.Helper()
	d := &district{t, storetest.Open(t)}
	for _, s := range sites() {
		storetest.MustSite(t, d.st, s)
	}
	for _, r := range records {
		switch r := r.(type) {
		case store.Device:
			storetest.MustDevice(t, d.st, r)
		case store.User:
			storetest.MustUser(t, d.st, r)
		}
	}
	return d
}

// read is what must be read for an act.
func (d *district) read(w store.Wanted) *store.Records {
	d.t.Helper()
	r, err := d.st.Records(context.Background(), w)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

// save saves a plan and answers the act.
func (d *district) save(p edit.Plan) store.Receipt {
	d.t.Helper()
	receipt, err := d.st.Apply(context.Background(), p.Act("test"), p.Changes)
	if err != nil {
		d.t.Fatalf("%s: %v", p.Title, err)
	}
	return receipt
}

// undo takes an act back whole.
func (d *district) undo(act int64) {
	d.t.Helper()
	u, err := d.st.PlanUndo(context.Background(), "test", store.UndoRequest{Act: act})
	if err != nil || len(u.Refused) > 0 {
		d.t.Fatalf("undo: %v, refused %+v", err, u.Refused)
	}
	if _, err := d.st.Apply(context.Background(), u.Act, u.Changes); err != nil {
		d.t.Fatalf("%s: %v", u.Title, err)
	}
}

// records are all devices and users as they stand, without their versions.
func (d *district) records() (devices []store.Device, users []store.User) {
	d.t.Helper()
	devices, err := d.st.Devices(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	users, err = d.st.Users(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	for i := range devices {
		devices[i].Version = 0
	}
	for i := range users {
		users[i].Version = 0
	}
	slices.SortFunc(users, func(a, b store.User) int { return cmp.Compare(a.Key(), b.Key()) })
	slices.SortFunc(devices, func(a, b store.Device) int { return cmp.Compare(a.Serial, b.Serial) })
	return devices, users
}

func (d *district) clean() {
	d.t.Helper()
	faults, _, err := d.st.Verify(context.Background())
	if err != nil || len(faults) > 0 {
		d.t.Fatalf("verify: %v %+v", err, faults)
	}
}

// everyAct are the acts, each on the district of TestEveryAct.
var everyAct = []struct {
	name   string
	wanted store.Wanted
	plan   func(*store.Records) edit.Plan
}{
	{
		"assign", edit.Wanted(store.KindDevice, []string{mini2.Serial}, []edit.Value{text(store.FieldUsername, "ana")}),
		func(r *store.Records) edit.Plan { return edit.Assign(r, mini2.Serial, "ana") },
	},
	{
		"clear", edit.Wanted(store.KindDevice, []string{mini.Serial}, nil),
		func(r *store.Records) edit.Plan { return edit.Clear(r, mini.Serial) },
	},
	{
		"depart", edit.Wanted(store.KindUser, []string{"ana"}, nil),
		func(r *store.Records) edit.Plan { return edit.Depart(r, "ana", true) },
	},
	{
		"position", edit.Wanted(store.KindUser, []string{"teo.l"}, nil),
		func(r *store.Records) edit.Plan { return edit.Position(r, "teo.l", "") },
	},
	{
		"edit a device", edit.Wanted(store.KindDevice, []string{mini2.Serial}, []edit.Value{text(store.FieldAssetTag, "2000009")}),
		func(r *store.Records) edit.Plan {
			return set(r, mini2, text(store.FieldAssetTag, "2000009"), text(store.FieldRoom, "12"))
		},
	},
	{
		"edit a user", edit.Wanted(store.KindUser, []string{"teo.l"}, nil),
		func(r *store.Records) edit.Plan { return setUser(r, teo, text(store.FieldFullName, "Teo Lind")) },
	},
	{
		"change the letters of a User ID", edit.Wanted(store.KindUser, []string{"teo.l"}, nil),
		func(r *store.Records) edit.Plan { return setUser(r, teo, text(store.FieldUserID, "teo.l")) },
	},
}

func TestEveryAct_R86_PlannedAgainChangesNothingAndUndoPutsAllBack(t *testing.T) {
	for _, c := range everyAct {
		t.Run(c.name, func(t *testing.T) {
			d := newDistrict(t, ana, teo, bea, held(mini, teo), mini2, held(air, teo), held(fernAir, bea))
			devices, users := d.records()
			p := c.plan(d.read(c.wanted))
			if p.Failed() || len(p.Changes) == 0 {
				t.Fatalf("it changes nothing:\n%s", words(p))
			}
			receipt := d.save(p)
			changes(t, c.plan(d.read(c.wanted)))
			d.undo(receipt.Act)
			undoneDevices, undoneUsers := d.records()
			if !slices.Equal(devices, undoneDevices) || !slices.Equal(users, undoneUsers) {
				t.Errorf("undo leaves\n%+v\n%+v", undoneDevices, undoneUsers)
			}
			d.clean()
		})
	}
}

func TestSwap_TwiceIsAsBeforeAndUndoPutsBothBack(t *testing.T) {
	d := newDistrict(t, ana, teo, held(mini, teo), held(mini2, ana))
	devices, users := d.records()
	wanted := edit.Wanted(store.KindDevice, []string{mini.Serial, mini2.Serial}, nil)
	swap := func() edit.Plan { return edit.Swap(d.read(wanted), mini.Serial, mini2.Serial) }
	first := d.save(swap())
	d.undo(first.Act)
	if back, people := d.records(); !slices.Equal(devices, back) || !slices.Equal(users, people) {
		t.Errorf("undo leaves %+v", back)
	}
	d.save(swap())
	d.save(swap())
	if back, people := d.records(); !slices.Equal(devices, back) || !slices.Equal(users, people) {
		t.Errorf("swapping twice leaves %+v", back)
	}
	d.clean()
}

func TestRename_IsOneActAndUndoBringsTheOldUserIDBack(t *testing.T) {
	d := newDistrict(t, teo, held(mini, teo), held(air, teo))
	devices, users := d.records()
	values := []edit.Value{text(store.FieldUserID, "t.lind")}
	receipt := d.save(setUser(d.read(edit.Wanted(store.KindUser, []string{"teo.l"}, values)), teo, values...))
	d.clean()
	if _, err := d.st.User(context.Background(), "teo.l"); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("the old User ID is still on record: %v", err)
	}
	if got, err := d.st.Device(context.Background(), air.Serial); err != nil || got.Username != "t.lind" {
		t.Errorf("the device says %q: %v", got.Username, err)
	}
	d.undo(receipt.Act)
	if back, people := d.records(); !slices.Equal(devices, back) || !slices.Equal(users, people) {
		t.Errorf("undo leaves %+v %+v", back, people)
	}
	d.clean()
}

func TestDesk_EditsOnTopOfEachOtherAreOneAct(t *testing.T) {
	d := newDistrict(t, ana, teo, held(mini, teo), mini2)
	devices, users := d.records()
	desk := edit.On(d.read(store.Wanted{Serials: []string{mini.Serial, mini2.Serial}, UserIDs: []string{"ana", "teo.l", "teo2", "new"}}))
	all := edit.Plan{Title: "a morning's work"}
	for _, p := range []edit.Plan{
		desk.Assign(mini2.Serial, "ana"),
		desk.Position("ana", "staff"),
		desk.Swap(mini.Serial, mini2.Serial),
		desk.Set(store.KindUser, "teo.l", []edit.Value{text(store.FieldUserID, "teo2")}),
		desk.New(store.KindUser, []edit.Value{text(store.FieldUserID, "new"), text(store.FieldSite, oak)}),
		desk.Position("new", "student"),
		desk.Assign(mini.Serial, "new"),
	} {
		if p.Failed() || p.Changes == nil {
			t.Errorf("%s changes nothing:\n%s", p.Title, words(p))
		}
		all.Changes = append(all.Changes, p.Changes...)
	}
	receipt := d.save(all)
	d.clean()
	if got, _ := d.st.Device(context.Background(), mini.Serial); got.Username != "new" || got.Position != "student" {
		t.Errorf("the device is %+v", got)
	}
	d.undo(receipt.Act)
	if back, people := d.records(); !slices.Equal(devices, back) || !slices.Equal(users, people) {
		t.Errorf("undo leaves %+v %+v", back, people)
	}
}

func TestDesk_AUserIDThatChangesAndChangesBackIsSaved(t *testing.T) {
	d := newDistrict(t, teo, held(mini, teo))
	devices, users := d.records()
	desk := edit.On(d.read(store.Wanted{Serials: []string{mini.Serial}, UserIDs: []string{"teo.l", "teo2"}}))
	there := desk.Set(store.KindUser, "teo.l", []edit.Value{text(store.FieldUserID, "teo2")})
	back := desk.Set(store.KindUser, "teo2", []edit.Value{text(store.FieldUserID, "Teo.L")})
	there.Changes = append(there.Changes, back.Changes...)
	d.save(there)
	if now, people := d.records(); !slices.Equal(devices, now) || !slices.Equal(users, people) {
		t.Errorf("it leaves %+v %+v", now, people)
	}
	d.clean()
}

func TestAct_SaysWhoAndWhatSort(t *testing.T) {
	p := edit.Depart(on(teo), teo.UserID, true)
	if a := p.Act("kim"); a.Operator != "kim" || a.Kind != store.ActEdit || a.Title != p.Title {
		t.Errorf("the act is %+v", a)
	}
}
