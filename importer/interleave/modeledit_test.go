package interleave_test

import (
	"slices"
	"strings"

	"homeroom/store"
)

// The everyday acts, as the rules have them. Each changes the picture, or reports that it is refused.

// assign gives a device to a person, with what the user record says of them. Somebody of another site is
// refused.
func (p picture) assign(device, id string) bool {
	d, u := p.device(device), p.user(id)
	switch {
	case d == nil:
		return false
	case strings.EqualFold(d[username], id):
		return true
	case u == nil || u[site] != "" && u[site] != d[site]:
		return false
	}
	before := p.clone()
	if held(d) {
		p.clear(device)
	}
	p.edit(deviceRef(device), rec{username: u[userID], fullName: u[fullName], phone: u[phone], position: u[position]})
	p.follow(device)
	p.invite(before)
	return true
}

// follow gives a user record without a site the one of the device.
func (p picture) follow(device string) {
	d := p.device(device)
	if u := p.user(d[username]); u != nil && u[site] == "" {
		p.edit(userRef(d[username]), rec{site: d[site]})
	}
}

// clear takes the person off a device, which gets the placeholder.
func (p picture) clear(device string) {
	p.edit(deviceRef(device), rec{username: device, fullName: "", phone: "", position: ""})
}

func (p picture) takeBack(device string) bool {
	if p.device(device) == nil {
		return false
	}
	before := p.clone()
	p.clear(device)
	p.invite(before)
	return true
}

// release takes the person off a device and leaves Username empty, as a step of a removal.
func (p picture) release(device string) {
	before := p.clone()
	p.clear(device)
	p.edit(deviceRef(device), rec{username: ""})
	p.invite(before)
}

// swap exchanges who holds two devices; building and room stay.
func (p picture) swap(a, b string) bool {
	one, two := p.device(a), p.device(b)
	switch {
	case one == nil || two == nil || a == b:
		return false
	case !held(one) && !held(two) || held(one) && held(two) && strings.EqualFold(one[username], two[username]):
		return true
	}
	before := p.clone()
	for _, pair := range [...][2]rec{{one, two}, {two, one}} {
		to, from := pair[0], pair[1]
		if !held(from) {
			p.clear(to[serial])
			continue
		}
		p.edit(deviceRef(to[serial]), rec{username: from[username], fullName: from[fullName], phone: from[phone], position: from[position]})
		p.follow(to[serial])
	}
	p.invite(before)
	return true
}

// place sets the position of a person, on the user record and on all they hold.
func (p picture) place(id, value string) bool {
	if p.user(id) == nil {
		return false
	}
	before := p.clone()
	p.edit(userRef(id), rec{position: value})
	for _, device := range p.heldBy(id) {
		p.edit(deviceRef(device), rec{position: value})
	}
	p.invite(before)
	return true
}

// ring sets the phone of a person; a device that said the same as the user record follows.
func (p picture) ring(id, value string) bool {
	u := p.user(id)
	if u == nil {
		return false
	}
	p.edit(userRef(id), rec{phone: value})
	for _, device := range p.heldBy(id) {
		if p.device(device)[phone] == u[phone] {
			p.edit(deviceRef(device), rec{phone: value})
		}
	}
	return true
}

// depart marks a person as leaving, or takes the mark away.
func (p picture) depart(id string, leaving bool) bool {
	if p.user(id) == nil {
		return false
	}
	p.edit(userRef(id), rec{departing: map[bool]string{true: "yes"}[leaving]})
	return true
}

// write sets one field of a device alone.
func (p picture) write(device string, f store.Field, value string) bool {
	if p.device(device) == nil {
		return false
	}
	before := p.clone()
	p.edit(deviceRef(device), rec{f: value})
	p.invite(before)
	return true
}

// create puts a person on record (R-02: a User ID is one person's).
func (p picture) create(u rec) bool {
	if p.user(u[userID]) != nil {
		return false
	}
	p.put(u)
	return true
}

// unpack puts a device on record. Nobody holds it, and no placeholder is written.
func (p picture) unpack(device, assetTag string) bool {
	if p.device(device) != nil {
		return false
	}
	p.put(rec{serial: device, tag: assetTag, platform: platformOf(assetTag), site: home})
	return true
}

// invite lets the invitations follow: with one more device that has a position, or another position on a
// device that stays, a person is invited; when the last position goes, or the last device, the apps are revoked.
func (p picture) invite(before picture) {
	for at, u := range p.recs {
		if at.kind != store.KindUser {
			continue
		}
		was, is := before.positions(at.key), p.positions(at.key)
		if before.recs[at] == nil {
			was = map[string]string{}
		}
		lost := placed(was) > 0 || len(was) > 0 && len(is) == 0 || before.recs[at][position] != "" && u[position] == ""
		switch now := store.Invitation(u[invitation]); {
		case gains(was, is) && (now == store.InvitationNone || now == store.InvitationRevoked):
			p.edit(at, rec{invitation: string(store.InvitationInvited)})
		case placed(is) == 0 && lost && now != store.InvitationNone:
			p.edit(at, rec{invitation: string(store.InvitationRevoked)})
		}
	}
}

// positions are those of the devices that a person holds, by serial number.
func (p picture) positions(id string) map[string]string {
	list := map[string]string{}
	for _, device := range p.heldBy(id) {
		list[device] = p.device(device)[position]
	}
	return list
}

func placed(positions map[string]string) (n int) {
	for _, value := range positions {
		if value != "" {
			n++
		}
	}
	return n
}

func gains(was, is map[string]string) bool {
	if placed(is) > placed(was) {
		return true
	}
	for device, value := range is {
		if old, kept := was[device]; kept && value != "" && value != old {
			return true
		}
	}
	return false
}

// onHome reports whether a person may be dealt with at home: not somebody whom the other site answers for.
func (p picture) onHome(id string) bool {
	if s := p.user(id)[site]; s != "" {
		return s == home
	}
	list := p.heldBy(id)
	return len(list) == 0 || slices.ContainsFunc(list, func(device string) bool { return p.device(device)[site] == home })
}
