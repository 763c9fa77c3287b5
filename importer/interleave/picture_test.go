package interleave_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"homeroom/store"
)

// The fields of records, by short names.
const (
	serial     = store.FieldSerial
	tag        = store.FieldAssetTag
	platform   = store.FieldPlatform
	site       = store.FieldSite
	username   = store.FieldUsername
	userID     = store.FieldUserID
	fullName   = store.FieldFullName
	phone      = store.FieldPhone
	position   = store.FieldPosition
	room       = store.FieldRoom
	departing  = store.FieldDeparting
	invitation = store.FieldInvitation
)

// personal are the fields that a device says of a person and the user record, too.
var personal = []store.Field{fullName, phone, position}

// rec is a record: its fields that are not empty. nil is not on record. A rec is never changed, only replaced.
type rec map[store.Field]string

// ref names a record.
type ref struct {
	kind store.Kind
	key  string
}

func deviceRef(serial string) ref { return ref{store.KindDevice, serial} }
func userRef(id string) ref       { return ref{store.KindUser, strings.ToLower(id)} }

// picture is everything on record at one moment. A version is the history entry that wrote the record last.
type picture struct {
	recs     map[ref]rec
	versions map[ref]int64
}

func (p picture) clone() picture { return picture{maps.Clone(p.recs), maps.Clone(p.versions)} }

func (p picture) device(serial string) rec { return p.recs[deviceRef(serial)] }
func (p picture) user(id string) rec       { return p.recs[userRef(id)] }

// put brings a record in, by its own key.
func (p picture) put(r rec) {
	at := userRef(r[userID])
	if r[serial] != "" {
		at = deviceRef(r[serial])
	}
	p.recs[at] = nil
	p.edit(at, r)
}

// edit writes fields of a record; an empty one is emptied.
func (p picture) edit(at ref, fields rec) {
	next := rec{}
	maps.Copy(next, p.recs[at])
	for f, v := range fields {
		if next[f] = v; v == "" {
			delete(next, f)
		}
	}
	p.recs[at] = next
}

// drop takes a record away.
func (p picture) drop(at ref) { delete(p.recs, at) }

// held reports whether somebody holds a device: Username is neither empty nor the device's own serial number.
func held(d rec) bool { return d[username] != "" && d[username] != d[serial] }

// heldBy are the serial numbers of what a person holds, in order of asset tag and serial number.
func (p picture) heldBy(id string) []string {
	var list []string
	for at, r := range p.recs {
		if at.kind == store.KindDevice && held(r) && strings.EqualFold(r[username], id) {
			list = append(list, at.key)
		}
	}
	slices.SortFunc(list, func(a, b string) int {
		return strings.Compare(p.device(a)[tag]+" "+a, p.device(b)[tag]+" "+b)
	})
	return list
}

// basis is a person as a plan leans on them: their user record, and what they hold with its position and site.
func (p picture) basis(id string) string {
	var list []string
	for at, r := range p.recs {
		if at.kind == store.KindDevice && strings.EqualFold(r[username], id) {
			list = append(list, fmt.Sprint(at.key, r[position], r[site]))
		}
	}
	slices.Sort(list)
	return fmt.Sprint(p.versions[userRef(id)], list)
}

// delta is what an act does to a record.
type delta struct {
	at            ref
	line          int
	before, after rec
	undoes        *entry
}

// deltas are what leads from one picture to another.
func deltas(from, to picture) []delta {
	var list []delta
	for at, r := range to.recs {
		if !same(from.recs[at], r) {
			list = append(list, delta{at: at, before: from.recs[at], after: r})
		}
	}
	for at, r := range from.recs {
		if to.recs[at] == nil && r != nil {
			list = append(list, delta{at: at, before: r})
		}
	}
	return list
}

// same compares whole records; one that is not there is no empty one.
func same(a, b rec) bool { return (a == nil) == (b == nil) && maps.Equal(a, b) }

// wrote reports whether a field changed.
func (d *delta) wrote(f store.Field) bool { return d.before[f] != d.after[f] }

// leans are the people that a change hangs on, though it may not touch them: whoever has the device and whoever gets it,
// where it says who that is; its holder, where it changes position or site; the person of a user record.
func (d *delta) leans(next picture) []string {
	switch {
	case d.at.kind == store.KindUser:
		return []string{d.at.key}
	case d.at.kind != store.KindDevice:
		return nil
	case d.wrote(username):
		return slices.DeleteFunc([]string{d.before[username], d.after[username]}, func(id string) bool { return id == "" })
	case d.wrote(position) || d.wrote(site):
		return slices.DeleteFunc([]string{d.after[username]}, func(id string) bool { return id == "" })
	}
	return nil
}

// moved reports whether a change that was planned on one picture meets another one now.
func (d *delta) moved(on, now picture) bool {
	if on.versions[d.at] != now.versions[d.at] {
		return true
	}
	next := on.clone()
	next.recs[d.at] = d.after
	return slices.ContainsFunc(d.leans(next), func(id string) bool { return on.basis(id) != now.basis(id) })
}

// String tells a change in one line, always in the same order.
func (d delta) String() string {
	var fields []string
	for f := range d.before {
		if d.wrote(f) && f != store.FieldPassed {
			fields = append(fields, fmt.Sprintf("%s %q→%q", f, d.before[f], d.after[f]))
		}
	}
	for f := range d.after {
		if _, had := d.before[f]; !had && f != store.FieldPassed {
			fields = append(fields, fmt.Sprintf("%s \"\"→%q", f, d.after[f]))
		}
	}
	slices.Sort(fields)
	what := map[[2]bool]string{{true, false}: "new ", {false, true}: "gone "}[[2]bool{d.before == nil, d.after == nil}]
	return fmt.Sprintf("line %d: %s%s %s %s", d.line, what, d.at.kind, d.at.key, strings.Join(fields, ", "))
}

// told are changes as a sorted list of lines.
func told(list []delta) []string {
	lines := make([]string, len(list))
	for i := range list {
		lines[i] = list[i].String()
	}
	slices.Sort(lines)
	return lines
}
