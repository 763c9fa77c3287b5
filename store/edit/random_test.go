package edit_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/edit"
)

// seed makes the acts of the random day; another one makes another day.
const seed = 20261101

// randomDay is a district on which acts fall as they come.
type randomDay struct {
	*district
	*rand.Rand
	made map[string]int // what became of the acts
}

// anything is one of the list.
func anything[T any](d *randomDay, list ...T) T { return list[d.IntN(len(list))] }

// serial is a serial number: mostly of a device on record, as typed.
func (d *randomDay) serial() string {
	n := d.IntN(30)
	return anything(d, fmt.Sprintf("OAKRND%06d", n), fmt.Sprintf("oakrnd%06d ", n))
}

// id is a User ID: mostly of a person on record, now and then a serial number or nonsense.
func (d *randomDay) id() string {
	switch d.IntN(12) {
	case 0:
		return strings.TrimSpace(d.serial())
	case 1:
		return anything(d, "0471", "471", "00471", "no body", "x\x1b")
	}
	return anything(d, "u", "U") + fmt.Sprint(d.IntN(12))
}

// value is something typed into a field, or the field cleared.
func (d *randomDay) value(f store.Field) edit.Value {
	if d.IntN(5) == 0 {
		return edit.Value{Field: f, Clear: true}
	}
	v := edit.Value{Field: f}
	switch f {
	case store.FieldSerial:
		v.Text = d.serial()
	case store.FieldUsername, store.FieldUserID:
		v.Text = d.id()
	case store.FieldAssetTag:
		v.Text = anything(d, "200000", "500000", "0700000", "700000") + fmt.Sprint(d.IntN(10))
	case store.FieldManagedAppleAccount:
		v.Text = anything(d, "a", "B") + fmt.Sprint(d.IntN(6)) + "@oak.example"
	case store.FieldSite:
		v.Text = anything(d, oak, oak, fern, "ELM")
	case store.FieldPosition:
		v.Text = anything(d, "student", "T", "staff", "boss")
	case store.FieldPlatform, store.FieldDeparting:
		v.Text = anything(d, edit.Choices(f)...)
	default:
		v.Text = anything(d, "", "one", "two", "2030")
	}
	return v
}

func (d *randomDay) values(fields []store.Field) []edit.Value {
	list := make([]edit.Value, 1+d.IntN(4))
	for i := range list {
		list[i] = d.value(anything(d, fields...))
	}
	return list
}

// act is something that somebody may do: what it needs to read, and what it plans on that.
func (d *randomDay) act() (store.Wanted, func(*store.Records) edit.Plan) {
	switch a, b, id := d.serial(), d.serial(), d.id(); d.IntN(8) {
	case 0:
		return edit.Wanted(store.KindDevice, []string{a}, []edit.Value{text(store.FieldUsername, id)}),
			func(r *store.Records) edit.Plan { return edit.Assign(r, a, id) }
	case 1:
		return edit.Wanted(store.KindDevice, []string{a}, nil), func(r *store.Records) edit.Plan { return edit.Clear(r, a) }
	case 2:
		return edit.Wanted(store.KindDevice, []string{a, b}, nil), func(r *store.Records) edit.Plan { return edit.Swap(r, a, b) }
	case 3:
		leaving := d.IntN(2) == 0
		return edit.Wanted(store.KindUser, []string{id}, nil), func(r *store.Records) edit.Plan { return edit.Depart(r, id, leaving) }
	case 4:
		position := anything(d, "", "student", "teacher", "boss")
		return edit.Wanted(store.KindUser, []string{id}, nil), func(r *store.Records) edit.Plan { return edit.Position(r, id, position) }
	case 5:
		kind := anything(d, store.KindDevice, store.KindUser)
		values := append(d.values(edit.Fields(kind, true)), d.value(edit.Fields(kind, true)[0]), text(store.FieldSite, anything(d, oak, fern)))
		return edit.Wanted(kind, nil, values), func(r *store.Records) edit.Plan { return edit.New(r, kind, values) }
	case 6:
		values := d.values(edit.Fields(store.KindDevice, false))
		return edit.Wanted(store.KindDevice, []string{a}, values), func(r *store.Records) edit.Plan { return edit.Set(r, store.KindDevice, a, values) }
	default:
		values := d.values(edit.Fields(store.KindUser, false))
		return edit.Wanted(store.KindUser, []string{id}, values), func(r *store.Records) edit.Plan { return edit.Set(r, store.KindUser, id, values) }
	}
}

