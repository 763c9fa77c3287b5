package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"homeroom/importer"
	"homeroom/importer/template"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/storetest"
)

// sick is a row with one damage, and what the doctor proposes.
type sick struct {
	name   string
	mode   template.Mode
	row    row
	damage edit.Damage
	column string
	value  string
	status [2]importer.Status // as it came, and once it is mended
	says   string             // in the note that proposes it
}

// clinic is a school with the records that the damages are compared with.
func clinic(t *testing.T) *school {
	s := newSchool(t)
	for _, d := range []store.Device{
		mini, mini2, air,
		{Serial: "OAKOLD000001", AssetTag: "0123456", Model: "MacBook"},
		{Serial: "123456789012", AssetTag: "9000004", Model: "MacBook"},
		{Serial: "FERNAIR0000O", AssetTag: "2000099", Model: "MacBook Air 11", Site: fern},
	} {
		s.device(d)
	}
	s.person(store.User{UserID: "004711", FullName: "Ana Mendes", Site: oak}, mini2.Serial)
	s.person(store.User{UserID: "jose", FullName: "José Quill", Site: oak}, air.Serial)
	return s
}

func sickRows() []sick {
	const assign, inventory, revoke = template.ModeAssign, template.ModeInventory, template.ModeRevoke
	return []sick{
		{"a tag without its zero", assign, row{tag: "123456", serial: "OAKOLD000001", id: "bo", position: "S"}, edit.DamageZero, "Asset Tag", "0123456", [2]importer.Status{failed, add}, "leading zero"},
		{"a User ID without its zeros", assign, row{serial: mini2.Serial, id: "4711"}, edit.DamageZero, "User ID", "004711", [2]importer.Status{failed, same}, "leading zero"},
		{"a serial number that was rounded", inventory, row{serial: "1.23457E+11", room: "1"}, edit.DamageScientific, "Serial Number", "123456789012", [2]importer.Status{failed, change}, "123456789012 alone"},
		{"a tag that was rounded", inventory, row{tag: "9.0E+06", serial: "123456789012", room: "1"}, edit.DamageScientific, "Asset Tag", "9000004", [2]importer.Status{failed, change}, "9000004 alone"},
		{"a tag with all digits", inventory, row{tag: "5.000001E+06", serial: mini.Serial, room: "1"}, edit.DamageScientific, "Asset Tag", "5000001", [2]importer.Status{failed, change}, "scientific"},
		{"a tag with .0", inventory, row{tag: "5000001.0", serial: mini.Serial, room: "1"}, edit.DamagePoint, "Asset Tag", "5000001", [2]importer.Status{failed, change}, ".0"},
		{"an apostrophe", inventory, row{serial: "'" + mini.Serial, room: "1"}, edit.DamageApostrophe, "Serial Number", mini.Serial, [2]importer.Status{failed, change}, "apostrophe"},
		{"a curly apostrophe", inventory, row{serial: "’" + mini.Serial, room: "1"}, edit.DamageApostrophe, "Serial Number", mini.Serial, [2]importer.Status{failed, change}, "apostrophe"},
		{"a tag in groups", inventory, row{tag: "5,000,001", serial: mini.Serial, room: "1"}, edit.DamageGrouped, "Asset Tag", "5000001", [2]importer.Status{failed, change}, "signs"},
		{"a tag as money", assign, row{tag: "$5000001", serial: mini.Serial, id: "bo", position: "S"}, edit.DamageGrouped, "Asset Tag", "5000001", [2]importer.Status{failed, add}, "signs"},
		{"a serial number in groups", inventory, row{serial: "123,456,789,012", room: "1"}, edit.DamageGrouped, "Serial Number", "123456789012", [2]importer.Status{failed, change}, "signs"},
		{"a class year in groups", inventory, row{serial: mini.Serial, phone: "2,032"}, edit.DamageGrouped, "Phone Number", "2032", [2]importer.Status{change, change}, "separators"},
		{"a name read as Windows-1252", assign, row{serial: mini.Serial, id: "bo", position: "S", name: "Ã‰lodie BrÃ»l"}, edit.DamageGarbled, "Full Name", "Élodie Brûl", [2]importer.Status{add, add}, "wrong encoding"},
		{"a name of a web page", assign, row{serial: mini.Serial, id: "bo", position: "S", name: "O&#39;Pell"}, edit.DamageEntity, "Full Name", "O'Pell", [2]importer.Status{add, add}, "web page"},
		{"a name with a letter lost", inventory, row{serial: air.Serial, id: "jose", name: "Jos? Quill", room: "1"}, edit.DamageLost, "Full Name", "José Quill", [2]importer.Status{change, change}, "question mark"},
		{"a room with .0", inventory, row{serial: mini.Serial, room: "204.0"}, edit.DamagePoint, "Room", "204", [2]importer.Status{change, change}, ".0"},
		{"a class year as a date", inventory, row{serial: mini.Serial, phone: "2018-01-01"}, edit.DamageDate, "Phone Number", "2018", [2]importer.Status{change, change}, "date"},
		{"a class year as a date of two digits", inventory, row{serial: mini.Serial, phone: "1/1/18"}, edit.DamageDate, "Phone Number", "2018", [2]importer.Status{change, change}, "date"},
		{"a class year as a day", inventory, row{serial: mini.Serial, phone: "43101"}, edit.DamageDate, "Phone Number", "2018", [2]importer.Status{change, change}, "1 January 2018"},
		{"a class year shown as a day of 1905", inventory, row{serial: mini.Serial, phone: "1905-07-10"}, edit.DamageDate, "Phone Number", "2018", [2]importer.Status{change, change}, "date"},
		{"O for 0 and I for 1", assign, row{serial: "OAKMINIOOOOI", id: "bo", position: "S"}, edit.DamageTyped, "Serial Number", mini.Serial, [2]importer.Status{failed, add}, "look alike"},
		{"S for 5 in a new device", inventory, row{serial: "0AKMIN100001", room: "1"}, edit.DamageTyped, "Serial Number", mini.Serial, [2]importer.Status{add, change}, "look alike"},
		{"O for 0 in a tag", inventory, row{tag: "5OOOOOI", serial: mini.Serial, room: "1"}, edit.DamageTyped, "Asset Tag", "5000001", [2]importer.Status{change, change}, "look alike"},
		{"the S of a label", revoke, row{serial: "S" + mini2.Serial, del: mini2.Serial}, edit.DamageLabel, "Serial Number", mini2.Serial, [2]importer.Status{failed, taken}, "without the S"},
		{"a space that is none", assign, row{serial: "OAKMINI\u00a000001", id: "bo", position: "S"}, edit.DamageLooks, "Serial Number", mini.Serial, [2]importer.Status{failed, add}, "looks like a space"},
		{"a zero-width space", assign, row{serial: "OAKMINI\u200b00001", id: "bo", position: "S"}, edit.DamageHidden, "Serial Number", mini.Serial, [2]importer.Status{failed, add}, "U+200B"},
		{"a soft hyphen", assign, row{serial: mini.Serial, id: "b\u00ado", position: "S"}, edit.DamageHidden, "User ID", "bo", [2]importer.Status{failed, add}, "U+00AD"},
		{"Cyrillic in a serial number", assign, row{serial: "ОАКMINI00001", id: "bo", position: "S"}, edit.DamageLooks, "Serial Number", mini.Serial, [2]importer.Status{failed, add}, "U+041E"},
		{"Greek in a User ID", assign, row{serial: mini.Serial, id: "bο", position: "S"}, edit.DamageLooks, "User ID", "bo", [2]importer.Status{failed, add}, "U+03BF"},
		{"full width in a tag", assign, row{tag: "５００0001", serial: mini.Serial, id: "bo", position: "S"}, edit.DamageLooks, "Asset Tag", "5000001", [2]importer.Status{failed, add}, "looks like 5"},
		{"Cyrillic in a Latin name", assign, row{serial: mini.Serial, id: "bo", position: "S", name: "Аna Bell"}, edit.DamageLooks, "Full Name", "Ana Bell", [2]importer.Status{add, add}, "two scripts"},
		{"Latin in a Cyrillic name", assign, row{serial: mini.Serial, id: "bo", position: "S", name: "Aнна"}, edit.DamageLooks, "Full Name", "Анна", [2]importer.Status{add, add}, "two scripts"},
		{"a name that looks as it does on record", inventory, row{serial: air.Serial, id: "jose", name: "Jose\u0301 Quill", room: "1"}, edit.DamageLooks, "Full Name", "José Quill", [2]importer.Status{change, change}, "look the same"},
		{"a name with a space that is none", assign, row{serial: mini.Serial, id: "bo", position: "S", name: "Bo\u00a0Bell"}, edit.DamageLooks, "Full Name", "Bo Bell", [2]importer.Status{add, add}, "looks like a space"},
	}
}

