package importer_test

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/storetest"
)

// theVendor is a vendor who reads every file that is written for it, row by row, by the rules of the layout.
type theVendor struct {
	layout  *template.Template
	rows    map[string][]string // by the folded key
	last    *store.Export
	doubted map[string]bool // keys that an export told of: what the vendor has there is the operator's to mend
}

// reads applies a file in the order of its rows.
func (v *theVendor) reads(t *testing.T, file []byte) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(file))).ReadAll()
	must(t, err)
	at, moves := v.layout.KeyColumn(), slices.IndexFunc(v.layout.Columns, func(c template.Column) bool { return c.Sets != "" })
	for _, cells := range rows[1:] {
		key := strings.ToLower(cells[at])
		if moves >= 0 && cells[moves] != "" {
			cells[at], cells[moves], key = cells[moves], "", v.moves(t, key, strings.ToLower(cells[moves]))
		}
		v.takes(key, cells)
	}
}

// moves gives somebody another ID, which has to be free: whoever was told to be taken out there is out.
func (v *theVendor) moves(t *testing.T, key, to string) string {
	t.Helper()
	if _, taken := v.rows[to]; v.rows[key] == nil && !v.doubted[key] || taken && to != key && !v.doubted[to] {
		t.Fatalf("%s: %s cannot become %s: there are %q", v.layout.Name, key, to, slices.Sorted(maps.Keys(v.rows)))
	}
	row := v.rows[key]
	delete(v.rows, key)
	if v.rows[to] = row; v.doubted[key] {
		v.doubted[to] = true
	}
	return to
}

// takes brings one record to what a row says: an empty cell is unchanged, or the layout's default.
func (v *theVendor) takes(key string, cells []string) {
	if v.layout.Unassigned {
		delete(v.rows, key)
		return
	}
	row := slices.Clone(v.rows[key])
	if row == nil {
		row = make([]string, len(cells))
	}
	for c, cell := range cells {
		switch col := &v.layout.Columns[c]; {
		case v.layout.Clears != "" && cell == v.layout.Clears:
			row[c] = ""
		case cell == "" && col.Default != "":
			row[c] = col.Default
		case cell != "":
			row[c] = cell
		}
	}
	v.rows[key] = row
}

// doubt notes whom an export told of: by their key, or by a name within what is said.
func (v *theVendor) doubt(out *importer.Outgoing, keys []string) {
	for _, l := range out.Left {
		words := strings.FieldsFunc(strings.ToLower(l.Key+" "+l.Why), func(r rune) bool { return strings.ContainsRune(" ,:;()'", r) })
		for _, key := range keys {
			if slices.Contains(words, key) {
				v.doubted[key] = true
			}
		}
	}
}

// life is a school in which things happen.
type life struct {
	*school
	*rand.Rand
	acts    []int64
	ids     []string
	serials []string
}

func newLife(t *testing.T, seed uint64) *life {
	l := &life{
		school: newSchool(t), Rand: rand.New(rand.NewPCG(seed, 11)),
		ids: []string{"ana", "bo", "cy", "di", "ed"}, serials: []string{"OAKMAC000001", "OAKMAC000002", "OAKMAC000003"},
	}
	l.groups("Year 7", "Year 8")
	for range 12 {
		l.happen()
	}
	return l
}

func (l *life) one(list ...string) string { return list[l.IntN(len(list))] }

func (l *life) did(changes ...store.Change) {
	l.acts = append(l.acts, storetest.Apply(l.t, l.st, changes...).Act)
}

// file brings rows in, if there is anything to do.
func (l *life) file(layout, header string, rows ...string) {
	if p := l.vendor(layout, header, rows...); len(p.Changes()) > 0 {
		l.acts = append(l.acts, l.save(p).Act)
	}
}

