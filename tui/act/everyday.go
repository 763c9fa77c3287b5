package act

import (
	"fmt"

	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/tui/screen"
)

// assign gives a device to a person: whichever of the two was named, the other is looked for.
func assign(env screen.Env, m screen.ActMsg) screen.Screen {
	if m.Record == store.KindUser {
		return newDevicePicker(env, title(m), "Which device for %s?", forUser(m.Keys[0]), func(serial string) *deed {
			return handing(env, title(m), serial, m.Keys[0])
		})
	}
	return newUserPicker(env, title(m), m.Keys[0])
}

func handing(env screen.Env, name, serial, userID string) *deed {
	return &deed{
		env: env, name: name, wanted: touching([]string{serial}, userID), about: []ref{{store.KindDevice, serial}, {store.KindUser, userID}},
		how: func(r *store.Records) edit.Plan { return edit.Assign(r, serial, userID) },
	}
}

// takeBack takes a device back; from a person, the device is looked for among those they hold.
func takeBack(env screen.Env, m screen.ActMsg) screen.Screen {
	if m.Record == store.KindUser {
		return newDevicePicker(env, title(m), "Which device does %s give back?", heldBy(m.Keys[0]), func(serial string) *deed {
			return clearing(env, title(m), serial)
		})
	}
	return clearing(env, title(m), m.Keys[0])
}

func clearing(env screen.Env, name, serial string) *deed {
	return &deed{
		env: env, name: name, wanted: touching([]string{serial}), about: []ref{{store.KindDevice, serial}},
		how: func(r *store.Records) edit.Plan { return edit.Clear(r, serial) },
	}
}

// swapWith asks for the other device.
func swapWith(env screen.Env, m screen.ActMsg) screen.Screen {
	if m.Record == store.KindUser {
		return newNotice(env, title(m), "Devices are swapped, not users: open one of the devices and swap there.")
	}
	return newDevicePicker(env, title(m), "Swap %s with which device?", but(m.Keys[0]), func(serial string) *deed {
		return swapping(env, title(m), m.Keys[0], serial)
	})
}

func swap(env screen.Env, m screen.ActMsg) screen.Screen {
	if m.Record == store.KindUser {
		return swapWith(env, m)
	}
	return swapping(env, title(m), m.Keys[0], m.Keys[1])
}

func swapping(env screen.Env, name, a, b string) *deed {
	return &deed{
		env: env, name: name, wanted: touching([]string{a, b}), about: []ref{{store.KindDevice, a}, {store.KindDevice, b}},
		how: func(r *store.Records) edit.Plan { return edit.Swap(r, a, b) },
	}
}

// depart marks a person as leaving, or takes the mark away: whichever is not so when it is asked for. Should somebody
// else do the same meanwhile, it is never turned round.
func depart(env screen.Env, m screen.ActMsg) screen.Screen {
	if m.Record != store.KindUser {
		return newNotice(env, title(m), "A person departs, not a device: open the user and mark them there.")
	}
	id := m.Keys[0]
	return &deed{
		env: env, name: title(m), wanted: store.Wanted{UserIDs: []string{id}}, about: []ref{{m.Record, id}},
		decide: func(r *store.Records) planner {
			u := r.User(id)
			departing := u == nil || !u.Departing
			return func(r *store.Records) edit.Plan { return edit.Depart(r, id, departing) }
		},
	}
}

// placing sets the position of a person, or of a device that nobody on record holds.
func placing(env screen.Env, name string, kind store.Kind, key, position string) *deed {
	w := touching(nil, key)
	if kind == store.KindDevice {
		w = touching([]string{key})
	}
	return &deed{env: env, name: name, wanted: w, about: []ref{{kind, key}}, how: func(r *store.Records) edit.Plan {
		if kind == store.KindUser {
			return edit.Position(r, key, position)
		}
		if d := r.Device(key); d != nil && d.Username != "" && r.HasUser(d.Username, &store.Place{}) {
			return edit.Position(r, d.Username, position)
		}
		return edit.Set(r, kind, key, []edit.Value{{Field: store.FieldPosition, Text: position, Clear: position == ""}})
	}}
}

// touching is what an act on these devices and people has to know: also who has a serial number as User ID, which a
// placeholder would name.
func touching(serials []string, users ...string) store.Wanted {
	return store.Wanted{Serials: serials, UserIDs: append(users, serials...)}
}

func keysOf(n int, kind store.Kind, key string) string {
	if n == 1 {
		return fmt.Sprintf("the %s %s", kind, key)
	}
	return count(n, kind)
}