// Every damage, in a CSV and in a workbook: named, proposed to be mended, changed by nothing but the mend, and good then.
func TestDoctor_R08_EveryDamageIsNamedAndItsMendProposed(t *testing.T) {
	s := clinic(t)
	for _, format := range []string{"csv", "xlsx"} {
		for _, c := range sickRows() {
			t.Run(c.name+" in "+format, func(t *testing.T) {
				data := file(t, format, c.row)
				ask := importer.Request{Name: "sick." + format, Data: data, Mode: c.mode, Site: oak}
				p := s.request(ask)
				statuses(t, p, c.status[0])
				n := proposing(t, p, c.damage)
				contains(t, n.Message, c.says)
				if n.Rule != "R-08" && n.Rule != "R-03" || n.Mend.Column != c.column || n.Mend.Value != c.value || n.Column != c.column {
					t.Errorf("the note is %+v, its mend %+v; want %s → %s", n, n.Mend, c.column, c.value)
				}
				if p.Mended() != 0 || len(p.Rows[0].Mends) != 0 {
					t.Fatal("something was mended in silence")
				}
				mends := p.Proposed(2)
				if !p.Knows(mends...) {
					t.Errorf("the records were not read with %v in view", mends)
				}
				if err := p.Mend(mends...); err != nil {
					t.Fatal(err)
				}
				statuses(t, p, c.status[1])
				if left := p.Proposed(2); len(left) != 0 || len(p.Rows[0].Mends) != 1 || p.Rows[0].Mends[0].New != c.value {
					t.Errorf("mended it is %+v, and proposes %v", p.Rows[0].Mends, left)
				}
				ask.Mends = mends
				sameJSON(t, p, s.request(ask))
			})
		}
	}
}