// happen lets something happen.
func (l *life) happen() {
	id, to, serial := l.one(l.ids...), l.one(l.ids...), l.one(l.serials...)
	u := l.userNow(id)
	switch n := l.IntN(12); {
	case n == 0:
		l.undoOne()
	case n < 6 && u == nil:
		u := store.User{UserID: id, FullName: l.one("Ana Quill", "Bo Tan", ""), Email: l.one("x@oak.example", "y@oak.example", "z@oak.example", ""), Position: l.one("student", ""), Groups: "Year 7", Domain: l.one("", "OAK"), Site: oak}
		l.did(store.Change{Record: store.KindUser, Key: u.Key(), Fields: store.UserFields(u)})
	case n == 1 && l.free(id):
		l.did(store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Delete: true, Fields: wentAway(store.UserFields(*u))})
	case n < 4 && u != nil && l.userNow(to) == nil:
		l.file("mut-users", mutUserHeader, id+","+to+",,,,,,,")
	case n == 3 && u != nil && to != id && l.userNow("tmp") == nil:
		l.file("mut-users", mutUserHeader, id+",tmp,,,,,,,")
		l.file("mut-users", mutUserHeader, to+","+id+",,,,,,,")
		l.file("mut-users", mutUserHeader, "tmp,"+to+",,,,,,,")
	case n == 4 && u != nil:
		l.person1(u, store.FieldGroups, l.one("Year 7", "Year 8"))
	case n == 5 && u != nil:
		l.person1(u, store.FieldDomain, l.one("", "OAK", "ELSE"))
	case n < 8 && u != nil:
		l.file("mut-users", mutUserHeader, fmt.Sprintf("%s,,%s,%s,%s,%s,,,", id, l.one("", "Di Fox"), l.one("", "", "y@oak.example", "CLEAR!"), l.one("", "2031", "CLEAR!"), l.one("", "teacher", "CLEAR!")))
	default:
		l.device1(serial, id, n)
	}
}

// free reports whether somebody has no device.
func (l *life) free(id string) bool {
	return !slices.ContainsFunc(l.serials, func(serial string) bool {
		d, err := l.st.Device(l.t.Context(), serial)
		return err == nil && d.Username == id
	})
}

func (l *life) person1(u *store.User, f store.Field, value string) {
	if was := u.Get(f); was != value {
		l.did(store.Change{Record: store.KindUser, Key: u.Key(), Version: u.Version, Fields: []store.FieldChange{{Field: f, Old: was, New: value}}})
	}
}

// device1 lets something happen to a device.
func (l *life) device1(serial, id string, n int) {
	d, err := l.st.Device(l.t.Context(), serial)
	switch u := l.userNow(id); {
	case err != nil:
		l.device(store.Device{Serial: serial, Model: "MacBook Air", Username: serial, Room: l.one("", "7")})
	case n == 8 && l.IntN(3) == 0:
		l.did(store.Change{Record: store.KindDevice, Key: serial, Version: d.Version, Delete: true, Fields: wentAway(store.DeviceFields(d))})
	case n != 10 && u != nil && (d.Username == serial || l.IntN(3) == 0):
		storetest.Edit(l.t, l.st, "kim", serial, map[store.Field]string{store.FieldUsername: id, store.FieldFullName: u.FullName, store.FieldEmail: u.Email, store.FieldPosition: u.Position})
	case n == 10:
		storetest.Edit(l.t, l.st, "kim", serial, map[store.Field]string{store.FieldRoom: l.one("", "7", "8"), store.FieldOwnership: l.one("", "Personal", "Corporate")})
	default:
		storetest.Edit(l.t, l.st, "kim", serial, map[store.Field]string{store.FieldUsername: serial, store.FieldFullName: "", store.FieldEmail: "", store.FieldPosition: ""})
	}
}

// wentAway are the fields of a record that goes.
func wentAway(fields []store.FieldChange) []store.FieldChange {
	for i := range fields {
		fields[i].Old, fields[i].New = fields[i].New, ""
	}
	return fields
}

