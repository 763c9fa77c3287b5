package form_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/tui/form"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
)

// rules are those of two fields, as store/edit has them.
func rules(f store.Field, text string) []store.Finding {
	var found []store.Finding
	switch f {
	case store.FieldUserID:
		_, found = store.ParseUserID(text)
	case store.FieldPosition:
		_, found = store.ParsePosition(text)
	case store.FieldPhone:
		_, found = store.ParsePhone(text)
	}
	return found
}

func person() []form.Item {
	return []form.Item{
		{Field: store.FieldUserID, Record: "wren.tarnfield"},
		{Field: store.FieldFullName, Record: "Wren Tarnfield"},
		{Field: store.FieldEmail},
		{Field: store.FieldPhone, Record: "2018"},
		{Field: store.FieldPosition, Record: "student", Choices: []string{"student", "teacher", "staff"}},
		{Field: store.FieldGrade},
	}
}

func open(items ...form.Item) *form.Form { return form.NewForm(theme.New(true, false), rules, items) }

func press(f *form.Form, keys ...string) {
	for _, k := range keys {
		f.Update(screen.Press(k))
	}
}

func typed(f *form.Form, text string) {
	for _, r := range text {
		f.Update(screen.Press(string(r)))
	}
}

func drawn(f *form.Form) string { return ansi.Strip(f.View(80, 24)) }

func wants(t *testing.T, f *form.Form, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(drawn(f), w) {
			t.Fatalf("%q is not in the form:\n%s", w, drawn(f))
		}
	}
}

func TestForm_BlankIsNotClear(t *testing.T) {
	f := open(person()...)
	press(f, "tab", "ctrl+u", "tab") // Full Name emptied, Email was empty and stays so
	typed(f, "  ")
	if got, want := f.Values(), []form.Value{{Field: store.FieldFullName, Clear: true}}; !slices.Equal(got, want) {
		t.Errorf("values %+v, want %+v", got, want)
	}
	wants(t, f, "Full Name ~ will be cleared")
	if n := strings.Count(drawn(f), "will be cleared"); n != 1 {
		t.Errorf("%d fields say that they will be cleared, want 1:\n%s", n, drawn(f))
	}
	press(f, "up", "ctrl+z")
	if f.Values() != nil || strings.Contains(drawn(f), "cleared") {
		t.Errorf("put back, and yet %+v:\n%s", f.Values(), drawn(f))
	}
}

func TestForm_R01_SaysTheProblemBelowItsFieldAsOneTypes(t *testing.T) {
	f := open(person()...)
	typed(f, "-")
	lines := strings.Split(drawn(f), "\n")
	if !strings.HasPrefix(lines[0], "› User ID") || !strings.Contains(lines[0], "!") ||
		!strings.Contains(lines[1], "! error R-01: a User ID has letters, digits and . @ _ only, not") || !strings.Contains(lines[2], "“-”") || !strings.Contains(drawn(f), "→ write it without that character") {
		t.Errorf("the problem is not right below its field:\n%s", drawn(f))
	}
	press(f, "tab")
	wants(t, f, "! error R-01") // it stays in sight
	press(f, "up", "backspace")
	if strings.Contains(drawn(f), "R-01") {
		t.Errorf("mended, and still:\n%s", drawn(f))
	}
}

func TestForm_R08_WarningsAreApartFromErrorsBySignAndWord(t *testing.T) {
	f := open(person()...)
	f.Put(store.FieldPhone, "2018-05-01")
	wants(t, f, "? warning R-08: a date stands where")
	if f.Settle() != "" {
		t.Errorf("a warning stands in the way: %s", f.Settle())
	}
	f.Put(store.FieldPosition, "boss")
	wants(t, f, "! error R-06: a position is student, teacher or staff")
	if f.Settle() == "" || f.Focused() != store.FieldPosition {
		t.Errorf("an error does not stand in the way, or the cursor is in %s", f.Focused())
	}
}

func TestForm_ChoicesAreCycledOrTypedWithCompletion(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"right", "teacher"},
		{"left", ""},
		{"right right", "staff"},
		{"ctrl+n", "teacher"},
		{"ctrl+p ctrl+p", "staff"},
		{"ctrl+u t", "teacher"},
		{"ctrl+u T E", "teacher"},
		{"ctrl+u s t u", "student"},
		{"ctrl+u s t", "st"},     // two begin so
		{"ctrl+u b o", "bo"},     // none does
		{"ctrl+u b o right", ""}, // from what is none to the first
	} {
		f := open(person()...)
		f.Focus(store.FieldPosition)
		press(f, strings.Fields(c.keys)...)
		if c.want != "st" && c.want != "bo" && strings.Contains(drawn(f), "R-06") {
			t.Errorf("%s: the rule speaks:\n%s", c.keys, drawn(f))
		}
		press(f, "tab")
		got := "student"
		for _, v := range f.Typed() {
			got = v.Text
		}
		if got != c.want {
			t.Errorf("%s makes %q, want %q", c.keys, got, c.want)
		}
	}
	f := open(person()...)
	f.Focus(store.FieldPosition)
	press(f, "ctrl+u", "t")
	wants(t, f, "~ teacher", "← → (empty) · student · teacher · staff", "was student")
}