// proposing is the note of the only row that proposes a mend.
func proposing(t *testing.T, p *importer.Plan, damage edit.Damage) importer.Note {
	t.Helper()
	var found []importer.Note
	for _, n := range p.Rows[0].Notes {
		if n.Mend != nil {
			found = append(found, n)
		}
	}
	if len(found) != 1 || found[0].Mend.Damage != damage {
		t.Fatalf("%d notes propose something, want one of %s: %s", len(found), damage, said(p.Rows[0].Notes))
	}
	return found[0]
}

func sameJSON(t testing.TB, a, b *importer.Plan) {
	t.Helper()
	_, one := decode(t, a, nil)
	_, two := decode(t, b, nil)
	if one != two {
		t.Errorf("two ways to the same mend differ:\n%s\n%s", one, two)
	}
}

// What a workbook holds as numbers and dates is mended like text.
func TestDoctor_R08_NumbersAndDatesOfAWorkbook(t *testing.T) {
	s := clinic(t)
	header := "Asset Tag|Serial Number|Phone Number"
	for cells, value := range map[string]string{
		"|" + mini.Serial + "|date:43101":   "2018",
		"|" + mini.Serial + "|date:2018":    "2018",
		"|" + mini.Serial + "|number:43101": "2018",
		"number:123456|OAKOLD000001|":       "0123456",
		"5000001.0|" + mini.Serial + "|":    "5000001",
	} {
		p := s.request(importer.Request{Data: workbook(t, header, cells), Mode: template.ModeInventory, Site: oak})
		if mends := p.Proposed(2); len(mends) != 1 || mends[0].Value != value {
			t.Errorf("%s: proposed is %v, want %s; notes: %s", cells, mends, value, said(p.Rows[0].Notes))
			continue
		}
		if err := p.Mend(p.Proposed(2)...); err != nil {
			t.Fatal(err)
		}
		silent(t, p.Rows[0].Notes, "R-08")
	}
}

