package checklist

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/procedure"
	"homeroom/tui/screen"
	"homeroom/tui/table"
)

// needs are what a procedure is begun with and is not known yet, in the order in which it is asked for.
func needs(p *procedure.Procedure, known *procedure.Request) []need {
	var list []need
	person := known.UserID == ""
	switch p.About {
	case procedure.AboutSite:
		if known.Site == "" {
			list = append(list, aSite())
		}
	case procedure.AboutUser:
		if person {
			list = append(list, aPerson("Who has left?", ""))
		}
	case procedure.AboutUserDevice:
		if person {
			list = append(list, aPerson("Who gets a device?", "goes on with a new person of this User ID"))
		}
		if len(known.Devices) == 0 {
			list = append(list, aDevice("Which device do they get?", freeFirst()))
		}
	case procedure.AboutTwoDevices:
		if len(known.Devices) == 0 {
			list = append(list, aDevice("Which device is replaced?", heldBy(known.UserID)))
		}
		if len(known.Devices) < 2 {
			list = append(list, aDevice("Which device do they get instead?", freeFirst()))
		}
	}
	return list
}

func aPerson(question, typed string) need {
	return need{
		question: question, typed: typed, read: people,
		columns: []table.Column{
			{Title: "User ID", Min: 14, Max: 40, Weight: 2},
			{Title: "Full Name", Min: 12, Max: 40, Weight: 2, Priority: 1},
			{Title: "Position", Min: 8, Priority: 4},
			{Title: "Site", Min: 5, Max: 12, Weight: 1, Priority: 2},
			{Title: "Holds", Min: 14, Max: 60, Weight: 3, Priority: 3},
		},
		take: func(b *begin, key string) { b.request.UserID = key },
	}
}

// people are the user records, and User IDs that only a device carries.
func people(ctx context.Context, env screen.Env) ([]choice, error) {
	devices, err := env.Store.Devices(ctx)
	if err != nil {
		return nil, err
	}
	users, err := env.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	held, known := map[string][]string{}, map[string]bool{}
	for i := range users {
		known[users[i].Key()] = true
	}
	for i := range devices {
		d := &devices[i]
		if !d.Held() {
			continue
		}
		key := store.UserKey(d.Username)
		held[key] = append(held[key], strings.TrimSpace(d.AssetTag+" "+d.KindName()))
		if !known[key] {
			known[key] = true
			users = append(users, store.User{UserID: d.Username, FullName: d.FullName, Position: d.Position, Site: d.Site, Email: "no user record"})
		}
	}
	slices.SortFunc(users, func(a, b store.User) int { return cmp.Compare(a.Key(), b.Key()) })
	list := make([]choice, len(users))
	for i := range users {
		u := &users[i]
		cells := []string{u.UserID, u.FullName, u.Position, u.Site, strings.Join(held[u.Key()], ", ")}
		list[i] = choice{u.UserID, cells, strings.ToLower(strings.Join(append(cells, u.Email, u.ManagedAppleAccount), " ")), []string{u.UserID}}
	}
	return list, nil
}

// order lets devices be chosen from, and puts those first that are likely; less is nil for the order of tags.
type order struct {
	only func(*store.Device) bool
	less func(a, b *store.Device) int
}

// freeFirst puts first what nobody holds.
func freeFirst() order {
	return order{less: func(a, b *store.Device) int { return whether(a.Held()) - whether(b.Held()) }}
}

// heldBy are the devices of a person; without one all that somebody holds.
func heldBy(userID string) order {
	return order{only: func(d *store.Device) bool {
		return d.Held() && (userID == "" || strings.EqualFold(d.Username, userID))
	}}
}

func whether(b bool) int {
	if b {
		return 1
	}
	return 0
}

func aDevice(question string, in order) need {
	return need{
		question: question,
		columns: []table.Column{
			{Title: "Asset Tag", Min: 9, Max: 12, Weight: 1},
			{Title: "Serial Number", Min: 12, Max: 14, Weight: 1, Short: "Serial"},
			{Title: "Kind", Min: 12, Max: 24, Weight: 2, Priority: 2},
			{Title: "Site", Min: 5, Max: 12, Weight: 1, Priority: 3},
			{Title: "Held by", Min: 12, Max: 60, Weight: 3, Priority: 1},
		},
		read: func(ctx context.Context, env screen.Env) ([]choice, error) { return machines(ctx, env, in) },
		take: func(b *begin, key string) { b.request.Devices = append(b.request.Devices, key) },
	}
}

func machines(ctx context.Context, env screen.Env, in order) ([]choice, error) {
	devices, err := env.Store.Devices(ctx)
	if err != nil {
		return nil, err
	}
	if in.only != nil {
		devices = slices.DeleteFunc(devices, func(d store.Device) bool { return !in.only(&d) })
	}
	slices.SortFunc(devices, func(a, b store.Device) int {
		first := 0
		if in.less != nil {
			first = in.less(&a, &b)
		}
		return cmp.Or(first, cmp.Compare(a.Site, b.Site), cmp.Compare(a.AssetTag, b.AssetTag), cmp.Compare(a.Serial, b.Serial))
	})
	list := make([]choice, len(devices))
	for i := range devices {
		d := &devices[i]
		holder := "(nobody)"
		if d.Held() {
			holder = strings.TrimSpace(d.Username + "  " + d.FullName)
		}
		cells := []string{d.AssetTag, d.Serial, d.KindName(), d.Site, holder}
		list[i] = choice{d.Serial, cells, strings.ToLower(strings.Join(append(cells, d.Model), " ")), []string{d.AssetTag, d.Serial}}
	}
	return list, nil
}

func aSite() need {
	return need{
		question: "At which site?",
		columns:  []table.Column{{Title: "Site", Min: 6, Max: 12, Weight: 1}, {Title: "Name", Min: 20, Max: 60, Weight: 3}, {Title: "Solution", Min: 9, Priority: 1}},
		read: func(ctx context.Context, env screen.Env) ([]choice, error) {
			sites, err := env.Store.Sites(ctx)
			list := make([]choice, len(sites))
			for i, s := range sites {
				cells := []string{s.Code, s.Name, string(s.Solution)}
				list[i] = choice{s.Code, cells, strings.ToLower(strings.Join(cells, " ")), []string{s.Code}}
			}
			return list, err
		},
		take: func(b *begin, key string) { b.request.Site = key },
	}
}