func TestForm_UntouchedFieldFollowsAndATouchedOneClashes(t *testing.T) {
	f := open(person()...)
	f.Focus(store.FieldPhone)
	press(f, "ctrl+u")
	typed(f, "2020")
	now := map[store.Field]string{store.FieldUserID: "wren.tarnfield", store.FieldFullName: "Wren T.", store.FieldPhone: "2019", store.FieldPosition: "student"}
	read := func(f store.Field) string { return now[f] }
	followed := f.Follow(read, func(store.Field) string { return "by k.alder at 10:32" })
	if !slices.Equal(followed, []store.Field{store.FieldFullName}) || f.Clashes() != 1 {
		t.Fatalf("followed %v, %d clashes", followed, f.Clashes())
	}
	wants(t, f, "Wren T.", "! changed by k.alder at 10:32", "yours  2020", "then   2018", "now    2019", "ctrl+y yours  ctrl+t now")
	if f.Settle() == "" || f.Focused() != store.FieldPhone {
		t.Error("a clash does not stand in the way")
	}
	press(f, "ctrl+t")
	if f.Clashes() != 0 || len(f.Values()) != 0 {
		t.Errorf("theirs was taken, and yet %+v", f.Values())
	}
	wants(t, f, "2019")
}

func TestForm_ClashResolvedForMineKeepsWhatWasTyped(t *testing.T) {
	f := open(form.Item{Field: store.FieldRoom, Record: "10"})
	press(f, "ctrl+u")
	typed(f, "14")
	who := func(store.Field) string { return "" }
	f.Follow(func(store.Field) string { return "12" }, who)
	typed(f, "b") // typing on is no choice
	if f.Clashes() != 1 {
		t.Fatal("typing resolved it")
	}
	press(f, "ctrl+y")
	if got := f.Typed(); len(got) != 1 || got[0] != (form.Typed{Field: store.FieldRoom, Then: "12", Text: "14b"}) {
		t.Errorf("mine: %+v", got)
	}
	f.Follow(func(store.Field) string { return "14b" }, who)
	if f.Clashes() != 0 || f.Typed() != nil {
		t.Errorf("both came to the same: %+v", f.Typed())
	}
}

func TestForm_ClashThatGoesAwayByItselfIsNone(t *testing.T) {
	f := open(form.Item{Field: store.FieldRoom, Record: "10"})
	typed(f, "1")
	who := func(store.Field) string { return "" }
	f.Follow(func(store.Field) string { return "12" }, who)
	f.Follow(func(store.Field) string { return "10" }, who)
	if f.Clashes() != 0 || f.Typed()[0].Text != "101" {
		t.Errorf("%d clashes, %+v", f.Clashes(), f.Typed())
	}
}

func TestForm_UntouchedRecordIsNeverChangedByShowingIt(t *testing.T) {
	hostile := []string{"two\nlines", "\x1b[31mred", "a\tb", "\u202eevil", "漢字", strings.Repeat("x", 900), " spaces "}
	var items []form.Item
	for i, h := range hostile {
		items = append(items, form.Item{Field: store.Field(fmt.Sprintf("field_%d", i)), Record: h})
	}
	f := open(items...)
	for range hostile {
		press(f, "left", "end", "tab")
	}
	if f.Typed() != nil || f.Values() != nil {
		t.Errorf("untouched, and yet %+v", f.Typed())
	}
}

func TestForm_ToldFindingsGoWhenTheirFieldIsTypedInto(t *testing.T) {
	f := open(person()...)
	taken := store.Finding{Rule: "R-02", Severity: store.SeverityError, Message: "it is taken"}
	rest := f.Tell(map[store.Field][]store.Finding{store.FieldUserID: {taken}, "": {{Rule: "R-14", Severity: store.SeverityWarning, Message: "somebody leaves"}}})
	if len(rest) != 1 || rest[0].Rule != "R-14" {
		t.Errorf("what is about no field: %+v", rest)
	}
	f.FocusProblem()
	wants(t, f, "! error R-02: it is taken")
	typed(f, "2")
	if strings.Contains(drawn(f), "taken") {
		t.Errorf("another User ID, and still:\n%s", drawn(f))
	}
}