// What may be meant, or what several records could be, is not mended.
func TestDoctor_R08_ProposesNothingWhereNothingIsPlain(t *testing.T) {
	s := clinic(t)
	s.device(store.Device{Serial: "123456999999"})
	s.device(store.Device{Serial: "OAKBB0000001"})
	s.device(store.Device{Serial: "OAK880000001"})
	for name, c := range map[string]struct {
		mode template.Mode
		row  row
	}{
		"two records are shown so":           {template.ModeInventory, row{serial: "1.23457E+11"}},
		"no record is shown so":              {template.ModeInventory, row{serial: "9.9E+11"}},
		"two records look like it":           {template.ModeInventory, row{serial: "OAKB80000001"}},
		"a date that is no first of January": {template.ModeInventory, row{serial: mini.Serial, phone: "2018-05-01"}},
		"a number that is no day":            {template.ModeInventory, row{serial: mini.Serial, phone: "43102"}},
		"a name in Greek":                    {template.ModeAssign, row{serial: mini.Serial, id: "bo", position: "S", name: "Νίκος Παπάς"}},
		"a name in Cyrillic":                 {template.ModeAssign, row{serial: mini.Serial, id: "bo", position: "S", name: "Анна Bell"}},
		"a name with a joiner of its script": {template.ModeAssign, row{serial: mini.Serial, id: "bo", position: "S", name: "علی\u200cرضا"}},
		"a tag in groups that nobody has":    {template.ModeInventory, row{tag: "5,999,999", serial: mini.Serial}},
		"a tag in groups of another site":    {template.ModeInventory, row{tag: "2,000,099", serial: mini.Serial}},
		"a letter lost of no record":         {template.ModeInventory, row{serial: mini.Serial, name: "Jos?phine"}},
		"a number as a name":                 {template.ModeInventory, row{serial: mini.Serial, name: "12345"}},
		"a date as a room":                   {template.ModeInventory, row{serial: mini.Serial, room: "4-Mar"}},
		"a column too narrow":                {template.ModeInventory, row{tag: "#######", serial: mini.Serial}},
		"a record of another site":           {template.ModeInventory, row{serial: "FERNAIR00000"}},
	} {
		p := s.at(oak, c.mode, c.row)
		if mends := p.Proposed(2); len(mends) != 0 {
			t.Errorf("%s: %v is proposed; notes: %s", name, mends, said(p.Rows[0].Notes))
		}
	}
	p := s.inventory(row{serial: "FERNAIR00000"})
	n := note(t, p.Rows[0].Notes, "R-08", warning)
	contains(t, n.Message, "FERN")
	without(t, n.Message, "FERNAIR0000O", "2000099")
	p = s.inventory(row{serial: mini.Serial, name: "Анна Νίκος"})
	silent(t, p.Rows[0].Notes, "R-08")
}

