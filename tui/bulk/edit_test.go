package bulk_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"homeroom/importer"
	"homeroom/store"
	"homeroom/store/edit"
	"homeroom/store/storetest"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
)

// edits begins the edit of many records and plays its review.
func (s *school) edits(kind store.Kind, v edit.Value, keys ...string) *hand {
	s.t.Helper()
	return play(s.t, bulk.Resume(s.env, s.begin(kind, v, keys...)))
}

func (s *school) begin(kind store.Kind, v edit.Value, keys ...string) int64 {
	s.t.Helper()
	r, err := importer.BeginEdit(s.env.Context, s.store, s.env.Operator, kind, keys, v)
	if err != nil {
		s.t.Fatal(err)
	}
	return r.ID
}

// second gives Carl a MacBook Air beside his iPad.
func (s *school) second() {
	s.t.Helper()
	storetest.Edit(s.t, s.store, "test", "C02OAK000001", map[store.Field]string{
		store.FieldUsername: "carl.dean", store.FieldFullName: "Carl Dean", store.FieldPosition: "teacher",
	})
}

var (
	room     = edit.Value{Field: store.FieldRoom, Text: "204"}
	takeBack = edit.Value{Field: store.FieldUsername, Clear: true}
)

// silentOf requires that no word of files is on the screen, in the title or in the keys, but for the file of rejects.
func silentOf(t *testing.T, h *hand) {
	t.Helper()
	said := []string{h.screen.Title(), h.said, h.view(80, 21), h.view(120, 37), h.view(40, 7)}
	for _, k := range h.screen.Keys() {
		if !k.Is("w") && !k.Is("W") { // they write files
			said = append(said, k.Do, k.Help, k.Disabled)
		}
	}
	for _, text := range said {
		for _, word := range []string{"file", "File", "import", "Import"} {
			if strings.Contains(text, word) {
				t.Errorf("%q speaks of a %s", text, word)
			}
		}
	}
}

func TestEdit_IsReviewedSavedAndTakenBackWithoutAWordOfFiles(t *testing.T) {
	s := newSchool(t)
	h := s.edits(store.KindDevice, room, "DMPOAK000001", "C02OAK000009", "C02OAK000002")
	if got := h.screen.Title(); got != "Edit · Room → 204 · 3 devices" {
		t.Errorf("the title is %q", got)
	}
	h.wants("3000009", "dora.fry", "Save takes 3 rows", "touches 3 of 11 devices at OAK", "Room", "→ 204")
	silentOf(t, h)
	h.press("g", "n")
	silentOf(t, h)
	h.press("s")
	h.wants("2 rows at site OAK will be saved: 2 device records changed.", "row is not saved.")
	silentOf(t, h)
	h.press("y")
	h.wants("Saved 2 rows as save")
	silentOf(t, h)
	if a, b := s.device("C02OAK000002"), s.device("DMPOAK000001"); a.Room != "" || b.Room != "204" {
		t.Errorf("rooms are %q and %q", a.Room, b.Room)
	}
	h.press("u")
	h.wants("This puts 2 device records back as before save")
	silentOf(t, h)
	h.press("y")
	h.wants("taken back by ada")
	silentOf(t, h)
	if d := s.device("DMPOAK000001"); d.Room != "" {
		t.Errorf("the room is still %q", d.Room)
	}
}

func TestEdit_PaneShowsEveryRecordThatTheRowTouches(t *testing.T) {
	s := newSchool(t)
	s.second()
	h := s.edits(store.KindUser, edit.Value{Field: store.FieldPosition, Text: "staff"}, "carl.dean")
	view := h.view(120, 37)
	for _, words := range []string{"user record carl.dean", "device record C02OAK000001", "device record DMPOAK000001", "2 devices"} {
		if !strings.Contains(view, words) {
			t.Errorf("%q is not on the screen:\n%s", words, view)
		}
	}
	if strings.Index(view, "user record") > strings.Index(view, "device record") {
		t.Error("the record that the row is about does not come first")
	}
	h.press("s", "y", "enter")
	if h.said != "" && !strings.Contains(h.view(80, 21), "Saved 1 row") {
		t.Errorf("it is not saved: %s\n%s", h.said, h.view(80, 21))
	}
}

