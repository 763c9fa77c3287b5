package bulk_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"homeroom/store"
	"homeroom/store/storetest"
	"homeroom/tui"
	"homeroom/tui/bulk"
	"homeroom/tui/screen"
	"homeroom/tui/theme"
	"homeroom/tui/tuitest"
)

// school is a small invented school: a dozen devices at OAK, one at ELM, and an inbox.
type school struct {
	t     *testing.T
	store *store.Store
	env   screen.Env
}

func newSchool(t *testing.T) *school {
	t.Helper()
	s := storetest.Open(t)
	storetest.MustSite(t, s, store.Site{Code: "OAK", Name: "Oak Street School", Solution: store.SolutionAlternate})
	storetest.MustSite(t, s, store.Site{Code: "ELM", Name: "Elm Hill School", Solution: store.SolutionPrimary})
	storetest.MustUser(t, s,
		store.User{UserID: "carl.dean", FullName: "Carl Dean", Email: "carl@oak.example", Position: "teacher", Site: "OAK"},
		store.User{UserID: "dora.fry", FullName: "Dora Fry", Position: "student", Site: "OAK"},
		store.User{UserID: "eve.gray", FullName: "Eve Gray", Position: "student", Site: "ELM"},
	)
	for _, d := range devices() {
		storetest.MustDevice(t, s, d)
	}
	inbox := t.TempDir()
	return &school{t: t, store: s, env: screen.Env{
		Context: context.Background(), Store: s, Theme: theme.New(true, false), Operator: "ada", Inbox: inbox,
		Now: func() time.Time { return storetest.Start.Add(2 * time.Hour) }, Log: slog.New(slog.DiscardHandler),
	}}
}

func devices() []store.Device {
	spare := func(tag, serial string) store.Device {
		return store.Device{AssetTag: tag, Serial: serial, Model: "MacBook Air", Platform: store.PlatformMacOS, Site: "OAK", Username: serial}
	}
	list := []store.Device{
		{AssetTag: "8000001", Serial: "DMPOAK000001", Model: "iPad Air", Platform: store.PlatformIOS, Site: "OAK", Username: "carl.dean", FullName: "Carl Dean", Position: "teacher"},
		{AssetTag: "3000009", Serial: "C02OAK000009", Model: "MacBook Air", Platform: store.PlatformMacOS, Site: "OAK", Username: "dora.fry", FullName: "Dora Fry", Position: "student"},
		{AssetTag: "7000001", Serial: "TVXOAK000001", Model: "Apple TV", Platform: store.PlatformTVOS, Site: "OAK", Username: "TVXOAK000001"},
		{AssetTag: "8000002", Serial: "DMPELM000002", Model: "iPad Air", Platform: store.PlatformIOS, Site: "ELM", Username: "eve.gray", FullName: "Eve Gray", Position: "student"},
	}
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8"} {
		list = append(list, spare("300000"+n, "C02OAK00000"+n))
	}
	return list
}

// The header of the state's template, and the files of these tests.
const header = "Asset Tag,Serial Number,Device Type,User ID,Full Name,Email Address,Phone Number,Position,Room,Delete\n"

// assignFile has a row of every status that assigning knows; line 4 is held back and may be included.
const assignFile = header +
	"3000001,C02OAK000001,MacBook Air,ana.bell,Ana Bell,ana@oak.example,2030,student,101,\n" +
	"3000002,C02OAK000002,MacBook Air,ben.cole,Ben Cole,ben@oak.example,2030,student,101,\n" +
	"3000003,C02OAK000003,MacBook Air,carl.dean,Carl Dean,carl@oak.example,,teacher,102,\n" +
	"3000009,C02OAK000009,MacBook Air,dora.fry,Dora Fry,,,student,,\n" +
	"7000001,TVXOAK000001,Apple TV,,,,,,,\n" +
	"3000004,C02OAK000004,MacBook Air,eve.gray,Eve Gray,,,student,103,\n" +
	"3000005,C02NOWHERE05,MacBook Air,finn.hart,Finn Hart,,,student,103,\n"

// revokeFile takes two devices back.
const revokeFile = header +
	"8000001,DMPOAK000001,,,,,,,,DMPOAK000001\n" +
	"3000009,C02OAK000009,,,,,,,,C02OAK000009\n" +
	"3000001,C02OAK000001,,,,,,,,\n"

// put writes a file into the inbox. The modification time is the same everywhere, so that goldens hold.
func (s *school) put(name, content string) string {
	s.t.Helper()
	path := filepath.Join(s.env.Inbox, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
	for _, p := range []string{path, filepath.Dir(path)} {
		if err := os.Chtimes(p, storetest.Start, storetest.Start); err != nil {
			s.t.Fatal(err)
		}
	}
	return path
}

// console runs a session of the console on a terminal of its own, with the screen on top.
func (s *school) console(open func(screen.Env) screen.Screen, width, height int) *tuitest.Term {
	s.t.Helper()
	env := s.env
	env.Theme = theme.New(true, false)
	return tuitest.Start(s.t, tui.New(env, open(env)), width, height)
}

// review opens a file of the inbox in the console and goes on to its rows.
func (s *school) review(name string, width, height int) *tuitest.Term {
	s.t.Helper()
	term := s.console(bulk.New, width, height)
	term.WaitFor(name)
	term.Press("/")
	term.Type(name)
	term.Press("enter", "enter")
	term.WaitFor("error")
	term.Press("enter")
	term.WaitFor("Status")
	return term
}

func (s *school) device(serial string) store.Device {
	s.t.Helper()
	d, err := s.store.Device(s.env.Context, serial)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

func (s *school) latest() int64 {
	s.t.Helper()
	n, err := s.store.Latest(s.env.Context)
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// line is the first line of the screen with all of the words in it.
func line(screen string, words ...string) string {
	for _, l := range strings.Split(screen, "\n") {
		found := true
		for _, w := range words {
			found = found && strings.Contains(l, w)
		}
		if found {
			return l
		}
	}
	return ""
}