func TestDoctor_R08_TwoColumnsInEachOthersPlaceAreOneMend(t *testing.T) {
	s := clinic(t)
	rows := []row{
		{tag: mini.Serial, serial: mini.AssetTag, room: "1"},
		{tag: mini2.Serial, serial: mini2.AssetTag, room: "2"},
		{tag: "9000004", serial: "123456789012", room: "3"},
	}
	p := s.inventory(rows...)
	if p.Rows[0].Status != failed || p.Rows[1].Status != failed {
		t.Fatalf("rows in each other's columns are %s and %s", p.Rows[0].Status, p.Rows[1].Status)
	}
	n := note(t, p.Notes, "R-08", warning)
	contains(t, n.Message, "Serial Number and Asset Tag", "2 rows of 3", "lines 2 and 3")
	if n.Mend == nil || n.Mend.Column != "Serial Number" || n.Mend.Swap != "Asset Tag" || n.Mend.Damage != edit.DamageSwapped {
		t.Fatalf("its mend is %+v", n.Mend)
	}
	mends := p.Proposed(2)
	if len(mends) != 1 || mends[0] != (store.Mend{Column: "Serial Number", Value: "Asset Tag"}) || !p.Knows(mends...) {
		t.Fatalf("proposed for line 2 is %v", mends)
	}
	_, before := decode(t, p, nil)
	if err := p.Mend(mends...); err != nil {
		t.Fatal(err)
	}
	if p.Rows[0].Status != change || p.Rows[1].Status != change || p.Rows[0].Serial != mini.Serial || p.Rows[2].Status != failed {
		t.Errorf("mended the rows are %+v", p.Rows)
	}
	sameJSON(t, p, s.request(importer.Request{Data: p.Data, Mode: template.ModeInventory, Site: oak, Mends: p.Mends()}))
	if err := p.Unmend(p.MendsOf(2)...); err != nil {
		t.Fatal(err)
	}
	if _, after := decode(t, p, nil); after != before {
		t.Errorf("taken back it is\n%s, it was\n%s", after, before)
	}
}

func TestDoctor_R08_OneRowInTheWrongColumnsIsMendedAlone(t *testing.T) {
	s := clinic(t)
	p := s.inventory(row{tag: mini.Serial, serial: mini.AssetTag, room: "1"}, row{tag: mini2.AssetTag, serial: mini2.Serial, room: "2"},
		row{tag: air.AssetTag, serial: air.Serial, room: "3"})
	statuses(t, p, failed, change, change)
	silent(t, p.Notes, "R-08")
	if err := p.Mend(p.Proposed(2)...); err != nil {
		t.Fatal(err)
	}
	statuses(t, p, change, change, change)
	if r := p.Rows[0]; r.Serial != mini.Serial || r.AssetTag != mini.AssetTag || len(r.Mends) != 2 || r.Mends[0].Old != mini.AssetTag {
		t.Errorf("mended it is %+v", r)
	}
}

func TestDoctor_R08_R16_ARowThatStandsThereTwiceIsProposedToGo(t *testing.T) {
	s := clinic(t)
	twin := row{tag: mini.AssetTag, serial: mini.Serial, id: "bo", name: "Bo Bell", position: "S"}
	p := s.assign(twin, row{serial: mini2.Serial}, twin)
	statuses(t, p, failed, leftOut, failed)
	if first, mends := p.Proposed(2), p.Proposed(4); len(first) != 0 || len(mends) != 1 || mends[0] != (store.Mend{Line: 4}) {
		t.Fatalf("proposed are %v and %v", first, mends)
	}
	if err := p.Mend(p.Proposed(4)...); err != nil {
		t.Fatal(err)
	}
	statuses(t, p, add, leftOut, leftOut)
	contains(t, note(t, p.Rows[2].Notes, "R-16", info).Message, "stands there twice")

	other := twin
	other.name, other.room = "Bob Bell", "7"
	p = s.assign(twin, other)
	statuses(t, p, failed, failed)
	contains(t, note(t, p.Rows[0].Notes, "R-16", severe).Message, "lines 2 and 3", "they differ in Full Name (“Bo Bell” and “Bob Bell”), Room (“” and “7”)")
	if len(p.ProposedBy(edit.DamageTwice)) != 0 {
		t.Error("a row that differs is proposed to go")
	}
	p = s.revoke(row{serial: mini2.Serial, del: mini2.Serial, name: "Ana"}, row{serial: mini2.Serial, del: mini2.Serial})
	if len(p.ProposedBy(edit.DamageTwice)) != 1 {
		t.Error("R-21: what is not read makes rows differ")
	}
}