func TestEdit_R24_TakingBackAsksForTheNumberOfDevices(t *testing.T) {
	s := newSchool(t)
	s.second()
	h := s.edits(store.KindDevice, takeBack, "DMPOAK000001", "C02OAK000001", "C02OAK000003")
	if got := h.screen.Title(); got != "Edit · Take back · 3 devices" {
		t.Errorf("the title is %q", got)
	}
	h.wants("- revoke", "carl.dean", "1 person loses the last device")
	h.press("s")
	h.wants("Take back", "devices are taken back.", "type the number of devices that are taken back")
	h.press("y", "enter")
	if d := s.device("DMPOAK000001"); d.Placeholder() {
		t.Fatal("y was enough")
	}
	h.press("backspace", "2", "enter")
	h.wants("Saved 2 rows as save")
	if d := s.device("C02OAK000001"); !d.Placeholder() {
		t.Errorf("the device is %+v", d)
	}
}

func TestEdit_DecisionsAreFoundAgainAfterALostLine(t *testing.T) {
	s := newSchool(t)
	s.second()
	h := s.edits(store.KindDevice, takeBack, "DMPOAK000001", "C02OAK000001")
	h.press("g", "n")
	h = s.edits(store.KindDevice, takeBack, "C02OAK000001", "DMPOAK000001") // the same marks again
	if h.said != "Found again: 1 decision." {
		t.Errorf("it says %q", h.said)
	}
	h.wants("Save takes 1 row")
	if got := line(h.view(80, 21), " 2 ", "- revoke", " · "); got == "" {
		t.Errorf("line 2 is not left out any more:\n%s", h.view(80, 21))
	}
	picker := play(t, bulk.New(s.env))
	picker.wants("continue edit  Take back · 2 devices")
	picker.press("g", "x")
	picker.wants("The edit Take back · 2 devices and every decision in it go.", "records stay as they are.")
	silentOf(t, &hand{t: t, screen: h.screen})
	picker.press("x", "y")
	if strings.Contains(picker.view(80, 21), "continue") {
		t.Errorf("it is still there:\n%s", picker.view(80, 21))
	}
}

func TestEdit_R85_AMovedRecordIsHeldBack(t *testing.T) {
	s := newSchool(t)
	h := s.edits(store.KindDevice, room, "DMPOAK000001", "C02OAK000009")
	storetest.Edit(t, s.store, "zoe", "C02OAK000009", map[store.Field]string{store.FieldRoom: "99"})
	h.press("s", "y")
	h.wants("Records moved", "with what the sheet says")
	silentOf(t, h)
	h.press("enter")
	h.wants("held back", "R-85")
	silentOf(t, h)
	h.press("s", "y")
	h.wants("Saved 1 row as save")
	if a, b := s.device("C02OAK000009"), s.device("DMPOAK000001"); a.Room != "99" || b.Room != "204" {
		t.Errorf("rooms are %q and %q", a.Room, b.Room)
	}
}

func TestEdit_OfSeveralSitesTellsTheReachOverAllSites(t *testing.T) {
	s := newSchool(t)
	h := s.edits(store.KindDevice, room, "DMPOAK000001", "DMPELM000002")
	h.wants("touches 2 of 12 devices at all sites (17 %)")
	h.press("s")
	h.wants("2 rows at 2 sites will be saved")
	h.press("y")
	h.wants("Saved 2 rows as save")
	silentOf(t, h)
}

func TestEdit_RejectsCanStillBeWritten(t *testing.T) {
	s := newSchool(t)
	h := s.edits(store.KindDevice, edit.Value{Field: store.FieldSite, Text: "NOWHERE"}, "DMPOAK000001", "C02OAK000009")
	h.wants("! error", "is not on record")
	silentOf(t, h)
	h = s.edits(store.KindDevice, room, "DMPOAK000001", "C02NOWHERE01")
	h.press("s", "y")
	h.wants("Saved 1 row", "1 row is in error")
	h.press("w")
	if h.said != "Wrote 1 row to device-edit-rejects.csv in the inbox." {
		t.Errorf("it says %q", h.said)
	}
	again := play(t, bulk.Open(s.env, "device-edit-rejects.csv"))
	again.wants("Edit of many devices", "A blank", "CLEAR!")
}

func TestEdit_IsNoImportAmongTheLatest(t *testing.T) {
	s := newSchool(t)
	h := s.edits(store.KindDevice, room, "DMPOAK000001")
	h.press("s", "y")
	h.wants("Saved 1 row")
	picker := play(t, bulk.New(s.env))
	if view := picker.view(80, 21); strings.Contains(view, "import ") || strings.Contains(view, "204") {
		t.Errorf("an edit stands among the imports:\n%s", view)
	}
}

