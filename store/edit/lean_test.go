package edit_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/storetest"
)

// saved saves a plan of somebody else, on what is on record at that moment.
func (d *district) saved(plan func(*store.Records) edit.Plan) {
	d.t.Helper()
	p := plan(d.whole())
	if p.Failed() || len(p.Changes) == 0 {
		d.t.Fatalf("%s changes nothing:\n%s", p.Title, words(p))
	}
	if _, err := d.st.Apply(context.Background(), p.Act("kim"), p.Changes); err != nil {
		d.t.Fatalf("%s: %v", p.Title, err)
	}
}

// meanwhile is what somebody else may do while a question stands on the screen, none of it to the record that the
// question is about.
var meanwhile = map[string]func(*store.Records) edit.Plan{
	"renames the person": func(r *store.Records) edit.Plan { return setUser(r, teo, text(store.FieldUserID, "t.lind")) },
	"takes their other device back": func(r *store.Records) edit.Plan {
		return edit.Clear(r, air.Serial)
	},
	"repositions their other device": func(r *store.Records) edit.Plan {
		return set(r, air, text(store.FieldPosition, "staff"))
	},
	"moves their other device to another site": func(r *store.Records) edit.Plan { return set(r, air, text(store.FieldSite, fern)) },
	"gives them a third":                       func(r *store.Records) edit.Plan { return edit.Assign(r, mini2.Serial, teo.UserID) },
}

func TestEveryAct_R85_AHeldQuestionIsAConflictOnceThePersonMoved(t *testing.T) {
	spare := store.Device{Serial: "OAKSPARE0001", Site: oak, Username: "OAKSPARE0001"}
	for act, plan := range map[string]func(*store.Records) edit.Plan{
		"assign":                   func(r *store.Records) edit.Plan { return edit.Assign(r, spare.Serial, teo.UserID) },
		"assign it to somebody":    func(r *store.Records) edit.Plan { return edit.Assign(r, mini.Serial, "ana") },
		"take back":                func(r *store.Records) edit.Plan { return edit.Clear(r, mini.Serial) },
		"swap":                     func(r *store.Records) edit.Plan { return edit.Swap(r, mini.Serial, spare.Serial) },
		"position":                 func(r *store.Records) edit.Plan { return edit.Position(r, teo.UserID, "staff") },
		"position of the device":   func(r *store.Records) edit.Plan { return set(r, mini, cleared(store.FieldPosition)) },
		"site of the device":       func(r *store.Records) edit.Plan { return set(r, mini, text(store.FieldSite, fern)) },
		"rename":                   func(r *store.Records) edit.Plan { return setUser(r, teo, text(store.FieldUserID, "tl")) },
		"site of the user record":  func(r *store.Records) edit.Plan { return setUser(r, teo, text(store.FieldSite, fern)) },
		"a new device for someone": func(r *store.Records) edit.Plan { return edit.New(r, store.KindDevice, newFor(teo)) },
	} {
		for what, move := range meanwhile {
			t.Run(act+", somebody "+what, func(t *testing.T) {
				d := newDistrict(t, ana, teo, held(mini, teo), held(air, teo), spare, mini2)
				p := plan(d.whole())
				if p.Failed() || len(p.Changes) == 0 {
					t.Fatalf("it changes nothing:\n%s", words(p))
				}
				d.saved(move)
				d.conflicts(p, "by kim at 2026-")
			})
		}
	}
}

func newFor(u store.User) []edit.Value {
	return []edit.Value{text(store.FieldSerial, "OAKNEW000001"), text(store.FieldSite, oak), text(store.FieldUsername, u.UserID)}
}

// conflicts checks that a plan is refused as a whole, for these reasons, and that nothing is saved.
func (d *district) conflicts(p edit.Plan, says ...string) {
	d.t.Helper()
	before, _ := d.st.Latest(context.Background())
	_, err := d.st.Apply(context.Background(), p.Act("lee"), p.Changes)
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) {
		d.t.Fatalf("%s: saved, or %v", p.Title, err)
	}
	for _, s := range says {
		if !strings.Contains(err.Error(), s) {
			d.t.Errorf("%s: %q does not say %q", p.Title, err, s)
		}
	}
	if after, _ := d.st.Latest(context.Background()); after != before {
		d.t.Errorf("%s: something was saved", p.Title)
	}
}

func TestEveryAct_R85_AUserRecordThatWentOrCameIsAConflict(t *testing.T) {
	spare := store.Device{Serial: "OAKSPARE0001", Site: oak, Username: "OAKSPARE0001"}
	gone := func(d *district) {
		for _, u := range d.people() {
			if u.UserID == "ana" {
				c := edit.Deletion(&u)
				storetest.Apply(d.t, d.st, c)
			}
		}
	}
	came := func(d *district) {
		storetest.MustUser(d.t, d.st, store.User{UserID: strings.ToLower(spare.Serial), Site: oak})
	}
	cameForMini := func(d *district) { storetest.MustUser(d.t, d.st, store.User{UserID: mini.Serial, Site: oak}) }
	for _, c := range []struct {
		name string
		move func(*district)
		plan func(*store.Records) edit.Plan
		says string
	}{
		{"assign to who is gone", gone, func(r *store.Records) edit.Plan { return edit.Assign(r, spare.Serial, "ana") }, "user ana is not on record any more"},
		{"assign a spare that is somebody's now", came, func(r *store.Records) edit.Plan { return edit.Assign(r, spare.Serial, "ana") }, "user oakspare0001 has come on record"},
		{"swap with a spare that is somebody's now", came, func(r *store.Records) edit.Plan { return edit.Swap(r, mini.Serial, spare.Serial) }, "user oakspare0001 has come on record"},
		{"take back to a placeholder that is somebody's now", cameForMini, func(r *store.Records) edit.Plan { return edit.Clear(r, mini.Serial) }, "user oakmini00001 has come on record"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDistrict(t, ana, teo, held(mini, teo), spare)
			p := c.plan(d.whole())
			c.move(d)
			d.conflicts(p, c.says, "written by test at 2026-")
		})
	}
}

// people are the user records with their versions.
func (d *district) people() []store.User {
	d.t.Helper()
	users, err := d.st.Users(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return users
}

func TestEdit_R85_ARoomLeansOnNobody(t *testing.T) {
	d := newDistrict(t, ana, teo, held(mini, teo), held(air, teo), mini2)
	p := set(d.whole(), mini, text(store.FieldRoom, "12"), text(store.FieldAssetTag, "5000099"))
	for _, c := range p.Changes {
		if c.Bases != nil {
			t.Errorf("it leans on %+v", c.Bases)
		}
	}
	d.saved(func(r *store.Records) edit.Plan { return edit.Clear(r, air.Serial) })
	d.save(p)
}

// Edits of one save lean on the people as the database has them, not as the edits before them leave them.
func TestDesk_R85_SeveralEditsOfOneSaveAgree(t *testing.T) {
	d := newDistrict(t, ana, teo, held(mini, teo), held(air, teo), mini2)
	desk := edit.On(d.whole())
	all := edit.Plan{Title: "a morning's work"}
	for _, p := range []edit.Plan{
		desk.Clear(mini.Serial), desk.Position("teo.l", "staff"), desk.Assign(mini.Serial, "ana"), desk.Clear(air.Serial),
		desk.Set(store.KindUser, "ana", []edit.Value{text(store.FieldUserID, "ana2")}),
	} {
		all.Changes = append(all.Changes, p.Changes...)
	}
	d.save(all)
}
