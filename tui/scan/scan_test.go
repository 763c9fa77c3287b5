package scan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/home"
	"homeroom/tui/scan"
	"homeroom/tui/screen"
	"homeroom/tui/tuitest"
	"homeroom/tui/tuitest/district"
)

// A held iPad of Larkspur Middle School, and its tag.
const (
	ipad = "LKP6FMAT0T9L"
	tag  = "9975685"
)

// twice puts a user on record whose User ID is the asset tag of a device.
func twice(t *testing.T, env screen.Env) {
	t.Helper()
	storetest.MustUser(t, env.Store, store.User{UserID: tag, FullName: "Number Nine", Site: "LARK"})
}

func TestScan_Goldens(t *testing.T) {
	env := district.Env(t)
	twice(t, env)
	for _, c := range []struct{ name, scanned, wait string }{
		{"near", "LKP6FMAT0T9", "1 of "},
		{"names", "anouk", "1 of 12"},
		{"several", tag, "names 2 records"},
		{"unknown", "ZZQQZZQQ77", "nothing comes near"},
		{"waiting", "", "Ready to scan."},
	} {
		for _, size := range district.Sizes() {
			t.Run(c.name+"-"+size.Name, func(t *testing.T) {
				env := district.Session(env)
				term := tuitest.Start(t, tui.New(env, scan.New(env, c.scanned)), size.Width, size.Height)
				term.WaitFor(c.wait)
				golden.RequireEqual(t, []byte(term.Screen()))
			})
		}
	}
}

func TestScan_NewRecordAsksWhatItIs(t *testing.T) {
	env := district.Env(t)
	for _, size := range district.Sizes() {
		t.Run(size.Name, func(t *testing.T) {
			env := district.Session(env)
			term := tuitest.Start(t, tui.New(env, scan.New(env, "ZZQQZZQQ77")), size.Width, size.Height)
			term.WaitFor("nothing comes near")
			term.Press("n")
			term.WaitFor("s  a device with the serial number")
			golden.RequireEqual(t, []byte(term.Screen()))
			term.Press("esc")
			term.WaitGone("What is it?")
		})
	}
}

// console is Home with a bar to scan into.
func console(t *testing.T) (screen.Env, *tuitest.Term) {
	t.Helper()
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, home.New(env)), 80, 24)
	term.WaitFor("Needs attention")
	return env, term
}

func TestScan_R03_IsUnderstoodHoweverTheScannerSendsIt(t *testing.T) {
	_, term := console(t)
	for _, scanned := range []string{
		tag, ipad, strings.ToLower(ipad), "S" + ipad, "s" + strings.ToLower(ipad), " " + ipad + " ",
	} {
		term.Press(":")
		term.Type(scanned)
		term.Press("enter")
		term.WaitFor("Homeroom  Device " + ipad)
		term.Press("esc")
		term.WaitFor("Needs attention")
		for _, end := range []string{"\n", "\r\n", "\r", ""} {
			term.Paste(scanned + end) // nothing has the keyboard
			term.WaitFor("Homeroom  Device " + ipad)
			term.Press("esc")
			term.WaitFor("Needs attention")
		}
		term.Press(":")
		term.Paste(scanned + "\n")
		term.WaitFor("Homeroom  Device " + ipad)
		term.Press("esc")
		term.WaitFor("Needs attention")
	}
}

func TestScan_LandsOnAPersonByUserIDAndManagedAppleAccount(t *testing.T) {
	env, term := console(t)
	u, err := env.Store.User(env.Context, "anouk.ivermere")
	if err != nil || u.ManagedAppleAccount == "" {
		t.Fatalf("%+v %v", u, err)
	}
	for _, scanned := range []string{"Anouk.Ivermere", strings.ToUpper(u.ManagedAppleAccount)} {
		term.Paste(scanned)
		term.WaitFor("Homeroom  User anouk.ivermere")
		term.Press("esc")
		term.WaitFor("Needs attention")
	}
}

func TestScan_AnywhereAPasteOpensTheRecordUnlessAFieldHasTheKeyboard(t *testing.T) {
	_, term := console(t)
	for _, place := range []string{"2", "3", "4", "6"} {
		term.Press(place)
		term.WaitFor("[" + place)
		term.Paste("S" + ipad + "\r")
		term.WaitFor("Homeroom  Device " + ipad)
		term.Press("esc")
		term.WaitFor("[" + place)
	}
	term.Press("2")
	term.WaitFor("[2 Devices")
	term.Press("/")
	term.Paste(tag)
	term.WaitFor("/" + tag)
	term.WaitFor("[2 Devices /" + tag)
}

func TestScan_UnknownShowsWhatComesNearAndOpensIt(t *testing.T) {
	_, term := console(t)
	term.Press(":")
	term.Type("LKP6FMATOT9L") // an O in the place of a zero
	term.WaitFor("looks it up")
	term.Press("enter")
	term.WaitFor("Homeroom  Scan LKP6FMATOT9L")
	term.WaitFor("characters that look alike")
	term.Press("enter")
	term.WaitFor("Homeroom  Device " + ipad)
	term.Press("esc")
	term.WaitFor("these come near")
}

func TestScan_SeveralOfOneNameAreToldApart(t *testing.T) {
	env, term := console(t)
	twice(t, env)
	term.Paste(tag)
	term.WaitFor("“" + tag + "” names 2 records.")
	term.Press("j", "enter")
	term.WaitFor("Homeroom  User " + tag)
	term.Press("esc")
	term.WaitFor("names 2 records")
	term.Press("n")
	term.WaitFor("It is on record already.")
}