func TestEdit_SavedInAnotherWindowIsToldWithoutAWordOfFiles(t *testing.T) {
	s := newSchool(t)
	id := s.begin(store.KindDevice, room, "DMPOAK000001")
	here, there := play(t, bulk.Resume(s.env, id)), play(t, bulk.Resume(s.env, id))
	there.press("s", "y")
	there.wants("Saved 1 row as save")
	here.press("s")
	here.wants("This review was saved in another window as save", "Enter opens that save.")
	if got := here.screen.Title(); got != "Edit · Room → 204 · 1 device" {
		t.Errorf("the title is %q", got)
	}
	silentOf(t, here)
	again := play(t, bulk.Resume(s.env, id))
	again.wants("saved in another window as save")
	silentOf(t, again)
}

func TestEdit_ThrownAwayInAnotherWindow(t *testing.T) {
	s := newSchool(t)
	id := s.begin(store.KindDevice, room, "DMPOAK000001")
	here := play(t, bulk.Resume(s.env, id))
	if err := s.store.DiscardReview(s.env.Context, id, s.env.Operator); err != nil {
		t.Fatal(err)
	}
	here.press("n")
	here.wants("thrown away in another window", "Mark the records again to begin anew.")
	silentOf(t, here)
}

func TestEdit_SheetOfOnesOwnIsUnderstoodAndItsSiteCanBeChosen(t *testing.T) {
	s := newSchool(t)
	s.put("rooms.csv", "Serial Number,Username,Model,Platform,Site,Phone,Position,Department,Building,Room,Ownership\n"+
		"DMPOAK000001,,,,,,,,,7,\nDMPELM000002,,,,,,,,,7,\n")
	h := play(t, bulk.Open(s.env, "rooms.csv"))
	h.wants("Edit of many devices", "that of each record", "CLEAR!")
	h.press("j", "right")
	h.wants("‹ ELM Elm Hill School (primary) ›")
	h.press("enter")
	h.wants("! error", "belongs to site")
	if got := h.screen.Title(); got != "Edit · rooms.csv" {
		t.Errorf("the title is %q", got)
	}
}

func TestPicker_ListsAnewWhenItComesBack(t *testing.T) {
	s := newSchool(t)
	h := play(t, bulk.New(s.env))
	s.begin(store.KindDevice, room, "DMPOAK000001")
	h.run(h.screen.(interface{ Wake() tea.Cmd }).Wake())
	h.wants("continue edit", "Room → 204 · 1 device")
}

// below is the screen that an edit is begun on.
type below struct {
	screen.Screen
	start tea.Cmd
}

func (b *below) Init() tea.Cmd                           { return b.start }
func (b *below) Update(tea.Msg) (screen.Screen, tea.Cmd) { return b, nil }
func (b *below) View(int, int) string                    { return "the list with the marks" }
func (b *below) Title() string                           { return "List" }
func (b *below) Keys() []screen.Key                      { return nil }
func (b *below) Typing() bool                            { return false }
func (b *below) Undecided() int                          { return 0 }

func TestEdit_EscGoesBackToWhereItBegan(t *testing.T) {
	s := newSchool(t)
	id := s.begin(store.KindDevice, room, "DMPOAK000001")
	term := s.console(func(env screen.Env) screen.Screen {
		return &below{start: func() tea.Msg { return screen.PushMsg{Screen: bulk.Resume(env, id)} }}
	}, 80, 24)
	term.WaitFor("Edit · Room → 204 · 1 device")
	term.WaitFor("Save takes 1 row")
	term.Press("esc")
	term.WaitFor("the list with the marks")
	term.WaitFor("The edit is kept")
}

func TestGolden_EditReview(t *testing.T) {
	s := newSchool(t)
	s.second()
	h := s.edits(store.KindDevice, takeBack, "DMPOAK000001", "C02OAK000001", "C02OAK000003", "C02NOWHERE01")
	h.press("G")
	goldens(t, h)
}

func TestGolden_EditOfUsersReview(t *testing.T) {
	s := newSchool(t)
	s.second()
	goldens(t, s.edits(store.KindUser, edit.Value{Field: store.FieldPosition, Text: "staff"}, "carl.dean", "dora.fry", "eve.gray"))
}

func TestGolden_EditQuestion(t *testing.T) {
	s := newSchool(t)
	s.second()
	h := s.edits(store.KindDevice, takeBack, "DMPOAK000001", "C02OAK000001", "C02OAK000003")
	h.press("s")
	goldens(t, h)
}

func TestGolden_EditSummary(t *testing.T) {
	s := newSchool(t)
	h := s.edits(store.KindDevice, room, "DMPOAK000001", "C02OAK000009", "C02NOWHERE01")
	h.press("s", "y")
	goldens(t, h)
}
