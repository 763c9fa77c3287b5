package device_test

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/device"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// Devices of the district.
const (
	teachersMac  = "LKMB4BB18AA0" // its holder has an iPad as well
	teachersIPad = "LKPQZ9ZZ4F"
	greek        = "LKP6FMAT0T9L" // holder with a name in Greek letters
	placeholder  = "FHMN4H83D0"
	empty        = "FHM0B7NTZBMC"
)

// sizes are those of every screen, and one with room for all.
func sizes() []district.Size {
	return append(district.Sizes(), district.Size{Name: "200x50", Width: 200, Height: 50})
}

func TestDevices_List(t *testing.T) {
	env := district.Env(t)
	for _, size := range sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, device.Filtered(env, "site:LARK")), size.Width, size.Height)
			term.WaitFor("1 of 382")
			if size.Width >= 110 {
				term.WaitFor("Held by") // the detail pane
			}
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestDevices_Record(t *testing.T) {
	env := district.Env(t)
	for _, size := range sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, device.Record(env, greek)), size.Width, size.Height)
			term.WaitFor("9975685")
			golden.RequireEqual(t, []byte(term.Screen()))
		})
	}
}

func TestDevices_FilterAsYouType(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, "")), 80, 24)
	term.WaitFor("1 of 610")
	term.Press("/")
	term.Type("room:closet")
	term.WaitFor("1 of 3 (607 hidden)")
	term.WaitFor("Mac mini cach")
	term.Press("esc")
	term.WaitFor("1 of 610") // all rows again, the cursor where / began
	term.Press("/")
	term.Type("colour:red")
	term.WaitFor(`A device has no field "colour"`)
	term.WaitFor("The fields are serial, asset_tag")
}

func TestDevices_R04_SixDigitTagsThatStartWith6And7AreOrdinaryMacs(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, `room:cart tag:658934`)), 80, 24)
	term.WaitFor("1 of 1")
	term.WaitFor(`MacBook 13"`)
	term.Press("/")
	for range len(`room:cart tag:658934`) {
		term.Press("backspace")
	}
	term.Type("tag:719281")
	term.WaitFor("/tag:719281   1 of 1 (609 hidden)") // the whole filter, not a part of it that was typed already
	term.WaitFor(`iMac 21.5"`)
	if strings.Contains(term.Screen(), "caching") || strings.Contains(term.Screen(), "Apple TV") {
		t.Errorf("a six-digit tag is read like a seven-digit one:\n%s", term.Screen())
	}
}

func TestRecord_LeadsToItsUserAndBackToTheSamePlace(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, ""), device.Record(env, teachersMac)), 80, 24)
	term.WaitFor("Anouk Ivermere (anouk.ivermere)")
	term.Press("j", "j", "j", "j")
	term.WaitFor("› Model")
	term.Press("o")
	term.WaitFor("Devices held")
	term.WaitFor("Homeroom  User anouk.ivermere")
	term.Press("esc")
	term.WaitFor("Homeroom  Device " + teachersMac)
	term.WaitFor("› Model")
}

func TestRecord_R02_ShowsWhatElseThePersonHolds(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Record(env, teachersMac)), 80, 24)
	term.WaitFor("Also holds     iPad mini  5072344  LKPH8RQLZPML")
}

func TestRecord_SaysNobodyInWords(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Record(env, placeholder)), 80, 24)
	term.WaitFor("Held by        nobody: its own serial number stands in Username")
	term.WaitFor("Status         placeholder")
	env = district.Session(env)
	term = tuitest.Start(t, tui.New(env, device.Record(env, empty)), 80, 24)
	term.WaitFor("Held by        nobody: Username is empty")
}

func TestRecord_ThatNeverWasSaysSo(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Record(env, "LKPNOSUCHDEV")), 80, 24)
	term.WaitFor("Nothing is or was on record under LKPNOSUCHDEV.")
	env = district.Session(env)
	term = tuitest.Start(t, tui.New(env, device.Record(env, "anouk.ivermere")), 80, 24)
	term.WaitFor("No device is or was on record under ANOUK.IVERMERE.")
}

func TestDevices_AnothersChangeShowsAndTheCursorStaysOnItsRecord(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, "site:FERN")), 80, 24)
	term.WaitFor("1 of 228")
	term.Press("j", "j", "j")
	term.WaitFor("4 of 228")
	before := cursor(term.Screen())
	storetest.MustDevice(t, env.Store, store.Device{Serial: "FHM00NEWNEW", AssetTag: "2000001", Site: "FERN"})
	storetest.Edit(t, env.Store, "t.ostermoor", empty, map[store.Field]string{store.FieldUsername: "newcomer"})
	latest, err := env.Store.Latest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: latest})
	term.WaitFor("5 of 229")
	term.WaitFor("newcomer")
	if after := cursor(term.Screen()); after != before {
		t.Errorf("the cursor went from\n%s\nto\n%s", before, after)
	}
}

func TestRecord_TextOfRecordsIsShownAsMarks(t *testing.T) {
	env := district.Env(t)
	storetest.MustDevice(t, env.Store, store.Device{
		Serial: "LKPHOSTILE01", AssetTag: "5123123", Site: "LARK", Username: "x", FullName: "Ivy\u202egnirts", Room: "a\nb",
	})
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, "LKPHOSTILE01"), device.Record(env, "LKPHOSTILE01")), 120, 30)
	term.WaitFor("Ivy‹U+202E›gnirts")
	term.Press("esc")
	term.WaitFor("1 of 1")
	term.WaitFor("Ivy‹U+202E›gnirts")
}

func TestDevices_CopySaysWhatWasCopied(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, greek)), 80, 24)
	term.WaitFor("1 of 1")
	term.Press("y")
	term.WaitFor("Copied the serial number " + greek + ".")
}

// A cursor that moves costs little on a thin line: two cells, and where it is.
func TestDevices_CursorMoveCostsFewBytes(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, device.Filtered(env, "")), 80, 24)
	term.WaitFor("1 of 610")
	term.Press("j")
	term.WaitFor("2 of 610")
	term.Bytes()
	term.Press("j")
	term.WaitFor("3 of 610")
	if n := term.Bytes(); n > 60 {
		t.Errorf("moving the cursor down by one row took %d bytes", n)
	}
}

// cursor is the line of the cursor.
func cursor(screen string) string {
	for _, l := range strings.Split(screen, "\n") {
		if strings.HasPrefix(l, "›") {
			return l
		}
	}
	return ""
}
