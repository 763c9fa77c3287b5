package browse_test

import (
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestSort_ByAnyColumnIsSaidByArrowAndWord(t *testing.T) {
	env := school(t)
	term := devices(t, env, "", 80, 24)
	term.WaitFor("by Site ↑")
	for _, c := range []struct {
		keys   []string
		order  string
		title  string
		column string
		values []string
	}{
		{[]string{"s", "s"}, "by Serial ↑", "Serial ↑", "Serial", []string{"ELMPAD000005", "ELMPAD000006", "ELMTV0000007", "OAKMAC000001", "OAKPAD000002", "OAKPAD000003", "OAKPAD000004"}},
		{[]string{"S"}, "by Serial ↓", "Serial ↓", "Serial", []string{"OAKPAD000004", "OAKPAD000003", "OAKPAD000002", "OAKMAC000001", "ELMTV0000007", "ELMPAD000006", "ELMPAD000005"}},
		{[]string{"s", "a"}, "by Asset Tag ↑", "Tag ↑", "Tag", []string{"3000007", "5000001", "5000002", "5000003", "5000004", "5000005", "7000001"}},
		{[]string{"s", "u"}, "by Username ↑", "Username ↑", "Username", []string{"ada.fern", "ada.fern", "elodie", "emil", "(nobody)", "(nobody)", "(placeholder)"}},
		{[]string{"S"}, "by Username ↓", "Username ↓", "Username", []string{"emil", "elodie", "ada.fern", "ada.fern", "(placeholder)", "(nobody)", "(nobody)"}},
		{[]string{"s", "c"}, "by Changed ↓", "Serial  ", "Serial", []string{"ELMTV0000007", "ELMPAD000006", "ELMPAD000005", "OAKPAD000004", "OAKPAD000003", "OAKPAD000002", "OAKMAC000001"}},
	} {
		term.Press(c.keys...)
		term.WaitFor(c.order)
		view := term.Screen()
		title, _, _ := strings.Cut(view, "\n")
		if !strings.Contains(title, c.title) {
			t.Errorf("%s: the titles are %q", c.order, title)
		}
		if got := column(view, c.column); !slices.Equal(got, c.values) {
			t.Errorf("%s: %v, want %v", c.order, got, c.values)
		}
	}
}

func TestSort_WordsStandAsPeopleOrderThem(t *testing.T) {
	env := school(t)
	term := users(t, env, "", 80, 24)
	term.Press("s", "n")
	term.WaitFor("by Full Name ↑")
	if got, want := column(term.Screen(), "User ID"), []string{"ada.fern", "elodie", "emil", "zoe"}; !slices.Equal(got, want) {
		t.Errorf("by name: %v, want %v", got, want)
	}
	term.Press("s", "v")
	term.WaitFor("by Devices ↓")
	if got, want := column(term.Screen(), "User ID"), []string{"ada.fern", "elodie", "emil", "zoe"}; !slices.Equal(got, want) {
		t.Errorf("by number of devices: %v, want %v", got, want)
	}
	term = devices(t, env, "", 80, 24)
	term.Press("s", "r")
	term.WaitFor("by Room ↑") // "Room 2" before "Room 10", and those without one last
	if got, want := column(term.Screen(), "Serial")[:4], []string{"ELMTV0000007", "OAKPAD000002", "OAKPAD000003", "OAKMAC000001"}; !slices.Equal(got, want) {
		t.Errorf("by room: %v, want %v", got, want)
	}
}

func TestSort_CursorMarksAndFilterStay(t *testing.T) {
	env := school(t)
	term := devices(t, env, "site:OAK", 80, 24)
	term.Press("space") // OAKMAC000001, and the cursor goes on to OAKPAD000002
	term.WaitFor("2 of 4 (3 hidden), 1 marked")
	term.Press("s", "c")
	term.WaitFor("by Changed ↓")
	term.WaitFor("3 of 4 (3 hidden), 1 marked")
	view := term.Screen()
	if !strings.Contains(line(view, "›"), "OAKPAD000002") || !strings.Contains(line(view, " *"), "OAKMAC000001") {
		t.Errorf("cursor or mark are elsewhere:\n%s", view)
	}
	storetest.Edit(t, env.Store, "t.ostermoor", "OAKMAC000001", map[store.Field]string{store.FieldRoom: "Room 7"})
	term.Send(changed(t, env))
	term.WaitUntil("the record that was changed is the newest", func(s string) bool {
		return strings.Contains(line(s, " *"), "Room 7") || column(s, "Serial")[0] == "OAKMAC000001"
	})
	if view := term.Screen(); !strings.Contains(line(view, "›"), "OAKPAD000002") || !strings.Contains(view, "4 of 4 (3 hidden), 1 marked") {
		t.Errorf("after a refresh:\n%s", view)
	}
}

func TestSort_MenuIsLeftWithoutAChange(t *testing.T) {
	env := school(t)
	term := devices(t, env, "", 40, 10)
	term.Press("s")
	term.WaitFor("╭─ Sort by")
	term.WaitFor("↑ now")
	term.Press("esc")
	term.WaitGone("Sort by")
	term.WaitFor("1 of 7")
	term.WaitFor("by Site ↑")
	term.Press("s", "end")
	term.WaitFor("› c  Changed")
	term.Press("enter")
	term.WaitFor("by Changed ↓")
}
