package browse_test

import (
	"slices"
	"strings"
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui/device"
	"homeroom/tui/screen"
)

// on waits until the cursor is on a record.
func on(t *testing.T, term interface {
	WaitUntil(string, func(string) bool)
}, key string,
) {
	t.Helper()
	term.WaitUntil("the cursor on "+key, func(s string) bool { return strings.Contains(line(s, "›"), key) })
}

func TestFilter_EscGoesBackToWhereItBegan(t *testing.T) {
	env := school(t)
	many(t, env, 60)
	term := devices(t, env, "", 80, 24)
	for range 25 {
		term.Press("j")
	}
	term.WaitFor("26 of 67")
	term.Press("k", "k")
	term.WaitFor("24 of 67")
	before := term.Screen()
	term.Press("/")
	term.Type("OAKPAD")
	term.WaitFor("of 3 (64 hidden)")
	term.Press("down")
	term.Press("esc")
	term.WaitFor("24 of 67")
	if now := term.Screen(); now != before {
		t.Errorf("from\n%s\nto\n%s", before, now)
	}
	term.Press("/")
	term.Type("OAKPAD000003")
	term.Press("enter", "esc") // one that was kept, and taken away later, leaves the cursor on what it found
	term.WaitFor("of 67")
	on(t, term, "OAKPAD000003")
}

func TestLand_TheCursorGoesToTheRecordThatCameToBe(t *testing.T) {
	env := school(t)
	term := devices(t, env, "", 80, 24)
	term.Send(screen.LandMsg{Record: store.KindUser, Key: "OAKPAD000003"})
	term.Send(screen.LandMsg{Record: store.KindDevice, Key: "OAKPAD000002"})
	on(t, term, "OAKPAD000002")
	for _, serial := range []string{"NEWPAD000001", "NEWPAD000002"} {
		storetest.MustDevice(t, env.Store, store.Device{Serial: serial, Site: "OAK"})
		land, word := screen.LandMsg{Record: store.KindDevice, Key: strings.ToLower(serial)}, changed(t, env)
		if serial == "NEWPAD000001" {
			term.Send(land)
			term.Send(word)
		} else { // in either order
			term.Send(word)
			term.Send(land)
		}
		on(t, term, serial)
	}
}

func TestLand_SaysThatTheFilterHidesIt(t *testing.T) {
	env := school(t)
	term := devices(t, env, "held:yes", 80, 24)
	term.WaitFor("1 of 4 (3 hidden)")
	storetest.MustDevice(t, env.Store, store.Device{Serial: "NEWPAD000001", Site: "OAK"})
	term.Send(screen.LandMsg{Record: store.KindDevice, Key: "NEWPAD000001"})
	term.Send(changed(t, env))
	term.WaitFor("NEWPAD000001 is hidden by the filter")
	term.WaitFor("1 of 4 (4 hidden)")
	term.Press("j")
	term.WaitGone("is hidden by the filter")
	on(t, term, "OAKMAC000001")
	storetest.MustDevice(t, env.Store, store.Device{Serial: "NEWPAD000002", Site: "OAK"}) // a key lets go of what was waited for
	term.Send(changed(t, env))
	term.WaitFor("(5 hidden)")
	on(t, term, "OAKMAC000001")
}

func TestActs_TakeTheMarksInTheOrderOfTheList(t *testing.T) {
	env := school(t)
	term := devices(t, env, "site:OAK", 80, 24)
	term.Press("*")
	term.WaitFor("4 marked")
	for _, c := range []struct {
		keys    []string
		by      string
		serials string
	}{
		{[]string{"s", "s"}, "by Serial ↑", "OAKMAC000001 OAKPAD000002 OAKPAD000003 OAKPAD000004"},
		{[]string{"S"}, "by Serial ↓", "OAKPAD000004 OAKPAD000003 OAKPAD000002 OAKMAC000001"},
		{[]string{"s", "r"}, "by Room ↑", "OAKPAD000002 OAKPAD000003 OAKMAC000001 OAKPAD000004"},
	} {
		term.Press(c.keys...)
		term.WaitFor(c.by)
		term.Press("e")
		term.WaitFor("edit device " + c.serials)
	}
}

func TestActs_SwapIsNamedWhereJustTwoAreMarked(t *testing.T) {
	env := school(t)
	d := newDesk(env, device.Filtered(env, ""))
	check(t, d, 80, 24)
	run(d, d.Init())
	for marks := range 4 {
		shown := slices.ContainsFunc(d.top().Keys(), func(k screen.Key) bool { return k.Is("x") && k.Do == "swap" && !k.Quiet && k.Disabled == "" })
		if shown != (marks == 2) {
			t.Errorf("with %d marks x swap is named: %v", marks, shown)
		}
		_, cmd := d.Update(screen.Press("space"))
		run(d, cmd)
	}
}

func TestList_WithTheRecordBesideItTheColumnOfTheOrderIsInSight(t *testing.T) {
	env := school(t)
	term := devices(t, env, "", 120, 30)
	for _, c := range [][2]string{{"i", "Site"}, {"r", "Room"}, {"c", "Changed"}, {"k", "Kind"}, {"h", "Phone"}} {
		term.Press("s", c[0])
		term.WaitFor("by " + c[1])
		title, _, _ := strings.Cut(term.Screen(), "│")
		if !strings.Contains(title, c[1]+" ↑") && !strings.Contains(title, c[1]+" ↓") {
			t.Errorf("by %s the titles are %q", c[1], title)
		}
	}
}
