package trail_test

import (
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/tui/trail"
)

// renamedAna is what one line of an import did to give Ana another User ID, a device and a class with her.
func renamedAna() []store.Entry {
	ana := store.User{UserID: "ana", FullName: "Ana Quill", Email: "ana@oak.example", Site: "OAK"}
	quill := ana
	quill.UserID, quill.Email = "ana.quill", "quill@oak.example"
	was, is := store.Roster{Class: "YB", UserID: "ana", Role: store.RoleStudent}, store.Roster{Class: "YB", UserID: "ana.quill", Role: store.RoleStudent}
	did := []store.Entry{
		{Record: store.KindUser, Key: "ana.quill", Created: true, Fields: store.UserFields(quill)},
		{Record: store.KindDevice, Key: "OAKIPAD00001", Fields: []store.FieldChange{
			{Field: store.FieldUsername, Old: "ana", New: "ana.quill"}, {Field: store.FieldEmail, Old: "ana@oak.example", New: "quill@oak.example"},
		}},
		{Record: store.KindUser, Key: "ana", Deleted: true, Fields: gone(store.UserFields(ana))},
		{Record: store.KindRoster, Key: was.Key(), Deleted: true, Fields: gone(store.RosterFields(was))},
		{Record: store.KindRoster, Key: is.Key(), Created: true, Fields: store.RosterFields(is)},
	}
	for i := range did {
		did[i].ID, did[i].Act, did[i].At, did[i].Operator, did[i].Kind = int64(i+1), 4, at, "kim", store.ActImport
		did[i].Title, did[i].FileName, did[i].Line = "users.csv: 1 row saved", "users.csv", 2
	}
	return did
}

func gone(fields []store.FieldChange) []store.FieldChange {
	for i := range fields {
		fields[i].Old, fields[i].New = fields[i].New, ""
	}
	return fields
}

func TestTrail_R01_ARenameIsOneLineOfThePage(t *testing.T) {
	entries := append([]store.Entry{{ID: 0, Act: 1, At: at, Operator: "kim", Title: "before", Record: store.KindUser, Key: "ana", Created: true}}, renamedAna()...)
	lines, text := drawn(entries, store.KindUser, 100)
	for _, want := range []string{"users.csv line 2  User ID ana → ana.quill; 1 device and 1 class follow", "Email  ana@oak.example → quill@oak.example", "before"} {
		if !strings.Contains(squeeze(text), squeeze(want)) {
			t.Errorf("%q is not told:\n%s", want, text)
		}
	}
	if len(lines) != 3 || strings.Contains(text, "deleted") || strings.Contains(text, "put into") {
		t.Errorf("got\n%s", text)
	}
}

func TestTrail_R87_AnUndoTellsWhoGoesWhoGetsTheOldUserIDAndWhoStays(t *testing.T) {
	var back []store.Change
	for _, e := range renamedAna() {
		c := store.Change{Record: e.Record, Key: e.Key, Version: 9, Delete: e.Created, Line: 2, Fields: e.Fields}
		if e.Deleted {
			c.Version = 0
		}
		for i := range c.Fields {
			c.Fields[i].Old, c.Fields[i].New = c.Fields[i].New, c.Fields[i].Old
		}
		back = append(back, c)
	}
	if got, want := trail.Told(back), "1 user gets the old User ID back, and 1 device and 1 class follow"; got != want {
		t.Errorf("told is %q, want %q", got, want)
	}
	stays := func(id string) store.Change {
		return store.Change{Record: store.KindUser, Key: id, Version: 3, Fields: []store.FieldChange{{Field: store.FieldDeparting, Old: "yes"}}}
	}
	came := store.Change{Record: store.KindUser, Key: "cy", Version: 3, Delete: true, Fields: []store.FieldChange{{Field: store.FieldUserID, Old: "cy"}}}
	for _, c := range []struct {
		want    string
		changes []store.Change
	}{
		{"1 user record is removed, and 2 people are no longer departing", []store.Change{came, stays("a"), stays("b")}},
		{"1 device record is put back", back[1:2]},
		{"1 device record is put back, 1 user record is removed, and 1 person is no longer departing", []store.Change{back[1], came, stays("a")}},
	} {
		if got := trail.Told(c.changes); got != c.want {
			t.Errorf("told is %q, want %q", got, c.want)
		}
	}
}