func TestScan_ACommandsNameWinsOverARecord(t *testing.T) {
	env, term := console(t)
	storetest.MustUser(t, env.Store, store.User{UserID: "history", FullName: "Ada History", Site: "LARK"})
	term.Press(":")
	term.Type("history")
	term.Press("enter")
	term.WaitFor("[6 History]")
	term.Press(":")
	term.Type("scan history")
	term.Press("enter")
	term.WaitFor("Homeroom  User history")
	term.Press(":")
	term.Paste("history\n") // what is pasted with its Enter never runs as a command
	term.WaitFor("Homeroom  User history")
}

func TestScan_HostileBytesAreMarksAndFindNothing(t *testing.T) {
	_, term := console(t)
	term.Paste("\u202eevil\u200b漢字\x07\n")
	term.WaitFor("‹U+202E›evil")
	term.WaitFor("is not on record")
	if strings.ContainsAny(term.Screen(), "\u202e\u200b\x07") {
		t.Errorf("what was scanned reaches the terminal as it is:\n%s", term.Screen())
	}
	term.Press("n")
	term.WaitFor("It can be no serial number")
}

func TestScan_WhatIsNoScanSaysSo(t *testing.T) {
	_, term := console(t)
	term.Paste("one\ntwo\nthree\n")
	term.WaitFor("That is no scan: it has 3 lines. Scan one label at a time.")
	term.Press("j")
	term.WaitGone("no scan")
	term.Paste(strings.Repeat("x", 300))
	term.WaitFor("That is no scan: it has 300 characters.")
	term.Paste(" \r\n")
	term.WaitFor("There is nothing to look up")
}

func TestScan_OneLabelAfterAnother(t *testing.T) {
	_, term := console(t)
	term.Press(":")
	term.Type("scan")
	term.Press("enter")
	term.WaitFor("Ready to scan.")
	for _, c := range []struct{ scanned, title string }{{tag, "Device " + ipad}, {"LKMB4BB18AA0", "Device LKMB4BB18AA0"}} {
		term.Type(c.scanned)
		term.WaitFor("Scan: " + c.scanned)
		term.Press("enter")
		term.WaitFor("Homeroom  " + c.title)
		term.Press("esc")
		term.WaitFor("Ready to scan.")
	}
	term.Paste("S" + ipad + "\n")
	term.WaitFor("Homeroom  Device " + ipad)
	term.Press("esc")
	term.WaitFor("Ready to scan.")
	term.Press("esc")
	term.WaitFor("Needs attention")
}

func TestScan_BeginsANewRecordWithWhatWasScanned(t *testing.T) {
	_, term := console(t)
	term.Paste("SZZQQZZQQ77XX\n")
	term.WaitFor("is not on record")
	term.Press("n")
	term.WaitFor("s  a device with the serial number ZZQQZZQQ77XX") // without the label's S
	term.Press("s")
	term.WaitGone("What is it?")
	term.WaitFor("ZZQQZZQQ77XX")
	term.WaitFor("Homeroom  New device")
}

func TestScan_R03_OffersBothReadingsOfAnSThatMayBeTheLabels(t *testing.T) {
	_, term := console(t)
	term.Paste("SZZQQZZQQ77\n")
	term.WaitFor("is not on record")
	term.Press("n")
	term.WaitFor("s  a device with the serial number ZZQQZZQQ77, without the S")
	term.WaitFor("a  a device with the serial number SZZQQZZQQ77")
	term.Press("a")
	term.WaitFor("Homeroom  New device")
	term.WaitFor("SZZQQZZQQ77")
}

func TestScan_IsFoundOnceItCameOnRecord(t *testing.T) {
	env, term := console(t)
	term.Paste("ZZQQZZQQ77\n")
	term.WaitFor("is not on record")
	storetest.MustDevice(t, env.Store, store.Device{Serial: "ZZQQZZQQ77", AssetTag: "2345678", Site: "LARK"})
	latest, err := env.Store.Latest(env.Context)
	if err != nil {
		t.Fatal(err)
	}
	term.Send(screen.ChangedMsg{Latest: latest})
	term.WaitFor("“ZZQQZZQQ77” is on record.")
	term.Press("enter")
	term.WaitFor("Homeroom  Device ZZQQZZQQ77")
}

func TestScan_ResizingBreaksNoLineAndKeepsTheCursor(t *testing.T) {
	env := district.Env(t)
	term := tuitest.Start(t, tui.New(env, scan.New(env, "anouk")), 80, 24)
	term.WaitFor("1 of 12")
	term.Press("j", "j", "j")
	term.WaitFor("4 of 12")
	for _, size := range [][2]int{{40, 10}, {250, 70}, {80, 24}, {110, 30}, {41, 11}, {40, 10}, {80, 24}} {
		term.Resize(size[0], size[1])
		term.WaitUntil(fmt.Sprintf("the cursor on its row at %v", size), func(s string) bool {
			lines := strings.Split(s, "\n")
			if len(lines) != size[1] || lines[size[1]-1] == "" {
				return false
			}
			for _, l := range lines {
				if strings.HasPrefix(l, "›") {
					return strings.Contains(l, "a_ashcroft")
				}
			}
			return false
		})
	}
}