// sizes go from the smallest terminal to a large one and back.
var sizes = [][2]int{{40, 7}, {80, 21}, {120, 37}, {250, 67}, {80, 21}, {40, 7}, {41, 1}, {12, 3}}

func TestForm_AtEverySizeNoLineIsWiderAndTheFieldOfTheCursorIsInSight(t *testing.T) {
	items := person()
	for i := range items {
		items[i].Record = strings.Repeat("漢字 é\u202e\x1b[2J ", 12)
	}
	f := open(items...)
	for range items {
		typed(f, "-é漢")
		f.Follow(func(store.Field) string { return "\x1b[31m now \u202e" + strings.Repeat("w", 90) }, func(store.Field) string { return "by k\u202e.alder at 10:32" })
		for _, size := range sizes {
			view := f.View(size[0], size[1])
			lines := strings.Split(view, "\n")
			if len(lines) > size[1] {
				t.Fatalf("%d lines at %v", len(lines), size)
			}
			for _, l := range lines {
				if screen.Width(l) > size[0] || strings.ContainsAny(l, "\u202e\t") || strings.Contains(l, "\x1b[31m") || strings.Contains(l, "\x1b[2J") {
					t.Fatalf("at %v: %q", size, l)
				}
			}
			if !strings.Contains(view, "› ") {
				t.Fatalf("at %v the field of the cursor is out of sight:\n%s", size, view)
			}
		}
		press(f, "tab")
	}
}

func TestForm_PasteBecomesOneLineOfTheFieldWithTheCursor(t *testing.T) {
	f := open(form.Item{Field: store.FieldRoom}, form.Item{Field: store.FieldGrade})
	press(f, "tab")
	f.Update(tea.PasteMsg{Content: "seven\nb\x1b[31m"})
	if got := f.Typed(); len(got) != 1 || got[0].Field != store.FieldGrade || strings.ContainsAny(got[0].Text, "\n\x1b") {
		t.Errorf("pasted %+v", got)
	}
}

func TestForm_Golden(t *testing.T) {
	for _, size := range [][2]int{{80, 21}, {120, 37}, {40, 7}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			f := open(person()...)
			typed(f, "-x")
			press(f, "tab", "ctrl+u", "tab")
			typed(f, "wren@school.example")
			f.Put(store.FieldPhone, "2018-05-01")
			f.Focus(store.FieldPosition)
			press(f, "ctrl+u", "t")
			golden.RequireEqual(t, f.View(size[0], size[1]))
		})
	}
}

func TestForm_R51_SeveralNamesAreCompletedOneByOne(t *testing.T) {
	groups := []string{"Chess Club", "Year 7", "Year 8"}
	for _, c := range []struct{ typed, keys, want string }{
		{"che", "", "Chess Club"},
		{"Year 7/CH", "", "Year 7/Chess Club"},
		{"Year 7 / ch", "", "Year 7 /Chess Club"},
		{"Year 7/ye", "", "Year 7/ye"}, // two begin so
		{"", "ctrl+n", "Chess Club"},
		{"", "ctrl+p", "Year 8"},
		{"Chess Club/", "ctrl+n", "Chess Club/Year 7"}, // each once
		{"Chess Club/", "ctrl+n ctrl+n ctrl+n", "Chess Club/"},
		{"ab", "left c", "acb"}, // the arrows are for the text
	} {
		f := open(form.Item{Field: store.FieldGroups, Choices: groups, Several: true}, form.Item{Field: store.FieldGrade})
		typed(f, c.typed)
		press(f, strings.Fields(c.keys)...)
		press(f, "tab")
		if got := f.Typed(); len(got) != 1 || got[0].Text != c.want {
			t.Errorf("%q %s makes %+v, want %q", c.typed, c.keys, got, c.want)
		}
	}
	f := open(form.Item{Field: store.FieldGroups, Choices: groups, Several: true})
	typed(f, "Year 7/C")
	wants(t, f, "~ Year 7/Chess Club", "ctrl+n (empty) · Chess Club · Year 7 · Year 8", "/ between several")
}

func TestForm_ChoicesWithoutRoomAreCountedNotCut(t *testing.T) {
	f := open(form.Item{
		Field: store.FieldGroups, Record: "Staff readers", Several: true, Choices: []string{"Chess Club", "Form 7", "Staff readers", "Yearbook"},
	})
	wants(t, f, "ctrl+n (empty) · Chess Club · Form 7 · Staff readers · Yearbook")
	if view := ansi.Strip(f.View(44, 12)); !strings.Contains(view, " more") || strings.Contains(view, "…") {
		t.Errorf("a choice is cut:\n%s", view)
	}
}