// undoOne takes something back, where that can be.
func (l *life) undoOne() {
	if len(l.acts) == 0 {
		return
	}
	u, err := l.st.PlanUndo(l.t.Context(), "lead", store.UndoRequest{Act: l.acts[max(0, len(l.acts)-1-l.IntN(3))]})
	if err != nil || len(u.Changes) == 0 {
		return
	}
	receipt, err := l.st.Apply(l.t.Context(), u.Act, u.Changes)
	must(l.t, err)
	l.acts = append(l.acts, receipt.Act)
}

// goesOut writes what changed for a vendor, or everything, and remembers it as the program does.
func (l *life) goesOut(t *testing.T, v *theVendor, whole bool) {
	q := importer.Selection{Template: v.layout.Name, Since: v.last}
	if whole {
		q.Since = nil
	}
	out := l.export(q)
	if whole {
		v.rows, v.doubted = map[string][]string{}, map[string]bool{}
	}
	v.reads(t, written(t, out, "csv"))
	v.doubt(out, append(l.ids, lowered(l.serials)...))
	if out.Len() > 0 || whole {
		v.last = since(out)
	}
}

func lowered(list []string) (lower []string) {
	for _, s := range list {
		lower = append(lower, strings.ToLower(s))
	}
	return lower
}

// equal holds a vendor against a whole export of now, read by one who has nothing, and counts the records that were held.
func (l *life) equal(t *testing.T, v *theVendor, what string) (n int) {
	now := &theVendor{layout: v.layout, rows: map[string][]string{}}
	now.reads(t, written(t, l.export(importer.Selection{Template: v.layout.Name}), "csv"))
	for _, key := range append(slices.Clone(l.ids), lowered(l.serials)...) {
		if v.doubted[key] {
			continue
		}
		if n++; !slices.Equal(v.rows[key], now.rows[key]) {
			t.Errorf("%s: %s of %s: the vendor has\n%q, the records say\n%q", what, key, v.layout.Name, v.rows[key], now.rows[key])
		}
	}
	return n
}

func TestExportChanges_AfterAnyLifeTheVendorHasWhatAWholeExportHolds(t *testing.T) {
	for seed := range uint64(6) {
		l := newLife(t, seed)
		var vendors []*theVendor
		for _, name := range []string{"mut-users", "mut-computers", "jamf-preload", "maas360-users", "manageengine-assign"} {
			layout, err := template.ByName(name)
			must(t, err)
			v := &theVendor{layout: layout}
			l.goesOut(t, v, true)
			vendors = append(vendors, v)
		}
		layout, err := template.ByName("manageengine-unassign")
		must(t, err)
		assign := vendors[len(vendors)-1]
		unassign := &theVendor{layout: layout, rows: assign.rows, doubted: map[string]bool{}}
		l.unassigns(t, unassign, assign)
		held := 0
		for step := range 14 {
			for range 1 + l.IntN(4) {
				l.happen()
			}
			for _, v := range vendors {
				l.goesOut(t, v, l.IntN(6) == 0)
			}
			l.unassigns(t, unassign, assign)
			for _, v := range vendors {
				held += l.equal(t, v, fmt.Sprintf("seed %d, step %d", seed, step))
			}
		}
		if t.Failed() {
			return
		}
		if held < 14*5*3 {
			t.Errorf("seed %d: of only %d records something is known", seed, held)
		}
	}
}

// unassigns takes devices back from people, of the same vendor. Of whom the other layout says that this one takes them
// back nothing is in doubt afterwards.
func (l *life) unassigns(t *testing.T, v, assign *theVendor) {
	v.rows = assign.rows
	l.goesOutFree(t, v)
	for _, d := range l.serials {
		if now, err := l.st.Device(t.Context(), d); err == nil && !now.Held() {
			delete(assign.doubted, strings.ToLower(d))
		}
	}
}

func (l *life) goesOutFree(t *testing.T, v *theVendor) {
	out := l.export(importer.Selection{Template: v.layout.Name, Since: v.last})
	v.reads(t, written(t, out, "csv"))
	if out.Len() > 0 || v.last == nil {
		v.last = since(out)
	}
}
