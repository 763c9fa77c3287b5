package checklist

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"homeroom/store"
	"homeroom/store/edit"
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
			list = append(list, aDevice("Which device do they get?", given(known)))
		}
	case procedure.AboutTwoDevices:
		if len(known.Devices) == 0 {
			list = append(list, aDevice("Which device is replaced?", heldBy(known.UserID)))
		}
		if len(known.Devices) < 2 {
			list = append(list, aDevice("Which device do they get instead?", given(known)))
		}
	}
	return list
}

func aPerson(question, typed string) need {
	return need{
		question: question, typed: typed, refuses: noUserID, read: people,
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

// noUserID is why a text cannot be a User ID; empty when it can.
func noUserID(typed string) string {
	_, found := store.ParseUserID(typed)
	for _, f := range found {
		if f.Severity == store.SeverityError {
			return f.Message + " (" + f.Rule + "); " + f.Remedy
		}
	}
	return ""
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
		list[i] = choice{key: u.UserID, name: personName(u), cells: cells, words: strings.ToLower(strings.Join(append(cells, u.Email, u.ManagedAppleAccount), " ")), names: []string{u.UserID}}
	}
	return list, nil
}

// order lets devices be chosen from: only those, the likely ones first, and those last against which something stands.
type order struct {
	only    func(*store.Device) bool
	first   func(*store.Device) bool
	against func(*store.Device) string // why it cannot be chosen; empty when it can
}

// given are the devices that can be given to a person: what nobody holds comes first, and last what would be refused.
func given(known *procedure.Request) func([]store.Device) order {
	return func(devices []store.Device) order {
		site := siteOf(devices, known)
		return order{
			first: func(d *store.Device) bool { return !d.Held() },
			against: func(d *store.Device) string {
				switch what := edit.Nobodys(d.Kind()); {
				case what != "":
					return what
				case slices.Contains(known.Devices, d.Serial):
					return "the one replaced"
				case known.UserID != "" && edit.SameID(d.Username, known.UserID):
					return "theirs already"
				case site != "" && edit.Foreign(d.Site, site):
					return "at another site"
				}
				return ""
			},
		}
	}
}

// siteOf is the site of the devices that the person has; empty while they have none.
func siteOf(devices []store.Device, known *procedure.Request) string {
	for i := range devices {
		if d := &devices[i]; slices.Contains(known.Devices, d.Serial) || known.UserID != "" && edit.SameID(d.Username, known.UserID) {
			return d.Site
		}
	}
	return ""
}

// heldBy are the devices of a person; without one all that somebody holds.
func heldBy(userID string) func([]store.Device) order {
	return func([]store.Device) order {
		return order{only: func(d *store.Device) bool {
			return d.Held() && (userID == "" || strings.EqualFold(d.Username, userID))
		}}
	}
}

func whether(b bool) int {
	if b {
		return 1
	}
	return 0
}

func aDevice(question string, in func([]store.Device) order) need {
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

func machines(ctx context.Context, env screen.Env, ordered func([]store.Device) order) ([]choice, error) {
	devices, err := env.Store.Devices(ctx)
	if err != nil {
		return nil, err
	}
	in, list := ordered(devices), []choice{}
	for i := range devices {
		if d := &devices[i]; in.only == nil || in.only(d) {
			list = append(list, machine(d, in))
		}
	}
	slices.SortFunc(list, func(a, b choice) int {
		return cmp.Or(a.rank-b.rank, cmp.Compare(a.cells[siteCell], b.cells[siteCell]), cmp.Compare(a.cells[0], b.cells[0]), cmp.Compare(a.key, b.key))
	})
	return list, nil
}

const siteCell = 3

// machine is a device as something to choose; one that cannot be chosen says why instead of who holds it.
func machine(d *store.Device, in order) choice {
	c := choice{key: d.Serial, name: deviceName(d), names: []string{d.AssetTag, d.Serial}, rank: 1}
	holder := "(nobody)"
	if d.Held() {
		holder = strings.TrimSpace(d.Username + "  " + d.FullName)
	}
	if in.first != nil {
		c.rank = 1 - whether(in.first(d))
	}
	if in.against != nil {
		if c.why = in.against(d); c.why != "" {
			c.rank, holder = 2, "– "+c.why
		}
	}
	c.cells = []string{d.AssetTag, d.Serial, d.KindName(), d.Site, holder}
	c.words = strings.ToLower(strings.Join(append(c.cells, d.Model), " "))
	return c
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
				list[i] = choice{key: s.Code, name: cmp.Or(s.Name, s.Code), cells: cells, words: strings.ToLower(strings.Join(cells, " ")), names: []string{s.Code}}
			}
			return list, err
		},
		take: func(b *begin, key string) { b.request.Site = key },
	}
}