// whole is the picture of all that is on record.
func (d *district) whole() *store.Records {
	d.t.Helper()
	ctx := context.Background()
	devices, err := d.st.Devices(ctx)
	users, err2 := d.st.Users(ctx)
	sites, err3 := d.st.Sites(ctx)
	if err := errors.Join(err, err2, err3); err != nil {
		d.t.Fatal(err)
	}
	return store.NewRecords(sites, devices, users, "")
}

// do plans an act, saves it, and plans it again; now and then it is taken back.
func (d *randomDay) do(n int) {
	wanted, plan := d.act()
	p, all := plan(d.read(wanted)), plan(d.whole())
	if got, want := fmt.Sprint(lines(p), p.Findings), fmt.Sprint(lines(all), all.Findings); got != want {
		d.t.Fatalf("act %d, %s: from what Wanted reads it is\n%s\nand from all there is\n%s", n, p.Title, got, want)
	}
	if p.Failed() || len(p.Changes) == 0 {
		d.made[map[bool]string{true: "refused", false: "same"}[p.Failed()]]++
		return
	}
	receipt := d.save(p)
	d.made["saved"]++
	d.sound(n, p)
	if d.IntN(10) == 0 {
		d.undo(receipt.Act)
		d.made["taken back"]++
		d.sound(n, p)
		if again := plan(d.read(wanted)); fmt.Sprint(lines(again)) != fmt.Sprint(lines(p)) && !renews(p) {
			d.t.Fatalf("act %d, %s: after its undo it would do\n%q\nnot\n%q", n, p.Title, lines(again), lines(p))
		}
	}
}

// renews reports whether a plan makes a record, or takes one away: after its undo the order of the records is another.
func renews(p edit.Plan) bool {
	return slices.ContainsFunc(p.Changes, func(c store.Change) bool { return c.Delete || c.Create() })
}

// sound holds the records against what must always be so.
func (d *randomDay) sound(n int, p edit.Plan) {
	d.t.Helper()
	devices, users := d.records()
	tags, accounts, people, apps := map[string]string{}, map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, u := range users {
		people[u.Key()] = true
		if account := strings.ToLower(u.ManagedAppleAccount); account != "" {
			if other := accounts[account]; other != "" {
				d.t.Fatalf("act %d, %s: %s and %s have one Managed Apple Account", n, p.Title, other, u.UserID)
			}
			accounts[account] = u.UserID
		}
	}
	for _, v := range devices {
		if v.AssetTag != "" && tags[v.AssetTag] != "" {
			d.t.Fatalf("act %d, %s: %s and %s carry one asset tag", n, p.Title, tags[v.AssetTag], v.Serial)
		}
		tags[v.AssetTag] = v.Serial
		if v.Held() && !people[store.UserKey(v.Username)] {
			d.t.Fatalf("act %d, %s: device %s points at %s, who is not there", n, p.Title, v.Serial, v.Username)
		}
		if v.Position != "" {
			apps[store.UserKey(v.Username)] = true
		}
	}
	for _, u := range users {
		if sent := u.Invitation == store.InvitationInvited; sent != apps[u.Key()] {
			d.t.Fatalf("act %d, %s: %s has a position on a device: %v, and the invitation is %q (R-15)", n, p.Title, u.UserID, apps[u.Key()], u.Invitation)
		}
	}
}

func TestEveryAct_OnARandomDayTheRecordsStaySound(t *testing.T) {
	t.Logf("seed %d", seed)
	d := &randomDay{newDistrict(t), rand.New(rand.NewPCG(seed, 0)), map[string]int{}}
	for i := range 24 {
		d.save(edit.New(d.read(store.Wanted{}), store.KindDevice, []edit.Value{
			text(store.FieldSerial, fmt.Sprintf("OAKRND%06d", i)), text(store.FieldSite, []string{oak, oak, fern}[i%3]),
		}))
	}
	for i := range 10 {
		d.save(edit.New(d.read(store.Wanted{}), store.KindUser, []edit.Value{
			text(store.FieldUserID, fmt.Sprintf("u%d", i)), text(store.FieldPosition, cmp.Or([]string{"student", "teacher", ""}[i%3], " ")),
		}))
	}
	for n := range 1500 {
		d.do(n)
	}
	d.clean()
	t.Logf("%v", d.made)
	for _, what := range []string{"saved", "refused", "same", "taken back"} {
		if d.made[what] < 40 {
			t.Errorf("%d acts were %s: the day is too quiet", d.made[what], what)
		}
	}
}