// One person on two rows, with names that only look the same.
func TestDoctor_R08_NamesOfOnePersonThatLookTheSame(t *testing.T) {
	s := clinic(t)
	p := s.inventory(row{serial: mini.Serial, id: "zoe", name: "Zoë Lark"}, row{serial: air.Serial, id: "zoe", name: "Zoe\u0308 Lark"})
	statuses(t, p, failed, failed)
	if err := p.Mend(p.ProposedBy(edit.DamageLooks)...); err != nil {
		t.Fatal(err)
	}
	statuses(t, p, add, add)
}

// Delete says what the serial number says: both are mended at once.
func TestDoctor_R08_R20_DeleteFollowsTheSerialNumber(t *testing.T) {
	s := clinic(t)
	for _, serial := range []string{"OAKMINIOOOO2", "S" + mini2.Serial, "'" + mini2.Serial, "OAKMINI\u200b00002"} {
		p := s.revoke(row{serial: serial, del: serial})
		statuses(t, p, failed)
		if err := p.Mend(p.Proposed(2)...); err != nil {
			t.Fatal(err)
		}
		statuses(t, p, taken)
		if len(p.Rows[0].Mends) != 2 {
			t.Errorf("%q: mended is %+v", serial, p.Rows[0].Mends)
		}
	}
}

// A small file is compared with the records that it names: what a damaged value may have been is among them.
func TestDoctor_R08_FindsItAmongManyRecords(t *testing.T) {
	s := clinic(t)
	var many []store.Change
	for i := range 80 {
		d := store.Device{Serial: fmt.Sprintf("OAKMANY%05d", i), Model: "iPad", Site: oak}
		many = append(many, store.Change{Record: store.KindDevice, Key: d.Serial, Fields: store.DeviceFields(d)})
	}
	storetest.Apply(t, s.st, many...)
	for _, c := range sickRows() {
		p := s.at(oak, c.mode, c.row)
		mends := p.Proposed(2)
		if len(mends) != 1 || mends[0].Value != c.value {
			t.Errorf("%s: %v is proposed, want %s; notes: %s", c.name, mends, c.value, said(p.Rows[0].Notes))
			continue
		}
		if !p.Knows(mends...) {
			t.Errorf("%s: the records were not read with the mend in view", c.name)
		}
		if err := p.Mend(mends...); err != nil {
			t.Fatal(err)
		}
		statuses(t, p, c.status[1])
	}
	p := s.assign(row{serial: mini.Serial, id: "bo", position: "S"})
	by := store.Mend{Line: 2, Column: "Serial Number", Value: "OAKMANY00007"}
	if p.Knows(by) {
		t.Error("nobody could foresee this serial number")
	}
	if p.Knows(store.Mend{Column: "Serial Number", Value: "Asset Tag"}) {
		t.Error("nobody could foresee that these columns trade places")
	}
	p = s.request(importer.Request{Data: p.Data, Mode: template.ModeAssign, Site: oak, Mends: []store.Mend{by}})
	statuses(t, p, add)
	if !p.Knows(store.Mend{Line: 2, Column: "Serial Number", Value: mini.Serial}) {
		t.Error("the mend cannot be taken back: the records were not read with the file's value in view")
	}
	if !strings.HasPrefix(p.Rows[0].Serial, "OAKMANY") {
		t.Errorf("the row is %+v", p.Rows[0])
	}
}
